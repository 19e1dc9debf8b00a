"""With next to no noise left, at κ up to 1e5, play is still certified to 1e-9."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq
from solve_games import (
    beer_or_quiche,
    clustered_form,
    coordination_form,
    random_form,
    random_variants,
    slots_of_chance_nodes,
)

from foedus.solve import (
    ExtensiveForm,
    Variants,
    build,
    chance,
    decision,
    make_variants,
    solve,
    terminal,
)


def form_of(kind: str, generator: np.random.Generator) -> ExtensiveForm:
    if kind == "coordination":
        return coordination_form(generator)
    if kind == "circles":
        return clustered_form(generator)
    if kind == "signals":
        return beer_or_quiche()
    return random_form(
        generator,
        players=int(generator.integers(2, 6)),
        nodes=int(generator.integers(12, 90)),
        hidden=float(generator.choice([0.0, 0.3, 0.7])),
        most_actions=int(generator.integers(2, 5)),
    )


def hostile(
    form: ExtensiveForm, generator: np.random.Generator, seed: int, kappa: float
) -> Variants:
    """Own priors in every game; in some a zero, in some payoffs of 1e6 or of 1e-6."""
    drawn = random_variants(form, generator, 4, kappa=kappa)
    chances = drawn.chance.copy()
    if seed % 3 == 1:
        for slots in slots_of_chance_nodes(form):
            who = int(generator.integers(len(form.players)))
            chances[who, slots[0]] = 0.0
            chances[who, slots] /= chances[who, slots].sum(axis=0)
    unit = (1.0, 1e6, 1e-6)[seed % 3]
    return Variants(drawn.worths * unit, chances, drawn.rationality / unit)


@pytest.mark.parametrize("kappa", [1e3, 1e4, 1e5])
@pytest.mark.parametrize("kind", ["coordination", "circles", "signals", "types"])
def test_every_variant_of_hostile_games_is_certified(kind: str, kappa: float) -> None:
    for seed in range(12):
        generator = np.random.default_rng(seed)
        form = form_of(kind, generator)
        solution = solve(form, hostile(form, generator, seed, kappa))
        assert solution.is_solved.all()
        assert (solution.residual <= 1e-9).all()
        widest = int(np.diff(form.first_strategy).max())
        assert (solution.regret <= np.log(widest) / kappa * (1.0 + 1e-6) + 1e-12).all()


def two_tempted(worths: dict[str, tuple[float, float]]) -> ExtensiveForm:
    """Either type of the first player is safe with 1; the second cannot tell who ventured out."""
    types = {
        name: decision(
            "first",
            name,
            {
                "safe": terminal({"first": 1.0}),
                "venture": decision(
                    "second",
                    "asked",
                    {
                        "x": terminal({"first": if_x, "second": 1.0 if name == "cold" else -0.7}),
                        "y": terminal({"first": if_y}),
                    },
                ),
            },
        )
        for name, (if_x, if_y) in worths.items()
    }
    return build(["first", "second"], chance(types))


@pytest.mark.parametrize("rationality", [1e3, 1e4, 3e4, 1e5])
@pytest.mark.parametrize("depth", [0.1, 0.37, 0.5])
def test_a_belief_that_hangs_on_two_choices_nobody_makes_is_the_zero_of_one_equation(
    rationality: float, depth: float
) -> None:
    """Neither type ventures out with more than e^(-λ/10), and the belief between them is mixed.

    With z the log-odds of that belief, the second plays x with q = q₀ - z / (0.5 λ) where both
    types are as unlikely, and is all but indifferent: λ (1.7 p(z) - 0.7) = log q / (1 - q).
    """
    worths = {"cold": (-depth, 0.3 - depth), "warm": (0.1 - depth, -0.1 - depth)}
    form = two_tempted(worths)
    variants = make_variants(form, rationality=rationality, chance={"cold": 0.5, "warm": 0.5})
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    assert solution.is_solved.all()

    def plays_x(odds: float) -> float:
        return 0.8 - odds / (0.5 * rationality)

    def gap(odds: float) -> float:
        belief = 1.0 / (1.0 + np.exp(-odds))
        q = plays_x(odds)
        return float(1.7 * belief - 0.7 - np.log(q / (1.0 - q)) / rationality)

    odds = np.asarray(brentq(gap, -5.0, 5.0, xtol=1e-15)).item()
    start = form.first_strategy[form.information_sets.index("asked")]
    assert solution.behaviour[start, 0] == pytest.approx(plays_x(float(odds)), abs=1e-9)
