"""Does a path lead from one event to another, asked many thousand times of one graph?

Every event is numbered when a walk in depth leaves it. What lies below it in the walk's trees has
numbers of one unbroken range, and is reached; what has a number below the least that it reaches, or
above its own, is not. Only between the two the graph itself must be walked; in a forest never.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Reachability"]


class _Labels(NamedTuple):
    """Of each event: when the walk left it, and the least such number in its tree and below it."""

    left: list[int]
    least_in_tree: list[int]
    least_reached: list[int]


@final
@dataclass(frozen=True)
class Reachability:
    """What is reached from what in a graph without cycles.

    Parameters
    ----------
    followers : sequence of sequences of int
        The events to which an edge leads, of each event.

    References
    ----------
    Yildirim, Chaoji & Zaki, "GRAIL: a scalable index for reachability queries in very large
    graphs", VLDB Journal 21 (2012).

    Examples
    --------
    >>> reachability = Reachability([[1, 2], [3], [3], [], [0]])
    >>> reachability.reaches(0, 3), reachability.reaches(1, 2), reachability.reaches(4, 3)
    (True, False, True)
    """

    followers: Sequence[Sequence[int]]

    def reaches(self, first: int, second: int) -> bool:
        """Whether at least one edge, and edges only, lead from the first to the second."""
        if first == second or self._is_below(first, second):
            return first != second
        seen, waiting = {first}, [first]
        while waiting:
            for event in self.followers[waiting.pop()]:
                if event in seen or not self._may_reach(event, second):
                    continue
                if event == second or self._is_below(event, second):
                    return True
                seen.add(event)
                waiting.append(event)
        return False

    def _is_below(self, first: int, second: int) -> bool:
        left, in_tree, _ = self._labels
        return in_tree[first] <= left[second] <= left[first]

    def _may_reach(self, first: int, second: int) -> bool:
        left, _, reached = self._labels
        return reached[first] <= left[second] <= left[first]

    @cached_property
    def _labels(self) -> _Labels:
        size = len(self.followers)
        labels = _Labels([-1] * size, [0] * size, [0] * size)
        is_seen = [False] * size
        count = 0
        for start in range(size):
            if is_seen[start]:
                continue
            is_seen[start] = True
            path = [(start, count, iter(self.followers[start]))]
            while path:
                at, least, following = path[-1]
                event = next((one for one in following if not is_seen[one]), None)
                if event is not None:
                    is_seen[event] = True
                    path.append((event, count, iter(self.followers[event])))
                    continue
                path.pop()
                labels.left[at], labels.least_in_tree[at] = count, least
                below = (labels.least_reached[one] for one in self.followers[at])
                labels.least_reached[at] = min(count, least, *below)
                count += 1
        return labels
