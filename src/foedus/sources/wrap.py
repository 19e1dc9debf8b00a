"""How was this file wrapped?

Whoever or whatever broke the lines went by a rule: a new line began where the next word would
have passed a certain column, or after a certain number of words. A boundary between two lines
agrees with a column w when the first line fits in w and would not have with the next word; so each
boundary agrees with an interval of columns, and the column in most intervals is the estimate. In
text that was not wrapped (verse, lists) the intervals scatter and no column has many. Own
construction.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, final

from foedus.sources.agreed import most_agreed
from foedus.sources.function_words import FUNCTION_WORDS
from foedus.sources.lines import (
    ENDED_WORD,
    Block,
    begins_sentence,
    blocks_of,
    ends_sentence,
    indent_of,
    is_closed,
    is_running_text,
    is_set_by_capitals,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Lines", "Wrap", "estimate_wrap", "lines_of_blocks", "wrap_of", "wrapped_blocks"]

_ENDED_INSIDE = re.compile(ENDED_WORD.pattern + r"[^\S\n]+\S")
_NARROW = 38
_NARROWEST = 20
_MOST_WORDS = 8
_COLUMNS_A_WORD = 7
_FEWEST_BOUNDARIES = 4
_FEWEST_SURE = 20
_LEAST_SHARE = 0.5
_LEAST_SURE_SHARE = 0.75
_LEAST_WORD_SHARE = 0.6
_FEWEST_CLEAR = 10
_LEAST_CLEAR_SHARE = 0.9
_LEAST_RUNNING_ON = 0.35
_WORDS_A_SENTENCE = 100
_SLACK = 2
_LEAST_EXPLAINED = 0.85
_FEWEST_BUT_ONE = 2
_LEAST_WORD_BLOCK = 3
_LEAST_EXACT = 0.8


@final
@dataclass(frozen=True, slots=True)
class Wrap:
    """How lines were broken.

    Parameters
    ----------
    unit : str
        ``"columns"`` or ``"words"``.
    size : int
        The column, or the number of words, after which a new line began.
    share : float
        The share of line boundaries, 0 to 1, that agree with it.
    """

    unit: str
    size: int
    share: float

    def is_full(self, text: str, following: str) -> bool:
        """Had the line no room for the first word of the line that follows it?"""
        if self.unit == "words":
            return len(text.split()) >= self.size
        length = len(text.rstrip())
        if length > self.size + _SLACK:
            return False
        return length + 1 + len(_first_word(following)) > self.size - _SLACK

    def stops_short(self, text: str, following: str) -> bool:
        """Had the line room for the first word of the line that follows it?"""
        if self.unit == "words":
            return len(text.split()) < self.size
        return len(text.rstrip()) <= self.size and not self.is_full(text, following)

    def is_first(self, text: str) -> bool:
        """Does a line, wrapped by the count of words, lack the one whose room an indent took?"""
        return self.unit == "words" and len(text.split()) == self.size - 1

    @property
    def columns(self) -> int:
        """About how many columns a full line has."""
        return self.size if self.unit == "columns" else _COLUMNS_A_WORD * self.size

    def __str__(self) -> str:
        """Say it in words."""
        return f"wrapped at {self.size} {self.unit} ({self.share:.0%} of the lines agree)"


@final
@dataclass(frozen=True, eq=False)
class Lines:
    """The lines of one block, and what is asked about them more than once.

    Parameters
    ----------
    block : Block
        Where they stand among the lines of the text.
    texts : sequence of str
        What they say, without their ends.
    """

    block: Block
    texts: Sequence[str]

    @cached_property
    def pairs(self) -> list[tuple[str, str]]:
        """Each line with the one behind it."""
        return list(pairwise(self.texts))

    @cached_property
    def is_running(self) -> bool:
        """Can they be running prose, capitals left aside?"""
        return is_running_text(self.texts)

    @cached_property
    def is_prose(self) -> bool:
        """Can they be running prose?"""
        return self.is_running and not is_set_by_capitals(self.texts)


def lines_of_blocks(texts: Sequence[str]) -> list[Lines]:
    """Find the blocks of more than one line."""
    return [
        Lines(block, texts[block.first : block.last + 1])
        for block in blocks_of(texts)
        if block.last > block.first
    ]


def estimate_wrap(texts: Sequence[str]) -> Wrap | None:
    """Estimate how a text was wrapped; None where nothing says that it was.

    Parameters
    ----------
    texts : sequence of str
        The lines of the whole file.

    Returns
    -------
    Wrap or None
        None, too, where the evidence is thin: joining lines that belong apart is worse than not
        joining.
    """
    return wrap_of(lines_of_blocks(texts))


def wrap_of(blocks: Sequence[Lines]) -> Wrap | None:
    """Estimate how the text with these blocks was wrapped, as `estimate_wrap` does."""
    wrapped = [lines.pairs for lines in blocks if _may_be_wrapped(lines)]
    return _estimate(wrapped) or _estimate([pairs for pairs in wrapped if _is_of_one_width(pairs)])


def _may_be_wrapped(lines: Lines) -> bool:
    if lines.is_prose:
        return True
    if len(lines.pairs) < _FEWEST_BOUNDARIES or not lines.is_running:
        return False
    return _runs_through(lines.pairs, _best_column(lines.pairs)[0])


def _estimate(blocks: Sequence[Sequence[tuple[str, str]]]) -> Wrap | None:
    pairs = [pair for block in blocks for pair in block]
    if len(pairs) < _FEWEST_BOUNDARIES:
        return None
    running_on = sum(not ends_sentence(text) for text, _ in pairs)
    if running_on < _LEAST_RUNNING_ON * len(pairs):
        return None
    found = (_wrapped_by_column(pairs), _wrapped_by_words(pairs))
    return max((wrap for wrap in found if wrap), key=lambda wrap: wrap.share, default=None)


def _is_of_one_width(pairs: Sequence[tuple[str, str]]) -> bool:
    """Do the lines of one block agree among themselves, whatever the others do?"""
    if len(pairs) < _FEWEST_BOUNDARIES:
        return False
    _, agreeing = _best_column(pairs)
    return agreeing >= _LEAST_EXPLAINED * len(pairs)


def wrapped_blocks(blocks: Sequence[Lines], wrap: Wrap) -> list[Block]:
    """Find the blocks that were evidently wrapped so; the others must stay as they are."""
    return [lines.block for lines in blocks if _is_wrapped(lines, wrap)]


def _is_wrapped(lines: Lines, wrap: Wrap) -> bool:
    boundaries = lines.pairs
    if wrap.unit == "words":
        return lines.is_prose and _is_wrapped_by_words(lines.texts, wrap)
    full = [wrap.is_full(a, b) for a, b in boundaries]
    if all(full):
        return lines.is_prose or (lines.is_running and _runs_through(boundaries, wrap.size))
    ended = sum(
        not is_full and ends_sentence(a) and begins_sentence(b)
        for is_full, (a, b) in zip(full, boundaries, strict=True)
    )
    count = len(boundaries)
    is_explained = sum(full) + ended >= _LEAST_EXPLAINED * count or (
        count > _FEWEST_BUT_ONE
        and sum(_is_exact(pair, wrap.size) for pair in boundaries) == count - 1
    )  # one line of a short paragraph lost its end
    return sum(full) >= _LEAST_SHARE * count and is_explained and lines.is_prose


def _is_wrapped_by_words(texts: Sequence[str], wrap: Wrap) -> bool:
    """Have nearly all lines their number of words, those at the ends of paragraphs aside?"""
    margin = min(map(indent_of, texts))
    if len(texts) < _LEAST_WORD_BLOCK or any(indent_of(text) > margin for text in texts[1:]):
        return False  # what broke lines by words left no indents; stanzas have them
    exact = sum(len(text.split()) == wrap.size for text in texts[:-1])
    explained = sum(
        len(text.split()) == wrap.size
        or (wrap.is_first(text) and (before is None or is_closed(before)))
        or (wrap.stops_short(text, "") and ends_sentence(text))
        for before, text in pairwise((None, *texts[:-1]))
        if text is not None
    )
    count = len(texts) - 1
    is_exact = exact >= _LEAST_SHARE * count and explained >= _LEAST_EXACT * count
    return is_exact and any(ends_sentence(word) for text in texts for word in text.split())


def _runs_through(boundaries: Sequence[tuple[str, str]], size: int) -> bool:
    """Do full lines run on, although names stand where lines begin, as in a short paragraph?"""
    if any(indent_of(text) for _, text in boundaries):
        return False  # verse that is quoted is set in
    stopped = sum(not text.rstrip()[-1].isalnum() for text, _ in boundaries)
    # a capital on "And" or "The" where no sentence ended is a verse's
    is_verse = any(
        text.rstrip()[-1].isalnum()
        and begins_sentence(following)
        and _first_word(following).lower() in FUNCTION_WORDS - {"i"}
        for text, following in boundaries
    )
    is_exact = all(_is_exact(pair, size) for pair in boundaries)
    return is_exact and not is_verse and stopped * 2 <= len(boundaries)


def _is_exact(boundary: tuple[str, str], size: int) -> bool:
    length = len(boundary[0].rstrip())
    return length <= size < length + 1 + len(_first_word(boundary[1]))


def _first_word(text: str) -> str:
    return text.split(maxsplit=1)[0]


def _wrapped_by_column(pairs: Sequence[tuple[str, str]]) -> Wrap | None:
    column, best = _best_column(pairs)
    share = best / len(pairs)
    is_much = best >= _FEWEST_SURE and share >= _LEAST_SURE_SHARE
    is_clear = best >= _FEWEST_CLEAR and share >= _LEAST_CLEAR_SHARE
    is_sure = (is_much or is_clear) and _has_sentences(pairs)
    if best < _FEWEST_BOUNDARIES or share < _LEAST_SHARE:
        return None
    if column < (_NARROWEST if is_sure else _NARROW):
        return None
    return Wrap("columns", column, share)


def _best_column(pairs: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Find the column with which most boundaries agree, and how many do."""
    lengths = [len(text.rstrip()) for text, _ in pairs]
    column, best = most_agreed(
        (length, length + 1 + len(_first_word(following)))
        for length, (_, following) in zip(lengths, pairs, strict=True)
    )
    return int(column), best


def _wrapped_by_words(pairs: Sequence[tuple[str, str]]) -> Wrap | None:
    counts = Counter(len(text.split()) for text, _ in pairs)
    size, agreeing = counts.most_common(1)[0]
    share = agreeing / len(pairs)
    is_much = agreeing >= _FEWEST_SURE and share >= _LEAST_WORD_SHARE
    is_clear = agreeing >= _FEWEST_CLEAR and share >= _LEAST_CLEAR_SHARE
    if size > _MOST_WORDS or not (is_much or is_clear):
        return None
    return Wrap("words", size, share) if _has_sentences(pairs) else None


def _has_sentences(pairs: Sequence[tuple[str, str]]) -> bool:
    """Do sentences end about as often as in prose, and within lines as well as at their ends?"""
    text = "\n".join(text for text, _ in pairs)
    words = len(text.split())
    ends = len(ENDED_WORD.findall(text))
    return ends * _WORDS_A_SENTENCE >= words and _ENDED_INSIDE.search(text) is not None
