"""In which order are the equations of a cluster eliminated, and where do their numbers go?

The Jacobian of a cluster has a block for each pair of information sets of which one depends on
the other: those above and below each other in the tree. Eliminated from the deepest up, a tree
gives next to no fill (Parter 1961), so that a sparse factorisation costs about as much as the
Jacobian itself. Its pattern is the same for every variant and is worked out here, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Elimination:
    """The pattern of the factorised Jacobian of one cluster.

    Attributes
    ----------
    order
        Its information sets in the order of elimination.
    first_row_of_set
        The first row of each, in that order; a set with k actions has k - 1 rows.
    related
        For each, the sets that it depends on directly, in the order of elimination.
    rows
        For each row the columns of its entries, ascending, fill included.
    positions
        For each set, the entry that each derivative goes to: by own action, related set and the
        action there, the first action of each left out.
    """

    order: tuple[int, ...]
    first_row_of_set: tuple[int, ...]
    related: tuple[list[int], ...]
    rows: tuple[list[int], ...]
    positions: tuple[list[int], ...]

    @property
    def entry_count(self) -> int:
        """Number of entries of the factorised Jacobian."""
        return sum(len(row) for row in self.rows)


def eliminate(
    order: Sequence[int], needs: list[list[int]], widths: NDArray[np.int32]
) -> Elimination:
    """Find the pattern of the factorised Jacobian.

    Parameters
    ----------
    order
        The information sets of the cluster in the order of elimination.
    needs
        For each information set of the game, the sets that it depends on.
    widths : int32[information_set]
        How many actions each information set has.
    """
    rank = {one: number for number, one in enumerate(order)}
    related = [sorted((g for g in needs[one] if g in rank), key=rank.__getitem__) for one in order]
    blocks = _fill([[rank[g] for g in sets] for sets in related])
    size = [int(widths[one]) - 1 for one in order]
    first_row = [0]
    for one in size:
        first_row.append(first_row[-1] + one)
    rows: list[list[int]] = []
    positions: list[list[int]] = []
    entry = 0
    for number, block in enumerate(blocks):
        start: dict[int, int] = {}
        columns: list[int] = []
        for other in block:
            start[other] = len(columns)
            columns.extend(range(first_row[other], first_row[other + 1]))
        places: list[int] = []
        for _ in range(size[number]):
            for g in related[number]:
                begin = entry + start[rank[g]]
                places.extend(range(begin, begin + size[rank[g]]))
            rows.append(columns)
            entry += len(columns)
        positions.append(places)
    return Elimination(
        order=tuple(order),
        first_row_of_set=tuple(first_row[:-1]),
        related=tuple(related),
        rows=tuple(rows),
        positions=tuple(positions),
    )


def _fill(pattern: list[list[int]]) -> list[list[int]]:
    """The pattern of the factors: a row takes over the rows that are eliminated from it."""
    result: list[list[int]] = []
    for number, row in enumerate(pattern):
        filled = {*row, number}
        pending = sorted(one for one in filled if one < number)
        while pending:
            other = pending.pop(0)
            new = [one for one in result[other] if one > other and one not in filled]
            filled.update(new)
            pending = sorted({*pending, *(one for one in new if one < number)})
        result.append(sorted(filled))
    return result
