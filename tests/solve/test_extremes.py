"""Numbers at the edge of what a computer can hold are answered rightly, or not certified."""

from __future__ import annotations

import numpy as np
import pytest
from solve_games import matching_pennies, random_form, random_variants

from foedus.solve import (
    ExtensiveForm,
    Status,
    Variants,
    build,
    chance,
    decision,
    make_variants,
    solve,
    terminal,
)


def fine_and_broken(order: int, *, is_hidden: bool) -> ExtensiveForm:
    """Plain choices, and one between worths whose difference is beyond all numbers."""
    names = ("one", "one" if is_hidden else "two")
    branches = {
        slot: decision("a", name, {"x": terminal({"a": 1.0}), "y": terminal()})
        for slot, name in zip(("first", "second"), names, strict=True)
    }
    branches["broken"] = decision(
        "a", "broken", {"x": terminal({"a": "huge"}), "y": terminal({"a": [(-1.0, "huge")]})}
    )
    return build(["a"], chance(dict(list(branches.items())[::order])))


@pytest.mark.parametrize("is_hidden", [False, True])
@pytest.mark.parametrize("order", [1, -1])
def test_play_that_is_no_number_is_never_certified(order: int, *, is_hidden: bool) -> None:
    form = fine_and_broken(order, is_hidden=is_hidden)
    odds = {"broken": 0.2, "first": 0.3, "second": 0.5}
    worths = {"huge": [1.7e308, 1.0]}
    variants = make_variants(form, rationality=[0.0, 1.0], chance=odds, worths=worths)
    solution = solve(form, variants)
    assert solution.status[1] == Status.SOLVED
    assert solution.status[0] != Status.SOLVED
    assert np.isnan(solution.worth[0, 0])


@pytest.mark.parametrize("scale", [1e-300, 1e-100, 1e100, 1e300])
@pytest.mark.parametrize("hidden", [0.0, 0.6])
def test_the_unit_of_worths_does_not_matter(scale: float, hidden: float) -> None:
    generator = np.random.default_rng(5)
    form = random_form(generator, nodes=40, hidden=hidden, has_types=hidden > 0.0)
    plain = random_variants(form, generator, 6, kappa=9.0)
    scaled = Variants(plain.worths * scale, plain.chance, plain.rationality / scale)
    one = solve(form, plain, keep_behaviour=True)
    other = solve(form, scaled, keep_behaviour=True)
    assert other.is_solved.all()
    assert one.behaviour is not None
    assert other.behaviour is not None
    np.testing.assert_allclose(one.behaviour, other.behaviour, rtol=0.0, atol=1e-9)


def test_a_player_to_whom_all_is_one_plays_at_random_at_any_rationality() -> None:
    form = build(
        ["a", "b"],
        decision(
            "a",
            "first",
            {
                mine: decision(
                    "b", "blind", {"x": terminal({"a": worth}), "y": terminal({"a": 0.0})}
                )
                for mine, worth in (("l", 1.0), ("r", 2.0))
            },
        ),
    )
    for rationality in (0.0, 1.0, 1e12, np.inf):
        solution = solve(form, make_variants(form, rationality=rationality), keep_behaviour=True)
        assert solution.behaviour is not None
        assert solution.is_solved.all()
        np.testing.assert_array_equal(solution.behaviour[2:, 0], [0.5, 0.5])


def test_one_player_without_noise_to_speak_of_and_one_with_nothing_else() -> None:
    form = matching_pennies(9.0)
    variants = make_variants(form, rationality={"row": 1e9, "column": 0.0})
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_allclose(solution.behaviour[:, 0], [1.0, 0.0, 0.5, 0.5], atol=1e-12)


def test_a_plan_made_in_the_mirror_is_certified_with_what_it_imagines() -> None:
    """Each imagined game is solved whole, so that the certificate covers the others in it."""
    generator = np.random.default_rng(8)
    form = random_form(generator, nodes=60, hidden=0.6)
    variants = random_variants(form, generator, 20, kappa=20.0)
    mirrored = solve(form, variants, perception="mirror")
    for player in range(len(form.players)):
        imagined = Variants(
            variants.worths,
            np.repeat(variants.chance[player : player + 1], len(form.players) + 1, axis=0),
            variants.rationality,
        )
        alone = solve(form, imagined)
        assert (mirrored.residual >= alone.residual).all()
        assert (mirrored.regret >= alone.regret).all()
