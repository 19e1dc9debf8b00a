"""What is guessed leaves no circle, and nothing is guessed in vain."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.solve.dependence import bits_of, strongly_connected_components
from foedus.solve.feedback import feedback_sets, in_order

Needs = dict[int, list[int]]


@st.composite
def graphs(draw: st.DrawFn, largest: int = 8) -> Needs:
    """Sets that depend on each other, under any numbers."""
    names = draw(st.lists(st.integers(0, 99), min_size=1, max_size=largest, unique=True))
    return {
        one: draw(st.lists(st.sampled_from([g for g in names if g != one]), unique=True))
        if len(names) > 1
        else []
        for one in names
    }


def has_circle(needs: Needs, without: set[int]) -> bool:
    """By taking away, again and again, what needs nothing."""
    left = {one: set(needed) - without for one, needed in needs.items() if one not in without}
    while done := {one for one, needed in left.items() if not needed}:
        left = {one: needed - done for one, needed in left.items() if one not in done}
    return bool(left)


@settings(max_examples=200, deadline=None)
@given(graphs())
def test_what_is_guessed_leaves_no_circle_and_none_is_needless(needs: Needs) -> None:
    guessed = feedback_sets(sorted(needs), needs, dict.fromkeys(needs, 1))
    assert not has_circle(needs, guessed)
    assert all(has_circle(needs, guessed - {one}) for one in guessed)


@settings(max_examples=100, deadline=None)
@given(graphs(largest=6))
def test_few_are_guessed_more_than_the_least(needs: Needs) -> None:
    guessed = feedback_sets(sorted(needs), needs, dict.fromkeys(needs, 1))
    least = next(
        size
        for size in range(len(needs) + 1)
        if any(not has_circle(needs, set(some)) for some in combinations(needs, size))
    )
    assert len(guessed) <= least + 1


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_what_is_not_guessed_comes_after_what_it_needs(needs: Needs) -> None:
    guessed = feedback_sets(sorted(needs), needs, dict.fromkeys(needs, 1))
    order = in_order([one for one in needs if one not in guessed], needs)
    place = {one: number for number, one in enumerate(order)}
    assert set(order) == set(needs) - guessed
    for one in order:
        assert all(place[needed] < place[one] for needed in needs[one] if needed in place)


@settings(max_examples=100, deadline=None)
@given(graphs())
def test_components_come_after_what_they_need_and_hold_each_set_once(needs: Needs) -> None:
    names = sorted(needs)
    local = [[names.index(needed) for needed in needs[one]] for one in names]
    components = strongly_connected_components(local)
    assert sorted(one for part in components for one in part) == list(range(len(names)))
    home = {one: number for number, part in enumerate(components) for one in part}
    assert all(home[needed] <= home[one] for one in home for needed in local[one])


def test_the_cheaper_of_two_is_guessed() -> None:
    assert feedback_sets([0, 1], {0: [1], 1: [0]}, {0: 5, 1: 1}) == {1}
    assert feedback_sets([0, 1], {0: [1], 1: [0]}, {0: 1, 1: 5}) == {0}


def test_a_long_circle_is_broken_once() -> None:
    length = 200
    needs = {one: [(one + 1) % length] for one in range(length)}
    assert len(feedback_sets(range(length), needs, dict.fromkeys(needs, 1))) == 1


@pytest.mark.parametrize("senders", [3, 12])
def test_of_many_who_answer_one_the_one_is_guessed(senders: int) -> None:
    needs = {0: list(range(1, senders)), **{one: [0] for one in range(1, senders)}}
    assert feedback_sets(range(senders), needs, dict.fromkeys(needs, 1)) == {0}


@given(st.integers(0, 1 << 80))
def test_bits_add_up_to_their_number(mask: int) -> None:
    assert sum(1 << place for place in bits_of(mask)) == mask
