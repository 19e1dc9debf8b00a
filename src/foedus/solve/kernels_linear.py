"""Which step solves a small dense system of linear equations?

Factors with exchanges of rows (Golub & Van Loan 2013, alg. 3.4.1), kept apart from the solution, as
Newton's method uses the same factors twice.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@inner_kernel
def factorise(
    matrix: NDArray[np.float64], exchange: NDArray[np.int64], rows: int, smallest: float
) -> int:
    """Factorise the leading block of a matrix in place.

    Parameters
    ----------
    matrix : float64[row, column]
        Its first `rows` rows and columns become the factors.
    exchange : int64[row]
        Filled: with which later row each row was exchanged.
    rows
        The size of the block.
    smallest
        The least size of a pivot, as a fraction of the largest entry of its row.

    Returns
    -------
    int
        The sign of the determinant, or 0 where a pivot is too small to go on.
    """
    sign = 1
    for column in range(rows):
        best = take_pivot(matrix, column, rows)
        exchange[column] = best
        size = 0.0
        for other in range(column, rows):
            size = max(size, abs(matrix[column, other]))
        if not abs(matrix[column, column]) > smallest * size:
            return 0
        if best != column:
            sign = -sign
        if matrix[column, column] < 0.0:
            sign = -sign
        for row in range(column + 1, rows):
            multiple = matrix[row, column] / matrix[column, column]
            matrix[row, column] = multiple
            if multiple != 0.0:
                for other in range(column + 1, rows):
                    matrix[row, other] -= multiple * matrix[column, other]
    return sign


@inner_kernel
def take_pivot(matrix: NDArray[np.float64], column: int, rows: int) -> int:
    """Exchange a row with the one that has the largest entry in its column; which one that is."""
    best = column
    for row in range(column + 1, rows):
        if abs(matrix[row, column]) > abs(matrix[best, column]):
            best = row
    if best != column:
        for other in range(rows):
            kept = matrix[best, other]
            matrix[best, other] = matrix[column, other]
            matrix[column, other] = kept
    return best


@inner_kernel
def substitute(
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    vector: NDArray[np.float64],
    rows: int,
) -> None:
    """Turn the right side of a system into its solution, with the factors of its matrix."""
    for row in range(rows):
        other = exchange[row]
        kept = vector[other]
        vector[other] = vector[row]
        vector[row] = kept
    for row in range(rows):
        total = vector[row]
        for column in range(row):
            total -= matrix[row, column] * vector[column]
        vector[row] = total
    for row in range(rows - 1, -1, -1):
        total = vector[row]
        for column in range(row + 1, rows):
            total -= matrix[row, column] * vector[column]
        vector[row] = total / matrix[row, row]


@inner_kernel
def substitute_transposed(
    matrix: NDArray[np.float64],
    exchange: NDArray[np.int64],
    vector: NDArray[np.float64],
    rows: int,
) -> None:
    """As `substitute`, for the system with the transposed matrix."""
    for row in range(rows):
        total = vector[row]
        for column in range(row):
            total -= matrix[column, row] * vector[column]
        vector[row] = total / matrix[row, row]
    for row in range(rows - 1, -1, -1):
        total = vector[row]
        for column in range(row + 1, rows):
            total -= matrix[column, row] * vector[column]
        vector[row] = total
    for row in range(rows - 1, -1, -1):
        other = exchange[row]
        kept = vector[other]
        vector[other] = vector[row]
        vector[row] = kept
