"""Which outcome does the model give most?"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from foedus.findings.values import Combination, Distribution


@dataclass(frozen=True)
class Likeliest:
    """The quantity with the largest mean.

    Attributes
    ----------
    name
        Its canonical text.
    mean
        Over the combinations of readings with equal weight; ``base`` counts only where it is alone.
    low, high
        Between these lie 95 % of the variants of every combination, ``base`` included.
    by_reading
        The quantity with the largest mean under each combination.
    """

    name: str
    mean: float
    low: float
    high: float
    by_reading: tuple[tuple[Combination, str], ...]


def likeliest(distributions: Sequence[Distribution], names: Container[str]) -> Likeliest | None:
    """The likeliest of some quantities; None where nothing is known of any.

    Parameters
    ----------
    distributions
        Of several quantities under several combinations of readings.
    names
        Which of them count.
    """
    known = [one for one in distributions if one.name in names and not math.isnan(one.mean)]
    if not known:
        return None
    pooled = [one for one in known if one.combination] or known
    means = {
        name: pooled_mean([one for one in pooled if one.name == name])
        for name in dict.fromkeys(one.name for one in pooled)
    }
    name = max(means, key=lambda one: means[one])
    ours = [one for one in known if one.name == name]
    combinations = dict.fromkeys(one.combination for one in known)
    return Likeliest(
        name=name,
        mean=means[name],
        low=min(one.quantiles[0] for one in ours),
        high=max(one.quantiles[-1] for one in ours),
        by_reading=tuple((combination, _first(known, combination)) for combination in combinations),
    )


def pooled_mean(distributions: Sequence[Distribution]) -> float:
    """The mean over combinations of readings with equal weight."""
    return sum(one.mean for one in distributions) / len(distributions)


def _first(distributions: Sequence[Distribution], combination: Combination) -> str:
    ours = [one for one in distributions if one.combination == combination]
    return max(ours, key=lambda one: one.mean).name
