"""Does a table hold data, or does it only lay a page out?

In data a row is a line. Pages of the years around 2000 put whole articles into the cells of a
table; their paragraphs must not become one line. Own construction.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.formats.elements import Element

__all__ = ["is_laid_out"]

_BLOCKS = ("p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "dt")
_BODIES = ("thead", "tbody", "tfoot")


def is_laid_out(table: Element) -> bool:
    """Has a cell several paragraphs, or another table, or has no row two cells?"""
    has_columns = False
    for row in _rows(table):
        cells = [cell for cell in row if cell.tag in {"td", "th"}]
        has_columns = has_columns or len(cells) > 1
        for cell in cells:
            if next(cell.iter("table"), None) is not None:
                return True
            if len(list(islice(cell.iter(*_BLOCKS), 2))) > 1:
                return True
    return not has_columns


def _rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in _BODIES:
            yield from (row for row in part if row.tag == "tr")
