"""Which ends can the play come to at all, when some choices are forced?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.game import Game


def reachable_ends(game: Game, *forced: NDArray[np.int32] | None) -> NDArray[np.bool_]:
    """The ends that no forced choice cuts off, whatever the actors and chance do otherwise.

    Parameters
    ----------
    game
        The game.
    forced : int32[node] or None
        The action that is taken at a node, -1 where it is free; several sets of forced choices
        hold together, an earlier one before a later.

    Returns
    -------
    bool[node]
        True only at terminal nodes.
    """
    form = game.form
    taken = np.full(form.node_count, NOWHERE, dtype=np.int32)
    for one in reversed(forced):
        if one is not None:
            taken = np.where(one != NOWHERE, one, taken)
    position = np.zeros(form.node_count, dtype=np.int32)
    edges = np.arange(form.child_of_edge.size, dtype=np.int32)
    position[form.child_of_edge] = edges - np.repeat(form.first_edge[:-1], np.diff(form.first_edge))
    above = np.maximum(form.parent, 0)
    is_cut = (taken[above] != NOWHERE) & (taken[above] != position)
    is_cut[0] = False
    is_reachable = np.ones(form.node_count, dtype=np.bool_)
    # A parent has a smaller number than its children.
    for node, parent in enumerate(form.parent.tolist()):
        if node:
            is_reachable[node] = is_reachable[parent] and not is_cut[node]
    return is_reachable & form.is_terminal
