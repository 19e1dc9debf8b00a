"""Which trees is the engine measured on?

Random trees with perfect information: two or three actions, every seventh or so of the internal
nodes chance, and at every leaf a payoff of three terms for each player, each term a coefficient
times one of thirty assumptions. Probabilities at chance nodes are the same in all variants. Each
leaf belongs to one of four outcomes. The same tree as a game of Foedus, and as plain arrays for its
rivals.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

import numpy as np

from foedus.solve import CHANCE, NOWHERE, TERMINAL, ExtensiveForm, Query, Variants

if TYPE_CHECKING:
    from numpy.typing import NDArray

Precision: TypeAlias = Literal["float32", "float64"]

OUTCOMES = 4
QUANTITIES = 30
TERMS = 3
"""Of a payoff: how many assumptions it is the sum of."""
CHANCE_SHARE = 0.15
RATIONALITY = 2.0
"""λ, the same for all: about ten times the inverse of a player's range of payoffs."""


@dataclass(frozen=True, eq=False)
class RandomTree:
    """A tree in plain arrays; nodes in preorder.

    Attributes
    ----------
    players
        How many.
    mover : int32[node]
        The player who moves, `CHANCE` or `TERMINAL`.
    first_child : int32[node + 1]
        Where the children of a node begin in `child`.
    child : int32[edge]
        The nodes below, in the order of the actions.
    probability : float64[edge]
        Of the branches of a chance node; NaN elsewhere.
    coefficient, quantity : float64[node, player, term], int32[node, player, term]
        The payoff terms of leaves; zero elsewhere.
    outcome : int32[node]
        The outcome of a leaf; -1 elsewhere.
    """

    players: int
    mover: NDArray[np.int32]
    first_child: NDArray[np.int32]
    child: NDArray[np.int32]
    probability: NDArray[np.float64]
    coefficient: NDArray[np.float64]
    quantity: NDArray[np.int32]
    outcome: NDArray[np.int32]

    @property
    def node_count(self) -> int:
        """How many nodes, leaves included."""
        return int(self.mover.size)

    def children(self, node: int) -> NDArray[np.int32]:
        """The nodes below a node, in the order of the actions."""
        return self.child[self.first_child[node] : self.first_child[node + 1]]

    def worths(self, count: int, seed: int = 0) -> NDArray[np.float64]:
        """Assumptions drawn for each variant: float64[quantity, variant]."""
        return np.random.default_rng(seed).uniform(-1.0, 1.0, (QUANTITIES, count))


def grow(nodes: int, *, players: int = 5, seed: int = 1950) -> RandomTree:
    """Grow a tree of exactly so many nodes: a random leaf puts out two or three until it is full.

    Parameters
    ----------
    nodes
        How many, at least 3.
    players
        How many.
    seed
        Of the random numbers.
    """
    generator = np.random.default_rng(seed)
    below: list[list[int]] = [[]]
    leaves = [0]
    while len(below) < nodes:
        left = nodes - len(below)
        width = int(generator.integers(2, 4))
        if left - width == 1 or width > left:
            width = 5 - width
        place = int(generator.integers(len(leaves)))
        added = list(range(len(below), len(below) + width))
        below[leaves[place]] = added
        leaves[place] = added[0]
        leaves.extend(added[1:])
        below.extend([] for _ in added)
    return _fill(_in_preorder(below), players, generator)


def _in_preorder(below: list[list[int]]) -> list[list[int]]:
    """The same tree with nodes numbered in preorder."""
    order: list[int] = []
    pending = [0]
    while pending:
        order.append(pending.pop())
        pending.extend(reversed(below[order[-1]]))
    number = {node: place for place, node in enumerate(order)}
    return [[number[one] for one in below[node]] for node in order]


def _fill(below: list[list[int]], players: int, generator: np.random.Generator) -> RandomTree:
    """Draw who moves, chances, payoffs and outcomes."""
    nodes = len(below)
    first_child = np.concatenate([[0], np.cumsum([len(one) for one in below])]).astype(np.int32)
    is_leaf = np.diff(first_child) == 0
    mover = generator.integers(players, size=nodes).astype(np.int32)
    mover[generator.random(nodes) < CHANCE_SHARE] = CHANCE
    mover[is_leaf] = TERMINAL
    probability = np.full(int(first_child[-1]), np.nan)
    for node in np.flatnonzero(mover == CHANCE):
        first, last = first_child[node : node + 2]
        drawn = np.round(generator.dirichlet(np.full(last - first, 2.0)), 3)
        probability[first:last] = [*drawn[:-1], 1.0 - drawn[:-1].sum()]
    shape = (nodes, players, TERMS)
    return RandomTree(
        players=players,
        mover=mover,
        first_child=first_child,
        child=np.array([one for children in below for one in children], dtype=np.int32),
        probability=probability,
        coefficient=generator.normal(size=shape) * is_leaf[:, None, None],
        quantity=(generator.integers(QUANTITIES, size=shape) * is_leaf[:, None, None]).astype(
            np.int32
        ),
        outcome=np.where(is_leaf, generator.integers(OUTCOMES, size=nodes), -1).astype(np.int32),
    )


def as_form(tree: RandomTree) -> ExtensiveForm:
    """The tree as a game of Foedus: every decision an information set, every chance edge a slot."""
    nodes, players = tree.node_count, range(tree.players)
    widths = np.diff(tree.first_child)
    decides, is_chance, is_leaf = tree.mover >= 0, tree.mover == CHANCE, tree.mover == TERMINAL
    node_of_edge = np.repeat(np.arange(nodes), widths)
    by_chance = is_chance[node_of_edge]
    parent = np.full(nodes, NOWHERE, dtype=np.int32)
    parent[tree.child] = node_of_edge
    sets = np.cumsum(decides, dtype=np.int32) - 1
    slots = np.cumsum(by_chance, dtype=np.int32) - 1
    terms = np.where(is_leaf, tree.players * TERMS, 0)
    return ExtensiveForm(
        players=tuple(f"player {one}" for one in players),
        quantities=tuple(f"assumption {one}" for one in range(QUANTITIES)),
        chance_slots=tuple(f"branch {edge}" for edge in np.flatnonzero(by_chance)),
        information_sets=tuple(f"node {node}" for node in np.flatnonzero(decides)),
        actions=tuple(("left", "middle", "right")[:width] for width in widths[decides]),
        parent=parent,
        player_of_node=tree.mover,
        information_set_of_node=np.where(decides, sets, NOWHERE).astype(np.int32),
        first_edge=tree.first_child,
        child_of_edge=tree.child,
        chance_slot_of_edge=np.where(by_chance, slots, NOWHERE).astype(np.int32),
        first_term=np.concatenate([[0], np.cumsum(terms)]).astype(np.int32),
        player_of_term=np.tile(np.repeat(players, TERMS), int(is_leaf.sum())).astype(np.int32),
        quantity_of_term=tree.quantity[is_leaf].ravel(),
        coefficient_of_term=tree.coefficient[is_leaf].ravel(),
    )


def as_variants(
    tree: RandomTree, worths: NDArray[np.float64], rationality: float = RATIONALITY
) -> Variants:
    """The numbers of a batch: chance and λ are the same for everybody and in every variant."""
    chance = tree.probability[~np.isnan(tree.probability)][None, :, None]
    return Variants(worths, chance, np.full((1, 1), rationality))


def outcome_queries(tree: RandomTree) -> list[Query]:
    """The probability of each outcome, as the analyst sees it."""
    everything = np.ones(tree.node_count, dtype=np.bool_)
    return [Query(tree.players, tree.outcome == one, everything) for one in range(OUTCOMES)]
