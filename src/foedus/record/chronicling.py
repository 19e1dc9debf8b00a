"""What happened, in which order, who knew it, was it allowed, and who says so?

The record of a case in time order; what follows from it of knowledge, agreements and rules;
testimonies on one matter side by side; and the evidence: what the record ties to a step of the
play, up to the date until which evidence counts. An entry that may
be later than that date is no evidence; a date in doubt counts by the last day that its doubt is
taken to reach (`foedus.dates.bounds`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import Problem, origins_of_testimonies
from foedus.case.roles import mover_of
from foedus.record.agreements import agreement_courses
from foedus.record.consents import consents_given
from foedus.record.happenings import Happening, lanes_of
from foedus.record.hindsight import hindsight
from foedus.record.judging import judge_rules
from foedus.record.knowing import WhoKnows
from foedus.record.positions import Position, documents_of, positions_of
from foedus.record.read_otherwise import held_against
from foedus.record.rules import Verdict
from foedus.record.silence import silence_of
from foedus.record.tellings import tellings_of
from foedus.record.time_order import time_order

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Case, Cite, Entry, Origins, Testimony
    from foedus.dates import HistoricalDate
    from foedus.record.agreements import AgreementCourse
    from foedus.record.consents import ConsentGiven
    from foedus.record.days import AnyDay
    from foedus.record.judging import JudgedRule
    from foedus.record.knowledge import Knowledge
    from foedus.record.time_order import TimeOrder


@dataclass(frozen=True)
class DatedEntry:
    """Something recorded, and whether it counts as evidence.

    Attributes
    ----------
    is_evidence
        It is tied to a step and lies wholly within the time of evidence.
    """

    entry: Entry
    is_evidence: bool

    @property
    def date(self) -> HistoricalDate:
        """When it was."""
        return self.entry.when

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The passages behind it."""
        return self.entry.cites


@dataclass(frozen=True)
class Statement:
    """One testimony, with its speaker found among the actors.

    Attributes
    ----------
    actor
        The key of the actor for whom the speaker speaks; None for a speaker who is nobody's voice.
    """

    testimony: Testimony
    actor: str | None

    @property
    def date(self) -> HistoricalDate | None:
        """When it was said, as far as known."""
        return self.testimony.when

    @property
    def voice(self) -> str | None:
        """The declared voice or actor that the speaker is, perhaps under an alias."""
        return self.testimony.speaker

    @property
    def remove_in_words(self) -> str:
        """How far from the event: ``at first hand``, ``at one remove``, …"""
        remove = self.testimony.remove
        if remove is None:
            return "at an unknown remove"
        words = ("at first hand", "at one remove", "at two removes", "at three removes")
        return words[remove] if remove < len(words) else f"at {remove} removes"


@dataclass(frozen=True)
class Matter:
    """What several testimonies are about; none is hidden.

    Attributes
    ----------
    statements
        Nearest to the event first.
    positions
        The versions that are told, each with its statements; those whose position is not said
        last.
    origins
        What each statement goes back to, in the order of `statements`.
    documents
        Keys of the sources through which all of it comes, copies taken back to the original.
    """

    name: str
    statements: tuple[Statement, ...]
    positions: tuple[Position, ...]
    origins: Origins
    documents: tuple[str, ...]

    @property
    def told(self) -> tuple[Position, ...]:
        """The positions that have a name: of two or more, each contradicts the others."""
        return tuple(one for one in self.positions if one.name is not None)

    @property
    def is_disputed(self) -> bool:
        """Whether statements contradict one another."""
        return len(self.told) > 1


@dataclass(frozen=True)
class Chronicle:
    """What the record of a case says.

    Attributes
    ----------
    entries
        In time order: by earliest, then by latest day, then as written; never against an order
        that is certain.
    evidence_until
        The last date of evidence; None where all of the record counts.
    order
        Which entries, by name, are earlier than which for certain.
    timeline
        Each entry with the days on which it can have been, in the same order.
    who_knows
        Who could have known what by when.
    agreements
        The course of each agreement.
    judged
        The rules and pledges, and whether the record keeps them.
    consents
        The joint decisions of the play to which the record ties entries.
    hindsight
        Where the play lets an actor see what by the record it could not have known, or hides what
        it knew.
    warnings
        Changes of agreements that make no sense from what the record tells.
    silence
        What the model takes from the record and no source supports, a sentence each.
    held_against
        The play that the consents are judged by, in words; empty if the case has no readings.
    """

    entries: tuple[DatedEntry, ...]
    matters: tuple[Matter, ...]
    evidence_until: HistoricalDate | None
    order: TimeOrder
    timeline: tuple[Happening, ...]
    who_knows: WhoKnows
    agreements: tuple[AgreementCourse, ...] = ()
    judged: tuple[JudgedRule, ...] = ()
    consents: tuple[ConsentGiven, ...] = ()
    hindsight: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    silence: tuple[str, ...] = ()
    held_against: str = ""

    def knows(self, who: str, day: AnyDay | None = None) -> tuple[Knowledge, ...]:
        """What an actor or a person could have known by the end of a day (see `WhoKnows`).

        Raises
        ------
        KeyError
            If the case names nobody so.
        """
        return self.who_knows.knows(who, day)

    @property
    def breaches(self) -> tuple[Problem, ...]:
        """Every rule that was broken, whatever the order of the entries."""
        rules = [Problem(one.rule.place, one.sentence) for one in self.judged if one.is_broken]
        courses = [breach for course in self.agreements for breach in course.breaches]
        consents = [
            Problem(one.step.place, one.sentence)
            for one in self.consents
            if one.verdict is Verdict.BROKEN
        ]
        return (*consents, *courses, *rules)

    @property
    def evidence(self) -> tuple[DatedEntry, ...]:
        """The entries that counterfactuals and ``recorded`` rest on."""
        return tuple(one for one in self.entries if one.is_evidence)

    def __repr__(self) -> str:
        """Count what is in it."""
        until = f" until {self.evidence_until}" if self.evidence_until is not None else ""
        matters = "1 matter" if len(self.matters) == 1 else f"{len(self.matters)} matters"
        return (
            f"Chronicle({len(self.entries)} entries, {len(self.evidence)} of them evidence{until}; "
            f"testimony on {matters})"
        )


def chronicle(case: Case) -> Chronicle:
    """Put the record of a case in order, and say what follows from it.

    Raises
    ------
    foedus.case.CaseError
        If what the record tells of its time cannot all hold.

    Examples
    --------
    >>> from foedus.case import load
    >>> [matter.name for matter in chronicle(load("dam")).matters]
    ['what the mayor knew']
    """
    order = time_order(case.record)
    entries = {entry.name: entry for entry in case.record}
    tellings = tellings_of(case, order)
    who_knows = WhoKnows(case, order, tellings)
    courses = agreement_courses(case, order)
    oddities = (oddity for course in courses for oddity in course.oddities)
    return Chronicle(
        entries=tuple(_dated(entries[name], case.evidence_until) for name in order.names),
        matters=tuple(_matters(case)),
        evidence_until=case.evidence_until,
        order=order,
        timeline=_timeline(case, order),
        who_knows=who_knows,
        agreements=courses,
        judged=judge_rules(case, order),
        consents=consents_given(case, order, who_knows),
        hindsight=hindsight(case, order, tellings),
        warnings=tuple(oddities),
        silence=silence_of(case, tellings),
        held_against=held_against(case),
    )


def _timeline(case: Case, order: TimeOrder) -> tuple[Happening, ...]:
    entries = {entry.name: entry for entry in case.record}
    tied = {entry.taken[0] for entry in case.record if entry.taken is not None}
    movers = {name: mover_of(name, case.play) for name in tied}
    return tuple(
        Happening(
            entries[name],
            *order.window(name),
            lanes_of(entries[name], movers.get((entries[name].taken or ("",))[0])),
            None if entries[name].received is None else order.arrival(name),
        )
        for name in order.names
    )


def _dated(entry: Entry, until: HistoricalDate | None) -> DatedEntry:
    is_in_time = until is None or entry.when.is_surely_by(until)
    return DatedEntry(entry, is_evidence=entry.taken is not None and is_in_time)


def _matters(case: Case) -> list[Matter]:
    statements: dict[str, list[Statement]] = {}
    for testimony in case.testimony:
        statements.setdefault(testimony.matter, []).append(
            Statement(
                testimony=testimony,
                actor=_speaks_for(case, testimony.speaker),
            )
        )
    return [_matter(case, name, sorted(said, key=_remove)) for name, said in statements.items()]


def _matter(case: Case, name: str, said: Sequence[Statement]) -> Matter:
    return Matter(
        name,
        tuple(said),
        positions_of(case, said),
        origins_of_testimonies(case, (one.testimony for one in said)),
        documents_of(case, said),
    )


def _remove(statement: Statement) -> float:
    remove = statement.testimony.remove
    return float("inf") if remove is None else remove


def _speaks_for(case: Case, speaker: str | None) -> str | None:
    """The key of the actor for whom a declared voice speaks."""
    for actor in case.actors:
        if speaker in {actor.name, *(voice.name for voice in actor.voices)}:
            return actor.key
    return None
