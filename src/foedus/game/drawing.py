"""What does the tree look like, history by history?

An outline for trees small enough to read: each line is an option and what it leads to. Nodes that
their actor cannot tell apart carry the same number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from foedus.game.game import Game

MOST_DRAWN = 500
"""Nodes that are drawn unless the caller asks for more."""


def draw_tree(game: Game, *, most_nodes: int = MOST_DRAWN) -> str:
    """The tree of a game as an indented outline.

    Parameters
    ----------
    game
        The game.
    most_nodes
        Where the outline breaks off.
    """
    form = game.form
    members = np.bincount(
        form.information_set_of_node[form.information_set_of_node != NOWHERE],
        minlength=len(form.information_sets),
    )
    depth = np.zeros(form.node_count, dtype=np.int64)
    lines: list[str] = []
    for node in range(min(form.node_count, most_nodes)):
        above = int(form.parent[node])
        option = ""
        if above != NOWHERE:
            depth[node] = depth[above] + 1
            at = int(game.primitive_of_node[above])
            chosen = int(game.taken[node, at])
            option = f"{game.expansion.primitives[at].options[chosen].name}: "
        lines.append(f"{'  ' * int(depth[node])}{option}{_node(game, node, members.tolist())}")
    if form.node_count > most_nodes:
        lines.append(f"… and {form.node_count - most_nodes:,} nodes more")
    return "\n".join(lines)


def _node(game: Game, node: int, members: list[int]) -> str:
    """What is played at a node, or how the play has ended."""
    at = int(game.primitive_of_node[node])
    if at < 0:
        return f"→ {game.outcomes[int(game.outcome_of_node[node])]}"
    primitive = game.expansion.primitives[at]
    if primitive.actor is None:
        return f"{primitive.name} (chance)"
    number = int(game.form.information_set_of_node[node])
    shared = f", {number + 1}" if members[number] > 1 else ""
    return f"{primitive.name} ({primitive.actor}{shared})"
