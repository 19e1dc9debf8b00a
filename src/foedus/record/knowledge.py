"""Who could have known what, since when, and through whom?

The record says who told whom what, and when. From this follows, for every hearer and every claim,
the first day on which it may have known and the first on which it surely did; the chains of tellers
through which it came; and whether a second channel confirmed it. What somebody worked out alone, or
heard from somebody whom no source names, is not in it: absence here is absence from the record.

A channel is what stands between the origin of a claim and its hearer. Two channels confirm one
another if no single go-between stands on both, as with Menger's disjoint paths. Own construction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Channel", "Knowledge", "Support", "Telling", "knowledge_of"]


@final
class Telling(NamedTuple):
    """Somebody told others something; days are ordinal numbers, None where nothing bounds them.

    `through` are those who passed it on between the speaker and the hearers, in order. They count
    as hearers too.
    """

    claim: str
    speaker: str
    hearers: tuple[str, ...]
    entry: str
    earliest: int | None = None
    latest: int | None = None
    through: tuple[str, ...] = ()

    def may_precede(self, other: Telling) -> bool:
        """Can this have been told before the other?"""
        return self.earliest is None or other.latest is None or self.earliest <= other.latest


MayPrecede = Callable[[Telling, Telling], bool]
IsCertain = Callable[[Telling], bool]


class Support(StrEnum):
    """How well somebody's knowledge of a claim is founded, by the record.

    ``OWN``: it told the claim before anybody told it. ``ONE SIDE``: one informant only.
    ``ONE CHANNEL``: several informants, but all of them through one go-between. ``CONFIRMED``: a
    second channel, without any go-between of the first. The last two are perhaps so where what was
    surely told by the day does not come to them. ``CIRCLE``: whoever told it may have had it from
    the hearer, and nobody else is said to have told either before.
    """

    OWN = "its own"
    ONE_SIDE = "heard from one side only"
    ONE_CHANNEL = "heard from several, all through one go-between"
    CONFIRMED = "confirmed by a second channel"
    PERHAPS_ONE_CHANNEL = "perhaps heard from several, all through one go-between"
    PERHAPS_CONFIRMED = "perhaps confirmed by a second channel"
    CIRCLE = "told in a circle: one of them had it first, and which is not told"


@final
@dataclass(frozen=True, slots=True)
class Channel:
    """One way in which a claim came to a hearer.

    Parameters
    ----------
    persons : tuple of str
        From the origin to the hearer, both included.
    tellings : tuple of Telling
        The tellings on the way, in order.
    is_certain : bool
        Whether the hearer was surely told by the day that was asked about.
    is_circle : bool
        Whether the one at its beginning can have had it only from persons on it, the hearer too.
    """

    persons: tuple[str, ...]
    tellings: tuple[Telling, ...]
    is_certain: bool = True
    is_circle: bool = False

    @property
    def origin(self) -> str:
        """Who said it first, as far as the record goes."""
        return self.persons[0]

    @property
    def informant(self) -> str:
        """Who told the hearer."""
        return self.persons[-2]

    @property
    def go_betweens(self) -> frozenset[str]:
        """Those between the origin and the hearer."""
        return frozenset(self.persons[1:-1])


@final
@dataclass(frozen=True)
class Knowledge:
    """What one person or actor knows of one claim, by the record up to a day.

    Parameters
    ----------
    knower, claim : str
        Who knows what.
    may_since, surely_since : int or None
        The first day on which it may have known, and on which it surely did; None where the days of
        what it heard have no bound.
    channels : tuple of Channel
        One for each telling that it heard: the shortest chain. Empty where it is the origin.
    is_certain : bool
        Whether it surely knew by the day that was asked about.
    """

    knower: str
    claim: str
    may_since: int | None
    surely_since: int | None
    channels: tuple[Channel, ...] = ()
    is_certain: bool = True

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Who said it first, each once."""
        return tuple(dict.fromkeys(channel.origin for channel in self.channels))

    @cached_property
    def support(self) -> Support:
        """How well the knowledge is founded: perhaps so, where that is not certain."""
        if not self.channels:
            return Support.OWN
        if all(channel.is_circle for channel in self.channels):
            return Support.CIRCLE
        perhaps = _support(self.channels)
        certain = [one for one in self.channels if one.is_certain and not one.is_circle]
        if not certain or _support(certain) is not perhaps:
            return _PERHAPS.get(perhaps, perhaps)
        return perhaps

    @property
    def in_words(self) -> str:
        """How well it is founded, marked where it is not certain that it was known at all."""
        words = str(self.support)
        is_marked = self.is_certain or words.startswith("perhaps")
        return words if is_marked else f"perhaps known, {words}"


_PERHAPS = {
    Support.ONE_CHANNEL: Support.PERHAPS_ONE_CHANNEL,
    Support.CONFIRMED: Support.PERHAPS_CONFIRMED,
}


def _support(channels: Sequence[Channel]) -> Support:
    if len({channel.informant for channel in channels}) == 1:
        return Support.ONE_SIDE
    shared = frozenset.intersection(*(channel.go_betweens for channel in channels))
    return Support.ONE_CHANNEL if shared else Support.CONFIRMED


def knowledge_of(
    tellings: Iterable[Telling],
    day: int | None = None,
    *,
    knower: str | None = None,
    may_precede: MayPrecede = Telling.may_precede,
    is_certain: IsCertain | None = None,
) -> tuple[Knowledge, ...]:
    """Work out who may have known what by the end of a day.

    Parameters
    ----------
    tellings : iterable of Telling
        What was told. Those that can only be later than `day` are left aside.
    day : int, optional
        An ordinal day, as `datetime.date.toordinal` counts them; without it all tellings count.
    knower : str, optional
        Of whom; without it of everybody.
    may_precede : callable, optional
        Whether one telling can have come before another; by their days alone unless more is known.
    is_certain : callable, optional
        Whether something was surely told by then; by its last day alone unless more is known.

    Returns
    -------
    tuple of Knowledge
        By knower and claim, in the order in which they first appear.

    Examples
    --------
    >>> told = Telling("approval", "Stalin", ("Kim",), "april in Moscow", 5, 8)
    >>> passed_on = Telling("approval", "Kim", ("Mao",), "13 May", 13, 13)
    >>> confirmed = Telling("approval", "Stalin", ("Mao",), "telegram", 14, 14)
    >>> [str(one.support) for one in knowledge_of([told, passed_on]) if one.knower == "Mao"]
    ['heard from one side only']
    >>> known = knowledge_of([told, passed_on, confirmed])
    >>> [str(one.support) for one in known if one.knower == "Mao"]
    ['confirmed by a second channel']
    """

    def is_by_day(telling: Telling) -> bool:
        return day is None or (telling.latest is not None and telling.latest <= day)

    by_claim: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if day is None or telling.earliest is None or telling.earliest <= day:
            by_claim[telling.claim].append(telling)
    return tuple(
        _of_one_knower(one, claim)
        for told in by_claim.values()
        for claim in [_OneClaim(told, may_precede, is_certain or is_by_day)]
        for one in claim.knowers
        if knower in {None, one}
    )


@dataclass(frozen=True, eq=False)
class _OneClaim:
    """All tellings of one claim, and what is known of their order."""

    told: Sequence[Telling]
    may_precede: MayPrecede
    is_certain: IsCertain
    origins: dict[str, bool] = field(default_factory=dict[str, bool])

    @cached_property
    def told_by(self) -> dict[str, list[Telling]]:
        """The tellings of each speaker."""
        found: dict[str, list[Telling]] = defaultdict(list)
        for telling in self.told:
            found[telling.speaker].append(telling)
        return dict(found)

    @cached_property
    def heard(self) -> dict[str, list[Telling]]:
        """What each hearer was told, in the order of the tellings.

        A letter on its way is told to those who carry it once, not again when it arrives.
        """
        found: dict[str, list[Telling]] = defaultdict(list)
        carried: set[tuple[str, str, str]] = set()
        for telling in self.told:
            for hearer in (*telling.through, *telling.hearers):
                of_carrier = (telling.entry, telling.speaker, hearer)
                is_told = hearer in telling.through and of_carrier in carried
                if not telling.hearers:
                    carried.add(of_carrier)
                if hearer != telling.speaker and not is_told:
                    found[hearer].append(telling)
        return dict(found)

    @cached_property
    def knowers(self) -> tuple[str, ...]:
        """Everybody who told or heard it, as they first appear."""
        told = ((one.speaker, *one.through, *one.hearers) for one in self.told)
        return tuple(dict.fromkeys(name for names in told for name in names))

    def is_origin(self, person: str) -> bool:
        """Whether somebody told it before anybody can have told it to that person."""
        if person not in self.origins:
            to_it = self.heard.get(person, ())
            self.origins[person] = any(
                not any(self.may_precede(before, telling) for before in to_it)
                for telling in self.told_by.get(person, ())
            )
        return self.origins[person]


def _of_one_knower(knower: str, claim: _OneClaim) -> Knowledge:
    to_it = claim.heard.get(knower, ())
    known_by = [*claim.told_by.get(knower, ()), *to_it]
    channels: list[Channel] = []
    for telling in () if claim.is_origin(knower) else to_it:
        found = _channel(knower, telling, claim)
        channels.append(replace(found, is_certain=claim.is_certain(telling)))
    return Knowledge(
        knower,
        claim.told[0].claim,
        _least([telling.earliest for telling in known_by]),
        min((telling.latest for telling in known_by if telling.latest is not None), default=None),
        tuple(channels),
        any(map(claim.is_certain, known_by)),
    )


def _channel(knower: str, telling: Telling, claim: _OneClaim) -> Channel:
    """The shortest chain behind a telling, looking back in breadth.

    Of several tellings by which one person may have told the same the latest is followed, since it
    leaves most room for what came before. A chain that ends only because whoever told its first
    speaker stands on it already is taken where no other leads further back.
    """
    waiting = [Channel((telling.speaker, *_go_betweens(telling, knower), knower), (telling,))]
    reached = set(waiting[0].persons)
    stopped = waiting[0]
    while waiting:
        following: dict[str, Channel] = {}
        for channel in waiting:
            first = channel.tellings[0]
            heard = claim.heard.get(channel.origin, ())
            earlier = [one for one in heard if claim.may_precede(one, first)]
            before = _latest_by_speaker(earlier, channel, reached)
            if not before and (not earlier or claim.is_origin(channel.origin)):
                return channel
            if not before and not stopped.is_circle:
                stopped = replace(channel, is_circle=any(_is_by(one, knower) for one in earlier))
            for one in before:
                persons = (one.speaker, *_go_betweens(one, channel.origin), *channel.persons)
                following.setdefault(one.speaker, Channel(persons, (one, *channel.tellings)))
        reached.update(*(channel.persons for channel in following.values()))
        waiting = list(following.values())
    return stopped


def _is_by(telling: Telling, person: str) -> bool:
    return telling.speaker == person or person in telling.through


def _latest_by_speaker(
    earlier: Sequence[Telling], channel: Channel, reached: set[str]
) -> list[Telling]:
    latest: dict[str, Telling] = {}
    for one in earlier:
        relays = _go_betweens(one, channel.origin)
        is_new = one.speaker not in reached and reached.isdisjoint(relays)
        if is_new:
            known = latest.get(one.speaker)
            if known is None or _ends(one) > _ends(known):
                latest[one.speaker] = one
    return list(latest.values())


def _ends(telling: Telling) -> float:
    return float("inf") if telling.latest is None else telling.latest


def _go_betweens(telling: Telling, hearer: str) -> tuple[str, ...]:
    """Those who passed a telling on before it came to this hearer."""
    if hearer in telling.through:
        return telling.through[: telling.through.index(hearer)]
    return telling.through


def _least(days: Sequence[int | None]) -> int | None:
    """The first of several days; None if one of them has no bound."""
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None
