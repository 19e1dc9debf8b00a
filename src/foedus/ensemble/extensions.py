"""In how many ways can a partial order be put in a row?

A linear extension grows by one element at a time, each time one that has nothing left below it. The
number of ways to go on depends only on the set placed so far, so that it is counted once for each
set (an ideal of the order) and a uniform extension is drawn by following the counts.

References
----------
De Loof, De Meyer & De Baets (2006).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray


def elements_below(count: int, orders: tuple[tuple[int, int], ...]) -> NDArray[np.int64]:
    """For each element the elements that must come before it, as bits: int64[dimension]."""
    below = np.zeros(count, dtype=np.int64)
    for lesser, greater in orders:
        below[greater] |= 1 << lesser
    return below


@cache
def count_completions(count: int, orders: tuple[tuple[int, int], ...]) -> NDArray[np.float64]:
    """In how many ways each set of first elements can be completed: float64[set].

    Entry 0 is the number of linear extensions.

    >>> int(count_completions(3, ((0, 1),))[0])
    3
    """
    below = elements_below(count, orders)
    completions = np.zeros(1 << count)
    completions[-1] = 1.0
    sets = np.arange(1 << count)
    sizes = np.zeros(1 << count, dtype=np.int64)
    for element in range(count):
        sizes += (sets >> element) & 1
    for size in range(count - 1, -1, -1):
        of_size = sets[sizes == size]
        for element in range(count):
            bit = 1 << element
            can_follow = ((of_size & bit) == 0) & ((below[element] & ~of_size) == 0)
            grown = of_size[can_follow]
            completions[grown] += completions[grown | bit]
    completions.flags.writeable = False
    return completions
