"""A query is the sum over terminal histories that its definition says."""

from __future__ import annotations

import numpy as np
import pytest
from solve_games import random_form, random_variants

from foedus.solve import (
    ExtensiveForm,
    Query,
    Variants,
    build,
    chance,
    decision,
    evaluate,
    make_variants,
    solve,
    terminal,
)


def by_hand(
    form: ExtensiveForm, variants: Variants, behaviour: np.ndarray, query: Query, variant: int
) -> tuple[float, float]:
    reach = np.ones(form.node_count)
    payoff = np.zeros(form.node_count)
    for node in range(form.node_count):
        if node:
            payoff[node] = payoff[form.parent[node]]
        for term in range(form.first_term[node], form.first_term[node + 1]):
            if form.player_of_term[term] == query.worth_of:
                worth = variants.worths[form.quantity_of_term[term], variant]
                payoff[node] += form.coefficient_of_term[term] * worth
        information_set = form.information_set_of_node[node]
        for number, edge in enumerate(range(form.first_edge[node], form.first_edge[node + 1])):
            if query.forced is not None and query.forced[node] >= 0:
                share = float(query.forced[node] == number)
            elif information_set >= 0:
                share = behaviour[form.first_strategy[information_set] + number, variant]
            else:
                slot = form.chance_slot_of_edge[edge]
                share = variants.chance[query.viewpoint, slot, variant]
            reach[form.child_of_edge[edge]] = reach[node] * share
    given = form.is_terminal & query.given
    weight = np.ones_like(payoff) if query.worth_of < 0 else payoff
    condition = reach[given].sum()
    total = (reach * weight)[given & query.event].sum()
    return (total / condition if condition > 0.0 else np.nan), condition


@pytest.mark.parametrize("hidden", [0.0, 0.4])
def test_answers_are_sums_over_terminal_histories(hidden: float) -> None:
    generator = np.random.default_rng(5)
    form = random_form(generator, nodes=60, hidden=hidden, has_types=hidden > 0)
    variants = random_variants(form, generator, 50, kappa=6.0)
    forced = np.full(form.node_count, -1, dtype=np.int32)
    inner = np.flatnonzero(~form.is_terminal)
    forced[inner[::3]] = 1
    queries = [
        Query(
            viewpoint,
            generator.random(form.node_count) < 0.5,
            generator.random(form.node_count) < 0.7,
            forced if number % 2 else None,
            worth_of=number % 4 - 1,
        )
        for number in range(12)
        for viewpoint in (0, 3)
    ]
    solution = solve(form, variants, queries, keep_behaviour=True)
    assert solution.behaviour is not None
    for number, query in enumerate(queries):
        for variant in (0, 31, 49):
            value, condition = by_hand(form, variants, solution.behaviour, query, variant)
            assert solution.values[number, variant] == pytest.approx(value, abs=1e-12, nan_ok=True)
            assert solution.condition[number, variant] == pytest.approx(condition, abs=1e-12)
    values, condition = evaluate(form, variants, solution.behaviour, queries)
    np.testing.assert_array_equal(values, solution.values)
    np.testing.assert_array_equal(condition, solution.condition)


def test_the_worth_of_the_whole_game_is_the_expected_payoff() -> None:
    generator = np.random.default_rng(6)
    form = random_form(generator, nodes=60, hidden=0.4)
    variants = random_variants(form, generator, 5)
    every = form.is_terminal
    queries = [Query(player, every, every, worth_of=player) for player in range(3)]
    for perception in ("disagreement", "mirror"):
        solution = solve(form, variants, queries, perception=perception)
        np.testing.assert_allclose(solution.values, solution.worth, rtol=0.0, atol=1e-12)


def test_a_condition_of_probability_zero_leaves_the_value_undefined() -> None:
    generator = np.random.default_rng(7)
    form = random_form(generator, nodes=20, has_types=False)
    variants = random_variants(form, generator, 3)
    nothing = np.zeros(form.node_count, dtype=np.bool_)
    solution = solve(form, variants, [Query(0, form.is_terminal, nothing)])
    assert np.isnan(solution.values).all()
    assert (solution.condition == 0.0).all()


def test_an_announced_choice_is_known_to_all_and_an_unannounced_one_to_nobody() -> None:
    generator = np.random.default_rng(8)
    form = random_form(generator, nodes=40, hidden=0.5)
    variants = random_variants(form, generator, 10)
    chosen = int(form.information_set_of_node[form.information_set_of_node >= 0][0])
    fixed = np.where(form.information_set_of_node == chosen, 1, -1).astype(np.int32)
    every = form.is_terminal
    solution = solve(form, variants, [Query(3, every, every)], fixed=fixed, keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    start, stop = form.first_strategy[chosen : chosen + 2]
    assert (solution.behaviour[start + 1] == 1.0).all()
    assert (np.delete(solution.behaviour[start:stop], 1, axis=0) == 0.0).all()
    np.testing.assert_allclose(solution.condition, 1.0)


def test_announcing_what_is_all_but_certain_changes_next_to_nothing() -> None:
    """A choice that a bribe makes all but certain is the announced choice, also off the path."""
    generator = np.random.default_rng(9)
    form = random_form(generator, nodes=40, hidden=0.5, chance_share=0.3)
    variants = random_variants(form, generator, 4)
    slots = form.chance_slot_of_edge[form.chance_slot_of_edge >= 0]
    node = int(np.flatnonzero(form.player_of_node == -1)[0])
    first = form.chance_slot_of_edge[form.first_edge[node]]
    second = form.chance_slot_of_edge[form.first_edge[node] + 1]
    assert slots.size
    fixed = np.full(form.node_count, -1, dtype=np.int32)
    for other in np.flatnonzero(form.player_of_node == -1):
        if form.chance_slot_of_edge[form.first_edge[other]] == first:
            fixed[other] = 0
    width = form.first_edge[node + 1] - form.first_edge[node]
    assert width == 2
    variants.chance[:, first] = 1.0
    variants.chance[:, second] = 0.0
    certain = solve(form, variants, keep_behaviour=True)
    announced = solve(form, variants, keep_behaviour=True, fixed=fixed)
    assert certain.behaviour is not None
    assert announced.behaviour is not None
    np.testing.assert_allclose(certain.behaviour, announced.behaviour, rtol=0.0, atol=1e-9)


def test_a_query_that_does_not_fit_is_refused() -> None:
    generator = np.random.default_rng(10)
    form = random_form(generator, nodes=20)
    variants = random_variants(form, generator, 1)
    every = form.is_terminal
    with pytest.raises(ValueError, match="viewpoint 7"):
        solve(form, variants, [Query(7, every, every)])
    with pytest.raises(ValueError, match=r"the event of query 0 has the shape \(2,\)"):
        solve(form, variants, [Query(0, every[:2], every)])
    forced = np.full(form.node_count, 9, dtype=np.int32)
    with pytest.raises(ValueError, match="takes action 9 at node 0"):
        solve(form, variants, [Query(0, every, every, forced)])


@pytest.mark.parametrize("hidden", [False, True])
def test_what_is_too_rare_to_compute_is_undefined_and_not_a_guess(*, hidden: bool) -> None:
    ends = {str(loss): terminal({"a": -10.0 * loss}) for loss in range(3)}
    root = decision("a", "x", ends)
    if hidden:
        root = chance({"left": root, "right": decision("a", "x", ends)})
    form = build(["a"], root)
    variants = make_variants(
        form,
        rationality=[1.0, 40.0, 80.0, 1e4],
        chance={"left": 0.5, "right": 0.5} if hidden else {},
    )
    bad, worse = (np.zeros(form.node_count, dtype=np.bool_) for _ in range(2))
    for start in (2, 6) if hidden else (1,):
        bad[start + 1 : start + 3], worse[start + 2] = True, True
    solution = solve(form, variants, [Query(1, bad & ~worse, bad)])
    expected = 1.0 / (1.0 + np.exp(-10.0))
    np.testing.assert_allclose(solution.values[0, 0], expected, rtol=1e-9)
    np.testing.assert_allclose(solution.values[0, 1], 1.0, rtol=1e-9)
    assert np.isnan(solution.values[0, 2:]).all()
    assert (solution.condition[0, 2:] == 0.0).all()
    assert solution.is_solved.all()
