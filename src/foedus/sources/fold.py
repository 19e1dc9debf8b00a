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

from foedus.sources.offset_map import OffsetMap

__all__ = ["TYPOGRAPHY", "WHITE_SPACE", "Fold", "FoldedText", "fingerprint", "fold_text"]

_SINGLE_MARKS = "\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4`"
_DOUBLE_MARKS = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_FINGERPRINT_LENGTH = 16


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
@dataclass(frozen=True, slots=True)
class FoldedText:
    """A folded text and the way back to the text it was folded from."""

    text: str
    offsets: OffsetMap


def _translation(fold: Fold) -> dict[int, str]:
    table: dict[int, str] = {}
    if fold.quotation_marks:
        table |= dict.fromkeys(map(ord, _SINGLE_MARKS), "'")
        table |= dict.fromkeys(map(ord, _DOUBLE_MARKS), '"')
    if fold.dashes:
        table |= dict.fromkeys(map(ord, _DASHES), "-")
    return table


def fold_text(text: str, fold: Fold) -> FoldedText:
    """Fold a text, keeping the way back.

    Examples
    --------
    >>> fold_text("two  words", WHITE_SPACE).text
    'two words'
    """
    table = _translation(fold)
    if table:
        text = text.translate(table)
    runs = re.compile(r"\s{2,}|-{2,}" if fold.dashes else r"\s{2,}")
    offsets = OffsetMap.from_replacements(
        (run.start(), run.end(), 1) for run in runs.finditer(text)
    )
    folded = re.sub(r"\s+", " ", text)
    if fold.dashes:
        folded = re.sub(r"-{2,}", "-", folded)
    return FoldedText(folded, offsets)


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
    return digest.hexdigest()[:_FINGERPRINT_LENGTH]
