"""Where two lines meet, does the sentence run on, or does a paragraph begin?"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from foedus.sources.function_words import FUNCTION_WORDS
from foedus.sources.lines import (
    begins_list_item,
    begins_sentence,
    begins_small,
    ends_sentence,
    is_closed,
)

if TYPE_CHECKING:
    from foedus.sources.wrap import Wrap

__all__ = ["Boundary", "boundary_between"]

_INDENT = 2
_NEARLY_FULL = 0.8


class Boundary(Enum):
    """What becomes of the line end between two lines."""

    KEEP = "keep"
    JOIN = "join"
    JOIN_HYPHEN = "join without a space, behind a hyphen"
    BREAK = "break"


def boundary_between(text: str, following: str, wrap: Wrap) -> Boundary:
    """Decide for two lines of an evidently wrapped block.

    Parameters
    ----------
    text, following : str
        The two lines, neither blank.
    wrap : Wrap
        How the file was wrapped.

    Returns
    -------
    Boundary
        `KEEP` whenever nothing speaks for a change.
    """
    if wrap.unit == "words":
        begins_paragraph = _begins_paragraph_by_words(text, following, wrap)
        return Boundary.BREAK if begins_paragraph else _join(text)
    if begins_list_item(following):
        return _before_list_item(text, following, wrap)
    is_end = ends_sentence(text) and begins_sentence(following)
    if not wrap.is_full(text, following):
        if _runs_on(text, following, wrap):
            return _join(text)
        return Boundary.BREAK if is_end else Boundary.KEEP
    is_indented = _indent(following) >= _indent(text) + _INDENT
    if is_indented and is_end and not begins_list_item(text):
        return Boundary.BREAK
    return _join(text)


def _begins_paragraph_by_words(text: str, following: str, wrap: Wrap) -> bool:
    """Find a first line, shortened by its indent, or the end of a last line."""
    if begins_list_item(following) and (is_closed(text) or wrap.is_short(following)):
        return True
    if wrap.is_short(text) and ends_sentence(text):
        return True
    if not (wrap.is_short(following) and begins_sentence(following)):
        return False
    first_word = following.split(maxsplit=1)[0].strip(",;:").lower()
    return is_closed(text) or first_word in FUNCTION_WORDS


def _runs_on(text: str, following: str, wrap: Wrap) -> bool:
    """Tell a line that ends a little early, in the middle of a sentence, from one that stands."""
    length = len(text.rstrip())
    is_near = _NEARLY_FULL * wrap.size <= length <= wrap.size + _INDENT
    return is_near and not is_closed(text) and begins_small(following)


def _before_list_item(text: str, following: str, wrap: Wrap) -> Boundary:
    is_chance = following.lstrip()[:1].isalnum() and not is_closed(text)
    if is_chance and wrap.is_full(text, following):
        return _join(text)  # "… in the year\n12. The …" fell at a line's beginning by chance
    return Boundary.KEEP


def _join(text: str) -> Boundary:
    stripped = text.rstrip()
    is_hyphenated = stripped.endswith(("-", "\u2010")) and stripped[-2:-1].isalpha()
    return Boundary.JOIN_HYPHEN if is_hyphenated else Boundary.JOIN


def _indent(text: str) -> int:
    return len(text) - len(text.lstrip())
