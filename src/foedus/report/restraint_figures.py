"""What if an actor had held back?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.report.figure import Figure, Table
from foedus.report.strips import Group, Strip, strip_chart
from foedus.report.typeset import actor_names, change, reading_label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.findings import Findings, RestraintRow


def restraint_figures(findings: Findings) -> tuple[Figure, ...]:
    """For each outcome, how its probability changes if one actor alone holds back."""
    known = [row for row in findings.restraint if not math.isnan(row.mean)]
    reach = max((abs(row.mean) + _width(row) for row in known), default=0.0)
    reach = max(0.1, math.ceil(10 * reach) / 10)
    return tuple(
        _figure(findings, at, outcome.name, outcome.label or outcome.name, reach)
        for at, outcome in enumerate(findings.case.outcomes)
        if any(row.outcome == outcome.name for row in known)
    )


def _figure(findings: Findings, at: int, outcome: str, called: str, reach: float) -> Figure:
    rows = [row for row in findings.restraint if row.outcome == outcome]
    known = [row for row in rows if not math.isnan(row.mean)]
    names = actor_names(findings.case)
    actors = list(dict.fromkeys(row.actor for row in known))
    groups = [
        Group(names[actor], tuple(_strip(row) for row in known if row.actor == actor))
        for actor in actors
    ]
    alternative = f"Change of the probability of “{called}” had one actor held back. " + " ".join(
        f"{names[actor]}: {_range([row for row in known if row.actor == actor])}."
        for actor in actors
    )
    return Figure(
        name=f"figure-restraint-{at + 1}",
        spec=strip_chart(
            groups,
            title="change of the probability",
            domain=(-reach, reach),
            number_format="+.1~f",
            guides=(0.0,),
            alternative=alternative,
        ),
        title=called,
        caption=f"Right of the dashed line, holding back makes “{called}” likelier.",
        alternative=alternative,
        table=Table(
            ("held back", "reading", "change of the mean probability"),
            tuple(
                (names[row.actor], reading_label(row.combination), change(row.mean, row.error))
                for row in rows
            ),
        ),
    )


def _strip(row: RestraintRow) -> Strip:
    kind = reading_label(row.combination)
    told = f"{kind}: {change(row.mean, row.error)}"
    return Strip(kind, row.mean, row.mean - _width(row), row.mean + _width(row), told)


def _width(row: RestraintRow) -> float:
    return 0.0 if math.isnan(row.error) else row.error


def _range(rows: Sequence[RestraintRow]) -> str:
    least, most = (pick(rows, key=lambda row: row.mean) for pick in (min, max))
    nan = math.nan
    if change(least.mean, nan) == change(most.mean, nan):
        return change(least.mean, nan)
    return f"{change(least.mean, nan)} to {change(most.mean, nan)}, depending on the reading"
