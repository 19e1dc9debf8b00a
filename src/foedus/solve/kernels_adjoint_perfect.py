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

# ruff: noqa: RUF002
# (The letters of the equations.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel, row_kernel
from foedus.solve.kernels_certificate import point_tree
from foedus.solve.kernels_lanes import pointer, record
from foedus.solve.kernels_rows import (
    add_multiple,
    add_product,
    add_rows,
    copy_row,
    load_rows,
    set_product,
    set_row,
)
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_adjoint import Found
    from foedus.solve.tree import Tree


@inner_kernel
def depths(tree: Tree) -> NDArray[np.int32]:
    """How many moves lead to each node: int32[node]."""
    result = np.zeros(tree.node.size - 1, dtype=np.int32)
    for node in range(1, tree.node.size - 1):
        result[node] = result[tree.node[node].parent] + 1
    return result


class Needed(NamedTuple):
    """Whose worths of which nodes count: those of players who move on the way there.

    A node's players are those of the node above and, behind them, whoever moves there for the
    first time on the way, so that a player keeps his place in the lists of all nodes below.

    Attributes
    ----------
    depth : int32[node]
        How many moves lead to a node.
    first, player : int32[node + 1], int32[·]
        Where the list of a node begins, and the players in it, one list after another.
    place_of_mover : int32[node]
        The place of whoever moves at a node in the lists of the nodes below; -1 where nobody does.
    place_of_term : int32[term]
        The place of the player of a term in the list of its node; -1 where his worth is not needed.
    """

    depth: Any
    first: Any
    player: Any
    place_of_mover: Any
    place_of_term: Any


@row_kernel
def point_needed(needed: Needed) -> Needed:
    """The same lists, by pointers."""
    return Needed(
        pointer(needed.depth),
        pointer(needed.first),
        pointer(needed.player),
        pointer(needed.place_of_mover),
        pointer(needed.place_of_term),
    )


class Descent(NamedTuple):
    """The numbers of a group of lanes while the tree is walked up, then down.

    Attributes
    ----------
    share, by_share : float64[share, lane]
        Probabilities: the strategy, then each player's chance slots with the certain and the
        impossible one; and the derivatives by them.
    worth, by_worth : float64[quantity, lane]
        The worth of each quantity, and the derivative.
    rationality, by_rationality : float64[player, lane]
        λ (zero in the rational limit, where it changes nothing), and the derivative.
    value : float64[·, lane]
        The worths of nodes to the players in their lists.
    by_value : float64[depth · player, lane]
        The derivatives by these, for the nodes on the way down to where the walk is.
    by_utility : float64[depth · action, lane]
        The derivatives by the worths of the actions, at the nodes on the way.
    mean : float64[1, lane]
        A mean over actions.
    players, widest
        How many players there are, and how many actions at most.
    """

    share: Any
    by_share: Any
    worth: Any
    by_worth: Any
    rationality: Any
    by_rationality: Any
    value: Any
    by_value: Any
    by_utility: Any
    mean: Any
    players: int
    widest: int


@row_kernel
def point_descent(walk: Descent) -> Descent:
    """The same numbers, by pointers."""
    return Descent(
        pointer(walk.share),
        pointer(walk.by_share),
        pointer(walk.worth),
        pointer(walk.by_worth),
        pointer(walk.rationality),
        pointer(walk.by_rationality),
        pointer(walk.value),
        pointer(walk.by_value),
        pointer(walk.by_utility),
        pointer(walk.mean),
        walk.players,
        walk.widest,
    )


@inner_kernel
def find_needed(tree: Tree, player_count: int) -> Needed:
    """Work out whose worths are needed where."""
    nodes = tree.node.size - 1
    first = np.zeros(nodes + 1, np.int32)
    player = np.zeros(nodes * player_count, np.int32)
    place_of_mover = np.full(nodes, -1, np.int32)
    place_of_term = np.full(tree.term.size, -1, np.int32)
    for node in range(nodes):
        count = 0
        if node > 0:
            above = tree.node[node].parent
            count = first[above + 1] - first[above]
            for place in range(count):
                player[first[node] + place] = player[first[above] + place]
            if place_of_mover[above] == count:
                player[first[node] + count] = tree.node[above].player
                count += 1
        first[node + 1] = first[node] + count
        place_of_mover[node] = count if tree.node[node].information_set >= 0 else -1
        for place in range(count):
            one = player[first[node] + place]
            if one == tree.node[node].player:
                place_of_mover[node] = place
            for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
                if tree.term[term].player == one:
                    place_of_term[term] = place
    return Needed(depths(tree), first, player, place_of_mover, place_of_term)


@inner_kernel
def new_descent(
    tree: Tree, needed: Needed, strategies: int, slots: int, quantities: int, player_count: int
) -> Descent:
    """Room for a group of lanes."""
    height, widest = 1, 1
    for node in range(tree.node.size - 1):
        height = max(height, needed.depth[node] + 1)
        widest = max(widest, tree.node[node + 1].first_edge - tree.node[node].first_edge)
    shares = strategies + player_count * (slots + 2)
    share = np.zeros((shares, LANES))
    for player in range(player_count):
        share[strategies + player * (slots + 2) + slots] = 1.0
    return Descent(
        share,
        np.zeros((shares, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((player_count, LANES)),
        np.zeros((player_count, LANES)),
        np.zeros((needed.first[tree.node.size - 1], LANES)),
        np.zeros((height * player_count, LANES)),
        np.zeros((height * widest, LANES)),
        np.zeros((1, LANES)),
        player_count,
        widest,
    )


@inner_kernel
def value_nodes(
    tree: Tree, needed: Needed, walk: Descent, nodes: int, strategies: int, slots: int
) -> None:
    """The worth of every node to the players in its list."""
    for node in range(nodes - 1, 0, -1):
        base, count = needed.first[node], needed.first[node + 1] - needed.first[node]
        for place in range(count):
            set_row(walk.value, base + place, 0.0)
        for term in range(
            record(tree.node, node).first_term, record(tree.node, node + 1).first_term
        ):
            place, quantity = needed.place_of_term[term], record(tree.term, term).quantity
            if place >= 0:
                factor = record(tree.term, term).coefficient
                add_multiple(walk.value, base + place, factor, walk.worth, quantity)
        for edge in range(
            record(tree.node, node).first_edge, record(tree.node, node + 1).first_edge
        ):
            below, factor = (
                needed.first[record(tree.edge, edge).child],
                record(tree.edge, edge).factor,
            )
            step = 0 if factor < strategies else slots + 2
            for place in range(count):
                share = factor + step * needed.player[base + place]
                add_product(walk.value, base + place, walk.share, share, walk.value, below + place)


@row_kernel
def come_down(
    tree: Tree, needed: Needed, walk: Descent, node: int, strategies: int, slots: int
) -> None:
    """Derivatives by the worths of a node, from those of the node above."""
    players, level = walk.players, needed.depth[node]
    above, factor = record(tree.node, node).parent, record(tree.node, node).factor
    base, over = level * players, (level - 1) * players
    first = needed.first[node]
    count = needed.first[above + 1] - needed.first[above]
    step = 0 if factor < strategies else slots + 2
    for place in range(count):
        share = factor + step * needed.player[first + place]
        set_product(walk.by_value, base + place, walk.share, share, walk.by_value, over + place)
    mover = needed.place_of_mover[above]
    if mover >= 0:
        action = factor - record(tree.edge, record(tree.node, above).first_edge).factor
        at = (level - 1) * walk.widest + action
        if mover == count:
            copy_row(walk.by_value, base + mover, walk.by_utility, at)
        else:
            add_multiple(walk.by_value, base + mover, 1.0, walk.by_utility, at)


@row_kernel
def differentiate_move(tree: Tree, needed: Needed, walk: Descent, node: int) -> None:
    """Derivatives by the worths of the actions at a node, and by its mover's λ."""
    first, last = record(tree.node, node).first_edge, record(tree.node, node + 1).first_edge
    start, mover = record(tree.edge, first).factor, record(tree.node, node).player
    base, actions = needed.depth[node] * walk.players, needed.depth[node] * walk.widest
    count = needed.first[node + 1] - needed.first[node]
    set_row(walk.mean, 0, 0.0)
    for action in range(last - first):
        at, below = actions + action, needed.first[record(tree.edge, first + action).child]
        copy_row(walk.by_utility, at, walk.by_share, start + action)
        for place in range(count):
            add_product(walk.by_utility, at, walk.by_value, base + place, walk.value, below + place)
        add_product(walk.mean, 0, walk.share, start + action, walk.by_utility, at)
    for action in range(last - first):
        at = actions + action
        below = needed.first[record(tree.edge, first + action).child] + needed.place_of_mover[node]
        add_multiple(walk.by_utility, at, -1.0, walk.mean, 0)
        set_product(walk.by_utility, at, walk.share, start + action, walk.by_utility, at)
        add_product(walk.by_rationality, mover, walk.by_utility, at, walk.value, below)
        set_product(walk.by_utility, at, walk.rationality, mover, walk.by_utility, at)


@row_kernel
def differentiate_chance(tree: Tree, needed: Needed, walk: Descent, node: int, slots: int) -> None:
    """Derivatives by each player's probabilities at a chance node."""
    first, base = needed.first[node], needed.depth[node] * walk.players
    count = needed.first[node + 1] - first
    for edge in range(record(tree.node, node).first_edge, record(tree.node, node + 1).first_edge):
        below, factor = needed.first[record(tree.edge, edge).child], record(tree.edge, edge).factor
        for place in range(count):
            share = factor + (slots + 2) * needed.player[first + place]
            add_product(
                walk.by_share, share, walk.by_value, base + place, walk.value, below + place
            )


@inner_kernel
def descend(
    tree: Tree, needed: Needed, walk: Descent, nodes: int, strategies: int, slots: int
) -> None:
    """Walk down, with the query's own derivatives by the play in `by_share`."""
    for node in range(nodes):
        if node > 0:
            come_down(tree, needed, walk, node, strategies, slots)
        base = needed.depth[node] * walk.players
        for term in range(
            record(tree.node, node).first_term, record(tree.node, node + 1).first_term
        ):
            place, quantity = needed.place_of_term[term], record(tree.term, term).quantity
            if place >= 0:
                factor = record(tree.term, term).coefficient
                add_multiple(walk.by_worth, quantity, factor, walk.by_value, base + place)
        if record(tree.node, node).information_set >= 0:
            differentiate_move(tree, needed, walk, node)
        else:
            differentiate_chance(tree, needed, walk, node, slots)


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
    needed = find_needed(tree, player_count)
    walk = new_descent(tree, needed, strategies, slots, quantities, player_count)
    rooted, here = point_tree(tree), point_descent(walk)
    nodes = tree.node.size - 1
    for begin in range(0, variants, LANES):
        load_rows(here.worth, 0, worths, begin)
        load_rows(here.share, 0, behaviour, begin)
        load_rows(here.rationality, 0, rationality, begin)
        for player in range(player_count):
            load_rows(here.share, strategies + player * (slots + 2), chance[player], begin)
            for lane in range(LANES):
                if walk.rationality[player, lane] == np.inf:
                    walk.rationality[player, lane] = 0.0
        lists = point_needed(needed)
        value_nodes(rooted, lists, here, nodes, strategies, slots)
        for query in range(by_play.shape[0]):
            walk.by_share[:] = 0.0
            walk.by_worth[:] = 0.0
            walk.by_rationality[:] = 0.0
            load_rows(here.by_share, 0, by_play[query], begin)
            descend(rooted, lists, here, nodes, strategies, slots)
            add_rows(here.by_worth, 0, found.by_worth[query], begin)
            add_rows(here.by_rationality, 0, found.by_rationality[query], begin)
            for player in range(player_count):
                place = strategies + player * (slots + 2)
                add_rows(here.by_share, place, found.by_chance[query, player], begin)
