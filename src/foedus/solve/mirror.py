"""What do players do who think that all others share their beliefs?

Each plans in the game that it imagines, where everybody holds its own priors, and the plans are
then played against each other (a first-level hypergame; Bennett 1980).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.answers import answer_queries, group_queries
from foedus.solve.batch import Query, Variants
from foedus.solve.play import Play, play_piece

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.prepared import PreparedGame


def play_mirror(
    form: ExtensiveForm, game: PreparedGame, numbers: Variants, is_valid: NDArray[np.bool_]
) -> Play:
    """Let each player plan as if all held its priors, and put the plans together."""
    owner = np.repeat(form.player_of_information_set, np.diff(form.first_strategy))
    plans: list[Play] = []
    for player in range(len(form.players)):
        own_chance = np.broadcast_to(numbers.chance[player], numbers.chance.shape)
        imagined = Variants(numbers.worths, np.ascontiguousarray(own_chance), numbers.rationality)
        plans.append(play_piece(game, imagined, is_valid))
    behaviour = np.full_like(plans[0].behaviour, np.nan)
    for player, plan in enumerate(plans):
        behaviour[owner == player] = plan.behaviour[owner == player]
    return Play(
        behaviour=behaviour,
        worth=_worths_of_play(form, game, numbers, behaviour),
        residual=np.max([plan.residual for plan in plans], axis=0),
        regret=np.max([plan.regret for plan in plans], axis=0),
        outcome=np.max([plan.outcome for plan in plans], axis=0),
        is_tied=np.any([plan.is_tied for plan in plans], axis=0),
        imagined=tuple(plans),
    )


def _worths_of_play(
    form: ExtensiveForm, game: PreparedGame, numbers: Variants, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Each player's expected payoff, with its own chance: float64[player, variant]."""
    everything = np.ones(form.node_count, dtype=np.bool_)
    queries = [
        Query(player, everything, everything, worth_of=player)
        for player in range(len(form.players))
    ]
    return answer_queries(game, group_queries(form, queries), numbers, behaviour).values
