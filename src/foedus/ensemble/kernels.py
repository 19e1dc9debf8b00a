"""How is one block of assumptions drawn, for many variants?

The inner loops of `foedus.ensemble.drawing`. Each variant is drawn by itself, from its own place in the
generator; none knows of the others.
"""

from __future__ import annotations

import numpy as np

from foedus.ensemble.philox import fill_units, kernel


@kernel
def draw_units(
    seed: np.uint64, block: np.uint64, variants: np.ndarray, out: np.ndarray
) -> None:
    """Fill ``out: float64[dimension, variant]`` with independent uniform numbers."""
    units = np.empty(out.shape[0])
    for column in range(variants.size):
        fill_units(seed, block, variants[column], np.uint64(0), units)
        out[:, column] = units


@kernel
def draw_ordered(
    seed: np.uint64,
    block: np.uint64,
    variants: np.ndarray,
    below: np.ndarray,
    completions: np.ndarray,
    out: np.ndarray,
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
        values = np.sort(units[:count])
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
            out[chosen, column] = values[rank]
            placed |= 1 << chosen


@kernel
def draw_simplex(
    seed: np.uint64,
    block: np.uint64,
    variants: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    total: float,
    most_attempts: int,
    out: np.ndarray,
    attempts: np.ndarray,
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
    units = np.empty(count - 1)
    for column in range(variants.size):
        out[:, column] = np.nan
        for attempt in range(most_attempts):
            fill_units(seed, block, variants[column], np.uint64(attempt), units)
            cuts = np.sort(units)
            is_inside = True
            previous = 0.0
            for part in range(count):
                cut = cuts[part] if part < count - 1 else 1.0
                value = (cut - previous) * total
                previous = cut
                if value < low[part] or value > high[part]:
                    is_inside = False
                    break
                out[part, column] = value
            attempts[column] = attempt + 1
            if is_inside:
                break
            out[:, column] = np.nan


@kernel
def draw_in_box(
    seed: np.uint64,
    block: np.uint64,
    variants: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    is_log: np.ndarray,
    lesser: np.ndarray,
    greater: np.ndarray,
    first_part: np.ndarray,
    parts: np.ndarray,
    totals: np.ndarray,
    remainder: np.ndarray,
    most_attempts: int,
    out: np.ndarray,
    attempts: np.ndarray,
) -> None:
    """Numbers within bounds, orders and sums, by rejection from the box of the bounds.

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
        out[:, column] = np.nan
        for attempt in range(most_attempts):
            fill_units(seed, block, variants[column], np.uint64(attempt), units)
            for dimension in range(count):
                bottom, top = low[dimension], high[dimension]
                if is_log[dimension]:
                    values[dimension] = bottom * (top / bottom) ** units[dimension]
                else:
                    values[dimension] = bottom + (top - bottom) * units[dimension]
            attempts[column] = attempt + 1
            if _is_admissible(
                values, low, high, lesser, greater, first_part, parts, totals, remainder
            ):
                out[:, column] = values
                break


@kernel
def _is_admissible(
    values: np.ndarray,
    low: np.ndarray,
    high: np.ndarray,
    lesser: np.ndarray,
    greater: np.ndarray,
    first_part: np.ndarray,
    parts: np.ndarray,
    totals: np.ndarray,
    remainder: np.ndarray,
) -> bool:
    """Settle the remainders, and say whether all orders and sums hold."""
    for number in range(totals.size):
        left = totals[number]
        for place in range(first_part[number], first_part[number + 1]):
            if parts[place] != remainder[number]:
                left -= values[parts[place]]
        last = remainder[number]
        if last >= 0:
            if left < low[last] or left > high[last]:
                return False
            values[last] = left
        elif left < 0.0:
            return False
    for number in range(lesser.size):
        if not values[lesser[number]] < values[greater[number]]:
            return False
    return True
