"""What does a kernel need to know of a game's tree?

The arrays of an `ExtensiveForm`, with the announced choices worked in and every edge given one
*factor*: a number below `strategy_count` is an entry of the behaviour strategy, a higher one a
chance slot. Two slots are added after those of the form: one that is certain and one that is
impossible. An announced choice becomes a chance node with these two, the same for all: what it
excludes is thereby off the path, and beliefs there are the limit of small errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import numpy as np

from foedus.solve.extensive_form import CHANCE, NOWHERE, TERMINAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm


Records: TypeAlias = Any
"""An array of records, whose fields Numba reads as attributes (and NumPy by name)."""


class TreeArrays(NamedTuple):
    """A game's tree in flat arrays, for working out a plan.

    Attributes
    ----------
    parent, player_of_node, set_of_node, first_edge, child_of_edge
        As in `ExtensiveForm`, announced choices being chance nodes.
    factor_of_edge, factor_into_node : int32[edge], int32[node]
        The factor of an edge, and of the edge that leads to a node (-1 at the root).
    end_of_subtree : int32[node]
        The first node after the subtree of a node.
    first_term, player_of_term, quantity_of_term, coefficient_of_term
        As in `ExtensiveForm`.
    first_strategy, player_of_set : int32[information_set + 1], int32[information_set]
        Where the strategy of an information set begins, and whose it is.
    first_member, member : int32[information_set + 1], int32[member]
        The nodes of each information set.
    """

    parent: NDArray[np.int32]
    player_of_node: NDArray[np.int32]
    set_of_node: NDArray[np.int32]
    first_edge: NDArray[np.int32]
    child_of_edge: NDArray[np.int32]
    factor_of_edge: NDArray[np.int32]
    factor_into_node: NDArray[np.int32]
    end_of_subtree: NDArray[np.int32]
    first_term: NDArray[np.int32]
    player_of_term: NDArray[np.int32]
    quantity_of_term: NDArray[np.int32]
    coefficient_of_term: NDArray[np.float64]
    first_strategy: NDArray[np.int32]
    player_of_set: NDArray[np.int32]
    first_member: NDArray[np.int32]
    member: NDArray[np.int32]


class Tree(NamedTuple):
    """A game's tree as the kernels read it: few arrays of records, as each costs at every call.

    Attributes
    ----------
    node : record[node + 1]
        parent, player, information_set, first_edge, factor (of the edge above), first_term; the
        last record only ends the runs of edges and terms.
    edge : record[edge]
        child, factor.
    information_set : record[information_set + 1]
        first_strategy, player, first_member.
    term : record[term]
        coefficient, player, quantity.
    member : int32[member]
        The nodes of each information set.
    """

    node: Records
    edge: Records
    information_set: Records
    term: Records
    member: NDArray[np.int32]


def pack_tree(arrays: TreeArrays) -> Tree:
    """Put the arrays of a tree into records.

    Parameters
    ----------
    arrays
        The tree.
    """
    sets = arrays.player_of_set.size
    return Tree(
        node=records(
            arrays.parent.size + 1,
            parent=arrays.parent,
            player=arrays.player_of_node,
            information_set=arrays.set_of_node,
            first_edge=arrays.first_edge,
            factor=arrays.factor_into_node,
            first_term=arrays.first_term,
        ),
        edge=records(
            arrays.child_of_edge.size, child=arrays.child_of_edge, factor=arrays.factor_of_edge
        ),
        information_set=records(
            sets + 1,
            first_strategy=arrays.first_strategy,
            player=arrays.player_of_set,
            first_member=arrays.first_member,
        ),
        term=records(
            arrays.player_of_term.size,
            coefficient=arrays.coefficient_of_term,
            player=arrays.player_of_term,
            quantity=arrays.quantity_of_term,
        ),
        member=arrays.member,
    )


def records(count: int, **columns: NDArray[np.int32] | NDArray[np.float64]) -> Records:
    """An array of records with the given columns; what a column lacks at its end is -1."""
    kinds = np.dtype([(name, column.dtype) for name, column in columns.items()])
    table = np.full(count, -1, dtype=np.int32).astype(kinds)
    for name, column in columns.items():
        table[name] = -1
        table[name][: column.size] = column
    return table


def grow_tree(form: ExtensiveForm, fixed: NDArray[np.int32] | None = None) -> TreeArrays:
    """Lay out a game for the kernels.

    Parameters
    ----------
    form
        The game.
    fixed : int32[node] or None
        The action that is announced at a node, -1 where none is.
    """
    edge_counts = np.diff(form.first_edge)
    node_of_edge = np.repeat(np.arange(form.node_count, dtype=np.int32), edge_counts)
    action_of_edge = np.arange(node_of_edge.size, dtype=np.int32) - form.first_edge[node_of_edge]
    strategy_count = int(form.first_strategy[-1])
    set_of_edge = form.information_set_of_node[node_of_edge]
    decides = set_of_edge != NOWHERE
    factor = np.where(
        decides,
        form.first_strategy[np.where(decides, set_of_edge, 0)] + action_of_edge,
        strategy_count + form.chance_slot_of_edge,
    ).astype(np.int32)
    player_of_node = form.player_of_node.copy()
    set_of_node = form.information_set_of_node.copy()
    if fixed is not None:
        announced = fixed[node_of_edge]
        certain = strategy_count + len(form.chance_slots)
        factor[announced >= 0] = certain + 1
        factor[(announced >= 0) & (announced == action_of_edge)] = certain
        player_of_node[fixed >= 0] = CHANCE
        set_of_node[fixed >= 0] = NOWHERE
    factor_into_node = np.full(form.node_count, NOWHERE, dtype=np.int32)
    factor_into_node[form.child_of_edge] = factor
    members = np.flatnonzero(set_of_node != NOWHERE).astype(np.int32)
    members = members[np.argsort(set_of_node[members], kind="stable")]
    sizes = np.bincount(set_of_node[members], minlength=len(form.information_sets))
    return TreeArrays(
        parent=_plain(form.parent),
        player_of_node=_plain(player_of_node),
        set_of_node=_plain(set_of_node),
        first_edge=_plain(form.first_edge),
        child_of_edge=_plain(form.child_of_edge),
        factor_of_edge=factor,
        factor_into_node=factor_into_node,
        end_of_subtree=_ends_of_subtrees(form),
        first_term=_plain(form.first_term),
        player_of_term=_plain(form.player_of_term),
        quantity_of_term=_plain(form.quantity_of_term),
        coefficient_of_term=np.ascontiguousarray(form.coefficient_of_term, dtype=np.float64),
        first_strategy=_plain(form.first_strategy),
        player_of_set=_plain(form.player_of_information_set),
        first_member=np.concatenate([[0], np.cumsum(sizes)]).astype(np.int32),
        member=members,
    )


def _plain(array: NDArray[np.int32]) -> NDArray[np.int32]:
    return np.ascontiguousarray(array, dtype=np.int32)


def _ends_of_subtrees(form: ExtensiveForm) -> NDArray[np.int32]:
    """The first node after each subtree; nodes are numbered in preorder."""
    end = np.arange(1, form.node_count + 1, dtype=np.int32)
    last_edge = form.first_edge[1:] - 1
    for node in np.flatnonzero(form.player_of_node != TERMINAL)[::-1]:
        end[node] = end[form.child_of_edge[last_edge[node]]]
    return end
