"""What must have come before what, where dates are known only in part?

A simple temporal problem (Dechter, Meiri & Pearl 1991): every event is a day, and every date or
relation bounds the difference of two days. Shortest paths give the earliest and the latest day that
each event can have had; a cycle of negative length is a contradiction, and the bounds on it are the
ones that contradict each other. Within one day the order is known only where somebody says so;
these statements make a directed graph, and a cycle in it is a contradiction too.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, final

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
    def contradiction(self) -> Contradiction | None:
        """Statements that cannot all hold; None where all can."""
        return self._negative_cycle() or self._cycle_within_days()

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        """The first and the last day of each event, as narrow as the statements make them.

        Raises
        ------
        ValueError
            If the statements contradict each other.
        """
        if self.contradiction is not None:
            raise ValueError(f"these contradict each other: {self.contradiction.reasons}")
        latest = self._distances(ORIGIN, self._edges)
        backwards: list[list[Bound]] = [[] for _ in self._edges]
        for bounds in self._edges:
            for bound in bounds:
                backwards[bound.later].append(
                    Bound(bound.later, bound.earlier, bound.most, bound.reason)
                )
        earliest = self._distances(ORIGIN, backwards)
        return tuple(
            Window(None if low is None else -low, high)
            for low, high in zip(earliest[: self.count], latest[: self.count], strict=True)
        )

    def is_before(self, first: int, second: int) -> bool:
        """Did `first` certainly come before `second`?"""
        least = self.gap(first, second).earliest
        return (least is not None and least > 0) or self._reaches(first, second)

    def gap(self, first: int, second: int) -> Window:
        """The least and the largest number of days from `first` to `second`."""
        most = self._distances(first, self._edges)[second]
        least = self._distances(second, self._edges)[first]
        return Window(None if least is None else -least, most)

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

    def _negative_cycle(self) -> Contradiction | None:
        """Bellman and Ford's rounds from everywhere at once, looking for a cycle after each."""
        length = [0] * (self.count + 1)
        came_by: list[Bound | None] = [None] * (self.count + 1)
        changed = list(range(self.count + 1))
        while changed:
            following: set[int] = set()
            for at in changed:
                for bound in self._edges[at]:
                    if length[at] + bound.most < length[bound.later]:
                        length[bound.later] = length[at] + bound.most
                        came_by[bound.later] = bound
                        following.add(bound.later % (self.count + 1))
            cycle = _cycle_of(came_by)
            if cycle:
                return Contradiction(tuple(dict.fromkeys(bound.reason for bound in cycle)))
            changed = sorted(following)
        return None

    @cached_property
    def _followers(self) -> list[list[Precedence]]:
        followers: list[list[Precedence]] = [[] for _ in range(self.count)]
        for before in self.precedences:
            followers[before.first].append(before)
        return followers

    def _reaches(self, first: int, second: int) -> bool:
        seen, waiting = {first}, [first]
        while waiting:
            for before in self._followers[waiting.pop()]:
                if before.second == second:
                    return True
                if before.second not in seen:
                    seen.add(before.second)
                    waiting.append(before.second)
        return False

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
