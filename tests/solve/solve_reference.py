"""A slow solver, written apart from the package's, for small games.

Probabilities of all information sets at once, beliefs by multiplying along paths, derivatives by
differences, and the whole branch by arclength with short steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg import null_space

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Variants


def reaches_of_nodes(
    form: ExtensiveForm, variants: Variants, variant: int, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Each player's own probability that a node is reached: float64[player, node]."""
    players = len(form.players)
    reach = np.ones((players, form.node_count))
    for node in range(form.node_count):
        information_set = form.information_set_of_node[node]
        for number, edge in enumerate(range(form.first_edge[node], form.first_edge[node + 1])):
            if information_set >= 0:
                share = behaviour[form.first_strategy[information_set] + number]
            else:
                share = variants.chance[:players, form.chance_slot_of_edge[edge], variant]
            reach[:, form.child_of_edge[edge]] = reach[:, node] * share
    return reach


def worths_of_nodes(
    form: ExtensiveForm, variants: Variants, variant: int, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """What is still to be expected at a node: float64[player, node]."""
    players = len(form.players)
    worth = np.zeros((players, form.node_count))
    for node in range(form.node_count - 1, -1, -1):
        information_set = form.information_set_of_node[node]
        for term in range(form.first_term[node], form.first_term[node + 1]):
            quantity = variants.worths[form.quantity_of_term[term], variant]
            worth[form.player_of_term[term], node] += form.coefficient_of_term[term] * quantity
        for number, edge in enumerate(range(form.first_edge[node], form.first_edge[node + 1])):
            if information_set >= 0:
                share = behaviour[form.first_strategy[information_set] + number]
            else:
                share = variants.chance[:players, form.chance_slot_of_edge[edge], variant]
            worth[:, node] += share * worth[:, form.child_of_edge[edge]]
    return worth


def action_worths(
    form: ExtensiveForm, variants: Variants, variant: int, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The worth of each action to its mover, as the definition says it: float64[strategy]."""
    reach = reaches_of_nodes(form, variants, variant, behaviour)
    worth = worths_of_nodes(form, variants, variant, behaviour)
    result = np.zeros(int(form.first_strategy[-1]))
    for information_set, player in enumerate(form.player_of_information_set):
        members = np.flatnonzero(form.information_set_of_node == information_set)
        belief = reach[player, members] / reach[player, members].sum()
        start = form.first_strategy[information_set]
        for number in range(len(form.actions[information_set])):
            below = form.child_of_edge[form.first_edge[members] + number]
            result[start + number] = belief @ worth[player, below]
    return result


def logit_response(
    form: ExtensiveForm, rationality: NDArray[np.float64], worths: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The logarithm of everybody's answer: float64[strategy]."""
    result = np.zeros_like(worths)
    for information_set, player in enumerate(form.player_of_information_set):
        run = slice(*form.first_strategy[information_set : information_set + 2])
        scaled = rationality[player] * worths[run]
        scaled = scaled - scaled.max()
        result[run] = scaled - np.log(np.exp(scaled).sum())
    return result


def follow_slowly(
    form: ExtensiveForm, variants: Variants, variant: int = 0, length: float = 0.05
) -> NDArray[np.float64]:
    """The principal branch at t = 1, by arclength in log play and t: float64[strategy]."""
    rationality = variants.rationality[:, variant]
    strategies = int(form.first_strategy[-1])

    def defect(point: NDArray[np.float64]) -> NDArray[np.float64]:
        worths = action_worths(form, variants, variant, np.exp(point[:-1]))
        return point[:-1] - logit_response(form, point[-1] * rationality, worths)

    def slopes(point: NDArray[np.float64]) -> NDArray[np.float64]:
        columns: list[NDArray[np.float64]] = []
        for index in range(point.size):
            nudge = np.zeros(point.size)
            nudge[index] = 1e-6
            columns.append((defect(point + nudge) - defect(point - nudge)) / 2e-6)
        return np.stack(columns, axis=1)

    point = np.append(logit_response(form, rationality * 0.0, np.zeros(strategies)), 0.0)
    tangent = null_space(slopes(point))[:, 0]
    tangent *= np.sign(tangent[-1])
    for _ in range(20_000):
        previous = point
        point = point + length * tangent
        for _ in range(6):
            system = np.vstack([slopes(point), tangent])
            short = np.append(defect(point), 0.0)
            point = point - np.linalg.solve(system, short)
        if point[-1] >= 1.0:
            share = (1.0 - previous[-1]) / (point[-1] - previous[-1])
            point = previous + share * (point - previous)
            for _ in range(20):
                fixed_time = slopes(point)[:, :-1]
                point[:-1] -= np.linalg.solve(fixed_time, defect(point))
            return np.exp(point[:-1])
        following = np.linalg.solve(
            np.vstack([slopes(point), tangent]), np.append(np.zeros(strategies), 1.0)
        )
        tangent = following / np.linalg.norm(following)
    raise AssertionError("the reference did not arrive")
