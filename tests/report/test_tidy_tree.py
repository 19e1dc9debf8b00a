"""A tidy tree: nothing overlaps, parents stand in the middle, like is drawn alike."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.report.tidy_tree import tidy

NEARLY = 1e-9

parents = st.lists(st.integers(0, 10**6), min_size=0, max_size=60).map(
    lambda draws: [draw % (at + 1) for at, draw in enumerate(draws)]
)
"""For every node but the first, a node before it."""


def children_of(above: list[int]) -> list[list[int]]:
    children: list[list[int]] = [[] for _ in range(len(above) + 1)]
    for at, parent in enumerate(above):
        children[parent].append(at + 1)
    return children


def levels_of(children: list[list[int]]) -> dict[int, list[int]]:
    """The nodes of each level, from left to right."""
    levels: dict[int, list[int]] = defaultdict(list)

    def visit(node: int, level: int) -> None:
        levels[level].append(node)
        for child in children[node]:
            visit(child, level + 1)

    visit(0, 0)
    return levels


@given(parents)
def test_nodes_of_a_level_keep_their_order_and_a_unit_between_them(above: list[int]) -> None:
    children = children_of(above)
    places = tidy(children)
    for nodes in levels_of(children).values():
        for left, right in pairwise(nodes):
            assert places[right] - places[left] >= 1 - NEARLY


@given(parents)
def test_a_parent_stands_in_the_middle_of_its_children(above: list[int]) -> None:
    children = children_of(above)
    places = tidy(children)
    for node, below in enumerate(children):
        if below:
            middle = (places[below[0]] + places[below[-1]]) / 2
            assert places[node] == pytest.approx(middle, abs=NEARLY)


@given(parents)
def test_the_mirrored_tree_is_drawn_mirrored(above: list[int]) -> None:
    children = children_of(above)
    places = tidy(children)
    mirrored = tidy([below[::-1] for below in children])
    widest = max(places)
    assert [widest - place for place in mirrored] == pytest.approx(places, abs=1e-6)


def test_a_subtree_has_one_shape_wherever_it_stands() -> None:
    #     0: two copies of a subtree (three leaves, the middle one with two below), a leaf between
    subtree = [[1, 2, 3], [], [4, 5], [], [], []]
    first, second = 2, 8
    children = [[1, first, second], []]
    for start in (first, second):
        children += [[child + start for child in below] for below in subtree]
    places = tidy(children)
    shape = [places[first + at] - places[first] for at in range(6)]
    assert [places[second + at] - places[second] for at in range(6)] == pytest.approx(shape)


def test_a_deep_subtree_goes_under_a_shallow_one() -> None:
    # A leaf, then a chain that ends in four leaves: they need not start to the right of the leaf.
    places = tidy([[1, 2], [], [3], [4, 5, 6, 7], [], [], [], []])
    assert places[4] < places[1]
