"""Other equilibria are found where they are known to be, and none where there is one alone."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from scipy.optimize import brentq, fsolve
from solve_games import (
    beer_or_quiche,
    centipede,
    clustered_form,
    coordination_form,
    matching_pennies,
    random_variants,
)

from foedus.solve import (
    ExtensiveForm,
    Query,
    build,
    chance,
    count_equilibria,
    decision,
    make_variants,
    solve,
    terminal,
)

Payoffs = tuple[tuple[tuple[float, float], ...], ...]

COORDINATION: Payoffs = (((1.0, 1.0), (0.0, 0.0)), ((0.0, 0.0), (1.0, 1.0)))
SEXES: Payoffs = (((3.0, 2.0), (0.0, 0.0)), ((0.0, 0.0), (2.0, 3.0)))
STAG_HUNT: Payoffs = (((5.0, 5.0), (0.0, 3.0)), ((3.0, 0.0), (3.0, 3.0)))
PRISONERS: Payoffs = (((3.0, 3.0), (0.0, 5.0)), ((5.0, 0.0), (1.0, 1.0)))


def at_once(payoffs: Payoffs) -> ExtensiveForm:
    """A table of two by two, the second player not seeing what the first does."""
    second = {
        mine: decision(
            "two",
            "unseen",
            {
                yours: terminal({"one": pays[0], "two": pays[1]})
                for yours, pays in zip("xy", row, strict=True)
            },
        )
        for mine, row in zip("xy", payoffs, strict=True)
    }
    return build(["one", "two"], decision("one", "first", second))


def logistic(difference: float) -> float:
    return float(0.5 * (1.0 + np.tanh(difference / 2.0)))


def fixed_points(payoffs: Payoffs, rationality: float) -> list[float]:
    """The first player's chances of `x` in all equilibria: zeros of one function of its odds."""
    table = np.array(payoffs)
    own, theirs = table[:, :, 0], table[:, :, 1]

    def gap(odds: float) -> float:
        first = logistic(odds)
        mix = np.array([first, 1.0 - first])
        second = logistic(rationality * float(mix @ (theirs[:, 0] - theirs[:, 1])))
        answer = np.array([second, 1.0 - second])
        return odds - rationality * float((own[0] - own[1]) @ answer)

    grid = np.linspace(-6.017 * rationality, 6.0 * rationality, 20_001)
    values = np.array([gap(float(odds)) for odds in grid])
    ends = np.flatnonzero(np.sign(values[:-1]) != np.sign(values[1:]))
    zeros = [brentq(gap, grid[end], grid[end + 1], xtol=1e-14) for end in ends]
    return [logistic(odds) for odds in np.asarray(zeros, dtype=np.float64).tolist()]


@pytest.mark.parametrize("rationality", [0.3, 1.7, 6.1, 23.0])
@pytest.mark.parametrize("payoffs", [COORDINATION, SEXES, STAG_HUNT, PRISONERS])
def test_all_equilibria_of_a_table_are_found_and_what_they_answer(
    payoffs: Payoffs, rationality: float
) -> None:
    form = at_once(payoffs)
    is_x = np.array([one.startswith("x") for one in ("", "x", "xx", "xy", "y", "yx", "yy")])
    query = Query(2, is_x & form.is_terminal, form.is_terminal)
    variants = make_variants(form, rationality=rationality)
    found = count_equilibria(form, variants, [query])
    expected = fixed_points(payoffs, rationality)
    assert found.others.tolist() == [len(expected) - 1]
    principal = solve(form, variants, [query]).values[0, 0]
    farthest = max(abs(one - principal) for one in expected)
    assert found.farthest[0, 0] == pytest.approx(farthest, abs=1e-8)


def test_the_textbook_counts() -> None:
    counts = {
        payoffs: [len(fixed_points(payoffs, rationality)) for rationality in (0.3, 23.0)]
        for payoffs in (COORDINATION, SEXES, STAG_HUNT, PRISONERS)
    }
    assert list(counts.values()) == [[1, 3], [1, 3], [1, 3], [1, 1]]


def test_matching_pennies_has_one() -> None:
    form = matching_pennies()
    found = count_equilibria(form, make_variants(form, rationality=np.geomspace(0.1, 300.0, 12)))
    assert found.others.tolist() == [0] * 12
    assert (found.converged > 0).all()
    assert "does not prove" in found.summary()


@pytest.mark.parametrize("strong", [0.9, 0.4, 0.55])
@pytest.mark.parametrize("rationality", [1.0, 4.0, 9.0])
def test_signals_agree_with_a_search_over_a_grid(strong: float, rationality: float) -> None:
    """Beer or quiche is two equations in the receiver's odds after either signal."""

    def senders(duel: tuple[float, float]) -> tuple[float, float]:
        gain = 2.0 * (duel[1] - duel[0])
        return logistic(rationality * (1.0 + gain)), logistic(rationality * (gain - 1.0))

    def gap(odds: tuple[float, float]) -> list[float]:
        on_strong, on_weak = senders((logistic(odds[0]), logistic(odds[1])))
        heard = [(on_strong, on_weak), (1.0 - on_strong, 1.0 - on_weak)]
        beliefs = [strong * one / (strong * one + (1.0 - strong) * other) for one, other in heard]
        return [
            own - rationality * (1.0 - 2.0 * belief)
            for own, belief in zip(odds, beliefs, strict=True)
        ]

    zeros: list[tuple[float, float]] = []
    for start in product(np.linspace(-rationality, rationality, 15), repeat=2):
        odds, _, code, _ = fsolve(gap, start, full_output=True, xtol=1e-12)
        shares = logistic(odds[0]), logistic(odds[1])
        is_new = all(np.abs(np.subtract(shares, other)).max() > 1e-5 for other in zeros)
        if code == 1 and np.abs(gap((odds[0], odds[1]))).max() < 1e-9 and is_new:
            zeros.append(shares)
    form = beer_or_quiche()
    variants = make_variants(
        form, rationality=rationality, chance={"strong": strong, "weak": 1.0 - strong}
    )
    found = count_equilibria(form, variants, restarts=60)
    assert found.others.tolist() == [len(zeros) - 1]


def test_where_play_follows_in_closed_form_there_is_one() -> None:
    form = centipede(4)
    found = count_equilibria(form, make_variants(form, rationality=[1.0, 50.0]))
    assert found.is_closed_form
    assert found.others.tolist() == [0, 0]
    assert "exactly one" in found.summary()


def test_threads_change_nothing_and_more_restarts_begin_with_the_same() -> None:
    generator = np.random.default_rng(4)
    form = coordination_form(generator)
    variants = random_variants(form, generator, 9, kappa=30.0)
    query = Query(0, form.is_terminal, form.is_terminal, worth_of=0)
    one = count_equilibria(form, variants, [query], sample=5, restarts=12, seed=3, threads=1)
    two = count_equilibria(form, variants, [query], sample=5, restarts=12, seed=3, threads=2)
    more = count_equilibria(form, variants, [query], sample=5, restarts=20, seed=3)
    np.testing.assert_array_equal(one.variants, two.variants)
    np.testing.assert_array_equal(one.converged, two.converged)
    np.testing.assert_array_equal(one.others, two.others)
    np.testing.assert_array_equal(one.farthest, two.farthest)
    assert one.variants.size == 5
    assert (more.others >= one.others).all()
    assert (more.converged >= one.converged).all()
    assert one.several > 0


def test_a_variant_is_looked_at_in_the_same_way_in_any_sample() -> None:
    generator = np.random.default_rng(11)
    form = clustered_form(generator)
    variants = random_variants(form, generator, 6, kappa=60.0)
    every = count_equilibria(form, variants, sample=6, restarts=10, seed=1)
    few = count_equilibria(form, variants, sample=2, restarts=10, seed=1)
    np.testing.assert_array_equal(every.converged[few.variants], few.converged)
    np.testing.assert_array_equal(every.others[few.variants], few.others)


@pytest.mark.parametrize("unit", [1e6, 1e-6])
def test_the_unit_of_worths_does_not_matter(unit: float) -> None:
    form = at_once(tuple(tuple((unit * a, unit * b) for a, b in row) for row in STAG_HUNT))
    found = count_equilibria(form, make_variants(form, rationality=[0.3 / unit, 23.0 / unit]))
    assert found.others.tolist() == [0, 2]


def test_circles_apart_combine() -> None:
    """Chance picks one of two games with three equilibria each, as all see: nine in all."""
    parts = {
        place: decision(
            "a",
            f"a {place}",
            {
                mine: decision(
                    "b",
                    f"b {place}",
                    {yours: terminal(dict.fromkeys("ab", float(mine == yours))) for yours in "xy"},
                )
                for mine in "xy"
            },
        )
        for place in ("here", "there")
    }
    form = build(["a", "b"], chance(parts))
    variants = make_variants(form, rationality=8.0, chance={"here": 0.5, "there": 0.5})
    assert count_equilibria(form, variants, restarts=150).others.tolist() == [8]


@pytest.mark.parametrize(("name", "value"), [("sample", 0), ("restarts", 0), ("seed", -1)])
def test_a_number_that_cannot_be_is_named(name: str, value: int) -> None:
    form = matching_pennies()
    numbers: dict[str, int] = {"sample": 5, "restarts": 5, "seed": 0, name: value}
    with pytest.raises(ValueError, match=f"{name} is {value}"):
        count_equilibria(
            form,
            make_variants(form, rationality=1.0),
            sample=numbers["sample"],
            restarts=numbers["restarts"],
            seed=numbers["seed"],
        )


def test_without_noise_there_are_no_equations() -> None:
    form = matching_pennies()
    with pytest.raises(ValueError, match="finite"):
        count_equilibria(form, make_variants(form, rationality=np.inf))
