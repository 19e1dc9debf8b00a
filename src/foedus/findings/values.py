"""So what? The values that findings are made of.

Every finding carries its numbers, its sampling error, its words, and the way back to the passages
that the numbers rest on. A share is the fraction of variants in which a test holds: it measures
robustness to assumptions, and is never called a probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.case import Case, CheckedMark, CitedPassage, NameThere, Thesis
    from foedus.ensemble import Ensemble
    from foedus.game import Game
    from foedus.record import Chronicle

Combination = tuple[str, ...]
"""Names of the readings in force, one from each axis; empty for ``base``."""

VerdictWord = Literal[
    "robust",
    "refuted",
    "depends on the reading",
    "contested",
    "undefined",
    "true by construction",
    "false by construction",
]


@dataclass(frozen=True)
class Share:
    """In what fraction of the variants a test holds.

    Attributes
    ----------
    holds, fails
        Counts of variants in which the test is true, and false.
    undefined
        Variants in which it conditions on something of probability zero; counted apart.
    unsolved
        Variants without a certificate: they bound the share both ways.
    value
        ``holds / (holds + fails)``; NaN if there are none.
    low, high
        Wilson's interval at 95 % (Wilson 1927), widened by the unsolved variants as if all of them
        failed (low) or held (high). Where readings are pooled, of as many variants as would be as
        informative if they shared no draws.
    """

    holds: int
    fails: int
    undefined: int
    unsolved: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Hinge:
    """How much one assumption moves a thesis.

    Attributes
    ----------
    explained
        Fraction of the variance of the test's margin (of whether it holds, for a test that is no
        single comparison) that the assumption explains by itself, within readings (first-order
        index; correlation ratio, Pearson 1905; Saltelli et al. 2008, ch. 1).
    error
        Half-width of its 95 % interval.
    direction
        ``raises``, ``lowers`` or ``bends`` (neither): what more of the assumption does to how
        clearly the thesis holds.
    """

    assumption: str
    explained: float
    error: float
    direction: Literal["raises", "lowers", "bends"]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a thesis under everything that the case leaves open.

    Attributes
    ----------
    word
        Over ``base`` and all combinations of readings (see `foedus.findings.verdict_word`).
    pooled
        Over all readings' combinations with equal weight (over ``base`` where there are none).
    by_reading
        For ``base`` and each combination of readings.
    by_noise
        For κ = 4, 11, 29 and ``rational``, on a smaller number of variants, pooled.
    turns_on_noise
        Whether the verdict would be another one at one of these.
    hinges
        The assumptions that can be shown to move it, the strongest first.
    """

    thesis: Thesis
    word: VerdictWord
    pooled: Share
    by_reading: tuple[tuple[Combination, Share], ...]
    by_noise: tuple[tuple[str, Share], ...]
    turns_on_noise: bool
    hinges: tuple[Hinge, ...]


@dataclass(frozen=True)
class Distribution:
    """How a number is spread over the variants of one combination of readings.

    Attributes
    ----------
    name
        The canonical text of the quantity, such as ``P(war)``.
    mean, error
        The mean over variants, and half the width of its 95 % interval.
    quantiles
        At 2.5, 25, 50, 75 and 97.5 %.
    counts
        Histogram over 40 equal bins of [`low`, `high`].
    """

    name: str
    combination: Combination
    mean: float
    error: float
    quantiles: tuple[float, float, float, float, float]
    low: float
    high: float
    counts: tuple[int, ...]


@dataclass(frozen=True)
class RestraintRow:
    """Had this actor alone held back: mean change of an outcome's probability, by ``do``."""

    actor: str
    outcome: str
    combination: Combination
    mean: float
    error: float


@dataclass(frozen=True)
class UnsourcedAssumption:
    """What the model assumes and no source supports.

    Attributes
    ----------
    combination
        The first combination of readings under which that is so; often ``base``.
    """

    name: str
    why: Literal["the author's own", "no source given", "the case is silent"]
    combination: Combination = ()


@dataclass(frozen=True, eq=False)
class PlayedGame:
    """The game under no reading, with how often each option is taken, for a picture of the play.

    Attributes
    ----------
    edge_probability : float64[edge]
        Mean over `variants` variants of the probability that the edge is taken once its parent is
        reached, with the analyst's chance (edges as in `foedus.solve.ExtensiveForm`).
    node_probability : float64[node]
        Mean over the same variants of the probability that a node is reached.
    """

    game: Game
    edge_probability: NDArray[np.float64]
    node_probability: NDArray[np.float64]
    variants: int


@dataclass(frozen=True, eq=False)
class Findings:
    """Everything a report says."""

    case: Case
    ensemble: Ensemble
    chronicle: Chronicle
    answer: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    outcomes: tuple[Distribution, ...]
    recorded: tuple[Distribution, ...]
    restraint: tuple[RestraintRow, ...]
    passages: tuple[CitedPassage, ...]
    unsourced: tuple[UnsourcedAssumption, ...]
    play: PlayedGame
    marks: tuple[CheckedMark, ...] = ()
    names: tuple[NameThere, ...] = ()

    def __repr__(self) -> str:
        """Give the case and its verdicts."""
        words = ", ".join(f"{verdict.thesis.name}: {verdict.word}" for verdict in self.verdicts)
        return f"Findings({self.case.title!r}; {words})"
