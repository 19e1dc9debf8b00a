"""From any play whatever, is there an equilibrium nearby, at the rationality asked for?

Newton's method on F(y) = y - g(y), damped so that each step shortens what it would correct next
(the natural monotonicity test; Deuflhard 2004, sec. 3.1.4). Every second start first goes towards
the answer to its play for a while, in the mean of all answers so far: where noise is small Newton's
method alone hardly ever arrives, and where play is mixed that mean does not settle. Where a start
leads to no zero it is closed; nothing is said of where other starts would have led.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel, row_kernel
from foedus.solve.kernels_blocks import factorise_blocks
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_jacobian import answer_to, differentiate, find_step
from foedus.solve.kernels_lanes import choose, load_few, record, store
from foedus.solve.kernels_response import carry_out
from foedus.solve.kernels_state import LANES, load_variants, point_plan, point_state
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import point_workspace, row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan

MOST_ANSWERS = 40
MOST_STEPS = 60
MOST_CUTS = 12
LONGEST_STEP = 4.0
"""In log-odds, or relative to a tenth of long ones."""
CUT = 0.4
GROWTH = 4.0
AT_REST = 1e-10

WALKING, WAITING, THERE, NOWHERE = range(4)
"""What has become of a lane: one that waits walks, and its step is still too long."""


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
    pointed, here, at_work = point_plan(plan), point_state(state), point_workspace(work)
    drawn = Numbers(worths, chance, rationality)
    rows = row_count(pointed, cluster)
    base = record(pointed.cluster, cluster).first_row
    for start in range(0, is_open.size, LANES):
        for number in range(LANES):
            variant, lane = min(start + number, is_open.size - 1), record(at_work.lane, number)
            at_work.waiting[number] = variant
            here.time[number] = 1.0
            for row in range(rows):
                at_work.trial[row * LANES + number] = end[base + row, variant]
            lane.phase = WALKING if is_open[variant] else NOWHERE
            lane.step = 1.0
        load_variants(pointed, here, drawn, at_work.waiting)
        carry_out(pointed, here, 0, record(pointed.cluster, 0).parameter)
        take_parameters(pointed, here, cluster)
        settle(pointed, here, at_work, cluster, start)
        for _ in range(MOST_STEPS):
            if is_any(at_work, WALKING):
                step_all(pointed, here, at_work, cluster)
        for number in range(min(LANES, is_open.size - start)):
            is_open[start + number] = record(at_work.lane, number).phase == THERE
            for row in range(rows):
                end[base + row, start + number] = at_work.trial[row * LANES + number]


@row_kernel
def is_any(work: Workspace, phase: int) -> bool:
    """Whether a lane is in a phase."""
    found = False
    for number in range(LANES):
        found = found or record(work.lane, number).phase == phase
    return found


@inner_kernel
def settle(plan: Plan, here: State, work: Workspace, cluster: int, start: int) -> None:
    """Let every second variant go towards the answer to its play, ever more slowly, for a while."""
    for number in range(MOST_ANSWERS):
        answer_to(plan, here, work, cluster)
        for row in range(row_count(plan, cluster)):
            for lane in range(LANES):
                if (start + lane) % 2 == 1:
                    place = row * LANES + lane
                    work.trial[place] -= work.defect[place] * 2.0 / (number + 2.0)


@inner_kernel
def step_all(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """One damped step of Newton's method in every lane that walks.

    The whole step stands in `work.first`, where it begins in `work.point`, and how much of it is
    taken in the lane's `step`.
    """
    differentiate(plan, here, work, cluster)
    aim(plan, work, cluster)
    for number in range(LANES):
        lane = record(work.lane, number)
        if lane.phase == WALKING:
            lane.size = np.inf if work.sign[number] == 0.0 else work.size[number]
            lane.step = min(1.0, GROWTH * lane.step, LONGEST_STEP / lane.size)
            lane.phase = WAITING if np.isfinite(lane.size) else NOWHERE
    for _ in range(MOST_CUTS):
        if is_any(work, WAITING):
            shorten(plan, here, work, cluster)
    for number in range(LANES):
        lane = record(work.lane, number)
        if lane.phase == WAITING:
            lane.phase = NOWHERE
        elif lane.phase == WALKING and lane.size <= AT_REST:
            lane.phase = THERE


@inner_kernel
def shorten(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """Try the step of every lane that waits; one that leaves too much is to be cut."""
    rows = row_count(plan, cluster)
    for number in range(LANES):
        lane = record(work.lane, number)
        if lane.phase == WAITING:
            for place in range(number, number + rows * LANES, LANES):
                work.trial[place] = work.point[place] + lane.step * work.first[place]
    answer_to(plan, here, work, cluster)
    find_size_left(plan, work, cluster)
    for number in range(LANES):
        lane = record(work.lane, number)
        if lane.phase == WAITING:
            enough = (1.0 - 0.25 * lane.step) * lane.size
            if lane.size <= AT_REST or work.size[number] <= enough:
                lane.phase = WALKING
            else:
                lane.step *= CUT


@inner_kernel
def aim(plan: Plan, work: Workspace, cluster: int) -> None:
    """Keep where lanes that walk are, and Newton's steps from there; and the size of these."""
    factorise_blocks(plan, work, cluster, 0.0)
    find_step(plan, work, cluster)
    for number in range(LANES):
        work.mask[number] = -1.0 if record(work.lane, number).phase == WALKING else 1.0
    mask = load_few(work.mask, 0)
    for row in range(row_count(plan, cluster)):
        point, first = load_few(work.point, row), load_few(work.first, row)
        store(work.point, row, choose(mask, load_few(work.trial, row), point))
        store(work.first, row, choose(mask, load_few(work.step, row), first))


@inner_kernel
def find_size_left(plan: Plan, work: Workspace, cluster: int) -> None:
    """The size of the step that the factors at hand would take from a trial.

    Absolute for even odds where the step began, relative to long ones.
    """
    rows = row_count(plan, cluster)
    for row in range(rows):
        store(work.third, row, load_few(work.trial, row))
        store(work.trial, row, load_few(work.point, row))
    find_step(plan, work, cluster)
    for row in range(rows):
        store(work.trial, row, load_few(work.third, row))
