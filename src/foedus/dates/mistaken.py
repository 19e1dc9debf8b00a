"""What is wrong with a date, and what was probably meant?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.dates.day import MONTHS, days_in_month, year_text
from foedus.dates.english import MONTH_NAMES, SEASONS, named_in

if TYPE_CHECKING:
    from collections.abc import Callable

SHOWN = 60
ALLOWED = (
    "write 1950, 1950-05 or 1950-05-13, or another text of EDTF, such as 1950?, 1950~, 195X, "
    '1950-05/1950-06 or "[1950,1951]"'
)


class DateError(UserError):
    """A text is no date, or names a day that there never was."""


def not_a_date(text: str) -> str:
    """A sentence on a text that is no EDTF, with the nearest right form where one can be told.

    >>> not_a_date("1950-5-13")
    '"1950-5-13" is no date: write 1950-05-13'
    """
    found = suggestion(text)
    short = text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
    return f'"{short}" is no date: {f"write {found}" if found else ALLOWED}'


def no_such_month(text: str, month: int) -> str:
    """A sentence on a month that no year has."""
    hint = "; one that is not known is XX, or left out" if month == 0 else ""
    return f'"{text}" is no date: there is no month {month:02}{hint}'


def no_such_day(text: str, year: int, month: int, day: int) -> str:
    """A sentence on a day that the month does not have."""
    if day == 0:
        return f'"{text}" is no date: there is no day 00; one that is not known is XX, or left out'
    last = days_in_month(year, month)
    return f'"{text}" is no date: {MONTH_NAMES[month - 1]} {year} has {last} days'


def suggestion(text: str) -> str | None:
    """The right form of what was probably meant.

    >>> suggestion("ca. 1950"), suggestion("the 1950s")
    ('1950~', '195X')
    """
    text = " ".join(text.split())
    for pattern, build in _FORMS:
        match = pattern.fullmatch(text)
        found = None if match is None else build(match)
        if found is not None:
            return found
    return _from_words(text) if _WORDS.fullmatch(text) else None


def _numbers(match: re.Match[str]) -> str | None:
    """Year, month and day, in digits that are not two each, or without hyphens."""
    year, month, day = match[1], int(match[2]), match[3]
    if not 1 <= month <= MONTHS:
        return None
    if day is None:
        return f"{year}-{month:02}"
    return f"{year}-{month:02}-{int(day):02}" if _is_day(int(year), month, int(day)) else None


def _day_first(match: re.Match[str]) -> str | None:
    """``13.5.1950``, ``5/13/1950``: with a stroke the month may stand first."""
    one, separator, other, year = int(match[1]), match[2], int(match[3]), int(match[4])
    found: list[str] = []
    if _is_day(year, other, one):
        found.append(f"{year}-{other:02}-{one:02}")
    if separator == "/" and one != other and _is_day(year, one, other):
        found.append(f"{year}-{one:02}-{other:02}")
    if not found:
        return None
    return found[0] if len(found) == 1 else f"{found[0]} or {found[1]}, whichever is meant"


def _is_day(year: int, month: int, day: int) -> bool:
    return 1 <= month <= MONTHS and 1 <= day <= days_in_month(year, month)


def _years(match: re.Match[str]) -> str | None:
    first, last = match[1], match[2]
    last = first[: 4 - len(last)] + last
    return f"{first}/{last}" if first < last else None


def _with_unknown(match: re.Match[str]) -> str | None:
    """``195x``, ``19??``"""
    found = match[0].upper().replace("?", "X")
    return found if "X" in found else None


def _choice(match: re.Match[str]) -> str:
    return f'"[{match[1]},{match[2]}]"'


def _season(match: re.Match[str]) -> str:
    name = match[1].lower().replace("fall", "autumn")
    return written_out(match[0], f"{match[2]}-{21 + SEASONS.index(name)}")


def _days(match: re.Match[str]) -> str | None:
    """``13 to 15 May 1950``"""
    named = named_in(match[0])
    if len(named.months) != 1 or len(named.years) != 1:
        return None
    year, month = named.years[0], named.months[0]
    first, last = int(match[1]), int(match[2])
    if first >= last or not (_is_day(year, month, first) and _is_day(year, month, last)):
        return None
    start = f"{year:04}-{month:02}"
    return written_out(match[0], f"{start}-{first:02}/{start}-{last:02}")


def _from_words(text: str) -> str | None:
    named = named_in(text)
    others = re.findall(r"(?<!\d)\d{1,2}(?!\d)", text)
    if len(named.years) != 1 or len(named.months) > 1 or len(others) != len(named.days):
        return None
    if len(named.days) > 1:
        return None
    year = f"{named.years[0]:04}"
    if not named.months:
        return written_out(text, year)
    month = named.months[0]
    if not named.days:
        return written_out(text, f"{year}-{month:02}")
    if not _is_day(named.years[0], month, named.days[0]):
        return None
    return written_out(text, f"{year}-{month:02}-{named.days[0]:02}")


def written_out(words: str, edtf: str) -> str:
    """The form that keeps the words of the source."""
    quoted = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'{{as written: "{quoted}", edtf: {edtf}}}'


def _with(before: str, behind: str) -> Callable[[re.Match[str]], str]:
    """A builder of what was found with something written before or behind it."""

    def build(match: re.Match[str]) -> str:
        return f"{before}{match[1]}{behind}"

    return build


def _before_christ(match: re.Match[str]) -> str:
    return year_text(1 - int(match[1]))


_WORDS = re.compile("(?=.*[A-Za-z]{2})[A-Za-z0-9 .,;:()'\u2019\"]+")
_TWO = r"(?:0[1-9x]|1[0-2x]|xx|\?\?)"
_YEAR = r"(?:the )?(?:year )?(\d{4})"
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE | re.ASCII), build)
    for pattern, build in (
        (r"(\d{4})[-/. ](\d{1,2})(?:[-/. ](\d{1,2}))?\.?", _numbers),
        (r"(\d{4})(\d{2})(\d{2})", _numbers),
        (rf"[\dx]{{4}}(?:-{_TWO}(?:-{_TWO})?)?|\d{{2}}\?\?|\d{{3}}\?", _with_unknown),
        (r"(\d{1,2})([./-]) ?(\d{1,2})[./-] ?(\d{4})", _day_first),
        (r"(?:c|ca|circa|about|around|approx)\.? ?(\d{4})", _with("", "~")),
        (r"(?:perhaps|probably|possibly|maybe) (\d{4})", _with("", "?")),
        (r"(\d{4}) ?\(\?\)", _with("", "?")),
        (r"(?:the )?(\d{3})0'?s", _with("", "X")),
        (r"(\d{4}) ?[-\u2013/] ?(\d{2}|\d{4})", _years),
        (r"(?:from )?(\d{4}) (?:to|until) (\d{4})", _years),
        (r"(?:between )?(\d{4}) (?:or|and) (\d{4})", _choice),
        (rf"(?:before|until|by) {_YEAR}", _with("../", "")),
        (rf"(?:after|since|from) {_YEAR}(?: on)?", _with("", "/..")),
        (r"([1-9]\d{0,3}) ?(?:BC|BCE|B\.C\.)", _before_christ),
        (r"(?:from )?(\d{1,2}) ?(?:-|\u2013|to) ?(\d{1,2}) [a-z]+\.?,? \d{4}", _days),
        (r"(?:in )?(?:the )?(spring|summer|autumn|fall|winter)(?: of)? (\d{4})", _season),
    )
)
