"""From the values of assumptions to the numbers that the solver takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.game.payoffs import UNIT
from foedus.solve import Variants, payoff_range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.game.game import Game


def make_numbers(
    game: Game, values: Mapping[str, NDArray[np.float64]], kappa: float | None
) -> Variants:
    """Worths, chances and rationality of a batch (see `Game.variants`).

    Rationality is free of scale: λ = κ / (largest less smallest payoff of the actor), in each
    variant. An actor to whom all ends of the play are worth the same has λ = 0.
    """
    full = complete_values(game, values)
    count = _count(full)
    worths = np.empty((len(game.form.quantities), count))
    for row, name in enumerate(game.form.quantities):
        worths[row] = 1.0 if name == UNIT else full[name]
    chance = np.empty((len(game.viewpoints), len(game.form.chance_slots), count))
    for rule in game.chance_rules:
        probabilities = rule.probabilities(full, count)
        last = rule.first_slot + probabilities.shape[1]
        chance[:, rule.first_slot : last] = probabilities
    return Variants(worths, chance, _rationality(game, full, worths, kappa))


def complete_values(
    game: Game, values: Mapping[str, NDArray[np.float64]]
) -> dict[str, NDArray[np.float64]]:
    """The values, with those that the case fixes added where they are not given."""
    full = {name: np.asarray(value, dtype=np.float64) for name, value in values.items()}
    count = _count(full)
    missing: list[str] = []
    for name in game.needed:
        if name not in full:
            known = game.case.assumption.get(name)
            if known is None or not known.is_fixed:
                missing.append(name)
            else:
                full[name] = np.full(count, known.low)
    if missing:
        raise ValueError(
            f"the game needs a value for {', '.join(missing)}: give an array with one number a "
            "variant"
        )
    return full


def _count(values: Mapping[str, NDArray[np.float64]]) -> int:
    sizes = {value.size for value in values.values()}
    if len(sizes) > 1:
        raise ValueError(
            f"values have {', '.join(map(str, sorted(sizes)))} variants; all need the same number"
        )
    return sizes.pop() if sizes else 1


def _rationality(
    game: Game,
    values: Mapping[str, NDArray[np.float64]],
    worths: NDArray[np.float64],
    kappa: float | None,
) -> NDArray[np.float64]:
    """λ of each player: float64[player, variant]."""
    players = game.form.players
    if kappa is not None and np.isinf(kappa):
        return np.full((len(players), worths.shape[1]), np.inf)
    ranges = payoff_range(game.form, worths)
    if kappa is None:
        wanted = np.stack([values[f"rationality.{player}"] for player in players])
    else:
        wanted = np.full_like(ranges, kappa)
    with np.errstate(over="ignore"):
        found = np.divide(wanted, ranges, out=np.zeros_like(ranges), where=ranges > 0.0)
    # Worths so near to each other that κ / range is no number leave no game that can be solved.
    return np.where(np.isfinite(found), found, np.nan)
