"""Where everybody sees everything, play is backward induction with noise."""

from __future__ import annotations

import numpy as np
import pytest
from solve_games import centipede, random_form, random_variants
from solve_reference import action_worths, logit_response

from foedus.solve import build, decision, make_variants, payoff_range, solve, terminal


@pytest.mark.parametrize("rationality", [0.0, 0.7, 5.0, 1e4])
def test_the_centipede_is_the_product_of_its_logistic_steps(rationality: float) -> None:
    form = centipede(4)
    solution = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
    assert solution.behaviour is not None
    mine, theirs = 0.1 * 2.0**4, 0.4 * 2.0**4  # the last mover is "even"
    for move in range(3, -1, -1):
        take = 1.0 / (1.0 + np.exp(np.clip(rationality * (mine - 0.4 * 2**move), -700, 700)))
        assert solution.behaviour[2 * move, 0] == pytest.approx(take, abs=1e-12)
        mine, theirs = (
            take * 0.1 * 2**move + (1.0 - take) * theirs,
            take * 0.4 * 2**move + (1.0 - take) * mine,
        )


@pytest.mark.parametrize("seed", range(8))
def test_play_is_the_logit_answer_of_the_definition(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, players=4, nodes=80, has_types=False, hidden=0.0)
    variants = random_variants(form, generator, 40, kappa=10.0)
    solution = solve(form, variants, keep_behaviour=True)
    assert form.has_perfect_information
    assert solution.behaviour is not None
    for variant in (0, 33, 39):
        behaviour = solution.behaviour[:, variant]
        worths = action_worths(form, variants, variant, behaviour)
        answer = np.exp(logit_response(form, variants.rationality[:, variant], worths))
        np.testing.assert_allclose(behaviour, answer, rtol=0.0, atol=1e-12)


def test_the_rational_limit_is_backward_induction() -> None:
    form = centipede(6)
    solution = solve(form, make_variants(form, rationality=np.inf), keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_array_equal(solution.behaviour[:, 0], [1.0, 0.0] * 6)
    assert solution.regret[0] == 0.0
    assert solution.residual[0] == 0.0
    assert not solution.tied[0]


def test_ties_are_split_equally_and_reported() -> None:
    form = build(
        ["a"],
        decision(
            "a", "h", {"x": terminal({"a": "gain"}), "y": terminal({"a": 1.0}), "z": terminal()}
        ),
    )
    variants = make_variants(form, rationality=np.inf, worths={"gain": [1.0, 1.0 + 1e-9, 0.5]})
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_array_equal(
        solution.behaviour.T, [[0.5, 0.5, 0.0], [1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]
    )
    np.testing.assert_array_equal(solution.tied, [True, False, False])


def test_rational_and_noisy_variants_go_in_one_batch() -> None:
    form = centipede(4)
    rationality = np.array([0.0, 1.0, np.inf] * 20)
    mixed = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
    assert mixed.behaviour is not None
    for place, value in enumerate(rationality[:3]):
        alone = solve(form, make_variants(form, rationality=value), keep_behaviour=True)
        assert alone.behaviour is not None
        np.testing.assert_array_equal(mixed.behaviour[:, place], alone.behaviour[:, 0])


def test_the_range_of_payoffs_is_taken_over_terminal_histories() -> None:
    form = centipede(2)
    variants = make_variants(form, rationality=1.0)
    np.testing.assert_allclose(payoff_range(form, variants.worths)[:, 0], [1.6 - 0.2, 0.8 - 0.1])
