"""Which assumptions move a thesis?

The first-order index of an assumption is the fraction of the variance of the test's margin that it
explains by itself: Var(E[margin | assumption]) / Var(margin) (Sobol' 1993; Saltelli et al. 2008,
ch. 1). It is estimated from the ensemble, as a correlation ratio (Pearson 1905): variants are sorted
into classes of equal size by the assumption, and the variance between classes is compared with that
within, corrected so that an irrelevant assumption gives 0 on average (Kelley 1935).

Where there are readings the variance is that *within* them, summed: that a reading sets an assumption
apart and also settles the thesis does not make that assumption a hinge. Errors are by the jackknife
over twenty groups of variant numbers (Efron 1982), so that draws which readings share count once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.findings.values import Hinge

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

GROUPS = 20
STUDENT = 2.093024054408263
"""The quantile of a 95 % interval with one degree of freedom less than there are groups."""
FEWEST_IN_CLASS = 8
MOST_CLASSES = 32
STRAIGHT = 0.5
"""An assumption bends the margin where a straight line in its ranks explains less than this part of
what the assumption explains."""


@dataclass(frozen=True, eq=False)
class SortedVariants:
    """The variants of one combination of readings, sorted into classes by each assumption.

    Attributes
    ----------
    names
        The assumptions that vary.
    class_of : int64[assumption, variant]
        The class of each variant, 0 for the smallest numbers.
    classes
        How many classes there are.
    """

    names: tuple[str, ...]
    class_of: NDArray[np.int64]
    classes: int


@dataclass(frozen=True, eq=False)
class _Effects:
    """What each assumption of one combination explains; sums of squares.

    The first of the dimension `left_out` leaves out nothing, the others one group each.

    Attributes
    ----------
    total : float64[left_out]
    explained : float64[left_out, assumption]
        Between classes, corrected for what chance alone would put there.
    straight, slope : float64[assumption]
        What a straight line in the classes explains, and which way it runs.
    """

    total: NDArray[np.float64]
    explained: NDArray[np.float64]
    straight: NDArray[np.float64]
    slope: NDArray[np.float64]


def sort_variants(assumptions: Mapping[str, NDArray[np.float64]]) -> SortedVariants:
    """Sort the variants of one combination into classes of equal size by each assumption.

    Parameters
    ----------
    assumptions : str to float64[variant]
        Those that do not vary are left out.
    """
    varying = {name: one for name, one in assumptions.items() if one.size and np.ptp(one) > 0.0}
    count = next((one.size for one in varying.values()), 0)
    wanted = min(2 * round(count ** (1 / 3)), count // FEWEST_IN_CLASS, MOST_CLASSES)
    classes = max(wanted, 2)
    class_of = np.empty((len(varying), count), dtype=np.int64)
    for row, numbers in enumerate(varying.values()):
        class_of[row, np.argsort(numbers, kind="stable")] = np.arange(count) * classes // count
    return SortedVariants(tuple(varying), class_of, classes)


def first_order(
    sorted_variants: Sequence[SortedVariants], margins: Sequence[NDArray[np.float64]]
) -> tuple[Hinge, ...]:
    """The first-order index of every assumption, with its error; the largest first.

    Parameters
    ----------
    sorted_variants
        For each combination of readings.
    margins : sequence of float64[variant]
        How clearly the test holds there, more for more clearly; NaN where it is not known.

    Returns
    -------
    tuple of Hinge
        Empty where the margin does not vary.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> drawn = {"a": rng.random(4000), "b": rng.random(4000), "c": rng.random(4000)}
    >>> for hinge in first_order([sort_variants(drawn)], [2 * drawn["a"] - drawn["b"]]):
    ...     print(hinge.assumption, round(abs(hinge.explained), 1), hinge.direction)
    a 0.8 raises
    b 0.2 lowers
    c 0.0 bends
    """
    names = tuple(dict.fromkeys(name for one in sorted_variants for name in one.names))
    total = np.zeros(1 + GROUPS)
    explained = np.zeros((1 + GROUPS, len(names)))
    straight, slope = np.zeros(len(names)), np.zeros(len(names))
    for one, margin in zip(sorted_variants, margins, strict=True):
        effects = _effects(one, margin)
        at = [names.index(name) for name in one.names]
        total += effects.total
        explained[:, at] += effects.explained
        straight[at] += effects.straight
        slope[at] += effects.slope
    if not names or (total <= 0.0).any():
        return ()
    index = explained / total[:, None]
    spread = ((index[1:] - index[1:].mean(axis=0)) ** 2).sum(axis=0)
    errors = STUDENT * np.sqrt(spread * (GROUPS - 1) / GROUPS)
    found = [
        Hinge(
            name,
            float(index[0, at]),
            float(errors[at]),
            _direction(explained[0], straight, slope, at),
        )
        for at, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda hinge: -hinge.explained))


def find_hinges(
    sorted_variants: Sequence[SortedVariants], margins: Sequence[NDArray[np.float64]]
) -> tuple[Hinge, ...]:
    """The assumptions that move a test for certain: those whose interval lies above 0."""
    return tuple(
        hinge for hinge in first_order(sorted_variants, margins) if hinge.explained > hinge.error
    )


def _direction(
    explained: NDArray[np.float64],
    straight: NDArray[np.float64],
    slope: NDArray[np.float64],
    at: int,
) -> Literal["raises", "lowers", "bends"]:
    if straight[at] < STRAIGHT * explained[at] or slope[at] == 0.0:
        return "bends"
    return "raises" if slope[at] > 0.0 else "lowers"


def _effects(variants: SortedVariants, margin: NDArray[np.float64]) -> _Effects:
    """Sums of squares of one combination, with and without each group of variants."""
    shape = (len(variants.names), variants.classes, GROUPS)
    known = np.flatnonzero(np.isfinite(margin))
    if known.size <= max(variants.classes, GROUPS) or not variants.names:
        nothing = np.zeros(shape[0])
        return _Effects(np.zeros(1 + GROUPS), np.zeros((1 + GROUPS, shape[0])), nothing, nothing)
    values = margin[known] - margin[known].mean()
    group = known % GROUPS
    rows = np.arange(shape[0])[:, None] * variants.classes
    cell = ((rows + variants.class_of[:, known]) * GROUPS + group).ravel()
    counts = np.bincount(cell, minlength=np.prod(shape)).reshape(shape).astype(np.float64)
    sums = np.bincount(cell, np.tile(values, shape[0]), np.prod(shape)).reshape(shape)
    squares = np.bincount(group, values**2, GROUPS)
    # Of each sum: the whole, then the whole less each group.
    count_of, sum_of = _left_out(counts), _left_out(sums)
    square = squares.sum() - np.concatenate([[0.0], squares])
    number = count_of[:, 0].sum(axis=1)
    total = square - sum_of[:, 0].sum(axis=1) ** 2 / number
    between = np.divide(sum_of**2, count_of, out=np.zeros_like(sum_of), where=count_of > 0.0)
    between = between.sum(axis=2) - (sum_of[:, 0].sum(axis=1) ** 2 / number)[:, None]
    filled = (count_of > 0.0).sum(axis=2)
    within = (total[:, None] - between) / np.maximum(number[:, None] - filled, 1.0)
    step = (
        np.arange(variants.classes)
        - np.average(
            np.tile(np.arange(variants.classes), (shape[0], 1)), axis=1, weights=count_of[0]
        )[:, None]
    )
    slope = (sum_of[0] * step).sum(axis=1)
    length = (count_of[0] * step**2).sum(axis=1)
    return _Effects(
        total=total,
        explained=between - (filled - 1) * within,
        straight=np.divide(slope**2, length, out=np.zeros_like(slope), where=length > 0.0),
        slope=slope,
    )


def _left_out(cells: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sums over groups: float64[left_out, assumption, class] from float64[assumption, class, group]."""
    whole = cells.sum(axis=2)
    return np.concatenate([whole[None], whole[None] - np.moveaxis(cells, 2, 0)])
