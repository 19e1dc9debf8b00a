"""What is a game, for the solver?

A finite extensive form with perfect recall (Osborne & Rubinstein 1994, ch. 11), written as flat
arrays so that one compiled kernel serves every game. It knows nothing of cases, sources or history.

Two things distinguish it from the textbook's form. Payoffs are not numbers but sums of *terms*: a
coefficient times a named quantity, charged to one player at one node for every history that passes
through it. And the probabilities at chance nodes are not numbers but *slots*, filled for each
variant and each viewpoint apart, because players need not share their priors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

CHANCE = -1
TERMINAL = -2
NOWHERE = -1


@dataclass(frozen=True, eq=False)
class ExtensiveForm:
    """A finite game tree in flat arrays, payoffs and chance left open.

    Nodes are numbered in depth-first preorder: node 0 is the root, every child has a higher number
    than its parent, and a subtree is a run of consecutive numbers. The edges out of node ``n`` are
    ``first_edge[n] : first_edge[n + 1]``, in the order of the actions.

    Attributes
    ----------
    players
        Names of the players, in the order of every array that has a player dimension.
    quantities
        Names of the rows of `Variants.worths`, to which payoff terms refer.
    chance_slots
        Names of the rows of `Variants.chance`, to which the edges of chance nodes refer.
    information_sets
        Names of the information sets.
    actions
        For each information set, the labels of its actions.
    parent : int32[node]
        The node above; `NOWHERE` at the root.
    player_of_node : int32[node]
        Who moves: a player, `CHANCE`, or `TERMINAL`.
    information_set_of_node : int32[node]
        The information set of a decision node; `NOWHERE` elsewhere.
    first_edge : int32[node + 1]
        Where the edges of a node begin.
    child_of_edge : int32[edge]
        The node below an edge.
    chance_slot_of_edge : int32[edge]
        The chance slot of an edge out of a chance node; `NOWHERE` elsewhere.
    first_term : int32[node + 1]
        Where the payoff terms charged at a node begin.
    player_of_term, quantity_of_term : int32[term]
        Whose payoff a term enters, and which quantity it multiplies.
    coefficient_of_term : float64[term]
        The factor of that quantity.
    """

    players: tuple[str, ...]
    quantities: tuple[str, ...]
    chance_slots: tuple[str, ...]
    information_sets: tuple[str, ...]
    actions: tuple[tuple[str, ...], ...]
    parent: NDArray[np.int32]
    player_of_node: NDArray[np.int32]
    information_set_of_node: NDArray[np.int32]
    first_edge: NDArray[np.int32]
    child_of_edge: NDArray[np.int32]
    chance_slot_of_edge: NDArray[np.int32]
    first_term: NDArray[np.int32]
    player_of_term: NDArray[np.int32]
    quantity_of_term: NDArray[np.int32]
    coefficient_of_term: NDArray[np.float64]

    @property
    def node_count(self) -> int:
        """Number of nodes, terminal ones included."""
        return int(self.parent.size)

    @cached_property
    def is_terminal(self) -> NDArray[np.bool_]:
        """Which nodes end a history: bool[node]."""
        return self.player_of_node == TERMINAL

    @cached_property
    def player_of_information_set(self) -> NDArray[np.int32]:
        """Who moves at each information set: int32[information_set]."""
        owner = np.full(len(self.information_sets), NOWHERE, dtype=np.int32)
        decides = self.information_set_of_node != NOWHERE
        owner[self.information_set_of_node[decides]] = self.player_of_node[decides]
        return owner

    @cached_property
    def first_strategy(self) -> NDArray[np.int32]:
        """Where an information set begins in a flat behaviour strategy: int32[information_set + 1].

        A behaviour strategy of all players is one array with an entry for each (information set,
        action). The actions of information set ``h`` are those at
        ``first_strategy[h] : first_strategy[h + 1]``.
        """
        counts = np.array([len(labels) for labels in self.actions], dtype=np.int32)
        return np.concatenate([np.zeros(1, np.int32), np.cumsum(counts, dtype=np.int32)])

    @cached_property
    def has_perfect_information(self) -> bool:
        """Whether every information set is a single node."""
        sizes = np.bincount(
            self.information_set_of_node[self.information_set_of_node != NOWHERE],
            minlength=len(self.information_sets),
        )
        return bool((sizes <= 1).all())

    @cached_property
    def chance_runs(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """The chance slots that must sum to one, and where the run of each chance node begins.

        Combinations of slots that occur at several nodes are named once.
        """
        runs = sorted(
            {
                tuple(self.chance_slot_of_edge[slice(*self.first_edge[node : node + 2])].tolist())
                for node in np.flatnonzero(self.player_of_node == CHANCE)
            }
        )
        first = np.cumsum([0, *(len(run) for run in runs)])[:-1]
        return np.array([slot for run in runs for slot in run], dtype=np.intp), first

    def __repr__(self) -> str:
        """Say how large the game is and of what kind."""
        kind = "perfect information" if self.has_perfect_information else "hidden moves or types"
        return (
            f"ExtensiveForm({self.node_count} nodes, {len(self.information_sets)} information "
            f"sets, players {', '.join(self.players)}; {kind})"
        )
