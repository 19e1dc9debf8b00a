"""Which differences of writing do not matter when words are compared?

White space never matters: a line may end anywhere. The shape of quotation marks and of dashes
matters unless the reader says otherwise. Nothing else is ever folded: not case, not accents, not
spelling, not numbers.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import final

from foedus.sources.run_map import RunMap

__all__ = [
    "FINGERPRINT_LENGTH",
    "TYPOGRAPHY",
    "WHITE_SPACE",
    "Fold",
    "FoldedText",
    "fingerprint",
    "fold_text",
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
@dataclass(frozen=True, eq=False, slots=True, weakref_slot=True)
class FoldedText:
    """A folded text and the way back to the text it was folded from."""

    text: str
    offsets: RunMap


def fold_text(text: str, fold: Fold) -> FoldedText:
    """Fold a text, keeping the way back.

    A text of which nothing needs folding is its own fold, and takes no memory.

    Examples
    --------
    >>> fold_text("two  words", WHITE_SPACE).text
    'two words'
    """
    text = _with(text, _BLANKS, " ")
    if fold.quotation_marks:
        text = _with(_with(text, _SINGLE_MARKS, "'"), _DOUBLE_MARKS, '"')
    if fold.dashes:
        text = _with(text, _DASHES, "-")
    # the pattern with both takes four times as long
    has_hyphens = fold.dashes and "--" in text
    if not has_hyphens and "  " not in text:
        return FoldedText(text, RunMap())
    runs = _SPACES_OR_HYPHENS if has_hyphens else _SPACES
    offsets = RunMap(match.span() for match in runs.finditer(text))
    text = _single(text, " ")
    return FoldedText(_single(text, "-") if has_hyphens else text, offsets)


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
