"""What do the signs of the timeline mean?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foedus.report.text_width import width
from foedus.report.timeline_bars import pattern_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.report.timeline_picture import TimelinePicture

SIGN, BETWEEN, LINE = 38, 18, 24
"""Pixels for a sign, between two items, and for a line of them."""
KINDS = {
    "meeting": "a meeting of those with a dot",
    "message": "a message",
    "statement": "a statement",
    "decision": "a decision",
    "act": "an act",
    "entry": "something that happened",
}


class LegendItem(NamedTuple):
    """A sign by its name, and what it means."""

    sign: str
    label: str


class PlacedItem(NamedTuple):
    """An item of the legend and where it stands."""

    x: float
    y: float
    item: LegendItem


def legend_items(picture: TimelinePicture) -> tuple[LegendItem, ...]:
    """The signs that the picture uses, and no others."""
    return tuple(_items(picture))


def _items(picture: TimelinePicture) -> Iterator[LegendItem]:
    for kind, label in KINDS.items():
        if kind in picture.kinds:
            yield LegendItem(kind, label)
    if picture.has_relays:
        yield LegendItem("relay", "passed on")
    if picture.has_hearers:
        yield LegendItem("heard", "heard of it there")
    if picture.has_open_order:
        yield LegendItem("open", "order not certain")
    for state in picture.states:
        yield LegendItem(f"state-{pattern_of(state)}", state.value)


def in_lines(items: Sequence[LegendItem], room: float, size: float) -> tuple[PlacedItem, ...]:
    """Set items side by side, in as many lines as they need.

    Examples
    --------
    >>> items = [LegendItem("act", "an act"), LegendItem("message", "a message")]
    >>> [(one.x, one.y) for one in in_lines(items, 100, 12)]
    [(0.0, 0.0), (0.0, 24.0)]
    """
    placed: list[PlacedItem] = []
    x = y = 0.0
    for item in items:
        needed = SIGN + width(item.label, size)
        if x > 0 and x + needed > room:
            x, y = 0.0, y + LINE
        placed.append(PlacedItem(x, y, item))
        x += needed + BETWEEN
    return tuple(placed)
