"""Where do the lines, paragraphs and pages of the file begin in the repaired text?"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.layout import Layout
from foedus.sources.operation import Operation, Rule

if TYPE_CHECKING:
    from foedus.sources.source import Source

__all__ = ["Break", "breaks_of"]


class Break(NamedTuple):
    """The beginning of a line or paragraph of the file.

    Attributes
    ----------
    position
        Where it falls in the repaired text.
    unit, number, page
        What begins there, as a reader counts; `page` only where a new page begins.
    is_inside_word
        It was joined to the line before without a space.
    dropped
        The operation that dropped it, if it begins inside a dropped copy.
    inside
        How many characters of that copy stand before it.
    """

    position: int
    unit: str
    number: int
    page: int | None = None
    is_inside_word: bool = False
    dropped: Operation | None = None
    inside: int = 0


def breaks_of(source: Source) -> list[Break]:
    """Find where the lines or paragraphs of the file that hold words begin, in their order."""
    layout = source.layout or Layout.of_lines(source.raw)
    ends_of_operations = [made.raw_end for made in source.operations]
    found: list[Break] = []
    page: int | None = None
    for start, end in zip(layout.starts, (*layout.starts[1:], len(source.raw)), strict=True):
        if not source.raw[start:end].strip():
            continue
        place = layout.place_of(start)
        new_page = place.page if place.page != page else None
        page = place.page
        made = _at(source, bisect_left(ends_of_operations, start), start)
        position = source.to_repaired(start) if made is None else made.repaired_end
        is_dropped = made is not None and made.rule is Rule.DROP
        found.append(
            Break(
                position,
                layout.unit,
                place.number,
                new_page,
                is_inside_word=made is not None and made.rule is Rule.JOIN_HYPHEN,
                dropped=made if is_dropped else None,
                inside=start - made.raw_start if made is not None and is_dropped else 0,
            )
        )
    return found


def _at(source: Source, index: int, start: int) -> Operation | None:
    """The operation that a line begins in or right behind, since line ends are what it changed."""
    for made in source.operations[index : index + 2]:
        if made.raw_start < start <= made.raw_end or made.raw_start == start == made.raw_end:
            return made
    return None
