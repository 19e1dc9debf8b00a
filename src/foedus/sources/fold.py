"""Which differences of writing do not matter when words are compared?

White space never matters: a line may end anywhere. The shape of quotation marks and of dashes
matters unless the reader says otherwise. Nothing else is ever folded: not case, not accents, not
spelling, not numbers.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, final

from foedus.sources.run_map import RunMap

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "FINGERPRINT_LENGTH",
    "TYPOGRAPHY",
    "WHITE_SPACE",
    "Fold",
    "FoldedText",
    "fingerprint",
    "fold_text",
    "has_fingerprint",
]

_SINGLE_MARKS = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`"
_DOUBLE_MARKS = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_BLANKS = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008"
    "\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
)
_SPACES = re.compile(r"  +")
_SPACES_OR_HYPHENS = re.compile(r"  +|--+")
_WORD = re.compile(r"\w")
_STRETCH = 1 << 19
"""Characters that are folded at a time: as many as a processor keeps at hand."""
FINGERPRINT_LENGTH = 16


@final
@dataclass(frozen=True, slots=True)
class Fold:
    """A declared fold: white space always, and on request the shape of some signs.

    Parameters
    ----------
    quotation_marks : bool
        Take all single quotation marks and apostrophes for one, and all double ones for one.
    dashes : bool
        Take hyphens and dashes of all lengths, and two or three hyphens, for one.
    """

    quotation_marks: bool = False
    dashes: bool = False

    def __str__(self) -> str:
        """Name what is folded."""
        asked = [("quotation marks", self.quotation_marks), ("dashes", self.dashes)]
        return ", ".join(["white space", *(name for name, is_asked in asked if is_asked)])


WHITE_SPACE = Fold()
"""White space alone: the fold of a check unless another one is asked for."""

TYPOGRAPHY = Fold(quotation_marks=True, dashes=True)
"""White space and the shapes of quotation marks and dashes: the fold of every fingerprint."""


@final
class FoldMap:
    """The way from a folded text back, stretch by stretch.

    A stretch is folded again when somebody asks about a place in it; in a large text that is a
    hundredth of the work of noting all places.

    Parameters
    ----------
    text : str
        The text that was folded.
    fold : Fold
        How.
    before, after : sequence of int
        Where the stretches begin in the text and in the folded text, and last where both end.
    """

    __slots__ = ("_after", "_before", "_fold", "_maps", "_text")

    def __init__(self, text: str, fold: Fold, before: Sequence[int], after: Sequence[int]) -> None:
        """Note where the stretches begin."""
        self._text, self._fold, self._before, self._after = text, fold, before, after
        self._maps: dict[int, RunMap] = {}

    def to_before(self, offset: int) -> int:
        """Find where the character at `offset` of the folded text began before."""
        at = max(0, min(bisect_right(self._after, offset) - 1, len(self._after) - 2))
        if at not in self._maps:
            stretch = _even(self._text[self._before[at] : self._before[at + 1]], self._fold)
            runs = _SPACES_OR_HYPHENS if self._fold.dashes else _SPACES
            self._maps[at] = RunMap(match.span() for match in runs.finditer(stretch))
        return self._before[at] + self._maps[at].to_before(offset - self._after[at])

    def range_before(self, start: int, end: int) -> tuple[int, int]:
        """Map the range `start:end` of the folded text back; runs in it are whole."""
        return self.to_before(start), self.to_before(end)


@final
@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class FoldedText:
    """A folded text and the way back to the text it was folded from."""

    text: str
    offsets: FoldMap


def fold_text(text: str, fold: Fold) -> FoldedText:
    """Fold a text, keeping the way back.

    A text of which nothing needs folding is its own fold, and takes no memory.

    Examples
    --------
    >>> fold_text("two  words", WHITE_SPACE).text
    'two words'
    """
    cuts = _cuts(text)
    pieces = [_folded(text[start:end], fold) for start, end in pairwise(cuts)]
    places = list(accumulate(map(len, pieces), initial=0))
    is_same = all(text.startswith(piece, start) for piece, start in zip(pieces, cuts, strict=False))
    folded = text if is_same and places == cuts else "".join(pieces)
    return FoldedText(folded, FoldMap(text, fold, cuts, places))


def _cuts(text: str) -> list[int]:
    """Where to cut a text into stretches: before words, so that no run is cut."""
    cuts = [0]
    while (word := _WORD.search(text, cuts[-1] + _STRETCH)) is not None:
        cuts.append(word.start())
    return [*cuts, len(text)]


def _folded(stretch: str, fold: Fold) -> str:
    stretch = _single(_even(stretch, fold), " ")
    return _single(stretch, "-") if fold.dashes else stretch


def _even(text: str, fold: Fold) -> str:
    """Put one sign for each that counts as the same; the text stays as long as it was."""
    text = _with(text, _BLANKS, " ")
    if fold.quotation_marks:
        text = _with(_with(text, _SINGLE_MARKS, "'"), _DOUBLE_MARKS, '"')
    return _with(text, _DASHES, "-") if fold.dashes else text


def _with(text: str, signs: str, sign: str) -> str:
    """Put one sign in the place of several; `str.translate` would take a hundred times as long."""
    for other in signs:
        if other in text:
            text = text.replace(other, sign)
    return text


def _single(text: str, sign: str) -> str:
    """Shorten every run of a sign to one, halving the runs while there are any."""
    while 2 * sign in text:
        text = text.replace(2 * sign, sign)
    return text


def has_fingerprint(text: str, cited: str | None) -> bool:
    """Has a passage the fingerprint that was cited, however that was typed?"""
    return bool(cited) and fingerprint(text) == (cited or "").strip().lower()


def fingerprint(text: str) -> str:
    """Take the fingerprint of a passage: 16 hexadecimal digits that a changed word would change.

    The passage is folded first (white space, shapes of quotation marks and dashes) and stripped of
    white space at its ends; then the first 64 bits of its SHA-256 are taken.

    Parameters
    ----------
    text : str
        The repaired text of the whole passage.

    Returns
    -------
    str
        Sixteen lower-case hexadecimal digits.

    Examples
    --------
    >>> fingerprint("he did not go") == fingerprint("he did  not go")
    True
    >>> fingerprint("he did not go") == fingerprint("he did now go")
    False
    """
    folded = fold_text(text, TYPOGRAPHY).text.strip()
    digest = hashlib.sha256(folded.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:FINGERPRINT_LENGTH]
