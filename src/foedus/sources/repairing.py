"""How does the text read once lines are joined, paragraphs found and pasted repeats dropped?

Repair looks at the text, decides, makes the changes, and looks again, until nothing is left to
decide. So repairing what was repaired changes nothing. It ends because every decision takes away a
line end between two lines that no blank line divides. Nothing is added but spaces and line ends.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.composing import composed
from foedus.sources.doubts import find_doubts
from foedus.sources.habits import are_parted_by_blank_lines
from foedus.sources.joins import Boundary, boundaries_of, join_edit
from foedus.sources.kept import texts_outside
from foedus.sources.lines import Block, Line, content_end, content_start, split_lines
from foedus.sources.mark import by_place
from foedus.sources.operation import Edit, Operation, Rule, apply_edits
from foedus.sources.pages import is_measured, page_edits
from foedus.sources.repeats import begins_inside_sentence, find_repeats
from foedus.sources.wrap import lines_of_blocks, wrap_of, wrapped_blocks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.kept import KeptLines
    from foedus.sources.mark import Mark
    from foedus.sources.offset_map import Stretch
    from foedus.sources.source import Source
    from foedus.sources.wrap import Wrap

__all__ = ["repair", "undo"]


class _Seen(NamedTuple):
    """A line as the next look sees it; `first` and `last` are the raw lines it was made of."""

    text: str
    first: int
    last: int


def repair(source: Source) -> Source:
    """Repair a source: a new value with its operations and its marks.

    Parameters
    ----------
    source : Source
        The raw text decides alone; earlier operations and Foedus's own marks are made anew. Marks
        by people keep their place in the raw text; where that is dropped now, they say so. What
        they settled stays settled, and a note names it where its mark is not made any more.

    Returns
    -------
    Source
        With `operations`, `marks` and `wrap`. Text that was not evidently wrapped keeps its lines.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> repair(Source("note", "One line only.")).operations
    ()
    """
    by_page = page_edits(source.raw, source.layout)
    if is_measured(source.layout):
        edits, wrap = by_page, None
    else:
        ordinary, wrap = _ordinary_edits(apply_edits(source.raw, by_page)[0], source.kept)
        edits = composed(source.raw, by_page, ordinary)
    return _marked(replace(with_edits(source, edits), wrap=wrap), source.marks)


def _ordinary_edits(raw: str, kept: Sequence[KeptLines]) -> tuple[list[Edit], Wrap | None]:
    """Find the edits of a text that has lines and nothing else, and how it was wrapped."""
    lines = split_lines(raw)
    here = texts_outside(raw, lines, kept)
    drops: list[Block] = []
    boundaries: dict[int, Boundary] = {}
    wrap: Wrap | None = None
    has_dropped = False
    while True:
        seen = _look(here, drops, boundaries)
        texts = [line.text for line in seen]
        blocks = lines_of_blocks(texts)
        found = wrap_of(blocks)
        wrap = wrap or found
        # what is left when copies are gone may be too short to show its wrap by itself
        used = found or (wrap if has_dropped else None)
        count = len(drops)
        if used is None or not _decide(
            seen, texts, wrapped_blocks(blocks, used), used, drops, boundaries
        ):
            break
        has_dropped = len(drops) != count
    return _edits(raw, lines, drops, boundaries), wrap


def undo(source: Source, *operations: Operation) -> Source:
    """Take operations back: a new value in which they are not made, with its marks made anew."""
    unwanted = set(operations)
    kept = [
        Edit(made.raw_start, made.raw_end, made.added, made.rule)
        for made in source.operations
        if made not in unwanted
    ]
    return _marked(with_edits(source, kept), source.marks)


def with_edits(source: Source, edits: Sequence[Edit]) -> Source:
    """Give a source these edits of its raw text, in order, as its operations."""
    _, offsets = apply_edits(source.raw, edits)
    return replace(
        source,
        operations=tuple(
            _made(source, edit, stretch)
            for edit, stretch in zip(edits, offsets.stretches, strict=True)
        ),
    )


def _made(source: Source, edit: Edit, stretch: Stretch) -> Operation:
    first_line, first = source.line_of(edit.start), edit.start
    is_at_start = edit.rule is Rule.RUNNING_LINE and edit.start == 0
    last = edit.end if is_at_start else edit.end + 1
    if edit.rule in {Rule.DROP, Rule.RUNNING_LINE} and not is_at_start:
        # what was left out begins behind the line before it
        first_line += 1
        first = source.start_of_line(first_line)
    return Operation(
        rule=edit.rule,
        raw_start=edit.start,
        raw_end=edit.end,
        repaired_start=stretch.after_start,
        repaired_end=stretch.after_end,
        removed=source.raw[edit.start : edit.end],
        added=edit.text,
        first_line=first_line,
        last_line=source.line_of(last - 1),
        where=source.where(first, last),
    )


def _marked(source: Source, earlier: Sequence[Mark]) -> Source:
    """Mark the doubtful places, and carry over what people said by its place in the raw text."""
    marks = list(find_doubts(source))
    notes = source.notes
    for mark in earlier:
        if mark.is_by_a_person:
            start, end = source.offsets.range_after(mark.raw_start, mark.raw_end)
            marks.append(replace(mark, repaired_start=start, repaired_end=end))
        elif mark.settled:
            anew = next((at for at, one in enumerate(marks) if one.is_same_as(mark)), None)
            if anew is None:
                notes += (f"A mark is made no longer that was settled ({mark}).",)
            else:
                marks[anew] = replace(marks[anew], settled=mark.settled)
    return replace(source, marks=tuple(sorted(marks, key=by_place)), notes=notes)


def _decide(
    seen: Sequence[_Seen],
    texts: Sequence[str],
    blocks: Sequence[Block],
    wrap: Wrap,
    drops: list[Block],
    boundaries: dict[int, Boundary],
) -> bool:
    """Look once, note the decisions, and say whether there were any."""
    repeated = [
        copy
        for block in blocks
        for kept, copy in find_repeats(texts, block)
        if begins_inside_sentence(texts, kept, block)
    ]
    if repeated:  # lines are joined at the next look, when the copies are gone
        new = [Block(seen[copy.first].first, seen[copy.last].last) for copy in repeated]
        # what was dropped earlier inside a line that goes now, goes with it
        apart = _outside(drops, new)
        drops[:] = sorted(apart + new)
        return True
    decided = False
    is_parted = are_parted_by_blank_lines(texts, blocks, wrap)
    for block in blocks:
        found = boundaries_of(texts[block.first : block.last + 1], wrap, is_parted=is_parted)
        for index, boundary in enumerate(found, block.first):
            if boundary is not Boundary.KEEP:
                boundaries[seen[index].last] = boundary
                decided = True
    return decided


def _outside(old: Sequence[Block], new: Sequence[Block]) -> list[Block]:
    """Leave out the old blocks that lie within new ones; both are in order and apart."""
    firsts = [block.first for block in new]
    holders = ((block, bisect_right(firsts, block.first) - 1) for block in old)
    return [block for block, at in holders if at < 0 or new[at].last < block.last]


def _not_dropped(count: int, drops: Sequence[Block]) -> list[int]:
    dropped = {index for drop in drops for index in range(drop.first, drop.last + 1)}
    return [index for index in range(count) if index not in dropped]


def _look(
    texts: Sequence[str], drops: Sequence[Block], boundaries: dict[int, Boundary]
) -> list[_Seen]:
    """See the lines of the text as it would stand now, without writing it."""
    before_drop = {drop.first - 1 for drop in drops}
    seen: list[_Seen] = []
    boundary = Boundary.KEEP
    for index in _not_dropped(len(texts), drops):
        text = texts[index]
        if index in before_drop:
            text = text.rstrip()
        if boundary in (Boundary.JOIN, Boundary.JOIN_HYPHEN):
            before = seen.pop()
            space = " " if boundary is Boundary.JOIN else ""
            seen.append(_Seen(before.text.rstrip() + space + text.lstrip(), before.first, index))
        else:
            if boundary is Boundary.BREAK:
                seen.append(_Seen("", index, index))
            seen.append(_Seen(text, index, index))
        boundary = boundaries.get(index, Boundary.KEEP)
    return seen


def _edits(
    raw: str, lines: Sequence[Line], drops: Sequence[Block], boundaries: dict[int, Boundary]
) -> list[Edit]:
    """Write the decisions down as edits of the raw text, in order."""
    edits: list[Edit] = []
    ends_of_drops = {drop.last for drop in drops}
    for drop in drops:
        before = lines[drop.first - 1]
        is_behind_drop = drop.first - 1 in ends_of_drops
        start = before.end if is_behind_drop else content_end(raw, before)
        edits.append(Edit(start, lines[drop.last].end, "", Rule.DROP))
    for index, following in pairwise(_not_dropped(len(lines), drops)):
        boundary = boundaries.get(index, Boundary.KEEP)
        before = lines[following - 1]
        if boundary is Boundary.BREAK:
            line_end = raw[before.end : before.after]
            edits.append(Edit(before.after, before.after, line_end, Rule.BREAK))
        elif boundary is not Boundary.KEEP:
            is_behind_drop = following - 1 != index
            start = before.end if is_behind_drop else content_end(raw, before)
            edits.append(join_edit(boundary, start, content_start(raw, lines[following])))
    return sorted(edits, key=lambda edit: (edit.start, edit.end))
