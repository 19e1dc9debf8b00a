"""Which year, month and day do English words name, as far as that can be told safely?

For hints and warnings only: no date is ever taken from words. What cannot be told is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MONTH_NAMES = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_MONTH = (
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DAY_BEFORE = re.compile(rf"(?<![\d./-]){_DAY}\.?\s+(?:of\s+)?(?:the\s+month\s+of\s+)?{_MONTH}")
_DAY_BEHIND = re.compile(rf"{_MONTH}\s+(?:the\s+)?{_DAY}(?![\d:./-])")
_ANY_MONTH = re.compile(rf"\b{_MONTH}")
_NO_HOUR = r"(?!\d|\s*(?:hours|hrs|h)\b)"
_YEAR = re.compile(rf"(?<![\d.,/-])(\d{{4}}){_NO_HOUR}|(?<=[-/.])(\d{{4}}){_NO_HOUR}")
_SHORT_YEAR = re.compile("['\u2019]\\d{2}\\b")
"""``'50``"""
_EARLY_YEAR = re.compile(r"\b\d{1,4}\s*(?:BCE?|AD|CE)\b|\bA\.?D\.?\s*\d{1,4}\b")


@dataclass(frozen=True)
class Named:
    """What words name of a date.

    Attributes
    ----------
    years
        Every number of four digits that may be a year.
    has_short_year
        A year stands there that is no number of four digits: ``'50``, ``44 BC``.
    months
        The numbers of the months that are named.
    days
        Numbers that stand beside the name of a month.
    """

    years: tuple[int, ...]
    has_short_year: bool
    months: tuple[int, ...]
    days: tuple[int, ...]


def named_in(words: str) -> Named:
    """What words name of a date.

    >>> named_in("late on May 13, 1950")
    Named(years=(1950,), has_short_year=False, months=(5,), days=(13,))
    """
    before = [(match[1], match[2]) for match in _DAY_BEFORE.finditer(words)]
    behind = [(match[2], match[1]) for match in _DAY_BEHIND.finditer(words)]
    return Named(
        years=tuple(int(match[1] or match[2]) for match in _YEAR.finditer(words)),
        has_short_year=bool(_SHORT_YEAR.search(words) or _EARLY_YEAR.search(words)),
        months=tuple(_number_of(match[1]) for match in _ANY_MONTH.finditer(words)),
        days=tuple(int(day) for day, _ in (*before, *behind)),
    )


def _number_of(month: str) -> int:
    return next(at for at, name in enumerate(MONTH_NAMES, 1) if name.startswith(month[:3]))
