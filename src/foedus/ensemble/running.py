"""And for all numbers that the sources allow?

Draws variants, solves the game for each under every combination of readings, judges the theses, and
writes chunk after chunk to a folder. Variants under the same number share their draws (common
random numbers), so that differences between readings are differences of assumptions.
"""

# pyright: reportUnknownParameterType=false
# (PyArrow comes without types.)

from __future__ import annotations

import math
import os
import platform
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from llvmlite.binding import get_host_cpu_name

from foedus._user_error import UserError
from foedus._version import __version__
from foedus.ensemble.columns import noise_table, variant_table
from foedus.ensemble.drawing import draw
from foedus.ensemble.ensemble import (
    NOISE_FILE,
    NOISE_LEVELS,
    Counts,
    Ensemble,
    Manifest,
    part_file,
    reading_name,
)
from foedus.ensemble.folder import clear_folder, write_manifest, write_table
from foedus.ensemble.questions import all_quantities, questions, thesis_quantities
from foedus.ensemble.solving import answer
from foedus.ensemble.space import make_space
from foedus.game import compile_game
from foedus.solve import Status

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.case.model import Case
    from foedus.ensemble.block import Space
    from foedus.ensemble.questions import Question
    from foedus.ensemble.solving import Answers
    from foedus.game import Game

RATIONAL = "rational"
LARGEST_CHUNK = 8_192
LEAST_NOISE_VARIANTS = 100
VARIANTS_FOR_EACH_OF_NOISE = 50


@dataclass(frozen=True, eq=False)
class _Strand:
    """One combination of readings, ready to be run."""

    number: int
    reading: str
    game: Game
    space: Space
    asked: tuple[Question, ...]
    asked_of_noise: tuple[Question, ...]


def run(
    case: Case,
    variants: int = 20_000,
    seed: int = 1950,
    *,
    folder: str | Path,
    progress: Callable[[int, int], None] | None = None,
    threads: int | None = None,
    noise_variants: int | None = None,
) -> Ensemble:
    """Draw and solve an ensemble.

    Parameters
    ----------
    case
        As `foedus.case.load` returns it.
    variants
        How many variants under each combination of readings.
    seed
        Another seed is an independent ensemble.
    folder
        Where it is written: an empty folder, a new one, or one with an earlier ensemble of the same
        case, which is replaced.
    progress
        Called from any thread with the number of solutions done and of all.
    threads
        How many threads; all processors by default. The numbers do not depend on it.
    noise_variants
        On how many variants, of each combination of readings, the theses are judged at κ = 4, 11,
        29 and in the rational limit too: a fiftieth by default, and at least 100.

    Returns
    -------
    Ensemble
        Read lazily from the folder.

    Raises
    ------
    SpaceError
        If the assumptions contradict each other or cannot be drawn.
    EnsembleError
        If the folder holds something else.
    foedus.case.CaseError
        If the case cannot be compiled under one of its readings.
    """
    started = time.perf_counter()
    noise_variants = _noise_variants(noise_variants, variants)
    folder = Path(folder)
    strands = [_make_strand(case, number) for number in range(len(case.combinations))]
    clear_folder(folder, case)
    tally = _Tally(strands, variants, noise_variants, progress)
    counts = tuple(
        (strand.reading, _run_strand(strand, variants, seed, folder, threads, tally))
        for strand in strands
    )
    noise = _run_noise(strands, noise_variants, seed, threads, tally)
    write_table(folder / NOISE_FILE, _together(noise))
    manifest = Manifest(
        case_title=case.title,
        case_hash=case.text_hash,
        seed=seed,
        variants=variants,
        noise_variants=noise_variants,
        combinations=tuple(strand.reading for strand in strands),
        counts=counts,
        sampling=_sampling(strands),
        lexicon=case.lexicon,
        perception=case.perception,
        versions=_versions(),
        processor=f"{platform.system()} {platform.machine()} {get_host_cpu_name()}",
        seconds=time.perf_counter() - started,
    )
    write_manifest(folder, manifest)
    return Ensemble(folder, manifest)


def _noise_variants(asked: int | None, variants: int) -> int:
    """On how many variants the noise is looked at; never on more than there are."""
    if variants < 1:
        raise UserError(f"an ensemble needs one variant at least; {variants} were asked for")
    if asked is None:
        asked = max(LEAST_NOISE_VARIANTS, variants // VARIANTS_FOR_EACH_OF_NOISE)
    if asked < 0:
        raise UserError(f"the noise cannot be looked at on {asked} variants; 0 leaves it out")
    return min(asked, variants)


class _Tally:
    """Counts solutions over all strands, for whoever wants to see progress."""

    def __init__(
        self,
        strands: list[_Strand],
        variants: int,
        noise_variants: int,
        progress: Callable[[int, int], None] | None,
    ) -> None:
        noise = len(NOISE_LEVELS) * noise_variants
        self.total = sum(
            len(strand.asked) * variants + len(strand.asked_of_noise) * noise for strand in strands
        )
        self.ahead = 0
        self.progress = progress

    def report(self, done: int, of: int) -> None:
        """Take the number done of the piece at hand."""
        if self.progress is not None:
            self.progress(self.ahead + done, self.total)
        if done == of:
            self.ahead += of


def _make_strand(case: Case, number: int) -> _Strand:
    under = case.under(case.combinations[number])
    game = compile_game(under)
    return _Strand(
        number=number,
        reading=reading_name(under.combination),
        game=game,
        space=make_space(under),
        asked=questions(game, all_quantities(game)),
        asked_of_noise=questions(game, thesis_quantities(under)),
    )


def _run_strand(
    strand: _Strand, variants: int, seed: int, folder: Path, threads: int | None, tally: _Tally
) -> Counts:
    status: list[NDArray[np.int8]] = []
    turned, tied, worst = 0, 0, 0.0
    for chunk, numbers in enumerate(_chunks(variants)):
        values = draw(strand.space, seed, numbers)
        found = answer(strand.game, values, strand.asked, threads=threads, progress=tally.report)
        table = variant_table(strand.game.case, strand.reading, numbers, values, found)
        write_table(folder / part_file(strand.number, chunk), table)
        status.append(found.status)
        turned += int(found.turned.sum())
        tied += int(found.tied.sum())
        worst = max(worst, _worst_residual(found))
    every = np.concatenate(status)
    ended = {one: int((every == one).sum()) for one in Status}
    return Counts(
        solved=ended[Status.SOLVED],
        uncertified=ended[Status.UNCERTIFIED],
        failed=ended[Status.FAILED],
        invalid=ended[Status.INVALID],
        turned=turned,
        tied=tied,
        worst_residual=worst,
    )


def _run_noise(
    strands: list[_Strand], count: int, seed: int, threads: int | None, tally: _Tally
) -> list[pa.Table]:
    """The theses of the first variants at each level of noise, reading by reading.

    There are few variants but many levels, so that each thread takes a level of its own. The
    rational limit is the dearest and goes first.
    """
    tasks = [
        (strand, level, numbers)
        for strand in strands
        for level in NOISE_LEVELS
        for numbers in _chunks(count)
    ]
    dearest_first = sorted(range(len(tasks)), key=lambda one: tasks[one][1] != RATIONAL)
    with ThreadPoolExecutor(threads or os.cpu_count() or 1) as pool:
        running = {one: pool.submit(_noise_of, *tasks[one], seed) for one in dearest_first}
        tables: list[pa.Table] = []
        for one, (strand, _, numbers) in enumerate(tasks):
            tables.append(running[one].result())
            solutions = len(strand.asked_of_noise) * numbers.size
            tally.report(solutions, solutions)
    return tables


def _noise_of(strand: _Strand, level: str, numbers: NDArray[np.int64], seed: int) -> pa.Table:
    """The theses of some variants at one level of noise."""
    kappa = math.inf if level == RATIONAL else float(level)
    values = draw(strand.space, seed, numbers)
    found = answer(strand.game, values, strand.asked_of_noise, kappa=kappa, threads=1)
    return noise_table(strand.game.case, strand.reading, level, numbers, found)


def _together(tables: list[pa.Table]) -> pa.Table:
    """Tables of several readings below each other."""
    return pa.concat_tables(tables, promote_options="default").unify_dictionaries()


def _chunks(count: int) -> list[NDArray[np.int64]]:
    """Numbers of variants in chunks of about the same size; one empty chunk for none."""
    chunks = max(1, -(-count // LARGEST_CHUNK))
    return np.array_split(np.arange(count, dtype=np.int64), chunks)


def _worst_residual(found: Answers) -> float:
    residual = found.residual[found.status == Status.SOLVED]
    return float(residual.max()) if residual.size else 0.0


def _sampling(strands: list[_Strand]) -> tuple[tuple[str, str], ...]:
    """How each block was drawn; where a reading changes that, it is named."""
    said: dict[tuple[str, str], list[str]] = {}
    for strand in strands:
        for block in strand.space.blocks:
            said.setdefault((", ".join(block.names), block.how), []).append(strand.reading)
    return tuple(
        (names, how if len(readings) == len(strands) else f"{how} ({', '.join(readings)})")
        for (names, how), readings in said.items()
    )


def _versions() -> tuple[tuple[str, str], ...]:
    return (
        ("foedus", __version__),
        ("python", platform.python_version()),
        *((name, version(name)) for name in ("numpy", "numba", "pyarrow")),
    )
