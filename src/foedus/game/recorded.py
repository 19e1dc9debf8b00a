"""What does the record say was done, up to the date until which evidence counts?

Entries that are tied to a step say which option was taken there. Together they are the fact
``recorded``. A date that is only partly known counts by the last day that it can mean: an entry
of "1950-05" is no evidence until 15 May.
"""

from __future__ import annotations

import re
from calendar import monthrange
from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Taken
from foedus.game.rename import both

if TYPE_CHECKING:
    from foedus.case.model import Case

LAST_MONTH, LAST_DAY = 12, 31
_DATE = re.compile(r"(\d{1,4})(?:-(\d{2}))?(?:-(\d{2}))?")


def last_day(date: str) -> tuple[int, int, int]:
    """The last day that a date can mean, as year, month and day.

    Of a span (``1950-05-13/1950-05-15``) this is the last day of its end. A text without a date is
    later than all dates.

    >>> last_day("1950-04"), last_day("1950")
    ((1950, 4, 30), (1950, 12, 31))
    """
    matches = _DATE.findall(date)
    if not matches:
        return (9999, LAST_MONTH, LAST_DAY)
    year, month, day = (int(part or 0) for part in matches[-1])
    month = month or LAST_MONTH
    return year, month, day or monthrange(year, month)[1]


def recorded_fact(case: Case) -> Condition | None:
    """Everything the record ties to a step by then; None if it ties nothing."""
    until = None if case.evidence_until is None else last_day(case.evidence_until)
    ties = [
        Taken(entry.taken[0], (entry.taken[1],), entry.place)
        for entry in case.record
        if entry.taken is not None and (until is None or last_day(entry.when) <= until)
    ]
    return both(*ties) if ties else None
