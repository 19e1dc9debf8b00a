"""Which ends can the play come to at all, when some choices are forced?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm


def reachable_ends(form: ExtensiveForm, *forced: NDArray[np.int32] | None) -> NDArray[np.bool_]:
    """The ends that no forced choice cuts off, whatever the actors and chance do otherwise.

    Parameters
    ----------
    form
        The game.
    forced : int32[node] or None
        The action that is taken at a node, -1 where it is free; several sets of forced choices
        hold together, an earlier one before a later.

    Returns
    -------
    bool[node]
        True only at terminal nodes.
    """
    taken = np.full(form.node_count, NOWHERE, dtype=np.int32)
    for one in reversed(forced):
        if one is not None:
            taken = np.where(one != NOWHERE, one, taken)
    position = np.zeros(form.node_count, dtype=np.int32)
    edges = np.arange(form.child_of_edge.size, dtype=np.int32)
    position[form.child_of_edge] = edges - np.repeat(form.first_edge[:-1], np.diff(form.first_edge))
    above = np.maximum(form.parent, 0)
    is_open = (taken[above] == NOWHERE) | (taken[above] == position)
    is_open[0] = True
    # Every round looks twice as far up as the one before.
    while above.any():
        is_open &= is_open[above]
        above = above[above]
    return is_open & form.is_terminal
