"""Which day and month do figures name, as far as that can be told safely?

``13.6.1950``, ``1950-06-13``, ``XIII.VI.1950``, ``1950年6月13日``. Which number is the month is
told by its place or its size; where both could be, both orders are kept, since 5/6/1950 is May in
one country and June in another.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from foedus.dates.day import MONTHS

_DAYS = 31
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_YEAR = r"(?:\d{4}|['\u2019]?\d{2})(?!\d)"
_IN_FIGURES = re.compile(rf"(?<![\d./-])(\d{{1,2}})([./-])\s?(\d{{1,2}})\2\s?{_YEAR}")
_YEAR_FIRST = re.compile(r"(?<![\d./-])\d{4}([./-])(\d{1,2})\1(\d{1,2})(?![\d/-])")
_ROMAN_MONTH = re.compile(rf"(?<![\w./-])(\d{{1,2}}|[IVX]+)([./-])\s?([IVX]+)\2\s?{_YEAR}")
_EAST_ASIAN = re.compile(r"(?<!\d)(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日号號일])?")
_SHORT_YEAR = re.compile(
    r"(?<![\w./-])(?:\d{1,2}|[IVX]+)([./-])\s?(?:\d{1,2}|[IVX]+)\1\s?\d{2}(?!\d)"
)


@dataclass(frozen=True)
class InFigures:
    """What figures name of a date.

    Attributes
    ----------
    months, days
        Those that are one or the other for certain.
    either
        Pairs of numbers of which one is the day and the other the month.
    has_short_year
        A year of two digits stands behind a day and a month.
    """

    months: tuple[int, ...]
    days: tuple[int, ...]
    either: tuple[tuple[int, int], ...]
    has_short_year: bool


def in_figures(words: str) -> InFigures:
    """What figures name of a date.

    >>> in_figures("on 13.6.1950").months, in_figures("5/6/1950").either
    ((6,), ((5, 6),))
    """
    certain: list[tuple[int, int | None]] = []
    either: list[tuple[int, int]] = []
    for match in _IN_FIGURES.finditer(words):
        if match[2] == "-" and not re.search(r"\d{4}$", match[0]):
            continue  # 50-06-13 begins with its year
        one, other = int(match[1]), int(match[3])
        if one <= MONTHS and other <= MONTHS and one != other:
            either.append((one, other))
        else:
            certain.append((other, one) if other <= MONTHS else (one, other))
    certain += [(int(match[2]), int(match[3])) for match in _YEAR_FIRST.finditer(words)]
    for match in _ROMAN_MONTH.finditer(words):
        day = int(match[1]) if match[1].isdigit() else _of_roman(match[1])
        certain.append((_of_roman(match[3]), day))
    certain += [
        (int(match[1]), int(match[2]) if match[2] else None)
        for match in _EAST_ASIAN.finditer(words)
    ]
    sound = [
        (month, day)
        for month, day in certain
        if 1 <= month <= MONTHS and (day is None or 1 <= day <= _DAYS)
    ]
    return InFigures(
        months=tuple(month for month, _ in sound),
        days=tuple(day for _, day in sound if day is not None),
        either=tuple(either),
        has_short_year=bool(_SHORT_YEAR.search(words)),
    )


def _of_roman(number: str) -> int:
    """A number up to 39; 0 for one that is not well formed.

    >>> _of_roman("XIV"), _of_roman("XXIX"), _of_roman("VX")
    (14, 29, 0)
    """
    tens = len(number) - len(number.lstrip("X"))
    if number.startswith("XXXX"):
        return 0
    ones = number[tens:]
    if not ones:
        return 10 * tens
    return 10 * tens + _ROMAN.index(ones) + 1 if ones in _ROMAN[:9] else 0
