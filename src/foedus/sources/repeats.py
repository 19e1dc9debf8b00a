"""Which lines stand there twice, one copy right after the other?

A copying error repeats a fragment; a writer repeats a sentence, a verse or a refrain. So only a
repeat that begins inside a sentence is dropped, and only in wrapped prose. The other kind is left,
and the doubt is marked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.lines import Block, begins_list_item, begins_small, is_closed

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["begins_inside_sentence", "find_repeats"]

_LONGEST_REPEAT = 12
_FEWEST_WORDS = 3


def find_repeats(texts: Sequence[str], block: Block) -> list[tuple[Block, Block]]:
    """Find adjacent identical runs of lines in a block: the copy kept and the copy repeated.

    White space at the ends of lines does not count. The longest repeat at a place is taken, and a
    fragment pasted three times gives two repeats of the first copy.
    """
    found: list[tuple[Block, Block]] = []
    folded = [" ".join(text.split()) for text in texts[block.first : block.last + 1]]
    position = len(folded) if len(set(folded)) == len(folded) else 0
    while position < len(folded):
        length = _repeat_length(folded, position)
        copy = position + length
        while length and folded[copy : copy + length] == folded[position : position + length]:
            first = block.first + copy
            kept = Block(block.first + position, block.first + position + length - 1)
            found.append((kept, Block(first, first + length - 1)))
            copy += length
        position = max(copy, position + 1)
    return found


def begins_inside_sentence(texts: Sequence[str], kept: Block, block: Block) -> bool:
    """Does the fragment begin in the middle of a sentence, as no writer would repeat it?"""
    text = texts[kept.first]
    if begins_list_item(text):
        return False
    if begins_small(text):
        return True
    return kept.first > block.first and not is_closed(texts[kept.first - 1])


def _repeat_length(folded: Sequence[str], position: int) -> int:
    longest = min(_LONGEST_REPEAT, (len(folded) - position) // 2)
    for length in range(longest, 0, -1):
        copy = folded[position : position + length]
        if copy[0] != folded[position + length]:
            continue
        if copy == folded[position + length : position + 2 * length]:
            words = sum(len(text.split()) for text in copy)
            if words >= _FEWEST_WORDS:
                return length
    return 0
