"""Who told whom what, by the record and by what it ties to the play?

What is said in an entry with a claim is a telling. So is an option that an entry records: whoever
took part knows it, the one who took it by itself. An entry tied to a message of the play tells
what the message is about. Those who speak for an actor are taken for the actor: what one of its
voices hears, it knows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, final

from foedus.case import Message, Pledge
from foedus.case.roles import CHANCE, mover_of, step_of
from foedus.record.happenings import lane_of
from foedus.record.knowledge import Telling

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foedus.case import Case, Entry, Party, Told
    from foedus.record.time_order import TimeOrder


@final
@dataclass(frozen=True, eq=False)
class Tellings:
    """What was told and denied, between actors and between persons.

    Attributes
    ----------
    among_actors, among_persons
        The same tellings; a person who speaks for an actor is the actor in the first.
    denials
        Of the claims that were contradicted, among actors.
    denials_among_persons
        The same, among persons.
    keys
        ``step = option`` for each claim that is about the play, by its name.
    """

    among_actors: tuple[Telling, ...]
    among_persons: tuple[Telling, ...]
    denials: tuple[Telling, ...]
    denials_among_persons: tuple[Telling, ...]
    keys: Mapping[str, str]

    @cached_property
    def actors_by_claim(self) -> dict[str, tuple[Telling, ...]]:
        """The tellings among actors of each claim."""
        found: dict[str, list[Telling]] = {}
        for telling in self.among_actors:
            found.setdefault(telling.claim, []).append(telling)
        return {claim: tuple(told) for claim, told in found.items()}


def tellings_of(case: Case, order: TimeOrder) -> Tellings:
    """Gather what was told, in the order of the record."""
    gathered = _Gatherer(case, order)
    return Tellings(
        tuple(gathered.told(lane_of)),
        tuple(gathered.told(gathered.person)),
        tuple(gathered.denied(lane_of)),
        tuple(gathered.denied(gathered.person)),
        gathered.keys,
    )


def _keys_of_claims(case: Case) -> dict[str, str]:
    return {one.name: " = ".join(one.about) for one in case.claims if one.about is not None}


Node = Callable[["Party"], str]
"""Who a party is: an actor, or a person."""


@final
class _Gatherer:
    """Goes through the record once for actors and once for persons."""

    def __init__(self, case: Case, order: TimeOrder) -> None:
        self.case, self.order = case, order
        self.keys = _keys_of_claims(case)
        self.entries = {entry.name: entry for entry in case.record}
        self.actor_keys = {actor.name: actor.key for actor in case.actors}
        tied = {entry.taken[0] for entry in case.record if entry.taken is not None}
        self.tellers = {name: _teller(name, case) for name in tied}
        self.addressed = {name: _addressed(name, case) for name in tied}

    def person(self, party: Party) -> str:
        """A person by name; an actor that is itself named by its key."""
        return self.actor_keys.get(party.name, party.name)

    def told(self, node: Node) -> Iterator[Telling]:
        """Everything that was told."""
        for name in self.order.names:
            entry = self.entries[name]
            said = [
                telling
                for one in entry.said
                if one.claim is not None
                for telling in self._said(entry, one, one.claim, node)
            ]
            yield from said
            if entry.taken is not None:
                taken = self._taken(entry, entry.taken, node)
                yield from (one for one in taken if not any(_covers(two, one) for two in said))

    def denied(self, node: Node) -> Iterator[Telling]:
        """Everything that was contradicted."""
        for name in self.order.names:
            for one in self.entries[name].said:
                if one.denies is not None:
                    yield from self._said(self.entries[name], one, one.denies, node)

    def _said(self, entry: Entry, told: Told, claim: str, node: Node) -> Iterator[Telling]:
        hearers = [one for one in told.to or entry.who if one not in entry.through]
        key = self.keys.get(claim, claim)
        yield from self._tell(entry, key, node(told.by), map(node, hearers), node)

    def _taken(self, entry: Entry, taken: tuple[str, str], node: Node) -> Iterator[Telling]:
        step, option = taken
        there = tuple(map(node, _present(entry)))
        teller = self.tellers[step]
        if teller is None:  # Chance: whoever was there saw it for itself.
            for one in there:
                yield from self._tell(entry, f"{step} = {option}", one, (), node)
            return
        speaker = next(iter(_voices_of(teller, entry, node)), teller)
        addressee, about = self.addressed[step]
        to = () if addressee is None else _voices_of(addressee, entry, node) or (addressee,)
        yield from self._tell(entry, f"{step} = {option}", speaker, (*there, *to), node)
        if about is not None:
            yield from self._tell(entry, f"{about} = {option}", speaker, to, node)

    def _tell(
        self, entry: Entry, claim: str, speaker: str, hearers: Iterable[str], node: Node
    ) -> Iterator[Telling]:
        """One telling; more of them where it arrived on another day than it was sent.

        The speaker knew it on the day of sending, those to whom it went on that of its arrival,
        and those who carried it some time between.
        """
        heard = tuple(one for one in dict.fromkeys(hearers) if one != speaker)
        relays = dict.fromkeys(map(node, entry.through))
        through = tuple(one for one in relays if one != speaker and one not in heard)
        if entry.received is None:
            yield Telling(
                claim, speaker, heard, entry.name, *self.order.window(entry.name), through
            )
            return
        sent, arrival = self.order.window(entry.name), self.order.arrival(entry.name)
        yield Telling(claim, speaker, (), entry.name, *sent)
        if through:
            yield Telling(claim, speaker, (), entry.name, sent.earliest, arrival.latest, through)
        yield Telling(claim, speaker, heard, entry.name, *arrival, through)


def _covers(telling: Telling, other: Telling) -> bool:
    """Whether all that the other tells is told by the first already, in the same entry."""
    is_same = (telling.claim, telling.speaker) == (other.claim, other.speaker)
    return is_same and set(other.hearers) <= set(telling.hearers)


def _present(entry: Entry) -> tuple[Party, ...]:
    """All who took part, less those who only passed a message on."""
    return tuple(one for one in entry.who if one not in entry.through)


def _voices_of(actor: str, entry: Entry, node: Node) -> tuple[str, ...]:
    """Those who took part for an actor."""
    return tuple(dict.fromkeys(node(one) for one in _present(entry) if lane_of(one) == actor))


def _teller(name: str, case: Case) -> str | None:
    """Who knows an option by itself: who takes it, or who answers a question; None for chance."""
    mover = mover_of(name, case.play)
    step = step_of(name, case.play)
    if mover is None and isinstance(step, Message) and step.verify is not None:
        return step.verify.asks
    return None if mover == CHANCE else mover


def _addressed(name: str, case: Case) -> tuple[str | None, str | None]:
    """To whom an option of the play is told by its nature, and the step that it tells of, if any.

    A pledge is given to somebody; a message, a question about it and the answer go to one actor.
    """
    match step_of(name, case.play):
        case Pledge() as pledge if name == pledge.name:
            return pledge.to, None
        case Message() as message if name == f"{message.name}.check":
            return (None if message.verify is None else message.verify.asks), None
        case Message() as message:
            return message.to, message.about
        case _:
            return None, None
