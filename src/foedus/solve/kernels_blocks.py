"""How are the equations of a game that contains games solved, one contained game after another?

What is played in a subgame does not turn on the play above it, so that ∂F/∂y falls into blocks, one
for each circle of information sets, and is zero to the right of their diagonal. Only the diagonal
blocks are factorised; what stands to the left of one is multiplied by corrections that are known by
then: of the play in other circles, or of what they are worth. Nothing is filled in, and neither
room nor time is spent on what is always zero.

A matrix is a row of numbers: of each block its square, then of each row of the block the entries to
the left of it that can differ from zero (see `Plan.row`).
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_linear import factorise, substitute

if TYPE_CHECKING:
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
        square = square_of(plan, first, size, matrix)
        sign *= factorise(square, exchange[first - base :], size, smallest)
        first += size
    return sign


@inner_kernel
def square_of(
    plan: Plan, first: int, size: int, matrix: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The square of the block that begins with row `first` of the plan."""
    own = plan.row[first].own
    return matrix[own : own + size * size].reshape((size, size))


@inner_kernel
def substitute_blocks(
    plan: Plan,
    cluster: int,
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    by_worth: NDArray[np.float64],
    lane: int,
    vector: NDArray[np.float64],
) -> None:
    """Turn the right side of a system into its solution, with the factors of its blocks.

    Parameters
    ----------
    plan, cluster, matrix, exchange
        As `factorise_blocks` left them.
    by_worth : float64[entry, lane]
        The derivatives of worths.
    lane
        Whose derivatives these are.
    vector : float64[column]
        The right side; filled with the solution, and after all rows with the changes of worths
        that circles are seen through.
    """
    base = plan.cluster[cluster].first_row
    last = plan.cluster[cluster + 1].first_row
    through, last_through = (
        plan.cluster[cluster].first_through,
        plan.cluster[cluster + 1].first_through,
    )
    first = base
    while first < last:
        while through < last_through and plan.through[through].after <= first - base:
            worth, column = plan.through[through].worth, plan.through[through].first_column
            entry, total = plan.worth[worth].entry, 0.0
            for at in range(plan.worth[worth].width):
                total += by_worth[entry + at, lane] * vector[plan.target[column + at]]
            vector[plan.through[through].column] = total
            through += 1
        size = plan.row[first].block_stop - plan.row[first].block_start
        for row in range(first, first + size):
            entry, column = plan.row[row].entry, plan.row[row].first_column
            total = vector[row - base]
            for at in range(plan.row[row].beside):
                total -= matrix[entry + at] * vector[plan.target[column + at]]
            vector[row - base] = total
        start = first - base
        square = square_of(plan, first, size, matrix)
        substitute(square, exchange[start:], vector[start:], size)
        first += size


@inner_kernel
def unfold(
    plan: Plan,
    cluster: int,
    matrix: NDArray[np.float64],
    by_worth: NDArray[np.float64],
    lane: int,
    full: NDArray[np.float64],
) -> None:
    """Write a cluster's matrix into the leading block of one with all entries, zero or not."""
    base = plan.cluster[cluster].first_row
    rows = plan.cluster[cluster + 1].first_row - base
    first = plan.cluster[cluster].first_through
    last = plan.cluster[cluster + 1].first_through
    worths = np.zeros((last - first, rows))
    for place in range(first, last):
        worth, column = plan.through[place].worth, plan.through[place].first_column
        known = worths[plan.through[place].column - rows]
        for at in range(plan.worth[worth].width):
            change = by_worth[plan.worth[worth].entry + at, lane]
            add_column(known, change, plan.target[column + at], rows, worths)
    for row in range(rows):
        for column in range(rows):
            full[row, column] = 0.0
        entry, column = plan.row[base + row].entry, plan.row[base + row].first_column
        for at in range(plan.row[base + row].beside):
            add_column(full[row], matrix[entry + at], plan.target[column + at], rows, worths)
        own, start = plan.row[base + row].own, plan.row[base + row].block_start
        for at in range(plan.row[base + row].block_stop - start):
            full[row, start + at] += matrix[own + at]


@inner_kernel
def add_column(
    total: NDArray[np.float64],
    change: float,
    column: int,
    rows: int,
    worths: NDArray[np.float64],
) -> None:
    """Add the derivative by a column to derivatives by all rows, through the worth it may be."""
    if column < rows:
        total[column] += change
        return
    for row in range(rows):
        total[row] += change * worths[column - rows, row]
