"""Who reads the case in which way, and what does that change?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.assumptions import range_in_words
from foedus.report.typeset import assumption_label
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from foedus.case import Case, Reading
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed


@dataclass(frozen=True)
class Change:
    """What a reading replaces: an assumption, or a step of the play."""

    what: str
    anchor: str
    before: str
    after: str


@dataclass(frozen=True)
class ReadingView:
    """A reading as the report shows it."""

    anchor: str
    reading: Reading
    weighed: Weighed
    changes: tuple[Change, ...]
    steps: tuple[str, ...]


def reading_views(
    case: Case, apparatus: Apparatus, anchors: dict[str, str]
) -> tuple[ReadingView, ...]:
    """Every reading, in the order of the case."""
    return tuple(
        ReadingView(
            anchor=f"reading-{at + 1}",
            reading=reading,
            weighed=weigh(apparatus, reading.cites, reading.against),
            changes=_changes(case, reading.name, anchors),
            steps=_steps(case, reading.name),
        )
        for at, reading in enumerate(case.readings)
    )


def _laid_over(case: Case, name: str) -> list[Case]:
    return [case.under(combination) for combination in case.combinations if name in combination]


def _changes(case: Case, name: str, anchors: dict[str, str]) -> tuple[Change, ...]:
    """Assumptions that the reading sets, whatever it is combined with."""
    over = _laid_over(case, name)
    changes: list[Change] = []
    for assumption in over[0].assumptions:
        others = [one.assumption.get(assumption.name) for one in over]
        before = case.assumption.get(assumption.name)
        if any(other != assumption for other in others) or assumption == before:
            continue
        now = range_in_words(assumption)
        then = "not in use" if before is None else range_in_words(before)
        if now != then:
            called = assumption_label(case, assumption.name)
            changes.append(Change(called, anchors[assumption.name], then, now))
    return tuple(changes)


def _steps(case: Case, name: str) -> tuple[str, ...]:
    """Steps of the play that the reading alters, whatever it is combined with."""
    before = {step.name: step for step in case.play}
    altered = [
        {step.name for step in one.play if step != before.get(step.name)}
        for one in _laid_over(case, name)
    ]
    return tuple(step.name for step in case.play if all(step.name in one for one in altered))
