"""Which places seem lost or doubtful?

Each rule looks at the repaired text and at what repair did, and says where something may be
missing. None fills anything in. The rules for capitals know English function words; the others know
no language. Marks are doubts, not findings: a person decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.damage import damage_doubts
from foedus.sources.lost_ends import lost_ends
from foedus.sources.mark import Doubt, Mark, MarkKind
from foedus.sources.page_doubts import page_doubts, unexplained
from foedus.sources.paragraphs import paragraphs_of
from foedus.sources.stray import stray_capitals, unbalanced_brackets

if TYPE_CHECKING:
    from foedus.sources.source import Source

__all__ = ["find_doubts"]


def find_doubts(source: Source) -> tuple[Mark, ...]:
    """Mark the lost and doubtful places of a source, as its operations leave it.

    Returns
    -------
    tuple of Mark
        In the order of the repaired text.
    """
    paragraphs = paragraphs_of(source.repaired)
    doubts = [
        *damage_doubts(source, [paragraph.end for paragraph in paragraphs]),
        *lost_ends(paragraphs),
        *unbalanced_brackets(paragraphs),
    ]
    prose = [
        paragraph for paragraph in paragraphs if paragraph.is_text and not paragraph.is_heading
    ]
    is_damaged = any(doubt.kind is MarkKind.SURPLUS for doubt in doubts)
    doubts += stray_capitals(prose, is_damaged=is_damaged)
    by_page = list(page_doubts(source))
    doubts = unexplained(doubts, by_page) + by_page
    return tuple(_placed(source, doubt) for doubt in sorted(doubts, key=_place))


def _place(doubt: Doubt) -> tuple[int, int]:
    return doubt.start, doubt.end


def _placed(source: Source, doubt: Doubt) -> Mark:
    raw_start, raw_end = doubt.raw or source.offsets.range_before(doubt.start, doubt.end)
    is_at_end = doubt.start == doubt.end and doubt.raw is None and doubt.start > 0
    # a mark at the end of a text belongs to the line that ends there
    before_end = source.to_raw(doubt.start - 1) if is_at_end else raw_start
    is_end = source.repaired[doubt.start : doubt.start + 1].strip() == ""
    at = before_end if is_end else raw_start
    return Mark(
        kind=doubt.kind,
        rule=doubt.rule,
        repaired_start=doubt.start,
        repaired_end=doubt.end,
        raw_start=raw_start,
        raw_end=raw_end,
        line=source.line_of(at),
        where=source.where(at, at),
        note=doubt.note,
    )
