"""Where did this character stand before runs of white space were shortened to one space?

A fold changes characters one for one, and shortens runs; so the runs alone are enough to walk back.
Two numbers are kept for each, so that the map of 100 MB stays small. Own construction.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["RunMap"]


@final
class RunMap:
    """The way from a folded text back to the text it was folded from.

    Parameters
    ----------
    runs : iterable of (int, int)
        Where each run that became one character began and ended, in order, in code points of the
        text before.

    Examples
    --------
    >>> way = RunMap([(3, 5)])
    >>> way.to_before(3), way.to_before(4)
    (3, 5)
    """

    __slots__ = ("_places", "_removed")

    def __init__(self, runs: Iterable[tuple[int, int]]) -> None:
        """Count what each run lost."""
        self._places = array("q")
        self._removed = array("q", [0])
        removed = 0
        for start, end in runs:
            self._places.append(start - removed)
            removed += end - start - 1
            self._removed.append(removed)

    def to_before(self, offset: int) -> int:
        """Find where the character at `offset` of the folded text began before."""
        return offset + self._removed[bisect_left(self._places, offset)]
