"""How does the text read on from page to page, and from line to line where the page shows it?

Running heads and page numbers are left out, and a paragraph that runs on across a page's end is
joined. Where a file tells how its lines were set (a PDF does), that decides about every line end;
otherwise the wrap of the text decides about page ends, and about the others as in any plain text.
A text without pages is none of this file's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, final

from foedus.sources.joins import Boundary, join_edit
from foedus.sources.lines import (
    Line,
    begins_small,
    content_end,
    content_start,
    is_closed,
    is_prose,
    split_lines,
)
from foedus.sources.measure import boundary_by_measure, joined_behind
from foedus.sources.operation import Edit, Rule
from foedus.sources.running_heads import find_running_lines
from foedus.sources.wrap import estimate_wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.layout import Layout
    from foedus.sources.measure import Measure
    from foedus.sources.wrap import Wrap

__all__ = [
    "LARGEST_NUMBERED",
    "PagedText",
    "is_measured",
    "page_edits",
    "paged",
    "with_printed_numbers",
]

LARGEST_NUMBERED = 20_000_000
"""The most characters of a text in which printed page numbers are looked for."""

_LONG_RUN = 3
_ENDS_IN_NUMBER = re.compile(r"\d\W*$")
_SOFT_HYPHEN = re.compile(r"(?<=\w)\u00ad(?=\w)")
_JOINS = (Boundary.JOIN, Boundary.JOIN_HYPHEN)


@final
@dataclass(frozen=True)
class PagedText:
    """The lines of a text that has pages: where each stands and, perhaps, how it was set."""

    raw: str
    lines: list[Line]
    pages: list[int]
    measures: list[Measure | None]

    @cached_property
    def texts(self) -> list[str]:
        """What each line says."""
        return [self.raw[line.start : line.end] for line in self.lines]

    @cached_property
    def running(self) -> frozenset[int]:
        """The running heads, running feet and page numbers."""
        return find_running_lines(self.texts, self.pages).lines

    @cached_property
    def body(self) -> list[int]:
        """The lines of the text itself, blank ones and running lines apart."""
        return [
            index
            for index, text in enumerate(self.texts)
            if text and not text.isspace() and index not in self.running
        ]

    @cached_property
    def body_set(self) -> frozenset[int]:
        """The same, to look one up."""
        return frozenset(self.body)


def is_measured(layout: Layout | None) -> bool:
    """Does the file tell how its lines were set?"""
    return layout is not None and layout.measures is not None and any(layout.measures)


def paged(raw: str, layout: Layout | None) -> PagedText | None:
    """Divide the lines of a text by its pages; None where it has no pages, or no such lines."""
    if layout is None or layout.pages is None or layout.unit == "paragraph":
        return None  # where paragraphs are known, none runs on across a page's end
    lines = split_lines(raw)
    measure_of = dict(zip(layout.starts, layout.measures or (), strict=False))
    pages = [layout.place_of(line.start).page or 1 for line in lines]
    return PagedText(raw, lines, pages, [measure_of.get(line.start) for line in lines])


def page_edits(raw: str, layout: Layout | None) -> list[Edit]:
    """Find what pages do to a text, as edits of it.

    Parameters
    ----------
    raw : str
        The text.
    layout : Layout, optional
        Where it stands in its file.

    Returns
    -------
    list of Edit
        In order; none for a text without pages.
    """
    text = paged(raw, layout)
    if text is None:
        return []
    boundaries = _boundaries(text)
    edits: list[Edit] = []
    position = 0
    for index in text.body:
        edits += _between(text, position - 1, index, boundaries.get(index, Boundary.KEEP))
        edits += _soft_hyphens(text, index)
        position = index + 1
    edits += _between(text, position - 1, len(text.lines), Boundary.KEEP)
    return edits


def with_printed_numbers(raw: str, layout: Layout | None) -> Layout | None:
    """Give a layout the numbers that are printed on the pages, where the file knows no others."""
    text = paged(raw, layout) if len(raw) <= LARGEST_NUMBERED else None
    if layout is None or text is None:
        return layout
    numbers = find_running_lines(text.texts, text.pages).numbers
    count = max(text.pages)
    if not numbers or any(label != str(page) for page, label in enumerate(layout.labels or (), 1)):
        return layout
    return replace(layout, labels=tuple(numbers.get(page, "") for page in range(1, count + 1)))


def _boundaries(text: PagedText) -> dict[int, Boundary]:
    """What becomes of the line end before each line of the text."""
    wrap = None if any(text.measures) else _wrap(text)
    boundaries = {
        following: _boundary(text, index, following, wrap)
        for index, following in pairwise(text.body)
    }
    for run in _joined_runs(text, boundaries):
        if not _is_prose(text, run):
            boundaries |= dict.fromkeys(run[1:], Boundary.KEEP)
    return boundaries


def _wrap(text: PagedText) -> Wrap | None:
    """How the text was wrapped, its pages apart."""
    lines: list[str] = []
    for index in text.body:
        is_first = not lines or text.pages[index] != text.pages[index - 1]
        is_apart = is_first or index - 1 not in text.body_set
        lines += [""] * is_apart
        lines.append(text.texts[index])
    return estimate_wrap(lines)


def _boundary(text: PagedText, index: int, following: int, wrap: Wrap | None) -> Boundary:
    first, second = text.texts[index], text.texts[following]
    crosses = text.pages[index] != text.pages[following]
    measure, next_measure = text.measures[index], text.measures[following]
    if measure is not None and next_measure is not None:
        return boundary_by_measure(first, second, measure, next_measure, crosses_page=crosses)
    if not crosses or wrap is None:
        return Boundary.KEEP
    runs_on = begins_small(second) and not is_closed(first) and wrap.is_full(first, second)
    return joined_behind(first) if runs_on else Boundary.KEEP


def _joined_runs(text: PagedText, boundaries: dict[int, Boundary]) -> Iterator[list[int]]:
    run: list[int] = []
    for index in text.body:
        if boundaries.get(index, Boundary.KEEP) not in _JOINS:
            if len(run) > 1:
                yield run
            run = []
        run.append(index)
    if len(run) > 1:
        yield run


def _is_prose(text: PagedText, run: list[int]) -> bool:
    """Can these lines be one paragraph? Not a table, nor a list of contents with page numbers."""
    texts = [text.texts[index] for index in run]
    in_numbers = sum(_ENDS_IN_NUMBER.search(line) is not None for line in texts)
    if len(run) >= _LONG_RUN and 2 * in_numbers > len(run):
        return False
    page = {text.pages[index] for index in run}
    return is_prose(texts) or is_prose(
        [text.texts[index] for index in text.body if text.pages[index] in page]
    )


def _between(text: PagedText, before: int, following: int, boundary: Boundary) -> Iterator[Edit]:
    """What becomes of the lines and line ends between two lines of the text."""
    raw, lines = text.raw, text.lines
    runs = [index for index in range(before + 1, following) if index in text.running]
    if boundary in _JOINS:
        start = content_end(raw, lines[before])
        if runs:
            end = lines[following - 1].end
            yield Edit(start, end, "", Rule.RUNNING_LINE)
            start = end
        yield join_edit(boundary, start, content_start(raw, lines[following]))
        return
    for first, last in _neighbours(runs):
        if first == 0:
            yield Edit(0, lines[last].after, "", Rule.RUNNING_LINE)
        else:
            start = content_end(raw, lines[first - 1])
            if start == lines[first - 1].start:
                start = lines[first - 1].end  # a line with nothing but a form feed keeps it
            yield Edit(start, lines[last].end, "", Rule.RUNNING_LINE)
    if boundary is Boundary.BREAK and following == before + 1:
        line = lines[before]
        yield Edit(line.after, line.after, raw[line.end : line.after], Rule.BREAK)


def _neighbours(indices: list[int]) -> list[tuple[int, int]]:
    """The runs of indices that follow each other: their first and last."""
    runs: list[tuple[int, int]] = []
    for index in indices:
        if runs and runs[-1][1] == index - 1:
            runs[-1] = (runs[-1][0], index)
        else:
            runs.append((index, index))
    return runs


def _soft_hyphens(text: PagedText, index: int) -> Iterator[Edit]:
    """Leave out signs that only say where a word might be broken, and that no page shows."""
    if text.measures[index] is None:
        return
    line = text.lines[index]
    for match in _SOFT_HYPHEN.finditer(text.raw, line.start, line.end):
        yield Edit(match.start(), match.end(), "", Rule.SOFT_HYPHEN)
