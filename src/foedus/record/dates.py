"""When can it have been, if the source says only a year or a month?"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from foedus._user_error import UserError

_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True)
class PartialDate:
    """A date as far as it is known.

    Attributes
    ----------
    written
        As the case has it: ``1950``, ``1950-05`` or ``1950-05-13``.
    earliest, latest
        The first and the last day that it can mean.
    """

    written: str
    earliest: date
    latest: date

    @property
    def is_exact(self) -> bool:
        """Whether the day is known."""
        return self.earliest == self.latest

    def is_wholly_before(self, other: PartialDate) -> bool:
        """Whether every day that this can mean is earlier than every day of the other."""
        return self.latest < other.earliest

    def __str__(self) -> str:
        """Give it as written."""
        return self.written


def parse_date(written: str) -> PartialDate:
    """Read a date, a month or a year.

    Raises
    ------
    UserError
        If it is none of these, or there is no such day.

    Examples
    --------
    >>> parse_date("1950-02").latest
    datetime.date(1950, 2, 28)
    """
    match = _DATE.fullmatch(written.strip())
    if match is None:
        raise UserError(f'"{written}" is no date; write 1950, 1950-05 or 1950-05-13')
    year, month, day = (None if part is None else int(part) for part in match.groups())
    first_month, last_month = (1, 12) if month is None else (month, month)
    try:
        earliest = date(year or 0, first_month, 1 if day is None else day)
        last_day = calendar.monthrange(earliest.year, last_month)[1] if day is None else day
        return PartialDate(written.strip(), earliest, date(earliest.year, last_month, last_day))
    except ValueError as error:
        raise UserError(f'"{written}" is no date: {error}') from error
