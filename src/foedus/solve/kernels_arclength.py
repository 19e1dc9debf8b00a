"""And where the branch turns back: how is it followed round the bend?

Pseudo-arclength continuation (Allgower & Georg 2003, ch. 6; Turocy 2005): the curve of zeros of
F(y, t) is followed by its own length in y and a scaled t, s = scale · t, so that t may fall for a
while. The first crossing of t = 1 is taken. Where branches cross, the smooth continuation is kept.
Where they only pass each other closely, a step may land on the other one: there the determinant of
the Jacobian bordered by the tangent has the other sign, and the step is cut.

As in `kernels_branch`, one curve is followed in each lane. In every round each lane takes one step
of Newton's method on F and one more equation: the length of the step along the tangent, or, once
t = 1 has been crossed, s = scale.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_blocks import unfold
from foedus.solve.kernels_branch import (
    ARRIVED,
    AT_REST,
    BEGIN,
    GIVEN_UP,
    IDLE,
    MOST_POLISHES,
    ROUNDING,
    SETTLED,
    empty_lanes,
    fill_lanes,
    spread_of_worths,
    take_parameters,
)
from foedus.solve.kernels_jacobian import answer_to, differentiate
from foedus.solve.kernels_lanes import record
from foedus.solve.kernels_linear import factorise, substitute
from foedus.solve.kernels_state import LANES, point_plan, point_state
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import point_workspace, row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan

FIRST_LENGTH = 0.1
SMALLEST_LENGTH = 1e-8
LONGEST_CORRECTION = 0.02
"""How far the tangent may miss the curve: with 0.1 about one curve in 700 was left for another."""
AIMED_CORRECTION = 0.008
SMALLEST_COSINE = 0.99
AIMED_BEND = 0.3 * (1.0 - SMALLEST_COSINE)
FASTEST_GROWTH = 3.0
SLOWEST_GROWTH = 0.1
LARGEST_RATIO = 0.5
MOST_CORRECTIONS = 8
MOST_ROUNDS = 12000
ON_CURVE = 1e-6
"""A last correction as small as this leaves an error of about its square."""
NEAR = 1e-6
NUDGE = 1e-6
CROSSING = 1e-4
"""Only within so short a step is the curve taken to cross another."""

WALK, LAND = 20, 21
"""Phases of a lane beside those of `kernels_branch`."""


class Curves(NamedTuple):
    """Where each lane stands on its curve, beside its variant and phase; a point is (y, s).

    Attributes
    ----------
    rounds, iteration : int64[lane]
        How many rounds and corrections it has taken.
    has_turned : bool[lane]
        Whether t ever fell.
    sign, side : int64[lane]
        The sign of the determinant of the bordered Jacobian at the point being tried, and at the
        last one. It never changes along a curve, unless another crosses it.
    scale, length : float64[lane]
        What t is multiplied by, and the length of the step.
    miss, size : float64[lane]
        The size of the first correction, relative to long steps, and of the last correction.
    point, trial, step : float64[lane, row + 1]
        The last point, the one being tried, and a correction of it.
    tangent, following : float64[lane, row + 1]
        The unit tangents at the last point and at the one being tried.
    crossing : float64[lane, row + 1]
        Where the curve was seen to cross t = 1 in y, and how far it may be from there.
    matrix, exchange : float64[lane, row + 1, row + 1], int64[lane, row + 1]
        The bordered Jacobian or its factors, and their exchanges of rows.
    """

    rounds: NDArray[np.int64]
    iteration: NDArray[np.int64]
    has_turned: NDArray[np.bool_]
    sign: NDArray[np.int64]
    side: NDArray[np.int64]
    scale: NDArray[np.float64]
    length: NDArray[np.float64]
    miss: NDArray[np.float64]
    size: NDArray[np.float64]
    point: NDArray[np.float64]
    trial: NDArray[np.float64]
    step: NDArray[np.float64]
    tangent: NDArray[np.float64]
    following: NDArray[np.float64]
    crossing: NDArray[np.float64]
    matrix: NDArray[np.float64]
    exchange: NDArray[np.int64]


@inner_kernel
def empty_curves(rows: int) -> Curves:
    """Lanes that hold nothing yet."""
    return Curves(
        np.zeros(LANES, np.int64),
        np.zeros(LANES, np.int64),
        np.zeros(LANES, np.bool_),
        np.zeros(LANES, np.int64),
        np.zeros(LANES, np.int64),
        np.ones(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1)),
        np.zeros((LANES, rows + 1, rows + 1)),
        np.zeros((LANES, rows + 1), np.int64),
    )


@kernel
def follow_curves(
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    has_turned: NDArray[np.bool_],
    end: NDArray[np.float64],
) -> None:
    """Follow the curve of a cluster to its first crossing of t = 1 in every variant that is open.

    The log-odds reached are written to `end` (float64[row, variant]), and whether t ever fell to
    `has_turned`; a variant whose curve is lost is closed.
    """
    if not is_open.any():
        return
    pointed, here, at_work = point_plan(plan), point_state(state), point_workspace(work)
    drawn = Numbers(worths, chance, rationality)
    rows = row_count(pointed, cluster)
    base = record(pointed.cluster, cluster).first_row
    curves = empty_curves(rows)
    empty_lanes(at_work)
    while fill_lanes(pointed, here, at_work, cluster, drawn, is_open):
        step_all(pointed, here, at_work, curves, cluster)
        for lane in range(LANES):
            variant, phase = record(at_work.lane, lane).variant, record(at_work.lane, lane).phase
            if phase == ARRIVED:
                for row in range(rows):
                    end[base + row, variant] = curves.trial[lane, row]
                has_turned[variant] |= curves.has_turned[lane]
            if phase == GIVEN_UP:
                is_open[variant] = False
            if phase in (ARRIVED, GIVEN_UP):
                record(at_work.lane, lane).phase = IDLE


@inner_kernel
def step_all(plan: Plan, here: State, work: Workspace, curves: Curves, cluster: int) -> None:
    """One step of Newton's method in every lane."""
    border(plan, here, work, curves, cluster)
    for lane in range(LANES):
        if record(work.lane, lane).phase == BEGIN:
            begin_curve(plan, here, work, curves, cluster, lane)
        elif record(work.lane, lane).phase != IDLE:
            step_on_curve(work, curves, row_count(plan, cluster), lane)


@inner_kernel
def border(plan: Plan, here: State, work: Workspace, curves: Curves, cluster: int) -> None:
    """Write [∂F/∂y, ∂F/∂s] at the trial points into the matrices, and F into the workspace.

    ∂F/∂s is a central difference, as the parameters of a cluster change with t in their own way.
    """
    rows = row_count(plan, cluster)
    for lane in range(LANES):
        if record(work.lane, lane).phase == BEGIN:
            curves.trial[lane] = 0.0
            curves.scale[lane] = 1.0
        for row in range(rows):
            work.trial[row * LANES + lane] = curves.trial[lane, row]
    for side in (1.0, -1.0):
        add_side(plan, here, work, curves, cluster, side)
    for lane in range(LANES):
        here.time[lane] = curves.trial[lane, rows] / curves.scale[lane]
    take_parameters(plan, here, cluster)
    differentiate(plan, here, work, cluster)
    for lane in range(LANES):
        if record(work.lane, lane).phase != IDLE:
            unfold(plan, work, cluster, lane, curves.matrix[lane])


@inner_kernel
def add_side(
    plan: Plan, here: State, work: Workspace, curves: Curves, cluster: int, side: float
) -> None:
    """Add one side of the central difference to ∂F/∂s."""
    rows = row_count(plan, cluster)
    for lane in range(LANES):
        time = curves.trial[lane, rows] / curves.scale[lane]
        here.time[lane] = time + side * nudge_of(time, curves.scale[lane])
    take_parameters(plan, here, cluster)
    answer_to(plan, here, work, cluster)
    for lane in range(LANES):
        time = curves.trial[lane, rows] / curves.scale[lane]
        across = 2.0 * nudge_of(time, curves.scale[lane]) * curves.scale[lane]
        for row in range(rows):
            before = 0.0 if side > 0.0 else curves.matrix[lane, row, rows]
            change = side * work.defect[row * LANES + lane] / across
            curves.matrix[lane, row, rows] = before + change


@inner_kernel
def nudge_of(time: float, scale: float) -> float:
    """How far to go from t to either side for a central difference."""
    return NUDGE * max(abs(time), 1.0 / scale)


@inner_kernel
def begin_curve(
    plan: Plan, here: State, work: Workspace, curves: Curves, cluster: int, lane: int
) -> None:
    """Start at λ = 0, where play is uniform and the tangent is the slope of the branch."""
    rows = row_count(plan, cluster)
    scale = max(1.0, spread_of_worths(plan, here, cluster, lane))
    for row in range(rows):
        curves.tangent[lane, row] = work.answer[row * LANES + lane] / scale
    curves.tangent[lane, rows] = 1.0
    normalise(curves.tangent[lane])
    curves.point[lane] = 0.0
    curves.scale[lane] = scale
    curves.length[lane] = FIRST_LENGTH
    curves.has_turned[lane] = False
    curves.side[lane] = 1
    curves.rounds[lane] = 0
    walk_on(work, curves, lane)


@inner_kernel
def normalise(vector: NDArray[np.float64]) -> None:
    """Give a vector unit length."""
    square = 0.0
    for row in range(vector.size):
        square += vector[row] * vector[row]
    for row in range(vector.size):
        vector[row] /= np.sqrt(square)


@inner_kernel
def walk_on(work: Workspace, curves: Curves, lane: int) -> None:
    """Try the next point along the tangent."""
    for row in range(curves.trial.shape[1]):
        along = curves.length[lane] * curves.tangent[lane, row]
        curves.trial[lane, row] = curves.point[lane, row] + along
    curves.iteration[lane] = 0
    record(work.lane, lane).phase = WALK


@inner_kernel
def growth_of(miss: float, bend: float) -> float:
    """By how much a step may grow: both the miss and the bend go with the square of the length."""
    if not np.isfinite(miss):
        return SLOWEST_GROWTH
    worst = max(miss / AIMED_CORRECTION, bend / AIMED_BEND, 1e-9)
    return min(FASTEST_GROWTH, max(SLOWEST_GROWTH, 1.0 / np.sqrt(worst)))


@inner_kernel
def step_back(work: Workspace, curves: Curves, lane: int) -> None:
    """Try a shorter step: half the length, or less where the tangent missed by far."""
    curves.length[lane] *= min(0.5, growth_of(curves.miss[lane], 0.0))
    walk_on(work, curves, lane)
    if curves.length[lane] < SMALLEST_LENGTH:
        record(work.lane, lane).phase = GIVEN_UP


@inner_kernel
def step_on_curve(work: Workspace, curves: Curves, rows: int, lane: int) -> None:
    """Correct the trial point of a lane once, and decide what the lane does next."""
    curves.rounds[lane] += 1
    if curves.rounds[lane] > MOST_ROUNDS:
        record(work.lane, lane).phase = GIVEN_UP
        return
    is_walking = record(work.lane, lane).phase == WALK
    gone = 0.0
    for row in range(rows + 1):
        curves.matrix[lane, rows, row] = curves.tangent[lane, row] if is_walking else 0.0
        gone += curves.tangent[lane, row] * (curves.trial[lane, row] - curves.point[lane, row])
    for row in range(rows):
        curves.step[lane, row] = -work.defect[row * LANES + lane]
    curves.step[lane, rows] = curves.length[lane] - gone
    if not is_walking:
        curves.matrix[lane, rows, rows] = 1.0
        curves.step[lane, rows] = curves.scale[lane] - curves.trial[lane, rows]
    curves.sign[lane] = factorise(curves.matrix[lane], curves.exchange[lane], rows + 1, 0.0)
    if curves.sign[lane] == 0:
        step_back(work, curves, lane)
        return
    substitute(curves.matrix[lane], curves.exchange[lane], curves.step[lane], rows + 1)
    if is_walking:
        correct_walk(work, curves, rows, lane)
    else:
        correct_landing(work, curves, rows, lane)


@inner_kernel
def correct_walk(work: Workspace, curves: Curves, rows: int, lane: int) -> None:
    """Apply the correction of a lane that walks; turn back if it is not safe."""
    size, largest = 0.0, 0.0
    for row in range(rows + 1):
        curves.trial[lane, row] += curves.step[lane, row]
        own = abs(curves.step[lane, row])
        if own > size or np.isnan(own):
            size = own
        largest = max(largest, abs(curves.trial[lane, row]))
    iteration = curves.iteration[lane]
    is_safe = np.isfinite(size) and iteration + 1 < MOST_CORRECTIONS
    if iteration == 0:
        curves.miss[lane] = size / max(1.0, curves.length[lane])
        is_safe = is_safe and curves.miss[lane] <= LONGEST_CORRECTION
    elif curves.size[lane] > ON_CURVE:
        is_safe = is_safe and size <= LARGEST_RATIO * curves.size[lane]
    curves.size[lane] = size
    curves.iteration[lane] = iteration + 1
    if not is_safe:
        step_back(work, curves, lane)
    elif size <= ON_CURVE * (1.0 + largest):
        take_point(work, curves, rows, lane)


@inner_kernel
def take_point(work: Workspace, curves: Curves, rows: int, lane: int) -> None:
    """Go on from the trial point if the curve did not bend too much on the way there."""
    following = curves.following[lane]
    for row in range(rows + 1):
        following[row] = 1.0 if row == rows else 0.0
    substitute(curves.matrix[lane], curves.exchange[lane], following, rows + 1)
    normalise(following)
    cosine = 0.0
    for row in range(rows + 1):
        cosine += following[row] * curves.tangent[lane, row]
    has_left = curves.sign[lane] != curves.side[lane] and curves.length[lane] > CROSSING
    if has_left or not cosine >= SMALLEST_COSINE:
        step_back(work, curves, lane)
        return
    curves.side[lane] = curves.sign[lane]
    if curves.trial[lane, rows] >= curves.scale[lane]:
        begin_landing(work, curves, rows, lane)
    elif curves.trial[lane, rows] < 0.0:
        record(work.lane, lane).phase = GIVEN_UP
    else:
        curves.has_turned[lane] = curves.has_turned[lane] or following[rows] < 0.0
        for row in range(rows + 1):
            curves.point[lane, row] = curves.trial[lane, row]
            curves.tangent[lane, row] = following[row]
        curves.length[lane] *= growth_of(curves.miss[lane], 1.0 - cosine)
        walk_on(work, curves, lane)


@inner_kernel
def begin_landing(work: Workspace, curves: Curves, rows: int, lane: int) -> None:
    """Aim at the point where the curve crosses t = 1, before the trial point."""
    last, trial = curves.point[lane], curves.trial[lane]
    share = (curves.scale[lane] - last[rows]) / (trial[rows] - last[rows])
    farthest = NEAR
    for row in range(rows):
        whole = trial[row] - last[row]
        farthest = max(farthest, abs(whole))
        trial[row] = last[row] + share * whole
        curves.crossing[lane, row] = trial[row]
    trial[rows] = curves.scale[lane]
    curves.crossing[lane, rows] = farthest
    curves.size[lane] = np.inf
    curves.iteration[lane] = 0
    record(work.lane, lane).phase = LAND


@inner_kernel
def correct_landing(work: Workspace, curves: Curves, rows: int, lane: int) -> None:
    """Apply the correction of a lane at t = 1, and decide whether it has come to rest."""
    size, moved = 0.0, 0.0
    for row in range(rows):
        own = abs(curves.step[lane, row]) / (1.0 + 0.1 * abs(curves.trial[lane, row]))
        if own > size or np.isnan(own):
            size = own
        curves.trial[lane, row] += curves.step[lane, row]
        moved = max(moved, abs(curves.trial[lane, row] - curves.crossing[lane, row]))
    curves.iteration[lane] += 1
    has_settled = size <= SETTLED or (size <= ROUNDING and size > 0.5 * curves.size[lane])
    is_last = curves.iteration[lane] >= MOST_POLISHES
    curves.size[lane] = size
    if has_settled or is_last or not np.isfinite(size):
        is_there = size <= AT_REST and moved <= curves.crossing[lane, rows]
        if is_there:
            record(work.lane, lane).phase = ARRIVED
        else:
            step_back(work, curves, lane)
