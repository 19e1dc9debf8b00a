"""How does this file show that a paragraph begins?

Some files part paragraphs by blank lines, some set their first lines in, some set all lines but the
first in, and some show nothing but a last line that stops short. What a file does throughout tells
a paragraph from a line that is short by chance. Own construction.
"""

from __future__ import annotations

from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.sources.lines import begins_sentence, blocks_of, ends_sentence, indent_of, is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.lines import Block
    from foedus.sources.wrap import Wrap

__all__ = ["INDENT", "Setting", "are_parted_by_blank_lines", "margin_of", "setting_of"]

INDENT = 2
"""The fewest spaces that set a line in."""

_FEWEST = 2
_NEARLY_ALL = 0.8
_FEWEST_BLOCKS = 3
_MOST_ENDS_A_BLOCK = 0.25
_LONG_PARAGRAPH = 1.2


class Setting(Enum):
    """Which lines of a block's paragraphs are set in."""

    PLAIN = "none"
    FIRST_IN = "the first of each"
    HANGING = "all but the first of each"


def margin_of(texts: Sequence[str]) -> int:
    """Find the column at which the lines of a block begin that are not set in."""
    return min(map(indent_of, texts[1:]), default=0)


def setting_of(texts: Sequence[str]) -> Setting:
    """Find how the paragraphs of a block are set, where that shows at nearly all of them."""
    margin = margin_of(texts)
    closed_before_in = [
        is_closed(before) for before, text in pairwise(texts) if indent_of(text) >= margin + INDENT
    ]
    closed_before_out = [
        is_closed(before) for before, text in pairwise(texts) if indent_of(text) < margin + INDENT
    ]
    if len(closed_before_in) < _FEWEST:
        return Setting.PLAIN
    if _nearly_all(closed_before_in) and not _nearly_all(closed_before_out):
        return Setting.FIRST_IN
    if _nearly_all(closed_before_out) and not _nearly_all(closed_before_in):
        return Setting.HANGING
    return Setting.PLAIN


def _nearly_all(answers: Sequence[bool]) -> bool:
    return sum(answers) >= _NEARLY_ALL * len(answers)


def are_parted_by_blank_lines(texts: Sequence[str], wrapped: Sequence[Block], wrap: Wrap) -> bool:
    """Do blank lines part the paragraphs throughout, so that no others begin inside a block?

    Paragraphs of one long line count, too: those that were joined already.
    """
    long_lines = sum(
        block.first == block.last and len(texts[block.first]) > _LONG_PARAGRAPH * wrap.columns
        for block in blocks_of(texts)
    )
    ends = sum(
        wrap.stops_short(text, following) and ends_sentence(text) and begins_sentence(following)
        for block in wrapped
        for text, following in pairwise(texts[block.first : block.last + 1])
    )
    count = len(wrapped) + long_lines
    return count >= _FEWEST_BLOCKS and ends <= _MOST_ENDS_A_BLOCK * count
