"""Equal sums are kept once, and nothing is lost by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import random_form, random_variants
from solve_reference import worths_of_nodes

from foedus.solve import build, chance, decision, terminal
from foedus.solve.dependence import bits_of
from foedus.solve.prepared import prepare
from foedus.solve.worths import NOTHING, gather_worths

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Variants
    from foedus.solve.worths import Worths


def worths_of(form: ExtensiveForm) -> Worths:
    game = prepare(form, None)
    return gather_worths(game.arrays, game.player_count, game.shares)


def random_play(form: ExtensiveForm, generator: np.random.Generator) -> NDArray[np.float64]:
    widths = np.diff(form.first_strategy)
    return np.concatenate([generator.dirichlet(np.ones(width)) for width in widths])


def added_up(
    form: ExtensiveForm, worths: Worths, variants: Variants, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The distinct worths, one after another: float64[worth]."""
    certain_and_impossible = np.array([1.0, 0.0])
    share = np.concatenate(
        [
            behaviour,
            *(
                np.concatenate([variants.chance[player, :, 0], certain_and_impossible])
                for player in range(len(form.players))
            ),
        ]
    )
    result = np.zeros(len(worths.charges))
    for number, (charge, pairs) in enumerate(zip(worths.charges, worths.pairs, strict=True)):
        result[number] = sum(
            coefficient * variants.worths[quantity, 0] for quantity, coefficient in charge
        ) + sum(share[one] * result[below] for one, below in pairs)
    return result


@pytest.mark.parametrize("seed", range(12))
def test_every_node_is_worth_what_its_sum_says(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, players=2 + seed % 3, nodes=60, hidden=0.4 * (seed % 2))
    variants = random_variants(form, generator, 1)
    behaviour = random_play(form, generator)
    worths = worths_of(form)
    found = added_up(form, worths, variants, behaviour)[worths.of_node]
    expected = worths_of_nodes(form, variants, 0, behaviour)
    np.testing.assert_allclose(found, expected, rtol=0.0, atol=1e-12)


@pytest.mark.parametrize("seed", range(8))
def test_a_worth_turns_on_just_the_play_that_moves_it(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, nodes=50, hidden=0.5, has_types=seed % 2 == 0)
    variants = random_variants(form, generator, 1)
    behaviour = random_play(form, generator)
    worths = worths_of(form)
    before = added_up(form, worths, variants, behaviour)
    for information_set in range(len(form.information_sets)):
        run = slice(*form.first_strategy[information_set : information_set + 2])
        changed = behaviour.copy()
        changed[run] = random_play(form, generator)[run]
        has_moved = added_up(form, worths, variants, changed) != before
        turns = np.array([information_set in bits_of(mask) for mask in worths.turns_on])
        np.testing.assert_array_equal(has_moved, turns)


def test_what_came_before_does_not_tell_equal_ends_apart() -> None:
    def end(name: str) -> object:
        return decision("b", name, {"x": terminal({"b": "prize"}), "y": terminal({"a": 2.0})})

    form = build(["a", "b"], decision("a", "first", {"left": end("l"), "right": end("r")}))
    worths = worths_of(form)
    left, right = form.child_of_edge[:2]
    other = build(["a", "b"], decision("a", "first", {"left": end("one"), "right": end("one")}))
    assert worths.of_node[0, left] != worths.of_node[0, right]
    together = worths_of(other).of_node
    np.testing.assert_array_equal(together[:, left], together[:, right])
    assert len(worths_of(other).charges) < len(worths.charges)


def test_a_choice_between_equals_is_no_choice() -> None:
    indifferent = decision(
        "b", "who cares", {"x": terminal({"a": 1.0}), "y": terminal({"a": 1.0, "b": 1.0})}
    )
    worths = worths_of(build(["a", "b"], indifferent))
    assert worths.turns_on[worths.of_node[0, 0]] == 0
    assert bits_of(worths.turns_on[worths.of_node[1, 0]]) == {0}


def test_a_prize_of_two_players_is_one_sum_if_their_chances_do_not_matter() -> None:
    prize = {"a": "prize", "b": "prize"}
    certain = worths_of(build(["a", "b"], terminal(prize)))
    assert certain.of_node[0, 0] == certain.of_node[1, 0] != NOTHING
    lottery = worths_of(build(["a", "b"], chance({"won": terminal(prize), "lost": terminal()})))
    assert lottery.of_node[0, 0] != lottery.of_node[1, 0]


def test_terms_that_cancel_in_name_are_added_up_and_order_does_not_matter() -> None:
    one = {"a": [(1.0, "q"), (2.0, "r")]}
    other = {"a": [(2.0, "r"), (0.5, "q"), (0.5, "q")]}
    form = build(["a"], decision("a", "h", {"x": terminal(one), "y": terminal(other)}))
    worths = worths_of(form)
    assert worths.of_node[0, 1] == worths.of_node[0, 2]
