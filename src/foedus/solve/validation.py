"""Is this a game of perfect recall, written as it should be?

A player has perfect recall when all nodes of each of his information sets lie behind the same
sequence of his own information sets and actions (Kuhn 1953; Osborne & Rubinstein 1994, § 11.1.3).
Every node inherits a number for that sequence from its parent, so that one pass over the tree is
enough.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.extensive_form import CHANCE, NOWHERE, TERMINAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.solve.extensive_form import ExtensiveForm


def validate(form: ExtensiveForm) -> None:
    """Refuse a game that the solver would misunderstand.

    You need it only for an `ExtensiveForm` whose arrays you wrote yourself: the builder and `solve`
    call it.

    Parameters
    ----------
    form
        The game.

    Raises
    ------
    ValueError
        Says what was found, at which node or information set, and what would be right.
    """
    _check_numbering(form)
    _check_references(form)
    _check_information_sets(form)
    _check_perfect_recall(form)


def _check_numbering(form: ExtensiveForm) -> None:
    """Nodes must be in preorder, with edges in the same order."""
    nodes = form.node_count
    if nodes == 0 or form.parent[0] != NOWHERE:
        raise ValueError("a game needs a root: node 0, whose parent is -1")
    if form.first_edge.size != nodes + 1 or form.first_edge[-1] != form.child_of_edge.size:
        raise ValueError("first_edge must have an entry for each node and end at the last edge")
    if form.child_of_edge.size != nodes - 1:
        raise ValueError(
            f"a tree of {nodes} nodes has {nodes - 1} edges, not {form.child_of_edge.size}"
        )
    above = np.repeat(np.arange(nodes), np.diff(form.first_edge))
    wrong = np.flatnonzero(form.parent[form.child_of_edge] != above)
    if wrong.size:
        raise ValueError(
            f"edge {int(wrong[0])} leads from node {int(above[wrong[0]])} to node "
            f"{int(form.child_of_edge[wrong[0]])}, whose parent is another"
        )
    expected = 0
    pending = [0]
    while pending:
        node = pending.pop()
        if node != expected:
            raise ValueError(
                f"nodes are not numbered in preorder: {node} stands where {expected} should"
            )
        expected += 1
        first, last = form.first_edge[node : node + 2]
        pending.extend(form.child_of_edge[first:last][::-1].tolist())
    is_leaf = np.diff(form.first_edge) == 0
    wrong = np.flatnonzero(is_leaf != form.is_terminal)
    if wrong.size:
        node = int(wrong[0])
        raise ValueError(
            f"node {node} has no edges but somebody moves there"
            if is_leaf[node]
            else f"node {node} is terminal but has edges"
        )


def _check_references(form: ExtensiveForm) -> None:
    """Numbers that refer to names must be in range."""
    if ((form.player_of_node >= len(form.players)) | (form.player_of_node < TERMINAL)).any():
        raise ValueError("player_of_node names a player that does not exist")
    above = np.repeat(np.arange(form.node_count), np.diff(form.first_edge))
    is_chance_edge = form.player_of_node[above] == CHANCE
    slots = form.chance_slot_of_edge
    if slots.shape != above.shape:
        raise ValueError("chance_slot_of_edge must have an entry for each edge")
    wrong = (slots[is_chance_edge] < 0) | (slots[is_chance_edge] >= len(form.chance_slots))
    if wrong.any():
        raise ValueError("an edge out of a chance node has no chance slot, or one without a name")
    if form.first_term.size != form.node_count + 1 or (
        form.first_term[-1] != form.player_of_term.size
    ):
        raise ValueError("first_term must have an entry for each node and end at the last term")
    for name, values, limit in (
        ("player_of_term", form.player_of_term, len(form.players)),
        ("quantity_of_term", form.quantity_of_term, len(form.quantities)),
    ):
        if values.size and (values.min() < 0 or values.max() >= limit):
            raise ValueError(f"{name} refers to number {int(values.max())} of {limit}")
    if not np.isfinite(form.coefficient_of_term).all():
        raise ValueError("coefficient_of_term must be finite")


def _check_information_sets(form: ExtensiveForm) -> None:
    """One player, and the same number of actions, at all nodes of an information set."""
    is_decision = form.player_of_node >= 0
    wrong = np.flatnonzero(is_decision != (form.information_set_of_node != NOWHERE))
    if wrong.size:
        raise ValueError(
            f"node {int(wrong[0])}: decision nodes, and they alone, belong to an information set"
        )
    if len(form.actions) != len(form.information_sets):
        raise ValueError("actions must have an entry for each information set")
    counts = np.diff(form.first_edge)
    owner = form.player_of_information_set
    for node in np.flatnonzero(is_decision):
        information_set = int(form.information_set_of_node[node])
        name = form.information_sets[information_set]
        if form.player_of_node[node] != owner[information_set]:
            raise ValueError(
                f"two players move at information set {name!r}: "
                f"{form.players[owner[information_set]]!r} and "
                f"{form.players[form.player_of_node[node]]!r}"
            )
        if counts[node] != len(form.actions[information_set]):
            raise ValueError(
                f"node {int(node)} has {int(counts[node])} edges, but information set {name!r} "
                f"has the actions {', '.join(form.actions[information_set])}"
            )
    if (owner == NOWHERE).any():
        name = form.information_sets[int(np.flatnonzero(owner == NOWHERE)[0])]
        raise ValueError(f"information set {name!r} has no node")


def _check_perfect_recall(form: ExtensiveForm) -> None:
    for _, message in lapses_of_memory(form):
        raise ValueError(message)


def lapses_of_memory(form: ExtensiveForm) -> Iterator[tuple[int, str]]:
    """Nodes that a player could tell from the first of their information set, and a sentence.

    All nodes of an information set must lie behind the same own moves. The form must be sound in
    every other respect.
    """
    players = len(form.players)
    recalled = np.full((form.node_count, players), -1, dtype=np.int64)
    at_set = np.full(len(form.information_sets), -2, dtype=np.int64)
    starts = form.first_strategy
    action_below = np.zeros(form.node_count, dtype=np.int64)
    action_below[form.child_of_edge] = np.arange(form.child_of_edge.size) - np.repeat(
        form.first_edge[:-1], np.diff(form.first_edge)
    )
    for node in range(form.node_count):
        above = int(form.parent[node])
        if above != NOWHERE:
            recalled[node] = recalled[above]
            mover = int(form.player_of_node[above])
            if mover >= 0:
                information_set = form.information_set_of_node[above]
                recalled[node, mover] = starts[information_set] + action_below[node]
        player = int(form.player_of_node[node])
        if player < 0:
            continue
        information_set = int(form.information_set_of_node[node])
        memory = recalled[node, player]
        if at_set[information_set] == -2:  # noqa: PLR2004 (not visited yet)
            at_set[information_set] = memory
        elif at_set[information_set] != memory:
            name = form.information_sets[information_set]
            one, other = (_described(form, int(at)) for at in (at_set[information_set], memory))
            message = (
                f"{form.players[player]!r} forgets at information set {name!r}: its nodes {one} "
                f"and {other}; both must follow the same own moves (perfect recall)"
            )
            yield node, message


def _described(form: ExtensiveForm, index: int) -> str:
    """An entry of the strategy in words."""
    if index < 0:
        return "come before any own move"
    information_set = int(np.searchsorted(form.first_strategy, index, side="right")) - 1
    action = form.actions[information_set][index - int(form.first_strategy[information_set])]
    return f"follow {action!r} at {form.information_sets[information_set]!r}"
