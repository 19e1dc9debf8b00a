"""A walk charges once what is settled, finds only what is wanted, and wants little room."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from solve_games import random_form, random_variants

from foedus.solve import ExtensiveForm, build, chance, decision, make_variants, solve, terminal
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from foedus.solve.walk import Walk


def term_count(form: ExtensiveForm) -> int:
    return prepare(form, None).walk.coefficient.size


def test_what_all_branches_charge_is_charged_once_above_them() -> None:
    def end(gain: float) -> dict[str, object]:
        return {"a": [(1.0, "toll"), (gain, "prize")], "b": [(1.0, "toll")]}

    form = build(
        ["a", "b"],
        chance(
            {
                "up": decision("a", "high", {"x": terminal(end(1.0)), "y": terminal(end(2.0))}),
                "down": decision("b", "low", {"x": terminal(end(3.0)), "y": terminal(end(4.0))}),
            }
        ),
    )
    walk = prepare(form, None).walk
    # the tolls of both at the root, and one prize at each end
    assert walk.coefficient.size == 6
    variants = make_variants(
        form, worths={"toll": -5.0, "prize": 1.0}, chance={"up": 0.25, "down": 0.75}, rationality=0
    )
    np.testing.assert_allclose(solve(form, variants).worth[:, 0], [-2.0, -5.0], atol=1e-12)


def test_like_terms_at_a_node_are_summed() -> None:
    form = build(["a"], terminal({"a": [(1.0, "x"), (2.0, "x"), (1.0, "y")]}))
    assert term_count(form) == 2
    solution = solve(form, make_variants(form, worths={"x": 1.0, "y": 10.0}, rationality=1.0))
    assert solution.worth[0, 0] == 13.0


@pytest.mark.parametrize("seed", range(6))
def test_charging_at_the_ends_or_where_it_is_settled_is_the_same(seed: int) -> None:
    generator = np.random.default_rng(seed)
    form = random_form(generator, players=3, nodes=60, has_types=False, hidden=0.0)
    variants = random_variants(form, generator, 20, kappa=8.0)
    at_ends = charged_at_ends(form)
    one, other = solve(form, variants), solve(at_ends, variants)
    np.testing.assert_allclose(one.worth, other.worth, rtol=0.0, atol=1e-11)


def charged_at_ends(form: ExtensiveForm) -> ExtensiveForm:
    """The same game with every term charged at the terminal nodes below it."""
    paths = [[node] for node in range(form.node_count)]
    for node in range(1, form.node_count):
        paths[node] += paths[int(form.parent[node])]
    terms = [
        [
            term
            for above in (paths[node] if form.is_terminal[node] else [])
            for term in range(int(form.first_term[above]), int(form.first_term[above + 1]))
        ]
        for node in range(form.node_count)
    ]
    order = np.array([term for of_node in terms for term in of_node], dtype=np.int64)
    return ExtensiveForm(
        **{
            **{name: getattr(form, name) for name in form.__dataclass_fields__},
            "first_term": np.cumsum([0, *map(len, terms)]).astype(np.int32),
            "player_of_term": form.player_of_term[order],
            "quantity_of_term": form.quantity_of_term[order],
            "coefficient_of_term": form.coefficient_of_term[order],
        }
    )


def simulate(walk: Walk) -> None:
    """Walk up, and see that no place is overwritten that is still needed."""
    holds: dict[int, int] = {}
    needed_at: dict[int, int] = {}
    stops = int(walk.size[0])
    for stop in range(stops):
        first, last = walk.stop["first_edge"][stop : stop + 2]
        for edge in range(first, last):
            below = int(walk.edge["below"][edge])
            if below >= 0:
                assert below in holds, "a worth is needed that nobody has found"
                del holds[below]
        place = int(walk.stop["place"][stop])
        assert place not in holds, "a worth is overwritten that is still needed"
        holds[place] = needed_at.setdefault(place, stop)
    if stops:
        assert list(holds) == [0]


@given(seed=st.integers(0, 10_000), nodes=st.integers(1, 120))
def test_no_worth_is_lost_on_the_way_up(seed: int, nodes: int) -> None:
    form = random_form(np.random.default_rng(seed), nodes=nodes, has_types=False, hidden=0.0)
    simulate(prepare(form, None).walk)


def test_a_long_chain_needs_two_places() -> None:
    node = terminal({})
    for step in range(2000):
        node = decision("a", f"step {step}", {"on": node, "off": terminal({"a": float(step)})})
    assert prepare(build(["a"], node), None).walk.size[3] == 2


def test_only_those_who_move_above_have_their_worths_found() -> None:
    last = decision("b", "last", {"x": terminal({"a": 1.0, "c": 1.0}), "y": terminal({"b": 1.0})})
    form = build(["a", "b", "c"], decision("a", "first", {"go": last, "stay": terminal({})}))
    game = prepare(form, None)
    assert game.walk.wanted.tolist() == [0, 2, 1, 2]  # besides the mover, whose worth is at hand
    assert game.walk_for_moves.wanted.tolist() == [0]
    assert game.walk_for_moves.stop["is_mover_wanted"][:2].tolist() == [0, 0]
