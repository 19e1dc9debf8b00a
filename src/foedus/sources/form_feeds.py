"""On which page does each line of a plain text stand, where form feeds divide it into pages?

A form feed (U+000C) told a printer to begin a page, and programs that make plain text of a PDF
write one between two pages. It counts where it stands at an end of a line or alone on one. Lines
are counted through the whole file, as the editor does in which a reader opens it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from itertools import repeat

from foedus.sources.layout import Layout

__all__ = ["layout_by_form_feeds"]

_FORM_FEED = "\f"
_BLANKS = " \t"
_RUN = re.compile(r"\f[ \t\f]*")


def layout_by_form_feeds(raw: str) -> Layout | None:
    r"""Find the page of each line; None for a text that no form feed divides into pages.

    Examples
    --------
    >>> layout_by_form_feeds("one\ntwo\n\fthree").in_words(9, 14)
    'page 2, line 3'
    """
    if _FORM_FEED not in raw:
        return None
    starts = array("q", Layout.of_lines(raw).starts)
    if starts[-1] == len(raw) and len(starts) > 1:
        starts.pop()
    pages = array("q")
    page = 1
    for run in _RUN.finditer(raw):
        at = bisect_right(starts, run.start()) - 1
        if raw[starts[at] : run.start()].strip(_BLANKS):
            if run.end() < len(raw) and raw[run.end()] not in "\r\n":
                return None  # a form feed within a line divides no pages
            at += 1
        pages.extend(repeat(page, at - len(pages)))
        page += run.group().count(_FORM_FEED)
    pages.extend(repeat(page, len(starts) - len(pages)))
    return Layout(starts, pages=pages)
