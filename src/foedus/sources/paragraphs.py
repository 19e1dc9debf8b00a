"""Which paragraphs does the repaired text have, and which of them are headings, items, or verse?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.kept import KeptLines, texts_outside
from foedus.sources.lines import begins_list_item, blocks_of, is_closed, split_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.lines import Line
    from foedus.sources.source import Source

__all__ = ["Paragraph", "paragraphs_in", "paragraphs_of"]

_LONG_TITLE = 25
_LONG_HEADING = 12
_SHORT_HEADING = 6
_LONG_WORD = 4
_MOSTLY = 0.5
_NEARLY_ALL = 0.8


@final
class Paragraph(NamedTuple):
    """A block of the repaired text, or one item of a list.

    `is_text` tells running text on one line from verse, tables and dialogue, which keep theirs;
    `is_verbatim`, those of them that are known to be no prose, because the file says so.
    """

    text: str
    start: int
    is_text: bool
    is_item: bool
    is_verbatim: bool = False

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


def paragraphs_in(source: Source) -> list[Paragraph]:
    """Divide the repaired text of a source, its kept lines as the file has them."""
    kept = [
        KeptLines(*source.offsets.range_after(one.start, one.end), one.are_items)
        for one in source.kept
    ]
    return paragraphs_of(source.repaired, kept)


def paragraphs_of(text: str, kept: Sequence[KeptLines] = ()) -> list[Paragraph]:
    """Divide a text at its blank lines, and a list at its items.

    Parameters
    ----------
    text : str
        The text.
    kept : sequence of KeptLines
        The stretches of it whose lines stay, in order.
    """
    lines = split_lines(text)
    paragraphs = [*_outside(text, lines, kept), *_of_kept(text, lines, kept)]
    return sorted(paragraphs, key=lambda paragraph: paragraph.start) if kept else paragraphs


def _of_kept(text: str, lines: Sequence[Line], kept: Sequence[KeptLines]) -> Iterator[Paragraph]:
    for start, end, are_items in kept:
        if not are_items:
            yield Paragraph(text[start:end].rstrip(), start, False, False, True)
    items = [one for one in kept if one.are_items]
    for line, outside in zip(lines, texts_outside(text, lines, items), strict=True):
        item = text[line.start : line.end].rstrip()
        if item and not outside:
            yield Paragraph(item, line.start, True, True)


def _outside(text: str, lines: Sequence[Line], kept: Sequence[KeptLines]) -> Iterator[Paragraph]:
    texts = texts_outside(text, lines, kept)
    for block in blocks_of(texts):
        indices = range(block.first, block.last + 1)
        items = [index for index in indices if begins_list_item(texts[index])]
        if len(items) * 2 > len(indices):
            for index in indices:
                yield Paragraph(texts[index].rstrip(), lines[index].start, True, index in items)
            continue
        start, end = lines[block.first].start, lines[block.last].end
        yield Paragraph(text[start:end].rstrip(), start, block.first == block.last, False)
