"""What does the play grow into, from pure chance at λ = 0 to the rationality asked for?

The principal branch is followed in t with λ_i = t λ_i*. A cubic through the last points predicts
the play at the next t, and Newton's method corrects it, twice with one Jacobian. The second
correction over the first measures how safely the step is inside the region where Newton's method
finds this branch and no other (Deuflhard 2004, ch. 5: a ratio of at most 1/4); steps are cut
until it is, and grow by it. A branch that bends back, or whose Jacobian changes the sign of its
determinant, is left to `kernels_arclength`.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_jacobian import (
    answer_to,
    differentiate,
    factorise,
    solve_factorised,
)
from foedus.solve.kernels_response import carry_out

if TYPE_CHECKING:
    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree

FIRST_STEP = 1.0
"""The first step in λ times the spread of worths."""
SAFE_RATIO = 0.25
AIMED_RATIO = 0.06
FARTHEST_CORRECTION = 1.5
AIMED_CORRECTION = 0.4
SMALLEST_STEP = 1e-7
NEARLY_ONE = 1.0 - 1e-6
MOST_STEPS = 3000
MOST_POLISHES = 12
CLOSE = 1e-4
SETTLED = 1e-12
ROUNDING = 1e-9
AT_REST = 1e-6
FASTEST_GROWTH = 5.0
SLOWEST_GROWTH = 0.3


@inner_kernel
def take_parameters(tree: Tree, plan: Plan, state: State, cluster: int, time: float) -> None:
    """Compute what the cluster depends on without depending back, at λ = t λ*."""
    first, last = plan.cluster[cluster].parameter, plan.cluster[cluster].values
    carry_out(tree, plan, state, first, last, time)


@inner_kernel
def defect_at(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    time: float,
) -> None:
    """Compute F(y, t) at the trial point."""
    answer_to(tree, plan, state, work, cluster)
    for row in range(plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row):
        work.row[row].defect = work.row[row].trial - time * work.row[row].answer


@inner_kernel
def size_of_step(work: Workspace, rows: int) -> float:
    """The size of a correction: absolute for even odds, relative to long ones."""
    largest = 0.0
    for row in range(rows):
        size = abs(work.row[row].step) / (1.0 + 0.1 * abs(work.row[row].trial))
        if not size <= largest:
            largest = size
    return largest


@inner_kernel
def correct(plan: Plan, work: Workspace, cluster: int, rows: int) -> float:
    """Correct the trial by Newton's method with the Jacobian at hand; the correction's size."""
    for row in range(rows):
        work.row[row].step = -work.row[row].defect
    solve_factorised(plan, work, cluster)
    size = size_of_step(work, rows)
    for row in range(rows):
        work.row[row].trial += work.row[row].step
    return size


@inner_kernel
def polish(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    time: float,
) -> bool:
    """Correct the trial until it moves no more; whether it came to rest."""
    rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
    last, size = 1e300, 1e300
    for _ in range(MOST_POLISHES):
        defect_at(tree, plan, state, work, cluster, time)
        size = correct(plan, work, cluster, rows)
        if size <= SETTLED:
            break
        if size > 0.1 * last:
            if size <= ROUNDING and size > 0.5 * last:
                break
            defect_at(tree, plan, state, work, cluster, time)
            differentiate(tree, plan, state, work, cluster, time)
            if factorise(plan, work, cluster) == 0:
                return False
        last = size
    answer_to(tree, plan, state, work, cluster)
    return size <= AT_REST


@inner_kernel
def begin_branch(tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int) -> float:
    """Set the point and the slope of the branch at λ = 0.

    Returns the largest difference, times λ*, between worths of moves in the cluster: the log-odds
    cannot grow faster than that with t, to begin with.
    """
    take_parameters(tree, plan, state, cluster, 0.0)
    rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
    for row in range(rows):
        work.row[row].point = 0.0
        work.row[row].trial = 0.0
    answer_to(tree, plan, state, work, cluster)
    for row in range(rows):
        work.row[row].first = work.row[row].answer
        work.row[row].second = 0.0
        work.row[row].third = 0.0
    spread = 0.0
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place].information_set
        player = tree.information_set[information_set].player
        lowest, highest = np.inf, -np.inf
        for member in range(
            tree.information_set[information_set].first_member,
            tree.information_set[information_set + 1].first_member,
        ):
            node = tree.member[member]
            for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
                worth = state.value[tree.edge[edge].child, player]
                lowest = min(lowest, worth)
                highest = max(highest, worth)
        spread = max(spread, state.rationality[player] * (highest - lowest))
    return spread


@inner_kernel
def follow_branch(tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int) -> bool:
    """Follow the branch of a cluster to t = 1; whether that succeeded without a turn."""
    rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
    spread = begin_branch(tree, plan, state, work, cluster)
    time, before, long_before = 0.0, 0.0, 0.0
    step = FIRST_STEP / max(spread, FIRST_STEP)
    for _ in range(MOST_STEPS):
        target = time + step if time + step < NEARLY_ONE else 1.0
        for row in range(rows):
            work.row[row].trial = work.row[row].point + (target - time) * (
                work.row[row].first
                + (target - before)
                * (work.row[row].second + (target - long_before) * work.row[row].third)
            )
        factor = try_step(tree, plan, state, work, cluster, target)
        if factor < 0.0:
            return False
        if factor == 0.0:
            step = 0.4 * (target - time)
            if step < SMALLEST_STEP * max(time, 1.0 / max(spread, 1.0)):
                return False
            continue
        for row in range(rows):
            first = (work.row[row].trial - work.row[row].point) / (target - time)
            second = (first - work.row[row].first) / (target - before)
            work.row[row].third = (second - work.row[row].second) / (target - long_before)
            work.row[row].second = second
            work.row[row].first = first
            work.row[row].point = work.row[row].trial
        step = factor * (target - time)
        time, before, long_before = target, time, before
        if time >= 1.0:
            return polish(tree, plan, state, work, cluster, 1.0)
    return False


@inner_kernel
def try_step(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int, target: float
) -> float:
    """Correct the predicted point.

    Returns by which factor the next step may grow, 0 where the step was too long, and -1 where the
    determinant has changed its sign.
    """
    rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
    take_parameters(tree, plan, state, cluster, target)
    defect_at(tree, plan, state, work, cluster, target)
    differentiate(tree, plan, state, work, cluster, target)
    sign = factorise(plan, work, cluster)
    if sign == 0:
        return 0.0
    first = correct(plan, work, cluster, rows)
    if not first <= FARTHEST_CORRECTION:
        return 0.0
    defect_at(tree, plan, state, work, cluster, target)
    second = correct(plan, work, cluster, rows)
    ratio = second / first if first > ROUNDING else 0.0
    if not ratio <= SAFE_RATIO:
        return 0.0
    if sign < 0:
        return -1.0
    while second > CLOSE:
        defect_at(tree, plan, state, work, cluster, target)
        third = correct(plan, work, cluster, rows)
        if third > 0.5 * second:
            return 0.0
        second = third
    worst = max(ratio / AIMED_RATIO, first / AIMED_CORRECTION)
    growth = (1.0 / max(worst, CLOSE)) ** (1.0 / 3.0)
    return min(FASTEST_GROWTH, max(SLOWEST_GROWTH, growth))
