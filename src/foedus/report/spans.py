"""How is a span of days told in a few words?

``13 May 1950``, ``May 1950``, ``by 3 May 1950``, and two days with a dash. An entry of the record
can be narrower than its own date says, where its order to others is known; then this is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.dates import in_words
from foedus.dates.day import MONTHS, Day, days_in_month
from foedus.dates.english import MONTH_NAMES

if TYPE_CHECKING:
    from foedus.dates import HistoricalDate

NO_DATE = "no date"
DASH = "\N{EN DASH}"


def date_in_words(date: HistoricalDate, earliest: int | None, latest: int | None) -> str:
    """A date in few words: its own, or the narrower span that the record leaves for it.

    Parameters
    ----------
    date
        Of an entry.
    earliest, latest
        The first and the last day that are left for it, as ordinal numbers; None for an open end.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> may = parse_date("1950-05")
    >>> date_in_words(may, may.earliest.ordinal, may.latest.ordinal)
    'May 1950'
    >>> later = may.earliest.ordinal + 12
    >>> date_in_words(may, later, may.latest.ordinal) == f"13{DASH}31 May 1950"
    True
    """
    own = (
        None if date.earliest is None else date.earliest.ordinal,
        None if date.latest is None else date.latest.ordinal,
    )
    is_in_doubt = date.is_uncertain or date.is_approximate
    if own == (earliest, latest) and is_in_doubt and date.relation is None:
        return in_words(date.edtf)
    return span_in_words(earliest, latest)


def span_in_words(earliest: int | None, latest: int | None) -> str:
    """A span of days in few words.

    >>> from datetime import date
    >>> days = [date(1950, 5, 30).toordinal(), date(1950, 6, 2).toordinal()]
    >>> span_in_words(*days) == f"30 May {DASH} 2 June 1950"
    True
    >>> span_in_words(None, days[1])
    'by 2 June 1950'
    >>> span_in_words(days[0], None), span_in_words(None, None)
    ('from 30 May 1950', 'no date')
    """
    if earliest is None:
        return NO_DATE if latest is None else f"by {_day(Day.of_ordinal(latest))}"
    first = Day.of_ordinal(earliest)
    if latest is None:
        return f"from {_day(first)}"
    last = Day.of_ordinal(latest)
    if first == last:
        return _day(first)
    return _whole_months(first, last) or _days(first, last)


def _day(day: Day) -> str:
    return f"{day.day} {MONTH_NAMES[day.month - 1]} {_year(day)}"


def _year(day: Day) -> str:
    return str(day.year) if day.year > 0 else f"{1 - day.year} BC"


def _days(first: Day, last: Day) -> str:
    if first.year != last.year:
        return f"{_day(first)} {DASH} {_day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTH_NAMES[first.month - 1]} {DASH} {_day(last)}"
    return f"{first.day}{DASH}{_day(last)}"


def _whole_months(first: Day, last: Day) -> str:
    """Whole months and years; empty for a span that is not made of them."""
    if first.day != 1 or last.day != days_in_month(last.year, last.month):
        return ""
    months = (MONTH_NAMES[first.month - 1], MONTH_NAMES[last.month - 1])
    if (first.month, last.month) == (1, MONTHS):
        years = (_year(first), _year(last))
        return years[0] if first.year == last.year else f"{years[0]}{DASH}{years[1]}"
    if first.year != last.year:
        return f"{months[0]} {_year(first)} {DASH} {months[1]} {_year(last)}"
    joined = months[0] if first.month == last.month else f"{months[0]}{DASH}{months[1]}"
    return f"{joined} {_year(first)}"
