"""Where does each place of a play stand in its picture?

Across: as tidy as can be. Along: one column a step, in the order of the play, so that everything
that is played at one step stands in a line; where a branch skips columns, the way is kept free.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.tidy_tree import tidy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.report.grown_play import Shown
    from foedus.report.merged_play import MergedPlay


@dataclass(frozen=True)
class Layout:
    """The column and the row of every place, counted from 0."""

    columns: tuple[int, ...]
    rows: tuple[float, ...]

    @property
    def last_row(self) -> float:
        """The row of what stands lowest."""
        return max(self.rows)


def lay_out(merged: MergedPlay, shown: Sequence[Shown]) -> Layout:
    """Give every place a column and a row.

    Parameters
    ----------
    merged
        The play.
    shown
        What is shown of it (see `foedus.report.grown_play.grow`).
    """
    columns = _columns(merged, shown)
    return Layout(tuple(columns), tuple(_across(shown, columns)))


def _columns(merged: MergedPlay, shown: Sequence[Shown]) -> list[int]:
    """The column of every place; an end or a stub stands in the one after its parent's."""
    orders: dict[int, tuple[int, int, int]] = {}
    for at in range(len(shown) - 1, -1, -1):
        if shown[at].is_open:
            orders[at] = _order(merged, shown, at, orders)
    number = {order: column for column, order in enumerate(sorted(set(orders.values())))}
    columns = [0] * len(shown)
    for at, one in enumerate(shown):
        columns[at] = number[orders[at]] if at in orders else columns[one.parent] + 1
    return columns


def _order(
    merged: MergedPlay,
    shown: Sequence[Shown],
    at: int,
    below: Mapping[int, tuple[int, int, int]],
) -> tuple[int, int, int]:
    """Where a column stands: in the order of the play.

    What chance had settled comes just before the step to which it matters: several such things one
    after the other.
    """
    place = shown[at].place
    if place.kind != "type":
        return place.primitive, 0, place.primitive
    last = len(merged.game.expansion.primitives)
    ahead: list[tuple[int, int]] = []
    for child in shown[at].children:
        step = shown[child].place.primitive
        closed = (last if step < 0 else step, 0)
        ahead.append(below[child][:2] if child in below else closed)
    nearest, before = min(ahead)
    return nearest, before - 1, place.primitive


def _across(shown: Sequence[Shown], columns: Sequence[int]) -> list[float]:
    """The row of every place, counted from 0.

    Where a branch skips columns, and where the name of an end stands, the tree is kept free.
    """
    children: list[list[int]] = [list(one.children) for one in shown]
    for at, one in enumerate(shown):
        if not one.is_open:
            children[at] = [len(children)]
            children += [[len(children) + 1], []]
        for position, child in enumerate(one.children):
            for _ in range(columns[child] - columns[at] - 1):
                children.append([children[at][position]])
                children[at][position] = len(children) - 1
    return tidy(children)[: len(shown)]
