"""Where may a quotation begin or end?

At the boundaries of words (after rules WB5 to WB13 of Unicode's annex 29; hyphens and "~" do part
words, and a word ends before an English genitive). Chinese, Japanese, Thai, Lao, Khmer and Burmese
are written without spaces: there a quotation may begin and end at any character.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["GENITIVE", "begins_of_words", "ends_of_words", "is_word_boundary"]

GENITIVE = re.compile(r"['’](?:[sS]\b)?(?!\w)")  # noqa: RUF001 (a typographic apostrophe)
"""An English genitive behind its word: "'s", or the apostrophe alone."""

_JOINERS = "'’.·:"  # noqa: RUF001 (a typographic apostrophe)
_NUMBER_JOINERS = ",.;"
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_BEGIN = re.compile(rf"(?<!\w)(?=\S)|(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])(?=\S)")
_END = re.compile(rf"(?<=\S)(?!\w)|(?<=[{_UNSPACED}])|(?<=\S)(?=[{_UNSPACED}])")


def is_word_boundary(text: str, place: int) -> bool:
    """May a quotation begin or end here, between two characters?

    Not between two letters or digits, nor beside a sign that joins them into one word: an
    apostrophe or a full stop between letters, a comma or a full stop between digits. But a
    word ends before an English genitive: "Stalin" stands in "Stalin's plan".
    """
    if place <= 0 or place >= len(text):
        return True
    before, after = text[place - 1], text[place]
    if " " in (before, after):  # as nearly everywhere, and quickly told
        return True
    if _is_letter(before) and _is_letter(after):
        is_unspaced = _IS_UNSPACED.match(before) or _IS_UNSPACED.match(after)
        return bool(is_unspaced) and unicodedata.category(after)[0] != "M"
    if _is_letter(before) and place + 1 < len(text):
        return GENITIVE.match(text, place) is not None or not _joins(before, after, text[place + 1])
    if _is_letter(after) and place > 1:
        return not _joins(text[place - 2], before, after)
    return True


def begins_of_words(text: str, start: int, end: int) -> list[int]:
    """Find where a quotation may begin in `text[start:end]`."""
    found = (match.start() for match in _BEGIN.finditer(text, max(0, start), max(0, end)))
    return [place for place in found if is_word_boundary(text, place)]


def ends_of_words(text: str, start: int, end: int) -> list[int]:
    """Find where a quotation may end in `text[start:end]`, `end` included."""
    found = (match.start() for match in _END.finditer(text, max(0, start), max(0, end + 1)))
    return [place for place in found if is_word_boundary(text, place)]


def _joins(before: str, sign: str, after: str) -> bool:
    if before.isdigit() and after.isdigit():
        return sign in _NUMBER_JOINERS or sign in _JOINERS
    return sign in _JOINERS and before.isalpha() and after.isalpha()


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"
