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
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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


class Support(StrEnum):
    """How well somebody's knowledge of a claim is founded, by the record.

    ``OWN``: it told the claim before anybody told it. ``ONE SIDE``: one informant only.
    ``ONE CHANNEL``: several informants, but all of them through one go-between. ``CONFIRMED``: a
    second channel, without any go-between of the first.
    """

    OWN = "its own"
    ONE_SIDE = "heard from one side only"
    ONE_CHANNEL = "heard from several, all through one go-between"
    CONFIRMED = "confirmed by a second channel"


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
    """

    persons: tuple[str, ...]
    tellings: tuple[Telling, ...]

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
    """

    knower: str
    claim: str
    may_since: int | None
    surely_since: int | None
    channels: tuple[Channel, ...] = ()

    @cached_property
    def origins(self) -> tuple[str, ...]:
        """Who said it first, each once."""
        return tuple(dict.fromkeys(channel.origin for channel in self.channels))

    @cached_property
    def support(self) -> Support:
        """How well the knowledge is founded."""
        if not self.channels:
            return Support.OWN
        if len({channel.informant for channel in self.channels}) == 1:
            return Support.ONE_SIDE
        shared = frozenset.intersection(*(channel.go_betweens for channel in self.channels))
        return Support.ONE_CHANNEL if shared else Support.CONFIRMED


def knowledge_of(
    tellings: Iterable[Telling],
    day: int | None = None,
    *,
    knower: str | None = None,
    may_precede: MayPrecede = Telling.may_precede,
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
    by_claim: dict[str, list[Telling]] = defaultdict(list)
    for telling in tellings:
        if day is None or telling.earliest is None or telling.earliest <= day:
            by_claim[telling.claim].append(telling)
    return tuple(
        one for told in by_claim.values() for one in _of_one_claim(told, knower, may_precede)
    )


def _of_one_claim(
    told: Sequence[Telling], only: str | None, may_precede: MayPrecede
) -> list[Knowledge]:
    heard: dict[str, list[Telling]] = defaultdict(list)
    knowers: dict[str, None] = {}
    carried: set[tuple[str, str, str]] = set()
    for telling in told:
        knowers[telling.speaker] = None
        for hearer in (*telling.through, *telling.hearers):
            # A letter on its way is told to those who carry it once, not again when it arrives.
            is_told = hearer in telling.through and (
                (telling.entry, telling.speaker, hearer) in carried
            )
            if not telling.hearers:
                carried.add((telling.entry, telling.speaker, hearer))
            if hearer != telling.speaker and not is_told:
                heard[hearer].append(telling)
                knowers[hearer] = None
    return [
        _of_one_knower(knower, told, heard, may_precede)
        for knower in knowers
        if only is None or knower == only
    ]


def _of_one_knower(
    knower: str,
    told: Sequence[Telling],
    heard: Mapping[str, Sequence[Telling]],
    may_precede: MayPrecede,
) -> Knowledge:
    own = [telling for telling in told if telling.speaker == knower]
    to_it = heard.get(knower, ())
    is_origin = any(not any(may_precede(before, telling) for before in to_it) for telling in own)
    known_by = [*own, *to_it]
    channels = (
        [] if is_origin else [_channel(knower, telling, heard, may_precede) for telling in to_it]
    )
    return Knowledge(
        knower,
        told[0].claim,
        _least([telling.earliest for telling in known_by]),
        min((telling.latest for telling in known_by if telling.latest is not None), default=None),
        tuple(channels),
    )


def _channel(
    knower: str,
    telling: Telling,
    heard: Mapping[str, Sequence[Telling]],
    may_precede: MayPrecede,
) -> Channel:
    """The shortest chain behind a telling, looking back in breadth.

    Of several tellings by which one person may have told the same the latest is followed, since it
    leaves most room for what came before.
    """
    waiting = [Channel((telling.speaker, *_go_betweens(telling, knower), knower), (telling,))]
    reached = set(waiting[0].persons)
    while True:
        following: dict[str, Channel] = {}
        for channel in waiting:
            before = _latest_by_speaker(
                heard.get(channel.origin, ()), channel, reached, may_precede
            )
            if not before:
                return channel
            for one in before:
                following.setdefault(
                    one.speaker,
                    Channel(
                        (one.speaker, *_go_betweens(one, channel.origin), *channel.persons),
                        (one, *channel.tellings),
                    ),
                )
        reached.update(*(channel.persons for channel in following.values()))
        waiting = list(following.values())


def _latest_by_speaker(
    heard: Sequence[Telling], channel: Channel, reached: set[str], may_precede: MayPrecede
) -> list[Telling]:
    latest: dict[str, Telling] = {}
    for one in heard:
        relays = _go_betweens(one, channel.origin)
        is_new = one.speaker not in reached and reached.isdisjoint(relays)
        if is_new and may_precede(one, channel.tellings[0]):
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
