"""What is not asked for is not computed, and what is asked for does not depend on the rest."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from solve_games import beer_or_quiche, random_form, random_variants

import foedus
from foedus.ensemble.drawing import draw
from foedus.ensemble.space import make_space
from foedus.game import compile_game
from foedus.solve import ExtensiveForm, Query, Status, Variants, make_variants, solve


def seen(seed: int = 0, kappa: float = 10.0) -> tuple[ExtensiveForm, Variants, list[Query]]:
    generator = np.random.default_rng(seed)
    form = random_form(generator, players=4, nodes=90, has_types=False, hidden=0.0)
    return form, random_variants(form, generator, 150, kappa=kappa), asked(form)


def asked(form: ExtensiveForm) -> list[Query]:
    ends = form.is_terminal
    third = ends & (np.arange(form.node_count) % 3 == 0)
    return [
        Query(len(form.players), third, ends),
        Query(0, third, ends),
        Query(len(form.players), third, third | (np.arange(form.node_count) % 2 == 0)),
        Query(1, third, ends, worth_of=0),
    ]


@pytest.mark.parametrize("seed", range(5))
def test_without_a_certificate_the_answers_are_the_same(seed: int) -> None:
    form, variants, queries = seen(seed)
    checked = solve(form, variants, queries)
    unchecked = solve(form, variants, queries, certify=False)
    np.testing.assert_array_equal(checked.values, unchecked.values)
    np.testing.assert_array_equal(checked.worth, unchecked.worth)
    assert (unchecked.status == Status.UNCHECKED).all()
    assert not unchecked.is_solved.any()
    assert np.isnan(unchecked.residual).all()


@pytest.mark.parametrize("seed", range(5))
def test_float32_agrees_to_four_digits_where_everything_is_seen(seed: int) -> None:
    form, variants, queries = seen(seed)
    long = solve(form, variants, queries)
    short = solve(form, variants, queries, precision="float32", certify=False)
    for one, other in zip(long.values[:3], short.values[:3], strict=True):
        np.testing.assert_allclose(one, other, rtol=0.0, atol=1e-4)


@pytest.mark.parametrize("name", ["korea-1950", "dam"])
def test_float32_agrees_to_four_digits_on_the_built_in_cases(name: str) -> None:
    case = foedus.load(name)
    game = compile_game(case.under(()))
    variants = game.variants(draw(make_space(case.under(())), 1, np.arange(24)))
    queries = asked(game.form)
    long = solve(game.form, variants, queries)
    short = solve(game.form, variants, queries, precision="float32")
    assert long.is_solved.all()
    np.testing.assert_array_equal(long.status, short.status)
    np.testing.assert_allclose(long.values[:3], short.values[:3], rtol=0.0, atol=1e-4)


def test_a_certificate_is_given_in_float64_whatever_the_precision() -> None:
    form, variants, queries = seen()
    solution = solve(form, variants, queries, precision="float32")
    assert solution.is_solved.all()
    assert solution.residual.max() <= 1e-9


def test_an_overflow_is_no_answer() -> None:
    form, variants, queries = seen()
    variants.worths[:, 7] = 1e300
    short = solve(form, variants, queries, precision="float32", certify=False)
    assert short.status[7] == Status.UNCERTIFIED
    assert np.isnan(short.values[:, 7]).all()
    assert (np.delete(short.status, 7) == Status.UNCHECKED).all()


@pytest.mark.parametrize("seed", range(5))
def test_worths_that_nobody_asks_for_change_no_answer(seed: int) -> None:
    form, variants, queries = seen(seed)
    full, brief = (solve(form, variants, queries, keep_worths=wish) for wish in (True, False))
    np.testing.assert_array_equal(full.values, brief.values)
    np.testing.assert_array_equal(full.residual, brief.residual)
    assert np.isnan(brief.worth).all()


@pytest.mark.parametrize("hidden", [0.0, 0.3])
def test_behaviour_is_kept_at_the_information_sets_that_are_named(hidden: float) -> None:
    generator = np.random.default_rng(5)
    form = random_form(generator, players=3, nodes=60, has_types=hidden > 0.0, hidden=hidden)
    variants = random_variants(form, generator, 12, kappa=5.0)
    names = form.information_sets[1::3]
    some, every = (solve(form, variants, keep_behaviour=wish) for wish in (names, True))
    assert set(some.play) == set(names)
    for name, actions in some.play.items():
        for label, probability in actions.items():
            np.testing.assert_array_equal(probability, every.play[name][label])


def test_an_unknown_information_set_is_named_with_its_nearest() -> None:
    form = beer_or_quiche()
    variants = make_variants(form, rationality=1.0, chance={"strong": 0.9, "weak": 0.1})
    wrong = form.information_sets[0] + "x"
    with pytest.raises(ValueError, match=f"did you mean '{form.information_sets[0]}'"):
        solve(form, variants, keep_behaviour=[wrong])


@pytest.mark.parametrize("hidden", [0.0, 0.3])
@pytest.mark.parametrize(
    "which",
    [("chance",), ("rationality",), ("worths",), ("chance", "rationality"), ("worths", "chance")],
)
def test_what_all_share_need_not_be_repeated(hidden: float, which: tuple[str, ...]) -> None:
    generator = np.random.default_rng(9)
    form = random_form(generator, players=3, nodes=50, hidden=hidden)
    drawn = random_variants(form, generator, 40, kappa=6.0)
    short: dict[str, Any] = dict(vars(drawn))
    if "chance" in which:
        short["chance"] = drawn.chance[:1, :, :1]
    if "worths" in which:
        short["worths"] = drawn.worths[:, :1]
    if "rationality" in which:
        short["rationality"] = drawn.rationality[:1, :1]
    long = {name: np.broadcast_to(short[name], vars(drawn)[name].shape) for name in short}
    full = {name: np.ascontiguousarray(array) for name, array in long.items()}
    solutions = [
        solve(form, Variants(**arrays), asked(form), keep_behaviour=True)
        for arrays in (short, long, full)
    ]
    for other in solutions[1:]:
        np.testing.assert_array_equal(solutions[0].behaviour, other.behaviour)
        np.testing.assert_array_equal(solutions[0].values, other.values)
        np.testing.assert_array_equal(solutions[0].worth, other.worth)


def test_an_unknown_precision_is_refused() -> None:
    form, variants, queries = seen()
    with pytest.raises(ValueError, match="precision is 'half'; it is 'float64' or 'float32'"):
        solve(form, variants, queries, precision="half")  # pyright: ignore[reportArgumentType]
