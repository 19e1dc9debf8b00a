"""Where in the source do the ends of a citation stand?

A match is an occurrence of `start` together with the first occurrence of `end` behind it, not
further off than the longest passage. Both begin and end at word boundaries. Two occurrences of
`start` before one and the same `end` are two matches: then the citation needs more words. Later
occurrences of `end` make no further match: whoever reads on from `start` stops at the first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.boundaries import is_word_boundary
from foedus.sources.fold import fold_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.fold import Fold
    from foedus.sources.source import Source

__all__ = ["LONGEST_PASSAGE", "Match", "find_matches", "occurrences", "stands_at"]

LONGEST_PASSAGE = 10_000
"""Characters; a passage longer than this is no passage but a chapter."""


@final
class Match(NamedTuple):
    """A place in the repaired text that has both ends of a citation."""

    start: int
    end: int


def find_matches(source: Source, start: str, end: str, fold: Fold) -> list[Match]:
    """Find every match of a citation's ends in the repaired text, in order.

    Parameters
    ----------
    source : Source
        Where to look.
    start, end : str
        The first and the last words; without `end`, the passage is `start` alone.
    fold : Fold
        What counts as the same.
    """
    folded = source.folded(fold)
    first, last = (fold_text(words, fold).text.strip() for words in (start, end))
    if not first:
        return []
    matches: list[Match] = []
    place = 0
    for begin in occurrences(folded.text, first):
        finish = begin + len(first)
        if last:
            # the first `end` behind serves all starts before it, so the search never goes back
            place = _next_occurrence(folded.text, last, max(place, finish))
            if place < 0:
                break
            finish = place + len(last)
        if finish - begin <= LONGEST_PASSAGE:
            matches.append(Match(*folded.offsets.range_before(begin, finish)))
    return matches


def occurrences(text: str, words: str, begin: int = 0) -> Iterator[int]:
    """Find where `words` stand as whole words in `text[begin:]`, in order."""
    place = _next_occurrence(text, words, begin)
    while place >= 0:
        yield place
        place = _next_occurrence(text, words, place + 1)


def stands_at(text: str, words: str, place: int) -> bool:
    """Do these words stand here as whole words?"""
    return (
        text.startswith(words, place)
        and is_word_boundary(text, place)
        and is_word_boundary(text, place + len(words))
    )


def _next_occurrence(text: str, words: str, begin: int) -> int:
    place = text.find(words, begin)
    while place >= 0:
        if stands_at(text, words, place):
            return place
        place = text.find(words, place + 1)
    return -1
