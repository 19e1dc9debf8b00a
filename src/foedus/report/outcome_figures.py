"""How are the probabilities of the outcomes spread over the variants?

One row a reading: a histogram, and beneath it a thin line where 95 % of the variants lie, a thick
one for the middle half, and a mark at the median.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from foedus.report.figure import ROOM, Figure, Table, chart
from foedus.report.typeset import probability, probability_with_error, reading_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.findings import Distribution, Findings

ROW = 66
BASE, TALLEST, LABEL, SPREAD = 52, 30, 16, 58
"""Places in a row, in pixels from its top: feet of the bars, their height, label, lines."""


def outcome_figures(findings: Findings) -> tuple[Figure, ...]:
    """The distribution of the probability of each outcome, for each reading."""
    return tuple(
        _figure(
            f"figure-outcome-{at + 1}",
            outcome.label or outcome.name,
            [one for one in findings.outcomes if one.name == f"P({outcome.name})"],
        )
        for at, outcome in enumerate(findings.case.outcomes)
    )


def outcome_means(findings: Findings) -> Table:
    """The mean probability of each outcome, one column a reading."""
    combinations = dict.fromkeys(one.combination for one in findings.outcomes)
    means = {
        (one.name, one.combination): probability_with_error(one.mean, one.error)
        for one in findings.outcomes
    }
    return Table(
        ("mean probability of", *map(reading_label, combinations)),
        tuple(
            (
                outcome.label or outcome.name,
                *(means[f"P({outcome.name})", combination] for combination in combinations),
            )
            for outcome in findings.case.outcomes
        ),
    )


def recorded_figures(findings: Findings) -> tuple[Figure, ...]:
    """What the model gives to the record, then to each outcome once the record has happened.

    Empty where the record is tied to no step.
    """
    wanted = [("P(recorded)", "what is recorded")]
    for outcome in findings.case.outcomes:
        called = f"{outcome.label or outcome.name}, given the record"
        wanted.append((f"P({outcome.name} | recorded)", called))
    found = [
        (title, [one for one in findings.recorded if one.name == name]) for name, title in wanted
    ]
    return tuple(
        _figure(f"figure-recorded-{at + 1}", title, rows)
        for at, (title, rows) in enumerate(found)
        if rows
    )


def _figure(name: str, title: str, rows: Sequence[Distribution]) -> Figure:
    known = [row for row in rows if not math.isnan(row.mean)]
    alternative = f"Distribution of the probability of {title} over the variants. " + " ".join(
        f"{reading_label(row.combination)}: median {probability(row.quantiles[2])}, "
        f"95 % between {probability(row.quantiles[0])} and {probability(row.quantiles[4])}."
        for row in known
    )
    return Figure(
        name=name,
        spec=chart(max(1, len(known)) * ROW, _layers(known), alternative),
        title=title,
        caption=(
            "Bars: how many variants give this probability, each row on its own scale. Beneath "
            "them, where 95 % and where the middle half of the variants lie, and the median. "
            "Beside the reading, the median and where 95 % lie."
        ),
        alternative=alternative,
        table=Table(
            ("reading", "mean", "2.5 %", "25 %", "median", "75 %", "97.5 %"),
            tuple(
                (
                    reading_label(row.combination),
                    probability_with_error(row.mean, row.error),
                    *map(probability, row.quantiles),
                )
                for row in rows
            ),
        ),
    )


def _layers(rows: Sequence[Distribution]) -> list[dict[str, Any]]:
    x = {
        "type": "quantitative",
        "scale": {"domain": [0, 1], "nice": False},
        "axis": {"format": ".1f", "title": "probability", "tickCount": 5},
    }
    height = max(1, len(rows)) * ROW
    y = {"type": "quantitative", "scale": {"domain": [height, 0], "nice": False}, "axis": None}
    spread = [_spread(at, row) for at, row in enumerate(rows)]

    def line(low: str, high: str, width: int) -> dict[str, Any]:
        return {
            "mark": {"type": "rule", "strokeWidth": width},
            "encoding": {"x": {"field": low, **x}, "x2": {"field": high}},
        }

    return [
        {
            "data": {"values": [bar for at, row in enumerate(rows) for bar in _bars(at, row)]},
            "mark": {"type": "rect", "opacity": 0.55},
            "encoding": {
                "x": {"field": "from", **x},
                "x2": {"field": "to"},
                "y": {"field": "top", **y},
                "y2": {"field": "base"},
                "tooltip": {"field": "told", "type": "nominal"},
            },
        },
        {
            "data": {"values": spread},
            "encoding": {"y": {"field": "row", **y}},
            "layer": [
                line("low", "high", 1),
                line("lower", "upper", 4),
                {
                    "mark": {"type": "point", "filled": True, "size": 60, "opacity": 1},
                    "encoding": {
                        "x": {"field": "median", **x},
                        "tooltip": {"field": "told", "type": "nominal"},
                    },
                },
                {
                    "mark": {"type": "text", "align": "left", "baseline": "bottom", "limit": ROOM},
                    "encoding": {
                        "x": {"value": 0},
                        "y": {"field": "label", **y},
                        "text": {"field": "told", "type": "nominal"},
                    },
                },
            ],
        },
    ]


def _bars(at: int, row: Distribution) -> list[dict[str, Any]]:
    """The histogram of a row; empty bins are left out."""
    width = (row.high - row.low) / len(row.counts)
    most = max(row.counts)
    base = at * ROW + BASE
    return [
        {
            "from": round(row.low + width * bin_, 6),
            "to": round(row.low + width * (bin_ + 1), 6),
            "base": base,
            "top": round(base - TALLEST * count / most, 2),
            "told": f"{count:,} variants between {row.low + width * bin_:.3f} "
            f"and {row.low + width * (bin_ + 1):.3f}",
        }
        for bin_, count in enumerate(row.counts)
        if count
    ]


def _spread(at: int, row: Distribution) -> dict[str, Any]:
    low, lower, median, upper, high = row.quantiles
    return {
        "row": at * ROW + SPREAD,
        "label": at * ROW + LABEL,
        "low": low,
        "lower": lower,
        "median": median,
        "upper": upper,
        "high": high,
        "told": f"{reading_label(row.combination)}: {probability(median)} "
        f"({probability(low)} to {probability(high)})",
    }
