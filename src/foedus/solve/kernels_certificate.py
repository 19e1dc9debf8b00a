"""Is this play what it is said to be?

One full sweep over the tree, sharing no schedule, no cancelled factors and no log-odds with the
solvers: worths of all nodes from the leaves up, reaches of all nodes from the root down, beliefs
from the reaches. From these the answer of every information set to the play is computed afresh,
and the largest distance between the two is the residual. The regret is the largest gain by another
action at any single information set, as a fraction of the player's range of payoffs.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_response import assess_actions, normalise_belief

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_response import State
    from foedus.solve.tree import Tree


@inner_kernel
def sweep_worths(tree: Tree, state: State) -> None:
    """The worth of every node to every player."""
    player_count = state.rationality.size
    strategy_count = state.play.size
    for node in range(tree.node.size - 2, -1, -1):
        for player in range(player_count):
            state.value[node, player] = state.charge[node, player]
        is_decision = tree.node[node].information_set >= 0
        for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
            child = tree.edge[edge].child
            factor = tree.edge[edge].factor
            if is_decision:
                share = state.play[factor].sigma
                for player in range(player_count):
                    state.value[node, player] += share * state.value[child, player]
            else:
                for player in range(player_count):
                    share = state.slot[player, factor - strategy_count].probability
                    state.value[node, player] += share * state.value[child, player]


@inner_kernel
def sweep_reaches(
    tree: Tree, state: State, log_reach: NDArray[np.float64], zeros: NDArray[np.int64]
) -> None:
    """The logarithm of each player's own reach of every node, and the zeros on the way."""
    player_count = state.rationality.size
    strategy_count = state.play.size
    log_reach[0] = 0.0
    zeros[0] = 0
    for node in range(1, tree.node.size - 1):
        factor = tree.node[node].factor
        above = tree.node[node].parent
        if factor < strategy_count:
            share = state.play[factor].log_sigma
            for player in range(player_count):
                log_reach[node, player] = log_reach[above, player] + share
                zeros[node, player] = zeros[above, player]
        else:
            slot = factor - strategy_count
            for player in range(player_count):
                log_reach[node, player] = (
                    log_reach[above, player] + state.slot[player, slot].logarithm
                )
                zeros[node, player] = zeros[above, player] + state.slot[player, slot].zeros


@inner_kernel
def sweep_beliefs(
    tree: Tree, state: State, log_reach: NDArray[np.float64], zeros: NDArray[np.int64]
) -> None:
    """Every belief, from the mover's own reaches."""
    for information_set in range(tree.information_set.size - 1):
        player = tree.information_set[information_set].player
        first = tree.information_set[information_set].first_member
        last = tree.information_set[information_set + 1].first_member
        fewest = 2147483647
        for position in range(first, last):
            node = tree.member[position]
            state.belief[position].share = log_reach[node, player]
            state.belief[position].zeros = zeros[node, player]
            fewest = min(fewest, zeros[node, player])
        if last > first:
            normalise_belief(state, first, last, fewest)


@inner_kernel
def certify(
    tree: Tree,
    state: State,
    payoff_range: NDArray[np.float64],
    log_reach: NDArray[np.float64],
    zeros: NDArray[np.int64],
    own: int,
) -> tuple[float, float, bool]:
    """Residual, regret, and whether any action ties with the best.

    With `own` not negative, only that player's information sets count.
    """
    sweep_worths(tree, state)
    sweep_reaches(tree, state, log_reach, zeros)
    sweep_beliefs(tree, state, log_reach, zeros)
    residual, regret, is_tied = 0.0, 0.0, False
    for information_set in range(tree.information_set.size - 1):
        player = tree.information_set[information_set].player
        start = tree.information_set[information_set].first_strategy
        stop = tree.information_set[information_set + 1].first_strategy
        is_empty = (
            tree.information_set[information_set].first_member
            == tree.information_set[information_set + 1].first_member
        )
        if is_empty or (own >= 0 and player != own):
            continue
        assess_actions(tree, state, information_set)
        best, mean = -np.inf, 0.0
        for action in range(start, stop):
            best = max(best, state.play[action].utility)
            mean += state.play[action].sigma * state.play[action].utility
        if payoff_range[player] > 0.0:
            regret = max(regret, (best - mean) / payoff_range[player])
        total, equals = 0.0, 0
        for action in range(start, stop):
            total += np.exp(state.rationality[player] * (state.play[action].utility - best))
            if best - state.play[action].utility <= 1e-12 * payoff_range[player]:
                equals += 1
        is_tied = is_tied or equals > 1
        for action in range(start, stop):
            answer = np.exp(state.rationality[player] * (state.play[action].utility - best)) / total
            distance = abs(answer - state.play[action].sigma)
            if not distance <= residual:
                residual = distance
    return residual, regret, is_tied
