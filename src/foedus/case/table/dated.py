"""How does a date stand in a table, and how is it read from there?

In four cells: its reading in EDTF, the words of the source, the basis of what was supplied, and, of
a date that is told by entries of the record, how it is told, in the words of the language. What
that comes to stands in the first cell for readers. Or in one cell, where a date stands beside
something else: ``1911-05; as written "in May"; basis "the minutes"``. Own construction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from foedus.case.table.quoted import QUOTED, plain, quoted
from foedus.case.writing import OnOneLine
from foedus.dates import DateError, parse_date
from foedus.dates.relative import DISTANCE

if TYPE_CHECKING:
    from foedus.dates import HistoricalDate

__all__ = [
    "DateCells",
    "cells_of_date",
    "date_in_one_cell",
    "date_of_cells",
    "date_of_one_cell",
    "told_by",
]

_IN_ONE = re.compile(rf'([^";]*)(?:;\s*as written\s*({QUOTED})\s*)?(?:;\s*basis\s*({QUOTED})\s*)?')
_ORDER = {"after", "before", "same", "between"}

_TOLD = re.compile(
    rf"(?:(?P<by>{DISTANCE.pattern}) )?(?P<order>after|before) (?P<other>\S+)"
    r"|(?:on the )?same day as (?P<same>\S+)"
    r"|between (?P<first>\S+) and (?P<last>\S+)"
)


class DateCells(NamedTuple):
    """A date as a table has it; what does not apply is empty."""

    edtf: str = ""
    written: str = ""
    basis: str = ""
    told_by: str = ""


def cells_of_date(date: HistoricalDate | None) -> DateCells:
    """Write a date, or none.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> cells_of_date(parse_date("1911-03", written="in March", basis="the letter"))
    DateCells(edtf='1911-03', written='in March', basis='the letter', told_by='')
    """
    if date is None:
        return DateCells()
    return DateCells(date.edtf, date.written or "", date.basis or "", told_by(date))


def told_by(date: HistoricalDate) -> str:
    """How a date is told by entries, in the words of the language; nothing of other dates.

    Examples
    --------
    >>> from foedus.dates import parse_date, parse_distance, related_date, Relation
    >>> after = Relation("after", ("talk",), parse_distance("1 day"))
    >>> told_by(related_date(after, {"talk": parse_date("1911-03-09")}))
    '1 day after talk'
    """
    relation = date.relation
    if relation is None:
        return ""
    by = "" if relation.by is None else f"{relation.by} "
    return f"{by}{relation.word} {' and '.join(relation.entries)}"


def date_of_cells(cells: DateCells) -> str | dict[str, object] | None:
    """Read a date as a case has it: as a text, or written out; None where there is none.

    Raises
    ------
    DateError
        If a cell is no date, or says no order of entries.

    Examples
    --------
    >>> date_of_cells(DateCells("1911-03-10", told_by="1 day after talk"))
    {'after': 'talk', 'by': '1 day'}
    """
    if not any(cells):
        return None
    words: dict[str, object] = {"as written": cells.written} if cells.written else {}
    if cells.told_by:
        words |= _told(cells.told_by)
    else:
        if not cells.edtf:
            raise DateError("is empty, but there is more on the date: give its reading in EDTF")
        parse_date(cells.edtf)
        words["edtf"] = cells.edtf
    if cells.basis:
        words["basis"] = cells.basis
    return cells.edtf if words.keys() == {"edtf"} else words


def date_in_one_cell(date: HistoricalDate | None) -> str:
    """Write a date in one cell, or none.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> date_in_one_cell(parse_date("1911-03", written="in March", basis="the letter"))
    '1911-03; as written "in March"; basis "the letter"'
    """
    cells = cells_of_date(date)
    more = (("as written", cells.written), ("basis", cells.basis))
    told = (f"{word} {quoted(text)}" for word, text in more if text)
    return "; ".join([cells.told_by or cells.edtf, *told])


def date_of_one_cell(cell: str) -> str | dict[str, object] | None:
    """Read a date from one cell as a case has it; None where the cell has another form.

    Raises
    ------
    DateError
        If it is no date, or says no order of entries.

    Examples
    --------
    >>> date_of_one_cell('1 day after talk; as written "the next day"')
    {'as written': 'the next day', 'after': 'talk', 'by': '1 day'}
    """
    told = _IN_ONE.fullmatch(cell)
    if told is None or not told[1].strip():
        return None
    telling = told[1].strip()
    written, basis = (plain(text).strip() if text else "" for text in (told[2], told[3]))
    is_told = not _ORDER.isdisjoint(telling.split())
    edtf, by_entries = ("", telling) if is_told else (telling, "")
    return date_of_cells(DateCells(edtf, written, basis, by_entries))


def _told(text: str) -> dict[str, object]:
    match = _TOLD.fullmatch(" ".join(text.split()))
    if match is None:
        raise DateError(
            f'"{text}" tells no date by entries: write 1 day after NAME, after NAME, before NAME, '
            "same day as NAME or between NAME and NAME"
        )
    if match["order"]:
        by: dict[str, object] = {"by": match["by"]} if match["by"] else {}
        return {match["order"]: match["other"], **by}
    if match["same"]:
        return {"same day as": match["same"]}
    return {"between": OnOneLine([match["first"], match["last"]])}
