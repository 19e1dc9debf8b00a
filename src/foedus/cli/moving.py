"""What became of a case's citations when its sources were replaced? `foedus check --earlier`."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.case import Case, CitedPassage
    from foedus.sources import Fate


_IN_WORDS = {"unknown": "unknown (holds in neither file, or a file is not at hand)"}
"""The fate that its word alone does not explain."""


def print_moves(case: Case, folder: Path, now: Sequence[CitedPassage]) -> None:
    """Print what moved since the files in `folder`, and count what did not."""
    from foedus.case import check_citations, read_sources
    from foedus.sources import what_moved

    before = check_citations(case, read_sources(case, folder))
    counts: Counter[Fate] = Counter()
    for earlier, later in zip(before, now, strict=True):
        move = what_moved(earlier.check, later.check)
        counts[move.fate] += 1
        if move.message:
            click.echo(f"{move.fate.value}: {later.cite.place}: {move}")
    told = ", ".join(f"{count} {_IN_WORDS.get(fate, fate)}" for fate, count in counts.items())
    click.echo(f"Since the files in {folder}: {told or 'the case quotes no passage'}.")
