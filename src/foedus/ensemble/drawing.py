"""Which numbers does a variant give to the assumptions?

Independently and uniformly from the space that the case allows (or log-uniformly, where the case
says so). A variant depends on the seed and its number alone; a block of assumptions on its names,
too, so that a reading changes the draws of those blocks only that it touches.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.ensemble.bounds import SpaceError
from foedus.ensemble.extensions import count_completions, elements_below
from foedus.ensemble.kernels import draw_in_box, draw_ordered, draw_simplex

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from foedus.ensemble.block import Block, Space

MOST_ATTEMPTS = 1_000_000
_TRIALS = 16_384
_FEW_TRIALS = 64
_WORD = 2**64


def draw(space: Space, seed: int, variant_numbers: ArrayLike) -> dict[str, NDArray[np.float64]]:
    """Draw variants by their numbers.

    Parameters
    ----------
    space
        What the assumptions may be.
    seed
        A whole number; another one gives an independent ensemble.
    variant_numbers : int[variant]
        Which variants, in any order.

    Returns
    -------
    dict of str to float64[variant]
        The number of each assumption, in the order of the case. However the variants are split
        over calls, the numbers are the same bits.

    Raises
    ------
    SpaceError
        If no admissible draw was found within a million attempts; cannot happen by chance.

    References
    ----------
    Salmon et al. (2011).

    Examples
    --------
    >>> from foedus.case import Assumption
    >>> from foedus.ensemble import space_of
    >>> space = space_of([Assumption("loss", "worth", 0, 10)])
    >>> bool(draw(space, 1950, [0, 1, 2])["loss"][2] == draw(space, 1950, [2])["loss"][0])
    True
    """
    variants = np.ascontiguousarray(variant_numbers).astype(np.uint64)
    drawn: dict[str, NDArray[np.float64]] = {
        name: np.full(variants.size, value) for name, value in space.fixed
    }
    for block in space.blocks:
        numbers, _ = draw_block(block, seed, variants, MOST_ATTEMPTS)
        if np.isnan(numbers).any():
            raise SpaceError(
                f"{', '.join(block.names)}: no admissible numbers in {MOST_ATTEMPTS:,} attempts",
                block.names,
            )
        drawn |= dict(zip(block.names, numbers, strict=True))
    return {name: drawn[name] for name in space.names}


def draw_block(
    block: Block, seed: int, variants: NDArray[np.uint64], most_attempts: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Draw one block.

    Returns
    -------
    numbers : float64[dimension, variant]
        NaN where `most_attempts` did not suffice.
    attempts : int64[variant]
        How many draws were needed.
    """
    place = (np.uint64(seed % _WORD), np.uint64(block.key), variants)
    numbers = np.empty((len(block.names), variants.size))
    attempts = np.ones(variants.size, dtype=np.int64)
    if block.method == "ordered":
        below = elements_below(len(block.names), block.orders)
        draw_ordered(*place, below, count_completions(len(block.names), block.orders), numbers)
        return _stretched(block, numbers), attempts
    if block.method == "dirichlet":
        low, high = _with_remainder(block)
        parts = np.empty((low.size, variants.size))
        draw_simplex(*place, low, high, block.sums[0].total, most_attempts, parts, attempts)
        return parts[: len(block.names)], attempts
    draw_in_box(*place, *_box(block), most_attempts, numbers, attempts)
    return numbers, attempts


@cache
def acceptance(block: Block) -> float:
    """Which fraction of draws a block accepts, from trials that do not depend on the seed.

    Where it is small it follows from the attempts that a few variants need; 0 where one of them
    never succeeds.
    """
    trials = np.arange(_TRIALS, dtype=np.uint64)
    _, attempts = draw_block(block, 0, trials[:_FEW_TRIALS], _TRIALS)
    if attempts.mean() >= _FEW_TRIALS:
        return float(1.0 / attempts.mean()) if attempts.max() < _TRIALS else 0.0
    numbers, _ = draw_block(block, 0, trials, 1)
    return float(np.mean(~np.isnan(numbers[0])))


def _stretched(block: Block, units: NDArray[np.float64]) -> NDArray[np.float64]:
    """From the unit interval to the bounds that all dimensions of an ordered block share."""
    low, high = block.low[0], block.high[0]
    if block.is_log[0]:
        return np.minimum(low * (high / low) ** units, high)
    return np.minimum(low + (high - low) * units, high)


def _with_remainder(block: Block) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Bounds of the parts of a total, a remainder without a name among them."""
    low, high = list(block.low), list(block.high)
    if block.sums[0].remainder < 0:
        low.append(0.0)
        high.append(block.sums[0].total)
    return np.array(low), np.array(high)


class _Box(NamedTuple):
    """The arrays of `draw_in_box` that describe a block."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    is_log: NDArray[np.bool_]
    lesser: NDArray[np.int64]
    greater: NDArray[np.int64]
    first_part: NDArray[np.int64]
    parts: NDArray[np.int64]
    totals: NDArray[np.float64]
    remainder: NDArray[np.int64]


def _box(block: Block) -> _Box:
    sums = block.sums
    return _Box(
        low=np.array(block.low),
        high=np.array(block.high),
        is_log=np.array(block.is_log),
        lesser=np.array([lesser for lesser, _ in block.orders], dtype=np.int64),
        greater=np.array([greater for _, greater in block.orders], dtype=np.int64),
        first_part=np.cumsum([0, *(len(one.parts) for one in sums)], dtype=np.int64),
        parts=np.array([part for one in sums for part in one.parts], dtype=np.int64),
        totals=np.array([one.total for one in sums], dtype=np.float64),
        remainder=np.array([one.remainder for one in sums], dtype=np.int64),
    )
