"""Is this play what it is said to be?

One full sweep over the tree, sharing no schedule, no merged worths, no cancelled factors and no
log-odds with the solvers: worths of all nodes from the leaves up, reaches of all nodes from the
root down, beliefs from the reaches. From these the answer of every information set to the play is
computed afresh, and the largest distance between the two is the residual. The regret is the
largest gain by another action at any single information set, as a fraction of the player's range
of payoffs.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_response import LANES, normalise_belief

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_response import State
    from foedus.solve.tree import Tree


class Sweep(NamedTuple):
    """What a sweep over the whole tree finds, for the variant in each lane.

    Attributes
    ----------
    worth : float64[node, player, lane]
        The worth of each node.
    log_reach : float64[node, player, lane]
        The logarithm of each player's own reach of a node, zeros apart.
    zeros : int64[node, player, lane]
        How many zeros of its own priors lie on the way.
    belief, behind : float64[member, lane], int64[member, lane]
        The belief over the nodes of each information set, and their zeros.
    utility : float64[strategy, lane]
        The worth of each action.
    """

    worth: NDArray[np.float64]
    log_reach: NDArray[np.float64]
    zeros: NDArray[np.int64]
    belief: NDArray[np.float64]
    behind: NDArray[np.int64]
    utility: NDArray[np.float64]


def new_sweep(tree: Tree, player_count: int) -> Sweep:
    """Room for one sweep."""
    shape = (tree.node.size - 1, player_count, LANES)
    strategies = int(tree.information_set[-1]["first_strategy"])
    return Sweep(
        worth=np.zeros(shape),
        log_reach=np.zeros(shape),
        zeros=np.zeros(shape, dtype=np.int64),
        belief=np.zeros((tree.member.size, LANES)),
        behind=np.zeros((tree.member.size, LANES), dtype=np.int64),
        utility=np.zeros((strategies, LANES)),
    )


@inner_kernel
def sweep_worths(
    tree: Tree,
    state: State,
    sweep: Sweep,
    worths: NDArray[np.float64],
    variant_in: NDArray[np.int64],
) -> None:
    """The worth of every node to every player."""
    player_count = state.rationality.shape[0]
    slot_count = (state.share.shape[0] - sweep.utility.shape[0]) // player_count
    for node in range(tree.node.size - 2, -1, -1):
        sweep.worth[node] = 0.0
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            player, quantity = tree.term[term].player, tree.term[term].quantity
            coefficient = tree.term[term].coefficient
            for lane in range(LANES):
                sweep.worth[node, player, lane] += coefficient * worths[quantity, variant_in[lane]]
        is_decision = tree.node[node].information_set >= 0
        for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
            child = tree.edge[edge].child
            for player in range(player_count):
                share = tree.edge[edge].factor + (0 if is_decision else player * slot_count)
                for lane in range(LANES):
                    sweep.worth[node, player, lane] += (
                        state.share[share, lane] * sweep.worth[child, player, lane]
                    )


@inner_kernel
def sweep_reaches(tree: Tree, state: State, sweep: Sweep) -> None:
    """The logarithm of each player's own reach of every node, and the zeros on the way."""
    player_count = state.rationality.shape[0]
    strategy_count = sweep.utility.shape[0]
    slot_count = (state.share.shape[0] - strategy_count) // player_count
    sweep.log_reach[0] = 0.0
    sweep.zeros[0] = 0
    for node in range(1, tree.node.size - 1):
        factor = tree.node[node].factor
        above = tree.node[node].parent
        for player in range(player_count):
            share = factor if factor < strategy_count else factor + player * slot_count
            for lane in range(LANES):
                sweep.log_reach[node, player, lane] = (
                    sweep.log_reach[above, player, lane] + state.log_share[share, lane]
                )
                sweep.zeros[node, player, lane] = (
                    sweep.zeros[above, player, lane] + state.zeros[share, lane]
                )


@inner_kernel
def sweep_beliefs(tree: Tree, sweep: Sweep) -> None:
    """Every belief, from the mover's own reaches, and the worth of every action under it."""
    sweep.utility[:] = 0.0
    for information_set in range(tree.information_set.size - 1):
        player = tree.information_set[information_set].player
        first = tree.information_set[information_set].first_member
        last = tree.information_set[information_set + 1].first_member
        start = tree.information_set[information_set].first_strategy
        stop = tree.information_set[information_set + 1].first_strategy
        for position in range(first, last):
            node = tree.member[position]
            for lane in range(LANES):
                sweep.belief[position, lane] = sweep.log_reach[node, player, lane]
                sweep.behind[position, lane] = sweep.zeros[node, player, lane]
        normalise_belief(sweep.belief, sweep.behind, first, last)
        for position in range(first, last):
            edge = tree.node[tree.member[position]].first_edge
            for action in range(start, stop):
                child = tree.edge[edge + action - start].child
                for lane in range(LANES):
                    sweep.utility[action, lane] += (
                        sweep.belief[position, lane] * sweep.worth[child, player, lane]
                    )


@inner_kernel
def certify(
    tree: Tree, state: State, sweep: Sweep, span: NDArray[np.float64], lane: int
) -> tuple[float, float, bool]:
    """Residual, regret, and whether any action ties with the best, after a sweep.

    Parameters
    ----------
    tree, state, sweep
        The game, the play, and what the sweeps found.
    span : float64[player]
        Each player's range of payoffs.
    lane
        Which variant.
    """
    residual, regret, is_tied = 0.0, 0.0, False
    for information_set in range(tree.information_set.size - 1):
        player = tree.information_set[information_set].player
        start = tree.information_set[information_set].first_strategy
        stop = tree.information_set[information_set + 1].first_strategy
        is_empty = (
            tree.information_set[information_set].first_member
            == tree.information_set[information_set + 1].first_member
        )
        if is_empty:
            continue
        rationality = state.rationality[player, lane]
        best, mean = -np.inf, 0.0
        for action in range(start, stop):
            best = max(best, sweep.utility[action, lane])
            mean += state.share[action, lane] * sweep.utility[action, lane]
        if span[player] > 0.0:
            regret = max(regret, (best - mean) / span[player])
        total, equals = 0.0, 0
        for action in range(start, stop):
            total += np.exp(rationality * (sweep.utility[action, lane] - best))
            if best - sweep.utility[action, lane] <= 1e-12 * span[player]:
                equals += 1
        is_tied = is_tied or equals > 1
        for action in range(start, stop):
            answer = np.exp(rationality * (sweep.utility[action, lane] - best)) / total
            distance = abs(answer - state.share[action, lane])
            if distance > residual or np.isnan(distance):
                residual = distance
    return residual, regret, is_tied
