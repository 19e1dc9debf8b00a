"""What does the case say that happened, who said what to whom, and what was agreed?

The values of the sections ``record``, ``claims``, ``agreements`` and ``rules``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

from foedus.case.conditions import UNPLACED

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.problems import Place
    from foedus.case.values import Cite
    from foedus.dates import HistoricalDate

Layer = Literal["fact", "report", "inference"]
EntryKind = Literal["entry", "meeting", "message", "statement", "decision", "act"]


class AgreementState(StrEnum):
    """How far an agreement has come."""

    PROPOSED = "proposed"
    IN_PRINCIPLE = "agreed in principle"
    CONDITIONAL = "conditional"
    CONFIRMED = "confirmed"
    DEFERRED = "deferred"
    IN_FORCE = "in force"
    LAPSED = "lapsed"
    BROKEN = "broken"


@dataclass(frozen=True)
class Party:
    """Somebody who took part.

    Attributes
    ----------
    written
        As the case writes the name.
    name
        The declared voice or actor that it means; as written for others.
    actor
        Key of the actor for whom it speaks; None for others.
    """

    written: str
    name: str
    actor: str | None = None


@dataclass(frozen=True)
class Told:
    """One thing that was said in an entry.

    Attributes
    ----------
    by, to
        The speaker and the hearers. Hearers that the case does not name are all others who took
        part.
    claim
        The claim that was made, so that it is known for the same where it is told again.
    denies
        The claim that was contradicted.
    """

    says: str
    by: Party
    to: tuple[Party, ...]
    claim: str | None = None
    denies: str | None = None
    layer: Layer = "report"
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)


def those_in(said: Iterable[Told]) -> tuple[Party, ...]:
    """All who spoke or heard, each once: those who took part in an entry that names nobody else."""
    return tuple({one.name: one for told in said for one in (told.by, *told.to)}.values())


@dataclass(frozen=True)
class Entry:
    """Something recorded: what happened, when, where, who took part, what was said.

    Attributes
    ----------
    kind
        What it is. An ``entry`` is anything at all.
    when
        When it was, or when a message was sent; where it is told by other entries, what that comes
        to. Open at both ends where nothing is said.
    received
        When a message arrived, if that is told apart.
    after
        Entries that came before it, perhaps on the same day.
    who
        All who took part: of a message the sender, those through whom it went, and the receivers.
    by, to
        Of a message its sender and its receivers; of a statement, a decision or an act whose it was
        and who heard of it there. Empty of others.
    through
        Those through whom a message went, in order.
    taken
        (step, option) that it records.
    makes
        (agreement, state) that it brings about.
    """

    name: str
    when: HistoricalDate
    says: str
    taken: tuple[str, str] | None = None
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()
    kind: EntryKind = "entry"
    received: HistoricalDate | None = None
    after: tuple[str, ...] = ()
    where: str | None = None
    who: tuple[Party, ...] = ()
    through: tuple[Party, ...] = ()
    said: tuple[Told, ...] = ()
    makes: tuple[tuple[str, AgreementState], ...] = ()
    by: tuple[Party, ...] = ()
    to: tuple[Party, ...] = ()


@dataclass(frozen=True)
class Claim:
    """Something that can be told, known and denied.

    Attributes
    ----------
    about
        (step, option) that it is true of, if it speaks of the play.
    """

    name: str
    says: str
    about: tuple[str, str] | None = None
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class Agreement:
    """What parties agreed, or were to agree.

    Attributes
    ----------
    between
        The parties, two at least.
    binds
        The rule by which it comes to bind, in words.
    only_after
        The entry before which it is not to be in force, or that condition in words; None if it may
        be at any time.
    """

    name: str
    says: str
    between: tuple[Party, ...]
    binds: str | None = None
    only_after: str | None = None
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)


@dataclass(frozen=True)
class RecordRule:
    """A rule that the record is held against.

    Attributes
    ----------
    pattern
        ``precedence``: the entry `answer` had to come before `occasion`. ``response``: it had to
        follow it.
    within
        The most days from the occasion to the answer; None for any time.
    by, to
        Of a pledge: who gave it, and to whom.
    """

    name: str
    says: str
    pattern: Literal["precedence", "response"]
    occasion: str
    answer: str
    within: int | None = None
    by: Party | None = None
    to: Party | None = None
    cites: tuple[Cite, ...] = ()
    against: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)

    @property
    def is_pledge(self) -> bool:
        """Whether somebody promised it."""
        return self.by is not None
