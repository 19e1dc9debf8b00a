"""Which assumptions move a thesis?

The first-order index of an assumption is the fraction of the variance of the test's margin that it
explains by itself: Var(E[margin | assumption]) / Var(margin) (Sobol' 1993; Saltelli et al. 2008,
ch. 1). It is estimated from the ensemble, as a correlation ratio (Pearson 1905): variants are
sorted into classes of equal size by the assumption, and the variance between classes is compared
with that within, corrected so that an irrelevant assumption gives 0 on average (Kelley 1935).

Where there are readings the variance is that *within* them, summed: that a reading sets an
assumption apart and also settles the thesis does not make that assumption a hinge. Errors are by
the jackknife over twenty groups of variant numbers (Efron 1982), so that draws which readings share
count once.
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
    class_of : uint8[assumption, variant]
        The class of each variant, 0 for the smallest numbers.
    classes
        How many classes there are.
    """

    names: tuple[str, ...]
    class_of: NDArray[np.uint8]
    classes: int


@dataclass(frozen=True, eq=False)
class _Effects:
    """What each assumption explains: sums of squares, with and without each group of variants.

    The first of the dimension `left_out` leaves out nothing, the others one group each.

    Attributes
    ----------
    total : float64[left_out]
        About the mean.
    explained : float64[left_out, assumption]
        Between classes, less what chance alone would put there.
    straight, slope : float64[assumption]
        What a straight line in the classes explains, and which way it runs.
    """

    total: NDArray[np.float64]
    explained: NDArray[np.float64]
    straight: NDArray[np.float64]
    slope: NDArray[np.float64]

    def direction(self, assumption: int) -> Literal["raises", "lowers", "bends"]:
        """What more of an assumption does."""
        slope, explained = self.slope[assumption], self.explained[0, assumption]
        if slope == 0.0 or self.straight[assumption] < STRAIGHT * explained:
            return "bends"
        return "raises" if slope > 0.0 else "lowers"


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
    class_of = np.empty((len(varying), count), dtype=np.uint8)
    for row, numbers in enumerate(varying.values()):
        class_of[row, np.argsort(numbers, kind="stable")] = np.arange(count) * classes // count
    return SortedVariants(tuple(varying), class_of, classes)


def first_order(
    variants: Sequence[SortedVariants], margins: Sequence[NDArray[np.float64]]
) -> tuple[Hinge, ...]:
    """The first-order index of every assumption, with its error; the largest first.

    Parameters
    ----------
    variants
        For each combination of readings, as `sort_variants` gives them.
    margins : sequence of float64[variant]
        How clearly the test holds, more for more clearly; NaN where that is not known.

    Returns
    -------
    tuple of Hinge
        Empty where the margin does not vary, or too few variants are known. An index may come out
        a little below 0 where an assumption explains nothing.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> drawn = {"a": rng.random(4000), "b": rng.random(4000), "c": rng.random(4000)}
    >>> found = first_order([sort_variants(drawn)], [2 * drawn["a"] - drawn["b"]])
    >>> [(one.assumption, round(one.explained, 1), one.direction) for one in found[:2]]
    [('a', 0.8, 'raises'), ('b', 0.2, 'lowers')]
    """
    names = tuple(dict.fromkeys(name for one in variants for name in one.names))
    effects = _summed(names, variants, margins)
    if not names or (effects.total <= 0.0).any():
        return ()
    index = effects.explained / effects.total[:, None]
    spread = ((index[1:] - index[1:].mean(axis=0)) ** 2).sum(axis=0)
    error = STUDENT * np.sqrt(spread * (GROUPS - 1) / GROUPS)
    found = [
        Hinge(name, float(index[0, at]), float(error[at]), effects.direction(at))
        for at, name in enumerate(names)
    ]
    return tuple(sorted(found, key=lambda hinge: -hinge.explained))


def find_hinges(
    variants: Sequence[SortedVariants], margins: Sequence[NDArray[np.float64]]
) -> tuple[Hinge, ...]:
    """The assumptions that can be shown to move a test: those whose interval lies above 0."""
    return tuple(one for one in first_order(variants, margins) if one.explained > one.error)


def _summed(
    names: tuple[str, ...],
    variants: Sequence[SortedVariants],
    margins: Sequence[NDArray[np.float64]],
) -> _Effects:
    """The effects within every combination, summed; what does not vary there explains nothing."""
    whole = _no_effects(len(names))
    for one, margin in zip(variants, margins, strict=True):
        effects = _effects(one, margin)
        at = [names.index(name) for name in one.names]
        whole.total[:] += effects.total
        whole.explained[:, at] += effects.explained
        whole.straight[at] += effects.straight
        whole.slope[at] += effects.slope
    return whole


def _no_effects(assumptions: int) -> _Effects:
    return _Effects(
        np.zeros(1 + GROUPS),
        np.zeros((1 + GROUPS, assumptions)),
        np.zeros(assumptions),
        np.zeros(assumptions),
    )


def _effects(variants: SortedVariants, margin: NDArray[np.float64]) -> _Effects:
    """The effects within one combination."""
    assumptions, classes = len(variants.names), variants.classes
    known = np.flatnonzero(np.isfinite(margin))
    if not assumptions or known.size <= 2 * max(classes, GROUPS):
        return _no_effects(assumptions)
    values = margin[known] - margin[known].mean()
    group = known % GROUPS
    row = np.arange(assumptions)[:, None] * classes
    cell = ((row + variants.class_of[:, known]) * GROUPS + group).ravel()
    shape = (assumptions, classes, GROUPS)
    cells = assumptions * classes * GROUPS
    count = _with_and_without(np.bincount(cell, minlength=cells).reshape(shape))
    sum_of = np.bincount(cell, np.tile(values, assumptions), cells)
    sum_of = _with_and_without(sum_of.reshape(shape))
    squares = np.bincount(group, values**2, GROUPS)
    square = squares.sum() - np.concatenate([[0.0], squares])
    # Every assumption sorts the same variants, so that the first stands for all.
    number, whole = count[:, 0].sum(axis=1), sum_of[:, 0].sum(axis=1)
    level = whole**2 / number
    total = square - level
    between = np.divide(sum_of**2, count, out=np.zeros_like(sum_of), where=count > 0.0)
    between = between.sum(axis=2) - level[:, None]
    filled = (count > 0.0).sum(axis=2)
    within = (total[:, None] - between) / (number[:, None] - filled)
    straight, slope = _straight_line(count[0], sum_of[0])
    return _Effects(total, between - (filled - 1) * within, straight, slope)


def _straight_line(
    count: NDArray[np.float64], sum_of: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """What a line in the number of the class explains, and its slope up to a factor above 0."""
    place = np.arange(count.shape[1], dtype=np.float64)
    step = place - (count @ place / count.sum(axis=1))[:, None]
    slope = (sum_of * step).sum(axis=1)
    length = (count * step**2).sum(axis=1)
    straight = np.divide(slope**2, length, out=np.zeros_like(slope), where=length > 0.0)
    return straight, slope


def _with_and_without(cells: NDArray[np.number]) -> NDArray[np.float64]:
    """From [assumption, class, group] to sums over groups: float64[left_out, assumption, class]."""
    of_group = np.moveaxis(cells, 2, 0).astype(np.float64)
    whole = of_group.sum(axis=0, keepdims=True)
    return np.concatenate([whole, whole - of_group])
