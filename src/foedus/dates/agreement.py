"""Does a reading in EDTF fit the words that the source writes?

Only what can be told safely is told: numbers of four digits, and English names of months with the
numbers beside them. What the basis names counts as explained.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.dates.bounds import bounds
from foedus.dates.english import MONTH_NAMES, named_in
from foedus.dates.expression import Moment
from foedus.dates.parsing import parse

if TYPE_CHECKING:
    from foedus.dates.historical import HistoricalDate

_YEAR_DIGITS = re.compile(r"(?<!\d)\d{3,}(?!\d|\s*(?:hours|hrs|h)\b)")


def gives_a_year(written: str) -> bool:
    """Whether the words of a source hold something that may be a year.

    >>> gives_a_year("late on May 13"), gives_a_year("in May '50")
    (False, True)
    """
    return bool(_YEAR_DIGITS.search(written)) or named_in(written).has_short_year


def disagreements(date: HistoricalDate) -> tuple[str, ...]:
    """Where the words name another year, month or day than the reading, in words.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> disagreements(parse_date("1950-05-14", written="late on May 13, 1950"))
    ('the day 13, and edtf the day 14',)
    """
    if date.written is None or date.relation is not None:
        return ()
    named, basis = named_in(date.written), date.basis or ""
    earliest, latest = bounds(parse(date.edtf))
    found: list[str] = []
    least = float("-inf") if earliest is None else earliest.year
    most = float("inf") if latest is None else latest.year
    if named.years and not any(least <= year <= most for year in named.years):
        found.append(f"the year {named.years[0]}, and edtf {_years(least, most)}")
    read = parse(date.edtf)
    if not isinstance(read, Moment):
        return _unexplained(found, basis)
    numbers = [int(part.digits) if part.digits.isdigit() else None for part in read.parts]
    _, month, day = (*numbers, None, None)[:3]
    if month is not None and month <= len(MONTH_NAMES) and named.months:  # noqa: SIM102
        if month not in named.months:
            one, other = MONTH_NAMES[named.months[0] - 1], MONTH_NAMES[month - 1]
            found.append(f"the month {one}, and edtf {other}")
    if day is not None and named.days and day not in named.days:
        found.append(f"the day {named.days[0]}, and edtf the day {day}")
    return _unexplained(found, basis)


def _years(least: float, most: float) -> str:
    return f"the year {least:g}" if least == most else f"{least:g} to {most:g}"


def _unexplained(found: list[str], basis: str) -> tuple[str, ...]:
    """Those that a basis does not account for by naming what edtf has."""
    return tuple(one for one in found if one.split()[-1].casefold() not in _words(basis))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
