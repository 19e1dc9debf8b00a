"""Many games of many shapes: what is called solved is solved, and on the principal branch."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import clustered_form, coordination_form, random_form, random_variants
from solve_reference import action_worths, follow_slowly, logit_response

from foedus.solve import Status, solve

if TYPE_CHECKING:
    from foedus.solve import ExtensiveForm

KAPPAS = np.array([1.0, 10.0, 30.0, 100.0])


def form_of(seed: int) -> tuple[ExtensiveForm, np.random.Generator]:
    """Of four kinds: with coordination, with circles, with hidden types, and all seen."""
    generator = np.random.default_rng(7_000 + seed)
    kind = seed % 4
    if kind == 0:
        return coordination_form(generator), generator
    if kind == 1:
        return clustered_form(generator), generator
    form = random_form(
        generator,
        players=int(generator.integers(2, 6)),
        nodes=int(generator.integers(12, 90)),
        has_types=kind == 2,
        hidden=float(generator.choice([0.0, 0.3, 0.7])) if kind == 2 else 0.0,
        chance_share=float(generator.choice([0.05, 0.3])),
        most_actions=int(generator.integers(2, 5)),
    )
    return form, generator


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 300, 50))
def test_what_is_solved_satisfies_the_definition(first: int) -> None:
    ended = np.zeros(len(Status), dtype=int)
    for seed in range(first, first + 50):
        form, generator = form_of(seed)
        variants = random_variants(form, generator, KAPPAS.size, kappa=KAPPAS)
        solution = solve(form, variants, keep_behaviour=True)
        assert solution.behaviour is not None
        ended += np.bincount(solution.status, minlength=len(Status))
        for variant in np.flatnonzero(solution.is_solved):
            behaviour = solution.behaviour[:, variant]
            worths = action_worths(form, variants, int(variant), behaviour)
            answer = np.exp(logit_response(form, variants.rationality[:, variant], worths))
            assert np.abs(answer - behaviour).max() <= 1e-9
    assert ended[Status.SOLVED] >= 0.99 * ended.sum()
    assert ended.sum() == 50 * KAPPAS.size


@pytest.mark.slow
@pytest.mark.parametrize("seed", [0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
def test_of_several_equilibria_the_one_on_the_principal_branch_is_taken(seed: int) -> None:
    """Each player has its own rationality; the slow solver shares no code with the package's."""
    generator = np.random.default_rng(500 + seed)
    form = coordination_form(generator, largest=2)
    kappa = np.exp(generator.uniform(np.log(1.0), np.log(40.0), (len(form.players), 1)))
    variants = random_variants(form, generator, 1, kappa=kappa)
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    assert solution.is_solved.all()
    expected = follow_slowly(form, variants, length=0.05)
    np.testing.assert_allclose(solution.behaviour[:, 0], expected, rtol=0.0, atol=1e-8)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_several_circles_three_actions_and_differing_priors_agree_with_the_slow_solver(
    seed: int,
) -> None:
    generator = np.random.default_rng(900 + seed)
    form = random_form(
        generator,
        players=2,
        nodes=24,
        has_types=seed % 2 == 0,
        parts=1 if seed % 2 == 0 else 2,
        hidden=0.8,
        most_actions=3,
    )
    variants = random_variants(form, generator, 1, kappa=10.0)
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    expected = follow_slowly(form, variants, length=0.1)
    np.testing.assert_allclose(solution.behaviour[:, 0], expected, rtol=0.0, atol=1e-8)
