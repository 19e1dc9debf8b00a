"""How is the work on a batch cut into pieces, and shared among threads?

The pieces do not depend on the number of threads.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_SMALLEST_PIECE = 128
_PIECES = 8


def in_pieces(
    count: int,
    work: Callable[[slice], None],
    threads: int | None,
    progress: Callable[[int, int], None] | None,
    largest: int,
) -> None:
    """Do the work for all variants, piece by piece."""
    size = min(largest, max(_SMALLEST_PIECE, -(-count // _PIECES)))
    pieces = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    done = 0
    with ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1) as pool:
        for piece, _ in zip(pieces, pool.map(work, pieces), strict=True):
            done += piece.stop - piece.start
            if progress is not None:
                progress(done, count)
