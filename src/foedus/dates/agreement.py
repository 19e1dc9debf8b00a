"""Does a reading in EDTF fit the words that the source writes?

Only what can be told safely is told: numbers of four digits, names of months with the numbers
beside them, days and months in figures, English weekdays, seasons and distances. What the basis
names counts as explained.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.dates.bounds import stated
from foedus.dates.english import MONTH_NAMES, SEASONS, WEEKDAYS, named_in
from foedus.dates.expression import Moment
from foedus.dates.parsing import parse
from foedus.dates.told_distance import other_distance

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.dates.english import Named
    from foedus.dates.historical import HistoricalDate

_SEASON_CODES = range(21, 33)
"""Spring to winter in EDTF: of no hemisphere, of the northern and of the southern."""
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
    if date.written is None:
        return ()
    basis = date.basis or ""
    if date.relation is not None:
        other = other_distance(date.written, date.relation)
        return () if other is None or basis else (other,)
    named = named_in(date.written)
    earliest, latest = date.earliest, date.latest
    found: list[str] = []
    least = float("-inf") if earliest is None else earliest.year
    most = float("inf") if latest is None else latest.year
    if named.years and not any(least <= year <= most for year in named.years):
        found.append(f"the year {named.years[0]}, and edtf {_years(least, most)}")
    read = parse(date.edtf)
    if isinstance(read, Moment):
        found += _of_moment(named, read)
    return _unexplained(found, basis)


def _of_moment(named: Named, read: Moment) -> Iterator[str]:
    """Where the words name another month, day, weekday or season than one date."""
    numbers = [int(part.digits) if part.digits.isdigit() else None for part in read.parts]
    _, month, day = (*numbers, None, None)[:3]
    if month is None:
        return
    if month > len(MONTH_NAMES):
        yield from _of_season(named, month)
        return
    name = MONTH_NAMES[month - 1]
    if named.either and not named.months:
        fits = ((month, day), (day, month)) if day is not None else ()
        if not any((one in fits) if fits else (month in one) for one in named.either):
            one, other = named.either[0]
            when = f"the {day} of {name}" if day is not None else name
            yield f"the figures {one} and {other}, and edtf {when}"
    elif named.months and month not in named.months:
        yield f"the month {MONTH_NAMES[named.months[0] - 1]}, and edtf {name}"
    if day is not None and named.days and day not in named.days:
        yield f"the day {named.days[0]}, and edtf the day {day}"
    if day is not None and numbers[0] is not None and named.weekdays:
        weekday = WEEKDAYS[(stated(read)[0].ordinal - 1) % len(WEEKDAYS)]
        if weekday not in named.weekdays:
            yield f"the weekday {named.weekdays[0]}, and edtf a day that was a {weekday}"


def _of_season(named: Named, code: int) -> Iterator[str]:
    """Where the words name another season than a part of a year."""
    if code in _SEASON_CODES and named.seasons:
        season = SEASONS[(code - _SEASON_CODES.start) % len(SEASONS)]
        if season not in named.seasons:
            yield f"the {named.seasons[0]}, and edtf the {season}"


def _years(least: float, most: float) -> str:
    return f"the year {least:g}" if least == most else f"{least:g} to {most:g}"


def _unexplained(found: list[str], basis: str) -> tuple[str, ...]:
    """Those that a basis does not account for by naming what edtf has."""
    return tuple(one for one in found if one.split()[-1].casefold() not in _words(basis))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))
