"""Where does a page's end leave the text doubtful?

Where a running head was left out of a paragraph, and where the notes at the foot of a page seem to
stand in the way of one. Notes are never moved.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.sources.lines import begins_small, is_closed
from foedus.sources.mark import RUNNING_HEAD, Doubt, MarkKind
from foedus.sources.operation import Rule
from foedus.sources.pages import is_measured, paged

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from foedus.sources.pages import PagedText
    from foedus.sources.source import Source

__all__ = ["page_doubts", "unexplained"]

_SAME_SIZE = 0.08
_NOTES = "notes at a page's foot"


def page_doubts(source: Source) -> Iterator[Doubt]:
    """Doubt paragraphs that a running head or the notes of a page interrupted."""
    yield from _running_heads(source)
    text = paged(source.raw, source.layout) if is_measured(source.layout) else None
    if text is not None:
        yield from _notes(source, text)


def unexplained(doubts: Iterable[Doubt], by_page: Iterable[Doubt]) -> list[Doubt]:
    """Leave out doubts about sentences that run on behind the notes of a page."""
    places = {doubt.start for doubt in by_page if doubt.rule == _NOTES}
    return [
        doubt for doubt in doubts if doubt.kind is not MarkKind.GAP or doubt.start not in places
    ]


def _running_heads(source: Source) -> Iterator[Doubt]:
    for made, following in pairwise(source.operations):
        is_inside = following.raw_start == made.raw_end and following.rule in {
            Rule.JOIN,
            Rule.JOIN_HYPHEN,
        }
        if made.rule is Rule.RUNNING_LINE and is_inside:
            words = " / ".join(" ".join(line.split()) for line in made.removed.split("\n"))
            stood = " / ".join(filter(None, words.split(" / ")))
            yield Doubt(
                made.repaired_start,
                made.repaired_start,
                MarkKind.SURPLUS,
                RUNNING_HEAD,
                f"{stood!r} stood here between two pages and was left out.",
            )


def _notes(source: Source, text: PagedText) -> Iterator[Doubt]:
    """Doubt the place where the text of a page breaks off above smaller print."""
    for index, following in pairwise(text.body):
        page = text.pages[index]
        if text.pages[following] == page or not begins_small(text.texts[following]):
            continue
        last = _last_in_size_of(text, index, following)
        if last is None or last == index or is_closed(text.texts[last]):
            continue
        _, end = _place(source, text, last)
        begin, _ = _place(source, text, following)
        line = text.lines[following]
        note = (
            f"the sentence seems to run on at {source.where(line.start, line.end)}, behind the "
            f"notes at the foot of page {page}, which were not moved."
        )
        yield Doubt(end, end, MarkKind.UNCLEAR, _NOTES, note)
        yield Doubt(
            begin,
            begin,
            MarkKind.UNCLEAR,
            _NOTES,
            f"the sentence seems to have begun above the notes at the foot of page {page}.",
        )


def _place(source: Source, text: PagedText, index: int) -> tuple[int, int]:
    """Where the words of a line stand in the repaired text."""
    line = text.lines[index]
    words = text.texts[index]
    return source.offsets.range_after(line.start, line.start + len(words.rstrip()))


def _last_in_size_of(text: PagedText, index: int, following: int) -> int | None:
    """The last line of the page of `index` that is set as large as the line `following`."""
    like = text.measures[following]
    for place in range(index, -1, -1):
        if text.pages[place] != text.pages[index]:
            return None
        measure = text.measures[place]
        if like is None or measure is None or place in text.running:
            continue
        if abs(measure.size - like.size) <= _SAME_SIZE * like.size:
            return place
    return None
