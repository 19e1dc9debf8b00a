"""And with what does the play change where everybody sees everything?

Given how an answer v changes with the play, what it changes with in the end: worths, each player's
own chance, and λ. One walk up the tree for the worths V_i(n) of nodes; then one walk down it for
the derivatives of v by them, for one query after another. At a node n where player i moves,

    ∂v/∂σ(a) = (that of the query) + Σ_j ∂v/∂V_j(n) V_j(n·a),
    ∂v/∂U(a) = λ_i σ(a) (∂v/∂σ(a) − Σ_b σ(b) ∂v/∂σ(b)),
    ∂v/∂V_j(n·a) = σ(a) ∂v/∂V_j(n) + [j = i] ∂v/∂U(a),

and λ_i collects σ(a) (∂v/∂σ(a) − Σ_b σ(b) ∂v/∂σ(b)) U(a). A node's worth to a player counts only
below a move of that player; others are never looked at.

In the rational limit the play stays the same as long as nothing ties: what the answer changes with
through the play is zero.
"""

# ruff: noqa: PLR0917, RUF002
# (Numba passes arguments by position; the letters of the equations.)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_adjoint import add_multiple, add_rows, load_rows, set_product
from foedus.solve.kernels_query import depths
from foedus.solve.kernels_response import LANES, add_product

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_adjoint import Found
    from foedus.solve.tree import Tree


class Descent(NamedTuple):
    """The numbers of a group of lanes while the tree is walked up, then down.

    Attributes
    ----------
    depth : int32[node]
        How many moves lead to a node.
    is_needed : bool[node, player]
        Whether a player moves on the way to a node: only then its worth to him counts.
    share, by_share : float64[share, lane]
        Probabilities: the strategy, then each player's chance slots with the certain and the
        impossible one; and the derivatives by them.
    worth, by_worth : float64[quantity, lane]
        The worth of each quantity, and the derivative.
    rationality, by_rationality : float64[player, lane]
        λ (zero in the rational limit, where it changes nothing), and the derivative.
    value : float64[node · player, lane]
        The worth of each node to each player.
    by_value : float64[depth · player, lane]
        The derivatives by these, for the nodes on the way down to where the walk is.
    by_utility : float64[depth · action, lane]
        The derivatives by the worths of the actions, at the nodes on the way.
    mean : float64[1, lane]
        A mean over actions.
    """

    depth: NDArray[np.int32]
    is_needed: NDArray[np.bool_]
    share: NDArray[np.float64]
    by_share: NDArray[np.float64]
    worth: NDArray[np.float64]
    by_worth: NDArray[np.float64]
    rationality: NDArray[np.float64]
    by_rationality: NDArray[np.float64]
    value: NDArray[np.float64]
    by_value: NDArray[np.float64]
    by_utility: NDArray[np.float64]
    mean: NDArray[np.float64]


@inner_kernel
def players_above(tree: Tree, player_count: int) -> NDArray[np.bool_]:
    """Which players move on the way to each node: bool[node, player]."""
    result = np.zeros((tree.node.size - 1, player_count), dtype=np.bool_)
    for node in range(1, tree.node.size - 1):
        above = tree.node[node].parent
        for player in range(player_count):
            result[node, player] = result[above, player]
        if tree.node[above].information_set >= 0:
            result[node, tree.node[above].player] = True
    return result


@inner_kernel
def new_descent(
    tree: Tree, strategies: int, slots: int, quantities: int, player_count: int
) -> Descent:
    """Room for a group of lanes."""
    depth = depths(tree)
    height, widest = 1, 1
    for node in range(tree.node.size - 1):
        height = max(height, depth[node] + 1)
        widest = max(widest, tree.node[node + 1].first_edge - tree.node[node].first_edge)
    shares = strategies + player_count * (slots + 2)
    share = np.zeros((shares, LANES))
    for player in range(player_count):
        share[strategies + player * (slots + 2) + slots] = 1.0
    return Descent(
        depth,
        players_above(tree, player_count),
        share,
        np.zeros((shares, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((player_count, LANES)),
        np.zeros((player_count, LANES)),
        np.zeros(((tree.node.size - 1) * player_count, LANES)),
        np.zeros((height * player_count, LANES)),
        np.zeros((height * widest, LANES)),
        np.zeros((1, LANES)),
    )


@inner_kernel
def share_of(edge_factor: int, player: int, strategies: int, slots: int) -> int:
    """The share that a factor of the tree is to a player."""
    return edge_factor if edge_factor < strategies else edge_factor + player * (slots + 2)


@inner_kernel
def value_nodes(tree: Tree, walk: Descent, strategies: int, slots: int) -> None:
    """The worth of every node to each player who moves on the way to it."""
    player_count = walk.is_needed.shape[1]
    for node in range(tree.node.size - 2, 0, -1):
        base = node * player_count
        for player in range(player_count):
            if walk.is_needed[node, player]:
                walk.value[base + player] = 0.0
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            player, quantity = tree.term[term].player, tree.term[term].quantity
            if walk.is_needed[node, player]:
                factor = tree.term[term].coefficient
                add_multiple(walk.value, base + player, factor, walk.worth, quantity)
        for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
            below = tree.edge[edge].child * player_count
            for player in range(player_count):
                if walk.is_needed[node, player]:
                    share = share_of(tree.edge[edge].factor, player, strategies, slots)
                    add_product(
                        walk.value, base + player, walk.share, share, walk.value, below + player
                    )


@inner_kernel
def come_down(tree: Tree, walk: Descent, node: int, strategies: int, slots: int) -> None:
    """Derivatives by the worths of a node, from those of the node above."""
    player_count = walk.is_needed.shape[1]
    widest = walk.by_utility.shape[0] * player_count // walk.by_value.shape[0]
    level = walk.depth[node]
    if node == 0:
        walk.by_value[:player_count] = 0.0
        return
    above = tree.node[node].parent
    factor = tree.node[node].factor
    base = level * player_count
    for player in range(player_count):
        if walk.is_needed[above, player]:
            share = share_of(factor, player, strategies, slots)
            at, over = base + player, base - player_count + player
            set_product(walk.by_value, at, walk.share, share, walk.by_value, over)
        elif walk.is_needed[node, player]:
            walk.by_value[base + player] = 0.0
    if tree.node[above].information_set >= 0:
        action = factor - tree.edge[tree.node[above].first_edge].factor
        mover = tree.node[above].player
        at = (level - 1) * widest + action
        add_multiple(walk.by_value, base + mover, 1.0, walk.by_utility, at)


@inner_kernel
def differentiate_move(tree: Tree, walk: Descent, node: int, action_base: int) -> None:
    """Derivatives by the worths of the actions at a node, and by its mover's λ."""
    player_count = walk.is_needed.shape[1]
    first, last = tree.node[node].first_edge, tree.node[node + 1].first_edge
    start, mover = tree.edge[first].factor, tree.node[node].player
    base = walk.depth[node] * player_count
    walk.mean[0] = 0.0
    for action in range(last - first):
        at, below = action_base + action, tree.edge[first + action].child * player_count
        walk.by_utility[at] = walk.by_share[start + action]
        for player in range(player_count):
            if walk.is_needed[node, player]:
                add_product(
                    walk.by_utility, at, walk.by_value, base + player, walk.value, below + player
                )
        add_product(walk.mean, 0, walk.share, start + action, walk.by_utility, at)
    for action in range(last - first):
        at = action_base + action
        below = tree.edge[first + action].child * player_count + mover
        for lane in range(LANES):
            change = walk.share[start + action, lane] * (
                walk.by_utility[at, lane] - walk.mean[0, lane]
            )
            walk.by_rationality[mover, lane] += change * walk.value[below, lane]
            walk.by_utility[at, lane] = walk.rationality[mover, lane] * change


@inner_kernel
def descend(tree: Tree, walk: Descent, strategies: int, slots: int) -> None:
    """Walk down, with the query's own derivatives by the play in `by_share`."""
    player_count = walk.is_needed.shape[1]
    widest = walk.by_utility.shape[0] * player_count // walk.by_value.shape[0]
    for node in range(tree.node.size - 1):
        come_down(tree, walk, node, strategies, slots)
        base = walk.depth[node] * player_count
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            player, quantity = tree.term[term].player, tree.term[term].quantity
            if walk.is_needed[node, player]:
                factor = tree.term[term].coefficient
                add_multiple(walk.by_worth, quantity, factor, walk.by_value, base + player)
        if tree.node[node].information_set >= 0:
            differentiate_move(tree, walk, node, walk.depth[node] * widest)
            continue
        for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
            below = tree.edge[edge].child * player_count
            for player in range(player_count):
                if walk.is_needed[node, player]:
                    share = share_of(tree.edge[edge].factor, player, strategies, slots)
                    add_product(
                        walk.by_share,
                        share,
                        walk.by_value,
                        base + player,
                        walk.value,
                        below + player,
                    )


@kernel
def go_on_from_perfect_play(
    tree: Tree,
    by_play: NDArray[np.float64],
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    found: Found,
) -> None:
    """Add how answers change through the play to what was found.

    Parameters
    ----------
    tree
        The game, with perfect information.
    by_play : float64[query, strategy, variant]
        How each answer changes with the play.
    worths, chance, rationality, behaviour : float64[quantity, variant], [viewpoint, slot, \
variant], [player, variant], [strategy, variant]
        The numbers of a batch and its play.
    found
        Added to.
    """
    player_count, variants = rationality.shape
    strategies, slots, quantities = behaviour.shape[0], chance.shape[1], worths.shape[0]
    walk = new_descent(tree, strategies, slots, quantities, player_count)
    for begin in range(0, variants, LANES):
        load_rows(walk.worth, 0, worths, begin)
        load_rows(walk.share, 0, behaviour, begin)
        load_rows(walk.rationality, 0, rationality, begin)
        for player in range(player_count):
            load_rows(walk.share, strategies + player * (slots + 2), chance[player], begin)
            for lane in range(LANES):
                if walk.rationality[player, lane] == np.inf:
                    walk.rationality[player, lane] = 0.0
        value_nodes(tree, walk, strategies, slots)
        for query in range(by_play.shape[0]):
            walk.by_share[:] = 0.0
            walk.by_worth[:] = 0.0
            walk.by_rationality[:] = 0.0
            load_rows(walk.by_share, 0, by_play[query], begin)
            descend(tree, walk, strategies, slots)
            add_rows(walk.by_worth, 0, found.by_worth[query], begin)
            add_rows(walk.by_rationality, 0, found.by_rationality[query], begin)
            for player in range(player_count):
                place = strategies + player * (slots + 2)
                add_rows(walk.by_share, place, found.by_chance[query, player], begin)
