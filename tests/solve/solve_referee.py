"""The referee: pygambit's answer to one variant of a game with common priors.

The game reaches it as a file that Foedus wrote, so that the referee judges the writing too.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.solve import CHANCE, ExtensiveForm, Variants
from foedus.solve.efg_writing import efg_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def gambit_answer(
    form: ExtensiveForm, variants: Variants, rationality: float, variant: int = 0
) -> NDArray[np.float64] | None:
    """Pygambit's behaviour strategy on the principal branch; None where it stuck before."""
    import pygambit  # noqa: PLC0415 (only where the referee is installed)
    from pygambit.qre import logit_solve_lambda  # noqa: PLC0415

    game = pygambit.read_efg(io.StringIO(efg_text(form, variants, variant=variant)))
    [point] = logit_solve_lambda(game, rationality)[:1] or [None]
    if point is None or abs(point.lam - rationality) > 1e-8 * max(1.0, rationality):
        return None
    behaviour = np.full(int(form.first_strategy[-1]), np.nan)
    for player in game.players:
        for history, action_probabilities in point.profile[player]:
            information_set = int(form.information_set_of_node[_node_after(form, history)])
            start = int(form.first_strategy[information_set])
            for number, label in enumerate(form.actions[information_set]):
                behaviour[start + number] = float(action_probabilities[label])
    return behaviour


def _node_after(form: ExtensiveForm, history: Iterable[Any]) -> int:
    """The node that a history of pygambit leads to."""
    node = 0
    for transition in history:
        first, last = form.first_edge[node : node + 2]
        if form.player_of_node[node] == CHANCE:
            slots = form.chance_slot_of_edge[first:last].tolist()
            labels = tuple(form.chance_slots[slot] for slot in slots)
        else:
            labels = form.actions[int(form.information_set_of_node[node])]
        node = int(form.child_of_edge[first + labels.index(transition.action)])
    return node
