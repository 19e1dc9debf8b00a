"""Which rows has a file of CSV, however a spreadsheet wrote it?

Spreadsheets write commas or semicolons by the country of their user, a byte order mark or UTF-16,
and cells with line ends in them. The separator is the one under which most headings are known.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import NamedTuple

from foedus._user_error import UserError
from foedus.case.table.cells import from_cell
from foedus.case.table.columns import column_called

__all__ = ["Row", "read_rows"]

_LARGEST = 20_000_000
_LONGEST_CELL = 1_000_000
_SEPARATORS = ",;\t"
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


_DECLARED = re.compile(r"sep=([,;\t|])\r?\n", re.IGNORECASE)
"""A line by which Excel is told the separator; it is no row of the table."""


class Row(NamedTuple):
    """A row, counted from one as spreadsheets do, and its cells by their headings."""

    number: int
    cells: dict[str, str]


def read_rows(content: bytes, name: str, encoding: str | None) -> tuple[list[str], list[Row]]:
    """Read the headings and the rows below them; blank rows are left out.

    Raises
    ------
    UserError
        If the file is too large, in another encoding, without headings, or no CSV.
    """
    if len(content) > _LARGEST:
        size = f"{len(content) / 1e6:,.0f} MB"
        raise UserError(f"{name} has {size}; a table has at most {_LARGEST / 1e6:,.0f} MB")
    text = _decoded(content, name, encoding)
    table = _table(text, name)
    headings = [cell.strip() for cell in table[0]]
    while headings and not headings[-1]:
        headings.pop()
    wrong = [f'the heading "{one}" stands twice' for one in headings if headings.count(one) > 1]
    if not headings or "" in headings:
        wrong.append("every column needs a heading in row 1")
    rows: list[Row] = []
    for number, cells in enumerate(table[1:], 2):
        if not any(cell.strip() for cell in cells):
            continue
        if any(cell.strip() for cell in cells[len(headings) :]):
            wrong.append(
                f"row {number} has {len(cells)} cells and row 1 has {len(headings)}: a cell with "
                "the separator in it needs quotes"
            )
        rows.append(Row(number, dict(zip(headings, map(from_cell, cells), strict=False))))
    if wrong:
        raise UserError("\n".join(f"{name}: {one}" for one in dict.fromkeys(wrong)))
    return headings, rows


def _decoded(content: bytes, name: str, declared: str | None) -> str:
    marked = next((one for mark, one in _MARKS if content.startswith(mark)), "utf-8")
    try:
        return content.decode(declared or marked)
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise UserError(
            f"{name}: line {line} is not in {declared or marked}; save the table as CSV in UTF-8, "
            "or declare its encoding (--encoding cp1252 for Excel's plain CSV)"
        ) from error
    except (LookupError, ValueError) as error:
        raise UserError(
            f"there is no encoding {declared!r}; use a name such as utf-8 or cp1252"
        ) from error


def _table(text: str, name: str) -> list[list[str]]:
    """Take the file apart by the separator under which most headings are known."""
    if not text.strip():
        raise UserError(f"{name} is empty; a table has headings in row 1 and claims below")
    text = text.removeprefix("\ufeff")
    declared = _DECLARED.match(text)
    if declared is not None:
        text = text[declared.end() :]
    headings = text.split("\n", 1)[0]
    separator = max(_SEPARATORS, key=lambda one: _known(headings, one))
    if declared is not None:
        separator = declared.group(1)
    previous = csv.field_size_limit(_LONGEST_CELL)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        raise UserError(f"{name} is not readable as CSV: {error}") from error
    finally:
        csv.field_size_limit(previous)


def _known(line: str, separator: str) -> tuple[int, int]:
    headings = line.strip().split(separator)
    return sum(column_called(one.strip('"')) is not None for one in headings), len(headings)
