"""In which order is a game with hidden moves or types computed, and what has to be iterated?

The plan of a game is made once and serves every variant. It is a list of *operations*: "the worth
of this node to this player" (the number ``player * node_count + node``) and "the play at this
information set, in closed form" (``-1 - information_set``). Where information sets depend on each
other in a circle they form a *cluster*, whose play is followed from λ = 0 (`kernels_branch`):

- its *parameters* are what it depends on without depending back: computed anew at each λ;
- its *unknowns* are the information sets on circles, and those between two circles of it;
- its *values* are the worths that change when an unknown does.

Clusters do not depend on one another, so that each is followed at its own pace. That one may be
followed after the other, and each to the first crossing of the λ asked for, is the mountain
climbers' argument: a joint path cannot pass that crossing either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.dependence import (
    belief_factors,
    choices_that_matter,
    dependencies,
    players_paid_below,
    strongly_connected_components,
)
from foedus.solve.elimination import Elimination, eliminate

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.tree import Tree


class Plan(NamedTuple):
    """What is computed in which order, for all variants of a game.

    Attributes
    ----------
    first_factor, factor : int32[member + 1], int32[·]
        The factors of a member's reach that do not cancel in the belief.
    operation : int32[·]
        All operations one after another.
    static, final : int32[2]
        The run of operations that depend on no play, and the run that comes after all clusters.
    parameter, values : int32[cluster + 1]
        The runs of operations of each cluster's parameters and values.
    first_unknown, unknown : int32[cluster + 1], int32[·]
        The information sets that are iterated, in the order of elimination.
    row_of_set : int32[information_set]
        The first row of an unknown set in its cluster's equations; -1 for other sets.
    first_row : int32[cluster + 1]
        Where the rows of a cluster begin.
    first_related, related : int32[unknown + 1], int32[·]
        The unknown sets that the play of an unknown depends on directly.
    first_entry, column, diagonal : int32[row + 1], int32[entry], int32[row]
        The entries of the factorised Jacobian by rows, fill included, columns within the cluster.
    first_position, position : int32[unknown + 1], int32[·]
        Where the derivatives of an unknown go: by action, related set and its action.
    first_pair, first_descent, descent : int32[member + 1], int32[pair + 1], int32[·]
        For each member and action, the nodes below whose worth depends on an unknown.
    """

    first_factor: NDArray[np.int32]
    factor: NDArray[np.int32]
    operation: NDArray[np.int32]
    static: NDArray[np.int32]
    final: NDArray[np.int32]
    parameter: NDArray[np.int32]
    values: NDArray[np.int32]
    first_unknown: NDArray[np.int32]
    unknown: NDArray[np.int32]
    row_of_set: NDArray[np.int32]
    first_row: NDArray[np.int32]
    first_related: NDArray[np.int32]
    related: NDArray[np.int32]
    first_entry: NDArray[np.int32]
    column: NDArray[np.int32]
    diagonal: NDArray[np.int32]
    first_position: NDArray[np.int32]
    position: NDArray[np.int32]
    first_pair: NDArray[np.int32]
    first_descent: NDArray[np.int32]
    descent: NDArray[np.int32]


@dataclass
class _Cluster:
    """Information sets to be followed together, and what they take as given."""

    parameters: list[int]
    unknowns: list[int]


@dataclass
class _Ledger:
    """Which worths are known at a point of the plan, and which depend on the unknowns."""

    tree: Tree
    is_paid: NDArray[np.bool_]
    matters: NDArray[np.bool_]
    is_known: NDArray[np.bool_]
    operations: list[int] = field(default_factory=list)

    def require(
        self,
        player: int,
        node: int,
        among: NDArray[np.bool_] | None = None,
    ) -> list[int]:
        """Operations for the worth of a node to a player, from the leaves up.

        With `among` (bool[node]), only the nodes marked there.
        """
        below = slice(node, self.tree.end_of_subtree[node])
        wanted = self.is_paid[player, below] & ~self.is_known[player, below]
        if among is not None:
            wanted &= among[below]
        nodes = node + np.flatnonzero(wanted)[::-1]
        self.is_known[player, nodes] = True
        return (player * self.tree.parent.size + nodes).tolist()

    def below(self, information_set: int) -> list[int]:
        """The nodes that the actions of an information set lead to."""
        tree = self.tree
        first, last = tree.first_member[information_set : information_set + 2]
        return [
            int(child)
            for node in tree.member[first:last]
            for child in tree.child_of_edge[tree.first_edge[node] : tree.first_edge[node + 1]]
        ]

    def turning_on(self, player: int, sets: Iterable[int]) -> NDArray[np.bool_]:
        """Nodes whose worth to a player turns on the play at some information sets: bool[node]."""
        tree = self.tree
        is_among = np.zeros(tree.player_of_set.size + 1, dtype=np.bool_)
        is_among[list(sets)] = True
        turns = is_among[tree.set_of_node] & self.matters[player]
        for node in np.flatnonzero(turns)[::-1]:
            above = int(tree.parent[node])
            while above >= 0 and not turns[above]:
                turns[above] = True
                above = int(tree.parent[above])
        return turns


def make_plan(tree: Tree, player_count: int, certain: int) -> Plan:
    """Order the computation of a game with hidden moves or types.

    Parameters
    ----------
    tree
        The game.
    player_count
        How many players it has.
    certain
        The factor that is one for everybody.
    """
    is_paid = players_paid_below(tree, player_count)
    matters = choices_that_matter(tree, is_paid)
    factors = belief_factors(tree, certain)
    needs = dependencies(tree, matters, factors)
    components = strongly_connected_components(needs)
    clusters = _clusters(needs, components)
    ledger = _Ledger(tree, is_paid, matters, np.zeros_like(is_paid))
    plan = _PlanInMaking(ledger, needs, clusters)
    plan.schedule([one for component in components for one in component])
    return plan.finish(factors)


def _clusters(needs: list[list[int]], components: list[list[int]]) -> list[_Cluster]:
    """Join the circles of which one depends on another, with what lies between them."""
    home = {one: number for number, component in enumerate(components) for one in component}
    is_circle = [len(component) > 1 for component in components]
    above: list[set[int]] = []
    for number, component in enumerate(components):
        direct = {home[needed] for one in component for needed in needs[one]} - {number}
        above.append(direct.union(*(above[other] for other in direct)))
    leader = list(range(len(components)))

    def find(number: int) -> int:
        while leader[number] != number:
            number = leader[number]
        return number

    for number in range(len(components)):
        if is_circle[number]:
            for other in above[number]:
                if is_circle[other]:
                    leader[find(other)] = find(number)
    groups: dict[int, list[int]] = {}
    for number in range(len(components)):
        if is_circle[number]:
            groups.setdefault(find(number), []).append(number)
    result: list[_Cluster] = []
    for circles in groups.values():
        needed = set(circles).union(*(above[circle] for circle in circles))
        unknown = {one for one in needed if one in circles or above[one].intersection(circles)}
        result.append(
            _Cluster(
                [one for number in sorted(needed - unknown) for one in components[number]],
                [one for number in sorted(unknown) for one in components[number]],
            )
        )
    return result


class _PlanInMaking:
    """The arrays of a plan while they are being filled."""

    def __init__(
        self, ledger: _Ledger, needs: list[list[int]], clusters: Sequence[_Cluster]
    ) -> None:
        self.ledger = ledger
        self.needs = needs
        self.clusters = clusters
        self.operations: list[int] = []
        self.parameter: list[int] = []
        self.values: list[int] = []
        self.static_stop = 0
        self.final_start = 0
        self.turning: list[dict[int, NDArray[np.bool_]]] = []
        depth = np.zeros(ledger.tree.parent.size, dtype=np.int64)
        for node in range(1, depth.size):
            depth[node] = depth[ledger.tree.parent[node]] + 1
        self.depth = depth
        self.eliminations: list[Elimination] = []

    def schedule(self, order: list[int]) -> None:
        """Write the operations: static ones, those of each cluster, and the rest in order."""
        ledger, tree = self.ledger, self.ledger.tree
        player_count = ledger.is_paid.shape[0]
        every_set = range(tree.player_of_set.size)
        static = [~ledger.turning_on(player, every_set) for player in range(player_count)]
        owners = tree.player_of_set
        for one in every_set:
            for node in ledger.below(one):
                self.operations += ledger.require(owners[one], node, static[owners[one]])
        self.static_stop = len(self.operations)
        after_static = ledger.is_known.copy()
        for cluster in self.clusters:
            ledger.is_known = after_static.copy()
            self._schedule_cluster(cluster)
        self.parameter.append(len(self.operations))
        self.final_start = len(self.operations)
        ledger.is_known = after_static
        for one in order:
            for node in ledger.below(one):
                self.operations += ledger.require(owners[one], node)
            if not any(one in cluster.unknowns for cluster in self.clusters):
                self.operations.append(-1 - one)

    def _schedule_cluster(self, cluster: _Cluster) -> None:
        ledger, owners = self.ledger, self.ledger.tree.player_of_set
        self.parameter.append(len(self.operations))
        for one in cluster.parameters:
            for node in ledger.below(one):
                self.operations += ledger.require(owners[one], node)
            self.operations.append(-1 - one)
        players = sorted({int(owners[one]) for one in cluster.unknowns})
        turning = {player: ledger.turning_on(player, cluster.unknowns) for player in players}
        self.turning.append(turning)
        for one in cluster.unknowns:
            for node in ledger.below(one):
                self.operations += ledger.require(owners[one], node, ~turning[owners[one]])
        self.values.append(len(self.operations))
        for one in cluster.unknowns:
            for node in ledger.below(one):
                self.operations += ledger.require(owners[one], node)
        self.eliminations.append(self._eliminate(cluster))

    def _eliminate(self, cluster: _Cluster) -> Elimination:
        tree = self.ledger.tree
        deepest = {
            one: max(
                self.depth[tree.member[tree.first_member[one] : tree.first_member[one + 1]]],
                default=0,
            )
            for one in cluster.unknowns
        }
        order = sorted(cluster.unknowns, key=lambda one: (-deepest[one], one))
        widths = np.diff(tree.first_strategy)
        return eliminate(order, self.needs, widths)

    def finish(self, factors: list[list[int]]) -> Plan:
        """Put everything into flat arrays."""
        tree = self.ledger.tree
        eliminations = self.eliminations
        row_of_set = np.full(tree.player_of_set.size, -1, dtype=np.int32)
        for elimination in eliminations:
            row_of_set[elimination.order] = elimination.first_row_of_set
        first_pair, first_descent, descent = self._descents()
        first_factor, factor = _run_together(factors)
        first_related, related = _run_together(
            [sets for elimination in eliminations for sets in elimination.related]
        )
        first_position, position = _run_together(
            _shifted(
                [elimination.positions for elimination in eliminations],
                [elimination.entry_count for elimination in eliminations],
            )
        )
        first_entry, column = _run_together(
            [row for elimination in eliminations for row in elimination.rows]
        )
        row_counts = [len(elimination.rows) for elimination in eliminations]
        first_unknown, unknown = _run_together(
            [list(elimination.order) for elimination in eliminations]
        )
        diagonal = [
            row.index(number)
            for elimination in eliminations
            for number, row in enumerate(elimination.rows)
        ]
        return Plan(
            first_factor=first_factor,
            factor=factor,
            operation=_integers(self.operations),
            static=_integers([0, self.static_stop]),
            final=_integers([self.final_start, len(self.operations)]),
            parameter=_integers(self.parameter),
            values=_integers(self.values),
            first_unknown=first_unknown,
            unknown=unknown,
            row_of_set=row_of_set,
            first_row=_integers([0, *np.cumsum(row_counts)]),
            first_related=first_related,
            related=related,
            first_entry=first_entry,
            column=column,
            diagonal=_integers(diagonal) + first_entry[:-1],
            first_position=first_position,
            position=position,
            first_pair=first_pair,
            first_descent=first_descent,
            descent=descent,
        )

    def _descents(
        self,
    ) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
        """For each member and action, the nodes below whose worth turns on the cluster."""
        tree = self.ledger.tree
        cluster_of_set = {
            one: number for number, cluster in enumerate(self.clusters) for one in cluster.unknowns
        }
        first_pair = np.zeros(tree.member.size + 1, dtype=np.int32)
        lists: list[list[int]] = []
        for position, node in enumerate(tree.member):
            information_set = int(tree.set_of_node[node])
            first, last = tree.first_edge[node : node + 2]
            first_pair[position + 1] = first_pair[position] + last - first
            for child in tree.child_of_edge[first:last]:
                if information_set not in cluster_of_set:
                    lists.append([])
                    continue
                turning = self.turning[cluster_of_set[information_set]]
                marked = turning[int(tree.player_of_set[information_set])]
                below = np.flatnonzero(marked[child : tree.end_of_subtree[child]])
                lists.append((child + below).tolist())
        return first_pair, *_run_together(lists)


def _integers(values: Iterable[int]) -> NDArray[np.int32]:
    return np.array(list(values), dtype=np.int32)


def _run_together(lists: Sequence[list[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Lists one after another, and where each begins."""
    first = np.concatenate([[0], np.cumsum([len(one) for one in lists])]).astype(np.int32)
    return first, _integers(value for one in lists for value in one)


def _shifted(
    positions: Sequence[Sequence[list[int]]], entry_counts: Sequence[int]
) -> list[list[int]]:
    """Positions of all clusters, counted from the first entry of the first cluster."""
    result: list[list[int]] = []
    start = 0
    for of_cluster, entry_count in zip(positions, entry_counts, strict=True):
        result.extend([start + one for one in row] for row in of_cluster)
        start += entry_count
    return result
