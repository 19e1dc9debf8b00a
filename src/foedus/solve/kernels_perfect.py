"""And where everybody sees everything?

Then the logit equilibrium is a closed form: one walk over the tree in reverse preorder, the worths
of the nodes still needed on a stack, many variants abreast in the innermost dimension so that the
stack stays in the first-level cache whatever the size of the tree. The rational limit is backward
induction; actions within 1e-12 of the player's range of the best one share equally, as they do in
the limit of logit play.

A second walk takes the play as given and computes everybody's answer to it anew: its distance from
the play is the residual, and what the best single action would gain is the regret.
"""

# ruff: noqa: PLR0917, C901, PLR0912
# (Numba passes arguments by position; loops over lanes stay in one piece to be vectorised.)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import Tree

LANES = 32
"""How many variants are solved abreast."""
TIE = 1e-12
"""Actions closer than this fraction of the player's range are equally good."""


@inner_kernel
def stack_height(tree: Tree) -> int:
    """How many worths are needed at once by a walk in reverse preorder."""
    height, highest = 0, 1
    for node in range((tree.node.size - 1) - 1, -1, -1):
        height += 1 - (tree.node[node + 1].first_edge - tree.node[node].first_edge)
        highest = max(highest, height)
    return highest + 1


@inner_kernel
def answer_abreast(
    stack: NDArray[np.float64],
    top: int,
    count: int,
    player: int,
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    best: NDArray[np.float64],
    weight: NDArray[np.float64],
) -> None:
    """The logit answer at a node for each lane, into `weight`, and the best worth into `best`."""
    width = rationality.shape[1]
    for lane in range(width):
        best[lane] = stack[top - 1, player, lane]
    for action in range(1, count):
        for lane in range(width):
            best[lane] = max(best[lane], stack[top - 1 - action, player, lane])
    total = np.zeros(width)
    for action in range(count):
        for lane in range(width):
            gap = stack[top - 1 - action, player, lane] - best[lane]
            if rationality[player, lane] == np.inf:
                weight[action, lane] = 1.0 if gap >= -TIE * payoff_range[player, lane] else 0.0
            else:
                weight[action, lane] = np.exp(rationality[player, lane] * gap)
            total[lane] += weight[action, lane]
    for action in range(count):
        for lane in range(width):
            weight[action, lane] /= total[lane]


@inner_kernel
def walk(
    tree: Tree,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    is_check: bool,
    stack: NDArray[np.float64],
    weight: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    is_tied: NDArray[np.bool_],
) -> None:
    """Walk once over the tree for one group of lanes: find the play, or check it."""
    player_count, width = rationality.shape
    strategy_count = behaviour.shape[0]
    slot_count = chance.shape[1]
    mean = np.zeros((player_count, width))
    best = np.zeros(width)
    top = 0
    for node in range((tree.node.size - 1) - 1, -1, -1):
        first = tree.node[node].first_edge
        count = tree.node[node + 1].first_edge - first
        for player in range(player_count):
            for lane in range(width):
                mean[player, lane] = 0.0
        if tree.node[node].information_set >= 0:
            mover = tree.node[node].player
            start = tree.edge[first].factor
            answer_abreast(stack, top, count, mover, rationality, payoff_range, best, weight)
            for action in range(count):
                for lane in range(width):
                    if is_check:
                        distance = abs(weight[action, lane] - behaviour[start + action, lane])
                        if distance > residual[lane] or np.isnan(distance):
                            residual[lane] = distance
                        if weight[action, lane] < 1.0 and (
                            best[lane] - stack[top - 1 - action, mover, lane]
                            <= TIE * payoff_range[mover, lane]
                        ):
                            is_tied[lane] = True
                    else:
                        behaviour[start + action, lane] = weight[action, lane]
                for player in range(player_count):
                    for lane in range(width):
                        mean[player, lane] += (
                            behaviour[start + action, lane] * stack[top - 1 - action, player, lane]
                        )
            if is_check:
                for lane in range(width):
                    if payoff_range[mover, lane] > 0.0:
                        loss = (best[lane] - mean[mover, lane]) / payoff_range[mover, lane]
                        regret[lane] = max(regret[lane], loss)
        else:
            for action in range(count):
                slot = tree.edge[first + action].factor - strategy_count
                if slot > slot_count:
                    continue
                for player in range(player_count):
                    for lane in range(width):
                        share = 1.0 if slot == slot_count else chance[player, slot, lane]
                        mean[player, lane] += share * stack[top - 1 - action, player, lane]
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            player = tree.term[term].player
            for lane in range(width):
                mean[player, lane] += (
                    tree.term[term].coefficient * worths[tree.term[term].quantity, lane]
                )
        top -= count
        for player in range(player_count):
            for lane in range(width):
                stack[top, player, lane] = mean[player, lane]
        top += 1
    for player in range(player_count):
        for lane in range(width):
            worth[player, lane] = mean[player, lane]


@kernel
def solve_perfect(
    tree: Tree,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    is_tied: NDArray[np.bool_],
) -> None:
    """Solve a batch of a game with perfect information; the last five arrays are filled."""
    player_count, variants = rationality.shape
    widest = 1
    for node in range(tree.node.size - 1):
        widest = max(widest, tree.node[node + 1].first_edge - tree.node[node].first_edge)
    height = stack_height(tree)
    for begin in range(0, variants, LANES):
        end = min(begin + LANES, variants)
        width = end - begin
        stack = np.zeros((height, player_count, width))
        weight = np.zeros((widest, width))
        own_worths = worths[:, begin:end].copy()
        own_chance = chance[:, :, begin:end].copy()
        own_rationality = rationality[:, begin:end].copy()
        own_range = payoff_range[:, begin:end].copy()
        play = np.zeros((behaviour.shape[0], width))
        expected = np.zeros((player_count, width))
        distance = np.zeros(width)
        loss = np.zeros(width)
        tied = np.zeros(width, dtype=np.bool_)
        for is_check in (False, True):
            walk(
                tree,
                own_worths,
                own_chance,
                own_rationality,
                own_range,
                is_check,
                stack,
                weight,
                play,
                expected,
                distance,
                loss,
                tied,
            )
        for lane in range(width):
            for action in range(behaviour.shape[0]):
                behaviour[action, begin + lane] = play[action, lane]
            for player in range(player_count):
                worth[player, begin + lane] = expected[player, lane]
            residual[begin + lane] = distance[lane]
            regret[begin + lane] = loss[lane]
            is_tied[begin + lane] = tied[lane]
