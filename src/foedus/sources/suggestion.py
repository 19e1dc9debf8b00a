"""Which place was probably meant, where a citation does not hold?

rapidfuzz finds the windows most like the first and the last words; the ends are then placed exactly
on the word boundaries that fit best. A suggestion is for a person to accept: it validates nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import fuzz

from foedus.sources.citation import Citation, Suggestion, WordChange
from foedus.sources.fold import TYPOGRAPHY, fold_text
from foedus.sources.matching import LONGEST_PASSAGE, Match
from foedus.sources.shortest import shortest_citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["suggest", "suggestion_at", "word_difference"]

_LEAST_LIKENESS = 70.0
_CANDIDATES = 4
_WORD = re.compile(r"[^\w\s]*(\S*?)[^\w\s]*(?=\s|$)")
_REACH = 3


class _Window(NamedTuple):
    """A stretch of the folded text and its likeness, 0 to 100, to what was looked for."""

    start: int
    end: int
    score: float


def suggest(source: Source, citation: Citation) -> Suggestion | None:
    """Find the place most like a citation's ends; None where nothing is like them."""
    folded = source.folded(TYPOGRAPHY)
    start, end = (
        fold_text(words, TYPOGRAPHY).text.strip() for words in (citation.start, citation.end)
    )
    pairs = sorted(_pairs(folded.text, start, end), key=lambda pair: (-pair[2], pair[1] - pair[0]))
    if not pairs or pairs[0][2] < _LEAST_LIKENESS:
        return None
    places = [source.passage(*folded.offsets.range_before(pair.start, pair.end)) for pair in pairs]
    best = suggestion_at(source, citation, places[0], pairs[0].score)
    for pair, place in zip(pairs[1:], places[1:], strict=True):
        is_elsewhere = place.repaired_end <= places[0].repaired_start or (
            place.repaired_start >= places[0].repaired_end
        )
        if is_elsewhere:
            return Suggestion(
                best.citation, best.passage, best.score, best.difference, place, pair.score
            )
    return best


def suggestion_at(
    source: Source, citation: Citation, passage: Passage, score: float = 100.0
) -> Suggestion:
    """Suggest this passage: a citation of it ready to paste, and the difference of the ends."""
    proposed = shortest_citation(source, Match(passage.repaired_start, passage.repaired_end))
    words = passage.text.split()
    first, last = len(citation.start.split()), len(citation.end.split())
    if not last:
        difference = word_difference(citation.start.split(), words)
    else:
        difference = (
            *word_difference(citation.start.split(), words[:first]),
            WordChange("…", "…"),
            *word_difference(citation.end.split(), words[-last:]),
        )
    kept = replace(proposed, attribution=citation.attribution)
    return Suggestion(kept, passage, score, difference)


def word_difference(cited: Sequence[str], found: Sequence[str]) -> tuple[WordChange, ...]:
    """Compare two lists of words, word by word.

    Examples
    --------
    >>> [str(change) for change in word_difference("he did not go".split(), "he did go".split())]
    ['he did', '[-not-]', 'go']
    """
    matcher = SequenceMatcher(a=cited, b=found, autojunk=False)
    return tuple(
        WordChange(" ".join(cited[a:b]), " ".join(found[c:d]))
        for _, a, b, c, d in matcher.get_opcodes()
    )


def _pairs(text: str, start: str, end: str) -> Iterator[_Window]:
    """Pair likely places of both ends; longer ends weigh more in the likeness of a pair."""
    starts = _windows(text, start)
    if not end:
        yield from starts
        return
    for first in starts:
        yield from (
            _Window(
                first.start,
                last.end,
                (first.score * len(start) + last.score * len(end)) / (len(start) + len(end)),
            )
            for last in _windows(text[first.end : first.start + LONGEST_PASSAGE], end, first.end)
        )


def _windows(text: str, words: str, shift: int = 0) -> list[_Window]:
    """Find the best few windows of a text, each found where the better ones are masked."""
    found: list[_Window] = []
    masked = text
    for _ in range(_CANDIDATES):
        alignment = fuzz.partial_ratio_alignment(words, masked, score_cutoff=_LEAST_LIKENESS / 2)
        if alignment is None or alignment.dest_end <= alignment.dest_start:
            break
        window = _placed_on_words(masked, words, alignment.dest_start, alignment.dest_end)
        found.append(_Window(window.start + shift, window.end + shift, window.score))
        hidden = "\x00" * max(1, window.end - window.start)
        masked = masked[: window.start] + hidden + masked[window.start + len(hidden) :]
    return found


def _placed_on_words(text: str, words: str, start: int, end: int) -> _Window:
    """Move the ends to the word boundaries near them that fit best."""
    left = max(0, start - 40)
    tokens = list(_WORD.finditer(text, left, min(len(text), end + 40)))
    begins = sorted(
        {place for token in tokens for place in (token.start(), token.start(1))},
        key=lambda place: abs(place - start),
    )
    ends = sorted(
        {place for token in tokens for place in (token.end(), token.end(1))},
        key=lambda place: abs(place - end),
    )
    candidates = [
        _Window(first, last, fuzz.ratio(words, text[first:last]))
        for first in begins[: 2 * _REACH]
        for last in ends[: 2 * _REACH]
        if first < last
    ]
    if not candidates:
        return _Window(start, end, fuzz.ratio(words, text[start:end]))
    return max(candidates, key=lambda window: (window.score, window.start - window.end))
