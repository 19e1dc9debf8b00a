"""Where a derivative is one-sided, a limit, or missing, it is so as it says."""

from __future__ import annotations

import numpy as np
import pytest
from solve_differences import along, by_differences
from solve_games import random_form, random_variants, slots_of_chance_nodes

from foedus.solve import (
    ExtensiveForm,
    Gradients,
    Node,
    Query,
    Status,
    Variants,
    build,
    chance,
    decision,
    gradients,
    make_variants,
    solve,
    terminal,
)


def guessing(types: tuple[str, ...], seen: str = "") -> ExtensiveForm:
    """One guesses a type that chance picks; who sees `seen` when it comes up need not guess."""

    def guess(one: str) -> Node:
        ends = {name: terminal({"a": "prize"} if name == one else {}) for name in types}
        return decision("a", "seen" if one == seen else "unseen", ends)

    return build(["a"], chance({one: guess(one) for one in types}))


def test_by_a_prior_of_zero_the_derivative_is_one_sided() -> None:
    form = guessing(("x", "y", "z"))
    entries = range(3)
    zero = make_variants(
        form, rationality=3.0, worths={"prize": 1.2}, chance={"x": 0.0, "y": 0.3, "z": 0.7}
    )
    found = gradients(form, zero, behaviour=entries)
    step = 1e-5
    ahead = np.array([0.0, step, 2.0 * step])
    nearby = make_variants(
        form,
        rationality=3.0,
        worths={"prize": 1.2},
        chance={"x": {"a": ahead, "*": 0.0}, "y": 0.3, "z": {"a": 0.7 - ahead, "*": 0.7}},
    )
    play = solve(form, nearby, keep_behaviour=True).behaviour
    assert play is not None
    wanted = (-1.5 * play[:, 0] + 2.0 * play[:, 1] - 0.5 * play[:, 2]) / step
    derivative = found.chance[:, 0, 0, 0] - found.chance[:, 0, 2, 0]
    np.testing.assert_allclose(derivative, wanted, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("seed", range(4))
def test_in_larger_games_too(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=60, hidden=0.6)
    variants = random_variants(form, generator, 1, kappa=4.0)
    types = next(slots for slots in slots_of_chance_nodes(form) if len(slots) == 2)
    variants.chance[1, types, 0] = (0.0, 1.0)
    queries = [Query(3, generator.random(form.node_count) < 0.5, form.is_terminal)] * 2
    found = gradients(form, variants, queries, behaviour=range(int(form.first_strategy[-1])))
    rows = range(len(found.values) - len(queries))
    np.testing.assert_allclose(
        along(form, variants, 0, found),
        by_differences(form, variants, 0, queries, rows),
        rtol=1e-6,
        atol=1e-6,
    )
    steps = 1e-4 * np.arange(5)
    nearby = Variants(
        np.repeat(variants.worths, 5, axis=1),
        np.repeat(variants.chance, 5, axis=2),
        np.repeat(variants.rationality, 5, axis=1),
    )
    nearby.chance[1, types[0]] += steps
    nearby.chance[1, types[1]] -= steps
    play = solve(form, nearby, keep_behaviour=True).behaviour
    assert play is not None
    wanted = play @ np.array([-25.0, 48.0, -36.0, 16.0, -3.0]) / 12e-4
    one_sided = found.chance[2:, 1, types[0], 0] - found.chance[2:, 1, types[1], 0]
    np.testing.assert_allclose(one_sided, wanted, rtol=1e-6, atol=1e-6)


def test_a_zero_that_a_belief_rests_on_has_no_derivative_and_others_have() -> None:
    form = guessing(("x", "y", "z"), seen="z")
    zeros = {"x": {"a": 0.0, "*": 0.5}, "y": {"a": 0.0, "*": 0.2}, "z": {"a": 1.0, "*": 0.3}}
    variants = make_variants(form, rationality=3.0, worths={"prize": 1.2}, chance=zeros)
    found = gradients(form, variants, behaviour=[("unseen", "x"), ("seen", "x")])
    np.testing.assert_array_equal(
        np.isnan(found.chance[:, 0, :, 0]), [[True, True, False], [False, False, False]]
    )
    odds = np.exp(3.0 * 1.2 * 0.5)
    share = odds / (2.0 * odds + 1.0)
    assert found.values[0, 0] == pytest.approx(share)
    assert found.worths[0, 0, 0] == pytest.approx(share * (1.0 - 2.0 * share) * 3.0 * 0.5)


def test_without_rationality_play_begins_to_change_with_it() -> None:
    generator = np.random.default_rng(4)
    form = random_form(generator, nodes=50, hidden=0.6)
    variants = random_variants(form, generator, 1, kappa=0.0)
    entries = range(int(form.first_strategy[-1]))
    found = gradients(form, variants, behaviour=entries)
    np.testing.assert_array_equal(found.worths, 0.0)
    np.testing.assert_array_equal(found.chance, 0.0)
    for player in range(3):
        steps = np.zeros((3, 5))
        steps[player] = 1e-3 * np.arange(5)
        nearby = Variants(
            np.repeat(variants.worths, 5, axis=1), np.repeat(variants.chance, 5, axis=2), steps
        )
        play = solve(form, nearby, keep_behaviour=True).behaviour
        assert play is not None
        wanted = play @ np.array([-25.0, 48.0, -36.0, 16.0, -3.0]) / 12e-3
        np.testing.assert_allclose(found.rationality[:, player, 0], wanted, rtol=0.0, atol=1e-8)


def test_rational_play_that_all_can_see_stays_the_same() -> None:
    generator = np.random.default_rng(5)
    form = random_form(generator, nodes=50, hidden=0.0, has_types=False, chance_share=0.3)
    variants = random_variants(form, generator, 1, kappa=np.inf)
    every = form.is_terminal
    queries = [Query(one, every, every, worth_of=one) for one in range(3)]
    found = gradients(form, variants, queries, behaviour=[0, 1])
    np.testing.assert_array_equal(found.rationality, 0.0)
    np.testing.assert_array_equal(found.worths[3:], 0.0)
    np.testing.assert_allclose(
        along(form, variants, 0, found),
        by_differences(form, variants, 0, queries, [0, 1]),
        rtol=1e-6,
        atol=1e-6,
    )


def test_what_is_tied_has_no_derivative() -> None:
    form = build(["a"], decision("a", "only", {"x": terminal({"a": "gain"}), "y": terminal()}))
    variants = make_variants(form, rationality=np.inf, worths={"gain": [0.0, 1.0]})
    found = gradients(form, variants, behaviour=[0])
    np.testing.assert_array_equal(found.values, [[0.5, 1.0]])
    np.testing.assert_array_equal(found.worths[0, 0], [np.nan, 0.0])
    np.testing.assert_array_equal(found.singular, [True, False])
    assert "1 are tied or stand at a bifurcation" in repr(found)


def test_a_rational_mixture_shifts_as_the_textbook_says() -> None:
    # The first player wins `stake` on heads and 1 on tails; he is indifferent where the second
    # plays heads with probability 1 / (1 + stake).
    def second(mine: dict[str, float | str], other: dict[str, float | str]) -> Node:
        return decision("b", "unseen", {"heads": terminal(mine), "tails": terminal(other)})

    form = build(
        ["a", "b"],
        decision(
            "a",
            "first",
            {
                "heads": second({"a": "stake"}, {"b": 1.0}),
                "tails": second({"b": 1.0}, {"a": 1.0}),
            },
        ),
    )
    stake = np.array([1.5, 9.0])
    variants = make_variants(form, rationality=np.inf, worths={"stake": stake})
    found = gradients(form, variants, behaviour=[("unseen", "heads")])
    row = form.quantities.index("stake")
    np.testing.assert_allclose(found.values[0], 1.0 / (1.0 + stake), rtol=1e-5)
    np.testing.assert_allclose(found.worths[0, row], -1.0 / (1.0 + stake) ** 2, rtol=1e-5)
    np.testing.assert_array_equal(found.rationality, 0.0)


def test_at_a_bifurcation_there_is_no_derivative() -> None:
    # Both want the same: where λ is 2 two further branches leave the middle.
    def second(first: str) -> Node:
        ends = {
            one: terminal({"one": float(one == first), "two": float(one == first)}) for one in "xy"
        }
        return decision("two", "unseen", ends)

    form = build(["one", "two"], decision("one", "first", {one: second(one) for one in "xy"}))
    variants = make_variants(form, rationality=[1.0, 2.0 - 1e-10, 3.0])
    found = gradients(form, variants, behaviour=[("first", "x")])
    np.testing.assert_array_equal(found.status, Status.SOLVED)
    np.testing.assert_array_equal(found.singular, [False, True, False])
    np.testing.assert_array_equal(found.worths[0, 0], [0.0, np.nan, 0.0])
    assert "1 are tied or stand at a bifurcation" in repr(found)


@pytest.mark.parametrize("hidden", [0.0, 0.6])
def test_what_is_not_solved_or_undefined_has_no_derivative(hidden: float) -> None:
    generator = np.random.default_rng(6)
    form = random_form(generator, nodes=40, hidden=hidden, has_types=hidden > 0.0)
    variants = random_variants(form, generator, 10)
    variants.worths[0, 3] = np.nan
    nothing = np.zeros(form.node_count, dtype=np.bool_)
    every = form.is_terminal
    found = gradients(
        form, variants, [Query(3, every, every, worth_of=0), Query(3, every, nothing)]
    )
    np.testing.assert_array_equal(found.status == Status.INVALID, np.arange(10) == 3)
    for derivatives in (found.worths, found.rationality):
        np.testing.assert_array_equal(np.isnan(derivatives[0]).all(axis=0), np.arange(10) == 3)
        assert np.isnan(derivatives[1]).all()


@pytest.mark.parametrize("scale", [1e-6, 1e6, 1e200])
def test_the_unit_of_worths_only_changes_the_unit_of_derivatives(scale: float) -> None:
    generator = np.random.default_rng(7)
    form = random_form(generator, nodes=40, hidden=0.6)
    plain = random_variants(form, generator, 6)
    other = Variants(plain.worths * scale, plain.chance, plain.rationality / scale)
    entries = range(int(form.first_strategy[-1]))
    one = gradients(form, plain, behaviour=entries)
    two = gradients(form, other, behaviour=entries)
    np.testing.assert_allclose(two.worths * scale, one.worths, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(two.chance, one.chance, rtol=1e-8, atol=1e-9)
    np.testing.assert_allclose(two.rationality / scale, one.rationality, rtol=1e-8, atol=1e-9)


def test_an_action_that_is_not_there_is_named() -> None:
    form = guessing(("x", "y"))
    variants = make_variants(
        form, rationality=1.0, worths={"prize": 1.0}, chance={"x": 0.5, "y": 0.5}
    )
    with pytest.raises(ValueError, match="no information set 'unsen'; did you mean 'unseen'"):
        gradients(form, variants, behaviour=[("unsen", "x")])
    with pytest.raises(ValueError, match="'unseen' has no action 'z'; it has x, y"):
        gradients(form, variants, behaviour=[("unseen", "z")])
    with pytest.raises(ValueError, match="no entry 2; it has entries 0 to 1"):
        gradients(form, variants, behaviour=[2])
    nobody = build(["a"], terminal())
    with pytest.raises(ValueError, match="no entries, as nobody decides anything"):
        gradients(nobody, make_variants(nobody, rationality=1.0), behaviour=[0])


def test_a_choice_of_one_above_others_changes_no_derivative() -> None:
    def world(*, good: bool, forced: bool) -> Node:
        late = decision(
            "b", "late", {"u": terminal({"b": "q" if good else 0}), "v": terminal({"b": 1})}
        )
        early = decision("b", "early", {"l": late, "r": terminal({"b": 0.5})})
        return decision("b", "forced", {"go": early}) if forced else early

    found: list[Gradients] = []
    for forced in (False, True):
        worlds = {"s": world(good=True, forced=forced), "t": world(good=False, forced=forced)}
        form = build(["b"], chance(worlds))
        variants = make_variants(
            form, worths={"q": 3.0}, chance={"s": 0.3, "t": 0.7}, rationality=2.0
        )
        found.append(gradients(form, variants, behaviour=[("early", "l")]))
    plain, below = found
    np.testing.assert_allclose(below.worths, plain.worths, rtol=0.0, atol=1e-12)
    np.testing.assert_allclose(below.chance, plain.chance, rtol=0.0, atol=1e-12)
    np.testing.assert_allclose(below.rationality, plain.rationality, rtol=0.0, atol=1e-12)
