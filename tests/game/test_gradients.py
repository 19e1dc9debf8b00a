"""Gradients by the assumptions of a case are what central differences say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from ten_lines import read

import foedus
from foedus.case import parse_test
from foedus.case.claims import Comparison, Quantity
from foedus.ensemble.drawing import draw
from foedus.ensemble.space import make_space
from foedus.game import BeliefRule, Game, assumption_gradients, compile_game
from foedus.game.chance_gradients import by_assumptions
from foedus.solve import Query, gradients, solve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.case import Case

STEPS = np.array([-2.0, -1.0, 1.0, 2.0])
WEIGHTS = np.array([1.0, -8.0, 8.0, -1.0]) / 12.0


def asked(game: Game, quantity: str) -> Query:
    test = parse_test(f"{quantity} < 1")
    assert isinstance(test, Comparison)
    assert isinstance(test.left, Quantity)
    return game.query(test.left)


def drawn(case: Case, game: Game, count: int) -> dict[str, NDArray[np.float64]]:
    """Values of all assumptions that the game needs, those that the case fixes included."""
    values = dict(draw(make_space(case), 11, np.arange(count)))
    for name in game.needed:
        if name not in values:
            values[name] = np.full(count, case.assumption[name].low)
    return values


def differences(
    game: Game,
    values: Mapping[str, NDArray[np.float64]],
    name: str,
    queries: list[Query],
    kappa: float | None,
) -> NDArray[np.float64]:
    """How the answers change with one assumption: float64[query, variant]."""
    count = values[name].size
    step = 2e-4 * np.maximum(np.abs(values[name]), 1e-2)
    moved = {one: np.tile(value, len(STEPS)) for one, value in values.items()}
    moved[name] = (values[name] + STEPS[:, None] * step).ravel()
    solution = solve(game.form, game.variants(moved, kappa=kappa), queries)
    assert solution.is_solved.all()
    answers = solution.values.reshape(len(queries), len(STEPS), count)
    return np.einsum("qsv,s->qv", answers, WEIGHTS) / step


def check(
    game: Game, values: dict[str, NDArray[np.float64]], queries: list[Query], kappa: float | None
) -> None:
    """Compare every assumption that the game needs."""
    numbers = game.variants(values, kappa=kappa)
    found = gradients(game.form, numbers, queries)
    by_name = assumption_gradients(game, values, numbers, found, kappa=kappa)
    assert found.solution.is_solved.all()
    rationality = {f"rationality.{player}" for player in game.form.players}
    assert by_name.keys() == {*game.needed, *(rationality if kappa is None else ())}
    for name, derivatives in by_name.items():
        wanted = differences(game, values, name, queries, kappa)
        np.testing.assert_allclose(derivatives, wanted, rtol=1e-6, atol=1e-6, err_msg=name)


@pytest.mark.parametrize("kappa", [None, 7.0])
@pytest.mark.parametrize("name", ["dam", "korea-1950"])
def test_of_the_built_in_cases(name: str, kappa: float | None) -> None:
    case = foedus.load(name).under(())
    game = compile_game(case)
    values = drawn(case, game, 3)
    every = game.form.is_terminal
    queries = [
        Query(len(game.form.players), game.outcome_of_node == 0, every),
        Query(0, every, every, worth_of=0),
    ]
    check(game, values, queries, kappa)


WAR = """
    actors: {north: {}, south: {}}
    play:
      - {type: mood, options: [calm, wary, wild], known to: [south]}
      - {move: attacks, by: north, options: [fast, slow]}
      - contest: war
        between: {north: {strength: own, adds: [{when: attacks = fast, strength: speed}]}, south: 1}
        decisiveness: m
        estimates: {south: {strengths: {north: feared}}}
      - {move: yields, by: south, options: [yes, no]}
    outcomes: {won: war = north, lost: otherwise}
    beliefs:
      north: {mood = calm: p, mood = wary: q}
      south: {mood = calm: 0.2, mood = wary: 0.3}
      analyst: {mood = calm: p, mood = wary: 0.3}
    preferences:
      north:
        - {when: war = north, worth: 4}
        - {when: attacks = fast, worth: haste}
        - {when: yields = yes and mood = wild, worth: 2}
      south:
        - {when: yields = yes and war = north, worth: relief}
        - {when: mood = wild and yields = no, worth: pride}
    assumptions:
      own: 1 to 3
      speed: 0 to 1
      m: 1 to 2
      feared: 1 to 3
      p: 0.1 to 0.3
      q: 0.2 to 0.4
      haste: -2 to 2
      relief: 0 to 3
      pride: 0 to 3
"""


def test_of_strengths_and_of_a_probability_that_takes_what_is_left() -> None:
    case = read(WAR)
    game = compile_game(case)
    values = drawn(case, game, 4)
    queries = [asked(game, one) for one in ("P(won)", "P[south](attacks = fast | won)")]
    check(game, values, queries, None)


def test_rationality_without_limit_stands_in_nobody_s_way() -> None:
    case = read(WAR)
    game = compile_game(case)
    values = drawn(case, game, 2)
    numbers = game.variants(values, kappa=np.inf)
    found = gradients(game.form, numbers, [asked(game, "P(won)")])
    by_name = assumption_gradients(game, values, numbers, found, kappa=np.inf)
    np.testing.assert_allclose(
        by_name["m"],
        differences(game, values, "m", [asked(game, "P(won)")], np.inf),
        rtol=1e-6,
        atol=1e-6,
    )


@pytest.mark.parametrize("offered", [(0, 1, 2), (0, 2), (0, 1)])
@pytest.mark.parametrize("parts", [("p", "q", None), ("p", "q", "r"), ("p", "p", "q")])
def test_of_probabilities_scaled_to_what_is_on_offer(
    offered: tuple[int, ...], parts: tuple[str | None, ...]
) -> None:
    rule = BeliefRule("step", 0, offered, (parts,))
    values = {"p": np.array([0.2]), "q": np.array([0.3]), "r": np.array([0.4])}
    weights = np.arange(1.0, 4.0)[: len(offered), None] ** 2
    found = dict.fromkeys(values, 0.0)
    for name, change in by_assumptions(rule, values, weights[None, None]):
        found[name] += float(change[0, 0])
    for name in {one for one in parts if one}:
        moved = {**values, name: values[name] + 1e-4 * STEPS}
        others = {one: np.broadcast_to(value, 4) for one, value in moved.items()}
        answers = (rule.probabilities(others, 4)[0] * weights).sum(axis=0)
        assert found[name] == pytest.approx(answers @ WEIGHTS / 1e-4, abs=1e-8)
