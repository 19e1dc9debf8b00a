"""How is the game played, under no reading?

A few hundred variants of the ensemble are solved once more, this time keeping what everybody does,
so that a picture can show how often each option is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import numpy as np

from foedus.ensemble import draw, make_space
from foedus.findings.values import PlayedGame
from foedus.solve import CHANCE, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.game import Game

VARIANTS = 256


def play_of(
    game: Game, seed: int, *, variants: int = VARIANTS, threads: int | None = None
) -> PlayedGame:
    """Solve the first variants of an ensemble and average what is done.

    Parameters
    ----------
    game
        The case under no reading, compiled.
    seed
        Of the ensemble.
    variants
        How many; those without a certificate are left out.
    threads
        As in `foedus.solve.solve`.
    """
    numbers = game.variants(draw(make_space(game.case), seed, np.arange(variants)))
    solution = solve(
        game.form,
        numbers,
        keep_behaviour=True,
        perception=game.case.perception,
        threads=threads,
    )
    behaviour = cast("NDArray[np.float64]", solution.behaviour)
    is_solved = solution.is_solved
    edges = edge_probabilities(game, numbers.chance[-1][:, is_solved], behaviour[:, is_solved])
    nodes = node_probabilities(game, edges)
    is_any = bool(is_solved.any())
    return PlayedGame(
        game=game,
        edge_probability=edges.mean(axis=1) if is_any else np.full(len(edges), np.nan),
        node_probability=nodes.mean(axis=1) if is_any else np.full(len(nodes), np.nan),
        variants=int(is_solved.sum()),
    )


def edge_probabilities(
    game: Game, chance: NDArray[np.float64], behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """How likely each edge is once its parent is reached.

    Parameters
    ----------
    chance : float64[slot, variant]
        Of one viewpoint.
    behaviour : float64[strategy, variant]
        What everybody does.

    Returns
    -------
    float64[edge, variant]
    """
    form = game.form
    above = np.repeat(np.arange(form.node_count), np.diff(form.first_edge))
    position = np.arange(above.size) - form.first_edge[above]
    is_chance = form.player_of_node[above] == CHANCE
    edges = np.empty((above.size, behaviour.shape[1]))
    edges[is_chance] = chance[form.chance_slot_of_edge[is_chance]]
    sets = form.information_set_of_node[above[~is_chance]]
    edges[~is_chance] = behaviour[form.first_strategy[sets] + position[~is_chance]]
    return edges


def node_probabilities(game: Game, edges: NDArray[np.float64]) -> NDArray[np.float64]:
    """How likely each node is reached: float64[node, variant], from float64[edge, variant]."""
    form = game.form
    nodes = np.ones((form.node_count, edges.shape[1]))
    edge_into = np.empty(form.node_count, dtype=np.int64)
    edge_into[form.child_of_edge] = np.arange(form.child_of_edge.size)
    for node, parent in enumerate(form.parent.tolist()):
        if node:
            nodes[node] = nodes[parent] * edges[edge_into[node]]
    return nodes
