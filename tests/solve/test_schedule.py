"""Nothing is used before it is known, and nothing is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import beer_or_quiche, clustered_form, matching_pennies, random_form

from foedus.solve import build, chance, decision, terminal
from foedus.solve.dependence import belief_factors, bits_of, dependencies
from foedus.solve.prepared import prepare
from foedus.solve.worths import NOTHING, gather_worths

if TYPE_CHECKING:
    from foedus.solve import ExtensiveForm
    from foedus.solve.plan import Plan


def ranges(table: np.ndarray, field: str, row: int) -> range:
    return range(*table[field][row : row + 2].tolist())


class Reader:
    """Reads a plan as the kernels do, and remembers what is known."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.set_of_strategy = np.repeat(
            np.arange(plan.information_set.size - 1),
            np.diff(plan.information_set["first_strategy"]),
        ).tolist()
        self.worths = {NOTHING}
        self.played: set[int] = set()

    def is_known(self, share: int) -> bool:
        """Whether a share is chance, or of a set that was played."""
        return share >= len(self.set_of_strategy) or self.set_of_strategy[share] in self.played

    def can_assess(self, information_set: int) -> bool:
        """Whether all that an information set needs is known."""
        members = ranges(self.plan.information_set, "first_member", information_set)
        shares = [
            int(self.plan.factor["share"][place])
            for member in members
            for place in ranges(self.plan.member, "first_factor", member)
        ]
        worths = [
            int(self.plan.action["worth"][place])
            for member in members
            for place in ranges(self.plan.member, "first_action", member)
        ]
        return all(map(self.is_known, shares)) and self.worths.issuperset(worths)

    def carry_out(self, first: int, last: int) -> None:
        """Carry out a run of operations; each must be ready, and each set is played once."""
        for operation in self.plan.operation[first:last].tolist():
            if operation < 0:
                assert self.can_assess(-1 - operation)
                assert -1 - operation not in self.played
                self.played.add(-1 - operation)
                continue
            for pair in ranges(self.plan.worth, "first_pair", operation):
                assert self.is_known(int(self.plan.pair["share"][pair]))
                assert int(self.plan.pair["worth"][pair]) in self.worths
            self.worths.add(operation)


def games() -> dict[str, ExtensiveForm]:
    found = {"beer or quiche": beer_or_quiche(), "matching pennies": matching_pennies()}
    for seed in range(8):
        generator = np.random.default_rng(seed)
        found[f"clustered {seed}"] = clustered_form(generator)
        found[f"random {seed}"] = random_form(generator, nodes=50, hidden=0.2 * (seed % 3))
    return found


GAMES = games()


@pytest.mark.parametrize("name", GAMES)
@pytest.mark.parametrize("is_brief", [True, False])
def test_nothing_is_used_before_it_is_known(name: str, *, is_brief: bool) -> None:
    game = prepare(GAMES[name], None)
    plan = game.brief_plan if is_brief else game.full_plan
    parameter, values = plan.cluster["parameter"].tolist(), plan.cluster["values"].tolist()
    last = plan.cluster.size - 1
    static = Reader(plan)
    static.carry_out(0, parameter[0])
    followed: set[int] = set()
    for cluster in range(last):
        reader = Reader(plan)
        reader.worths |= static.worths
        reader.carry_out(parameter[cluster], values[cluster])
        assert not reader.played & followed
        unknowns = {
            int(plan.unknown[one]) for one in ranges(plan.cluster, "first_unknown", cluster)
        }
        given = reader.played.copy()
        reader.played |= unknowns
        reader.carry_out(values[cluster], parameter[cluster + 1])
        assert all(reader.can_assess(one) for one in unknowns)
        followed |= reader.played - given
    static.played |= followed
    static.carry_out(parameter[last], values[last])
    assert static.played == set(range(plan.information_set.size - 1))


@pytest.mark.parametrize("name", GAMES)
def test_clusters_depend_on_nothing_in_each_other(name: str) -> None:
    game = prepare(GAMES[name], None)
    tree = game.arrays
    worths = gather_worths(tree, game.player_count, game.shares)
    needs = dependencies(tree, worths, belief_factors(tree, worths, game.shares.certain))
    plan = game.full_plan
    homes = [
        {int(plan.unknown[one]) for one in ranges(plan.cluster, "first_unknown", cluster)}
        for cluster in range(plan.cluster.size - 1)
    ]
    for home in homes:
        pending, above = list(home), set(home)
        while pending:
            fresh = set(needs[pending.pop()]) - above
            above |= fresh
            pending += fresh
        assert all(other is home or not above & other for other in homes)


@pytest.mark.parametrize("name", GAMES)
def test_no_more_is_guessed_briefly_than_fully(name: str) -> None:
    game = prepare(GAMES[name], None)
    assert set(game.brief_plan.unknown.tolist()) <= set(game.full_plan.unknown.tolist())


def test_two_games_apart_are_two_clusters_of_one_guess_each() -> None:
    def pennies(place: str) -> object:
        second = {
            mine: decision(
                "b",
                f"b {place}",
                {
                    yours: terminal({"a" if mine == yours else "b": 1.0})
                    for yours in ("heads", "tails")
                },
            )
            for mine in ("heads", "tails")
        }
        return decision("a", f"a {place}", second)

    form = build(["a", "b"], chance({"here": pennies("here"), "there": pennies("there")}))
    plan = prepare(form, None).brief_plan
    assert plan.cluster.size - 1 == 2
    assert np.diff(plan.cluster["first_row"]).tolist() == [1, 1]


def test_hidden_types_whose_sender_is_not_answered_need_no_guess() -> None:
    """The sender is paid for honesty alone, so that the hearer follows from it."""
    typed = {
        name: decision(
            "s",
            name,
            {
                word: decision(
                    "r",
                    f"hears {word}",
                    {"x": terminal({"r": worth}), "y": terminal()},
                    {"s": float(word == name)},
                )
                for word in ("good", "bad")
            },
        )
        for name, worth in (("good", 1.0), ("bad", -1.0))
    }
    form = build(["s", "r"], chance(typed))
    assert not form.has_perfect_information
    assert prepare(form, None).brief_plan.cluster.size == 1


def test_where_all_members_offer_the_same_no_belief_is_needed() -> None:
    """The second mover's payoff does not turn on the first's hidden move, nor on any belief."""
    second = {
        mine: decision(
            "b", "blind", {"x": terminal({"b": 1.0, "a": worth}), "y": terminal({"a": 1.0})}
        )
        for mine, worth in (("l", 0.0), ("r", 2.0))
    }
    form = build(["a", "b"], decision("a", "first", second))
    plan = prepare(form, None).brief_plan
    assert plan.cluster.size == 1
    assert plan.member.size - 1 == 2


def test_a_mask_of_all_sets_names_them() -> None:
    assert bits_of((1 << 70) - 1) == set(range(70))
