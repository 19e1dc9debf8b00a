"""On which page does each line of a plain text stand, where form feeds divide it into pages?

A form feed (U+000C) told a printer to begin a page, and programs that make plain text of a PDF
write one between two pages. It counts where it stands at an end of a line or alone on one. Lines
are counted through the whole file, as the editor does in which a reader opens it.
"""

from __future__ import annotations

from foedus.sources.layout import Layout
from foedus.sources.lines import split_lines

__all__ = ["layout_by_form_feeds"]

_FORM_FEED = "\f"


def layout_by_form_feeds(raw: str) -> Layout | None:
    r"""Find the page of each line; None for a text that no form feed divides into pages.

    Examples
    --------
    >>> layout_by_form_feeds("one\ntwo\n\fthree").in_words(9, 14)
    'page 2, line 3'
    """
    if _FORM_FEED not in raw:
        return None
    starts: list[int] = []
    pages: list[int] = []
    page = 1
    for line in split_lines(raw):
        text = raw[line.start : line.end]
        if _FORM_FEED in text.strip(f" \t{_FORM_FEED}"):
            return None  # a form feed within a line divides no pages
        before = len(text) - len(text.lstrip(f" \t{_FORM_FEED}"))
        page += text[:before].count(_FORM_FEED)
        starts.append(line.start)
        pages.append(page)
        page += text[before:].count(_FORM_FEED)
    return Layout(tuple(starts), pages=tuple(pages))
