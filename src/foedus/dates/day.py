"""Which day of the calendar is it, also before the year 1 and after 9999?

`datetime.date` ends at those years. Days here are counted in the proleptic Gregorian calendar, as
EDTF does: the year 0 is 1 BC, and -43 is 44 BC.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import NamedTuple

CYCLE_YEARS, CYCLE_DAYS = 400, 146_097
"""After so many years the Gregorian calendar repeats itself, to the day of the week."""
_ANCHOR = 2000
_ANCHOR_ORDINAL = date(_ANCHOR, 1, 1).toordinal()
MONTHS = 12
FOUR_DIGITS = 9999


class Day(NamedTuple):
    """A day of the calendar; earlier days are less than later ones.

    Examples
    --------
    >>> Day(1950, 5, 13) < Day(1950, 6, 1)
    True
    >>> str(Day(1950, 5, 13)), str(Day(-43, 3, 15))
    ('1950-05-13', '-0043-03-15')
    """

    year: int
    month: int
    day: int

    @property
    def ordinal(self) -> int:
        """Days since 1 January of the year 1, that day being 1, as `datetime.date` counts."""
        cycles, year = divmod(self.year, CYCLE_YEARS)
        there = date(_ANCHOR + year, self.month, self.day).toordinal()
        return there + (cycles - _ANCHOR // CYCLE_YEARS) * CYCLE_DAYS

    @staticmethod
    def of_ordinal(ordinal: int) -> Day:
        """The day with this ordinal."""
        cycles, days = divmod(ordinal - _ANCHOR_ORDINAL, CYCLE_DAYS)
        there = date.fromordinal(_ANCHOR_ORDINAL + days)
        return Day(there.year + cycles * CYCLE_YEARS, there.month, there.day)

    def plus_days(self, days: int) -> Day:
        """So many days later, or earlier where the number is negative."""
        return Day.of_ordinal(self.ordinal + days)

    def plus_months(self, months: int, *, keeps_end: bool = False) -> Day:
        """The same day so many months later; the last of that month where it has no such day.

        Parameters
        ----------
        keeps_end
            The last day of a month becomes the last day of the other, 28 February 31 March.
        """
        year, month = divmod(self.year * MONTHS + self.month - 1 + months, MONTHS)
        last = days_in_month(year, month + 1)
        is_end = keeps_end and self.day == days_in_month(self.year, self.month)
        return Day(year, month + 1, last if is_end else min(self.day, last))

    def __str__(self) -> str:
        """Write it as EDTF does, which has no days in years of more than four digits."""
        return f"{year_text(self.year)}-{self.month:02}-{self.day:02}"


def days_in_month(year: int, month: int) -> int:
    """How many days the month has.

    >>> days_in_month(1900, 2), days_in_month(2000, 2), days_in_month(-4, 2)
    (28, 29, 29)
    """
    return monthrange(_ANCHOR + year % CYCLE_YEARS, month)[1]


def year_text(year: int) -> str:
    """A year as EDTF writes it.

    >>> year_text(44), year_text(-43), year_text(17000)
    ('0044', '-0043', 'Y17000')
    """
    if abs(year) > FOUR_DIGITS:
        return f"Y{year}"
    return f"{'-' if year < 0 else ''}{abs(year):04}"
