"""Which stretches of a text are most like some words, and is the likest there by chance?

The index of grams proposes places, rapidfuzz tells how like they are, and the ends are then moved
from boundary to boundary of words until no other end fits better.

Any words are like some place of a long text. How like a place is by chance depends on the words,
on the language and on the formulas that the text repeats, so the text itself is asked: its tenth
best place is chance. What was meant must have far fewer letters amiss than that. It is the test by
which Lowe (2004) tells a true match of pictures from a false one, with the tenth neighbour in the
place of the second, since a text of minutes or treaties says many things several times. Own
construction.
"""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, NamedTuple, final

import numpy as np
from rapidfuzz import fuzz
from rapidfuzz.distance import LCSseq
from rapidfuzz.process import cdist

from foedus.sources.boundaries import begins_of_words, ends_of_words
from foedus.sources.gram_index import index_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.sources.fold import FoldedText

__all__ = ["WHOLE", "Stretch", "by_chance", "is_meant", "likeness", "nearest", "nearest_within"]

WHOLE = 100.0
"""The likeness of equal words."""

_LOOKED_AT = 24
_PLACED = 4
_CHANCE = 10
_LEAST_LIKENESS = 70.0
_MOST_AMISS = 0.62
_STRAYING = 1.4
_LIKE_ENOUGH = 88.0
_ROUNDS = 4
_LONG = 400
_HEAD = 200
_REACH = 24
_WORTH = 0.4
_FEW = 24
_SCANNED = 2_000_000


@final
class Stretch(NamedTuple):
    """A stretch of the folded text and its likeness, 0 to 100, to what was looked for."""

    start: int
    end: int
    score: float

    def overlaps(self, other: Stretch) -> bool:
        """Have the two a character in common?"""
        return self.start < other.end and other.start < self.end


def nearest(folded: FoldedText, words: str) -> list[Stretch]:
    """Find the stretches of a text most like some words, the likest first.

    Parameters
    ----------
    folded : FoldedText
        The text.
    words : str
        What is looked for, folded as the text is.

    Returns
    -------
    list of Stretch
        No two overlap. The first few begin and end at boundaries of words; of the others only the
        likeness counts, as a measure of chance.
    """
    text = folded.text
    if not words:
        return []
    places = index_of(folded).places(words, _LOOKED_AT)
    scores = _scores(words, [text[max(0, at) : max(0, at) + len(words)] for at in places])
    order = np.argsort(-scores, kind="stable").tolist()
    found = [_placed(text, words, places[at]) for at in order[:_PLACED]]
    found += [
        Stretch(max(0, places[at]), places[at] + len(words), float(scores[at]))
        for at in order[_PLACED:]
    ]
    best = max((stretch.score for stretch in found), default=0.0)
    if len(words) <= _FEW and best < _LIKE_ENOUGH and len(text) <= _SCANNED:
        # one wrong letter can spoil every gram of a few words
        found += nearest_within(text, words, 0, len(text))
    apart: list[Stretch] = []
    for stretch in sorted(found, key=lambda stretch: -stretch.score):
        if stretch.start < stretch.end and not any(stretch.overlaps(other) for other in apart):
            apart.append(stretch)
    return apart


def nearest_within(text: str, words: str, start: int, end: int) -> list[Stretch]:
    """Find the stretch of `text[start:end]` most like some words, looking everywhere."""
    # the time grows with the square of the length, and the head tells where long words begin
    head = words[:_HEAD] if len(words) > _LONG else words
    alignment = fuzz.partial_ratio_alignment(head, text[start:end], score_cutoff=WHOLE / 2)
    if alignment is None or alignment.dest_end <= alignment.dest_start:
        return []
    found = _placed(text, words, start + alignment.dest_start)
    return [found] if start <= found.start < found.end <= end else []


def by_chance(found: Sequence[Stretch]) -> float:
    """Say how like a place of this text is by chance: as like as the tenth best.

    Of a text with fewer places nothing is known, and it is 0.
    """
    return found[_CHANCE - 1].score if len(found) >= _CHANCE else 0.0


def is_meant(score: float, chance: float, length: int, *, is_alone: bool = False) -> bool:
    """Can a place as like as this have been meant, or is it there by chance?

    Parameters
    ----------
    score : float
        Its likeness, 0 to 100.
    chance : float
        How like a place is by chance.
    length : int
        Of the words that were looked for, in characters.
    is_alone : bool
        Must it stand out from all others? A near copy is shown even if there are many.

    Returns
    -------
    bool
        Three letters in ten may be amiss, and no more than about half of what is amiss by chance:
        0.62 - 1.4 / sqrt(length) of it. Few letters must agree better, since the likeness of n
        letters strays from its mean as 1 / sqrt(n). The two numbers were set on tuning seeds of
        `benchmarks/citations.py`, whose figures come from others.
    """
    if score < _LEAST_LIKENESS:
        return False
    most_amiss = (_MOST_AMISS - _STRAYING / sqrt(max(1, length))) * (WHOLE - chance)
    return (score >= _LIKE_ENOUGH and not is_alone) or WHOLE - score <= most_amiss


def likeness(words: str, other: str) -> float:
    """Measure how like two stretches are, 0 to 100: rapidfuzz's normalised indel similarity."""
    return fuzz.ratio(words, other)


def _scores(words: str, others: Sequence[str]) -> NDArray[np.float32]:
    if not others:
        return np.zeros(0, dtype=np.float32)
    return cdist([words], others, scorer=fuzz.ratio, dtype=np.float32)[0]


def _placed(text: str, words: str, place: int) -> Stretch:
    """Put both ends of a stretch that begins near `place` on the boundaries that fit best."""
    length = len(words)
    if length > _LONG:
        # the ends of long words are looked for apart: it takes as long as their length squared
        head = _placed(text, words[:_HEAD], place)
        tail = _placed(text, words[-_HEAD:], head.start + length - _HEAD)
        end = max(tail.end, head.end)
        return Stretch(head.start, end, fuzz.ratio(words, text[head.start : end]))
    reach = _REACH + length // 3
    begins = begins_of_words(text, place - reach, place + reach)
    ends = ends_of_words(text, place + length - reach, place + length + reach)
    if not begins or not ends:
        return Stretch(max(0, place), max(0, place), 0.0)
    start = min(begins, key=lambda at: abs(at - place))
    span, worth = (start, start), 0.0
    for _ in range(_ROUNDS):
        found, _ = _worthiest(text, words, [(span[0], end) for end in ends])
        found, now = _worthiest(text, words, [(start, found[1]) for start in begins])
        if now <= worth:
            break
        span, worth = found, now
    return Stretch(*span, fuzz.ratio(words, text[slice(*span)]))


def _worthiest(
    text: str, words: str, spans: Sequence[tuple[int, int]]
) -> tuple[tuple[int, int], float]:
    """Choose among spans: a word is worth taking in if more than `_WORTH` of it is in the words."""
    stretches = [text[start:end] for start, end in spans]
    common = cdist([words], stretches, scorer=LCSseq.similarity, dtype=np.int32)[0]
    lengths = np.fromiter(map(len, stretches), dtype=np.int32)
    worths = common - _WORTH * lengths
    at = int(np.argmax(worths))
    return spans[at], float(worths[at])
