"""What do all the variants say? An ensemble on disk, and its description.

A folder of Parquet files, one row a variant, and a manifest. The columns:

``reading``
    The combination of readings, joined by ``+``; ``base`` for none.
``variant``
    The number of the variant: the same number has the same draws under every reading, except where
    the reading changes what is drawn.
``status``, ``residual``, ``regret``, ``turned``, ``tied``
    The certificate (`foedus.solve.Solution`), the worst of all solutions that were needed.
``assumption:<name>``
    The number that the variant gives to an assumption.
``quantity:<text>``
    A probability or an expected worth, by its canonical text: ``quantity:P(war)``. NaN where it is
    undefined, null where the variant was not solved.
``thesis:<name>``
    1 where the test holds, 0 where it fails, -1 where it is undefined, null where the variant was
    not solved.
``margin:<name>``
    For a thesis that is a single comparison, left side less right side.
"""

# pyright: reportUnknownParameterType=false
# (PyArrow comes without types.)

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

NOISE_LEVELS = ("4", "11", "29", "rational")
NOISE_FILE = "noise.parquet"
_PART = re.compile(r"variants-([0-9]{3,})-([0-9]{6,})\.parquet")


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

    @property
    def unsolved(self) -> int:
        """Variants without a certificate."""
        return self.uncertified + self.failed + self.invalid


@dataclass(frozen=True)
class Manifest:
    """How an ensemble was made, so that it can be made again.

    Attributes
    ----------
    variants, noise_variants
        Number of variants drawn for each combination of readings, and how many of these were
        solved at the four levels of noise too.
    combinations
        The combinations, as in the column ``reading``.
    counts
        For each combination.
    sampling
        For each block of assumptions that hang together, how it was drawn.
    versions
        Of Foedus, Python, NumPy, Numba and PyArrow.
    processor
        System and processor on which the bits hold.
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

    @property
    def column_names(self) -> tuple[str, ...]:
        """Every column that any combination of readings has."""
        names = (name for part in self._parts(None) for name in pq.read_schema(part).names)
        return tuple(dict.fromkeys(names))

    def table(self, columns: Sequence[str] | None = None, reading: str | None = None) -> pa.Table:
        """Read variants from disk, in order of reading and number.

        Parameters
        ----------
        columns
            Which columns; all by default. One that a reading does not have is null there.
        reading
            Of one combination only, named as in the column ``reading``.

        Returns
        -------
        pyarrow.Table
            Every field carries its ``description``.

        Raises
        ------
        KeyError
            If there is no such reading or column.
        """
        parts = self._parts(reading)
        known = {name for part in parts for name in pq.read_schema(part).names}
        for name in columns or ():
            if name not in known:
                raise KeyError(f"the ensemble has no column {name!r}")
        wanted = None if columns is None else list(columns)
        tables = [pq.ParquetFile(part).read(columns=wanted) for part in parts]
        table = pa.concat_tables(tables, promote_options="default")
        return table if wanted is None else table.select(wanted)

    def column(self, name: str, reading: str | None = None) -> NDArray[np.float64]:
        """One column as an array: float64[variant].

        NaN where the variant was not solved; a quantity also where it is undefined.

        Raises
        ------
        KeyError
            If there is no such reading or column.
        """
        return as_numbers(self.table([name], reading), name)

    def noise(
        self, kappa: Literal["4", "11", "29", "rational"] | None = None, reading: str | None = None
    ) -> pa.Table:
        """Which theses hold where all actors have the same κ, on the first few variants."""
        table = pq.ParquetFile(self.folder / NOISE_FILE).read()
        for name, wanted in (("kappa", kappa), ("reading", reading)):
            if wanted is not None:
                texts = np.array(table.column(name).to_pylist())
                table = table.filter(pa.array(texts == wanted))
        return table

    def _parts(self, reading: str | None) -> list[Path]:
        """The files of one combination of readings, or of all."""
        combinations = self.manifest.combinations
        if reading is not None and reading not in combinations:
            raise KeyError(
                f"the ensemble has no reading {reading!r}; it has {', '.join(combinations)}"
            )
        numbers = range(len(combinations)) if reading is None else [combinations.index(reading)]
        files = sorted(self.folder.iterdir())
        return [file for number in numbers for file in files if is_part(file.name, number)]

    def __repr__(self) -> str:
        """Give the case, how much there is of it, and where."""
        return (
            f"Ensemble({self.manifest.case_title!r}: {self.manifest.variants} variants under each "
            f"of {len(self.manifest.combinations)} readings, seed {self.manifest.seed}, "
            f"in {self.folder})"
        )


def part_file(combination: int, chunk: int) -> str:
    """The file of a chunk of a combination of readings, both by their numbers.

    >>> part_file(2, 17)
    'variants-002-000017.parquet'
    """
    return f"variants-{combination:03d}-{chunk:06d}.parquet"


def is_part(name: str, combination: int | None = None) -> bool:
    """Whether this is the name of a chunk, of one combination of readings or of any.

    >>> is_part("variants-002-000017.parquet", 2), is_part("variants-of-mine.parquet")
    (True, False)
    """
    match = _PART.fullmatch(name)
    return match is not None and combination in {None, int(match[1])}


def as_numbers(table: pa.Table, name: str) -> NDArray[np.float64]:
    """A column of a table: float64[row], NaN where it is null."""
    column = cast("pa.ChunkedArray", table.column(name))
    return np.asarray(column.cast(pa.float64()).to_numpy(), dtype=np.float64)


def reading_name(combination: Sequence[str]) -> str:
    """A combination of readings as the column ``reading`` has it.

    >>> reading_name(()), reading_name(("trapped", "bold"))
    ('base', 'trapped+bold')
    """
    return "+".join(combination) or "base"
