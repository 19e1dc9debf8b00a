"""Numbers that are no game are named, and the others go on."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from solve_games import beer_or_quiche, matching_pennies

from foedus.solve import (
    Status,
    Variants,
    build,
    chance,
    compile_kernels,
    decision,
    kernels_are_compiled,
    make_variants,
    solve,
    terminal,
    validate,
)

CHANCE = {"strong": 0.9, "weak": 0.1}


@pytest.mark.parametrize(
    ("rationality", "odds", "message"),
    [
        (-1.0, CHANCE, "the rationality of 'sender' is -1.0"),
        (np.nan, CHANCE, "the rationality of 'sender' is nan"),
        ({"sender": np.inf, "*": 1.0}, CHANCE, "infinite for all players or for none"),
        (1.0, {"strong": 0.9, "weak": 0.2}, "of 'strong', 'weak' for 'sender' sum to 1.1"),
        (1.0, {"strong": np.nan, "weak": 0.2}, "the probability of 'strong' for 'sender' is nan"),
        (1.0, {"strong": -0.5, "weak": 1.5}, "the probability of 'strong' for 'sender' is -0.5"),
    ],
)
def test_what_is_wrong_is_named(rationality: float, odds: dict[str, float], message: str) -> None:
    form = beer_or_quiche()
    with pytest.raises(ValueError, match=message):
        solve(form, make_variants(form, rationality=rationality, chance=odds))


@pytest.mark.parametrize("worth", [np.nan, np.inf, -np.inf])
def test_a_worth_that_is_not_finite_is_named(worth: float) -> None:
    form = build(["a"], decision("a", "h", {"x": terminal({"a": "pride"}), "y": terminal()}))
    with pytest.raises(ValueError, match=r"the worth of 'pride' is .*must be finite"):
        solve(form, make_variants(form, rationality=1.0, worths={"pride": worth}))


def test_in_a_batch_the_others_go_on() -> None:
    form = beer_or_quiche()
    rationality = [1.0, -1.0, 2.0]
    solution = solve(form, make_variants(form, rationality=rationality, chance=CHANCE))
    np.testing.assert_array_equal(solution.status, [Status.SOLVED, Status.INVALID, Status.SOLVED])
    assert np.isnan(solution.worth[:, 1]).all()
    pennies = matching_pennies()
    assert np.isnan(solve(pennies, make_variants(pennies, rationality=[1.0, np.nan])).residual[1])


def test_arrays_that_do_not_fit_are_refused() -> None:
    form = beer_or_quiche()
    good = make_variants(form, rationality=1.0, chance=CHANCE)
    with pytest.raises(ValueError, match="the analyst is the last viewpoint"):
        solve(form, Variants(good.worths, good.chance[:2], good.rationality))


def test_an_empty_batch_has_an_empty_solution() -> None:
    form = beer_or_quiche()
    one = make_variants(form, rationality=1.0, chance=CHANCE)
    none = Variants(one.worths[:, :0], one.chance[:, :, :0], one.rationality[:, :0])
    assert solve(form, none).status.size == 0


def test_progress_ends_at_the_whole_batch() -> None:
    form = beer_or_quiche()
    calls: list[tuple[int, int]] = []
    variants = make_variants(form, rationality=np.linspace(0.0, 1.0, 100), chance=CHANCE)
    solve(form, variants, progress=lambda done, of: calls.append((done, of)))
    assert calls[-1] == (100, 100)
    assert [done for done, _ in calls] == sorted(done for done, _ in calls)


def forgetful() -> object:
    below = {
        first: decision("a", "second", {"x": terminal(), "y": terminal()})
        for first in ("left", "right")
    }
    return build(["a"], decision("a", "first", below))


def test_a_player_who_forgets_is_refused() -> None:
    with pytest.raises(ValueError, match=r"'a' forgets at information set 'second'.*'left'"):
        forgetful()


def test_an_information_set_offers_the_same_actions_everywhere() -> None:
    one = decision("a", "h", {"x": terminal(), "y": terminal()})
    other = decision("a", "h", {"x": terminal(), "z": terminal()})
    with pytest.raises(ValueError, match="offers x, y at one node and x, z at another"):
        build(["a"], chance({"1": one, "2": other}))


def test_an_information_set_belongs_to_one_player() -> None:
    one = decision("a", "h", {"x": terminal(), "y": terminal()})
    other = decision("b", "h", {"x": terminal(), "y": terminal()})
    with pytest.raises(ValueError, match="two players move at information set 'h'"):
        build(["a", "b"], chance({"1": one, "2": other}))


def test_an_unknown_player_is_named() -> None:
    with pytest.raises(ValueError, match="'z' is not among the players a, b"):
        build(["a", "b"], terminal({"z": 1.0}))


def test_a_number_that_is_missing_is_named() -> None:
    form = beer_or_quiche()
    with pytest.raises(ValueError, match="probability of 'weak' is not given"):
        make_variants(form, rationality=1.0, chance={"strong": 0.9})


def test_a_built_game_is_valid() -> None:
    validate(beer_or_quiche())


def test_the_public_names_are_sorted_and_there() -> None:
    package = sys.modules["foedus.solve"]  # `foedus.solve` itself is the verb
    assert package.__all__ == sorted(package.__all__)
    for name in package.__all__:
        assert getattr(package, name) is not None


def test_importing_the_package_loads_neither_numba_nor_numpy() -> None:
    program = (
        "import importlib.util, sys; import foedus.solve; "
        "sys.exit('numba' in sys.modules or 'numpy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0  # noqa: S603


def test_kernels_say_when_they_are_compiled() -> None:
    compile_kernels()
    assert kernels_are_compiled()


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"worths": {"rewrad": 1.0}}, "worths names 'rewrad'.*did you mean 'reward'"),
        ({"chance": {"strnog": 1.0}}, "chance names 'strnog'.*did you mean 'strong'"),
        ({"rationality": {"sendr": 1.0}}, "rationality names 'sendr'.*did you mean 'sender'"),
        (
            {"chance": {"strong": {"sendr": 0.5}, "weak": 0.5}},
            "chance of 'strong' names 'sendr'.*did you mean 'sender'",
        ),
    ],
)
def test_a_name_that_the_game_does_not_have_is_refused(given: dict[str, Any], message: str) -> None:
    form = build(
        ["sender"],
        chance(
            {
                "strong": decision("sender", "s", {"x": terminal({"sender": "reward"})}),
                "weak": terminal({}),
            }
        ),
    )
    numbers: dict[str, Any] = {
        "worths": {"reward": 1.0},
        "chance": {"strong": 0.5, "weak": 0.5},
        "rationality": 1.0,
        **given,
    }
    with pytest.raises(ValueError, match=message):
        make_variants(form, **numbers)
