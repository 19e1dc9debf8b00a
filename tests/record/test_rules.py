"""A rule is called kept or broken only where every order that the dates allow says so."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from foedus.record.rules import Verdict, precedence, response
from foedus.record.temporal_network import ORIGIN, Bound, TemporalNetwork


def dated(*windows: tuple[int, int]) -> TemporalNetwork:
    bounds: list[Bound] = []
    for event, (earliest, latest) in enumerate(windows):
        bounds += (
            Bound(ORIGIN, event, latest, "its date"),
            Bound(event, ORIGIN, -earliest, "its date"),
        )
    return TemporalNetwork(len(windows), tuple(bounds))


def test_an_occasion_that_never_came_binds_nobody() -> None:
    network = dated((1, 1))
    assert precedence(network, None, 0) is Verdict.NOT_DUE
    assert response(network, None, 0) is Verdict.NOT_DUE


def test_a_confirmation_that_never_came_is_broken_only_once_its_time_is_over() -> None:
    network = dated((13, 14))
    assert response(network, 0, None) is Verdict.PENDING
    assert response(network, 0, None, within=3) is Verdict.PENDING
    assert response(network, 0, None, within=3, end=16) is Verdict.PENDING
    assert response(network, 0, None, within=3, end=17) is Verdict.OPEN
    assert response(network, 0, None, within=3, end=18) is Verdict.BROKEN


def test_an_answer_before_its_occasion_is_none() -> None:
    network = dated((10, 10), (5, 6))
    assert response(network, 0, 1, within=2, end=20) is Verdict.BROKEN


WINDOWS = st.tuples(st.integers(0, 8), st.integers(0, 4)).map(lambda one: (one[0], sum(one)))


@given(WINDOWS, WINDOWS)
def test_precedence_is_what_all_days_agree_on(
    occasion: tuple[int, int], needed: tuple[int, int]
) -> None:
    days = product(range(occasion[0], occasion[1] + 1), range(needed[0], needed[1] + 1))
    came_first = [first - second for second, first in ((n, e) for e, n in days)]
    found = precedence(dated(occasion, needed), 0, 1)
    assert (found is Verdict.KEPT) == all(gap > 0 for gap in came_first)
    assert (found is Verdict.BROKEN) == all(gap < 0 for gap in came_first)
    assert found in {Verdict.KEPT, Verdict.BROKEN, Verdict.OPEN}


@given(WINDOWS, WINDOWS, st.integers(0, 6))
def test_response_is_what_all_days_agree_on(
    occasion: tuple[int, int], answer: tuple[int, int], within: int
) -> None:
    gaps = [
        later - first
        for first, later in product(
            range(occasion[0], occasion[1] + 1), range(answer[0], answer[1] + 1)
        )
    ]
    found = response(dated(occasion, answer), 0, 1, within, end=100)
    assert (found is Verdict.KEPT) == all(0 <= gap <= within for gap in gaps)
    assert (found is Verdict.BROKEN) == all(gap < 0 or gap > within for gap in gaps)


@given(WINDOWS, st.integers(0, 6), st.integers(0, 20))
def test_a_missing_answer_is_judged_as_all_days_of_its_occasion_agree(
    occasion: tuple[int, int], within: int, end: int
) -> None:
    is_over = {day + within < end for day in range(occasion[0], occasion[1] + 1)}
    found = response(dated(occasion), 0, None, within, end)
    assert (found is Verdict.BROKEN) == (is_over == {True})
    assert (found is Verdict.PENDING) == (is_over == {False})
    assert (found is Verdict.OPEN) == (is_over == {True, False})
