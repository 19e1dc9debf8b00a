"""And the tree in which one player has a type that the others do not know?

Chance draws one of two types at the start, which the first player alone learns. What follows is the
same random tree twice, with payoffs of its own for each type; the others see every move, not the
type.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from engine_tree import QUANTITIES, RandomTree, as_form, grow

from foedus.solve import CHANCE, NOWHERE, TERMINAL

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm

CHANCE_OF_TYPES = (0.6, 0.4)


def grow_types(nodes: int, *, players: int = 5, seed: int = 1950) -> RandomTree:
    """The tree with both types, without its information sets.

    Parameters
    ----------
    nodes
        How many, an odd number.
    players, seed
        As of `grow`.
    """
    trunk = grow((nodes - 1) // 2, players=players, seed=seed)
    size, edges = trunk.node_count, trunk.child.size
    generator = np.random.default_rng(seed + 1)
    is_leaf = trunk.mover == TERMINAL
    shape = trunk.coefficient.shape

    def twice(first: NDArray[np.int32], second: NDArray[np.int32], root: int) -> NDArray[np.int32]:
        return np.concatenate([[root], first, second]).astype(np.int32)

    def both(first: NDArray[np.float64], second: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.concatenate([np.zeros((1, *first.shape[1:])), first, second])

    quantity = generator.integers(QUANTITIES, size=shape) * is_leaf[:, None, None]
    return RandomTree(
        players=players,
        mover=twice(trunk.mover, trunk.mover, CHANCE),
        first_child=twice(trunk.first_child[:-1] + 2, trunk.first_child + 2 + edges, 0),
        child=np.concatenate([[1, 1 + size], trunk.child + 1, trunk.child + 1 + size]).astype(
            np.int32
        ),
        probability=np.concatenate([CHANCE_OF_TYPES, trunk.probability, trunk.probability]),
        coefficient=both(trunk.coefficient, generator.normal(size=shape) * is_leaf[:, None, None]),
        quantity=both(trunk.quantity.astype(np.float64), quantity).astype(np.int32),
        outcome=twice(trunk.outcome, trunk.outcome, -1),
    )


def as_form_with_types(tree: RandomTree) -> ExtensiveForm:
    """The game in which only the first player tells the two halves of a tree apart."""
    form = as_form(tree)
    half = (tree.node_count - 1) // 2
    first, second = np.arange(1, 1 + half), np.arange(1 + half, 1 + 2 * half)
    is_blind = form.player_of_node[second] > 0
    named = form.information_set_of_node.copy()
    named[second[is_blind]] = named[first[is_blind]]
    kept, number = np.unique(named[named != NOWHERE], return_inverse=True)
    sets = np.full(tree.node_count, NOWHERE, dtype=np.int32)
    sets[named != NOWHERE] = number
    return replace(
        form,
        information_sets=tuple(form.information_sets[one] for one in kept),
        actions=tuple(form.actions[one] for one in kept),
        information_set_of_node=sets,
    )
