"""Which date does a text of EDTF mean?

The Library of Congress's Extended Date/Time Format, levels 0 to 2, without times of day: Foedus
reckons in days. The parser is our own, because the library edtf 5.0.2 takes 29 February of any year
and intervals that end before they begin, fails on ``1984-1X`` and ``1950-05-1X``, gives winter one
month and an unknown end ten years, needs 2 to 25 ms a date (10,000 of them 40 s) and 0.1 s to be
imported; the tests hold the two together where it is right.
"""

from __future__ import annotations

import re
from functools import lru_cache

from foedus.dates.bounds import FIRST_SEASON, LAST_SEASON, stated
from foedus.dates.day import MONTHS, days_in_month, year_text
from foedus.dates.expression import (
    Expression,
    Interval,
    Moment,
    OpenEnd,
    Part,
    Several,
    Stretch,
)
from foedus.dates.mistaken import DateError, no_such_day, no_such_month, not_a_date

MOST_YEAR_DIGITS = 10
MOST_MEMBERS = 1000
LONGEST = 20_000
"""Characters of a date; more is no date."""
_MARK = "[?~%]?"
_MOMENT = re.compile(
    rf"({_MARK})(-?[0-9X]{{4}})(?:S([0-9]{{1,2}}))?({_MARK})"
    rf"(?:-({_MARK})([0-9X]{{2}})({_MARK}))?(?:-({_MARK})([0-9X]{{2}})({_MARK}))?"
)
_LONG_YEAR = re.compile(rf"Y(-?[1-9][0-9]*)(?:E([1-9][0-9]?))?(?:S([1-9][0-9]?))?({_MARK})")
_TIME = re.compile(r".*[0-9]T[0-9]{2}(:[0-9]{2}.*)?")


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read a text of EDTF.

    Raises
    ------
    DateError
        If it is none, if there is no such day, or if an interval ends before it begins.

    Examples
    --------
    >>> str(parse("?1950-?05"))
    '1950-05?'
    """
    text = text.strip()
    if len(text) > LONGEST:
        raise DateError(f"a text of {len(text):,} characters is no date")
    if text[:1] in {"[", "{"}:
        return _several(text)
    if text.count("/") == 1:
        return _interval(text)
    return _moment(text, text)


def _interval(text: str) -> Interval:
    start, end = (part.strip() for part in text.split("/"))
    if not start and not end:
        raise DateError(not_a_date(text))
    ends = [
        OpenEnd("..") if part == ".." else _moment(part, text) if part else OpenEnd("")
        for part in (start, end)
    ]
    first, last = ends
    if isinstance(first, Moment) and isinstance(last, Moment):
        _refuse_reversed(first, last, text, f"{last}/{first}")
    return Interval(first, last)


def _refuse_reversed(first: Moment, last: Moment, text: str, other_way_round: str) -> None:
    if stated(first)[0] > stated(last)[1]:
        raise DateError(
            f'"{text}" ends before it begins; the other way round it is {other_way_round}'
        )


def _several(text: str) -> Several:
    closing = "]" if text[0] == "[" else "}"
    if not text.endswith(closing) or not text[1:-1].strip():
        raise DateError(not_a_date(text))
    written = [part.strip() for part in text[1:-1].split(",")]
    if len(written) > MOST_MEMBERS:
        raise DateError(f"a set of {len(written):,} dates: at most {MOST_MEMBERS:,} are read")
    members = tuple(_member(part, text) for part in written)
    return Several("one" if closing == "]" else "all", members)


def _member(written: str, text: str) -> Moment | Stretch:
    if ".." not in written:
        return _moment(written, text)
    first, _, last = (part.strip() for part in written.partition(".."))
    if not first and not last:
        raise DateError(not_a_date(text))
    earlier = _moment(first, text) if first else None
    later = _moment(last, text) if last else None
    if earlier is not None and later is not None:
        _refuse_reversed(earlier, later, text, f"{later}..{earlier}")
    return Stretch(earlier, later)


def _moment(written: str, whole: str) -> Moment:
    if _TIME.fullmatch(written):
        raise DateError(
            f'"{whole}" has a time of day, and Foedus reckons in days: leave it out, and write the '
            'hour into "as written"'
        )
    long = _LONG_YEAR.fullmatch(written)
    if long is not None:
        return _long_year(long, whole)
    match = _MOMENT.fullmatch(written)
    if match is None or match[2] == "-0000":
        raise DateError(not_a_date(whole))
    before_year, year, significant, year_mark, *rest = match.groups(default="")
    written_parts = [(before_year, year, year_mark), tuple(rest[:3]), tuple(rest[3:])]
    # A mark behind a part covers all parts to its left too; one before it that part alone.
    parts: list[Part] = []
    for own, digits, behind in written_parts:
        if digits:
            parts = [Part(one.digits, _both(one.mark, behind), one.significant) for one in parts]
            parts.append(Part(digits, _both(own, behind)))
    if significant:
        parts[0] = _estimated(parts[0], int(significant), whole)
    moment = Moment(tuple(parts))
    _refuse_impossible(moment, whole)
    return moment


def _both(one: str, other: str) -> str:
    """The mark that says what two marks say."""
    return one or other if one == other or not (one and other) else "%"


def _long_year(match: re.Match[str], whole: str) -> Moment:
    digits, exponent, significant, mark = match.groups(default="")
    length = len(digits.removeprefix("-")) + int(exponent or 0)
    if length > MOST_YEAR_DIGITS:
        raise DateError(
            f'"{whole}": a year of {length} digits; at most {MOST_YEAR_DIGITS} are read'
        )
    if length <= 4:  # noqa: PLR2004
        year = int(digits) * 10 ** int(exponent or 0)
        raise DateError(f'"{whole}": a year of up to four digits has no Y: write {year_text(year)}')
    part = Part(f"Y{digits}{f'E{exponent}' if exponent else ''}", mark)
    return Moment((_estimated(part, int(significant), whole) if significant else part,))


def _estimated(year: Part, significant: int, whole: str) -> Part:
    number = year.digits.removeprefix("Y").removeprefix("-").split("E")[0]
    exponent = int(year.digits.partition("E")[2] or 0)
    if year.has_unknown_digits or not 1 <= significant <= len(number) + exponent:
        raise DateError(
            f'"{whole}": S says how many of the first digits of a whole year are meant: 1950S2'
        )
    return Part(year.digits, year.mark, significant)


def _refuse_impossible(moment: Moment, whole: str) -> None:
    """Say which number it is that the calendar does not have."""
    known = [None if part.has_unknown_digits else int(part.digits) for part in moment.parts]
    year, month, day = (*known, None, None)[:3]
    if month is not None and not 1 <= month <= MONTHS:
        if not FIRST_SEASON <= month <= LAST_SEASON:
            raise DateError(no_such_month(whole, month))
        if len(moment.parts) > 2:  # noqa: PLR2004
            raise DateError(f'"{whole}": {month} is a season or part of a year, and has no days')
        return
    if (
        year is not None
        and month is not None
        and day is not None
        and not 1 <= day <= days_in_month(year, month)
    ):
        raise DateError(no_such_day(whole, year, month, day))
    stated(moment)
