"""Whether a path leads from one event to another is answered as a walk would, and faster."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from foedus.record.reachability import Reachability


@st.composite
def graphs(draw: st.DrawFn) -> list[list[int]]:
    """Edges between events in any order, without cycles."""
    names = draw(st.permutations(range(draw(st.integers(1, 8)))))
    pairs = [(one, other) for at, one in enumerate(names) for other in names[at + 1 :]]
    edges = draw(st.lists(st.sampled_from(pairs))) if pairs else []
    return [[other for one, other in edges if one == event] for event in range(len(names))]


def walked(followers: list[list[int]], first: int) -> set[int]:
    below = {one for event in followers[first] for one in walked(followers, event)}
    return {*followers[first], *below}


@given(graphs())
def test_it_answers_as_a_walk_does(followers: list[list[int]]) -> None:
    found = Reachability(followers)
    for first in range(len(followers)):
        reached = {one for one in range(len(followers)) if found.reaches(first, one)}
        assert reached == walked(followers, first)


def test_a_long_chain_is_asked_in_no_time() -> None:
    size = 100_000
    found = Reachability([[at + 1] if at + 1 < size else [] for at in range(size)])
    assert found.reaches(0, size - 1)
    start = time.process_time()
    assert all(found.reaches(at, size - 1 - at) for at in range(size // 2))
    assert not any(found.reaches(size - 1 - at, at) for at in range(size // 2))
    assert time.process_time() - start < 2
