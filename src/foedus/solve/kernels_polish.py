"""Play that misses the certificate by rounding alone: how is it brought within it?

Newton's method goes on from where a branch ended, with one Jacobian, as iterative refinement does
(Higham 2002, ch. 12): the log-odds and all that comes of them are kept in two parts, and
corrections far below the last digit of the first part count. A variant whose corrections are not
small is left as it was, so that no other equilibrium can be taken.
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
from foedus.solve.kernels_certificate import certify, sweep_beliefs, sweep_worths
from foedus.solve.kernels_fine import (
    answer_finely,
    carry_out_finely,
    lost_in_sum,
    sweep_reaches_finely,
)
from foedus.solve.kernels_jacobian import DEFECT, TRIAL, differentiate, row_count
from foedus.solve.kernels_response import LANES, load_variant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_fine import Rests
    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree

CORRECTIONS = 5
LARGEST_CORRECTION = 1e-6
"""Relative to long odds; that of the first correction of a branch that has come to rest."""


@inner_kernel
def refine(
    plan: Plan,
    state: State,
    work: Workspace,
    rests: Rests,
    cluster: int,
    end: NDArray[np.float64],
) -> None:
    """Correct the log-odds of a cluster at t = 1 in two parts: float64[row, lane] and the rests."""
    rows, base = row_count(plan, cluster), plan.cluster[cluster].first_row
    for row in range(rows):
        for lane in range(LANES):
            work.row[TRIAL, row, lane] = end[base + row, lane]
            rests.odds[base + row, lane] = 0.0
    take_parameters(plan, state, cluster)
    differentiate(plan, state, work, cluster)
    is_sound = np.ones(LANES, np.bool_)
    for lane in range(LANES):
        sign = factorise_blocks(plan, cluster, work.jacobian[lane], work.exchange[lane], 0.0)
        is_sound[lane] = sign != 0
    carry_out_finely(
        plan, state, rests, plan.cluster[cluster].parameter, plan.cluster[cluster].values
    )
    for _ in range(CORRECTIONS):
        answer_finely(plan, state, work, rests, cluster)
        for lane in range(LANES):
            if is_sound[lane]:
                is_sound[lane] = correct_finely(plan, work, rests, cluster, lane)
    for lane in range(LANES):
        for row in range(rows):
            if is_sound[lane]:
                end[base + row, lane] = work.row[TRIAL, row, lane]
            else:
                work.row[TRIAL, row, lane] = end[base + row, lane]
                rests.odds[base + row, lane] = 0.0
    answer_finely(plan, state, work, rests, cluster)


@inner_kernel
def correct_finely(plan: Plan, work: Workspace, rests: Rests, cluster: int, lane: int) -> bool:
    """Correct the trial of a lane with the factors at hand; whether that was a small correction."""
    rows, base = row_count(plan, cluster), plan.cluster[cluster].first_row
    for row in range(rows):
        work.step[row] = -(work.row[DEFECT, row, lane] + rests.odds[base + row, lane])
    substitute_blocks(
        plan, cluster, work.jacobian[lane], work.exchange[lane], work.by_worth, lane, work.step
    )
    is_small = True
    for row in range(rows):
        before = work.row[TRIAL, row, lane]
        step = work.step[row] + rests.odds[base + row, lane]
        after = before + step
        work.row[TRIAL, row, lane] = after
        rests.odds[base + row, lane] = lost_in_sum(before, step, after)
        size = abs(work.step[row]) / (1.0 + 0.1 * abs(before))
        is_small = is_small and size <= LARGEST_CORRECTION
    return is_small


@kernel
def polish(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    sweep: Sweep,
    rests: Rests,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    wanted: NDArray[np.int64],
    end: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    is_tied: NDArray[np.bool_],
) -> None:
    """Refine the variants that are wanted; what is certified better than before is written down.

    As in `play_to_the_end`, the last five arrays are filled.
    """
    at_end = np.zeros((end.shape[0], LANES))
    variant_in = np.zeros(LANES, np.int64)
    state.time[:] = 1.0
    for start in range(0, wanted.size, LANES):
        for lane in range(LANES):
            variant = wanted[min(start + lane, wanted.size - 1)]
            variant_in[lane] = variant
            load_variant(plan, state, worths, chance, rationality, variant, lane)
            for row in range(end.shape[0]):
                at_end[row, lane] = end[row, variant]
        carry_out_finely(plan, state, rests, 0, plan.cluster[0].parameter)
        for cluster in range(plan.cluster.size - 1):
            refine(plan, state, work, rests, cluster, at_end)
        last = plan.cluster.size - 1
        carry_out_finely(
            plan, state, rests, plan.cluster[last].parameter, plan.cluster[last].values
        )
        sweep_worths(tree, state, sweep, worths, variant_in)
        sweep_reaches_finely(tree, state, sweep, rests)
        sweep_beliefs(tree, sweep)
        for lane in range(min(LANES, wanted.size - start)):
            variant = variant_in[lane]
            found = certify(tree, state, sweep, payoff_range[:, variant], lane)
            if not found[0] < residual[variant]:
                continue
            residual[variant], regret[variant], is_tied[variant] = found
            for player in range(worth.shape[0]):
                worth[player, variant] = sweep.worth[0, player, lane]
            for action in range(behaviour.shape[0]):
                behaviour[action, variant] = state.share[action, lane]
