"""What is assumed, in which range, and on whose word?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.findings import percent
from foedus.report.typeset import assumption_label, reading_label, short_number
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Assumption, Case
    from foedus.findings import Findings, UnsourcedAssumption
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed

SILENT = "the case is silent"


@dataclass(frozen=True)
class Bearing:
    """How much an assumption moves a thesis."""

    thesis: str
    anchor: str
    explained: str


@dataclass(frozen=True)
class AssumptionView:
    """An assumption as the report shows it.

    Attributes
    ----------
    called
        Its name as a reader would say it.
    drawn
        The range that variants are drawn from.
    under_readings
        (reading, range) where a reading changes it.
    why
        Why nothing supports it, in the author's words where there are any; empty where a source
        does.
    bearings
        The theses that hinge on it.
    """

    name: str
    called: str
    anchor: str
    kind: str
    drawn: str
    stated: str
    under_readings: tuple[tuple[str, str], ...]
    note: str
    why: str
    weighed: Weighed
    bearings: tuple[Bearing, ...]


def anchors_of(case: Case) -> dict[str, str]:
    """Where the report speaks of each assumption, under any reading."""
    names = dict.fromkeys(
        one.name for combination in case.combinations for one in case.under(combination).assumptions
    )
    return {name: f"assumption-{at + 1}" for at, name in enumerate(names)}


def assumption_views(findings: Findings, apparatus: Apparatus) -> tuple[AssumptionView, ...]:
    """Every assumption, under any reading, in the order of the case."""
    case = findings.case
    first: dict[str, Assumption] = {}
    for combination in case.combinations:
        for one in case.under(combination).assumptions:
            first.setdefault(one.name, one)
    anchors = anchors_of(case)
    bare = {one.name: _why(one, first[one.name]) for one in findings.unsourced}
    return tuple(
        AssumptionView(
            name=name,
            called=assumption_label(case, name),
            anchor=anchors[name],
            kind=one.kind,
            drawn=range_in_words(one),
            stated=one.stated if one.is_stated else SILENT,
            under_readings=_under_readings(case, name, one),
            note=one.note or "",
            why=bare.get(name, ""),
            weighed=weigh(apparatus, one.cites, one.against),
            bearings=_bearings(findings, name),
        )
        for name, one in first.items()
    )


def range_in_words(one: Assumption) -> str:
    """The range that an assumption is drawn from.

    >>> from foedus.case import Assumption
    >>> range_in_words(Assumption("payment", "price", 10, 40))
    '10 to 40'
    """
    if one.is_fixed:
        return short_number(one.low)
    scale = ", evenly in its logarithm" if one.distribution == "log-uniform" else ""
    return f"{short_number(one.low)} to {short_number(one.high)}{scale}"


def _why(bare: UnsourcedAssumption, assumption: Assumption) -> str:
    """Why no source supports an assumption, and under which reading if not under all."""
    if bare.combination:
        return f"{bare.why}, under {reading_label(bare.combination)}"
    return assumption.note or bare.why


def _under_readings(case: Case, name: str, base: Assumption) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for combination in case.combinations:
        other = case.under(combination).assumption.get(name)
        if other is not None and range_in_words(other) != range_in_words(base):
            found.append((reading_label(combination), range_in_words(other)))
    return tuple(found)


def _bearings(findings: Findings, name: str) -> tuple[Bearing, ...]:
    return tuple(
        Bearing(verdict.thesis.name, f"thesis-{at + 1}", percent(hinge.explained))
        for at, verdict in enumerate(findings.verdicts)
        for hinge in verdict.hinges
        if hinge.assumption == name
    )


def sourced_first(
    views: Sequence[AssumptionView],
) -> tuple[tuple[AssumptionView, ...], tuple[AssumptionView, ...]]:
    """Those that a source supports, and those that none does."""
    return (
        tuple(view for view in views if not view.why),
        tuple(view for view in views if view.why),
    )
