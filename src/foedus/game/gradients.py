"""From derivatives by the solver's numbers to derivatives by the assumptions of a case.

An assumption enters as the worth of something, as a probability in somebody's eyes, through the
strengths of a contest, or as an actor's rationality; and, as rationality is free of scale, every
worth also changes the λ of the actors whose range of payoffs it stretches: λ = κ / range.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.game.chance_gradients import by_assumptions
from foedus.game.numbers import complete_values
from foedus.game.payoffs import UNIT
from foedus.solve import payoff_range, payoff_range_gradients

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.game.game import Game
    from foedus.solve import Gradients, Variants


def assumption_gradients(
    game: Game,
    values: Mapping[str, NDArray[np.float64]],
    numbers: Variants,
    found: Gradients,
    *,
    kappa: float | None = None,
) -> dict[str, NDArray[np.float64]]:
    """Derivatives of answers by every assumption that the game needs.

    Each assumption is changed by itself. A probability that takes what others leave gives way.
    Where two ends of the play are equally good (or bad) for an actor, its range of payoffs is
    taken to follow the first of them. An actor to whom all ends are worth the same keeps λ = 0.

    Parameters
    ----------
    game
        The game.
    values, kappa
        As in `Game.variants`.
    numbers
        What `Game.variants` made of them.
    found
        Derivatives of some answers by those numbers.

    Returns
    -------
    dict
        For each assumption in `Game.needed`, and for ``rationality.<actor>`` unless `kappa` is
        given, float64[row, variant].
    """
    full = complete_values(game, values)
    by_worth, by_kappa = _through_rationality(game, numbers, found)
    rows, count = found.values.shape
    result = {name: np.zeros((rows, count)) for name in game.needed}
    for row, name in enumerate(game.form.quantities):
        if name != UNIT:
            result[name] += by_worth[:, row]
    for rule in game.chance_rules:
        last = rule.first_slot + rule.probabilities(full, count).shape[1]
        for name, change in by_assumptions(rule, full, found.chance[:, :, rule.first_slot : last]):
            result[name] += change
    if kappa is None:
        for player, name in enumerate(game.form.players):
            rationality = f"rationality.{name}"
            result[rationality] = result.get(rationality, 0.0) + by_kappa[:, player]
    return result


def _through_rationality(
    game: Game, numbers: Variants, found: Gradients
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Derivatives by worths, those through λ included, and by each κ."""
    count = found.values.shape[1]
    worths = np.broadcast_to(numbers.worths, (len(game.form.quantities), count))
    ranges = payoff_range(game.form, worths)
    inverse = np.divide(1.0, ranges, out=np.zeros_like(ranges), where=ranges > 0.0)
    by_kappa = found.rationality * inverse
    # In the rational limit λ changes nothing any more.
    rationality = np.where(np.isinf(numbers.rationality), 0.0, numbers.rationality)
    by_range = -by_kappa * rationality
    by_worth = found.worths.copy()
    for player, stretched in enumerate(payoff_range_gradients(game.form, worths)):
        by_worth += by_range[:, player, None] * stretched
    return by_worth, by_kappa
