"""Games with hidden moves or types whose equilibrium can be had without following a branch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from scipy.optimize import brentq
from solve_games import beer_or_quiche, matching_pennies, seltens_horse

from foedus.solve import Variants, build, chance, decision, make_variants, solve, terminal

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm


def logistic(difference: float) -> float:
    return float(0.5 * (1.0 + np.tanh(difference / 2.0)))


def first_shares(
    form: ExtensiveForm,
    variants: Variants,
    perception: Literal["disagreement", "mirror"] = "disagreement",
) -> dict[str, float]:
    """How likely the first action is at each information set, in the only variant."""
    solution = solve(form, variants, keep_behaviour=True, perception=perception)
    assert solution.behaviour is not None
    assert solution.is_solved.all()
    shares = solution.behaviour[form.first_strategy[:-1], 0]
    return dict(zip(form.information_sets, shares.tolist(), strict=True))


@pytest.mark.parametrize("rationality", [30.0, 1e3, 1e4])
@pytest.mark.parametrize("stake", [9.0, 1.0, 0.1])
def test_pennies_without_noise_to_speak_of(stake: float, rationality: float) -> None:
    """With w the column's odds of heads, λ (1 - 2p) = w, and λ ((s + 1) q - 1) are the row's."""

    def gap(odds: float) -> float:
        row = 0.5 * (1.0 - odds / rationality)
        own = rationality * ((stake + 1.0) * logistic(odds) - 1.0)
        return float(own - np.log(row / (1.0 - row)))

    edge = rationality * (1.0 - 1e-12)
    odds = np.asarray(brentq(gap, -edge, edge, xtol=1e-14)).item()
    form = matching_pennies(stake)
    found = first_shares(form, make_variants(form, rationality=rationality))
    assert found["unseen"] == pytest.approx(logistic(odds), abs=1e-9)
    assert found["first"] == pytest.approx(0.5 * (1.0 - odds / rationality), abs=1e-9)


@pytest.mark.parametrize("stake", [9.0, 1.0, 0.1])
def test_pennies_tend_to_their_only_mixed_equilibrium(stake: float) -> None:
    """Nash: each makes the other indifferent; at λ = 1e4 it is within 1/λ of that."""
    form = matching_pennies(stake)
    found = first_shares(form, make_variants(form, rationality=1e4))
    assert found["first"] == pytest.approx(0.5, abs=3e-4)
    assert found["unseen"] == pytest.approx(1.0 / (stake + 1.0), abs=3e-4)


@pytest.mark.parametrize("rationality", [30.0, 1e3, 1e4])
def test_the_horse_without_noise_to_speak_of(rationality: float) -> None:
    """The third is asked so rarely that its belief hangs on the odds of choices nobody makes.

    Given its share l of L, the second's odds of c are λ (1 - 4l), the first's of C are what
    going on is worth less 3l, and the third's odds of L follow from the two.
    """

    def log_share(odds: float) -> float:
        return float(-np.logaddexp(0.0, -odds))

    def gap(own: float) -> float:
        left = logistic(own)
        c_odds = rationality * (1.0 - 4.0 * left)
        c = logistic(c_odds)
        big_c_odds = rationality * (c + (1.0 - c) * 4.0 * left - 3.0 * left)
        first = log_share(-big_c_odds)
        second = log_share(big_c_odds) + log_share(-c_odds)
        belief = logistic(first - second)
        return own - rationality * (2.0 * belief - (1.0 - belief))

    form = seltens_horse()
    found = first_shares(form, make_variants(form, rationality=rationality))
    left = found["three"]
    own = np.log(left / (1.0 - left))
    around = max(1e-3, 1e-7 * rationality) * np.array([-1.0, 1.0])
    zero = np.asarray(brentq(gap, *(own + around), xtol=1e-15)).item()
    assert left == pytest.approx(logistic(zero), abs=1e-9)
    c_odds = rationality * (1.0 - 4.0 * logistic(zero))
    assert found["two"] == pytest.approx(1.0 - logistic(c_odds), abs=1e-6)


def beers(rationality: float, strong: float) -> tuple[NDArray[np.float64], float, float]:
    """How likely either type is to have beer, and the receiver a duel after beer and quiche.

    The two equations of beer or quiche under one prior, by iteration damped until it contracts.
    """

    def duel(on_strong: float, on_weak: float) -> float:
        belief = strong * on_strong / (strong * on_strong + (1.0 - strong) * on_weak)
        return logistic(rationality * (1.0 - 2.0 * belief))

    drunk = np.full(2, 0.5)
    for _ in range(4000):
        gain = 2.0 * (duel(*(1.0 - drunk)) - duel(*drunk))
        answer = [logistic(rationality * (gain + taste)) for taste in (1.0, -1.0)]
        drunk = 0.9 * drunk + 0.1 * np.array(answer)
    return drunk, duel(*drunk), duel(*(1.0 - drunk))


@pytest.mark.parametrize("rationality", [0.5, 2.0])
def test_in_the_mirror_sender_and_receiver_play_two_different_games(rationality: float) -> None:
    form = beer_or_quiche()
    variants = make_variants(
        form,
        rationality=rationality,
        chance={
            "strong": {"sender": 0.8, "receiver": 0.3, "analyst": 0.5},
            "weak": {"sender": 0.2, "receiver": 0.7, "analyst": 0.5},
        },
    )
    found = first_shares(form, variants, perception="mirror")
    drunk, _, _ = beers(rationality, 0.8)
    _, after_beer, after_quiche = beers(rationality, 0.3)
    np.testing.assert_allclose([found["strong"], found["weak"]], drunk, rtol=0.0, atol=1e-9)
    assert found["after beer"] == pytest.approx(after_beer, abs=1e-9)
    assert found["after quiche"] == pytest.approx(after_quiche, abs=1e-9)
    agreed = first_shares(form, variants)
    assert abs(agreed["strong"] - found["strong"]) > 1e-3


@pytest.mark.parametrize("strong", [0.0, 1.0])
def test_a_receiver_who_rules_a_type_out_answers_to_the_other_alone(strong: float) -> None:
    """Both signals leave his belief as it was, and the sender knows that."""
    form = beer_or_quiche()
    rationality = 3.0
    variants = make_variants(
        form,
        rationality=rationality,
        chance={
            "strong": {"receiver": strong, "*": 0.6},
            "weak": {"receiver": 1.0 - strong, "*": 0.4},
        },
    )
    found = first_shares(form, variants)
    duel = logistic(rationality * (1.0 - 2.0 * strong))
    assert found["after beer"] == pytest.approx(duel, abs=1e-12)
    assert found["after quiche"] == pytest.approx(duel, abs=1e-12)
    assert found["strong"] == pytest.approx(logistic(rationality), abs=1e-12)
    assert found["weak"] == pytest.approx(logistic(-rationality), abs=1e-12)


@pytest.mark.parametrize("unit", [1e6, 1e-6])
@pytest.mark.parametrize("rationality", [0.0, 2.0, 1e4])
def test_the_unit_of_payoffs_is_nothing_to_hidden_types(unit: float, rationality: float) -> None:
    form = beer_or_quiche()
    odds = {"strong": 0.7, "weak": 0.3}
    plain = make_variants(form, rationality=rationality, chance=odds)
    scaled = Variants(plain.worths * unit, plain.chance, plain.rationality / unit)
    one, other = first_shares(form, plain), first_shares(form, scaled)
    np.testing.assert_allclose(list(other.values()), list(one.values()), rtol=0.0, atol=1e-9)
    if rationality == 0.0:
        np.testing.assert_array_equal(list(other.values()), 0.5)


def test_where_every_set_has_one_action_there_is_nothing_to_solve() -> None:
    nods = {
        name: decision("b", "unseen", {"nods": terminal({"a": worth, "b": -worth})})
        for name, worth in (("good", 3.0), ("bad", -1.0))
    }
    form = build(["a", "b"], decision("a", "start", {"waits": chance(nods)}))
    variants = make_variants(form, rationality=[0.0, 2.0, 1e4], chance={"good": 0.25, "bad": 0.75})
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_array_equal(solution.behaviour, 1.0)
    np.testing.assert_array_equal(solution.worth, [[0.0] * 3] * 2)
    np.testing.assert_array_equal(solution.residual, 0.0)
    np.testing.assert_array_equal(solution.regret, 0.0)


def test_a_set_of_one_action_among_hidden_moves_changes_no_belief() -> None:
    """One who must nod, unseen, between the two moves of matching pennies."""
    nodded = {
        mine: decision(
            "row",
            f"nods after {mine}",
            {
                "nods": decision(
                    "column",
                    "unseen",
                    {
                        yours: terminal({"row": stake} if mine == yours else {"column": 1.0})
                        for yours in ("heads", "tails")
                    },
                )
            },
        )
        for mine, stake in (("heads", 9.0), ("tails", 1.0))
    }
    form = build(["row", "column"], decision("row", "first", nodded))
    plain = matching_pennies(9.0)
    found = first_shares(form, make_variants(form, rationality=2.5))
    expected = first_shares(plain, make_variants(plain, rationality=2.5))
    assert found["first"] == pytest.approx(expected["first"], abs=1e-12)
    assert found["unseen"] == pytest.approx(expected["unseen"], abs=1e-12)
    assert found["nods after heads"] == 1.0
