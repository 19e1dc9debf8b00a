"""Which day is meant, and how is a day, or several that it can have been, read out?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from foedus.dates import Day, in_words

if TYPE_CHECKING:
    from foedus.record.temporal_network import Window

AnyDay = date | Day | int
"""A day: of `datetime`, of `foedus.dates`, or its ordinal number."""


def ordinal_of(day: AnyDay) -> int:
    """The number of a day, 1 January of the year 1 being 1.

    >>> ordinal_of(date(1950, 5, 13)) == ordinal_of(Day(1950, 5, 13)) == 711990
    True
    """
    match day:
        case Day():
            return day.ordinal
        case date():
            return day.toordinal()
        case _:
            return day


def day_in_words(ordinal: int) -> str:
    """Read out a day.

    >>> day_in_words(711990)
    '13 May 1950'
    """
    return in_words(_edtf(ordinal))


def window_in_words(window: Window | tuple[int | None, int | None]) -> str:
    """Read out when something was, as far as it is known.

    >>> window_in_words((711990, 711992)), window_in_words((None, 711990))
    ('between 13 and 15 May 1950', '13 May 1950 or earlier')
    """
    earliest, latest = window
    if earliest is None and latest is None:
        return "on a day that nothing bounds"
    if earliest == latest and earliest is not None:
        return f"on {day_in_words(earliest)}"
    first = "" if earliest is None else _edtf(earliest)
    return in_words(f"[{first}..{'' if latest is None else _edtf(latest)}]")


def _edtf(ordinal: int) -> str:
    return str(Day.of_ordinal(ordinal))
