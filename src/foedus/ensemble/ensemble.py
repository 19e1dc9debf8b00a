"""What do all the variants say? An ensemble on disk, and its description.

A folder of Parquet files, one row a variant, and a manifest. The columns:

``reading``
    The combination of readings, joined by ``+``; ``base`` for none.
``variant``
    The number of the variant: the same number has the same draws under every reading, except where
    the reading changes what is drawn.
``status``, ``residual``, ``regret``, ``turned``
    The certificate (`foedus.solve.Solution`).
``assumption:<name>``
    The number that the variant gives to an assumption.
``quantity:<text>``
    A probability or an expected worth, by its canonical text: ``quantity:P(war)``.
``thesis:<name>``
    1 where the test holds, 0 where it fails, -1 where it is undefined, null where the variant was
    not solved.
``margin:<name>``
    For a thesis that is a single comparison, left side less right side.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Counts:
    """How the variants of one combination of readings ended."""

    solved: int
    uncertified: int
    failed: int
    invalid: int
    turned: int
    tied: int
    worst_residual: float


@dataclass(frozen=True)
class Manifest:
    """How an ensemble was made, so that it can be made again.

    Attributes
    ----------
    variants
        Number of variants drawn for each combination of readings.
    combinations
        The combinations, as in the column ``reading``.
    counts
        For each combination.
    sampling
        For each block of assumptions that hang together, how it was drawn.
    versions
        Of Foedus, Python, NumPy, Numba and PyArrow.
    seconds
        Wall time of drawing, solving and writing.
    """

    case_title: str
    case_hash: str
    seed: int
    variants: int
    noise_variants: int
    combinations: tuple[str, ...]
    counts: tuple[tuple[str, Counts], ...]
    sampling: tuple[tuple[str, str], ...]
    lexicon: str
    perception: str
    versions: tuple[tuple[str, str], ...]
    processor: str
    seconds: float


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Many variants of one case, solved; read lazily from its folder."""

    folder: Path
    manifest: Manifest

    def __repr__(self) -> str:
        return (
            f"Ensemble({self.manifest.case_title!r}: {self.manifest.variants} variants under each "
            f"of {len(self.manifest.combinations)} readings, seed {self.manifest.seed}, "
            f"in {self.folder})"
        )
