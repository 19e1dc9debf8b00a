"""Priors that differ, against answers worked out by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from foedus.solve import (
    ExtensiveForm,
    Node,
    Query,
    build,
    chance,
    decision,
    make_variants,
    solve,
    terminal,
)


def logistic(difference: float) -> float:
    return 1.0 / (1.0 + math.exp(-difference))


def play_of(form: ExtensiveForm, behaviour: np.ndarray | None, name: str) -> np.ndarray:
    assert behaviour is not None
    number = form.information_sets.index(name)
    return behaviour[form.first_strategy[number] : form.first_strategy[number + 1], 0]


def test_a_player_expects_what_its_own_prior_says_and_the_analyst_what_his_says() -> None:
    gamble = chance({"wins": terminal({"a": 1.0}), "loses": terminal()})
    form = build(["a"], decision("a", "start", {"gamble": gamble, "wait": terminal({"a": 0.4})}))
    variants = make_variants(
        form,
        rationality=3.0,
        chance={"wins": {"a": 0.7, "analyst": 0.2}, "loses": {"a": 0.3, "analyst": 0.8}},
    )
    wins = np.arange(form.node_count) == 2
    solution = solve(form, variants, [Query(v, wins, form.is_terminal) for v in (0, 1)])
    gambles = logistic(3.0 * (0.7 - 0.4))
    np.testing.assert_allclose(solution.values[:, 0], [gambles * 0.7, gambles * 0.2], rtol=1e-12)
    assert solution.worth[0, 0] == pytest.approx(gambles * 0.7 + (1 - gambles) * 0.4, rel=1e-12)


def rain() -> ExtensiveForm:
    """One goes or stays; two takes an umbrella or not; then it rains or not."""
    without = chance({"rain": terminal({"two": -3.0}), "dry": terminal({"one": 2.0})})
    two = decision("two", "packs", {"umbrella": terminal({"two": -1.0}), "none": without})
    return build(
        ["one", "two"], decision("one", "goes", {"go": two, "stay": terminal({"one": 0.5})})
    )


RAIN = {"rain": {"one": 0.2, "two": 0.9, "*": 0.5}, "dry": {"one": 0.8, "two": 0.1, "*": 0.5}}


def test_players_who_know_that_they_disagree_foresee_what_the_other_does() -> None:
    form = rain()
    solution = solve(form, make_variants(form, rationality=1.5, chance=RAIN), keep_behaviour=True)
    umbrella = logistic(1.5 * (-1.0 + 3.0 * 0.9))
    goes = logistic(1.5 * (2.0 * 0.8 * (1.0 - umbrella) - 0.5))
    assert play_of(form, solution.behaviour, "packs")[0] == pytest.approx(umbrella, rel=1e-12)
    assert play_of(form, solution.behaviour, "goes")[0] == pytest.approx(goes, rel=1e-12)


def test_in_the_mirror_each_plans_as_if_all_shared_its_priors() -> None:
    form = rain()
    variants = make_variants(form, rationality=1.5, chance=RAIN)
    solution = solve(form, variants, keep_behaviour=True, perception="mirror")
    imagined = logistic(1.5 * (-1.0 + 3.0 * 0.2))
    goes = logistic(1.5 * (2.0 * 0.8 * (1.0 - imagined) - 0.5))
    umbrella = logistic(1.5 * (-1.0 + 3.0 * 0.9))
    assert play_of(form, solution.behaviour, "goes")[0] == pytest.approx(goes, rel=1e-12)
    assert play_of(form, solution.behaviour, "packs")[0] == pytest.approx(umbrella, rel=1e-12)
    expected = goes * (1.0 - umbrella) * 0.8 * 2.0 + (1.0 - goes) * 0.5
    assert solution.worth[0, 0] == pytest.approx(expected, rel=1e-12)
    assert solution.is_solved.all()


def signal() -> ExtensiveForm:
    """The sender only wants to say what he is; the receiver fights the weak."""

    def receiver(message: str, gain: float, honour: float) -> Node:
        branches = {"fight": terminal({"receiver": gain}), "yield": terminal()}
        return decision("receiver", f"hears {message}", branches, {"sender": honour})

    def sender(name: str, truth: str, gain: float) -> Node:
        branches = {
            message: receiver(message, gain, 1.0 if message == truth else 0.0)
            for message in ("x", "y")
        }
        return decision("sender", name, branches)

    return build(
        ["sender", "receiver"],
        chance({"strong": sender("strong", "x", -1.0), "weak": sender("weak", "y", 1.0)}),
    )


@pytest.mark.parametrize("weak", [0.05, 0.3, 0.8])
def test_a_belief_is_the_own_prior_weighed_by_the_play(weak: float) -> None:
    form = signal()
    rationality = 2.0
    variants = make_variants(
        form,
        rationality=rationality,
        chance={
            "strong": {"receiver": 1.0 - weak, "*": 0.5},
            "weak": {"receiver": weak, "*": 0.5},
        },
    )
    solution = solve(form, variants, keep_behaviour=True)
    honest = logistic(rationality)
    belief = weak * (1.0 - honest) / (weak * (1.0 - honest) + (1.0 - weak) * honest)
    expected = logistic(rationality * (2.0 * belief - 1.0))
    assert play_of(form, solution.behaviour, "hears x")[0] == pytest.approx(expected, rel=1e-12)


def excluded_types(has_event: bool) -> ExtensiveForm:
    """Types B and C, which the receiver holds impossible, choose whether to speak to him."""

    def heard(gain: float) -> Node:
        return decision(
            "receiver", "hears", {"fight": terminal({"receiver": gain}), "yield": terminal()}
        )

    def speaker(name: str, wish: float, gain: float) -> Node:
        said = heard(gain)
        if has_event and name == "C":
            said = chance({"never": said, "always": terminal()})
        return decision("sender", name, {"say": said, "hush": terminal({"sender": wish})})

    return build(
        ["sender", "receiver"],
        chance({"A": terminal(), "B": speaker("B", 1.0, 1.0), "C": speaker("C", -1.0, -1.0)}),
    )


def test_the_belief_in_the_impossible_is_the_limit_of_equal_errors() -> None:
    form = excluded_types(has_event=False)
    types = {
        name: {"receiver": certain, "*": share}
        for name, certain, share in (("A", 1.0, 0.2), ("B", 0.0, 0.5), ("C", 0.0, 0.3))
    }
    variants = make_variants(form, rationality=1.0, chance=types)
    solution = solve(form, variants, keep_behaviour=True)
    says = np.array([logistic(-1.0), logistic(1.0)])
    belief = says / says.sum()
    expected = logistic(belief[0] - belief[1])
    assert play_of(form, solution.behaviour, "hears")[0] == pytest.approx(expected, rel=1e-12)


def test_one_error_is_believed_rather_than_two() -> None:
    form = excluded_types(has_event=True)
    table = {
        name: {"receiver": certain, "*": share}
        for name, certain, share in (
            ("A", 1.0, 0.2),
            ("B", 0.0, 0.5),
            ("C", 0.0, 0.3),
            ("never", 0.0, 0.5),
            ("always", 1.0, 0.5),
        )
    }
    solution = solve(form, make_variants(form, rationality=1.0, chance=table), keep_behaviour=True)
    assert play_of(form, solution.behaviour, "hears")[0] == pytest.approx(logistic(1.0), rel=1e-12)


def test_the_zero_is_the_limit_of_small_probabilities() -> None:
    form = excluded_types(has_event=False)
    plays = []
    for small in (1e-12, 0.0):
        table = {
            "A": {"receiver": 1.0 - 2 * small, "*": 0.2},
            "B": {"receiver": small, "*": 0.5},
            "C": {"receiver": small, "*": 0.3},
        }
        variants = make_variants(form, rationality=2.0, chance=table)
        plays.append(solve(form, variants, keep_behaviour=True).behaviour)
    np.testing.assert_allclose(plays[0], plays[1], rtol=0.0, atol=1e-9)
