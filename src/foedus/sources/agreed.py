"""In which place do most intervals agree?

Each line end of a text says between which two places the margin lies that broke it; each gap of a
printed line, where white may run down the page. The place in most of the intervals is the estimate.
Own construction: one sweep over their ends.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["most_agreed"]


def most_agreed(intervals: Iterable[tuple[float, float]]) -> tuple[float, int]:
    """Find the first place in most of the intervals, and in how many it lies.

    Parameters
    ----------
    intervals : iterable of (float, float)
        Each from its first place up to, and without, its second.

    Examples
    --------
    >>> most_agreed([(1, 5), (3, 9), (7, 8)]), most_agreed([])
    ((3, 2), (0, 0))
    """
    changes: Counter[float] = Counter()
    for first, last in intervals:
        changes[first] += 1
        changes[last] -= 1
    agreeing = best = 0
    found: float = 0
    for place in sorted(changes):
        agreeing += changes[place]
        if agreeing > best:
            best, found = agreeing, place
    return found, best
