"""What does a cluster look up of what is settled before it?

Worths that turn on no play are the same at every t, and what one cluster needs of them is little.
So it is found out here which probabilities of chance, charges and worths each cluster looks up, and
which worths have to be computed for that.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.solve.worths import NOTHING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.solve.schedule import Member, Schedule
    from foedus.solve.worths import Worths


@dataclass(frozen=True)
class Givens:
    """What one cluster needs of what is settled.

    Attributes
    ----------
    ground
        Worths to be computed once, each after those that it is made of.
    behind_ground
        Shares of chance that are needed for these alone.
    shares, charges, worths
        What is looked up at every t: shares of chance, worths whose charge is needed, and worths of
        the ground.
    """

    ground: tuple[int, ...]
    behind_ground: tuple[int, ...]
    shares: tuple[int, ...]
    charges: tuple[int, ...]
    worths: tuple[int, ...]


def find_givens(
    schedule: Schedule, worths: Worths, members: Sequence[Sequence[Member]], strategies: int
) -> list[Givens]:
    """Find out what each cluster needs of what is settled.

    Parameters
    ----------
    schedule, worths, members
        The game, in order.
    strategies
        How many entries a behaviour strategy has; shares from there on are of chance.
    """
    return [
        _givens_of(number, schedule, worths, members, strategies)
        for number in range(len(schedule.clusters))
    ]


def _givens_of(
    number: int,
    schedule: Schedule,
    worths: Worths,
    members: Sequence[Sequence[Member]],
    strategies: int,
) -> Givens:
    first, last = schedule.parameters[number : number + 2]
    operations = schedule.operations[first:last]
    computed = {one for one in operations if one >= 0}
    sets = {-1 - one for one in operations if one < 0} | set(schedule.clusters[number].unknowns)
    of_sets = [member for one in sets for member in members[one]]
    pairs = [pair for one in computed for pair in worths.pairs[one]]
    used = {below for _, below in pairs}.union(*(member.worths for member in of_sets))
    shares = {share for share, _ in pairs}.union(*(member.shares for member in of_sets))
    looked_up = used - computed - {NOTHING}
    ground = _all_below(looked_up, worths)
    behind = {share for one in ground for share, _ in worths.pairs[one]} - shares
    return Givens(
        ground=tuple(sorted(ground)),
        behind_ground=tuple(sorted(share for share in behind if share >= strategies)),
        shares=tuple(sorted(share for share in shares if share >= strategies)),
        charges=tuple(sorted(one for one in computed if worths.charges[one])),
        worths=tuple(sorted(looked_up)),
    )


def _all_below(tops: Iterable[int], worths: Worths) -> set[int]:
    """Some worths and all that they are made of."""
    pending, found = list(tops), set[int]()
    while pending:
        one = pending.pop()
        if one not in found and one != NOTHING:
            found.add(one)
            pending += [below for _, below in worths.pairs[one]]
    return found
