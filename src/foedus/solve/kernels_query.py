"""How likely is it, and what is it worth, once it is known what everybody does?

One walk down the tree for each viewpoint and intervention, many variants abreast: the reach of
every terminal node is added to the *atom* that it belongs to, an atom being the terminal nodes
that no query tells apart. What a query asks for is then a sum over atoms.
"""

# ruff: noqa: PLR0917, C901, PLR0912
# (Numba passes arguments by position; loops over lanes stay in one piece.)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import Tree

LANES = 32
"""How many variants are walked abreast."""


@inner_kernel
def depths(tree: Tree) -> NDArray[np.int32]:
    """How many moves lead to each node: int32[node]."""
    result = np.zeros((tree.node.size - 1), dtype=np.int32)
    for node in range(1, (tree.node.size - 1)):
        result[node] = result[tree.node[node].parent] + 1
    return result


@kernel
def weigh_atoms(
    tree: Tree,
    atom_of_node: NDArray[np.int32],
    forced: NDArray[np.int32],
    worth_of: int,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    mass: NDArray[np.float64],
    weighted: NDArray[np.float64],
) -> None:
    """Fill the probability of each atom, and that times the payoff of player `worth_of`.

    Parameters
    ----------
    tree
        The game.
    atom_of_node : int32[node]
        The atom of each terminal node; -1 for none.
    forced : int32[node]
        The action taken at a node whatever the play; -1 for none.
    worth_of
        A player, or -1.
    worths, chance, behaviour : float64[quantity | slot | strategy, variant]
        The numbers of the batch, chance of the viewpoint asked for.
    mass, weighted : float64[atom, variant]
        Filled.
    """
    depth = depths(tree)
    height = 0
    for node in range(depth.size):
        height = max(height, depth[node] + 1)
    variants = behaviour.shape[1]
    strategy_count = behaviour.shape[0]
    slot_count = chance.shape[0]
    reach = np.zeros((height, LANES))
    payoff = np.zeros((height, LANES))
    for begin in range(0, variants, LANES):
        width = min(LANES, variants - begin)
        for node in range(tree.node.size - 1):
            level = depth[node]
            if node == 0:
                for lane in range(LANES):
                    reach[0, lane] = 1.0
                    payoff[0, lane] = 0.0
            else:
                above = tree.node[node].parent
                factor = tree.node[node].factor
                choice = forced[above]
                if choice >= 0:
                    is_chosen = tree.edge[tree.node[above].first_edge + choice].child == node
                    factor = strategy_count + slot_count + (0 if is_chosen else 1)
                if factor < strategy_count:
                    for lane in range(width):
                        share = behaviour[factor, begin + lane]
                        reach[level, lane] = reach[level - 1, lane] * share
                elif factor < strategy_count + slot_count:
                    for lane in range(width):
                        share = chance[factor - strategy_count, begin + lane]
                        reach[level, lane] = reach[level - 1, lane] * share
                else:
                    share = 1.0 if factor == strategy_count + slot_count else 0.0
                    for lane in range(width):
                        reach[level, lane] = reach[level - 1, lane] * share
                if worth_of >= 0:
                    for lane in range(LANES):
                        payoff[level, lane] = payoff[level - 1, lane]
            if worth_of >= 0:
                for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
                    if tree.term[term].player == worth_of:
                        quantity = tree.term[term].quantity
                        for lane in range(width):
                            payoff[level, lane] += (
                                tree.term[term].coefficient * worths[quantity, begin + lane]
                            )
            atom = atom_of_node[node]
            if atom >= 0:
                for lane in range(width):
                    mass[atom, begin + lane] += reach[level, lane]
                if worth_of >= 0:
                    for lane in range(width):
                        weighted[atom, begin + lane] += reach[level, lane] * payoff[level, lane]


@kernel
def span_payoffs(tree: Tree, worths: NDArray[np.float64], result: NDArray[np.float64]) -> None:
    """Fill the largest less the smallest payoff over terminal nodes: float64[player, variant]."""
    depth = depths(tree)
    height = 0
    for node in range(depth.size):
        height = max(height, depth[node] + 1)
    player_count, variants = result.shape
    payoff = np.zeros((height, player_count, LANES))
    lowest = np.zeros((player_count, LANES))
    highest = np.zeros((player_count, LANES))
    for begin in range(0, variants, LANES):
        width = min(LANES, variants - begin)
        for player in range(player_count):
            for lane in range(LANES):
                lowest[player, lane] = np.inf
                highest[player, lane] = -np.inf
        for node in range(tree.node.size - 1):
            level = depth[node]
            for player in range(player_count):
                for lane in range(LANES):
                    payoff[level, player, lane] = (
                        0.0 if level == 0 else payoff[level - 1, player, lane]
                    )
            for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
                player = tree.term[term].player
                quantity = tree.term[term].quantity
                for lane in range(width):
                    payoff[level, player, lane] += (
                        tree.term[term].coefficient * worths[quantity, begin + lane]
                    )
            if tree.node[node].first_edge == tree.node[node + 1].first_edge:
                for player in range(player_count):
                    for lane in range(width):
                        lowest[player, lane] = min(
                            lowest[player, lane], payoff[level, player, lane]
                        )
                        highest[player, lane] = max(
                            highest[player, lane], payoff[level, player, lane]
                        )
        for player in range(player_count):
            for lane in range(width):
                result[player, begin + lane] = highest[player, lane] - lowest[player, lane]


@kernel
def sum_atoms(membership: NDArray[np.bool_], mass: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum the mass of each query's atoms, in their order: float64[query, variant]."""
    result = np.zeros((membership.shape[0], mass.shape[1]))
    for query in range(membership.shape[0]):
        for atom in range(membership.shape[1]):
            if membership[query, atom]:
                for variant in range(mass.shape[1]):
                    result[query, variant] += mass[atom, variant]
    return result
