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
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel, row_kernel
from foedus.solve.kernels_blocks import factorise_blocks
from foedus.solve.kernels_jacobian import answer_to, correct, differentiate
from foedus.solve.kernels_lanes import (
    choose,
    load_few,
    multiply_add,
    record,
    store,
)
from foedus.solve.kernels_response import carry_out
from foedus.solve.kernels_state import LANES, let_wait, point_plan, point_state, take_in
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import point_workspace, row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
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


NEXT, AT, COUNT = range(3)
"""What stands in `Workspace.queue`."""


@inner_kernel
def take_parameters(plan: Plan, here: State, cluster: int) -> None:
    """Compute what the cluster depends on without depending back, each lane at its t."""
    now = record(plan.cluster, cluster)
    carry_out(plan, here, now.parameter, now.values)


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
    pointed, here, at_work = point_plan(plan), point_state(state), point_workspace(work)
    drawn = Numbers(worths, chance, rationality)
    rows = row_count(pointed, cluster)
    base = record(pointed.cluster, cluster).first_row
    empty_lanes(at_work)
    while fill_lanes(pointed, here, at_work, cluster, drawn, is_open):
        advance(pointed, here, at_work, cluster)
        for number in range(LANES):
            lane = record(at_work.lane, number)
            if lane.phase == ARRIVED:
                for row in range(rows):
                    end[base + row, lane.variant] = at_work.trial[row * LANES + number]
            if lane.phase == GIVEN_UP:
                is_open[lane.variant] = False
            if lane.phase >= ARRIVED:
                lane.phase = IDLE


@row_kernel
def empty_lanes(work: Workspace) -> None:
    """Let all lanes hold nothing, and nobody wait."""
    for number in range(LANES):
        record(work.lane, number).phase = IDLE
    work.queue[NEXT] = 0
    work.queue[AT] = 0
    work.queue[COUNT] = 0


@inner_kernel
def fill_lanes(
    plan: Plan,
    here: State,
    work: Workspace,
    cluster: int,
    drawn: Numbers,
    is_open: NDArray[np.bool_],
) -> bool:
    """Put the next open variants into idle lanes; whether any lane has something to do."""
    is_working = False
    for number in range(LANES):
        lane = record(work.lane, number)
        if lane.phase == IDLE:
            if work.queue[AT] == work.queue[COUNT] and call_next(work, is_open):
                let_wait(plan, here, cluster, drawn, work.waiting)
            if work.queue[AT] < work.queue[COUNT]:
                take_in(plan, here, cluster, work.queue[AT], number)
                lane.variant = work.waiting[work.queue[AT]]
                lane.phase = BEGIN
                work.queue[AT] += 1
        is_working = is_working or lane.phase != IDLE
    return is_working


@row_kernel
def call_next(work: Workspace, is_open: NDArray[np.bool_]) -> bool:
    """Let the next open variants wait, as many as there are lanes; whether there are any."""
    count, following = 0, work.queue[NEXT]
    while following < is_open.size and count < LANES:
        if is_open[following]:
            work.waiting[count] = following
            count += 1
        following += 1
    for place in range(count, LANES):
        work.waiting[place] = work.waiting[0] if count > 0 else 0
    work.queue[NEXT] = following
    work.queue[AT] = 0
    work.queue[COUNT] = count
    return count > 0


@inner_kernel
def advance(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """One round: every lane aims, is evaluated and corrected twice, and takes stock."""
    rows = row_count(plan, cluster)
    aim_all(here, work, rows)
    take_parameters(plan, here, cluster)
    differentiate(plan, here, work, cluster)
    for number in range(LANES):
        if record(work.lane, number).phase == BEGIN:
            record(work.lane, number).spread = spread_of_worths(plan, here, cluster, number)
    correct_first(plan, work, cluster)
    answer_to(plan, here, work, cluster)
    for number in range(LANES):
        work.mask[number] = -1.0 if is_to_be_corrected(work, number) else 1.0
    correct(plan, work, cluster)
    for number in range(LANES):
        phase = record(work.lane, number).phase
        if phase == BEGIN:
            begin(work, rows, number)
        elif phase not in (IDLE, GIVEN_UP):
            take_stock(here, work, rows, number)


@row_kernel
def aim_all(here: State, work: Workspace, rows: int) -> None:
    """Set the points and the t that all lanes try next."""
    for number in range(LANES):
        aim(here, work, rows, number)
    mask, first = load_few(work.mask, 0), load_few(work.weight, 0)
    second, third = load_few(work.weight, 1), load_few(work.weight, 2)
    for row in range(rows):
        bend = multiply_add(third, load_few(work.third, row), load_few(work.second, row))
        slope = multiply_add(second, bend, load_few(work.first, row))
        target = multiply_add(first, slope, load_few(work.point, row))
        store(work.trial, row, choose(mask, target, load_few(work.trial, row)))


@row_kernel
def aim(here: State, work: Workspace, rows: int, number: int) -> None:
    """Set the t that a lane tries next, and by what its differences are multiplied."""
    lane = record(work.lane, number)
    lane.rounds = 0 if lane.phase == BEGIN else lane.rounds + 1
    work.mask[number] = 1.0
    if lane.phase == BEGIN:
        here.time[number] = 0.0
        for place in range(number, number + rows * LANES, LANES):
            work.point[place] = 0.0
            work.trial[place] = 0.0
    elif lane.phase == ADVANCE:
        target = lane.time + lane.step
        if target >= NEARLY_ONE:
            target = 1.0
        here.time[number] = target
        work.weight[number] = target - lane.time
        work.weight[LANES + number] = target - lane.before
        work.weight[2 * LANES + number] = target - lane.long_before
        work.mask[number] = -1.0


@row_kernel
def spread_of_worths(plan: Plan, here: State, cluster: int, lane: int) -> float:
    """The largest difference between worths of moves in a cluster, times λ*.

    The log-odds cannot grow faster than that with t, to begin with: neither those that are guessed
    nor those that follow, of players who may be far more rational.
    """
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    spread = 0.0
    for place in range(now.first_unknown, following.first_unknown):
        spread = max(spread, spread_at(plan, here, plan.unknown[place], lane))
    for place in range(now.values, following.parameter):
        if plan.operation[place] < 0:
            spread = max(spread, spread_at(plan, here, -1 - plan.operation[place], lane))
    return spread


@inner_kernel
def spread_at(plan: Plan, here: State, information_set: int, lane: int) -> float:
    """The largest difference between worths of moves at an information set, times λ*."""
    own = record(plan.information_set, information_set)
    last_member = record(plan.information_set, information_set + 1).first_member
    lowest, highest = np.inf, -np.inf
    for action in range(
        record(plan.member, own.first_member).first_action,
        record(plan.member, last_member).first_action,
    ):
        worth = here.worth[record(plan.action, action).worth * LANES + lane]
        lowest = min(lowest, worth)
        highest = max(highest, worth)
    return here.rationality[own.player * LANES + lane] * (highest - lowest)


@row_kernel
def begin(work: Workspace, rows: int, number: int) -> None:
    """Take the slope of the branch at λ = 0, where play is uniform: dy/dt = g(0, 0)."""
    for row in range(rows):
        place = row * LANES + number
        work.first[place] = work.answer[place]
        work.second[place] = 0.0
        work.third[place] = 0.0
    lane = record(work.lane, number)
    lane.time, lane.before, lane.long_before = 0.0, 0.0, 0.0
    lane.step = FIRST_STEP / max(lane.spread, FIRST_STEP)
    lane.phase = ADVANCE


@row_kernel
def correct_first(plan: Plan, work: Workspace, cluster: int) -> None:
    """Correct the trials with new Jacobians; a step that is too long is to be cut."""
    factorise_blocks(plan, work, cluster, SMALLEST_PIVOT)
    for number in range(LANES):
        is_moving = record(work.lane, number).phase > BEGIN
        work.mask[number] = -1.0 if is_moving and work.sign[number] != 0.0 else 1.0
    correct(plan, work, cluster)
    for number in range(LANES):
        lane = record(work.lane, number)
        size = np.inf if work.sign[number] == 0.0 else work.size[number]
        if lane.phase == ADVANCE:
            is_lost = not size <= FARTHEST_CORRECTION
        elif lane.phase == GO_ON:
            is_lost = not size <= 0.5 * lane.size
        else:
            is_lost = work.sign[number] == 0.0
        lane.size = np.inf if is_lost else size


@row_kernel
def is_to_be_corrected(work: Workspace, number: int) -> bool:
    """Whether the trial of a lane is worth a second correction."""
    lane = record(work.lane, number)
    return lane.phase > BEGIN and np.isfinite(lane.size)


@row_kernel
def take_stock(here: State, work: Workspace, rows: int, number: int) -> None:
    """After the second correction of a trial, decide what the lane does next."""
    lane = record(work.lane, number)
    first = lane.size
    second = work.size[number] if np.isfinite(first) else np.inf
    if lane.phase == POLISH:
        rest(lane, first, second)
    else:
        is_safe = np.isfinite(first)
        if lane.phase == ADVANCE:
            ratio = second / first if first > ROUNDING else 0.0
            is_safe = is_safe and ratio <= SAFE_RATIO
            worst = max(ratio / AIMED_RATIO, first / AIMED_CORRECTION, ROUNDING)
            lane.growth = min(FASTEST_GROWTH, max(SLOWEST_GROWTH, worst ** (-1.0 / 3.0)))
        lane.size = second
        if lane.rounds > MOST_ROUNDS or (is_safe and work.sign[number] < 0.0):
            lane.phase = GIVEN_UP
        elif not is_safe:
            lane.step = 0.4 * (here.time[number] - lane.time)
            shortest = SMALLEST_STEP * max(lane.time, 1.0 / max(lane.spread, 1.0))
            lane.phase = GIVEN_UP if lane.step < shortest else ADVANCE
        elif not second <= CLOSE:
            lane.phase = GO_ON
        else:
            accept(here, work, rows, number)


@row_kernel
def accept(here: State, work: Workspace, rows: int, number: int) -> None:
    """Go on from the trial point, with the divided differences of the last four points."""
    lane = record(work.lane, number)
    target = here.time[number]
    span = target - lane.time
    longer, longest = target - lane.before, target - lane.long_before
    for place in range(number, number + rows * LANES, LANES):
        first = (work.trial[place] - work.point[place]) / span
        second = (first - work.first[place]) / longer
        work.third[place] = (second - work.second[place]) / longest
        work.second[place] = second
        work.first[place] = first
        work.point[place] = work.trial[place]
    lane.step = lane.growth * span
    lane.long_before = lane.before
    lane.before = lane.time
    lane.time = target
    lane.phase = ADVANCE
    if target >= 1.0:
        lane.phase = POLISH
        lane.rounds = 0


@row_kernel
def rest(lane: Pointer, first: float, second: float) -> None:
    """Decide whether a trial at t = 1 has come to rest."""
    has_settled = second <= SETTLED or (second <= ROUNDING and second > 0.5 * first)
    if has_settled or (lane.rounds >= MOST_POLISHES and second <= AT_REST):
        lane.phase = ARRIVED
    elif lane.rounds >= MOST_POLISHES or not np.isfinite(second):
        lane.phase = GIVEN_UP
