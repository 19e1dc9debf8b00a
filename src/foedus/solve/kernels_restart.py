"""From any play whatever, is there an equilibrium nearby, at the rationality asked for?

Newton's method on F(y) = y - g(y), damped so that each step shortens what it would correct next
(the natural monotonicity test; Deuflhard 2004, sec. 3.1.4). Every second start first goes towards
the answer to its play for a while, in the mean of all answers so far: where noise is small Newton's
method alone hardly ever arrives, and where play is mixed that mean does not settle. Where a start
leads to no zero it is closed; nothing is said of where other starts would have led.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_blocks import factorise_blocks, substitute_blocks
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_jacobian import (
    DEFECT,
    FIRST,
    POINT,
    TRIAL,
    answer_to,
    differentiate,
    row_count,
)
from foedus.solve.kernels_response import LANES, carry_out, load_variant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan

MOST_ANSWERS = 40
MOST_STEPS = 60
MOST_CUTS = 12
LONGEST_STEP = 4.0
"""In log-odds, or relative to a tenth of long ones."""
CUT = 0.4
GROWTH = 4.0
AT_REST = 1e-10

WALKING, THERE, NOWHERE = range(3)
"""What has become of a lane."""


@kernel
def restart(
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    end: NDArray[np.float64],
) -> None:
    """Go from log-odds to a zero of a cluster's equations, in every variant.

    Both are in `end` (float64[row, variant]); a variant that finds none is closed.
    """
    rows = row_count(plan, cluster)
    base = plan.cluster[cluster].first_row
    fate = np.zeros(LANES, np.int64)
    damping = np.ones(LANES)
    state.time[:] = 1.0
    for start in range(0, is_open.size, LANES):
        for lane in range(LANES):
            variant = min(start + lane, is_open.size - 1)
            load_variant(plan, state, worths, chance, rationality, variant, lane)
            for row in range(rows):
                work.row[TRIAL, row, lane] = end[base + row, variant]
            fate[lane] = WALKING if is_open[variant] else NOWHERE
            damping[lane] = 1.0
        carry_out(plan, state, 0, plan.cluster[0].parameter)
        take_parameters(plan, state, cluster)
        settle(plan, state, work, cluster, start)
        for _ in range(MOST_STEPS):
            if not (fate == WALKING).any():
                break
            step_all(plan, state, work, cluster, fate, damping)
        for lane in range(min(LANES, is_open.size - start)):
            is_open[start + lane] = fate[lane] == THERE
            for row in range(rows):
                end[base + row, start + lane] = work.row[TRIAL, row, lane]


@inner_kernel
def settle(plan: Plan, state: State, work: Workspace, cluster: int, start: int) -> None:
    """Let every second variant go towards the answer to its play, ever more slowly, for a while."""
    for number in range(MOST_ANSWERS):
        answer_to(plan, state, work, cluster)
        for lane in range(LANES):
            for row in range(row_count(plan, cluster)):
                if (start + lane) % 2 == 1:
                    work.row[TRIAL, row, lane] -= work.row[DEFECT, row, lane] * 2.0 / (number + 2.0)


@inner_kernel
def step_all(
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    fate: NDArray[np.int64],
    damping: NDArray[np.float64],
) -> None:
    """One damped step of Newton's method in every lane that walks.

    The whole step stands in `FIRST`, where it begins in `POINT`.
    """
    size = np.zeros(LANES)
    is_waiting = np.zeros(LANES, np.bool_)
    differentiate(plan, state, work, cluster)
    for lane in range(LANES):
        if fate[lane] == WALKING:
            size[lane] = aim(plan, work, cluster, lane)
            is_waiting[lane] = np.isfinite(size[lane])
            damping[lane] = min(1.0, GROWTH * damping[lane], LONGEST_STEP / size[lane])
    for _ in range(MOST_CUTS):
        if is_waiting.any():
            shorten(plan, state, work, cluster, is_waiting, damping, size)
    for lane in range(LANES):
        if fate[lane] == WALKING:
            if is_waiting[lane] or not np.isfinite(size[lane]):
                fate[lane] = NOWHERE
            elif size[lane] <= AT_REST:
                fate[lane] = THERE


@inner_kernel
def shorten(
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    is_waiting: NDArray[np.bool_],
    damping: NDArray[np.float64],
    size: NDArray[np.float64],
) -> None:
    """Try the step of every lane that waits; one that leaves too much is to be cut."""
    rows = row_count(plan, cluster)
    for lane in range(LANES):
        for row in range(rows):
            if is_waiting[lane]:
                gone = damping[lane] * work.row[FIRST, row, lane]
                work.row[TRIAL, row, lane] = work.row[POINT, row, lane] + gone
    answer_to(plan, state, work, cluster)
    for lane in range(LANES):
        if is_waiting[lane] and size[lane] > AT_REST:
            left = size_left(plan, work, cluster, lane)
            is_waiting[lane] = not left <= (1.0 - 0.25 * damping[lane]) * size[lane]
            if is_waiting[lane]:
                damping[lane] *= CUT
        else:
            is_waiting[lane] = False


@inner_kernel
def aim(plan: Plan, work: Workspace, cluster: int, lane: int) -> float:
    """Keep where a lane is, and Newton's step from there; returns the size of the step."""
    rows = row_count(plan, cluster)
    for row in range(rows):
        work.row[POINT, row, lane] = work.row[TRIAL, row, lane]
    if factorise_blocks(plan, cluster, work.jacobian[lane], work.exchange[lane], 0.0) == 0:
        return np.inf
    size = size_left(plan, work, cluster, lane)
    for row in range(rows):
        work.row[FIRST, row, lane] = work.step[row]
    return size


@inner_kernel
def size_left(plan: Plan, work: Workspace, cluster: int, lane: int) -> float:
    """The size of the step that the factors at hand would take from a trial: `work.step`.

    Absolute for even odds where the step began, relative to long ones.
    """
    rows = row_count(plan, cluster)
    for row in range(rows):
        work.step[row] = -work.row[DEFECT, row, lane]
    substitute_blocks(
        plan, cluster, work.jacobian[lane], work.exchange[lane], work.by_worth, lane, work.step
    )
    size = 0.0
    for row in range(rows):
        own = abs(work.step[row]) / (1.0 + 0.1 * abs(work.row[POINT, row, lane]))
        if own > size or np.isnan(own):
            size = own
    return size
