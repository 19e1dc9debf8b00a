"""Where does ∂F/∂y of each cluster stand, what is it by, and in which order is it solved?

The equations of a circle come after those of the circles below it, which they turn on through the
play or the worths there (see `derivatives` and `kernels_blocks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.solve.derivatives import Derivatives, Support
    from foedus.solve.schedule import Cluster, Schedule


@dataclass(frozen=True)
class Equations:
    """The places of all derivatives of the equations of all clusters.

    Attributes
    ----------
    row_counts
        How many equations each cluster has.
    of_set
        What the derivatives of the worths of each set's actions are by: rows of the cluster, and
        after all rows the worths that count as one quantity.
    row
        As `Plan.row`, but first_column is the set that the equation belongs to.
    through
        As `Plan.through`, but first_column is what the worth turns on.
    entries, columns
        How many entries and columns the largest cluster has.
    """

    row_counts: tuple[int, ...]
    of_set: tuple[Support, ...]
    row: tuple[tuple[int, int, int, int, int, int], ...]
    through: tuple[tuple[int, int, Support, int], ...]
    entries: int
    columns: int


def arrange_equations(
    schedule: Schedule, derivatives: Derivatives, widths: Sequence[int]
) -> Equations:
    """Give every derivative of the equations its place.

    Parameters
    ----------
    schedule, derivatives
        The game, in order, and what can differ from zero.
    widths
        How many actions each information set has.
    """
    of_set: list[Support] = [()] * len(widths)
    row: list[tuple[int, int, int, int, int, int]] = []
    through: list[tuple[int, int, Support, int]] = []
    row_counts: list[int] = []
    entries = columns = 0
    for number, cluster in enumerate(schedule.clusters):
        rows = sum(widths[one] - 1 for one in cluster.unknowns)
        for one in cluster.iterated:
            of_set[one] = _columns(derivatives.of_utility[one], rows)
        row += _rows(cluster, derivatives, widths)
        through += _through(cluster, number, derivatives, widths)
        row_counts.append(rows)
        entries = max(entries, row[-1][0] + row[-1][1])
        columns = max(columns, rows + len(derivatives.through[number]))
    return Equations(tuple(row_counts), tuple(of_set), tuple(row), tuple(through), entries, columns)


def _columns(support: Support, rows: int) -> Support:
    """A support with the columns of worths, which are negative, after all rows."""
    return tuple(column if column >= 0 else rows - 1 - column for column in support)


def _rows(
    cluster: Cluster, derivatives: Derivatives, widths: Sequence[int]
) -> list[tuple[int, int, int, int, int, int]]:
    """Places of the equations of a cluster: of each circle its square, then what is beside it."""
    result: list[tuple[int, int, int, int, int, int]] = []
    entry = start = 0
    for block in cluster.blocks:
        size = sum(widths[one] - 1 for one in block)
        own, entry = entry, entry + size * size
        for one in block:
            beside = sum(column < start for column in derivatives.of_utility[one])
            for _ in range(widths[one] - 1):
                result.append((entry, beside, one, own, start, start + size))
                own, entry = own + size, entry + beside
        start += size
    return result


def _through(
    cluster: Cluster, number: int, derivatives: Derivatives, widths: Sequence[int]
) -> list[tuple[int, int, Support, int]]:
    """The worths of a cluster that count as one quantity, in the order in which they are known."""
    stops = list(accumulate(sum(widths[one] - 1 for one in block) for block in cluster.blocks))
    rows = stops[-1]
    circle_of = derivatives.circle_of_worth
    return [
        (
            worth,
            rows - 1 - derivatives.column_of_worth[worth],
            _columns(derivatives.of_worth[worth], rows),
            stops[circle_of[worth]],
        )
        for worth in sorted(derivatives.through[number], key=lambda one: (circle_of[one], one))
    ]
