"""Which information sets must be solved together, and which can be solved one after another?

What a player does at an information set depends on the play *below* it that his continuation
worth turns on, and on the play *above* it that his belief turns on: the choices that some of its
nodes lie behind and others do not. What all its nodes have in common cancels in the belief.
Strongly connected components of this relation (Tarjan 1972) are the least sets that have to be
solved jointly; everything else follows in one pass, as in backward induction.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import TreeArrays


def players_paid_below(tree: TreeArrays, player_count: int) -> NDArray[np.bool_]:
    """Which players' payoffs have a term in the subtree of a node: bool[player, node]."""
    is_paid = np.zeros((player_count, tree.parent.size), dtype=np.bool_)
    node_of_term = np.repeat(np.arange(tree.parent.size), np.diff(tree.first_term))
    is_paid[tree.player_of_term, node_of_term] = True
    for node in range(tree.parent.size - 1, 0, -1):
        is_paid[:, tree.parent[node]] |= is_paid[:, node]
    return is_paid


def choices_that_matter(tree: TreeArrays, is_paid: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Where a player's worth turns on what is decided at a node: bool[player, node]."""
    matters = np.zeros_like(is_paid)
    np.logical_or.at(matters.T, tree.parent[1:], is_paid[:, 1:].T)
    widths = np.diff(tree.first_strategy)
    is_choice = (tree.set_of_node >= 0) & (widths[tree.set_of_node] > 1)
    return matters & is_choice


def belief_factors(tree: TreeArrays, certain: int) -> list[list[int]]:
    """For each member of each information set, the factors of its reach that do not cancel.

    Parameters
    ----------
    tree
        The game.
    certain
        The factor that is one for everybody.

    Returns
    -------
    list of lists
        One list for each entry of `TreeArrays.member`; empty where a set has a single node.
    """
    result: list[list[int]] = []
    for information_set in range(tree.player_of_set.size):
        first, last = tree.first_member[information_set : information_set + 2]
        if last - first <= 1:
            result.extend([] for _ in range(last - first))
            continue
        paths = [_factors_above(tree, int(node), certain) for node in tree.member[first:last]]
        shared = paths[0].copy()
        for path in paths[1:]:
            shared &= path
        result.extend(sorted((path - shared).elements()) for path in paths)
    return result


def _factors_above(tree: TreeArrays, node: int, certain: int) -> Counter[int]:
    factors: Counter[int] = Counter()
    while node > 0:
        factor = int(tree.factor_into_node[node])
        if factor != certain:
            factors[factor] += 1
        node = int(tree.parent[node])
    return factors


def dependencies(
    tree: TreeArrays, matters: NDArray[np.bool_], factors: list[list[int]]
) -> list[list[int]]:
    """For each information set, the other sets whose play its own play turns on."""
    widths = np.diff(tree.first_strategy)
    strategy_count = int(tree.first_strategy[-1])
    set_of_strategy = np.repeat(np.arange(widths.size), widths)
    result: list[list[int]] = []
    for information_set in range(widths.size):
        needed: set[int] = set()
        player = tree.player_of_set[information_set]
        first, last = tree.first_member[information_set : information_set + 2]
        if widths[information_set] > 1:
            for position in range(first, last):
                node = tree.member[position]
                below = slice(node + 1, tree.end_of_subtree[node])
                sets = tree.set_of_node[below][matters[player, below]]
                needed.update(sets.tolist())
                needed.update(
                    int(set_of_strategy[factor])
                    for factor in factors[position]
                    if factor < strategy_count and widths[set_of_strategy[factor]] > 1
                )
        needed.discard(information_set)
        result.append(sorted(needed))
    return result


def strongly_connected_components(needs: list[list[int]]) -> list[list[int]]:
    """Tarjan's algorithm without recursion; a component comes after all that it needs.

    Parameters
    ----------
    needs
        For each vertex, the vertices that have to come before it.
    """
    index: dict[int, int] = {}
    lowest: dict[int, int] = {}
    is_open: set[int] = set()
    stack: list[int] = []
    components: list[list[int]] = []
    for root in range(len(needs)):
        if root in index:
            continue
        work = [(root, iter(needs[root]))]
        index[root] = lowest[root] = len(index)
        stack.append(root)
        is_open.add(root)
        while work:
            vertex, rest = work[-1]
            for needed in rest:
                if needed not in index:
                    index[needed] = lowest[needed] = len(index)
                    stack.append(needed)
                    is_open.add(needed)
                    work.append((needed, iter(needs[needed])))
                    break
                if needed in is_open:
                    lowest[vertex] = min(lowest[vertex], index[needed])
            else:
                work.pop()
                if work:
                    lowest[work[-1][0]] = min(lowest[work[-1][0]], lowest[vertex])
                if lowest[vertex] == index[vertex]:
                    component = [stack.pop()]
                    while component[-1] != vertex:
                        component.append(stack.pop())
                    is_open.difference_update(component)
                    components.append(sorted(component))
    return components
