"""Which year, month and day do the words of a source name, as far as that can be told safely?

For hints and warnings only: no date is ever taken from words. What cannot be told is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.dates.figures import in_figures
from foedus.dates.month_words import in_other_words

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
    rf"({'|'.join(MONTH_NAMES)}"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?"
)
_UNITS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth"),
    *("seventeenth", "eighteenth", "nineteenth", "twentieth"),
)
_ORDINALS = {
    name: at
    for at, name in enumerate(
        (*_UNITS, *_TEENS, *(f"twenty {one}" for one in _UNITS), "thirtieth", "thirty first"), 1
    )
}
_ORDINAL = (
    "("
    + "|".join(name.replace(" ", "[- ]") for name in sorted(_ORDINALS, key=len, reverse=True))
    + ")"
)
_ORDINAL_BEFORE = re.compile(rf"\b(?i:{_ORDINAL})\s+(?:day\s+)?(?:of\s+)?{_MONTH}")
_ORDINAL_BEHIND = re.compile(rf"{_MONTH},?\s+(?:the\s+)?(?i:{_ORDINAL})\b")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = re.compile(rf"(?:\b(\w+)\s+)?\b({'|'.join(WEEKDAYS)})\b(?!['\u2019]s)(?:,?\s+(\w+))?")
_NOT_THAT_DAY = {
    *("after", "before", "until", "till", "by", "since", "from", "to", "and", "or", "for"),
    *("next", "last", "Good", "Bloody", "Black", "Easter", "Whit", "Palm", "Ash", "Holy", "every"),
}
"""Words beside the name of a weekday with which it is no day of the date, or not that one."""
SEASONS = ("spring", "summer", "autumn", "winter")
_SEASON = re.compile(r"\b(spring|summer|autumn|fall|winter)\b", re.IGNORECASE)
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
        Numbers, and ordinals in words, that stand beside the name of a month.
    either
        Pairs of figures of which one is the day and the other the month.
    weekdays
        The names of the days of the week that are named.
    seasons
        The names of the seasons that are named.
    """

    years: tuple[int, ...]
    has_short_year: bool
    months: tuple[int, ...]
    days: tuple[int, ...]
    either: tuple[tuple[int, int], ...] = ()
    weekdays: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()


def named_in(words: str) -> Named:
    """What words name of a date.

    >>> found = named_in("late on Saturday, May 13, 1950")
    >>> found.years, found.months, found.days, found.weekdays
    ((1950,), (5,), (13,), ('Saturday',))
    """
    others, figures = in_other_words(words), in_figures(words)
    return Named(
        years=tuple(int(match[1] or match[2]) for match in _YEAR.finditer(words)),
        has_short_year=bool(_SHORT_YEAR.search(words) or _EARLY_YEAR.search(words))
        or figures.has_short_year,
        months=(
            *(_number_of(match[1]) for match in _ANY_MONTH.finditer(words)),
            *(month for month, _ in others),
            *figures.months,
        ),
        days=(
            *_days_beside_months(words),
            *(day for _, day in others if day is not None),
            *figures.days,
        ),
        either=figures.either,
        weekdays=tuple(
            match[2]
            for match in _WEEKDAY.finditer(words)
            if match[1] not in _NOT_THAT_DAY and match[3] not in _NOT_THAT_DAY
        ),
        seasons=tuple(
            match[1].lower().replace("fall", "autumn") for match in _SEASON.finditer(words)
        ),
    )


def _days_beside_months(words: str) -> tuple[int, ...]:
    numbers = (
        *(match[1] for match in _DAY_BEFORE.finditer(words)),
        *(match[2] for match in _DAY_BEHIND.finditer(words)),
    )
    ordinals = (
        *(match[1] for match in _ORDINAL_BEFORE.finditer(words)),
        *(match[2] for match in _ORDINAL_BEHIND.finditer(words)),
    )
    told = (_ORDINALS[word.lower().replace("-", " ")] for word in ordinals)
    return (*map(int, numbers), *told)


def _number_of(month: str) -> int:
    return next(at for at, name in enumerate(MONTH_NAMES, 1) if name.startswith(month[:3]))
