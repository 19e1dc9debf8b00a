"""What could somebody have known by a day, and what before a given entry?

Asked about an actor, it is what any of its voices told or heard. Asked about a voice, it is what
that person told or heard; what only others of its actor are known to have heard stands behind it,
under the actor's key.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, final

from foedus.case.values import folded_name
from foedus.record.days import AnyDay, ordinal_of
from foedus.record.knowledge import Knowledge, Telling, knowledge_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case import Case
    from foedus.record.knowledge import IsCertain
    from foedus.record.tellings import Tellings
    from foedus.record.time_order import TimeOrder


@final
@dataclass(frozen=True)
class Knower:
    """Somebody whose knowledge can be asked for.

    Attributes
    ----------
    name
        The key of an actor, or the name of a person.
    actor
        The actor for whom a person speaks; None for an actor itself and for others.
    """

    name: str
    actor: str | None = None


@final
@dataclass(frozen=True, eq=False)
class WhoKnows:
    """The knowledge of everybody in a record.

    Attributes
    ----------
    case, order, tellings
        What it follows from.
    """

    case: Case
    order: TimeOrder
    tellings: Tellings

    @cached_property
    def knowers(self) -> dict[str, Knower]:
        """Everybody who can be asked about, by every name that the case gives them, folded."""
        found: dict[str, Knower] = {}
        for telling in (*self.tellings.among_persons, *self.tellings.denials_among_persons):
            for name in (telling.speaker, *telling.through, *telling.hearers):
                found.setdefault(folded_name(name), Knower(name))
        for actor in self.case.actors:
            for voice in actor.voices:
                knower = Knower(voice.name, actor.key)
                found |= {folded_name(name): knower for name in (voice.name, *voice.aliases)}
            found |= {folded_name(name): Knower(actor.key) for name in (actor.key, actor.name)}
        return found

    @cached_property
    def claims(self) -> dict[str, int | None]:
        """Every claim that is told, and the first day on which it can have been."""
        found: dict[str, int | None] = {}
        for one in self.tellings.among_actors:
            known = found.get(one.claim, one.earliest)
            is_open = known is None or one.earliest is None
            found[one.claim] = None if is_open else min(known or 0, one.earliest or 0)
        return found

    def claims_by(self, day: AnyDay | None = None) -> tuple[str, ...]:
        """The claims that can have been told by the end of a day."""
        until = None if day is None else ordinal_of(day)
        return tuple(
            claim
            for claim, first in self.claims.items()
            if until is None or first is None or first <= until
        )

    def claim_key(self, claim: str) -> str:
        """The name under which a claim is known: of what is true of the play, ``step = option``."""
        return self.tellings.keys.get(claim, claim)

    def says(self, claim: str) -> str:
        """A claim in the words of the case; of an option with no claim those of its entry."""
        return self._words.get(claim, claim)

    @cached_property
    def _words(self) -> dict[str, str]:
        """By claim; of several claims about one option the first in the file has the words."""
        tied = [(" = ".join(one.taken), one.says) for one in self.case.record if one.taken]
        words = {claim: f"{claim}: {says}" for claim, says in reversed(tied)}
        return words | {self.claim_key(one.name): one.says for one in reversed(self.case.claims)}

    def knower(self, who: str) -> Knower:
        """Find an actor by its key or name, or a person by name or alias.

        Raises
        ------
        KeyError
            If the case names nobody so.
        """
        return self.knowers[folded_name(who)]

    def knows(self, who: str, day: AnyDay | None = None) -> tuple[Knowledge, ...]:
        """What somebody could have known by the end of a day; without a day, at any time."""
        knower = self.knower(who)
        until = None if day is None else ordinal_of(day)
        if knower.actor is None:
            return self._of(self.tellings.among_actors, knower.name, until)
        own = self._of(self.tellings.among_persons, knower.name, until)
        claims = {one.claim for one in own}
        of_actor = self._of(self.tellings.among_actors, knower.actor, until)
        return (*own, *(one for one in of_actor if one.claim not in claims))

    def denials(self, who: str, day: AnyDay | None = None) -> tuple[Telling, ...]:
        """The denials that somebody told or heard, perhaps, by the end of a day."""
        knower = self.knower(who)
        until = None if day is None else ordinal_of(day)
        name = knower.actor or knower.name
        return tuple(
            one
            for one in self.tellings.denials
            if name in {one.speaker, *one.through, *one.hearers} and _may_be_by(one, until)
        )

    def knows_before(self, who: str, entry: str) -> tuple[Knowledge, ...]:
        """What an actor could have known when an entry was; what is said in it counts.

        What can also have been told after it is there too, and not certain.

        Raises
        ------
        KeyError
            If the record has no such entry, or nobody of this name.
        """
        later = self.order.certainly_after(entry)
        latest = self.order.window(entry).latest
        told = [one for one in self.tellings.among_actors if one.entry not in later]

        def is_certain(telling: Telling) -> bool:
            is_there = telling.entry == entry or self.order.is_before(telling.entry, entry)
            return is_there and self._has_arrived(telling, entry)

        return self._of(told, self.knower(who).name, latest, is_certain)

    def _has_arrived(self, telling: Telling, entry: str) -> bool:
        """Whether what was told before an entry, or in it, had come to its hearers by then."""
        if telling.latest == self.order.window(telling.entry).latest:
            return True
        begin = self.order.window(entry).earliest
        return telling.latest is not None and begin is not None and telling.latest < begin

    def _of(
        self,
        tellings: Iterable[Telling],
        name: str,
        until: int | None,
        is_certain: IsCertain | None = None,
    ) -> tuple[Knowledge, ...]:
        claims = dict.fromkeys(
            one.claim
            for one in tellings
            if name == one.speaker or name in one.through or name in one.hearers
        )
        told = [one for one in tellings if one.claim in claims]
        return knowledge_of(
            told, until, knower=name, may_precede=self._may_precede, is_certain=is_certain
        )

    def _may_precede(self, telling: Telling, other: Telling) -> bool:
        is_possible = telling.may_precede(other)
        return is_possible and not self.order.is_before(other.entry, telling.entry)


def _may_be_by(telling: Telling, day: int | None) -> bool:
    return day is None or telling.earliest is None or telling.earliest <= day
