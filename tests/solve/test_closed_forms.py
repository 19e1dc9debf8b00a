"""What is known of an equilibrium without solving for it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import brentq
from solve_games import (
    beer_or_quiche,
    clustered_form,
    random_form,
    random_variants,
    seltens_horse,
)
from solve_reference import action_worths

from foedus.solve import ExtensiveForm, build, decision, make_variants, solve, terminal


def logistic(difference: float) -> float:
    return float(0.5 * (1.0 + np.tanh(difference / 2.0)))


def coordination(prize: float) -> ExtensiveForm:
    """Two want to do the same, and one of them would rather that it were `x`."""
    second = {
        mine: decision(
            "two",
            "unseen",
            {
                yours: terminal(
                    {
                        "one": float(mine == yours) + (prize if mine == "x" else 0.0),
                        "two": float(mine == yours),
                    }
                )
                for yours in ("x", "y")
            },
        )
        for mine in ("x", "y")
    }
    return build(["one", "two"], decision("one", "first", second))


@pytest.mark.parametrize("prize", [0.3, 0.03, 3e-3, 1e-3, -1e-3, -3e-3, -0.03, -0.3])
def test_the_branch_keeps_to_the_side_that_is_preferred_however_little(prize: float) -> None:
    """Play at ½ is no equilibrium unless λ = 0, so that no branch that starts there crosses it."""
    form = coordination(prize)
    strongest = np.geomspace(0.1, 400.0, 60)
    for weaker in (1.0, 0.31, 0.05):
        variants = make_variants(
            form, rationality={"one": strongest, "two": np.maximum(weaker * strongest, 2.5)}
        )
        solution = solve(form, variants, keep_behaviour=True)
        assert solution.behaviour is not None
        assert solution.is_solved.all()
        assert (np.sign(solution.behaviour[[0, 2]] - 0.5) == np.sign(prize)).all()


def test_where_nobody_prefers_the_play_stays_in_the_middle() -> None:
    form = coordination(0.0)
    solution = solve(
        form, make_variants(form, rationality=np.geomspace(0.1, 400.0, 40)), keep_behaviour=True
    )
    assert solution.behaviour is not None
    assert solution.is_solved.all()
    np.testing.assert_allclose(solution.behaviour, 0.5, atol=1e-9)


def test_the_horse_ends_at_the_sequential_equilibrium() -> None:
    """Selten (1975): C, c, and the third plays L with at most 1/4, as else the second deviates."""
    form = seltens_horse()
    solution = solve(form, make_variants(form, rationality=np.inf), keep_behaviour=True)
    assert solution.behaviour is not None
    play = {
        (name, label): solution.behaviour[form.first_strategy[number] + action, 0]
        for number, name in enumerate(form.information_sets)
        for action, label in enumerate(form.actions[number])
    }
    assert play["one", "C"] == pytest.approx(1.0, abs=1e-4)
    assert play["two", "c"] == pytest.approx(1.0, abs=1e-4)
    assert play["three", "L"] <= 0.25 + 1e-4


@pytest.mark.parametrize("rationality", [0.2, 1.0, 3.0])
def test_the_horse_is_the_zero_of_one_equation(rationality: float) -> None:
    """Given how the third plays, the others follow, and what the third answers to that."""
    form = seltens_horse()

    def others(left: float) -> tuple[float, float]:
        c = logistic(rationality * (1.0 - 4.0 * left))
        goes_on = c + (1.0 - c) * 4.0 * left
        return logistic(rationality * (goes_on - 3.0 * left)), c

    def gap(left: float) -> float:
        big_c, c = others(left)
        first, second = 1.0 - big_c, big_c * (1.0 - c)
        return left - logistic(rationality * (2.0 * first - second) / (first + second))

    left = brentq(gap, 0.0, 1.0, xtol=1e-14)
    found = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
    assert found.behaviour is not None
    play = dict(zip(form.information_sets, found.behaviour[::2, 0], strict=True))
    big_c, c = others(float(left))
    assert play["three"] == pytest.approx(left, abs=1e-9)
    assert play["two"] == pytest.approx(1.0 - c, abs=1e-9)
    assert play["one"] == pytest.approx(1.0 - big_c, abs=1e-9)


@pytest.mark.parametrize("rationality", [0.5, 2.0])
@pytest.mark.parametrize("strong", [0.9, 0.4])
def test_the_signals_of_beer_and_quiche_are_the_zero_of_two_equations(
    rationality: float, strong: float
) -> None:
    """With priors that differ: only the receiver's own goes into what it believes."""
    form = beer_or_quiche()

    def receiver(on_strong: float, on_weak: float) -> float:
        belief = strong * on_strong / (strong * on_strong + (1.0 - strong) * on_weak)
        return logistic(rationality * (1.0 - 2.0 * belief))

    def sent(after_beer: float, after_quiche: float) -> tuple[float, float]:
        gain = 2.0 * (after_quiche - after_beer)
        return logistic(rationality * (1.0 + gain)), logistic(rationality * (gain - 1.0))

    beers = 0.5 * np.ones(2)
    for _ in range(3000):  # damped, so that it contracts at these rationalities
        answer = sent(receiver(*beers), receiver(*(1.0 - beers)))
        beers = 0.9 * beers + 0.1 * np.array(answer)
    variants = make_variants(
        form,
        rationality=rationality,
        chance={
            "strong": {"receiver": strong, "*": 0.55},
            "weak": {"receiver": 1.0 - strong, "*": 0.45},
        },
    )
    found = solve(form, variants, keep_behaviour=True)
    assert found.behaviour is not None
    play = dict(zip(form.information_sets, found.behaviour[::2, 0], strict=True))
    np.testing.assert_allclose([play["strong"], play["weak"]], beers, atol=1e-9)
    assert play["after beer"] == pytest.approx(receiver(*beers), abs=1e-9)


few = settings(max_examples=25, deadline=None)


@few
@given(st.integers(0, 10_000), st.sampled_from([0.3, 4.0, 25.0]))
def test_the_better_option_is_the_likelier_one(seed: int, kappa: float) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=30, hidden=0.5 * (seed % 2))
    variants = random_variants(form, generator, 2, kappa=kappa)
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    for variant in np.flatnonzero(solution.is_solved):
        behaviour = solution.behaviour[:, variant]
        worths = action_worths(form, variants, int(variant), behaviour)
        for start, stop in zip(form.first_strategy[:-1], form.first_strategy[1:], strict=True):
            order = np.argsort(worths[start:stop])
            gaps = np.diff(worths[start:stop][order]) > 1e-9
            assert (np.diff(behaviour[start:stop][order])[gaps] > 0.0).all()


@few
@given(st.integers(0, 10_000))
def test_the_regret_is_no_more_than_noise_allows(seed: int) -> None:
    """Max U ≤ Σ p U + H(p) / λ: no mixture of n actions loses more than log n / λ."""
    generator = np.random.default_rng(seed)
    form = clustered_form(generator) if seed % 2 else random_form(generator, hidden=0.0)
    kappa = np.array([1.0, 10.0, 100.0, 1e4, 1e6, np.inf])
    solution = solve(form, random_variants(form, generator, kappa.size, kappa=kappa))
    widest = int(np.diff(form.first_strategy).max())
    limit = np.where(np.isinf(kappa), 1e-6, np.log(widest) / kappa)
    is_solved = solution.is_solved
    assert is_solved[:3].all()
    assert (solution.regret[is_solved] <= limit[is_solved] * (1.0 + 1e-6) + 1e-12).all()
