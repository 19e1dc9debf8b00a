"""Which information sets must be solved together, and which can be solved one after another?

What a player does at an information set depends on the play *below* it that his continuation
worth turns on, and on the play *above* it that his belief turns on: the choices that some of its
nodes lie behind and others do not. What all its nodes have in common cancels in the belief, and
where all of them offer the same worths no belief is needed at all.
Strongly connected components of this relation (Tarjan 1972) are the least sets that have to be
solved jointly; everything else follows in one pass, as in backward induction.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from foedus.solve.tree import TreeArrays
    from foedus.solve.worths import Worths


def belief_factors(tree: TreeArrays, worths: Worths, certain: int) -> list[list[int]]:
    """For each member of each information set, the factors of its reach that do not cancel.

    Where every member offers the same worths the belief does not matter, and has no factors.

    Parameters
    ----------
    tree
        The game.
    worths
        Its distinct worths.
    certain
        The factor that is one for everybody.

    Returns
    -------
    list of lists
        One list for each entry of `TreeArrays.member`.
    """
    result: list[list[int]] = []
    for information_set in range(tree.player_of_set.size):
        first, last = tree.first_member[information_set : information_set + 2]
        if not belief_matters(tree, worths, information_set):
            result.extend([] for _ in range(last - first))
            continue
        paths = [_factors_above(tree, int(node), certain) for node in tree.member[first:last]]
        shared = paths[0].copy()
        for path in paths[1:]:
            shared &= path
        result.extend(sorted((path - shared).elements()) for path in paths)
    return result


def belief_matters(tree: TreeArrays, worths: Worths, information_set: int) -> bool:
    """Whether the nodes of an information set offer its player different worths."""
    player = int(tree.player_of_set[information_set])
    first, last = tree.first_member[information_set : information_set + 2]
    offers = {worths.below(int(node), player, tree) for node in tree.member[first:last]}
    return len(offers) > 1


def _factors_above(tree: TreeArrays, node: int, certain: int) -> Counter[int]:
    factors: Counter[int] = Counter()
    while node > 0:
        factor = int(tree.factor_into_node[node])
        if factor != certain:
            factors[factor] += 1
        node = int(tree.parent[node])
    return factors


def dependencies(tree: TreeArrays, worths: Worths, factors: list[list[int]]) -> list[list[int]]:
    """For each information set, the other sets whose play its own play turns on.

    Parameters
    ----------
    tree
        The game.
    worths
        Its distinct worths.
    factors
        As `belief_factors` gives them.
    """
    widths = np.diff(tree.first_strategy)
    strategy_count = int(tree.first_strategy[-1])
    set_of_strategy = np.repeat(np.arange(widths.size), widths)
    result: list[list[int]] = []
    for information_set in range(widths.size):
        needed: set[int] = set()
        player = int(tree.player_of_set[information_set])
        first, last = tree.first_member[information_set : information_set + 2]
        if widths[information_set] > 1:
            mask = 0
            for position in range(first, last):
                for worth in worths.below(int(tree.member[position]), player, tree):
                    mask |= worths.turns_on[worth]
                needed.update(
                    int(set_of_strategy[factor])
                    for factor in factors[position]
                    if factor < strategy_count and widths[set_of_strategy[factor]] > 1
                )
            needed |= bits_of(mask)
        needed.discard(information_set)
        result.append(sorted(needed))
    return result


def bits_of(mask: int) -> set[int]:
    """The places of the bits of a number.

    >>> sorted(bits_of(0b1001))
    [0, 3]
    """
    return {place for place, bit in enumerate(reversed(f"{mask:b}")) if bit == "1"}


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
