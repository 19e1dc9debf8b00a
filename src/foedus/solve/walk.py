"""In which order does a walk over a tree meet its nodes, and what does it do at each?

A walk goes up or down over the inner nodes of a tree, one after another. Going up it meets a node
after all that is below it, whatever needs most room first, so that few worths wait in their places
at a time (Sethi & Ullman 1970); going down it meets them the other way round, and the same places
serve. Leaves are no stops: their payoffs are summed where the node above needs them, and never
stored.

Payoff terms are charged at the highest node where they are settled: what all branches of a node
charge alike is charged once, at the node. And the worth of a node to a player is found only where
somebody above needs it: that player, to choose; or whoever wants to know his expected payoff.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.extensive_form import NOWHERE
from foedus.solve.tree import Records, records

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import TreeArrays


class Walk(NamedTuple):
    """A tree as a walk sees it; a *stop* is an inner node, numbered on the way up.

    Attributes
    ----------
    stop : record[stop + 1]
        player (negative where nobody moves), first_edge, place (the first of its rows, one for each
        player; the root's is 0), payer (the first of its entries of `first_term`, one for each
        player; -1 where nothing is charged), first_wanted, is_mover_wanted. The last record only
        ends the runs.
    edge : record[edge]
        below (the place of an inner node, ``-1 - payer`` of a leaf), leaf (-1 for an inner node),
        factor (an entry of the strategy, or a chance slot).
    first_term : int32[(leaf + charging stop) * player]
        Where the terms begin that are charged to each player, -1 for none: at leaves, in the order
        of nodes, then at those stops that charge anything.
    coefficient, quantity : float[term], int32[term]
        A factor, and twice the quantity that it multiplies, plus 1 for the last term of its run.
    wanted : int32[wanted]
        The players to whom the worth of a stop is found, besides whoever moves there.
    stop_of_node, leaf_of_node : int32[node]
        Where a node of the game is met; -1 for the other kind.
    size : int32[4]
        How many stops, leaves, players and places there are.
    """

    stop: Records
    edge: Records
    first_term: NDArray[np.int32]
    coefficient: NDArray[np.floating[Any]]
    quantity: NDArray[np.int32]
    wanted: NDArray[np.int32]
    stop_of_node: NDArray[np.int32]
    leaf_of_node: NDArray[np.int32]
    size: NDArray[np.int32]


def make_walk(tree: TreeArrays, player_count: int, *, is_worth_wanted: bool) -> Walk:
    """Lay a tree out for walks.

    Parameters
    ----------
    tree
        The game.
    player_count
        How many players it has.
    is_worth_wanted
        Whether everybody's expected payoff is wanted, or only what is needed for choices.
    """
    counts = np.diff(tree.first_edge)
    nodes, place, height = _order(tree)
    leaves = np.flatnonzero(counts == 0)
    stop_of_node = _numbered(nodes, counts.size)
    leaf_of_node = _numbered(leaves, counts.size)
    terms = _settled(_terms_of(tree), tree.parent, counts)
    charging = np.unique(terms.node[counts[terms.node] > 0])
    payer_of_node = leaf_of_node.copy()
    payer_of_node[charging] = leaves.size + np.arange(charging.size)
    wanted = _wanted(tree, nodes, player_count, is_worth_wanted=is_worth_wanted)
    edges = np.concatenate([np.arange(*tree.first_edge[node : node + 2]) for node in nodes] or [[]])
    edges = edges.astype(np.int32)
    below, factor = tree.child_of_edge[edges], tree.factor_of_edge[edges]
    strategy_count = int(tree.first_strategy[-1])
    payers = payer_of_node[terms.node] * player_count + terms.player
    order = np.argsort(payers, kind="stable")
    lengths = np.bincount(payers, minlength=(leaves.size + charging.size) * player_count)
    is_last = np.diff(payers[order], append=-1) != 0
    return Walk(
        stop=records(
            nodes.size + 1,
            player=tree.player_of_node[nodes],
            first_edge=_beginnings(counts[nodes]),
            place=player_count * place[nodes],
            payer=np.where(payer_of_node[nodes] < 0, -1, player_count * payer_of_node[nodes]),
            first_wanted=_beginnings([len(others) for _, others in wanted]),
            is_mover_wanted=np.array([mover for mover, _ in wanted], dtype=np.int32),
        ),
        edge=records(
            edges.size,
            below=np.where(
                leaf_of_node[below] >= 0,
                -1 - player_count * leaf_of_node[below],
                player_count * place[below],
            ),
            leaf=leaf_of_node[below],
            factor=np.where(factor < strategy_count, factor, factor - strategy_count),
        ),
        first_term=np.where(lengths > 0, _beginnings(lengths)[:-1], -1).astype(np.int32),
        coefficient=terms.coefficient[order],
        quantity=(2 * terms.quantity[order] + is_last).astype(np.int32),
        wanted=np.array([player for _, others in wanted for player in others], dtype=np.int32),
        stop_of_node=stop_of_node,
        leaf_of_node=leaf_of_node,
        size=np.array([nodes.size, leaves.size, player_count, height], dtype=np.int32),
    )


class _Terms(NamedTuple):
    """Payoff terms: one entry each."""

    node: NDArray[np.int32]
    player: NDArray[np.int32]
    quantity: NDArray[np.int32]
    coefficient: NDArray[np.float64]

    def at(self, which: NDArray[np.bool_] | NDArray[np.intp]) -> _Terms:
        """Some of them."""
        return _Terms(
            self.node[which], self.player[which], self.quantity[which], self.coefficient[which]
        )


def _together(parts: list[_Terms]) -> _Terms:
    """All of them, like terms summed."""
    return _merged(
        _Terms(
            np.concatenate([part.node for part in parts]),
            np.concatenate([part.player for part in parts]),
            np.concatenate([part.quantity for part in parts]),
            np.concatenate([part.coefficient for part in parts]),
        )
    )


def _terms_of(tree: TreeArrays) -> _Terms:
    node = np.repeat(np.arange(tree.parent.size, dtype=np.int32), np.diff(tree.first_term))
    return _merged(
        _Terms(node, tree.player_of_term, tree.quantity_of_term, tree.coefficient_of_term)
    )


def _merged(terms: _Terms) -> _Terms:
    """Sum the coefficients of like terms."""
    order = np.lexsort((terms.quantity, terms.player, terms.node))
    if order.size == 0:
        return terms
    sorted_terms = terms.at(order)
    is_new = np.ones(order.size, dtype=np.bool_)
    is_new[1:] = np.any(
        [
            np.diff(column) != 0
            for column in (sorted_terms.node, sorted_terms.player, sorted_terms.quantity)
        ],
        axis=0,
    )
    first = np.flatnonzero(is_new)
    return sorted_terms.at(first)._replace(
        coefficient=np.add.reduceat(sorted_terms.coefficient, first)
    )


def _settled(
    terms: _Terms, parent: NDArray[np.int32], counts: NDArray[np.signedinteger[Any]]
) -> _Terms:
    """Charge every term at the highest node where it is settled, from the leaves up."""
    depth = np.zeros(parent.size, dtype=np.int32)
    for node in range(1, parent.size):
        depth[node] = depth[parent[node]] + 1
    result: list[_Terms] = []
    raised = terms.at(np.zeros(terms.node.size, dtype=np.bool_))
    for level in range(int(depth.max(initial=0)), 0, -1):
        here = _together([terms.at(depth[terms.node] == level), raised])
        kept, raised = _raise_one_level(here, parent, counts)
        result.append(kept)
    result.append(terms.at(depth[terms.node] == 0))
    result.append(raised)
    return _together(result)


def _raise_one_level(
    terms: _Terms, parent: NDArray[np.int32], counts: NDArray[np.signedinteger[Any]]
) -> tuple[_Terms, _Terms]:
    """Those that stay, and those that all branches of the node above charge alike."""
    above = parent[terms.node]
    order = np.lexsort((terms.coefficient, terms.quantity, terms.player, above))
    if order.size == 0:
        return terms, terms
    columns = (above, terms.player, terms.quantity, terms.coefficient)
    is_new = np.ones(order.size, dtype=np.bool_)
    is_new[1:] = np.any([np.diff(column[order]) != 0 for column in columns], axis=0)
    group = np.cumsum(is_new) - 1
    is_common = np.bincount(group)[group] == counts[above[order]]
    raised = terms.at(order[is_new & is_common])
    return terms.at(order[~is_common]), raised._replace(node=parent[raised.node])


def _order(tree: TreeArrays) -> tuple[NDArray[np.intp], NDArray[np.int32], int]:
    """The inner nodes on the way up, the place of each node, and how many places there are."""
    first_edge, child = tree.first_edge.tolist(), tree.child_of_edge.tolist()
    inner_below: list[list[int]] = [[] for _ in range(tree.parent.size)]
    room = [0] * tree.parent.size
    for node in range(tree.parent.size - 1, -1, -1):
        below = [one for one in child[first_edge[node] : first_edge[node + 1]] if room[one]]
        below.sort(key=room.__getitem__, reverse=True)
        inner_below[node] = below
        if first_edge[node + 1] > first_edge[node]:
            # its own place is taken while those below are still needed
            waiting = [room[one] + before for before, one in enumerate(below)]
            room[node] = max([len(below) + 1, *waiting])
    nodes: list[int] = []
    pending = [0] if room[0] else []
    while pending:
        node = pending.pop()
        nodes.append(node)
        pending += inner_below[node]
    nodes.reverse()
    place = np.full(tree.parent.size, NOWHERE, dtype=np.int32)
    free = list(range(max(room[0], 1)))[::-1]
    for node in nodes:
        place[node] = free.pop()
        free += [int(place[one]) for one in inner_below[node]]
    of_root = place[0]
    is_zero, is_of_root = place == 0, place == of_root
    place[is_zero], place[is_of_root] = of_root, 0
    return np.array(nodes, dtype=np.intp), place, max(room[0], 1)


def _wanted(
    tree: TreeArrays, nodes: NDArray[np.intp], player_count: int, *, is_worth_wanted: bool
) -> list[tuple[bool, list[int]]]:
    """For each stop, whether its worth to the mover is wanted, and the others who want theirs."""
    everybody = (1 << player_count) - 1
    masks = [everybody if is_worth_wanted else 0] * tree.parent.size
    parent, player = tree.parent.tolist(), tree.player_of_node.tolist()
    bits = [1 << mover if mover >= 0 else 0 for mover in player]
    for node in range(1, tree.parent.size):
        masks[node] = masks[parent[node]] | bits[parent[node]]
    others_of = {
        mask: [one for one in range(player_count) if mask >> one & 1]
        for mask in {masks[node] & ~bits[node] for node in nodes.tolist()}
    }
    return [
        (bool(masks[node] & bits[node]), others_of[masks[node] & ~bits[node]])
        for node in nodes.tolist()
    ]


def _numbered(nodes: NDArray[np.intp], count: int) -> NDArray[np.int32]:
    numbers = np.full(count, NOWHERE, dtype=np.int32)
    numbers[nodes] = np.arange(nodes.size)
    return numbers


def _beginnings(counts: NDArray[np.signedinteger[Any]] | list[int]) -> NDArray[np.int32]:
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
