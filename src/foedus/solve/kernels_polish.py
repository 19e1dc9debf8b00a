"""Play that misses the certificate by rounding alone: how is it brought within it?

Newton's method goes on from where a branch ended, with one Jacobian, as iterative refinement does
(Higham 2002, ch. 12): the log-odds and all that comes of them are kept in two parts, and
corrections far below the last digit of the first part count. A variant whose corrections are not
small is left as it was, so that no other equilibrium can be taken.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_blocks import factorise_blocks, substitute_blocks
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_certificate import (
    certify,
    point_sweep,
    point_tree,
    sweep_beliefs,
    sweep_worths,
    take_span,
)
from foedus.solve.kernels_fine import (
    answer_finely,
    carry_out_finely,
    lost_in_sum,
    point_rests,
    sweep_reaches_finely,
)
from foedus.solve.kernels_hidden import choose_variants, take_odds, write_down
from foedus.solve.kernels_jacobian import differentiate
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    larger,
    load_few,
    magnitude,
    multiply_add,
    record,
    store,
)
from foedus.solve.kernels_state import LANES, load_variants, point_plan, point_state
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import point_workspace, row_count

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_fine import Rests
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree

CORRECTIONS = 5
LARGEST_CORRECTION = 1e-6
"""Relative to long odds; that of the first correction of a branch that has come to rest."""


@inner_kernel
def refine(plan: Plan, here: State, work: Workspace, rests: Rests, cluster: int) -> None:
    """Correct the trials of a cluster at t = 1 in two parts: `work.trial` and the rests.

    A lane in which a correction was not small is left as it was. Which ones are sound says the
    mask: -1, else 1.
    """
    rows, base = row_count(plan, cluster), record(plan.cluster, cluster).first_row
    zero, one = in_few(0.0), in_few(1.0)
    for row in range(rows):
        store(work.point, row, load_few(work.trial, row))
        store(rests.odds, base + row, zero)
    take_parameters(plan, here, cluster)
    differentiate(plan, here, work, cluster)
    factorise_blocks(plan, work, cluster, 0.0)
    store(work.mask, 0, one - in_few(2.0) * magnitude(load_few(work.sign, 0)))
    now = record(plan.cluster, cluster)
    carry_out_finely(plan, here, rests, now.parameter, now.values)
    for _ in range(CORRECTIONS):
        answer_finely(plan, here, work, rests, cluster)
        correct_finely(plan, work, rests, cluster)
    mask = load_few(work.mask, 0)
    for row in range(rows):
        store(work.trial, row, choose(mask, load_few(work.trial, row), load_few(work.point, row)))
        store(rests.odds, base + row, choose(mask, load_few(rests.odds, base + row), zero))
    answer_finely(plan, here, work, rests, cluster)


@inner_kernel
def correct_finely(plan: Plan, work: Workspace, rests: Rests, cluster: int) -> None:
    """Correct the trials of sound lanes with the factors at hand; a large correction is unsound."""
    rows, base = row_count(plan, cluster), record(plan.cluster, cluster).first_row
    zero, one, tenth = in_few(0.0), in_few(1.0), in_few(0.1)
    for row in range(rows):
        defect = load_few(work.defect, row) + load_few(rests.odds, base + row)
        store(work.step, row, zero - defect)
    substitute_blocks(plan, work, cluster)
    mask = load_few(work.mask, 0)
    size, taint = zero, zero
    for row in range(rows):
        before, rest = load_few(work.trial, row), load_few(rests.odds, base + row)
        correction = load_few(work.step, row)
        step = correction + rest
        after = before + step
        store(work.trial, row, choose(mask, after, before))
        store(rests.odds, base + row, choose(mask, lost_in_sum(before, step, after), rest))
        scale = multiply_add(tenth, magnitude(before), one)
        size = larger(magnitude(correction) / scale, size)
        taint = taint + (correction - correction)
    excess = size + taint - in_few(LARGEST_CORRECTION)
    store(work.mask, 0, larger(mask, choose(excess, in_few(-1.0), one)))


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
    rooted, pointed, here = point_tree(tree), point_plan(plan), point_state(state)
    at_work, found, beside = point_workspace(work), point_sweep(sweep), point_rests(rests)
    drawn = Numbers(worths, chance, rationality)
    for lane in range(LANES):
        here.time[lane] = 1.0
    for start in range(0, wanted.size, LANES):
        choose_variants(wanted, start, at_work.waiting)
        load_variants(pointed, here, drawn, at_work.waiting)
        first = record(pointed.cluster, 0)
        carry_out_finely(pointed, here, beside, 0, first.parameter)
        for cluster in range(plan.cluster.size - 1):
            take_odds(pointed, at_work, cluster, end, at_work.waiting)
            refine(pointed, here, at_work, beside, cluster)
        last = record(pointed.cluster, plan.cluster.size - 1)
        carry_out_finely(pointed, here, beside, last.parameter, last.values)
        sweep_worths(rooted, here, found)
        sweep_reaches_finely(rooted, here, found, beside)
        sweep_beliefs(rooted, here, found)
        take_span(found, payoff_range, at_work.waiting)
        certify(rooted, here, found)
        for lane in range(min(LANES, wanted.size - start)):
            variant = wanted[start + lane]
            if found.residual[lane] < residual[variant]:
                write_down(here, found, lane, variant, behaviour, worth, residual, regret, is_tied)
