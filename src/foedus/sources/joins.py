"""Where two lines meet, does the sentence run on, or does a paragraph begin?"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING, final

from foedus.sources.function_words import FUNCTION_WORDS
from foedus.sources.habits import INDENT, Setting, margin_of, setting_of
from foedus.sources.lines import (
    begins_list_item,
    begins_sentence,
    begins_small,
    ends_sentence,
    indent_of,
    is_closed,
)
from foedus.sources.operation import Edit, Rule
from foedus.sources.sentences import is_abbreviation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.wrap import Wrap

__all__ = ["Boundary", "boundaries_of", "join_edit"]

_ORDINAL = re.compile(r"(?:^|\s)\d{1,2}\.$")
_QUOTES = "\"'”’“»«"  # noqa: RUF001 (typographic quotation marks)
_DASHES = "-–—"  # noqa: RUF001 (as above)
_NEARLY_FULL = 0.8
_MOST_RAGGED = 0.1


class Boundary(Enum):
    """What becomes of the line end between two lines."""

    KEEP = "keep"
    JOIN = "join"
    JOIN_HYPHEN = "join without a space, behind a hyphen"
    BREAK = "break"


def join_edit(boundary: Boundary, start: int, end: int) -> Edit:
    """Write a join down: what stands between two lines goes, for a space or for nothing."""
    is_plain = boundary is Boundary.JOIN
    rule = Rule.JOIN if is_plain else Rule.JOIN_HYPHEN
    return Edit(start, end, " " if is_plain else "", rule)


@final
@dataclass(frozen=True, slots=True)
class Manner:
    """How a block shows where its lines and paragraphs end.

    Parameters
    ----------
    wrap : Wrap
        How the file was wrapped.
    setting : Setting
        Which lines of its paragraphs are set in.
    margin : int
        The column at which its other lines begin.
    is_parted : bool
        Do blank lines part the paragraphs throughout the file?
    is_ragged : bool
        Do lines stop short inside sentences, so that a short line says little?
    """

    wrap: Wrap
    setting: Setting
    margin: int
    is_parted: bool
    is_ragged: bool

    def is_in(self, text: str) -> bool:
        """Is the line set in?"""
        return indent_of(text) >= self.margin + INDENT


def boundaries_of(texts: Sequence[str], wrap: Wrap, *, is_parted: bool) -> list[Boundary]:
    """Decide for each line but the last of an evidently wrapped block.

    Parameters
    ----------
    texts : sequence of str
        The lines of the block, none blank.
    wrap : Wrap
        How the file was wrapped.
    is_parted : bool
        Do blank lines part the paragraphs throughout the file?

    Returns
    -------
    list of Boundary
        `KEEP` wherever nothing speaks for a change.
    """
    if wrap.unit == "words":
        return _boundaries_by_words(texts, wrap, is_parted=is_parted)
    early = sum(
        wrap.stops_short(text, following) and not is_closed(text)
        for text, following in pairwise(texts)
    )
    is_ragged = early > _MOST_RAGGED * len(texts)
    manner = Manner(wrap, setting_of(texts), margin_of(texts), is_parted, is_ragged)
    return [_by_column(text, following, manner) for text, following in pairwise(texts)]


def _by_column(text: str, following: str, manner: Manner) -> Boundary:
    wrap = manner.wrap
    if begins_list_item(following):
        return _before_list_item(text, following, wrap)
    if manner.setting is Setting.FIRST_IN and manner.is_in(following):
        return Boundary.BREAK
    if manner.setting is Setting.HANGING and not manner.is_in(following) and is_closed(text):
        return Boundary.BREAK
    is_end = _is_end(text) and begins_sentence(following)
    if not wrap.is_full(text, following):
        return _behind_room(text, following, manner, is_end=is_end)
    is_more_in = indent_of(following) >= indent_of(text) + INDENT
    if is_more_in and is_end and not begins_list_item(text) and manner.setting is Setting.PLAIN:
        return Boundary.BREAK
    return _join(text)


def _behind_room(text: str, following: str, manner: Manner, *, is_end: bool) -> Boundary:
    """Decide behind a line that had room for the next word."""
    length = len(text.rstrip())
    size = manner.wrap.size
    is_near = _NEARLY_FULL * size <= length <= size + INDENT
    is_verse = begins_sentence(following) and _first_word_of(following) in FUNCTION_WORDS
    if is_near and not is_closed(text) and not is_verse:
        return _join(text)  # the line ends a little early, in the middle of a sentence
    if not is_end:
        return Boundary.KEEP
    if manner.is_in(following) or not (manner.is_parted or (is_near and manner.is_ragged)):
        return Boundary.BREAK
    return _join(text) if is_near else Boundary.KEEP


def _boundaries_by_words(texts: Sequence[str], wrap: Wrap, *, is_parted: bool) -> list[Boundary]:
    boundaries: list[Boundary] = []
    is_first = True
    for index, (text, following) in enumerate(pairwise(texts)):
        is_last = index + 2 == len(texts)
        is_begun = _begins_paragraph_by_words(text, following, wrap, is_first=is_first)
        if is_begun and is_last and wrap.stops_short(following, "") and not _ends_short(text, wrap):
            is_begun = False  # the last line of all is short, too
        if is_begun and is_parted and not begins_list_item(following):
            boundaries.append(Boundary.KEEP)
        else:
            boundaries.append(Boundary.BREAK if is_begun else _join(text))
        is_first = is_begun
    return boundaries


def _ends_short(text: str, wrap: Wrap) -> bool:
    return wrap.stops_short(text, "") and _is_end(text)


def _begins_paragraph_by_words(text: str, following: str, wrap: Wrap, *, is_first: bool) -> bool:
    """Find a first line, shortened by its indent, or the end of a last line."""
    is_short_first = wrap.is_first(following)
    if begins_list_item(following) and (is_closed(text) or is_short_first):
        return True
    is_explained = is_first and wrap.is_first(text)  # an indent took the room
    if _ends_short(text, wrap) and not is_explained and not _is_answered(text, following):
        return True
    if not (is_short_first and begins_sentence(following)):
        return False
    is_behind_end = is_closed(text) and not _is_abbreviated(text)
    return is_behind_end or _first_word_of(following) in FUNCTION_WORDS


def _first_word_of(text: str) -> str:
    return text.split(maxsplit=1)[0].strip(",;:").lower()


def _is_answered(text: str, following: str) -> bool:
    """Does the sentence go on behind a speech: "Never!" said he?"""
    return text.rstrip()[-1] in _QUOTES and begins_small(following)


def _is_end(text: str) -> bool:
    return ends_sentence(text) and not _is_abbreviated(text)


def _is_abbreviated(text: str) -> bool:
    """Does the line end in a full stop that ends no sentence: an abbreviation's, an ordinal's?"""
    stripped = text.rstrip()
    return stripped.endswith(".") and (
        is_abbreviation(stripped[:-1]) or _ORDINAL.search(stripped) is not None
    )


def _before_list_item(text: str, following: str, wrap: Wrap) -> Boundary:
    start = following.lstrip()
    is_dash = (
        start[:1] in _DASHES and start[1:].lstrip()[:1].islower() and text.rstrip()[-1].isalnum()
    )
    is_chance = (start[:1].isalnum() or (is_dash and not begins_list_item(text))) and not is_closed(
        text
    )
    if is_chance and wrap.is_full(text, following):
        return _join(text)  # "… in the year\n12. The …" fell at a line's beginning by chance
    return Boundary.KEEP


def _join(text: str) -> Boundary:
    stripped = text.rstrip()
    is_hyphenated = stripped.endswith(("-", "\u2010")) and stripped[-2:-1].isalpha()
    return Boundary.JOIN_HYPHEN if is_hyphenated else Boundary.JOIN
