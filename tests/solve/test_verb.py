"""`foedus.solve` takes a tree of one's own, and says what everybody does there by name."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from solve_games import beer_or_quiche

import foedus
from foedus.solve import Query, Solution, make_variants, read_efg
from foedus.solve import solve as solve_engine

DATA = Path(__file__).parent / "data"
ODDS = {"strong": 0.9, "weak": 0.1}


def test_a_tree_built_by_hand_is_solved_and_told_by_name() -> None:
    form = beer_or_quiche()
    solution = foedus.solve(form, make_variants(form, rationality=[0.0, 2.0], chance=ODDS))
    assert isinstance(solution, Solution)
    assert solution.is_solved.all()
    assert list(solution.play) == list(form.information_sets)
    for actions in solution.play.values():
        np.testing.assert_allclose(sum(actions.values()), [1.0, 1.0])
        assert [values[0] for values in actions.values()] == [0.5, 0.5]
    assert solution.play["strong"]["beer"][1] > 0.9


def test_a_game_from_gambit_is_solved_as_it_is() -> None:
    game = read_efg(DATA / "beer_or_quiche.efg")
    as_read = foedus.solve(game, game.variants(2.0))
    by_form = foedus.solve(game.form, game.variants(2.0))
    np.testing.assert_array_equal(as_read.worth, by_form.worth)


def test_queries_are_answered_in_their_order() -> None:
    form = beer_or_quiche()
    everywhere = np.ones(form.node_count, dtype=np.bool_)
    queries = [Query(2, everywhere, everywhere, worth_of=player) for player in (0, 1)]
    variants = make_variants(form, rationality=1.0, chance=ODDS)
    solution = foedus.solve(form, variants, queries=queries)
    np.testing.assert_allclose(solution.values, solution.worth, atol=1e-12)


def test_a_tree_needs_numbers_and_a_case_takes_none() -> None:
    form = beer_or_quiche()
    variants = make_variants(form, rationality=1.0, chance=ODDS)
    with pytest.raises(TypeError, match=r"make_variants\(form, rationality=2.0\)"):
        foedus.solve(form)  # pyright: ignore[reportCallIssue, reportArgumentType]
    with pytest.raises(TypeError, match=r"numbers of its own, λ among them"):
        foedus.solve(form, variants, kappa=1.0)  # pyright: ignore[reportCallIssue, reportArgumentType]
    game = foedus.compile(foedus.load("dam"))
    with pytest.raises(TypeError, match=r"foedus.solve\(game.form, variants\)"):
        foedus.solve(game, variants)  # pyright: ignore[reportCallIssue, reportArgumentType]


def test_the_play_that_was_not_kept_cannot_be_told() -> None:
    form = beer_or_quiche()
    solution = solve_engine(form, make_variants(form, rationality=1.0, chance=ODDS))
    with pytest.raises(ValueError, match="keep_behaviour=True"):
        _ = solution.play
