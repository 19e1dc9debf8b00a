"""Which derivatives of a cluster are not zero, and where do they stand?

A worth late in the play turns on few of the information sets that were guessed. Of the derivatives
by all rows of a cluster only those that can differ from zero are kept, row by row in ascending
order: the *support*. Which entry of a sum an entry of a summand is added to is the same for every
variant, and is worked out here, once (forward mode with static sparsity; Griewank & Walther 2008,
ch. 7).
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
        Where the derivatives begin; at a set, action after action.
    worth_entries, play_entries
        How many entries the largest cluster has.
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

    def of_share(self, share: int) -> Support:
        """The support of a share; empty for chance."""
        if share >= len(self.set_of_strategy):
            return ()
        return self.of_play.get(self.set_of_strategy[share], ())

    def targets_in_worth(self, worth: int, share: int, below: int) -> list[int]:
        """Which entries of a worth those of a worth below, then of its share, are added to."""
        base = self.entry_of_worth.get(worth, 0)
        place = {row: base + at for at, row in enumerate(self.of_worth.get(worth, ()))}
        parts = (*self.of_worth.get(below, ()), *self.of_share(share)) if place else ()
        return [place[row] for row in parts]

    def targets_in_utility(self, information_set: int, support: Support) -> list[int]:
        """Which entries of the worth of an action some derivatives are added to."""
        place = {row: at for at, row in enumerate(self.of_utility.get(information_set, ()))}
        return [place[row] for row in support] if place else []


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
        at_worth = 0
        for operation in schedule.changing(number):
            if operation < 0:
                one = -1 - operation
                found.of_utility[one] = found.of_play[one] = _of_utility(found, members[one])
            else:
                support = _of_worth(found, worths, operation)
                found.of_worth[operation] = support
                found.entry_of_worth[operation] = at_worth
                at_worth += len(support)
        at_play = 0
        for one in cluster.unknowns:
            found.of_utility[one] = _of_utility(found, members[one])
        for one in cluster.iterated:
            found.entry_of_set[one] = at_play
            at_play += widths[one] * len(found.of_play[one])
        found.worth_entries = max(found.worth_entries, at_worth)
        found.play_entries = max(found.play_entries, at_play)
    return found


def _guess(found: Derivatives, cluster: Cluster, widths: Sequence[int]) -> None:
    """Give rows to the sets that are guessed: one for each action but the first."""
    row = 0
    for one in cluster.unknowns:
        found.row_of_set[one] = row
        found.of_play[one] = tuple(range(row, row + widths[one] - 1))
        row += widths[one] - 1


def _of_worth(found: Derivatives, worths: Worths, worth: int) -> Support:
    rows: set[int] = set()
    for share, below in worths.pairs[worth]:
        rows.update(found.of_share(share), found.of_worth.get(below, ()))
    return tuple(sorted(rows))


def _of_utility(found: Derivatives, members: Sequence[Member]) -> Support:
    rows: set[int] = set()
    for member in members:
        rows.update(*(found.of_share(share) for share in member.shares))
        rows.update(*(found.of_worth.get(one, ()) for one in member.worths if one != NOTHING))
    return tuple(sorted(rows))
