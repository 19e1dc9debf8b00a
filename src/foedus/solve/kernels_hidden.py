"""Given where the branches of all clusters end: what is played, and how certain is that?

All that is not iterated is played in closed form, and every variant gets its certificate.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_certificate import certify, sweep_beliefs, sweep_reaches, sweep_worths
from foedus.solve.kernels_jacobian import TRIAL, answer_to, row_count
from foedus.solve.kernels_response import LANES, carry_out, load_variant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree


@inner_kernel
def play_on(plan: Plan, state: State, work: Workspace, end: NDArray[np.float64]) -> None:
    """Play everything at t = 1, given the log-odds of all clusters: float64[row, lane]."""
    state.time[:] = 1.0
    carry_out(plan, state, 0, plan.cluster[0].parameter)
    for cluster in range(plan.cluster.size - 1):
        base = plan.cluster[cluster].first_row
        for row in range(row_count(plan, cluster)):
            for lane in range(LANES):
                work.row[TRIAL, row, lane] = end[base + row, lane]
        take_parameters(plan, state, cluster)
        answer_to(plan, state, work, cluster)
    last = plan.cluster.size - 1
    carry_out(plan, state, plan.cluster[last].parameter, plan.cluster[last].values)


@kernel
def play_to_the_end(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    sweep: Sweep,
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
    """Play the variants that are wanted, and certify them; the last five arrays are filled."""
    at_end = np.zeros((end.shape[0], LANES))
    variant_in = np.zeros(LANES, np.int64)
    for start in range(0, wanted.size, LANES):
        for lane in range(LANES):
            variant = wanted[min(start + lane, wanted.size - 1)]
            variant_in[lane] = variant
            load_variant(plan, state, worths, chance, rationality, variant, lane)
            for row in range(end.shape[0]):
                at_end[row, lane] = end[row, variant]
        play_on(plan, state, work, at_end)
        sweep_worths(tree, state, sweep, worths, variant_in)
        sweep_reaches(tree, state, sweep)
        sweep_beliefs(tree, sweep)
        for lane in range(min(LANES, wanted.size - start)):
            variant = variant_in[lane]
            residual[variant], regret[variant], is_tied[variant] = certify(
                tree, state, sweep, payoff_range[:, variant], lane
            )
            for player in range(worth.shape[0]):
                worth[player, variant] = sweep.worth[0, player, lane]
            for action in range(behaviour.shape[0]):
                behaviour[action, variant] = state.share[action, lane]
