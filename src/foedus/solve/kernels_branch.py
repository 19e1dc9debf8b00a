"""What does the play grow into, from pure chance at λ = 0 to the rationality asked for?

The principal branch is followed in t with λ_i = t λ_i*. A cubic through the last points predicts
the play at the next t, and Newton's method corrects it, twice with one Jacobian. The second
correction over the first measures how safely the step is inside the region where Newton's method
finds this branch and no other (Deuflhard 2004, ch. 5, asks for 1/4 at most; less is safer where
two branches pass each other closely); steps are cut until it is, and grow by it. A branch that
bends back, or whose Jacobian changes the sign of its determinant, is given up here (and left to
`kernels_arclength`).

A few variants are followed abreast, one in each lane, each at its own t; one that has arrived makes
room for the next. All lanes take the same kind of step at the same time: evaluate with derivatives,
correct, evaluate, correct again. What that means depends on the phase of the lane.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_blocks import factorise_blocks
from foedus.solve.kernels_jacobian import (
    ANSWER,
    FIRST,
    POINT,
    SECOND,
    THIRD,
    TRIAL,
    answer_to,
    correct,
    differentiate,
    row_count,
)
from foedus.solve.kernels_response import LANES, carry_out, load_variant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan

FIRST_STEP = 1.0
"""The first step in λ times the spread of worths."""
SAFE_RATIO = 0.05
AIMED_RATIO = 0.012
FARTHEST_CORRECTION = 0.5
AIMED_CORRECTION = 0.13
"""Of 66,400 branches of hostile random games, κ up to 300, these leave 4 for another branch. With a
ratio of 0.25 and a correction of 1.5 it was 16 in the first 16,500, in 7/8 of the time."""
SMALLEST_STEP = 1e-7
NEARLY_ONE = 1.0 - 1e-6
MOST_ROUNDS = 3000
MOST_POLISHES = 8
CLOSE = 2e-2
SETTLED = 1e-12
ROUNDING = 1e-9
AT_REST = 1e-6
SMALLEST_PIVOT = 1e-9
FASTEST_GROWTH = 5.0
SLOWEST_GROWTH = 0.3

IDLE, BEGIN, ADVANCE, GO_ON, POLISH, ARRIVED, GIVEN_UP = range(7)
"""Phases of a lane: `GO_ON` corrects the same point once more, `POLISH` does so at t = 1."""


class Lanes(NamedTuple):
    """Where each lane stands.

    Attributes
    ----------
    variant, phase, rounds : int64[lane]
        Which variant it holds, what it does, and how many rounds it has taken.
    time, before, long_before : float64[lane]
        The t reached, and the two before it.
    step, spread : float64[lane]
        The step in t to be tried, and the largest difference between worths of moves times λ*.
    growth, size : float64[lane]
        By how much the next step may grow, and the size of the first, then of the last correction.
    sign : int64[lane]
        The sign of the determinant at the trial point, 0 where the Jacobian is singular.
    """

    variant: NDArray[np.int64]
    phase: NDArray[np.int64]
    rounds: NDArray[np.int64]
    time: NDArray[np.float64]
    before: NDArray[np.float64]
    long_before: NDArray[np.float64]
    step: NDArray[np.float64]
    spread: NDArray[np.float64]
    growth: NDArray[np.float64]
    size: NDArray[np.float64]
    sign: NDArray[np.int64]


@inner_kernel
def empty_lanes() -> Lanes:
    """Lanes that hold nothing yet."""
    return Lanes(
        np.zeros(LANES, np.int64),
        np.zeros(LANES, np.int64),
        np.zeros(LANES, np.int64),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES),
        np.zeros(LANES, np.int64),
    )


@inner_kernel
def take_parameters(plan: Plan, state: State, cluster: int) -> None:
    """Compute what the cluster depends on without depending back, each lane at its t."""
    carry_out(plan, state, plan.cluster[cluster].parameter, plan.cluster[cluster].values)


@kernel
def follow_branches(
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
    """Follow the branch of a cluster to t = 1 in every variant that is open.

    The log-odds reached are written to `end` (float64[row, variant]); a variant whose branch cannot
    be followed in t is closed.
    """
    rows = row_count(plan, cluster)
    base = plan.cluster[cluster].first_row
    lanes = empty_lanes()
    following, is_working = 0, True
    while is_working:
        following, is_working = fill_lanes(
            plan, state, lanes.variant, lanes.phase, worths, chance, rationality, is_open, following
        )
        advance(plan, state, work, lanes, cluster)
        for lane in range(LANES):
            if lanes.phase[lane] == ARRIVED:
                for row in range(rows):
                    end[base + row, lanes.variant[lane]] = work.row[TRIAL, row, lane]
            if lanes.phase[lane] == GIVEN_UP:
                is_open[lanes.variant[lane]] = False
            if lanes.phase[lane] >= ARRIVED:
                lanes.phase[lane] = IDLE


@inner_kernel
def fill_lanes(
    plan: Plan,
    state: State,
    variant_in: NDArray[np.int64],
    phase: NDArray[np.int64],
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    is_open: NDArray[np.bool_],
    following: int,
) -> tuple[int, bool]:
    """Put the next open variants into idle lanes.

    Returns the variant after the last one seen, and whether any lane has something to do.
    """
    has_new, is_working = False, False
    for lane in range(LANES):
        while phase[lane] == IDLE and following < is_open.size:
            if is_open[following]:
                load_variant(plan, state, worths, chance, rationality, following, lane)
                variant_in[lane] = following
                phase[lane] = BEGIN
                has_new = True
            following += 1
        is_working = is_working or phase[lane] != IDLE
    if has_new:
        carry_out(plan, state, 0, plan.cluster[0].parameter)
    return following, is_working


@inner_kernel
def advance(plan: Plan, state: State, work: Workspace, lanes: Lanes, cluster: int) -> None:
    """One round: every lane aims, is evaluated and corrected twice, and takes stock."""
    rows = row_count(plan, cluster)
    for lane in range(LANES):
        aim(state, work, lanes, rows, lane)
    take_parameters(plan, state, cluster)
    differentiate(plan, state, work, cluster)
    for lane in range(LANES):
        if lanes.phase[lane] == BEGIN:
            lanes.spread[lane] = spread_of_worths(plan, state, cluster, lane)
        elif lanes.phase[lane] != IDLE:
            correct_first(plan, work, lanes, cluster, lane)
    answer_to(plan, state, work, cluster)
    for lane in range(LANES):
        if lanes.phase[lane] == BEGIN:
            begin(work, lanes, rows, lane)
        elif lanes.phase[lane] != IDLE and lanes.phase[lane] != GIVEN_UP:
            take_stock(plan, state, work, lanes, cluster, lane)


@inner_kernel
def aim(state: State, work: Workspace, lanes: Lanes, rows: int, lane: int) -> None:
    """Set the point and the t that a lane tries next."""
    phase = lanes.phase[lane]
    lanes.rounds[lane] = 0 if phase == BEGIN else lanes.rounds[lane] + 1
    if phase == BEGIN:
        state.time[lane] = 0.0
        for row in range(rows):
            work.row[POINT, row, lane] = 0.0
            work.row[TRIAL, row, lane] = 0.0
    elif phase == ADVANCE:
        target = lanes.time[lane] + lanes.step[lane]
        if target >= NEARLY_ONE:
            target = 1.0
        state.time[lane] = target
        first, second = target - lanes.time[lane], target - lanes.before[lane]
        third = target - lanes.long_before[lane]
        for row in range(rows):
            bend = work.row[SECOND, row, lane] + third * work.row[THIRD, row, lane]
            slope = work.row[FIRST, row, lane] + second * bend
            work.row[TRIAL, row, lane] = work.row[POINT, row, lane] + first * slope


@inner_kernel
def spread_of_worths(plan: Plan, state: State, cluster: int, lane: int) -> float:
    """The largest difference between worths of moves in a cluster, times λ*.

    The log-odds cannot grow faster than that with t, to begin with: neither those that are guessed
    nor those that follow, of players who may be far more rational.
    """
    spread = 0.0
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        spread = max(spread, spread_at(plan, state, plan.unknown[place], lane))
    for place in range(plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter):
        if plan.operation[place] < 0:
            spread = max(spread, spread_at(plan, state, -1 - plan.operation[place], lane))
    return spread


@inner_kernel
def spread_at(plan: Plan, state: State, information_set: int, lane: int) -> float:
    """The largest difference between worths of moves at an information set, times λ*."""
    lowest, highest = np.inf, -np.inf
    for action in range(
        plan.member[plan.information_set[information_set].first_member].first_action,
        plan.member[plan.information_set[information_set + 1].first_member].first_action,
    ):
        worth = state.worth[plan.action[action].worth, lane]
        lowest = min(lowest, worth)
        highest = max(highest, worth)
    player = plan.information_set[information_set].player
    return state.rationality[player, lane] * (highest - lowest)


@inner_kernel
def begin(work: Workspace, lanes: Lanes, rows: int, lane: int) -> None:
    """Take the slope of the branch at λ = 0, where play is uniform: dy/dt = g(0, 0)."""
    for row in range(rows):
        work.row[FIRST, row, lane] = work.row[ANSWER, row, lane]
        work.row[SECOND, row, lane] = 0.0
        work.row[THIRD, row, lane] = 0.0
    lanes.time[lane], lanes.before[lane], lanes.long_before[lane] = 0.0, 0.0, 0.0
    lanes.step[lane] = FIRST_STEP / max(lanes.spread[lane], FIRST_STEP)
    lanes.phase[lane] = ADVANCE


@inner_kernel
def correct_first(plan: Plan, work: Workspace, lanes: Lanes, cluster: int, lane: int) -> None:
    """Correct the trial with a new Jacobian; a step that is too long is to be cut."""
    matrix, exchange = work.jacobian[lane], work.exchange[lane]
    sign = factorise_blocks(plan, cluster, matrix, exchange, SMALLEST_PIVOT)
    size = np.inf if sign == 0 else correct(plan, work, cluster, lane)
    lanes.sign[lane] = sign
    phase = lanes.phase[lane]
    if phase == ADVANCE:
        is_lost = not size <= FARTHEST_CORRECTION
    elif phase == GO_ON:
        is_lost = not size <= 0.5 * lanes.size[lane]
    else:
        is_lost = sign == 0
    lanes.size[lane] = np.inf if is_lost else size


@inner_kernel
def take_stock(
    plan: Plan, state: State, work: Workspace, lanes: Lanes, cluster: int, lane: int
) -> None:
    """Correct the trial a second time, and decide what the lane does next."""
    first = lanes.size[lane]
    second = correct(plan, work, cluster, lane) if np.isfinite(first) else np.inf
    if lanes.phase[lane] == POLISH:
        rest(lanes, first, second, lane)
        return
    is_safe = np.isfinite(first)
    if lanes.phase[lane] == ADVANCE:
        ratio = second / first if first > ROUNDING else 0.0
        is_safe = is_safe and ratio <= SAFE_RATIO
        worst = max(ratio / AIMED_RATIO, first / AIMED_CORRECTION, ROUNDING)
        lanes.growth[lane] = min(FASTEST_GROWTH, max(SLOWEST_GROWTH, worst ** (-1.0 / 3.0)))
    lanes.size[lane] = second
    if lanes.rounds[lane] > MOST_ROUNDS or (is_safe and lanes.sign[lane] < 0):
        lanes.phase[lane] = GIVEN_UP
    elif not is_safe:
        lanes.step[lane] = 0.4 * (state.time[lane] - lanes.time[lane])
        shortest = SMALLEST_STEP * max(lanes.time[lane], 1.0 / max(lanes.spread[lane], 1.0))
        lanes.phase[lane] = GIVEN_UP if lanes.step[lane] < shortest else ADVANCE
    elif not second <= CLOSE:
        lanes.phase[lane] = GO_ON
    else:
        accept(state, work, lanes, row_count(plan, cluster), lane)


@inner_kernel
def accept(state: State, work: Workspace, lanes: Lanes, rows: int, lane: int) -> None:
    """Go on from the trial point, with the divided differences of the last four points."""
    target = state.time[lane]
    span = target - lanes.time[lane]
    longer, longest = target - lanes.before[lane], target - lanes.long_before[lane]
    for row in range(rows):
        first = (work.row[TRIAL, row, lane] - work.row[POINT, row, lane]) / span
        second = (first - work.row[FIRST, row, lane]) / longer
        work.row[THIRD, row, lane] = (second - work.row[SECOND, row, lane]) / longest
        work.row[SECOND, row, lane] = second
        work.row[FIRST, row, lane] = first
        work.row[POINT, row, lane] = work.row[TRIAL, row, lane]
    lanes.step[lane] = lanes.growth[lane] * span
    lanes.long_before[lane], lanes.before[lane] = lanes.before[lane], lanes.time[lane]
    lanes.time[lane] = target
    lanes.phase[lane] = ADVANCE
    if target >= 1.0:
        lanes.phase[lane] = POLISH
        lanes.rounds[lane] = 0


@inner_kernel
def rest(lanes: Lanes, first: float, second: float, lane: int) -> None:
    """Decide whether a trial at t = 1 has come to rest."""
    has_settled = second <= SETTLED or (second <= ROUNDING and second > 0.5 * first)
    if has_settled or (lanes.rounds[lane] >= MOST_POLISHES and second <= AT_REST):
        lanes.phase[lane] = ARRIVED
    elif lanes.rounds[lane] >= MOST_POLISHES or not np.isfinite(second):
        lanes.phase[lane] = GIVEN_UP
