"""What cannot be drawn is refused with its names; what can is within its bounds."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import Assumption, Order, Simplex, load
from foedus.ensemble import SpaceError, draw, make_space, space_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Maker = Callable[..., list[Assumption]]


def orders(*pairs: str) -> list[Order]:
    """Orders written like ``a<b``."""
    return [Order(*pair.split("<")) for pair in pairs]


def refusal(
    assumptions: list[Assumption],
    ordered: list[Order] | None = None,
    simplexes: list[Simplex] | None = None,
) -> SpaceError:
    with pytest.raises(SpaceError) as caught:
        space_of(assumptions, ordered or [], simplexes or [])
    return caught.value


def test_an_empty_interval_is_refused(intervals: Maker) -> None:
    error = refusal(intervals(gain=(0, 1), loss=(5, 3)))
    assert error.names == ("loss",)
    assert str(error) == 'nothing is left for "loss": it is at least 5 and at most 3'


def test_bounds_that_are_no_numbers_are_refused(intervals: Maker) -> None:
    assert refusal(intervals(loss=(float("nan"), 1.0))).names == ("loss",)


def test_a_logarithm_needs_numbers_above_zero() -> None:
    error = refusal([Assumption("kappa", "rationality", 0.0, 3.0, "log-uniform")])
    assert error.names == ("kappa",)
    assert "must be more than 0" in str(error)


def test_a_circle_of_orders_is_refused_with_the_smallest(intervals: Maker) -> None:
    circle = orders("a<b", "b<c", "c<d", "d<a", "c<b")
    error = refusal(intervals(**dict.fromkeys("abcde", (0, 9))), [*circle, *orders("d<e")])
    assert set(error.names) == {"b", "c"}
    assert "a circle of orders" in str(error)


def test_a_chain_without_room_is_refused_with_the_shortest(intervals: Maker) -> None:
    bounds = {"a": (6, 9), "b": (0, 9), "c": (0, 9), "d": (0, 5), "e": (0, 9)}
    error = refusal(intervals(**bounds), orders("a<b", "b<c", "c<d", "b<d", "e<a"))
    assert error.names == ("a", "b", "d")
    assert str(error) == ('"a" < "b" < "d" leaves no room: "a" is at least 6, and "d" at most 5')


@pytest.mark.parametrize(
    ("bounds", "is_complete", "word"),
    [((0.5, 0.6), True, "least 1.5"), ((0.4, 0.6), False, "least 1.2"), ((0, 0.3), True, "most")],
)
def test_probabilities_that_cannot_sum_to_one_are_refused(
    bounds: tuple[float, float], is_complete: bool, word: str, probabilities: Maker
) -> None:
    parts = ("peace", "war", "talks")
    error = refusal(
        probabilities(**dict.fromkeys(parts, bounds)), [], [Simplex(parts, is_complete)]
    )
    assert error.names == parts
    assert word in str(error)


def test_orders_and_sums_that_contradict_only_together_are_refused_with_no_more(
    probabilities: Maker,
) -> None:
    bounds = {"a": (0.6, 1), "b": (0, 1), "c": (0, 1), "d": (0, 1), "e": (0, 1)}
    simplexes = [Simplex(("a", "b"), is_complete=True), Simplex(("c", "d"), is_complete=True)]
    error = refusal(probabilities(**bounds), orders("c<e", "a<b", "c<a"), simplexes)
    assert set(error.names) == {"a", "b"}
    assert '"a" < "b" and the sum of a, b' in str(error)


def test_too_little_room_is_refused_with_the_rate(intervals: Maker) -> None:
    bounds = {name: (0, 10 + place) for place, name in enumerate("abcdefghi")}
    chain = [Order(*pair) for pair in pairwise("abcdefghi")]
    error = refusal(intervals(**bounds), chain)
    assert error.names == tuple("abcdefghi")
    assert "fewer than one draw in a thousand" in str(error)


def test_sums_that_cannot_be_drawn_are_refused(probabilities: Maker) -> None:
    shared = [Simplex(("a", "b"), is_complete=True), Simplex(("a", "c"), is_complete=True)]
    assert set(refusal(probabilities(**dict.fromkeys("abc", (0, 1))), [], shared).names) == {*"abc"}
    twice = [Simplex(("a", "a", "b"), is_complete=True)]
    assert refusal(probabilities(**dict.fromkeys("ab", (0, 1))), [], twice).names == ("a",)
    logarithm = [Assumption(name, "probability", 0.1, 1, "log-uniform") for name in "ab"]
    assert "log-uniform" in str(refusal(logarithm, [], [Simplex(("a", "b"), is_complete=True)]))


def test_bounds_are_carried_along_orders_and_sums(probabilities: Maker) -> None:
    bounds = {"a": (0.3, 0.9), "b": (0, 1), "c": (0, 0.4), "d": (0, 1)}
    space = space_of(
        probabilities(**bounds), orders("a<b"), [Simplex(("c", "d"), is_complete=True)]
    )
    found = {
        name: (low, high)
        for block in space.blocks
        for name, low, high in zip(block.names, block.low, block.high, strict=True)
    }
    assert found == {"a": (0.3, 0.9), "b": (0.3, 1), "c": (0, 0.4), "d": (0.6, 1)}


def test_an_order_that_bounds_settle_ties_nothing(intervals: Maker) -> None:
    space = space_of(intervals(a=(0, 5), b=(5, 9)), orders("a<b"))
    assert [block.names for block in space.blocks] == [("a",), ("b",)]


def test_a_sum_that_excludes_nothing_ties_nothing(probabilities: Maker) -> None:
    space = space_of(
        probabilities(a=(0, 0.4), b=(0, 0.6)), [], [Simplex(("a", "b"), is_complete=False)]
    )
    assert [block.method for block in space.blocks] == ["interval", "interval"]


def test_the_same_sum_may_be_asked_for_twice(probabilities: Maker) -> None:
    same = [Simplex(("a", "b"), is_complete=True)] * 2
    space = space_of(probabilities(a=(0, 1), b=(0, 1)), [], same)
    assert len(space.blocks[0].sums) == 1


def test_what_the_others_leave_to_a_probability_is_a_number(probabilities: Maker) -> None:
    parts = {"a": (0.1, 0.1), "b": (0.2, 0.2), "c": (0, 1), "d": (0.7, 0.7)}
    space = space_of(probabilities(**parts), [], [Simplex(tuple(parts), is_complete=True)])
    assert space.blocks == ()
    assert dict(space.fixed)["c"] == pytest.approx(0.0, abs=1e-15)


def test_numbers_that_are_given_take_part_in_sums(probabilities: Maker) -> None:
    parts = {"a": (0.25, 0.25), "b": (0, 1), "c": (0, 1)}
    space = space_of(probabilities(**parts), [], [Simplex(tuple(parts), is_complete=True)])
    drawn = draw(space, 1950, np.arange(100))
    assert (drawn["a"] == 0.25).all()
    np.testing.assert_allclose(drawn["b"] + drawn["c"], 0.75, atol=1e-15)


@pytest.mark.parametrize("name", ["dam", "korea-1950"])
def test_the_built_in_cases_have_a_space_under_every_reading(name: str) -> None:
    case = load(name)
    for combination in case.combinations:
        under = case.under(combination)
        drawn = draw(make_space(under), 1950, np.arange(300))
        assert tuple(drawn) == tuple(one.name for one in under.assumptions)
        for one in under.assumptions:
            assert ((one.low <= drawn[one.name]) & (drawn[one.name] <= one.high)).all()
        for order in under.orders:
            assert (drawn[order.lesser] < drawn[order.greater]).all()


@st.composite
def spaces(draw_from: st.DrawFn) -> tuple[list[Assumption], list[Order]]:
    """Assumptions on a coarse grid, and orders that go in no circle."""
    count = draw_from(st.integers(1, 5))
    ends = st.integers(-4, 4)
    bounds = draw_from(st.lists(st.tuples(ends, ends), min_size=count, max_size=count))
    assumptions = [
        Assumption(f"worth-{place}", "worth", float(min(pair)), float(max(pair)))
        for place, pair in enumerate(bounds)
    ]
    pairs = [(one, other) for one in range(count) for other in range(one + 1, count)]
    chosen = draw_from(st.lists(st.sampled_from(pairs), max_size=4)) if pairs else []
    return assumptions, [Order(f"worth-{one}", f"worth-{other}") for one, other in chosen]


def some_point_holds(assumptions: list[Assumption], ordered: list[Order]) -> bool:
    """Whether any of many points within the bounds keeps the orders."""
    uniform = np.random.default_rng(7)
    points = {one.name: uniform.uniform(one.low, one.high, 5_000) for one in assumptions}
    is_kept = [points[order.lesser] < points[order.greater] for order in ordered]
    return bool(np.all(is_kept, axis=0).any())


@given(spaces())
def test_a_space_is_drawn_within_bounds_and_orders_or_refused_by_name(
    space: tuple[list[Assumption], list[Order]],
) -> None:
    assumptions, ordered = space
    refused: SpaceError | None = None
    try:
        drawn = draw(space_of(assumptions, ordered), 7, np.arange(40))
    except SpaceError as error:
        refused, drawn = error, {}
    if refused is not None:
        assert set(refused.names) <= {one.name for one in assumptions}
        named = [one for one in ordered if {one.lesser, one.greater} <= set(refused.names)]
        part = [one for one in assumptions if one.name in refused.names]
        assert not some_point_holds(part, named)
    else:
        for one in assumptions:
            assert ((one.low <= drawn[one.name]) & (drawn[one.name] <= one.high)).all()
        for order in ordered:
            assert (drawn[order.lesser] <= drawn[order.greater]).all()
