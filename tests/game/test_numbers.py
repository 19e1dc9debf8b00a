"""Numbers from which no game follows are told in a sentence, and nothing leaks."""

import numpy as np
import pytest
from ten_lines import read

from foedus.game import compile_game
from foedus.solve import Status, solve

TEXT = """
    actors: {a: {}}
    play: [{move: go, by: a, options: [yes, no]}]
    outcomes: {gone: go = yes, stayed: otherwise}
    preferences: {a: {gone: w}}
    assumptions: {w: 0 to 10}
"""


def test_worths_too_near_to_each_other_are_no_game_and_no_warning() -> None:
    game = compile_game(read(TEXT))
    numbers = game.variants({"w": np.array([1e-320, 0.0, 1.0])}, kappa=4.0)
    assert np.array_equal(numbers.rationality, [[np.nan, 0.0, 4.0]], equal_nan=True)
    solution = solve(game.form, numbers)
    assert (solution.status == Status.INVALID).tolist() == [True, False, False]


def test_where_nothing_else_is_left_a_sentence_says_so() -> None:
    game = compile_game(read(TEXT))
    numbers = game.variants({"w": np.array([1e-320])}, kappa=4.0)
    with pytest.raises(ValueError, match="the rationality of 'a' is nan; it must be zero or posi"):
        solve(game.form, numbers)
