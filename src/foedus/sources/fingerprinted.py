"""Which passage has this fingerprint, where one of its ends is known?

A fingerprint cannot be read backwards, but if a passage begins at a known place it ends at one of
some thousand boundaries of words, and all of them can be tried.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from foedus.sources.boundaries import begins_of_words, ends_of_words
from foedus.sources.fold import FINGERPRINT_LENGTH
from foedus.sources.matching import LONGEST_PASSAGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.nearest import Stretch

__all__ = ["passage_with"]

_TRIED = 3
_LEAST_LIKENESS = 70.0


def passage_with(
    fingerprint: str, text: str, starts: Sequence[Stretch], ends: Sequence[Stretch]
) -> tuple[int, int] | None:
    """Find the passage with a fingerprint that begins at one of these, or ends at one of those.

    Parameters
    ----------
    fingerprint : str
        What the passage has.
    text : str
        The text, folded as fingerprints fold.
    starts, ends : sequence of Stretch
        Where its first and where its last words may stand, the likeliest first.

    Returns
    -------
    tuple of (int, int) or None
        Where it begins and ends in the folded text.
    """
    wanted = fingerprint.strip().lower()
    for first in starts[:_TRIED]:
        if first.score >= _LEAST_LIKENESS:
            end = _end_with(wanted, text, first.start)
            if end is not None:
                return first.start, end
    for last in ends[:_TRIED]:
        if last.score >= _LEAST_LIKENESS:
            start = _start_with(wanted, text, last.end)
            if start is not None:
                return start, last.end
    return None


def _end_with(wanted: str, text: str, start: int) -> int | None:
    digest = hashlib.sha256()
    position = start
    for end in ends_of_words(text, start + 1, start + LONGEST_PASSAGE):
        digest.update(_bytes(text[position:end]))
        position = end
        if digest.hexdigest()[:FINGERPRINT_LENGTH] == wanted:
            return end
    return None


def _start_with(wanted: str, text: str, end: int) -> int | None:
    for start in reversed(begins_of_words(text, end - LONGEST_PASSAGE, end)):
        digest = hashlib.sha256(_bytes(text[start:end]))
        if digest.hexdigest()[:FINGERPRINT_LENGTH] == wanted:
            return start
    return None


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
