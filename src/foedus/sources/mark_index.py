"""Which marks may say something about this passage, among thousands?

Marks stand in order of their beginnings, so those that begin behind a passage are cut off by
bisection; so are those before it, by how far any of them reaches. Own construction.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, final

from foedus.sources.mark import MarkKind, by_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.sources.mark import Mark

__all__ = ["MarkIndex"]


@final
class MarkIndex:
    """The marks of a source, by place.

    Parameters
    ----------
    marks : iterable of Mark
        All of them.
    """

    __slots__ = ("_copied", "_marks", "_reaches", "_starts")

    def __init__(self, marks: Iterable[Mark]) -> None:
        """Note where each begins, how far those before it reach, and how long copies are."""
        self._marks = sorted(marks, key=by_place)
        self._starts = [mark.repaired_start for mark in self._marks]
        self._reaches = list(accumulate((mark.repaired_end for mark in self._marks), max))
        self._copied = max(
            (
                mark.raw_end - mark.raw_start
                for mark in self._marks
                if mark.kind is MarkKind.SURPLUS
            ),
            default=0,
        )

    def near(self, start: int, end: int) -> Sequence[Mark]:
        """Find the marks that may touch `start:end`, or say that a copy of its words was dropped.

        No mark is left out that does; of those that are handed on, some do not.
        """
        first = bisect_left(self._reaches, start)
        last = bisect_right(self._starts, max(end, start + self._copied))
        return self._marks[first:last]
