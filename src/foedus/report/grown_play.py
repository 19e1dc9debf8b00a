"""Which part of a play is shown, where all of it would be too much?

The places that the play reaches most often are opened, one after the other, until there are as many
ends as there is room for. What stays closed can still be counted.
"""

from __future__ import annotations

import heapq
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.report.merged_play import Branch, MergedPlay, Place


@dataclass(eq=False)
class Shown:
    """A place that is shown.

    Attributes
    ----------
    branch
        The way to it; None at the beginning.
    parent
        The number of the place above; -1 at the beginning.
    children
        The numbers of the places below, in the order of the options; none where it is closed.
    """

    place: Place
    branch: Branch | None
    parent: int
    children: list[int] = field(default_factory=list[int])

    @property
    def is_open(self) -> bool:
        """Whether what comes after it is shown."""
        return bool(self.children)


def grow(
    merged: MergedPlay, most_ends: int, *, recorded: Mapping[str, str] | None = None
) -> list[Shown]:
    """Open a play at the places that are reached most often.

    Parameters
    ----------
    merged
        The play.
    most_ends
        How many ends and closed places there may be; the beginning is opened in any case.
    recorded
        Options by step. The likeliest course on which they are taken is opened before all others,
        and to its end.

    Returns
    -------
    list of Shown
        The beginning first, and every place after the one above it.
    """
    shown = [Shown(merged.root, None, -1)]
    waiting = [(-math.inf, 0)]
    ends = 1
    while waiting:
        urgency, at = heapq.heappop(waiting)
        branches = merged.branches(shown[at].place)
        is_first = urgency == -math.inf
        if not branches or (not is_first and ends + len(branches) - 1 > most_ends):
            continue
        ends += len(branches) - 1
        course = _course(merged, shown[at].place, branches, recorded or {})
        for branch in branches:
            reach = branch.place.reach if math.isfinite(branch.place.reach) else 0.0
            on_course = is_first and recorded is not None and branch is course
            shown[at].children.append(len(shown))
            heapq.heappush(waiting, (-math.inf if on_course else -reach, len(shown)))
            shown.append(Shown(branch.place, branch, at))
    return shown


def _course(
    merged: MergedPlay, place: Place, branches: Sequence[Branch], recorded: Mapping[str, str]
) -> Branch:
    """The branch that is recorded; where none is, the one that is taken most often."""
    wanted = merged.recorded_option(place, recorded)
    taken = [branch for branch in branches if branch.option == wanted]
    return max(taken or branches, key=lambda one: one.probability if one.probability > 0 else 0.0)
