"""Which derivatives of a cluster are not zero, and where do they stand?

A worth late in the play turns on few of the information sets that were guessed. Of the derivatives
by all rows of a cluster only those that can differ from zero are kept, row by row in ascending
order: the *support*. Which entry of a sum an entry of a summand is added to is the same for every
variant, and is worked out here, once (forward mode with static sparsity; Griewank & Walther 2008,
ch. 7).

A game that contains games turns on the play in them only through what they are worth. So a worth
of one circle that another circle looks up to counts there as a single quantity, with a *column* of
its own; by how much it changes is known once its own circle is solved (`kernels_blocks`). Without
this the first of many rounds would carry the derivatives by all later ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.solve.worths import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.solve.schedule import Cluster, Member, Schedule
    from foedus.solve.worths import Worths

Support = tuple[int, ...]


@dataclass
class Derivatives:
    """Where the derivatives of all clusters stand; each cluster begins at entry 0.

    Attributes
    ----------
    set_of_strategy
        The information set of each entry of the strategy.
    row_of_set
        The first row of each set that is guessed.
    of_worth, of_play, of_utility
        The support of each worth, of the play at each set, and of the worths of its actions; of
        what is not listed, all derivatives are zero.
    entry_of_worth, entry_of_set
        Where the derivatives begin; at a set, action after action. Entry 0 of worths is one.
    worth_entries, play_entries
        How many entries the largest cluster has.
    circle_of_set, circle_of_worth
        To which circle of its cluster a set, or a worth, belongs.
    through
        For each cluster the worths that have a column of their own, in the order of these.
    column_of_worth
        Their columns: -1, -2 and so on.
    """

    set_of_strategy: Sequence[int]
    row_of_set: dict[int, int] = field(default_factory=dict[int, int])
    of_worth: dict[int, Support] = field(default_factory=dict[int, Support])
    of_play: dict[int, Support] = field(default_factory=dict[int, Support])
    of_utility: dict[int, Support] = field(default_factory=dict[int, Support])
    entry_of_worth: dict[int, int] = field(default_factory=dict[int, int])
    entry_of_set: dict[int, int] = field(default_factory=dict[int, int])
    worth_entries: int = 0
    play_entries: int = 0
    circle_of_set: dict[int, int] = field(default_factory=dict[int, int])
    circle_of_worth: dict[int, int] = field(default_factory=dict[int, int])
    through: list[list[int]] = field(default_factory=list[list[int]])
    column_of_worth: dict[int, int] = field(default_factory=dict[int, int])

    def of_share(self, share: int) -> Support:
        """The support of a share; empty for chance."""
        if share >= len(self.set_of_strategy):
            return ()
        return self.of_play.get(self.set_of_strategy[share], ())

    def is_seen_whole(self, worth: int, circle: int) -> bool:
        """Whether a worth counts as one quantity in a circle: one of another circle."""
        own = self.circle_of_worth.get(worth, circle)
        return own < circle and len(self.of_worth[worth]) > 1

    def seen(self, worth: int, circle: int) -> Support:
        """The support of a worth as a circle sees it; columns of worths are negative."""
        if not self.is_seen_whole(worth, circle):
            return self.of_worth.get(worth, ())
        if worth not in self.column_of_worth:
            self.through[-1].append(worth)
            self.column_of_worth[worth] = -len(self.through[-1])
        return (self.column_of_worth[worth],)

    def targets(self, parts: Sequence[int], within: Support) -> list[int]:
        """Which entries of a support some parts of it are added to; none if it is empty."""
        place = {row: at for at, row in enumerate(within)}
        return [place[row] for row in parts] if place else []


def find_derivatives(
    schedule: Schedule,
    worths: Worths,
    members: Sequence[Sequence[Member]],
    set_of_strategy: Sequence[int],
    widths: Sequence[int],
) -> Derivatives:
    """Work out the support of everything that a schedule computes.

    Parameters
    ----------
    schedule, worths, members
        The game, in order.
    set_of_strategy
        The information set of each entry of the strategy.
    widths
        How many actions each information set has.
    """
    found = Derivatives(set_of_strategy)
    for number, cluster in enumerate(schedule.clusters):
        _guess(found, cluster, widths)
        at_worth = 1
        for operation in schedule.changing(number):
            if operation < 0:
                one = -1 - operation
                found.of_utility[one] = found.of_play[one] = _of_utility(found, members, one)
            else:
                found.circle_of_worth[operation] = _circle_of(found, worths, operation)
                found.of_worth[operation] = _of_worth(found, worths, operation)
                found.entry_of_worth[operation] = at_worth
                at_worth += len(found.of_worth[operation])
        at_play = 0
        for one in cluster.unknowns:
            found.of_utility[one] = _of_utility(found, members, one)
        for one in cluster.iterated:
            found.entry_of_set[one] = at_play
            at_play += widths[one] * len(found.of_play[one])
        found.worth_entries = max(found.worth_entries, at_worth)
        found.play_entries = max(found.play_entries, at_play)
    return found


def _guess(found: Derivatives, cluster: Cluster, widths: Sequence[int]) -> None:
    """Give rows to the sets that are guessed: one for each action but the first."""
    found.through.append([])
    for circle, sets in enumerate(cluster.circles):
        found.circle_of_set.update(dict.fromkeys(sets, circle))
    row = 0
    for one in cluster.unknowns:
        found.row_of_set[one] = row
        found.of_play[one] = tuple(range(row, row + widths[one] - 1))
        row += widths[one] - 1


def _circle_of(found: Derivatives, worths: Worths, worth: int) -> int:
    """The last circle that a worth turns on."""
    circle = 0
    for share, below in worths.pairs[worth]:
        circle = max(circle, found.circle_of_worth.get(below, 0))
        if share < len(found.set_of_strategy):
            circle = max(circle, found.circle_of_set.get(found.set_of_strategy[share], 0))
    return circle


def _of_worth(found: Derivatives, worths: Worths, worth: int) -> Support:
    rows: set[int] = set()
    circle = found.circle_of_worth[worth]
    for share, below in worths.pairs[worth]:
        rows.update(found.of_share(share), found.seen(below, circle))
    return tuple(sorted(rows))


def _of_utility(found: Derivatives, members: Sequence[Sequence[Member]], one: int) -> Support:
    rows: set[int] = set()
    circle = found.circle_of_set[one]
    for member in members[one]:
        rows.update(*(found.of_share(share) for share in member.shares))
        rows.update(*(found.seen(worth, circle) for worth in member.worths if worth != NOTHING))
    return tuple(sorted(rows))
