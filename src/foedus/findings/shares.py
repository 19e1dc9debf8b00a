"""In what fraction of the variants does a test hold, and how sure is that?

The interval is Wilson's (1927): it stays inside [0, 1] and says something even where all variants
agree. Variants without a certificate are used neither way: the low end counts them as failing, the
high end as holding. Undefined ones are counted apart.

Where readings are pooled, variants with the same number share most of their draws, so that they are
no independent witnesses. The interval is then that of as many variants as would be as informative
if they were independent: their number divided by the design effect (Kish 1965, § 8.2), which is
taken to be one at least, and the number of combinations where all variants agree.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from foedus.ensemble.testing import FAILS, HOLDS, UNDEFINED
from foedus.findings.values import Share

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

Z = 1.959963984540054
"""The normal quantile of a 95 % interval."""


def wilson(holds: float, count: float) -> tuple[float, float]:
    """Wilson's 95 % interval for a proportion.

    Parameters
    ----------
    holds, count
        Successes, and trials; not necessarily whole numbers.

    Returns
    -------
    low, high
        0 and 1 where there are no trials.

    References
    ----------
    Wilson (1927).

    Examples
    --------
    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if count <= 0:
        return 0.0, 1.0
    proportion = holds / count
    centre = proportion + Z**2 / (2 * count)
    spread = Z * math.sqrt(proportion * (1 - proportion) / count + Z**2 / (4 * count**2))
    whole = 1 + Z**2 / count
    low = 0.0 if holds <= 0 else max(0.0, (centre - spread) / whole)
    high = 1.0 if holds >= count else min(1.0, (centre + spread) / whole)
    return low, high


def share_of(held: NDArray[np.float64]) -> Share:
    """The share of a test among independent variants.

    Parameters
    ----------
    held : float64[variant]
        1 where it holds, 0 where it fails, -1 where it is undefined, NaN where the variant was not
        solved.

    Examples
    --------
    >>> share = share_of(np.array([1.0, 1.0, 0.0, -1.0, np.nan]))
    >>> share.holds, share.fails, share.undefined, share.unsolved, round(share.value, 2)
    (2, 1, 1, 1, 0.67)
    """
    return _share([held], 1.0)


def pooled_share(held: Sequence[NDArray[np.float64]]) -> Share:
    """The share over several combinations of readings, each variant with the same weight.

    Parameters
    ----------
    held : sequence of float64[variant]
        One array a combination, as in `share_of`; the same place means the same number of a
        variant, with the same draws where no reading changes them.
    """
    return _share(held, _design_effect(held))


def _share(held: Sequence[NDArray[np.float64]], effect: float) -> Share:
    every = np.concatenate(held)
    holds, fails = int((every == HOLDS).sum()), int((every == FAILS).sum())
    unsolved = int(np.isnan(every).sum())
    judged = holds + fails
    low, _ = wilson(holds / effect, (judged + unsolved) / effect)
    _, high = wilson((holds + unsolved) / effect, (judged + unsolved) / effect)
    return Share(
        holds=holds,
        fails=fails,
        undefined=int((every == UNDEFINED).sum()),
        unsolved=unsolved,
        value=holds / judged if judged else math.nan,
        low=low,
        high=high,
    )


def _design_effect(held: Sequence[NDArray[np.float64]]) -> float:
    """By what factor the variance of a pooled share exceeds that of independent variants."""
    most = float(len(held))
    stacked = np.stack(held)
    is_judged = (stacked == HOLDS) | (stacked == FAILS)
    judged = int(is_judged.sum())
    if judged == 0:
        return most
    value = float((stacked == HOLDS).sum()) / judged
    variance = value * (1 - value)
    if variance == 0.0:
        return most
    # The variance of a ratio over clusters; a cluster is a number of a variant.
    off = np.where(is_judged, (stacked == HOLDS) - value, 0.0).sum(axis=0)
    return min(max(1.0, float((off**2).sum()) / (judged * variance)), most)
