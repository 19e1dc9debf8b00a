"""With what does the range of a player's payoffs change?

The range is the payoff of the best end of the play less that of the worst; it changes as these two
payoffs do, as long as no other end takes their place.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import Tree


@inner_kernel
def add_charges(
    tree: Tree, end: int, player: int, sign: float, result: NDArray[np.float64], variant: int
) -> None:
    """Add the coefficients of all that a player is charged on the way to an end."""
    node = end
    while node >= 0:
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            if tree.term[term].player == player:
                quantity = tree.term[term].quantity
                result[player, quantity, variant] += sign * tree.term[term].coefficient
        node = tree.node[node].parent


@kernel
def differentiate_ranges(
    tree: Tree, worths: NDArray[np.float64], result: NDArray[np.float64]
) -> None:
    """Add the derivatives of all ranges: float64[player, quantity, variant].

    Of ends that are equally good, or equally bad, the first counts.
    """
    nodes = tree.node.size - 1
    players, _, variants = result.shape
    payoff = np.zeros((nodes, players))
    for variant in range(variants):
        best = np.full(players, -1)
        worst = np.full(players, -1)
        for node in range(nodes):
            for player in range(players):
                payoff[node, player] = payoff[tree.node[node].parent, player] if node > 0 else 0.0
            for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
                worth = tree.term[term].coefficient * worths[tree.term[term].quantity, variant]
                payoff[node, tree.term[term].player] += worth
            if tree.node[node].first_edge == tree.node[node + 1].first_edge:
                for player in range(players):
                    own = payoff[node, player]
                    if best[player] < 0 or own > payoff[best[player], player]:
                        best[player] = node
                    if worst[player] < 0 or own < payoff[worst[player], player]:
                        worst[player] = node
        for player in range(players):
            add_charges(tree, best[player], player, 1.0, result, variant)
            add_charges(tree, worst[player], player, -1.0, result, variant)
