"""Which paragraphs does the repaired text have, and which of them are headings, items, or verse?"""

from __future__ import annotations

from typing import NamedTuple, final

from foedus.sources.lines import begins_list_item, blocks_of, is_closed, split_lines

__all__ = ["Paragraph", "paragraphs_of"]

_LONG_TITLE = 25
_LONG_HEADING = 12
_SHORT_HEADING = 6
_LONG_WORD = 4
_MOSTLY = 0.5
_NEARLY_ALL = 0.8


@final
class Paragraph(NamedTuple):
    """A block of the repaired text, or one item of a list.

    `is_text` tells running text on one line from verse, tables and dialogue, which keep theirs.
    """

    text: str
    start: int
    is_text: bool
    is_item: bool

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def is_heading(self) -> bool:
        """Is it short, without a full stop, and mostly in capitals?"""
        words = self.text.split()
        if not self.is_text or self.is_item or is_closed(self.text) or len(words) > _LONG_TITLE:
            return False
        long = [word for word in words if len(word) >= _LONG_WORD]
        capitals = sum(not word[0].islower() for word in long)
        least = _MOSTLY if len(words) <= _LONG_HEADING else _NEARLY_ALL
        return len(words) <= _SHORT_HEADING or capitals > least * len(long)


def paragraphs_of(text: str) -> list[Paragraph]:
    """Divide a text at its blank lines, and a list at its items."""
    lines = split_lines(text)
    texts = [text[line.start : line.end] for line in lines]
    paragraphs: list[Paragraph] = []
    for block in blocks_of(texts):
        indices = range(block.first, block.last + 1)
        items = [index for index in indices if begins_list_item(texts[index])]
        if len(items) * 2 > len(indices):
            paragraphs += [
                Paragraph(texts[index].rstrip(), lines[index].start, True, index in items)
                for index in indices
            ]
            continue
        start, end = lines[block.first].start, lines[block.last].end
        is_text = block.first == block.last
        paragraphs.append(Paragraph(text[start:end].rstrip(), start, is_text, False))
    return paragraphs
