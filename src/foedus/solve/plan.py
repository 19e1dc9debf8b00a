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
from foedus.solve.tree import Records, records

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.tree import TreeArrays


class Plan(NamedTuple):
    """What is computed in which order, for all variants of a game.

    Runs of numbers are in `number`; everything called ``first_…`` points into it, and the record
    after ends the run.

    Attributes
    ----------
    cluster : record[cluster + 1]
        parameter, values (where its operations begin), first_unknown, first_row. Operations on what
        depends on no play come before the first cluster. The last record has in `parameter` and
        `values` the beginning and end of the operations that come after all clusters.
    unknown : record[unknown + 1]
        information_set (those that are iterated, in the order of elimination), first_related (the
        unknowns that its play depends on directly), first_position (where its derivatives go: by
        action, related set and its action).
    row : record[row + 1]
        first_entry, diagonal: the factorised Jacobian by rows, fill included.
    column : int32[entry]
        The column of an entry, within the cluster.
    member : record[member + 1]
        first_factor (the factors of its reach that do not cancel in the belief), first_pair.
    pair : int32[pair + 1]
        For each member and action, where the nodes begin whose worth depends on an unknown.
    number : int32[·]
        Operations, related sets, positions, factors and nodes.
    """

    cluster: Records
    unknown: Records
    row: Records
    column: NDArray[np.int32]
    member: Records
    pair: NDArray[np.int32]
    number: NDArray[np.int32]


@dataclass
class _Cluster:
    """Information sets to be followed together, and what they take as given."""

    parameters: list[int]
    unknowns: list[int]


@dataclass
class _Ledger:
    """Which worths are known at a point of the plan, and which depend on the unknowns."""

    tree: TreeArrays
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


def make_plan(tree: TreeArrays, player_count: int, certain: int) -> tuple[Plan, NDArray[np.int32]]:
    """Order the computation of a game with hidden moves or types.

    Parameters
    ----------
    tree
        The game.
    player_count
        How many players it has.
    certain
        The factor that is one for everybody.

    Returns
    -------
    plan
        The plan.
    row_of_set : int32[information_set]
        The first row of each information set in its cluster's equations; -1 where it has none.
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
    result: list[_Cluster] = []
    for circles in _joined([number for number, is_one in enumerate(is_circle) if is_one], above):
        needed = set(circles).union(*(above[circle] for circle in circles))
        unknown = {one for one in needed if one in circles or above[one].intersection(circles)}
        result.append(
            _Cluster(
                [one for number in sorted(needed - unknown) for one in components[number]],
                [one for number in sorted(unknown) for one in components[number]],
            )
        )
    return result


def _joined(circles: list[int], above: list[set[int]]) -> list[list[int]]:
    """Put circles into one group where one of them depends on the other."""
    groups: list[list[int]] = []
    for circle in circles:
        touched = [group for group in groups if above[circle].intersection(group)]
        groups = [group for group in groups if group not in touched]
        groups.append(sorted({circle}.union(*touched)))
    return groups


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
        after_static = ledger.is_known.copy()
        for cluster in self.clusters:
            ledger.is_known = after_static.copy()
            self._schedule_cluster(cluster)
        self.parameter.append(len(self.operations))
        ledger.is_known = after_static
        followed = {one for cluster in self.clusters for one in cluster.unknowns}
        for one in order:
            if one not in followed:
                for node in ledger.below(one):
                    self.operations += ledger.require(owners[one], node)
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

    def finish(self, factors: list[list[int]]) -> tuple[Plan, NDArray[np.int32]]:
        """Put everything into records; the plan, and the row of each information set."""
        eliminations = self.eliminations
        row_of_set = np.full(self.ledger.tree.player_of_set.size, -1, dtype=np.int32)
        for elimination in eliminations:
            row_of_set[list(elimination.order)] = elimination.first_row_of_set
        first_pair, below = self._descents()
        rows = [row for elimination in eliminations for row in elimination.rows]
        first_entry, column = _run_together(rows)
        diagonal = [
            row.index(number)
            for elimination in eliminations
            for number, row in enumerate(elimination.rows)
        ]
        order = [one for elimination in eliminations for one in elimination.order]
        numbers = list(self.operations)

        def store(lists: Sequence[list[int]]) -> NDArray[np.int32]:
            first, values = _run_together(lists)
            first += len(numbers)
            numbers.extend(values.tolist())
            return first

        unknown = records(
            len(order) + 1,
            information_set=_integers(order),
            first_related=store([sets for one in eliminations for sets in one.related]),
            first_position=store(
                _shifted(
                    [elimination.positions for elimination in eliminations],
                    [elimination.entry_count for elimination in eliminations],
                )
            ),
        )
        member = records(
            len(factors) + 1, first_factor=store(factors), first_pair=_integers(first_pair)
        )
        pair = store(below)
        cluster = records(
            len(eliminations) + 1,
            parameter=_integers(self.parameter),
            values=_integers([*self.values, len(self.operations)]),
            first_unknown=_integers([0, *np.cumsum([len(one.order) for one in eliminations])]),
            first_row=_integers([0, *np.cumsum([len(one.rows) for one in eliminations])]),
        )
        row = records(
            len(rows) + 1,
            first_entry=first_entry,
            diagonal=_integers(diagonal) + first_entry[:-1],
        )
        plan = Plan(cluster, unknown, row, column, member, pair, _integers(numbers))
        return plan, row_of_set

    def _descents(self) -> tuple[list[int], list[list[int]]]:
        """For each member and action, the nodes below whose worth turns on the cluster."""
        tree = self.ledger.tree
        cluster_of_set = {
            one: number for number, cluster in enumerate(self.clusters) for one in cluster.unknowns
        }
        first_pair = [0]
        lists: list[list[int]] = []
        for node in tree.member:
            information_set = int(tree.set_of_node[node])
            first, last = tree.first_edge[node : node + 2]
            first_pair.append(first_pair[-1] + int(last - first))
            for child in tree.child_of_edge[first:last]:
                if information_set not in cluster_of_set:
                    lists.append([])
                    continue
                turning = self.turning[cluster_of_set[information_set]]
                marked = turning[int(tree.player_of_set[information_set])]
                below = np.flatnonzero(marked[child : tree.end_of_subtree[child]])
                lists.append((child + below).tolist())
        return first_pair, lists


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
