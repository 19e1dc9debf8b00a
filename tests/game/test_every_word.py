"""The case that uses every word of the language is compiled and solved, not only read."""

from pathlib import Path

import numpy as np
import pytest

from foedus.case import Fact, load
from foedus.case.claims import Quantity
from foedus.game import compile_game
from foedus.solve import solve

CASE = load(Path(__file__).parents[1] / "case" / "every_word.yaml")


def test_it_is_compiled_under_every_reading() -> None:
    games = [compile_game(CASE.under(combination)) for combination in CASE.combinations]
    assert [game.form.node_count for game in games] == [84_758, 4_518, 84_758]
    assert len({game.outcomes for game in games}) == 1


def test_it_is_solved() -> None:
    game = compile_game(CASE.under(("greedy", "cold")))
    values = {
        one.name: np.array([one.low, (one.low + one.high) / 2, one.high * 0.9 + one.low * 0.1])
        for one in game.case.assumptions
    }
    asked = [Quantity("probability", "analyst", Fact(outcome)) for outcome in game.outcomes]
    solution = solve(
        game.form,
        game.variants(values, kappa=2.0),
        [game.query(quantity) for quantity in asked],
        perception=game.case.perception,
    )
    assert solution.is_solved.all()
    assert solution.values.sum(axis=0) == pytest.approx(1.0, abs=1e-9)
    assert (solution.values > 0.0).all()
