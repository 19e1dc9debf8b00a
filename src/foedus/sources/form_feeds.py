"""On which page does each line of a plain text stand, where form feeds divide it into pages?

A form feed (U+000C) told a printer to begin a page, and programs that make plain text of a PDF
write one between two pages. It counts where it stands at an end of a line or alone on one.
"""

from __future__ import annotations

from foedus.sources.layout import Layout
from foedus.sources.lines import split_lines

__all__ = ["layout_by_form_feeds"]

_FORM_FEED = "\f"


def layout_by_form_feeds(raw: str) -> Layout | None:
    r"""Count lines on each page; None for a text that no form feed divides into pages.

    Examples
    --------
    >>> layout_by_form_feeds("one\ntwo\n\fthree").in_words(9, 14)
    'page 2, line 1'
    """
    if _FORM_FEED not in raw:
        return None
    starts: list[int] = []
    numbers: list[int] = []
    pages: list[int] = []
    page, number = 1, 0
    for line in split_lines(raw):
        text = raw[line.start : line.end]
        if _FORM_FEED in text.strip(f" \t{_FORM_FEED}"):
            return None  # a form feed within a line divides no pages
        before = len(text) - len(text.lstrip(f" \t{_FORM_FEED}"))
        turned = text[:before].count(_FORM_FEED)
        if turned:
            page, number = page + turned, 0
        number += before < len(text) or not turned
        starts.append(line.start)
        numbers.append(max(number, 1))
        pages.append(page)
        behind = text[before:].count(_FORM_FEED)
        if behind:
            page, number = page + behind, 0
    return Layout(tuple(starts), numbers=tuple(numbers), pages=tuple(pages))
