"""Gradients are what central differences of the solver say, and what can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from solve_differences import along, by_differences
from solve_games import (
    beer_or_quiche,
    centipede,
    clustered_form,
    coordination_form,
    random_form,
    random_variants,
    seltens_horse,
)

from foedus.solve import (
    ExtensiveForm,
    Query,
    Variants,
    build,
    chance,
    decision,
    gradients,
    make_variants,
    solve,
    terminal,
)
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

SEEDS = st.integers(0, 2**32 - 1)
Perception = Literal["disagreement", "mirror"]


def questions(form: ExtensiveForm, generator: np.random.Generator) -> list[Query]:
    """A probability and every player's worth, plain, conditional and under an intervention."""
    nodes, players = form.node_count, len(form.players)
    forced = np.full(nodes, -1, dtype=np.int32)
    forced[np.flatnonzero(~form.is_terminal)[1::3]] = 1
    return [
        Query(
            int(generator.integers(players + 1)),
            generator.random(nodes) < 0.5,
            form.is_terminal if number % 2 else generator.random(nodes) < 0.8,
            forced if number % 3 == 2 else None,
            worth_of=number % (players + 1) - 1,
        )
        for number in range(2 * (players + 1))
    ]


def check(
    form: ExtensiveForm,
    variants: Variants,
    queries: list[Query],
    *,
    fixed: NDArray[np.int32] | None = None,
    perception: Perception = "disagreement",
) -> None:
    """Compare with central differences, in the first variant and the last."""
    entries = range(int(form.first_strategy[-1]))[::4]
    found = gradients(
        form, variants, queries, behaviour=entries, fixed=fixed, perception=perception
    )
    assert found.solution.is_solved.all()
    for variant in (0, variants.count - 1):
        wanted = by_differences(
            form, variants, variant, queries, entries, fixed=fixed, perception=perception
        )
        np.testing.assert_allclose(
            along(form, variants, variant, found), wanted, rtol=1e-6, atol=1e-6
        )


@pytest.mark.parametrize("perception", ["disagreement", "mirror"])
@settings(max_examples=15)
@given(seed=SEEDS)
def test_with_perfect_information(perception: Perception, seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(
        generator,
        players=int(generator.integers(1, 5)),
        nodes=int(generator.integers(3, 50)),
        has_types=False,
        hidden=0.0,
        chance_share=0.3,
    )
    variants = random_variants(form, generator, 9, kappa=float(generator.uniform(1.0, 8.0)))
    check(form, variants, questions(form, generator), perception=perception)


@pytest.mark.parametrize("perception", ["disagreement", "mirror"])
@settings(max_examples=15)
@given(seed=SEEDS)
def test_with_hidden_moves_and_types(perception: Perception, seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(
        generator,
        players=int(generator.integers(2, 5)),
        nodes=40,
        has_types=bool(generator.random() < 0.7),
        hidden=float(generator.uniform(0.2, 1.0)),
        chance_share=0.3,
    )
    variants = random_variants(form, generator, 9, kappa=float(generator.uniform(1.0, 6.0)))
    check(form, variants, questions(form, generator), perception=perception)


@settings(max_examples=10)
@given(seed=SEEDS)
def test_where_play_turns_in_circles(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = clustered_form(generator)
    variants = random_variants(form, generator, 9, kappa=4.0)
    check(form, variants, questions(form, generator))


@pytest.mark.parametrize("make", [beer_or_quiche, centipede, seltens_horse])
def test_in_games_of_the_textbooks(make: Callable[[], ExtensiveForm]) -> None:
    form = make()
    generator = np.random.default_rng(0)
    variants = random_variants(
        form, generator, 2, kappa=np.array([[3.0], [5.0], [4.0]])[: len(form.players)]
    )
    check(form, variants, questions(form, generator))


@settings(max_examples=10)
@given(seed=SEEDS)
def test_where_some_choices_are_announced(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=40, hidden=0.6, chance_share=0.3)
    sets = generator.choice(len(form.information_sets), 2)
    chosen = np.isin(form.information_set_of_node, sets)
    fixed = np.where(chosen, 1, -1).astype(np.int32)
    variants = random_variants(form, generator, 3, kappa=5.0)
    check(form, variants, questions(form, generator), fixed=fixed)


def test_an_announced_choice_itself_never_changes() -> None:
    generator = np.random.default_rng(1)
    form = random_form(generator, nodes=40, hidden=0.6)
    fixed = np.where(form.information_set_of_node == 2, 1, -1).astype(np.int32)
    variants = random_variants(form, generator, 3)
    first, last = form.first_strategy[2:4].tolist()
    found = gradients(form, variants, behaviour=range(first, last), fixed=fixed)
    np.testing.assert_array_equal(found.values[1], 1.0)
    for derivatives in (found.worths, found.chance, found.rationality):
        np.testing.assert_array_equal(derivatives, 0.0)


@given(gain=st.floats(-3.0, 3.0), rationality=st.floats(0.0, 8.0))
def test_of_one_choice_by_hand(gain: float, rationality: float) -> None:
    form = build(["a"], decision("a", "only", {"x": terminal({"a": "gain"}), "y": terminal()}))
    variants = make_variants(form, rationality=rationality, worths={"gain": gain})
    found = gradients(form, variants, behaviour=[("only", "x")])
    share = 1.0 / (1.0 + np.exp(-rationality * gain))
    slope = share * (1.0 - share)
    assert found.rationality[0, 0, 0] == pytest.approx(slope * gain, abs=1e-12)
    assert found.worths[0, 0, 0] == pytest.approx(slope * rationality, abs=1e-12)


def test_of_a_choice_under_a_belief_by_hand() -> None:
    # By its own prior p the bet on strong is worth (2 p less 1) prizes more than that on weak.
    bets = {
        one: decision(
            "guesser",
            "unseen",
            {"bet strong": terminal({"guesser": "prize"} if one == "strong" else {}),
             "bet weak": terminal({"guesser": "prize"} if one == "weak" else {})},
        )
        for one in ("strong", "weak")
    }  # fmt: skip
    form = build(["guesser"], chance(bets))
    priors = {"strong": {"guesser": 0.3, "*": 0.6}, "weak": {"guesser": 0.7, "*": 0.4}}
    variants = make_variants(form, rationality=2.0, worths={"prize": 1.5}, chance=priors)
    right = np.zeros(form.node_count, dtype=np.bool_)
    right[[2, 6]] = True
    found = gradients(form, variants, [Query(1, right, form.is_terminal)])
    share = 1.0 / (1.0 + np.exp(-2.0 * 1.5 * (0.3 - 0.7)))
    slope = share * (1.0 - share) * (0.6 - 0.4)
    assert found.values[0, 0] == pytest.approx(0.6 * share + 0.4 * (1.0 - share))
    assert found.worths[0, 0, 0] == pytest.approx(slope * 2.0 * (0.3 - 0.7))
    strong, weak = found.chance[0, 0, :, 0]
    assert strong - weak == pytest.approx(slope * 2.0 * 1.5 * 2.0)
    strong, weak = found.chance[0, 1, :, 0]
    assert strong - weak == pytest.approx(share - (1.0 - share))


@settings(max_examples=15)
@given(seed=SEEDS)
def test_a_payoff_that_comes_whatever_happens_changes_no_play(seed: int) -> None:
    generator = np.random.default_rng(seed)
    inner = coordination_form(generator)
    shifted = shift_of_every_end(inner)
    variants = random_variants(inner, generator, 3, kappa=3.0)
    found = gradients(
        shifted,
        Variants(
            np.vstack([variants.worths, np.full((1, 3), 0.7)]),
            variants.chance,
            variants.rationality,
        ),
        behaviour=range(int(inner.first_strategy[-1])),
    )
    np.testing.assert_allclose(found.worths[:, -1], 0.0, atol=1e-12)


def shift_of_every_end(form: ExtensiveForm) -> ExtensiveForm:
    """The same game with one more quantity, charged to the first player at every end."""
    added = form.is_terminal.astype(np.int32)
    first_term = form.first_term + np.concatenate([[0], np.cumsum(added)]).astype(np.int32)
    places = form.first_term[1:][form.is_terminal]
    return replace(
        form,
        quantities=(*form.quantities, "shift"),
        first_term=first_term,
        player_of_term=np.insert(form.player_of_term, places, 0),
        quantity_of_term=np.insert(form.quantity_of_term, places, len(form.quantities)),
        coefficient_of_term=np.insert(form.coefficient_of_term, places, 1.0),
    )


@settings(max_examples=15)
@given(seed=SEEDS)
def test_worths_and_rationality_trade_off_against_each_other(seed: int) -> None:
    # Twice the worths at half the λ is the same play: Σ θ ∂v/∂θ = Σ λ ∂v/∂λ for probabilities.
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=50, hidden=0.5)
    variants = random_variants(form, generator, 5)
    every = form.is_terminal
    found = gradients(form, variants, [Query(3, generator.random(every.size) < 0.5, every)])
    by_worths = (found.worths[0] * variants.worths).sum(axis=0)
    by_rationality = (found.rationality[0] * variants.rationality).sum(axis=0)
    np.testing.assert_allclose(by_worths, by_rationality, rtol=0.0, atol=1e-10)


def test_values_are_those_of_the_solver_and_no_thread_changes_a_number() -> None:
    generator = np.random.default_rng(3)
    form = random_form(generator, nodes=50, hidden=0.5)
    variants = random_variants(form, generator, 300)
    queries = questions(form, generator) * 3
    one = gradients(form, variants, queries, behaviour=[0, 3], threads=1)
    other = gradients(form, variants, queries, behaviour=[0, 3], threads=3)
    solution = solve(form, variants, queries, keep_behaviour=True)
    assert solution.behaviour is not None
    np.testing.assert_array_equal(one.values[:-2], solution.values)
    np.testing.assert_array_equal(one.values[-2:], solution.behaviour[[0, 3]])
    for name in ("worths", "chance", "rationality"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
        few = gradients(form, variants, queries[-1:], behaviour=[3])
        np.testing.assert_array_equal(
            getattr(few, name), getattr(one, name)[[len(queries) - 1, -1]]
        )


@pytest.mark.parametrize("kappa", [3.0, 100.0, 1e4])
@settings(max_examples=5)
@given(seed=SEEDS)
def test_however_many_information_sets_are_guessed(kappa: float, seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = clustered_form(generator)
    variants = random_variants(form, generator, 9, kappa=kappa)
    entries = range(int(form.first_strategy[-1]))
    brief = gradients(form, variants, behaviour=entries)
    copy = replace(form)
    prepare(copy, None).__dict__["brief_plan"] = prepare(form, None).full_plan
    full = gradients(copy, variants, behaviour=entries)
    same = brief.solution.is_solved & full.solution.is_solved
    same &= np.abs(brief.values - full.values).max(axis=0) < 1e-7
    assert same.sum() > 4
    for name in ("worths", "chance", "rationality"):
        one, other = getattr(brief, name)[..., same], getattr(full, name)[..., same]
        np.testing.assert_allclose(one, other, rtol=1e-9, atol=1e-9)


def test_where_the_branch_has_turned() -> None:
    generator = np.random.default_rng(16)
    form = coordination_form(generator)
    variants = random_variants(form, generator, 60, kappa=15.0)
    turned = np.flatnonzero(solve(form, variants).turned)[:2]
    assert turned.size
    chosen = Variants(
        variants.worths[:, turned], variants.chance[..., turned], variants.rationality[:, turned]
    )
    check(form, chosen, questions(form, generator))
