"""Dates and relations together leave each event its days, and contradictions name their reasons."""

from __future__ import annotations

import time
from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.sparse.csgraph import NegativeCycleError, floyd_warshall

from foedus.record.temporal_network import (
    ORIGIN,
    Bound,
    Precedence,
    TemporalNetwork,
    Window,
)


def dated(event: int, earliest: int, latest: int, reason: str = "its date") -> tuple[Bound, ...]:
    return (
        Bound(ORIGIN, event, latest, reason),
        Bound(event, ORIGIN, -earliest, reason),
    )


def after(first: int, second: int, least: int, most: int, reason: str) -> tuple[Bound, ...]:
    return (Bound(first, second, most, reason), Bound(second, first, -least, reason))


def test_a_relation_narrows_both_of_its_dates() -> None:
    network = TemporalNetwork(
        2, (*dated(0, 1, 30), *dated(1, 10, 12), *after(0, 1, 1, 1, "the next day"))
    )
    assert network.windows == (Window(9, 11), Window(10, 12))


def test_what_nothing_bounds_has_no_window() -> None:
    network = TemporalNetwork(2, dated(0, 3, 5), (Precedence(0, 1, "0 before 1"),))
    assert network.windows == (Window(3, 5), Window(3, None))


def test_order_within_one_day_is_known_only_where_it_is_said() -> None:
    same_day = (*dated(0, 13, 13), *dated(1, 13, 13), *dated(2, 13, 13))
    network = TemporalNetwork(3, same_day, (Precedence(0, 1, "he told, then was asked"),))
    assert network.is_before(0, 1)
    assert not network.is_before(1, 0)
    assert not network.is_before(0, 2)
    assert not network.is_before(2, 0)


def test_overlapping_dates_leave_the_order_open_unless_a_relation_settles_it() -> None:
    dates = (*dated(0, 1, 20), *dated(1, 10, 30))
    assert not TemporalNetwork(2, dates).is_before(0, 1)
    related = TemporalNetwork(2, (*dates, *after(0, 1, 3, 9, "three to nine days later")))
    assert related.is_before(0, 1)
    assert not related.is_before(1, 0)


def test_dates_against_a_relation_are_a_contradiction_with_its_reasons() -> None:
    network = TemporalNetwork(
        3,
        (
            *dated(0, 14, 14, "a is on the 14th"),
            *dated(1, 13, 13, "b is on the 13th"),
            *dated(2, 1, 31, "c is in May"),
        ),
        (Precedence(0, 1, "a came before b"),),
    )
    assert network.contradiction is not None
    assert set(network.contradiction.reasons) == {
        "a is on the 14th",
        "b is on the 13th",
        "a came before b",
    }
    with pytest.raises(ValueError, match="contradict"):
        _ = network.windows


def test_a_circle_of_order_within_a_day_is_a_contradiction() -> None:
    days = tuple(bound for event in range(4) for bound in dated(event, 1, 1))
    circle = (
        Precedence(3, 0, "d before a"),
        Precedence(0, 1, "a before b"),
        Precedence(1, 2, "b before c"),
        Precedence(2, 0, "c before a"),
    )
    found = TemporalNetwork(4, days, circle).contradiction
    assert found is not None
    assert set(found.reasons) == {"a before b", "b before c", "c before a"}
    assert TemporalNetwork(4, days, circle[:3]).contradiction is None


LEAST, MOST = -6, 9


@st.composite
def networks(draw: st.DrawFn) -> TemporalNetwork:
    count = draw(st.integers(1, 6))
    ends = st.integers(ORIGIN, count - 1)
    bounds = st.tuples(ends, ends, st.integers(LEAST, MOST)).filter(lambda one: one[0] != one[1])
    drawn = draw(st.lists(bounds, max_size=14))
    order = st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(
        lambda one: one[0] < one[1]
    )
    before = draw(st.lists(order, max_size=3))
    return TemporalNetwork(
        count,
        tuple(Bound(a, b, most, f"bound {at}") for at, (a, b, most) in enumerate(drawn)),
        tuple(Precedence(a, b, f"order {a} {b}") for a, b in before),
    )


def shortest(network: TemporalNetwork) -> np.ndarray | None:
    """All shortest paths by SciPy's Floyd and Warshall; None at a negative cycle."""
    size = network.count + 1
    lengths = np.full((size, size), np.inf)
    np.fill_diagonal(lengths, 0.0)
    for bound in network.bounds:
        lengths[bound.earlier, bound.later] = min(lengths[bound.earlier, bound.later], bound.most)
    for before in network.precedences:
        lengths[before.second, before.first] = min(lengths[before.second, before.first], 0)
    lengths = np.where(lengths == 0, 1e-3, lengths)  # a length of nought is no edge to SciPy
    try:
        return np.round(floyd_warshall(lengths))
    except NegativeCycleError:
        return None


@given(networks())
def test_windows_are_the_shortest_paths_of_the_network(network: TemporalNetwork) -> None:
    paths = shortest(network)
    if paths is None:
        assert network.contradiction is not None
        return
    if network.contradiction is not None:
        assert all(reason.startswith("order") for reason in network.contradiction.reasons)
        return
    for event, window in enumerate(network.windows):
        latest, earliest = paths[ORIGIN, event], -paths[event, ORIGIN]
        assert window.latest == (None if np.isinf(latest) else round(latest))
        assert window.earliest == (None if np.isinf(earliest) else round(earliest))


@given(networks())
def test_gaps_are_the_shortest_paths_between_two_events(network: TemporalNetwork) -> None:
    paths = shortest(network)
    if paths is None or network.contradiction is not None:
        return
    for first, second in product(range(network.count), repeat=2):
        most, least = paths[first, second], -paths[second, first]
        assert network.gap(first, second) == Window(
            None if np.isinf(least) else round(least), None if np.isinf(most) else round(most)
        )


@given(networks())
def test_a_schedule_keeps_every_bound(network: TemporalNetwork) -> None:
    if network.contradiction is not None:
        return
    days = (*network.schedule, 0)
    for bound in network.bounds:
        assert days[bound.later] - days[bound.earlier] <= bound.most
    assert all(days[one.first] <= days[one.second] for one in network.precedences)


@given(networks())
def test_what_is_certainly_after_is_before_nothing_else(network: TemporalNetwork) -> None:
    if network.contradiction is not None:
        return
    for first in range(network.count):
        later = {other for other in range(network.count) if network.is_before(first, other)}
        assert network.certainly_after(first) == later


@given(networks())
def test_order_is_strict(network: TemporalNetwork) -> None:
    if network.contradiction is not None:
        return
    events = range(network.count)
    before = {(a, b) for a in events for b in events if a != b and network.is_before(a, b)}
    assert all((b, a) not in before for a, b in before)
    for a, b in before:
        for c in events:
            if (b, c) in before:
                assert (a, c) in before or a == c


@given(networks())
def test_the_reasons_of_a_contradiction_contradict_each_other_alone(
    network: TemporalNetwork,
) -> None:
    found = network.contradiction
    if found is None:
        return
    alone = TemporalNetwork(
        network.count,
        tuple(bound for bound in network.bounds if bound.reason in found.reasons),
        tuple(one for one in network.precedences if one.reason in found.reasons),
    )
    assert alone.contradiction is not None


def test_a_long_record_is_no_burden() -> None:
    count = 10_000
    bounds = [bound for event in range(0, count, 100) for bound in dated(event, event, event + 3)]
    for first, second in pairwise(range(count)):
        bounds += after(first, second, 0, 2, f"{first} to {second}")
    network = TemporalNetwork(count, tuple(bounds))
    assert network.contradiction is None
    assert network.windows[100] == Window(100, 103)
    impossible = TemporalNetwork(count, (*bounds, *after(0, 9_999, 40_000, 50_000, "too late")))
    assert impossible.contradiction is not None
    assert "too late" in impossible.contradiction.reasons


def test_a_chain_of_ten_thousand_may_be_asked_about_any_two() -> None:
    count = 10_000
    steps = [(at, at + 1) for at in range(count - 1)]
    network = TemporalNetwork(
        count,
        (
            Bound(ORIGIN, 0, 9, "date"),
            Bound(0, ORIGIN, -9, "date"),
            *(Bound(one, other, 1, "next") for one, other in steps),
        ),
        tuple(Precedence(one, other, "after") for one, other in steps),
    )
    start = time.process_time()
    assert all(network.is_before(at, count - 1 - at) for at in range(count // 2))
    assert not any(network.is_before(count - 1 - at, at) for at in range(count // 2))
    assert time.process_time() - start < 5
