"""Which lines stop short in the middle of a sentence, although the next word had room?

Whatever wrapped the file would not have stopped there: what stood at the end of the line seems to
be lost. Where many lines do so the file was wrapped loosely, and a short line says nothing. Own
construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.lines import begins_list_item, begins_small, is_closed
from foedus.sources.mark import Doubt, MarkKind
from foedus.sources.operation import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.lines import Line
    from foedus.sources.source import Source
    from foedus.sources.wrap import Wrap

__all__ = ["short_lines"]

_MOST = 0.1
_SHORTEST = 0.25
_ROOM = 8  # hand-wrapped books stop up to seven columns early, without any loss


def short_lines(
    source: Source, wrap: Wrap, lines: Sequence[Line], texts: Sequence[str]
) -> Iterator[Doubt]:
    """Doubt the ends of lines that stop short inside a sentence of wrapped prose.

    `texts` are those of `lines` of the raw text, empty where a format keeps them.
    """
    joins = {
        made.first_line: made.raw_start
        for made in source.operations
        if made.rule in (Rule.JOIN, Rule.JOIN_HYPHEN)
    }
    short = [
        number
        for number in _beside(joins)
        if number < len(lines)
        and _stops_short(texts, number, wrap)
        and not (wrap.unit == "words" and _begins_paragraph(source, lines[number - 1].start))
    ]
    if len(short) > max(1, _MOST * len(joins)):
        return
    note = "the line stops short inside a sentence; words may be lost."
    for number in short:
        line = lines[number - 1]
        end = line.start + len(texts[number - 1].rstrip())
        place = source.to_repaired(end - 1) + 1
        yield Doubt(place, place, MarkKind.UNCLEAR, "short line", note)


def _beside(joins: dict[int, int]) -> Sequence[int]:
    """The numbers of the lines that were joined to another."""
    return sorted({number for line in joins for number in (line - 1, line, line + 1) if number})


def _stops_short(texts: Sequence[str], number: int, wrap: Wrap) -> bool:
    text, following = texts[number - 1 : number + 1]
    if not text.strip() or not following.strip():
        return False
    if is_closed(text) and not begins_small(following):
        return False
    if not wrap.stops_short(text, following) or begins_list_item(following):
        return False
    if wrap.unit == "columns":
        room = wrap.size - len(text.rstrip()) - 1 - len(following.split(maxsplit=1)[0])
        return room >= _ROOM and len(text) > _SHORTEST * wrap.size
    if is_closed(text):
        return False
    counts = [len(line.split()) for line in texts[max(0, number - 2) : number + 1]]
    # a line that is too long beside it has its words; a first line is short by its indent
    return max(counts) <= wrap.size


def _begins_paragraph(source: Source, raw_start: int) -> bool:
    """Is the line short by its indent, being the first of a paragraph?"""
    start = source.to_repaired(raw_start)
    return start == 0 or source.repaired[start - 1] in "\r\n"
