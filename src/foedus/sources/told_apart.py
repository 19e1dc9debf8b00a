"""With which words beside them do some words stand only once?"""

from __future__ import annotations

import re
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from foedus.sources.fold import WHITE_SPACE
from foedus.sources.matching import LONGEST_PASSAGE, Match, find_matches
from foedus.sources.remark import Side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.source import Source

__all__ = ["told_apart"]

_WORD = re.compile(r"\S+")


def told_apart(source: Source, place: Match, side: Side) -> str | None:
    """The words of a place, and as many beside them as it takes for them to stand once.

    Parameters
    ----------
    source : Source
        The source, repaired.
    place : Match
        Where the words stand.
    side : Side
        ``AFTER`` keeps their end and ``BEFORE`` their beginning, so that a mark behind or before
        them stays where it is; ``ON`` takes in words on both sides.

    Returns
    -------
    str or None
        None where the longest passage does not tell them apart.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "He came. He went. She went.")
    >>> told_apart(minutes, Match(12, 17), Side.AFTER)
    'He went.'
    """
    for start, end in _wider(source.repaired, place, side):
        words = " ".join(source.repaired[start:end].split())
        if len(words) > LONGEST_PASSAGE:
            return None
        if len(find_matches(source, words, "", WHITE_SPACE)) == 1:
            return words
    return None


def _wider(text: str, place: Match, side: Side) -> Iterator[Match]:
    """The place, and then with one word more at a time, on the sides that may grow."""
    start, end = place
    yield place
    first = max(0, start - LONGEST_PASSAGE)
    before = [word.start() for word in _WORD.finditer(text, first, start)]
    after = [word.end() for word in _WORD.finditer(text, end, end + LONGEST_PASSAGE)]
    left = [] if side is Side.BEFORE else before[::-1]
    right = [] if side is Side.AFTER else after
    for more in chain.from_iterable(zip_longest(right, left)):
        if more is not None:
            start, end = min(start, more), max(end, more)
            yield Match(start, end)
