"""What becomes of each thesis, reading by reading, noise by noise?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.ensemble import NOISE_LEVELS, as_numbers, reading_name
from foedus.ensemble.columns import THESIS
from foedus.findings.hinges import find_hinges
from foedus.findings.shares import pooled_share, share_of
from foedus.findings.values import Verdict
from foedus.findings.verdicts import turns_on_noise, verdict_word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import TypeAlias

    from numpy.typing import NDArray

    from foedus.case import Thesis
    from foedus.ensemble import Ensemble
    from foedus.findings.strands import Strand
    from foedus.findings.values import Combination

    Noise: TypeAlias = Mapping[tuple[str, Combination], Mapping[str, NDArray[np.float64]]]
    """For each level and combination: whether each thesis holds, as in `Strand.held`."""


def judge(
    thesis: Thesis, strands: Sequence[Strand], noise: Noise, by_construction: bool | None
) -> Verdict:
    """The verdict on one thesis.

    Parameters
    ----------
    thesis
        The thesis.
    strands
        ``base``, then every combination of readings.
    noise
        As `read_noise` gives it.
    by_construction
        Whether the game settles it as true, or as false; None if it does neither.
    """
    pooled = to_pool(strands)
    shares = [share_of(strand.held[thesis.name]) for strand in strands]
    word = verdict_word(shares, by_construction)
    levels = [
        [(strand.combination, noise[level, strand.combination][thesis.name]) for strand in strands]
        for level in NOISE_LEVELS
        if (level, strands[0].combination) in noise
    ]
    kept = {strand.combination for strand in pooled}
    return Verdict(
        thesis=thesis,
        word=word,
        pooled=pooled_share([strand.held[thesis.name] for strand in pooled]),
        by_reading=tuple(
            (strand.combination, share) for strand, share in zip(strands, shares, strict=True)
        ),
        by_noise=tuple(
            (level, pooled_share([held for combination, held in by_reading if combination in kept]))
            for level, by_reading in zip(NOISE_LEVELS, levels, strict=False)
        ),
        turns_on_noise=turns_on_noise(
            word, [[share_of(held) for _, held in by_reading] for by_reading in levels]
        ),
        hinges=find_hinges(
            [strand.assumptions for strand in pooled],
            [strand.support[thesis.name] for strand in pooled],
        ),
    )


def to_pool(strands: Sequence[Strand]) -> Sequence[Strand]:
    """The strands that "all readings" means: without ``base``, unless there is nothing else."""
    return strands[1:] or strands


def read_noise(
    ensemble: Ensemble, theses: Sequence[Thesis], combinations: Sequence[Combination]
) -> Noise:
    """Whether theses hold where all actors have the same κ; empty if that was not computed."""
    table = ensemble.noise()
    if not table.num_rows:
        return {}
    kappa = np.array(table.column("kappa").to_pylist())
    reading = np.array(table.column("reading").to_pylist())
    held = {thesis.name: as_numbers(table, f"{THESIS}{thesis.name}") for thesis in theses}
    return {
        (level, combination): {
            name: numbers[(kappa == level) & (reading == reading_name(combination))]
            for name, numbers in held.items()
        }
        for level in NOISE_LEVELS
        for combination in combinations
    }
