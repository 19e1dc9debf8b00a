"""Which entries of the record came before which, and does all that is told of their time agree?

Every date, relation and "after" of the case becomes a bound of a simple temporal problem (see
`foedus.record.temporal_network`). What lasted has two events, a beginning and an end, and a message
that is received on a day of its own has its arrival beside its sending; anything else has one. One
entry came before another if it had ended, or been sent, before the other began.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.case import CaseError, Problem
from foedus.dates.bounds import end_of, start_of
from foedus.dates.parsing import parse
from foedus.record.temporal_network import ORIGIN, Bound, Precedence, TemporalNetwork, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from foedus.case import Entry
    from foedus.dates import Certainty, Day, HistoricalDate, Relation


class Span(NamedTuple):
    """The events of an entry: one and the same where it neither lasted nor arrived later."""

    begin: int
    end: int
    arrival: int


@final
@dataclass(frozen=True, eq=False)
class TimeOrder:
    """The entries of a record, in time order.

    Attributes
    ----------
    names
        By earliest, then by latest day, then as written; never against a certain order.
    network
        What is known of their events.
    span
        The events of each entry.
    """

    names: tuple[str, ...]
    network: TemporalNetwork
    span: Mapping[str, Span]

    def window(self, name: str) -> Window:
        """The first and the last day on which an entry can have been, beginning to end."""
        begin, end, _ = self.span[name]
        return Window(self.network.windows[begin].earliest, self.network.windows[end].latest)

    def arrival(self, name: str) -> Window:
        """The days on which it can have ended, or a message have been received."""
        return self.network.windows[self.span[name].arrival]

    def certainly_after(self, name: str) -> frozenset[str]:
        """Everything that is later than this for certain.

        Takes time in proportion to the number of entries.
        """
        later = self.network.certainly_after(self.span[name].end)
        return frozenset(self._name_of[event] for event in later if event in self._name_of)

    def is_before(self, name: str, other: str) -> bool:
        """Whether the first was certainly earlier than the second."""
        end, begin = self.span[name].end, self.span[other].begin
        latest, earliest = self.network.windows[end].latest, self.network.windows[begin].earliest
        if latest is not None and earliest is not None and latest < earliest:
            return True
        return self.network.is_before(end, begin)

    def before(self, name: str, other: str) -> Certainty:
        """Whether the first was earlier than the second."""
        if self.is_before(name, other):
            return "certainly"
        return "certainly not" if self.is_before(other, name) else "possibly"

    def perhaps_before(self, name: str) -> Iterator[str]:
        """Entries that stand behind this one and may yet be earlier, in order.

        Only entries whose days overlap with its own are looked at.
        """
        latest = self.window(name).latest
        told: set[int] | None = None
        for other in self.names[self._position[name] + 1 :]:
            earliest = self.window(other).earliest
            if latest is not None and earliest is not None and earliest > latest:
                return
            told = self.network.told_after(self.span[name].end) if told is None else told
            if self.span[other].begin not in told:
                yield other

    def not_certain(self) -> Iterator[tuple[str, str]]:
        """All pairs whose order is not certain, each as the two stand in `names`.

        There are as many as the square of the number of entries where few have dates.
        """
        for name in self.names:
            for other in self.perhaps_before(name):
                yield name, other

    @cached_property
    def _position(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.names)}

    @cached_property
    def _name_of(self) -> dict[int, str]:
        return {span.begin: name for name, span in self.span.items()}


def time_order(entries: Sequence[Entry]) -> TimeOrder:
    """Put entries in order.

    Raises
    ------
    CaseError
        If what is told of their time cannot all hold: one problem, which names the entries.

    Examples
    --------
    >>> from foedus.case import load
    >>> order = time_order(load("korea-1950").record)
    >>> order.before("april-in-moscow", "mao-agrees")
    'certainly'
    >>> order.before("the-talk-of-japan", "mao-pledges")
    'possibly'
    """
    gathered = _Gathered(entries)
    network = TemporalNetwork(gathered.count, tuple(gathered.bounds), tuple(gathered.precedences))
    if network.contradiction is not None:
        raise CaseError([_contradiction(network.contradiction.reasons, gathered)])
    order = TimeOrder(tuple(entry.name for entry in entries), network, gathered.span)
    return TimeOrder(tuple(_sorted(order, gathered.told)), network, gathered.span)


@dataclass
class _Gathered:
    """All that the entries tell of their time, as bounds.

    The reason of a bound is a key of `why`, so that sentences are made for contradictions alone.
    """

    entries: Sequence[Entry]
    span: dict[str, Span] = field(default_factory=dict[str, Span])
    bounds: list[Bound] = field(default_factory=list[Bound])
    precedences: list[Precedence] = field(default_factory=list[Precedence])
    told: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    why: dict[str, tuple[Entry, str]] = field(default_factory=dict[str, "tuple[Entry, str]"])
    count: int = 0

    def __post_init__(self) -> None:
        for entry in self.entries:
            begin = self.count
            end = begin + _takes_time(entry.when)
            arrival = end + (entry.received is not None)
            self.span[entry.name] = Span(begin, end, arrival)
            self.count = arrival + 1
        for entry in self.entries:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        begin, end, arrival = self.span[entry.name]
        if entry.when.relation is None:
            self._take_date(entry)
        else:
            self._take_relation(entry, entry.when.relation)
        if begin != end:
            reason = self._reason(entry, "lasts", f'"{entry.name}" ends after it has begun')
            self.precedences.append(Precedence(begin, end, reason))
        if entry.received is not None:
            says = f'"{entry.name}" is received after it is sent'
            self.precedences.append(Precedence(end, arrival, self._reason(entry, "sent", says)))
            says = f'"{entry.name}" is received on {entry.received}'
            self._within(arrival, entry.received, self._reason(entry, "received", says))
        for other in entry.after:
            says = f'"{entry.name}" comes after "{other}"'
            self._comes_before(other, entry.name, self._reason(entry, f"after {other}", says))

    def _take_date(self, entry: Entry) -> None:
        begin, end, _ = self.span[entry.name]
        verb = "lasts" if begin != end else "is on" if entry.received is None else "is sent on"
        reason = self._reason(entry, "date", f'"{entry.name}" {verb} {entry.when}')
        if begin == end:
            self._within(begin, entry.when, reason)
            return
        read = parse(entry.when.edtf)
        self._on(begin, start_of(read), reason)
        self._on(end, end_of(read), reason)

    def _take_relation(self, entry: Entry, relation: Relation) -> None:
        says = f'"{entry.name}" is {relation.lead} {" and ".join(map(_quoted, relation.entries))}'
        reason = self._reason(entry, "relation", says)
        begin, end, _ = self.span[entry.name]
        first = self.span[relation.entries[0]]
        if relation.word == "same day as":
            self._gap(first.begin, begin, 0, None, reason)
            self._gap(begin, first.end, 0, None, reason)
        if relation.follows is not None:
            self._comes_before(relation.follows, entry.name, reason)
        if relation.precedes is not None:
            self._comes_before(entry.name, relation.precedes, reason)
        if relation.by is None:
            return
        least, most = relation.by.in_days
        if relation.word == "after":
            self._gap(first.end, begin, least, most, reason)
        else:
            self._gap(end, first.begin, least, most, reason)
        if relation.by.unit in {"month", "year"}:
            # Months differ in length, so that only the calendar says which days they come to.
            self._within(begin, entry.when, reason)

    def _reason(self, entry: Entry, kind: str, says: str) -> str:
        key = f"{entry.name} {kind}"
        self.why[key] = (entry, says)
        return key

    def _within(self, event: int, date: HistoricalDate, reason: str) -> None:
        self._on(event, (date.earliest, date.latest), reason)

    def _on(self, event: int, days: tuple[Day | None, Day | None], reason: str) -> None:
        earliest, latest = days
        least = None if earliest is None else earliest.ordinal
        self._gap(ORIGIN, event, least, None if latest is None else latest.ordinal, reason)

    def _gap(self, first: int, second: int, least: int | None, most: int | None, why: str) -> None:
        if most is not None:
            self.bounds.append(Bound(first, second, most, why))
        if least is not None:
            self.bounds.append(Bound(second, first, -least, why))

    def _comes_before(self, first: str, second: str, reason: str) -> None:
        self.told.append((first, second))
        self.precedences.append(Precedence(self.span[first].end, self.span[second].begin, reason))


def _quoted(name: str) -> str:
    return f'"{name}"'


def _takes_time(date: HistoricalDate) -> bool:
    """Whether a date has a beginning and an end of its own, not told by others nor both open."""
    if date.relation is not None or (date.earliest is None and date.latest is None):
        return False
    return date.set_of == "all" or ("/" in date.edtf and date.lasted)


def _contradiction(reasons: Iterable[str], gathered: _Gathered) -> Problem:
    """Tell what contradicts itself, at the line of what stands last in the file."""
    told = [gathered.why[reason] for reason in reasons]
    places = [entry.place for entry, _ in told]
    says = "; ".join(f"{says} (line {entry.place.line})" for entry, says in told)
    if len(told) == 1:
        return Problem(places[0], f"this cannot be: {says}")
    return Problem(max(places), f"these cannot all hold: {says}")


def _sorted(order: TimeOrder, told: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Kahn's order: of what nothing is told to precede, the earliest first."""
    later: dict[str, list[str]] = {}
    blocked = dict.fromkeys(order.names, 0)
    for first, second in told:
        later.setdefault(first, []).append(second)
        blocked[second] += 1
    place = {name: _sort_key(order, name, at) for at, name in enumerate(order.names)}
    ready = [place[name] for name in order.names if not blocked[name]]
    heapify(ready)
    while ready:
        name = order.names[heappop(ready)[-1]]
        yield name
        for other in later.get(name, ()):
            blocked[other] -= 1
            if not blocked[other]:
                heappush(ready, place[other])


def _sort_key(order: TimeOrder, name: str, position: int) -> tuple[float, float, int, int]:
    earliest, latest = order.window(name)
    return (
        float("-inf") if earliest is None else earliest,
        float("inf") if latest is None else latest,
        order.network.schedule[order.span[name].begin],
        position,
    )
