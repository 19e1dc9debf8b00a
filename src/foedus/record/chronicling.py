"""What happened, in which order, and who says so?

The record of a case in time order, testimonies on one matter side by side, and the evidence: what
the record ties to a step of the play, up to the date until which evidence counts. An entry that may
be later than that date is no evidence.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import origins_of_testimonies
from foedus.record.dates import PartialDate, parse_date
from foedus.record.positions import Position, documents_of, positions_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Case, Cite, Entry, Origins, Testimony


@dataclass(frozen=True)
class DatedEntry:
    """Something recorded, with the days that its date can mean.

    Attributes
    ----------
    is_evidence
        It is tied to a step and lies wholly within the time of evidence.
    """

    entry: Entry
    date: PartialDate
    is_evidence: bool

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
    date
        When it was said, as far as known.
    """

    testimony: Testimony
    actor: str | None
    date: PartialDate | None

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
        In time order: by earliest, then by latest day, then as written.
    evidence_until
        The last date of evidence; None where all of the record counts.
    """

    entries: tuple[DatedEntry, ...]
    matters: tuple[Matter, ...]
    evidence_until: PartialDate | None

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
    """Put the record of a case in order.

    Raises
    ------
    UserError
        If a date is not one.

    Examples
    --------
    >>> from foedus.case import load
    >>> [matter.name for matter in chronicle(load("dam")).matters]
    ['what the mayor knew']
    """
    until = None if case.evidence_until is None else parse_date(case.evidence_until)
    entries = [_dated(entry, until) for entry in case.record]
    entries.sort(key=lambda one: (one.date.earliest, one.date.latest))
    return Chronicle(
        entries=tuple(entries),
        matters=tuple(_matters(case)),
        evidence_until=until,
    )


def _dated(entry: Entry, until: PartialDate | None) -> DatedEntry:
    date = parse_date(entry.when)
    is_in_time = until is None or date.latest <= until.latest
    return DatedEntry(entry, date, is_evidence=entry.taken is not None and is_in_time)


def _matters(case: Case) -> list[Matter]:
    statements: dict[str, list[Statement]] = {}
    for testimony in case.testimony:
        statements.setdefault(testimony.matter, []).append(
            Statement(
                testimony=testimony,
                actor=_speaks_for(case, testimony.speaker),
                date=None if testimony.when is None else parse_date(testimony.when),
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
