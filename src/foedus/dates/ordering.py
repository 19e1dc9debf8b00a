"""In what order did dated things happen, and of which pairs is that certain?

Two reasons make an order certain: every day that the one can mean is earlier than every day of the
other, or the case tells the one by the other ("after", "before", "between"); and whatever follows
from such steps. Everything else is possible, and said to be not certain. Certain order is a strict
partial order: nothing is before itself, and what is before something is before all that follows it.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedus.dates.historical import Certainty, HistoricalDate


@dataclass(frozen=True, eq=False)
class Ordering:
    """Dated things by name, in time order.

    Attributes
    ----------
    names
        By earliest, then by latest day, then as given; and never against a certain order.
    contradicted
        Names that are told to follow each other in a circle; empty as a rule.
    """

    dates: Mapping[str, HistoricalDate]
    names: tuple[str, ...]
    contradicted: tuple[str, ...]

    def certainly_after(self, name: str) -> frozenset[str]:
        """Everything that is later than this for certain.

        Takes time in proportion to the number of dates.
        """
        reached: set[str] = set()
        starts, by_start = self._by_start
        taken = len(by_start)
        open_names = [name]
        while open_names:
            one = open_names.pop()
            found = list(self._told.get(one, ()))
            latest = self.dates[one].sort_key[1]
            first = bisect_right(starts, latest)
            found.extend(by_start[first:taken])
            taken = min(taken, first)
            open_names.extend(each for each in found if each not in reached)
            reached.update(found)
        return frozenset(reached)

    def before(self, name: str, other: str) -> Certainty:
        """Whether the first was earlier than the second."""
        if other in self.certainly_after(name):
            return "certainly"
        return "certainly not" if name in self.certainly_after(other) else "possibly"

    def not_certain(self) -> Iterator[tuple[str, str]]:
        """All pairs whose order is not certain, each as the two stand in `names`."""
        for at, name in enumerate(self.names):
            later = self.certainly_after(name)
            for other in self.names[at + 1 :]:
                if other not in later:
                    yield name, other

    @cached_property
    def _told(self) -> dict[str, list[str]]:
        return told_order(self.dates)

    @cached_property
    def _by_start(self) -> tuple[list[float], list[str]]:
        """The first days of all dates in order, and whose they are."""
        names = sorted(self.dates, key=lambda name: self.dates[name].sort_key[0])
        return [self.dates[name].sort_key[0] for name in names], names


def told_order(dates: Mapping[str, HistoricalDate]) -> dict[str, list[str]]:
    """For each name those that are told to be later than it."""
    later: dict[str, list[str]] = {}
    for name, date in dates.items():
        if date.relation is None:
            continue
        if date.relation.follows in dates:
            later.setdefault(date.relation.follows or "", []).append(name)
        if date.relation.precedes in dates:
            later.setdefault(name, []).append(date.relation.precedes or "")
    return later


def in_order(dates: Mapping[str, HistoricalDate]) -> Ordering:
    """Put dated things in order.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> order = in_order({"b": parse_date("1950-05-13"), "a": parse_date("1950-05")})
    >>> order.names, order.before("a", "b")
    (('a', 'b'), 'possibly')
    """
    later = told_order(dates)
    blocked = dict.fromkeys(dates, 0)
    for names in later.values():
        for name in names:
            blocked[name] += 1
    position = {name: at for at, name in enumerate(dates)}
    ready = [(*dates[name].sort_key, position[name], name) for name in dates if not blocked[name]]
    heapify(ready)
    found: list[str] = []
    while ready:
        name = heappop(ready)[-1]
        found.append(name)
        for other in later.get(name, ()):
            blocked[other] -= 1
            if not blocked[other]:
                heappush(ready, (*dates[other].sort_key, position[other], other))
    left = [name for name in dates if blocked[name]]
    return Ordering(dates, (*found, *left), _circle(left, later))


def _circle(left: list[str], later: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A circle among those that could not be placed, each of which waits for another of them."""
    if not left:
        return ()
    waits_for: dict[str, str] = {}
    for name in left:
        waits_for |= dict.fromkeys(later.get(name, ()), name)
    path = [left[0]]
    while waits_for[path[-1]] not in path:
        path.append(waits_for[path[-1]])
    circle = path[path.index(waits_for[path[-1]]) :]
    return tuple(reversed(circle))
