"""Laws that every solution obeys, on games drawn by Hypothesis."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from solve_games import random_form, random_variants

from foedus.solve import (
    CHANCE,
    TERMINAL,
    ExtensiveForm,
    Node,
    Query,
    Variants,
    build,
    chance,
    decision,
    make_variants,
    solve,
    terminal,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
seeds = st.integers(0, 10_000)


def draw(seed: int, *, kappa: float = 4.0) -> tuple[ExtensiveForm, Variants]:
    generator = np.random.default_rng(seed)
    form = random_form(
        generator,
        players=2 + seed % 3,
        nodes=24,
        has_types=seed % 2 == 0,
        hidden=[0.0, 0.5][seed // 2 % 2],
    )
    return form, random_variants(form, generator, 3, kappa=kappa)


def behaviour_of(form: ExtensiveForm, variants: Variants) -> NDArray[np.float64]:
    solution = solve(form, variants, keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    return solution.behaviour


def rewritten(
    form: ExtensiveForm, change: Callable[[Node], Node], players: tuple[str, ...] | None = None
) -> ExtensiveForm:
    """The game with every node changed, from the leaves up; quantities keep their names."""

    def copy(node: int) -> Node:
        edges = range(form.first_edge[node], form.first_edge[node + 1])
        below = [copy(int(form.child_of_edge[edge])) for edge in edges]
        payoffs: dict[str, list[tuple[float, str]]] = {}
        for term in range(form.first_term[node], form.first_term[node + 1]):
            payoffs.setdefault(form.players[form.player_of_term[term]], []).append(
                (
                    float(form.coefficient_of_term[term]),
                    form.quantities[form.quantity_of_term[term]],
                )
            )
        player = form.player_of_node[node]
        if player == TERMINAL:
            return change(terminal(payoffs))
        if player == CHANCE:
            slots = [form.chance_slots[form.chance_slot_of_edge[edge]] for edge in edges]
            return change(chance(dict(zip(slots, below, strict=True)), payoffs))
        information_set = form.information_set_of_node[node]
        branches = dict(zip(form.actions[information_set], below, strict=True))
        name = form.information_sets[information_set]
        return change(decision(form.players[player], name, branches, payoffs))

    return build(players or form.players, copy(0))


def matched(form: ExtensiveForm, other: ExtensiveForm, variants: Variants) -> Variants:
    """The same numbers for a game whose quantities and slots stand in another order."""
    return Variants(
        variants.worths[[form.quantities.index(name) for name in other.quantities]],
        variants.chance[:, [form.chance_slots.index(name) for name in other.chance_slots]],
        variants.rationality,
    )


def by_name(
    form: ExtensiveForm, behaviour: NDArray[np.float64]
) -> dict[tuple[str, str], list[float]]:
    return {
        (name, label): behaviour[form.first_strategy[number] + action].tolist()
        for number, name in enumerate(form.information_sets)
        for action, label in enumerate(form.actions[number])
    }


def assert_same_play(
    one: dict[tuple[str, str], list[float]], other: dict[tuple[str, str], list[float]]
) -> None:
    for key, probabilities in one.items():
        np.testing.assert_allclose(other[key], probabilities, rtol=0.0, atol=1e-9)


@few
@given(seeds)
def test_probabilities_sum_to_one(seed: int) -> None:
    form, variants = draw(seed)
    behaviour = behaviour_of(form, variants)
    totals = np.add.reduceat(behaviour, form.first_strategy[:-1], axis=0)
    np.testing.assert_allclose(totals, 1.0, rtol=1e-12)
    every = [Query(v, form.is_terminal, form.is_terminal) for v in range(len(form.players) + 1)]
    np.testing.assert_allclose(solve(form, variants, every).condition, 1.0, rtol=1e-9)


@few
@given(seeds)
def test_without_rationality_play_is_uniform(seed: int) -> None:
    form, variants = draw(seed, kappa=0.0)
    widths = np.diff(form.first_strategy)
    expected = np.repeat(1.0 / widths, widths)[:, None] * np.ones(3)
    np.testing.assert_array_equal(behaviour_of(form, variants), expected)


@few
@given(seeds)
def test_the_order_of_players_changes_nothing(seed: int) -> None:
    form, variants = draw(seed)
    count = len(form.players)
    place = np.arange(count)[::-1].astype(np.int32)
    moves = form.player_of_node >= 0
    other = replace(
        form,
        players=form.players[::-1],
        player_of_node=np.where(moves, place[form.player_of_node], form.player_of_node),
        player_of_term=place[form.player_of_term],
    )
    reordered = Variants(
        variants.worths,
        variants.chance[[*place, count]],
        variants.rationality[place],
    )
    np.testing.assert_allclose(
        behaviour_of(form, variants), behaviour_of(other, reordered), rtol=0.0, atol=1e-9
    )


@few
@given(seeds)
def test_the_order_of_actions_changes_nothing(seed: int) -> None:
    form, variants = draw(seed)
    other = rewritten(
        form, lambda node: replace(node, branches=dict(reversed(node.branches.items())))
    )
    assert_same_play(
        by_name(form, behaviour_of(form, variants)),
        by_name(other, behaviour_of(other, matched(form, other, variants))),
    )


@few
@given(seeds)
def test_a_node_with_one_action_changes_nothing(seed: int) -> None:
    form, variants = draw(seed)
    numbers = iter(range(form.node_count))
    other = rewritten(
        form,
        lambda node: decision("clerk", f"formality {next(numbers)}", {"sign": node}),
        players=(*form.players, "clerk"),
    )
    numbered = matched(form, other, variants)
    with_clerk = Variants(
        numbered.worths,
        np.insert(numbered.chance, len(form.players), 1.0 * numbered.chance[0], axis=0),
        np.concatenate([numbered.rationality, np.ones((1, 3))]),
    )
    assert_same_play(
        by_name(form, behaviour_of(form, variants)),
        by_name(other, behaviour_of(other, with_clerk)),
    )


@few
@given(seeds, st.floats(-50.0, 50.0), st.sampled_from([1e-6, 0.01, 100.0, 1e6]))
def test_payoffs_shifted_or_scaled_against_rationality_change_nothing(
    seed: int, shift: float, scale: float
) -> None:
    form, variants = draw(seed)
    shifted = rewritten(form, lambda node: node)
    shifted = replace(
        shifted,
        quantities=(*shifted.quantities, "shift"),
        first_term=np.concatenate([[0], shifted.first_term[1:] + 1]).astype(np.int32),
        player_of_term=np.concatenate([[0], shifted.player_of_term]).astype(np.int32),
        quantity_of_term=np.concatenate(
            [[len(shifted.quantities)], shifted.quantity_of_term]
        ).astype(np.int32),
        coefficient_of_term=np.concatenate([[1.0], shifted.coefficient_of_term]),
    )
    numbers = matched(form, replace(shifted, quantities=shifted.quantities[:-1]), variants)
    numbers = Variants(
        np.concatenate([numbers.worths, np.full((1, 3), shift)]) * scale,
        numbers.chance,
        numbers.rationality / scale,
    )
    assert_same_play(
        by_name(form, behaviour_of(form, variants)),
        by_name(shifted, behaviour_of(shifted, numbers)),
    )


@few
@given(seeds)
def test_consecutive_chance_nodes_may_be_merged(seed: int) -> None:
    generator = np.random.default_rng(seed)
    table = {name: generator.normal(size=8).round(3) for name in "ABC"}

    def typed(name: str) -> Node:
        pays = iter(table[name])

        def heard(message: str) -> Node:
            branches = {
                answer: terminal({"s": float(next(pays)), "r": float(next(pays))})
                for answer in ("yes", "no")
            }
            return decision("r", message, branches)

        return decision("s", name, {message: heard(message) for message in ("x", "y")})

    merged = build(["s", "r"], chance({name: typed(name) for name in "ABC"}))
    later = chance({"B later": typed("B"), "C later": typed("C")})
    apart = build(["s", "r"], chance({"A": typed("A"), "not A": later}))
    priors = {who: generator.dirichlet(np.ones(3)) for who in ("s", "r", "analyst")}
    together = {
        name: {who: float(priors[who][place]) for who in priors} for place, name in enumerate("ABC")
    }
    split = {
        "A": together["A"],
        "not A": {who: 1.0 - float(priors[who][0]) for who in priors},
        **{
            f"{name} later": {
                who: float(priors[who][place] / priors[who][1:].sum()) for who in priors
            }
            for place, name in ((1, "B"), (2, "C"))
        },
    }
    assert_same_play(
        by_name(
            merged, behaviour_of(merged, make_variants(merged, rationality=2.0, chance=together))
        ),
        by_name(apart, behaviour_of(apart, make_variants(apart, rationality=2.0, chance=split))),
    )


def test_doubling_an_option_does_change_the_play() -> None:
    once = build(["a"], decision("a", "h", {"x": terminal({"a": 1.0}), "y": terminal()}))
    twice = build(
        ["a"],
        decision(
            "a", "h", {"x": terminal({"a": 1.0}), "x again": terminal({"a": 1.0}), "y": terminal()}
        ),
    )
    single = behaviour_of(once, make_variants(once, rationality=1.0))
    double = behaviour_of(twice, make_variants(twice, rationality=1.0))
    assert single[0, 0] == math.e / (math.e + 1.0)
    np.testing.assert_allclose(
        double[0, 0] + double[1, 0], 2.0 * math.e / (2.0 * math.e + 1.0), rtol=1e-14
    )


@few
@given(seeds)
def test_numbers_do_not_depend_on_threads_or_on_how_a_batch_is_cut(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=24, hidden=[0.0, 0.5][seed % 2], has_types=seed % 2 == 0)
    variants = random_variants(form, generator, 70, kappa=6.0)
    event = form.is_terminal & (np.arange(form.node_count) % 2 == 0)
    queries = [Query(2, event, form.is_terminal), Query(0, event, event, worth_of=1)]
    one = solve(form, variants, queries, threads=1, keep_behaviour=True)
    two = solve(form, variants, queries, threads=2, keep_behaviour=True)
    alone = Variants(
        variants.worths[:, 40:41], variants.chance[:, :, 40:41], variants.rationality[:, 40:41]
    )
    single = solve(form, alone, queries, threads=1)
    assert one.behaviour is not None
    assert two.behaviour is not None
    np.testing.assert_array_equal(one.behaviour, two.behaviour)
    np.testing.assert_array_equal(one.values, two.values)
    np.testing.assert_array_equal(one.values[:, 40:41], single.values)
