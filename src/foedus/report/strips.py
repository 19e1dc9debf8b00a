"""How are many intervals shown so that they can be compared?

One strip a number: a line for its interval, a mark for its value, all on one scale, in groups
under a heading. Readings differ in colour and in the shape of the mark. Headings stand inside the
picture, so that long names need no margin and a phone can show them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from foedus.report.figure import ROOM, chart

if TYPE_CHECKING:
    from collections.abc import Sequence

ROW = 15
HEADING = 24


@dataclass(frozen=True)
class Strip:
    """A number and its interval.

    Attributes
    ----------
    kind
        What its colour and shape say: a reading.
    told
        What a reader is told who points at it.
    """

    kind: str
    value: float
    low: float
    high: float
    told: str


@dataclass(frozen=True)
class Group:
    """Strips under a heading."""

    heading: str
    strips: tuple[Strip, ...]


def strip_chart(
    groups: Sequence[Group],
    *,
    title: str,
    domain: tuple[float, float],
    number_format: str,
    guides: Sequence[float],
    alternative: str,
) -> dict[str, Any]:
    """A Vega-Lite specification of strips.

    Parameters
    ----------
    groups
        From top to bottom; numbers that are not known are left out of `Group.strips`.
    title
        Of the axis.
    domain
        Of the axis.
    number_format
        Of the axis (D3's).
    guides
        Where dashed lines stand.
    alternative
        A text for those who cannot see it.
    """
    marks, headings, height = _placed(groups)
    kinds = list(dict.fromkeys(mark["kind"] for mark in marks))
    x = {
        "type": "quantitative",
        "scale": {"domain": list(domain), "nice": False},
        "axis": {"format": number_format, "title": title, "titleLimit": ROOM, "tickCount": 5},
    }
    y = {"type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    legend = (
        {"orient": "bottom", "title": None, "columns": 2, "labelLimit": ROOM / 2 - 20}
        if len(kinds) > 1
        else None
    )
    colour = {"field": "kind", "type": "nominal", "scale": {"domain": kinds}, "legend": legend}
    layers: list[dict[str, Any]] = [
        {
            "data": {"values": [{"at": guide} for guide in guides]},
            "mark": {"type": "rule", "strokeDash": [3, 3], "opacity": 0.5},
            "encoding": {"x": {"field": "at", **x}},
        },
        {
            "data": {"values": headings},
            "mark": {
                "type": "text",
                "align": "left",
                "baseline": "bottom",
                "fontWeight": 600,
                "limit": ROOM,
            },
            "encoding": {
                "x": {"value": 0},
                "y": {"field": "row", **y},
                "text": {"field": "heading", "type": "nominal"},
            },
        },
        {
            "data": {"values": marks},
            "encoding": {"y": {"field": "row", **y}, "color": colour},
            "layer": [
                {
                    "mark": {"type": "rule", "strokeWidth": 2},
                    "encoding": {"x": {"field": "low", **x}, "x2": {"field": "high"}},
                },
                {
                    "mark": {"type": "point", "filled": True, "size": 70, "opacity": 1},
                    "encoding": {
                        "x": {"field": "value", **x},
                        "shape": {**colour, "legend": legend},
                        "tooltip": {"field": "told", "type": "nominal"},
                    },
                },
            ],
        },
    ]
    return chart(height, layers, alternative)


def _placed(groups: Sequence[Group]) -> tuple[list[dict[str, Any]], list[dict[str, Any]], int]:
    """Marks and headings with their places, counted in pixels from the top."""
    marks: list[dict[str, Any]] = []
    headings: list[dict[str, Any]] = []
    at = 0
    for group in groups:
        at += HEADING
        headings.append({"row": at - 4, "heading": group.heading})
        for strip in group.strips:
            marks.append(
                {
                    "row": at + ROW / 2,
                    "kind": strip.kind,
                    "value": strip.value,
                    "low": strip.low,
                    "high": strip.high,
                    "told": strip.told,
                }
            )
            at += ROW
    return marks, headings, max(at, HEADING)
