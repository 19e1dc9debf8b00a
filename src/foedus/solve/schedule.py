"""In which order is a game with hidden moves or types computed, and what has to be iterated?

The order is a list of *operations*: "this worth" (a number, see `worths`) and "the play at this
information set, in closed form" (``-1 - information_set``). Where information sets depend on each
other in a circle they form a *cluster*, whose play is followed from λ = 0 (`kernels_branch`):

- its *parameters* are what it depends on without depending back: computed anew at each λ;
- its *unknowns* are the information sets that are guessed (`feedback`);
- its *values* are what follows from the guess: worths, and the play at all other information sets
  on its circles, one after another.

Clusters do not depend on one another, so that each is followed at its own pace. That one may be
followed after the other, and each to the first crossing of the λ asked for, is the mountain
climbers' argument: a joint path cannot pass that crossing either.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.solve.dependence import strongly_connected_components
from foedus.solve.feedback import feedback_sets, in_order
from foedus.solve.worths import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedus.solve.worths import Worths


@dataclass(frozen=True)
class Member:
    """A node of an information set, as far as its player's play turns on it.

    Attributes
    ----------
    shares
        The shares that do not cancel in the belief that it was reached.
    worths
        What each action is worth there.
    """

    shares: tuple[int, ...]
    worths: tuple[int, ...]


@dataclass(frozen=True)
class Cluster:
    """Information sets to be followed together, in the order in which they can be computed.

    Attributes
    ----------
    parameters
        What they take as given.
    followers
        Those that follow from the guess.
    circles
        All that depend on the guess, circle by circle, each after those that it depends on. One
        that lies between circles counts as a circle of its own.
    blocks
        Those of each circle that are guessed.
    """

    parameters: tuple[int, ...]
    followers: tuple[int, ...]
    circles: tuple[tuple[int, ...], ...]
    blocks: tuple[tuple[int, ...], ...]

    @property
    def unknowns(self) -> tuple[int, ...]:
        """All that are guessed."""
        return tuple(one for block in self.blocks for one in block)

    @property
    def iterated(self) -> tuple[int, ...]:
        """All that depend on the guess."""
        return (*self.followers, *self.unknowns)


@dataclass(frozen=True)
class Schedule:
    """All operations in order, and where each cluster finds its own.

    Attributes
    ----------
    operations
        Those on what depends on no play, those of each cluster, and those after all clusters.
    clusters
        The clusters.
    parameters, values
        Where the operations of each cluster's parameters and values begin. The last entries are
        the beginning and the end of the operations after all clusters.
    """

    operations: tuple[int, ...]
    clusters: tuple[Cluster, ...]
    parameters: tuple[int, ...]
    values: tuple[int, ...]

    def changing(self, cluster: int) -> tuple[int, ...]:
        """The operations of a cluster's values."""
        return self.operations[self.values[cluster] : self.parameters[cluster + 1]]


def make_schedule(
    worths: Worths,
    members: Sequence[Sequence[Member]],
    needs: list[list[int]],
    equations: Mapping[int, int] | None,
) -> Schedule:
    """Order the computation.

    Parameters
    ----------
    worths
        The distinct worths of the game.
    members
        For each information set, its members.
    needs
        For each information set, the sets that it depends on.
    equations
        How many equations guessing each set costs; None to guess every set on a circle.
    """
    components = strongly_connected_components(needs)
    clusters = _clusters(needs, components, equations)
    order = [one for component in components for one in component]
    writing = _Writing(worths, members)
    parameters: list[int] = []
    values: list[int] = []
    writing.require(order, but_on=(1 << len(order)) - 1)
    static = writing.known.copy()
    for cluster in clusters:
        writing.known = static.copy()
        parameters.append(len(writing.operations))
        writing.play(cluster.parameters)
        writing.require(cluster.iterated, but_on=sum(1 << one for one in cluster.iterated))
        values.append(len(writing.operations))
        writing.play(cluster.followers)
        writing.require(cluster.unknowns)
    writing.known = static
    parameters.append(len(writing.operations))
    followed = {one for cluster in clusters for one in cluster.iterated}
    writing.play(one for one in order if one not in followed)
    values.append(len(writing.operations))
    return Schedule(tuple(writing.operations), tuple(clusters), tuple(parameters), tuple(values))


class _Writing:
    """Operations being written down, and which worths are known by then."""

    def __init__(self, worths: Worths, members: Sequence[Sequence[Member]]) -> None:
        self.worths = worths
        self.members = members
        self.known: set[int] = set()
        self.operations: list[int] = []

    def require(self, sets: Iterable[int], *, but_on: int = 0) -> None:
        """Add the worths that some information sets need and nobody has computed.

        Those that turn on any set of the mask `but_on` are left for later.
        """
        pending = [worth for one in sets for member in self.members[one] for worth in member.worths]
        found: set[int] = set()
        while pending:
            worth = pending.pop()
            if worth not in found and worth not in self.known and worth != NOTHING:
                found.add(worth)
                pending += [below for _, below in self.worths.pairs[worth]]
        ready = sorted(one for one in found if not self.worths.turns_on[one] & but_on)
        self.known.update(ready)
        self.operations += ready

    def play(self, sets: Iterable[int]) -> None:
        """Add the play of some information sets, in order, each after the worths it needs.

        Where there is one action only nothing is to be found: what it is worth may turn on play
        that comes later.
        """
        for one in sets:
            if any(len(member.worths) > 1 for member in self.members[one]):
                self.require([one])
                self.operations.append(-1 - one)


def _clusters(
    needs: list[list[int]], components: list[list[int]], equations: Mapping[int, int] | None
) -> list[Cluster]:
    """Join the circles of which one depends on another, with what lies between them."""
    home = {one: number for number, component in enumerate(components) for one in component}
    above: list[set[int]] = []
    for number, component in enumerate(components):
        direct = {home[needed] for one in component for needed in needs[one]} - {number}
        above.append(direct.union(*(above[other] for other in direct)))
    needs_of = dict(enumerate(needs))
    result: list[Cluster] = []
    circles = [number for number, component in enumerate(components) if len(component) > 1]
    for joined in _joined(circles, above):
        needed = set(joined).union(*(above[circle] for circle in joined))
        on_it = {one for one in needed if one in joined or above[one].intersection(joined)}
        circles_on_it = [components[number] for number in sorted(on_it)]
        iterated = [one for circle in circles_on_it for one in circle]
        guessed = set(iterated)
        if equations is not None:
            guessed = feedback_sets(iterated, needs_of, equations)
        others = [one for one in iterated if one not in guessed]
        result.append(
            Cluster(
                tuple(one for number in sorted(needed - on_it) for one in components[number]),
                tuple(in_order(others, needs_of)),
                tuple(tuple(circle) for circle in circles_on_it),
                tuple(tuple(one for one in circle if one in guessed) for circle in circles_on_it),
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
