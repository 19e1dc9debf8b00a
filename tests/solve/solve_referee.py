"""The referee: pygambit's answer to one variant of a game with common priors."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.solve import CHANCE, TERMINAL, ExtensiveForm, Variants

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray


def gambit_text(form: ExtensiveForm, variants: Variants, variant: int = 0) -> str:
    """The game in Gambit's .efg format, with all players' chance taken from the first."""
    lines = ['EFG 2 R "game" { ' + " ".join(f'"{name}"' for name in form.players) + " }", ""]
    paid = np.zeros((form.node_count, len(form.players)))
    within_player: dict[int, int] = {}
    counts = [0] * len(form.players)
    for information_set, player in enumerate(form.player_of_information_set):
        counts[player] += 1
        within_player[information_set] = counts[player]
    for node in range(form.node_count):
        if node:
            paid[node] = paid[form.parent[node]]
        for term in range(form.first_term[node], form.first_term[node + 1]):
            worth = variants.worths[form.quantity_of_term[term], variant]
            paid[node, form.player_of_term[term]] += form.coefficient_of_term[term] * worth
        player = int(form.player_of_node[node])
        if player == TERMINAL:
            amounts = ", ".join(f"{amount:.12f}" for amount in paid[node])
            lines.append(f't "" {node + 1} "" {{ {amounts} }}')
        elif player == CHANCE:
            first, last = form.first_edge[node : node + 2]
            slots = form.chance_slot_of_edge[first:last]
            branches = " ".join(
                f'"{edge}" {variants.chance[0, slot, variant]:.6f}'
                for edge, slot in zip(range(first, last), slots, strict=True)
            )
            lines.append(f'c "" {node + 1} "" {{ {branches} }} 0')
        else:
            information_set = int(form.information_set_of_node[node])
            labels = " ".join(f'"{label}"' for label in form.actions[information_set])
            number = within_player[information_set]
            lines.append(f'p "" {player + 1} {number} "{information_set}" {{ {labels} }} 0')
    return "\n".join(lines) + "\n"


def gambit_answer(
    form: ExtensiveForm, variants: Variants, rationality: float, variant: int = 0
) -> NDArray[np.float64] | None:
    """Pygambit's behaviour strategy on the principal branch; None where it stuck before."""
    import pygambit  # noqa: PLC0415 (only where the referee is installed)
    from pygambit.qre import logit_solve_lambda  # noqa: PLC0415

    game = pygambit.read_efg(io.StringIO(gambit_text(form, variants, variant)))
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
        if form.player_of_node[node] == CHANCE:
            edge = int(transition.action)
        else:
            labels = form.actions[int(form.information_set_of_node[node])]
            edge = int(form.first_edge[node]) + labels.index(transition.action)
        node = int(form.child_of_edge[edge])
    return node
