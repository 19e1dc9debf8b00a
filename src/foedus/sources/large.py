"""Is a text so large that it is repaired only if somebody asks for it?

Repair looks at every line, and at a hundred megabytes that takes a minute. Whoever only wants to
find words in such a file should not wait for it: white space does not count in a citation, so that
words are found across the ends of lines that were not joined. That nothing was repaired is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.sources.repairing import repair

if TYPE_CHECKING:
    from foedus.sources.source import Source

__all__ = ["LARGEST_UNASKED", "is_left_as_found", "repaired_as_asked"]

LARGEST_UNASKED = 8_000_000
"""The most characters that are repaired unasked."""

_CHARACTERS_A_SECOND = 1_500_000
_ROUNDED = 5


def repaired_as_asked(source: Source, *, repaired: bool | None) -> Source:
    """Repair a source, or leave it as it was found and say so.

    Parameters
    ----------
    source : Source
        The source as it was read.
    repaired : bool or None
        Is it to be repaired? None: unless it is large.

    Returns
    -------
    Source
        With a note if it was left as it was found because it is large.
    """
    is_small = len(source.raw) <= LARGEST_UNASKED
    if repaired or (repaired is None and is_small):
        return repair(source)
    return replace(source, notes=(*source.notes, *(() if repaired is False else (_note(source),))))


def is_left_as_found(source: Source) -> bool:
    """Was it not repaired because it is large?"""
    return _note(source) in source.notes


def _note(source: Source) -> str:
    seconds = max(1, round(len(source.raw) / _CHARACTERS_A_SECOND / _ROUNDED)) * _ROUNDED
    return (
        f"With {len(source.raw) / 1e6:,.0f} million characters, more than "
        f"{LARGEST_UNASKED / 1e6:,.0f}, it was not repaired, nor looked through for lost places: "
        f"ask for it (--repair, or repaired=True in Python), which takes about {seconds:,} seconds."
    )
