"""Which doubts follow from what repair did and from how the raw file is wrapped?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.kept import texts_outside
from foedus.sources.lines import split_lines
from foedus.sources.mark import Doubt, MarkKind
from foedus.sources.operation import Rule
from foedus.sources.repeats import find_repeats
from foedus.sources.short_lines import short_lines
from foedus.sources.wrap import lines_of_blocks, wrapped_blocks

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from foedus.sources.lines import Line
    from foedus.sources.source import Source
    from foedus.sources.wrap import Wrap

__all__ = ["damage_doubts"]

_TWICE = 2


def damage_doubts(source: Source, paragraph_ends: Collection[int]) -> Iterator[Doubt]:
    """Doubt dropped and kept repeats, hyphens at line ends, and lines wrapped unlike the others."""
    ends = set(paragraph_ends)
    for made in source.operations:
        place = made.repaired_start
        if made.rule is Rule.DROP:
            yield Doubt(
                place,
                place,
                MarkKind.SURPLUS,
                "adjacent repeat",
                f"the words before stood there again ({made.where}); the copy was left out.",
                (made.raw_end - len(made.removed.lstrip()), made.raw_end),
            )
            if place in ends:
                yield Doubt(
                    place,
                    place,
                    MarkKind.UNCLEAR,
                    "repeat next to a break",
                    "a repeated fragment stands before a break; words may be lost here.",
                )
        elif made.rule is Rule.JOIN_HYPHEN:
            yield Doubt(
                place - 1,
                place,
                MarkKind.UNCLEAR,
                "hyphen at a line end",
                "the hyphen may belong to the word or only to the broken line.",
            )
    if source.wrap is not None:
        lines = split_lines(source.raw)
        texts = texts_outside(source.raw, lines, source.kept)
        yield from _kept_repeats(source, source.wrap, lines, texts)
        foreign = list(_foreign_lines(source, source.wrap, lines, texts))
        yield from foreign
        yield from _pasted_over(source, ends, {doubt.start for doubt in foreign})
        yield from short_lines(source, source.wrap, lines, texts)


def _pasted_over(source: Source, ends: Collection[int], marked: Collection[int]) -> Iterator[Doubt]:
    """Doubt where a fragment begins that is repeated before a break: what was it pasted over?"""
    is_behind_copy = -1
    for made in source.operations:
        if made.rule is not Rule.DROP or made.repaired_start not in ends:
            continue
        fragment = made.removed.strip()
        # one that was pasted in more than twice is dropped more than once
        end = is_behind_copy if made.raw_start == is_behind_copy else made.raw_start
        is_behind_copy = made.raw_end
        raw_start = source.raw.rfind(fragment, 0, end)
        if raw_start <= 0:
            continue
        start = source.to_repaired(raw_start)
        if start not in marked and source.repaired[start - 1 : start] == " ":
            note = "a fragment that stands there twice begins here; words may be lost before it."
            yield Doubt(start, start, MarkKind.UNCLEAR, "repeat inside a sentence", note)


def _kept_repeats(
    source: Source, wrap: Wrap, places: Sequence[Line], texts: Sequence[str]
) -> Iterator[Doubt]:
    """Doubt whole sentences that stand there twice, perhaps for emphasis, and so were kept."""
    dropped = {
        line
        for made in source.operations
        if made.rule is Rule.DROP
        for line in range(made.first_line - 1, made.last_line)
    }
    repeats = {
        lines.block: (lines, found)
        for lines in lines_of_blocks(texts)
        if (found := find_repeats(texts, lines.block))
    }
    candidates = [lines for lines, _ in repeats.values()]
    for block in wrapped_blocks(candidates, wrap):
        for _, copy in repeats[block][1]:
            if dropped.isdisjoint(range(copy.first, copy.last + 1)):
                start, end = source.offsets.range_after(
                    places[copy.first].start, places[copy.last].end
                )
                note = "the same words stand before; they may be the writer's own, so they stay."
                yield Doubt(start, end, MarkKind.UNCLEAR, "repeat left standing", note)


def _foreign_lines(
    source: Source, wrap: Wrap, lines: Sequence[Line], texts: Sequence[str]
) -> Iterator[Doubt]:
    """Doubt runs of lines twice as long as the wrap allows: pasted in from another copy."""
    if wrap.unit != "words":
        return
    was_long = False
    for line, text in zip(lines, texts, strict=True):
        is_long = len(text.split()) > _TWICE * wrap.size
        start, end = source.offsets.range_after(line.start, line.end)
        is_joined = start > 0 and source.repaired[start - 1 : start] == " "
        if is_long and not was_long and end > start + 1 and is_joined:
            note = "a fragment wrapped unlike the rest begins here; words may be lost before it."
            yield Doubt(start, start, MarkKind.UNCLEAR, "fragment pasted in", note)
        was_long = is_long
