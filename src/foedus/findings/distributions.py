"""How are probabilities spread over the variants?"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from foedus.findings.shares import Z
from foedus.findings.values import Distribution

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.findings.values import Combination

BINS = 40
QUANTILES = (0.025, 0.25, 0.5, 0.75, 0.975)


def mean_and_error(values: NDArray[np.float64]) -> tuple[float, float]:
    """The mean of the numbers that are known, and half the width of its 95 % interval.

    NaN where there are none; the error of a single one is NaN, too.

    >>> mean_and_error(np.array([1.0, 3.0, np.nan]))[0]
    2.0
    """
    known = values[np.isfinite(values)]
    mean = float(known.mean()) if known.size else math.nan
    is_spread = known.size > 1
    error = Z * float(known.std(ddof=1)) / math.sqrt(known.size) if is_spread else math.nan
    return mean, error


def distribution(name: str, combination: Combination, values: NDArray[np.float64]) -> Distribution:
    """The distribution of a probability.

    Parameters
    ----------
    name
        Its canonical text.
    combination
        The readings in force.
    values : float64[variant]
        NaN where the variant was not solved or the probability is undefined.
    """
    known = values[np.isfinite(values)]
    mean, error = mean_and_error(known)
    quantiles = np.quantile(known, QUANTILES) if known.size else np.full(len(QUANTILES), math.nan)
    # Sums of probabilities may exceed one by rounding.
    counts, _ = np.histogram(np.clip(known, 0.0, 1.0), bins=BINS, range=(0.0, 1.0))
    first, second, third, fourth, fifth = quantiles.tolist()
    return Distribution(
        name=name,
        combination=combination,
        mean=mean,
        error=error,
        quantiles=(first, second, third, fourth, fifth),
        low=0.0,
        high=1.0,
        counts=tuple(counts.tolist()),
    )
