"""What must have come before what, where dates are known only in part?

A simple temporal problem (Dechter, Meiri & Pearl 1991): every event is a day, and every date or
relation bounds the difference of two days. Shortest paths give the earliest and the latest day that
each event can have had; a cycle of negative length is a contradiction, and the bounds on it are the
ones that contradict each other. Within one day the order is known only where somebody says so;
these statements make a directed graph, and a cycle in it is a contradiction too.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import NamedTuple, final

from foedus.record.reachability import Reachability

__all__ = ["Bound", "Contradiction", "Precedence", "TemporalNetwork", "Window"]

ORIGIN = -1
"""The day nought, to which dates of the calendar are bounds."""


@final
class Bound(NamedTuple):
    """Event `later` is at most `most` days after event `earlier`; `most` may be negative.

    `ORIGIN` stands for day nought. `reason` says in words where the bound comes from.
    """

    earlier: int
    later: int
    most: int
    reason: str


@final
class Precedence(NamedTuple):
    """Event `first` came before event `second`, perhaps on the same day."""

    first: int
    second: int
    reason: str


@final
class Window(NamedTuple):
    """The first and the last day that something can have had; None where nothing bounds it."""

    earliest: int | None
    latest: int | None


@final
class Contradiction(NamedTuple):
    """Statements about time that cannot all hold, in the order of the cycle that they make."""

    reasons: tuple[str, ...]


@final
@dataclass(frozen=True)
class TemporalNetwork:
    """Events, numbered from nought, and what is known of their order.

    Parameters
    ----------
    count : int
        How many events there are.
    bounds : tuple of Bound
        Bounds on differences of days.
    precedences : tuple of Precedence
        Which event came before which. Each also bounds their days.

    References
    ----------
    Dechter, Meiri & Pearl, "Temporal constraint networks", Artificial Intelligence 49 (1991).

    Examples
    --------
    >>> network = TemporalNetwork(
    ...     2,
    ...     (
    ...         Bound(ORIGIN, 0, 10, "the first is on day 8 to 10"),
    ...         Bound(0, ORIGIN, -8, "the first is on day 8 to 10"),
    ...         Bound(0, 1, 1, "the second is on the next day"),
    ...         Bound(1, 0, -1, "the second is on the next day"),
    ...     ),
    ... )
    >>> network.windows[1]
    Window(earliest=9, latest=11)
    >>> network.is_before(0, 1)
    True
    """

    count: int
    bounds: tuple[Bound, ...] = ()
    precedences: tuple[Precedence, ...] = ()

    @cached_property
    def _edges(self) -> list[list[Bound]]:
        """Bounds by the event that they lead from; the origin is the last."""
        edges: list[list[Bound]] = [[] for _ in range(self.count + 1)]
        for bound in self.bounds:
            edges[bound.earlier].append(bound)
        for before in self.precedences:
            edges[before.second].append(Bound(before.second, before.first, 0, before.reason))
        return edges

    @cached_property
    def _backwards(self) -> list[list[Bound]]:
        """The same bounds, each by the event that it leads to."""
        backwards: list[list[Bound]] = [[] for _ in self._edges]
        for bounds in self._edges:
            for bound in bounds:
                backwards[bound.later].append(bound)
        return backwards

    @cached_property
    def _turned(self) -> list[list[Bound]]:
        """The same, each turned round."""
        return [
            [Bound(one.later, one.earlier, one.most, one.reason) for one in bounds]
            for bounds in self._backwards
        ]

    @cached_property
    def contradiction(self) -> Contradiction | None:
        """Statements that cannot all hold; None where all can."""
        return self._search[1] or self._cycle_within_days()

    @cached_property
    def schedule(self) -> tuple[int, ...]:
        """One day for each event, counted from some day or other, such that every bound holds.

        Raises
        ------
        ValueError
            If the statements contradict each other.
        """
        self._refuse_contradiction()
        days = self._search[0]
        return tuple(day - days[ORIGIN] for day in days[: self.count])

    def _refuse_contradiction(self) -> None:
        if self.contradiction is not None:
            raise ValueError(f"these contradict each other: {self.contradiction.reasons}")

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The first and the last day of each event, as narrow as the statements make them.

        Raises
        ------
        ValueError
            If the statements contradict each other.
        """
        self._refuse_contradiction()
        latest = self._distances(ORIGIN, self._edges)
        earliest = self._distances(ORIGIN, self._turned)
        return tuple(
            Window(None if low is None else -low, high)
            for low, high in zip(earliest[: self.count], latest[: self.count], strict=True)
        )

    def is_before(self, first: int, second: int) -> bool:
        """Did `first` certainly come before `second`?"""
        if self._is_days_before(first, second):
            return True
        least = self._least_known(first, second)
        if least < 0:
            return False
        if self._reachability.reaches(first, second):
            return True
        told = self._told_gap(first, second, is_order_enough=True) if least else None
        return told is not None and told > 0

    def _least_known(self, first: int, second: int) -> int:
        """The least number of days between the two in three schedules that hold.

        The first and the last days of all events that have one are such schedules too. No search
        can find more between the two than the least of these, so that it is seldom needed.
        """
        one, other = self.windows[first], self.windows[second]
        days = self.schedule[second] - self.schedule[first]
        if one.earliest is not None and other.earliest is not None:
            days = min(days, other.earliest - one.earliest)
        if one.latest is not None and other.latest is not None:
            days = min(days, other.latest - one.latest)
        return days

    def certainly_after(self, first: int) -> frozenset[int]:
        """All events that certainly came after `first`: those for which `is_before` holds."""
        latest = self.windows[first].latest
        starts, events = self._by_start
        by_days = () if latest is None else events[bisect_right(starts, latest) :]
        return frozenset((*by_days, *self.told_after(first)))

    @cached_property
    def _by_start(self) -> tuple[list[int], list[int]]:
        """The first days of all events that have one, in order, and whose they are."""
        found = sorted(
            (window.earliest, event)
            for event, window in enumerate(self.windows)
            if window.earliest is not None
        )
        return [day for day, _ in found], [event for _, event in found]

    def _is_days_before(self, first: int, second: int) -> bool:
        latest, earliest = self.windows[first].latest, self.windows[second].earliest
        return latest is not None and earliest is not None and latest < earliest

    def told_after(self, first: int) -> set[int]:
        """Events that come later because of what was told of their order and distance.

        Paths through the origin are left aside: they say no more than that the days of the one
        are all earlier than those of the other. Takes time in proportion to what is told of
        anything that is told by `first`, directly or through others.
        """
        least = {first: 0}
        waiting = deque([first])
        while waiting:
            at = waiting.popleft()
            for bound in self._backwards[at]:
                days = least[at] + bound.most
                if bound.earlier != ORIGIN and days < least.get(bound.earlier, days + 1):
                    least[bound.earlier] = days
                    waiting.append(bound.earlier)
        return {at for at, days in least.items() if days < 0} | self._reached_from(first)

    def gap(self, first: int, second: int) -> Window:
        """The least and the largest number of days from `first` to `second`."""
        least, less = self._least_gap(first, second), self._least_gap(second, first)
        return Window(least, None if less is None else -less)

    def _least_gap(self, first: int, second: int) -> int | None:
        told = self._told_gap(first, second)
        latest, earliest = self.windows[first].latest, self.windows[second].earliest
        if latest is None or earliest is None:
            return told
        return earliest - latest if told is None else max(told, earliest - latest)

    def _told_gap(self, first: int, second: int, *, is_order_enough: bool = False) -> int | None:
        """The least number of days from one event to another by what was told of their distance.

        Dijkstra's search with Johnson's reweighting: a bound costs what `schedule` leaves of it.
        With `is_order_enough` it stops where no day between the two can follow any more.
        """
        days = self.schedule
        between = days[second] - days[first]
        costs = {first: 0}
        waiting, done = [(0, 0, first)], set[int]()
        while waiting:
            cost, _, at = heappop(waiting)
            if at == second:
                return between - cost
            if is_order_enough and cost >= between:
                return None
            if at in done:
                continue
            done.add(at)
            for bound in self._backwards[at]:
                event = bound.earlier
                if event == ORIGIN:
                    continue
                then = cost + bound.most + days[event] - days[at]
                if then < costs.get(event, then + 1):
                    costs[event] = then
                    heappush(waiting, (then, len(costs), event))
        return None

    def _distances(self, start: int, edges: list[list[Bound]]) -> list[int | None]:
        """Shortest paths from one event, by label correction; the origin is the last."""
        found: list[int | None] = [None] * (self.count + 1)
        found[start] = 0
        waiting = deque([start % (self.count + 1)])
        is_waiting = [False] * (self.count + 1)
        while waiting:
            at = waiting.popleft()
            is_waiting[at] = False
            base = found[at]
            for bound in edges[at]:
                known = found[bound.later]
                if base is not None and (known is None or base + bound.most < known):
                    found[bound.later] = base + bound.most
                    later = bound.later % (self.count + 1)
                    if not is_waiting[later]:
                        is_waiting[later] = True
                        waiting.append(later)
        return found

    @cached_property
    def _search(self) -> tuple[list[int], Contradiction | None]:
        """Days that satisfy every bound, the origin's last, or what makes that impossible.

        Bellman and Ford's label correction, from the origin and then from everything that it does
        not reach, so late that it touches nothing found before. After as many corrections as there
        are events a cycle is looked for, so that looking costs no more than correcting.
        """
        size = self.count + 1
        late = 1 + 2 * sum(abs(bound.most) for bounds in self._edges for bound in bounds)
        days: list[int | None] = [None] * size
        came_by: list[Bound | None] = [None] * size
        corrections = 0
        for source in range(-1, self.count):
            if days[source] is not None:
                continue
            days[source] = 0 if source == ORIGIN else late
            waiting, is_waiting = deque([source % size]), {source % size}
            while waiting:
                at = waiting.popleft()
                is_waiting.discard(at)
                day = days[at]
                for bound in self._edges[at]:
                    known = days[bound.later]
                    if day is None or (known is not None and day + bound.most >= known):
                        continue
                    days[bound.later] = day + bound.most
                    came_by[bound.later] = bound
                    corrections += 1
                    if corrections % size == 0 and (cycle := _cycle_of(came_by)):
                        reasons = dict.fromkeys(bound.reason for bound in cycle)
                        return [], Contradiction(tuple(reasons))
                    if bound.later % size not in is_waiting:
                        is_waiting.add(bound.later % size)
                        waiting.append(bound.later % size)
        return [0 if day is None else day for day in days], None

    @cached_property
    def _followers(self) -> list[list[Precedence]]:
        followers: list[list[Precedence]] = [[] for _ in range(self.count)]
        for before in self.precedences:
            followers[before.first].append(before)
        return followers

    @cached_property
    def _reachability(self) -> Reachability:
        return Reachability([[one.second for one in told] for told in self._followers])

    def _reached_from(self, first: int) -> set[int]:
        seen: set[int] = set()
        waiting = [first]
        while waiting:
            for before in self._followers[waiting.pop()]:
                if before.second not in seen:
                    seen.add(before.second)
                    waiting.append(before.second)
        return seen

    def _cycle_within_days(self) -> Contradiction | None:
        """Find a cycle among the statements of order by walking in depth."""
        state = [0] * self.count  # not seen, on the path, done
        for start in range(self.count):
            if state[start]:
                continue
            path: list[Precedence] = []
            walks = [iter(self._followers[start])]
            state[start] = 1
            while walks:
                before = next(walks[-1], None)
                if before is None:
                    done = path.pop().second if path else start
                    state[done] = 2
                    walks.pop()
                elif state[before.second] == 1:
                    cycle = [*path, before]
                    ahead = [at for at, one in enumerate(cycle) if one.first == before.second]
                    return Contradiction(tuple(one.reason for one in cycle[ahead[0] :]))
                elif not state[before.second]:
                    state[before.second] = 1
                    path.append(before)
                    walks.append(iter(self._followers[before.second]))
        return None


def _cycle_of(came_by: list[Bound | None]) -> list[Bound]:
    """A cycle among the bounds by which events were last reached, if there is one."""
    count = len(came_by)
    seen = [0] * count
    for start in range(count):
        at, turn = start, start + 1
        while not seen[at] and came_by[at] is not None:
            seen[at] = turn
            bound = came_by[at]
            at = bound.earlier % count if bound is not None else at
        if seen[at] == turn:
            cycle: list[Bound] = []
            stop = at
            while True:
                bound = came_by[at]
                if bound is None:
                    break
                cycle.append(bound)
                at = bound.earlier % count
                if at == stop:
                    return cycle[::-1]
    return []
