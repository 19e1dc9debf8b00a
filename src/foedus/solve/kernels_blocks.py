"""How are the equations of a game that contains games solved, one contained game after another?

What is played in a subgame does not turn on the play above it, so that ∂F/∂y falls into blocks, one
for each circle of information sets, and is zero to the right of their diagonal. Only the diagonal
blocks are factorised; what stands to the left of one is multiplied by corrections that are known by
then. Nothing is filled in, and neither room nor time is spent on what is always zero.

A matrix is a row of numbers. Each of its rows holds the entries to the left of its block that can
differ from zero, then those in its block (see `Plan.row`).
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.plan import Plan


@inner_kernel
def factorise_blocks(
    plan: Plan,
    cluster: int,
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    smallest: float,
) -> int:
    """Factorise the diagonal blocks of a cluster's matrix in place, with exchanges of rows.

    Parameters
    ----------
    plan, cluster
        Where the matrix has its entries.
    matrix : float64[entry]
        Its diagonal blocks become their factors.
    exchange : int64[row]
        Filled: with which later row of its block each row was exchanged.
    smallest
        The least size of a pivot, as a fraction of the largest entry of its row.

    Returns
    -------
    int
        The sign of the determinant, or 0 where a pivot is too small to go on.
    """
    base = plan.cluster[cluster].first_row
    last = plan.cluster[cluster + 1].first_row
    sign = 1
    first = base
    while first < last and sign != 0:
        size = plan.row[first].block_stop - plan.row[first].block_start
        sign *= factorise_block(plan, first, size, matrix, exchange[first - base :], smallest)
        first += size
    return sign


@inner_kernel
def factorise_block(
    plan: Plan,
    first: int,
    size: int,
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    smallest: float,
) -> int:
    """Factorise one diagonal block, which begins with row `first` of the plan."""
    sign = 1
    for column in range(size):
        best = best_pivot(plan, first, size, column, matrix)
        exchange[column] = best
        at = plan.row[first + column].own
        pivot_row = matrix[at : at + size]
        if best != column:
            sign = -sign
            at = plan.row[first + best].own
            swap(pivot_row, matrix[at : at + size])
        largest = 0.0
        for other in range(column, size):
            largest = max(largest, abs(pivot_row[other]))
        pivot = pivot_row[column]
        if not abs(pivot) > smallest * largest:
            return 0
        if pivot < 0.0:
            sign = -sign
        for row in range(column + 1, size):
            at = plan.row[first + row].own
            own_row = matrix[at : at + size]
            multiple = own_row[column] / pivot
            own_row[column] = multiple
            if multiple != 0.0:
                for other in range(column + 1, size):
                    own_row[other] -= multiple * pivot_row[other]
    return sign


@inner_kernel
def best_pivot(plan: Plan, first: int, size: int, column: int, matrix: NDArray[np.float64]) -> int:
    """Which row of a block, of those left, has the largest entry in a column."""
    best, largest = column, abs(matrix[plan.row[first + column].own + column])
    for row in range(column + 1, size):
        entry = abs(matrix[plan.row[first + row].own + column])
        if entry > largest:
            best, largest = row, entry
    return best


@inner_kernel
def swap(one: NDArray[np.float64], other: NDArray[np.float64]) -> None:
    """Exchange the numbers of two rows."""
    for place in range(one.size):
        kept = one[place]
        one[place] = other[place]
        other[place] = kept


@inner_kernel
def substitute_blocks(
    plan: Plan,
    cluster: int,
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    vector: NDArray[np.float64],
) -> None:
    """Turn the right side of a system into its solution, with the factors of its blocks."""
    base = plan.cluster[cluster].first_row
    last = plan.cluster[cluster + 1].first_row
    first = base
    while first < last:
        size = plan.row[first].block_stop - plan.row[first].block_start
        for row in range(first, first + size):
            entry, column = plan.row[row].entry, plan.row[row].first_column
            total = vector[row - base]
            for at in range(plan.row[row].beside):
                total -= matrix[entry + at] * vector[plan.column[column + at]]
            vector[row - base] = total
        start = first - base
        substitute_block(plan, first, size, matrix, exchange[start:], vector[start:])
        first += size


@inner_kernel
def substitute_block(
    plan: Plan,
    first: int,
    size: int,
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    vector: NDArray[np.float64],
) -> None:
    """Turn the right side of one diagonal block into its solution."""
    for row in range(size):
        other = exchange[row]
        kept = vector[other]
        vector[other] = vector[row]
        vector[row] = kept
    for row in range(size):
        at = plan.row[first + row].own
        own_row = matrix[at : at + size]
        total = vector[row]
        for column in range(row):
            total -= own_row[column] * vector[column]
        vector[row] = total
    for row in range(size - 1, -1, -1):
        at = plan.row[first + row].own
        own_row = matrix[at : at + size]
        total = vector[row]
        for column in range(row + 1, size):
            total -= own_row[column] * vector[column]
        vector[row] = total / own_row[row]


@inner_kernel
def unfold(
    plan: Plan, cluster: int, matrix: NDArray[np.float64], full: NDArray[np.float64]
) -> None:
    """Write a cluster's matrix into the leading block of one with all entries, zero or not."""
    base = plan.cluster[cluster].first_row
    rows = plan.cluster[cluster + 1].first_row - base
    for row in range(rows):
        for column in range(rows):
            full[row, column] = 0.0
        entry, column = plan.row[base + row].entry, plan.row[base + row].first_column
        for at in range(plan.row[base + row].beside):
            full[row, plan.column[column + at]] = matrix[entry + at]
        own, start = plan.row[base + row].own, plan.row[base + row].block_start
        for at in range(plan.row[base + row].block_stop - start):
            full[row, start + at] = matrix[own + at]
