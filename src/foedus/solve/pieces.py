"""How is the work on a batch cut into pieces, and shared among threads?

The pieces do not depend on the number of threads.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.solve.batch import Solution, Variants
    from foedus.solve.play import Play
    from foedus.solve.prepared import PreparedGame

_SMALLEST_PIECE = 128
_PIECES = 8


@dataclass(frozen=True, eq=False)
class Piece:
    """Some variants that were solved together.

    Attributes
    ----------
    place
        Which variants of the batch.
    game
        The game, with what is announced worked in.
    numbers, play
        The numbers of these variants, every dimension at its full size, and their play.
    solution
        Of the whole batch; what belongs to these variants is filled.
    """

    place: slice
    game: PreparedGame
    numbers: Variants
    play: Play
    solution: Solution


def in_pieces(
    count: int,
    work: Callable[[slice], None],
    threads: int | None,
    progress: Callable[[int, int], None] | None,
    largest: int,
) -> None:
    """Do the work for all variants, piece by piece.

    Raises
    ------
    ValueError
        Where the number of threads is none.
    """
    if threads is not None and threads < 1:
        raise ValueError(f"threads is {threads}; it must be at least 1, or None for all processors")
    size = min(largest, max(_SMALLEST_PIECE, -(-count // _PIECES)))
    pieces = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    done = 0
    with ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1) as pool:
        for piece, _ in zip(pieces, pool.map(work, pieces), strict=True):
            done += piece.stop - piece.start
            if progress is not None:
                progress(done, count)
