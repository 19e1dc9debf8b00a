"""How is a batch of variants of a game with hidden moves or types solved?

Variant after variant: what depends on no play, then each cluster along its branch, then all the
rest in closed form, then the certificate. Nothing of one variant enters the next, so that the
numbers do not depend on how a batch is cut into pieces.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_arclength import follow_curve
from foedus.solve.kernels_branch import follow_branch
from foedus.solve.kernels_certificate import certify
from foedus.solve.kernels_response import carry_out, load_variant

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree

REACHED, TURNED, LOST = 0, 1, 2


@inner_kernel
def solve_variant(tree: Tree, plan: Plan, state: State, work: Workspace) -> int:
    """Solve the variant that was loaded: `REACHED`, `TURNED` on the way, or `LOST`."""
    outcome = REACHED
    carry_out(tree, plan, state, 0, plan.cluster[0].parameter, 1.0)
    for cluster in range(plan.cluster.size - 1):
        if not follow_branch(tree, plan, state, work, cluster):
            is_found, has_turned = follow_curve(tree, plan, state, work, cluster)
            if not is_found:
                return LOST
            if has_turned:
                outcome = TURNED
    last = plan.cluster.size - 1
    carry_out(tree, plan, state, plan.cluster[last].parameter, plan.cluster[last].values, 1.0)
    return outcome


@kernel
def solve_hidden(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    is_valid: NDArray[np.bool_],
    own: int,
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    outcome: NDArray[np.int8],
    is_tied: NDArray[np.bool_],
) -> None:
    """Solve a batch; the last six arrays are filled, one column a variant."""
    shape = (tree.node.size - 1, state.rationality.size)
    log_reach = np.zeros(shape)
    zeros = np.zeros(shape, dtype=np.int64)
    for variant in range(rationality.shape[1]):
        if not is_valid[variant]:
            continue
        load_variant(tree, state, worths, chance, rationality, variant)
        outcome[variant] = solve_variant(tree, plan, state, work)
        if outcome[variant] == LOST:
            continue
        residual[variant], regret[variant], is_tied[variant] = certify(
            tree, state, payoff_range[:, variant], log_reach, zeros, own
        )
        for player in range(state.rationality.size):
            worth[player, variant] = state.value[0, player]
        for index in range(state.play.size):
            behaviour[index, variant] = state.play[index].sigma
