"""What became of agreements, was each rule kept, and on what information did parties consent?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.dates import EntryLink, record_anchors
from foedus.report.parts import parts_of
from foedus.report.spans import span_in_words
from foedus.report.testimony import LAYERS
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case import Entry, Problem, Told
    from foedus.record import AgreementCourse, Chronicle, JudgedRule
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed


@dataclass(frozen=True)
class SaidView:
    """Something that was said in an entry.

    Attributes
    ----------
    to
        Those who heard it; empty where all others who took part did.
    says
        The words of the case, with a claim that was contradicted.
    """

    by: str
    to: str
    says: str
    claim: str
    layer: str
    weighed: Weighed


@dataclass(frozen=True)
class TakenPart:
    """Who took part in an entry, what was said and what it changed.

    Attributes
    ----------
    kind
        What kind of thing it was; empty where the case does not say.
    who
        Who did it, to whom, through whom.
    received
        When a message arrived, if that is told apart.
    changes
        (agreement, its new state).
    """

    kind: str
    where: str
    who: str
    received: str
    said: tuple[SaidView, ...]
    changes: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing of it."""
        return not (self.kind or self.where or self.who or self.said or self.changes)


@dataclass(frozen=True)
class ChangeView:
    """When an agreement came to a state, and by which entry."""

    state: str
    date: str
    entry: EntryLink


@dataclass(frozen=True)
class AgreementView:
    """The life of an agreement.

    Attributes
    ----------
    binds, only_after
        By what rule it comes to bind, and after what; empty where that is not said.
    end
        The state at the end of the record, in words.
    doubts
        Where it was in force too early, or changed in a way that makes no sense.
    """

    name: str
    anchor: str
    says: str
    parties: str
    binds: str
    only_after: str
    changes: tuple[ChangeView, ...]
    end: str
    doubts: tuple[str, ...]
    weighed: Weighed


@dataclass(frozen=True)
class RuleView:
    """A rule or a pledge, and what the record says of it."""

    name: str
    anchor: str
    says: str
    whose: str
    verdict: str
    why: str
    weighed: Weighed


def taken_parts(chronicle: Chronicle, apparatus: Apparatus) -> Mapping[str, TakenPart]:
    """Who took part and what was said, by the name of the entry."""
    received = {
        one.entry.name: "" if one.received is None else span_in_words(*one.received)
        for one in chronicle.timeline
    }
    return {
        one.entry.name: _taken_part(one.entry, received[one.entry.name], apparatus)
        for one in chronicle.timeline
    }


def _taken_part(entry: Entry, received: str, apparatus: Apparatus) -> TakenPart:
    return TakenPart(
        kind="" if entry.kind == "entry" else entry.kind,
        where=entry.where or "",
        who=parts_of(entry).in_words,
        received=received,
        said=tuple(_said(told, entry, apparatus) for told in entry.said),
        changes=tuple((name, state.value) for name, state in entry.makes),
    )


def _said(told: Told, entry: Entry, apparatus: Apparatus) -> SaidView:
    is_to_all = {*entry.who} <= {told.by, *told.to}
    claim = told.claim or ""
    if told.denies is not None:
        claim = f"denies {told.denies}" if not claim else f"{claim}, denies {told.denies}"
    return SaidView(
        by=told.by.name,
        to="" if is_to_all else ", ".join(one.name for one in told.to),
        says=told.says,
        claim=claim,
        layer=LAYERS[told.layer],
        weighed=weigh(apparatus, told.cites, told.against),
    )


def agreement_views(chronicle: Chronicle, apparatus: Apparatus) -> tuple[AgreementView, ...]:
    """Every agreement of the case, in its order."""
    anchors = record_anchors(chronicle)
    return tuple(
        _agreement(course, f"agreement-{at}", anchors, apparatus)
        for at, course in enumerate(chronicle.agreements, 1)
    )


def _agreement(
    course: AgreementCourse, anchor: str, anchors: Mapping[str, str], apparatus: Apparatus
) -> AgreementView:
    agreement = course.agreement
    return AgreementView(
        name=agreement.name,
        anchor=anchor,
        says=agreement.says,
        parties=", ".join(party.name for party in agreement.between),
        binds=agreement.binds or "",
        only_after=agreement.only_after or "",
        changes=tuple(
            ChangeView(
                change.state.value,
                span_in_words(*change.window),
                EntryLink(change.entry, anchors[change.entry]),
            )
            for change in course.changes
        ),
        end=_at_the_end(course),
        doubts=tuple(one.message for one in (*course.breaches, *course.doubts, *course.oddities)),
        weighed=weigh(apparatus, agreement.cites, agreement.against),
    )


def _at_the_end(course: AgreementCourse) -> str:
    """The state at the end; several where the order of the last changes is not certain."""
    if not course.changes:
        return "no entry tells of it"
    possible = dict.fromkeys(
        change.state.value
        for change in course.changes
        if not any(
            course.order.is_before(change.entry, other.entry)
            for other in course.changes
            if other is not change
        )
    )
    return " or ".join(possible)


def odd_besides_agreements(chronicle: Chronicle) -> tuple[Problem, ...]:
    """What is odd in the record and does not stand beside an agreement already."""
    told = {one for course in chronicle.agreements for one in course.oddities}
    return tuple(one for one in chronicle.warnings if one not in told)


def rule_views(chronicle: Chronicle, apparatus: Apparatus) -> tuple[RuleView, ...]:
    """Every rule and pledge of the case with its verdict, in its order."""
    return tuple(
        _rule(judged, f"rule-{at}", apparatus) for at, judged in enumerate(chronicle.judged, 1)
    )


def _rule(judged: JudgedRule, anchor: str, apparatus: Apparatus) -> RuleView:
    rule = judged.rule
    whose = ""
    if rule.by is not None:
        whose = f"pledge of {rule.by.name}"
        whose += "" if rule.to is None else f" to {rule.to.name}"
    return RuleView(
        name=rule.name,
        anchor=anchor,
        says=rule.says,
        whose=whose,
        verdict=judged.verdict.value,
        why=judged.sentence.partition(f"{judged.verdict}, ")[2] or judged.sentence,
        weighed=weigh(apparatus, rule.cites, rule.against),
    )
