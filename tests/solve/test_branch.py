"""Only what depends on each other is iterated, and the branch is the principal one."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from solve_games import (
    beer_or_quiche,
    matching_pennies,
    random_form,
    random_variants,
    seltens_horse,
    stag_hunt,
)
from solve_reference import action_worths, follow_slowly, logit_response

from foedus.solve import Status, Variants, make_variants, solve
from foedus.solve.dependence import strongly_connected_components


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_play_agrees_with_a_slow_solver_of_all_equations_at_once(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(
        generator,
        players=2 + seed % 2,
        nodes=20,
        has_types=seed % 3 > 0,
        hidden=0.5,
        most_actions=2,
    )
    variants = random_variants(form, generator, 1, kappa=8.0)
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    expected = follow_slowly(form, variants, length=0.1)
    np.testing.assert_allclose(solution.behaviour[:, 0], expected, rtol=0.0, atol=1e-8)


@pytest.mark.parametrize("kappa", [0.1, 3.0, 30.0, 1000.0])
@pytest.mark.parametrize("seed", range(6))
def test_the_certificate_is_what_the_definition_gives(seed: int, kappa: float) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, players=3, nodes=40, hidden=0.3 * (seed % 2))
    variants = random_variants(form, generator, 5, kappa=kappa)
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    for variant in np.flatnonzero(solution.is_solved):
        behaviour = solution.behaviour[:, variant]
        if behaviour.min() < 1e-300:
            continue
        worths = action_worths(form, variants, int(variant), behaviour)
        answer = np.exp(logit_response(form, variants.rationality[:, variant], worths))
        assert np.abs(answer - behaviour).max() <= 1e-9
    assert (solution.status != Status.UNCERTIFIED).all()


@pytest.mark.slow
def test_a_wide_batch_is_solved_nearly_always_and_what_is_not_is_counted() -> None:
    generator = np.random.default_rng(3)
    form = random_form(generator, players=5, nodes=300, hidden=0.0)
    variants = random_variants(form, generator, 400, kappa=10.0)
    solution = solve(form, variants)
    assert solution.is_solved.mean() > 0.99
    assert solution.residual[solution.is_solved].max() <= 1e-9


def test_matching_pennies_is_the_one_zero_of_its_two_equations() -> None:
    form = matching_pennies(9.0)
    for rationality in (0.1, 1.0, 3.0, 50.0):
        solution = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
        assert solution.behaviour is not None

        def logistic(difference: float) -> float:
            return float(0.5 * (1.0 + np.tanh(difference / 2.0)))

        def gap(row: float, rationality: float = rationality) -> float:
            column = logistic(rationality * (1.0 - 2.0 * row))
            return row - logistic(rationality * (9.0 * column - (1.0 - column)))

        row = brentq(gap, 0.0, 1.0, xtol=1e-14)
        assert solution.behaviour[0, 0] == pytest.approx(row, abs=1e-9)


def test_a_signal_between_two_types_is_pooled_in_the_limit() -> None:
    form = beer_or_quiche()
    variants = make_variants(form, rationality=np.inf, chance={"strong": 0.9, "weak": 0.1})
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    assert solution.is_solved.all()
    assert solution.regret[0] <= 1e-6
    play = dict(zip(form.information_sets, solution.behaviour[::2, 0], strict=True))
    assert play["strong"] == pytest.approx(1.0)
    assert play["weak"] == pytest.approx(1.0)
    assert play["after beer"] == pytest.approx(0.0)
    assert play["after quiche"] == pytest.approx(1.0)


def test_mixed_play_in_the_limit_makes_the_other_indifferent() -> None:
    form = matching_pennies(9.0)
    solution = solve(form, make_variants(form, rationality=np.inf), keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_allclose(solution.behaviour[[0, 2], 0], [0.5, 0.1], atol=1e-5)


def test_the_horse_ends_where_nobody_gains() -> None:
    form = seltens_horse()
    solution = solve(form, make_variants(form, rationality=np.inf), keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.regret[0] <= 1e-6


@pytest.mark.parametrize("hare", [1.0, 2.0, 3.0, 4.0])
def test_a_game_of_coordination_is_followed_through(hare: float) -> None:
    form = stag_hunt(hare)
    rationality = np.geomspace(0.01, 1000.0, 40)
    solution = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
    assert solution.behaviour is not None
    assert solution.is_solved.all()
    stag = solution.behaviour[0]
    np.testing.assert_allclose(stag, solution.behaviour[2], atol=1e-9)
    assert np.abs(np.diff(stag)).max() < 0.7
    assert stag[-1] == pytest.approx(1.0 if hare < 2.5 else 0.0, abs=1e-6)


def test_where_the_branch_turns_it_says_so() -> None:
    generator = np.random.default_rng(1)
    form = random_form(generator, players=5, nodes=300, hidden=0.0)
    found = random_variants(form, generator, 400, kappa=100.0)
    solution = solve(form, found)
    assert solution.turned.any()
    assert solution.is_solved[solution.turned].any()


def test_tarjan_finds_circles_in_the_order_of_need() -> None:
    needs = [[1], [2], [0, 3], [], [0, 5], [4]]
    assert strongly_connected_components(needs) == [[3], [0, 1, 2], [4, 5]]


def test_extreme_numbers_are_right() -> None:
    form = matching_pennies(9.0)
    for scale in (1e-6, 1e6):
        numbers = make_variants(form, rationality=[1e4, 2.0 / scale])
        numbers = Variants(numbers.worths * scale, numbers.chance, numbers.rationality)
        solution = solve(form, numbers, keep_behaviour=True)
        plain = solve(
            form, make_variants(form, rationality=[1e4 * scale, 2.0]), keep_behaviour=True
        )
        assert solution.behaviour is not None
        assert plain.behaviour is not None
        np.testing.assert_allclose(solution.behaviour[:, 1], plain.behaviour[:, 1], atol=1e-9)
        if scale < 1.0:
            np.testing.assert_allclose(solution.behaviour[:, 0], plain.behaviour[:, 0], atol=1e-9)
