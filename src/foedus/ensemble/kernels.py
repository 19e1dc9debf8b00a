"""Which random number belongs to this place, and how is a block of assumptions drawn from them?

Philox4x64-10 is a counter-based generator: the number at a place follows from the place alone, so
that a variant is the same numbers on one worker or fifty, in any order, after any crash. A place is
(seed, block, variant, attempt, word): seed and block are the key; word, attempt and variant are the
counter.

Each variant of a block is drawn by itself; none knows of the others. All of it stands in one file
because Numba's cache notices a changed file, but not a change in a kernel that another file calls.

References
----------
Salmon, Moraes, Dror & Shaw (2011), "Parallel random numbers: as easy as 1, 2, 3"; Devroye (1986),
ch. 2 (rejection) and ch. 5 (sorted uniforms, simplexes).
"""

# ruff: noqa: PLR0917, SIM110
# (Numba passes arguments by position, and compiles plain loops sooner than generators.)

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar, cast

import numpy as np
from numba import njit

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

KernelFunction = TypeVar("KernelFunction", bound="Callable[..., object]")

FIRST_MULTIPLIER = np.uint64(0xD2E7470EE14C6C93)
SECOND_MULTIPLIER = np.uint64(0xCA5A826395121157)
FIRST_KEY_STEP = np.uint64(0x9E3779B97F4A7C15)
SECOND_KEY_STEP = np.uint64(0xBB67AE8584CAA73B)
ROUNDS = 10
WORDS = 4
_LOW_HALF = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_DROPPED_BITS = np.uint64(12)
_SPACING = 2.0**-52


def kernel(function: KernelFunction) -> KernelFunction:
    """Compile a function: without Python's lock, and kept on disk."""
    decorate: Any = njit
    return cast("KernelFunction", decorate(nogil=True, cache=True, error_model="numpy")(function))


@kernel
def high_product(first: np.uint64, second: np.uint64) -> np.uint64:
    """The upper 64 of the 128 bits of a product."""
    first_low, first_high = first & _LOW_HALF, first >> _HALF
    second_low, second_high = second & _LOW_HALF, second >> _HALF
    cross = first_high * second_low + ((first_low * second_low) >> _HALF)
    carry = (first_low * second_high + (cross & _LOW_HALF)) >> _HALF
    return first_high * second_high + (cross >> _HALF) + carry


@kernel
def philox(
    first: np.uint64,
    second: np.uint64,
    third: np.uint64,
    fourth: np.uint64,
    first_key: np.uint64,
    second_key: np.uint64,
) -> tuple[np.uint64, np.uint64, np.uint64, np.uint64]:
    """Four words for a counter of four words and a key of two."""
    for _ in range(ROUNDS):
        first, second, third, fourth = (
            high_product(SECOND_MULTIPLIER, third) ^ second ^ first_key,
            SECOND_MULTIPLIER * third,
            high_product(FIRST_MULTIPLIER, first) ^ fourth ^ second_key,
            FIRST_MULTIPLIER * first,
        )
        first_key += FIRST_KEY_STEP
        second_key += SECOND_KEY_STEP
    return first, second, third, fourth


@kernel
def unit(word: np.uint64) -> float:
    """A number strictly between 0 and 1, on a grid of 2^-52."""
    return (np.float64(word >> _DROPPED_BITS) + 0.5) * _SPACING


@kernel
def fill_units(
    seed: np.uint64,
    block: np.uint64,
    variant: np.uint64,
    attempt: np.uint64,
    out: NDArray[np.float64],
) -> None:
    """Fill ``out: float64[dimension]`` with independent numbers strictly between 0 and 1."""
    for start in range(0, out.size, WORDS):
        words = philox(np.uint64(start // WORDS), attempt, variant, np.uint64(0), seed, block)
        out[start] = unit(words[0])
        if start + 1 < out.size:
            out[start + 1] = unit(words[1])
        if start + 2 < out.size:
            out[start + 2] = unit(words[2])
        if start + 3 < out.size:
            out[start + 3] = unit(words[3])


@kernel
def sort_first(values: NDArray[np.float64], count: int) -> None:
    """Put the first few numbers in order, in place, by insertion: there are a dozen at most."""
    for place in range(1, count):
        moved = values[place]
        gap = place
        while gap > 0 and values[gap - 1] > moved:
            values[gap] = values[gap - 1]
            gap -= 1
        values[gap] = moved


@kernel
def draw_ordered(
    seed: np.uint64,
    block: np.uint64,
    variants: NDArray[np.uint64],
    below: NDArray[np.int64],
    completions: NDArray[np.float64],
    out: NDArray[np.float64],
) -> None:
    """Uniform numbers in a partial order: sorted, along a uniform linear extension.

    Parameters
    ----------
    seed, block
        Key of the generator.
    variants : uint64[variant]
        Their numbers.
    below : int64[dimension]
        The dimensions that must be less than this one, as bits.
    completions : float64[set]
        In how many ways a set of the least dimensions, as bits, can be completed.
    out : float64[dimension, variant]
        The numbers, between 0 and 1.
    """
    count = out.shape[0]
    units = np.empty(2 * count)
    for column in range(variants.size):
        fill_units(seed, block, variants[column], np.uint64(0), units)
        sort_first(units, count)
        placed = 0
        for rank in range(count):
            threshold = units[count + rank] * completions[placed]
            chosen, total = -1, 0.0
            for dimension in range(count):
                bit = 1 << dimension
                if placed & bit or below[dimension] & ~placed:
                    continue
                chosen = dimension
                total += completions[placed | bit]
                if total >= threshold:
                    break
            out[chosen, column] = units[rank]
            placed |= 1 << chosen


@kernel
def draw_simplex(
    seed: np.uint64,
    block: np.uint64,
    variants: NDArray[np.uint64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    total: float,
    most_attempts: int,
    out: NDArray[np.float64],
    attempts: NDArray[np.int64],
) -> None:
    """Parts of a total, uniform within bounds, by rejection from the flat Dirichlet.

    Parameters
    ----------
    seed, block, variants
        As in `draw_ordered`.
    low, high : float64[part]
        Bounds of each part; a remainder that has no name is a part too.
    total
        What the parts sum to.
    most_attempts
        When to give up; the numbers are then NaN.
    out : float64[part, variant]
        The parts.
    attempts : int64[variant]
        How many draws were needed.
    """
    count = out.shape[0]
    cuts = np.empty(count)
    for column in range(variants.size):
        is_inside = False
        attempt = 0
        while attempt < most_attempts and not is_inside:
            fill_units(seed, block, variants[column], np.uint64(attempt), cuts[: count - 1])
            sort_first(cuts, count - 1)
            cuts[count - 1] = 1.0
            is_inside = True
            previous = 0.0
            for part in range(count):
                value = (cuts[part] - previous) * total
                previous = cuts[part]
                is_inside = is_inside and low[part] <= value <= high[part]
                out[part, column] = value
            attempt += 1
        attempts[column] = attempt
        if not is_inside:
            for part in range(count):
                out[part, column] = np.nan


@kernel
def draw_in_box(
    seed: np.uint64,
    block: np.uint64,
    variants: NDArray[np.uint64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    is_log: NDArray[np.bool_],
    lesser: NDArray[np.int64],
    greater: NDArray[np.int64],
    first_part: NDArray[np.int64],
    parts: NDArray[np.int64],
    totals: NDArray[np.float64],
    remainder: NDArray[np.int64],
    most_attempts: int,
    out: NDArray[np.float64],
    attempts: NDArray[np.int64],
) -> None:
    """Numbers within bounds, orders and sums, by rejection from the box of the bounds.

    Without orders and sums this is the inverse transform, and the first attempt serves.

    Parameters
    ----------
    seed, block, variants
        As in `draw_ordered`.
    low, high, is_log : float64[dimension], float64[dimension], bool[dimension]
        The box, and whether a dimension is uniform in its logarithm.
    lesser, greater : int64[order]
        Dimensions of which the first is less than the second.
    first_part, parts, totals : int64[sum + 1], int64[part], float64[sum]
        Which dimensions a sum has, and what it must not exceed.
    remainder : int64[sum]
        The dimension that takes what the others of a sum leave; -1 where the sum may be less.
    most_attempts, out, attempts
        As in `draw_simplex`.
    """
    count = out.shape[0]
    units = np.empty(count)
    values = np.empty(count)
    for column in range(variants.size):
        is_inside = False
        attempt = 0
        while attempt < most_attempts and not is_inside:
            fill_units(seed, block, variants[column], np.uint64(attempt), units)
            for dimension in range(count):
                bottom, top = low[dimension], high[dimension]
                if is_log[dimension]:
                    value = bottom * (top / bottom) ** units[dimension]
                else:
                    value = bottom + (top - bottom) * units[dimension]
                values[dimension] = min(value, top)
            is_inside = settle_sums(
                values, low, high, first_part, parts, totals, remainder
            ) and is_in_order(values, lesser, greater)
            attempt += 1
        attempts[column] = attempt
        for dimension in range(count):
            out[dimension, column] = values[dimension] if is_inside else np.nan


@kernel
def settle_sums(
    values: NDArray[np.float64],
    low: NDArray[np.float64],
    high: NDArray[np.float64],
    first_part: NDArray[np.int64],
    parts: NDArray[np.int64],
    totals: NDArray[np.float64],
    remainder: NDArray[np.int64],
) -> bool:
    """Give each remainder what the others of its sum leave, and say whether it is within bounds."""
    for number in range(totals.size):
        last = remainder[number]
        left = totals[number]
        for place in range(first_part[number], first_part[number + 1]):
            if parts[place] != last:
                left -= values[parts[place]]
        if last < 0:
            if left < 0.0:
                return False
        elif low[last] <= left <= high[last]:
            values[last] = left
        else:
            return False
    return True


@kernel
def is_in_order(
    values: NDArray[np.float64], lesser: NDArray[np.int64], greater: NDArray[np.int64]
) -> bool:
    """Whether all orders hold."""
    for number in range(lesser.size):
        if not values[lesser[number]] < values[greater[number]]:
            return False
    return True
