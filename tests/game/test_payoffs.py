"""What an end of the play is worth is the sum of what holds there, wherever it is charged."""

from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from foedus.case import Case, built_in_cases, load
from foedus.game import Game, compile_game
from foedus.solve import NOWHERE

EVERY_WORD = Path(__file__).parents[1] / "case" / "every_word.yaml"
CASES = [
    case.under(combination)
    for case in (*(load(one.name) for one in built_in_cases()), load(EVERY_WORD))
    for combination in case.combinations
]
UNIT = "1"


def charged_on_the_way(game: Game, node: int) -> dict[tuple[str, str], float]:
    """Coefficients of each assumption for each actor, from the root to a node."""
    form = game.form
    found: dict[tuple[str, str], float] = defaultdict(float)
    while node != NOWHERE:
        first, last = form.first_term[node : node + 2]
        for term in range(first, last):
            player = form.players[form.player_of_term[term]]
            quantity = form.quantities[form.quantity_of_term[term]]
            found[player, quantity] += float(form.coefficient_of_term[term])
        node = int(form.parent[node])
    return found


def holding_at(game: Game, node: int) -> dict[tuple[str, str], float]:
    """The same, from the charges that hold there."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for charge in game.expansion.charges:
        if game.numbering.holds(charge.when, game.taken[node : node + 1])[0]:
            for name, factor in charge.amount.terms:
                found[charge.actor, name] += factor
            found[charge.actor, UNIT] += charge.amount.constant
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.title[:12]}-{case.combination}")
def test_terms_add_up_to_what_holds(case: Case) -> None:
    game = compile_game(case)
    ends = np.flatnonzero(game.form.is_terminal)
    for node in ends[:: max(1, ends.size // 300)].tolist():
        charged, holding = charged_on_the_way(game, node), holding_at(game, node)
        for key in {*charged, *holding}:
            assert charged[key] == pytest.approx(holding[key], abs=1e-12)
