"""How are the equations of a game that contains games solved, one contained game after another?

What is played in a subgame does not turn on the play above it, so that ∂F/∂y falls into blocks, one
for each circle of information sets, and is zero to the right of their diagonal. Only the diagonal
blocks are factorised; what stands to the left of one is multiplied by corrections that are known by
then: of the play in other circles, or of what they are worth. Nothing is filled in, and neither
room nor time is spent on what is always zero.

A matrix is a list of entries, each a row of lanes: of each block its square, then of each row of
the block the entries to the left of it that can differ from zero (see `Plan.row`).
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_abreast import factorise_all, substitute_all
from foedus.solve.kernels_lanes import beyond, in_few, load_few, multiply_add, record, store
from foedus.solve.kernels_state import LANES
from foedus.solve.kernels_workspace import row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan


@inner_kernel
def factorise_blocks(plan: Plan, work: Workspace, cluster: int, smallest: float) -> None:
    """Factorise the diagonal blocks of a cluster's matrix in place, with exchanges of rows.

    Filled are also `work.exchange`, with which later row of its block each row was exchanged, and
    `work.sign`: of the determinant, or 0 where a pivot is too small to go on.

    Parameters
    ----------
    plan, work, cluster
        Where the matrix has its entries, and the matrix.
    smallest
        The least size of a pivot, as a fraction of the largest entry of its row.
    """
    base = record(plan.cluster, cluster).first_row
    last = record(plan.cluster, cluster + 1).first_row
    store(work.sign, 0, in_few(1.0))
    first = base
    while first < last:
        size = record(plan.row, first).block_stop - record(plan.row, first).block_start
        square = beyond(work.jacobian, record(plan.row, first).own * LANES)
        exchange = beyond(work.exchange, (first - base) * LANES)
        factorise_all(square, exchange, work.sign, size, smallest)
        first += size


@inner_kernel
def substitute_blocks(plan: Plan, work: Workspace, cluster: int) -> None:
    """Turn the right side of a system into its solution, with the factors of its blocks.

    It stands in `work.step`, and after all rows the changes of worths that circles are seen through
    are left there.
    """
    base = record(plan.cluster, cluster).first_row
    last = record(plan.cluster, cluster + 1).first_row
    through = record(plan.cluster, cluster).first_through
    last_through = record(plan.cluster, cluster + 1).first_through
    first = base
    while first < last:
        while through < last_through and record(plan.through, through).after <= first - base:
            worth = record(plan.worth, record(plan.through, through).worth)
            column, total = record(plan.through, through).first_column, in_few(0.0)
            for at in range(worth.width):
                change = load_few(work.by_worth, worth.entry + at)
                total = multiply_add(change, load_few(work.step, plan.target[column + at]), total)
            store(work.step, record(plan.through, through).column, total)
            through += 1
        size = record(plan.row, first).block_stop - record(plan.row, first).block_start
        for row in range(first, first + size):
            own, total = record(plan.row, row), load_few(work.step, row - base)
            for at in range(own.beside):
                less = in_few(0.0) - load_few(work.jacobian, own.entry + at)
                known = load_few(work.step, plan.target[own.first_column + at])
                total = multiply_add(less, known, total)
            store(work.step, row - base, total)
        square = beyond(work.jacobian, record(plan.row, first).own * LANES)
        start = (first - base) * LANES
        exchange, vector = beyond(work.exchange, start), beyond(work.step, start)
        substitute_all(square, exchange, vector, size)
        first += size


@inner_kernel
def unfold(plan: Plan, work: Workspace, cluster: int, lane: int, full: NDArray[np.float64]) -> None:
    """Write a lane's matrix into the leading block of one with all entries, zero or not."""
    base, rows = record(plan.cluster, cluster).first_row, row_count(plan, cluster)
    first = record(plan.cluster, cluster).first_through
    last = record(plan.cluster, cluster + 1).first_through
    worths = np.zeros((last - first, rows))
    for place in range(first, last):
        through = record(plan.through, place)
        entry = record(plan.worth, through.worth).entry
        known = worths[through.column - rows]
        for at in range(record(plan.worth, through.worth).width):
            change = work.by_worth[(entry + at) * LANES + lane]
            add_column(known, change, plan.target[through.first_column + at], rows, worths)
    for row in range(rows):
        for column in range(rows):
            full[row, column] = 0.0
        own = record(plan.row, base + row)
        for at in range(own.beside):
            change = work.jacobian[(own.entry + at) * LANES + lane]
            add_column(full[row], change, plan.target[own.first_column + at], rows, worths)
        for at in range(own.block_stop - own.block_start):
            full[row, own.block_start + at] += work.jacobian[(own.own + at) * LANES + lane]


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
