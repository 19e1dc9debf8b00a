"""A game is solved in the middle of what the case allows, or at numbers of one's own."""

import math

import numpy as np
import pytest

import foedus
from foedus._user_error import UserError
from foedus.case import Assumption, Order
from foedus.ensemble import space_of
from foedus.findings import central_values
from foedus.game import Game


def test_a_lone_interval_has_its_middle_and_a_logarithmic_one_its_geometric_middle() -> None:
    space = space_of(
        [
            Assumption("plain", "worth", -100, -40),
            Assumption("fixed", "worth", 3, 3),
            Assumption("noise", "rationality", 4, 16, distribution="log-uniform"),
        ]
    )
    assert central_values(space) == pytest.approx({"plain": -70, "fixed": 3, "noise": 8})


def test_the_middle_of_what_hangs_together_is_admissible() -> None:
    pair = [Assumption("small", "worth", 0, 10), Assumption("large", "worth", 0, 6)]
    found = central_values(space_of(pair, [Order("small", "large")]))
    assert 0 < found["small"] < found["large"] < 6


def test_solve_gives_outcomes_behaviour_and_a_certificate(dam_game: Game) -> None:
    solved = foedus.solve(dam_game)
    assert sum(solved.outcomes.values()) == pytest.approx(1.0)
    assert solved.solution.is_solved.all()
    for options in solved.behaviour.values():
        assert sum(options.values()) == pytest.approx(1.0)
    assert set(solved.behaviour) == set(dam_game.form.information_sets)


def test_numbers_of_ones_own_replace_the_middle(dam_game: Game) -> None:
    solved = foedus.solve(dam_game, {"outcry": [0.0, 100.0], "loss": -50})
    assert solved.values["outcry"].tolist() == [0.0, 100.0]
    assert solved.values["loss"].tolist() == [-50.0, -50.0]
    built = 1.0 - solved.outcomes["no-dam"]
    assert built[0] > built[1]


def test_the_noise_can_be_set_for_all(dam_game: Game) -> None:
    careless, rational = (foedus.solve(dam_game, kappa=kappa) for kappa in (0.0, math.inf))
    for options in careless.behaviour.values():
        assert list(options.values()) == pytest.approx([1 / len(options)] * len(options))
    assert np.isin(
        np.concatenate(
            list(rational.behaviour["proposes (ground = firm, relief = give)"].values())
        ),
        [0.0, 1.0],
    ).all()


def test_an_unknown_name_is_told_with_the_nearest(dam_game: Game) -> None:
    with pytest.raises(UserError, match='no assumption "outcri": did you mean "outcry"'):
        foedus.solve(dam_game, {"outcri": 1.0})


def test_numbers_that_are_no_game_are_told(dam_game: Game) -> None:
    with pytest.raises(UserError, match="these numbers are no game"):
        foedus.solve(dam_game, {"loss": math.nan})
    with pytest.raises(UserError, match="these numbers are no game"):
        foedus.solve(dam_game, {"P[river](ground = soft)": 1.5})


def test_arrays_of_unlike_length_are_told(dam_game: Game) -> None:
    with pytest.raises(UserError, match="2 and 3"):
        foedus.solve(dam_game, {"loss": [-50, -60], "outcry": [1, 2, 3]})


def test_the_repr_shows_what_came_out(dam_game: Game) -> None:
    assert "dam-stands 0." in repr(foedus.solve(dam_game))
    assert repr(foedus.solve(dam_game)).endswith("solved)")
    many = repr(foedus.solve(dam_game, {"outcry": [0.0, 100.0]}))
    assert "means of 2 of 2 variants solved" in many
