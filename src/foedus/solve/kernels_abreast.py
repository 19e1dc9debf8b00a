"""Which step solves a small dense system of linear equations, in every lane at once?

As `kernels_linear`, with the system of one variant in each lane: factors with exchanges of rows
(Golub & Van Loan 2013, alg. 3.4.1). Each lane exchanges its own rows, number by number, which is
seldom; all else is done by rows of lanes.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    is_any_negative,
    larger,
    load_few,
    magnitude,
    multiply_add,
    store,
)
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from foedus.solve.kernels_lanes import Pointer


@inner_kernel
def factorise_all(
    matrix: Pointer, exchange: Pointer, sign: Pointer, size: int, smallest: float
) -> None:
    """Factorise a matrix in place, in every lane.

    Parameters
    ----------
    matrix : float64[row * column, lane]
        Becomes the factors.
    exchange : float64[row, lane]
        Filled: with which later row each row was exchanged.
    sign : float64[1, lane]
        Multiplied by the sign of the determinant, or by 0 where a pivot is too small to go on.
    size
        How many rows and columns the matrix has.
    smallest
        The least size of a pivot, as a fraction of the largest entry of its row.
    """
    zero = in_few(0.0)
    for column in range(size):
        own = column * size + column
        take_pivots(matrix, exchange, sign, size, column)
        largest = zero
        for other in range(column, size):
            largest = larger(magnitude(load_few(matrix, column * size + other)), largest)
        pivot = load_few(matrix, own)
        side = load_few(sign, 0)
        side = choose(pivot, zero - side, side)
        is_small = in_few(smallest) * largest - magnitude(pivot)
        store(sign, 0, choose(is_small, side, zero))
        scale = in_few(1.0) / pivot
        for row in range(column + 1, size):
            at = row * size + column
            multiple = load_few(matrix, at) * scale
            store(matrix, at, multiple)
            less = zero - multiple
            for further in range(1, size - column):
                value = multiply_add(
                    less, load_few(matrix, own + further), load_few(matrix, at + further)
                )
                store(matrix, at + further, value)


@row_kernel
def take_pivots(matrix: Pointer, exchange: Pointer, sign: Pointer, size: int, column: int) -> None:
    """Exchange a row with the one that has the largest entry in its column, in every lane."""
    best = magnitude(load_few(matrix, column * size + column))
    where = in_few(column)
    for row in range(column + 1, size):
        rival = magnitude(load_few(matrix, row * size + column))
        less = best - rival
        best = choose(less, rival, best)
        where = choose(less, in_few(row), where)
    store(exchange, column, where)
    moved = in_few(column) - where
    if is_any_negative(moved):
        side = load_few(sign, 0)
        store(sign, 0, choose(moved, in_few(0.0) - side, side))
        for lane in range(LANES):
            row = int(exchange[column * LANES + lane])
            if row != column:
                one, other = column * size * LANES + lane, row * size * LANES + lane
                for entry in range(0, size * LANES, LANES):
                    kept = matrix[one + entry]
                    matrix[one + entry] = matrix[other + entry]
                    matrix[other + entry] = kept


@inner_kernel
def substitute_all(matrix: Pointer, exchange: Pointer, vector: Pointer, size: int) -> None:
    """Turn the right sides of the systems into their solutions, with the factors of the matrix."""
    for row in range(size):
        if is_any_negative(in_few(row) - load_few(exchange, row)):
            for lane in range(LANES):
                other = int(exchange[row * LANES + lane])
                kept = vector[other * LANES + lane]
                vector[other * LANES + lane] = vector[row * LANES + lane]
                vector[row * LANES + lane] = kept
    zero = in_few(0.0)
    for row in range(size):
        total = zero - load_few(vector, row)
        for column in range(row):
            factor = load_few(matrix, row * size + column)
            total = multiply_add(factor, load_few(vector, column), total)
        store(vector, row, zero - total)
    for row in range(size - 1, -1, -1):
        total = zero - load_few(vector, row)
        for column in range(row + 1, size):
            factor = load_few(matrix, row * size + column)
            total = multiply_add(factor, load_few(vector, column), total)
        store(vector, row, (zero - total) / load_few(matrix, row * size + row))
