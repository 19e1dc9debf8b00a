"""Which days can a date mean?

A date means the days that fit its digits. A doubtful one means more: the standard gives no amount,
so that Foedus takes one unit of the smallest part that is marked, either way, for ``?`` and for
``~`` each, and two for ``%``: ``1950~`` is 1949 to 1951, ``1950-05-13?`` is 12 to 14 May. The units
are those by which the Python library edtf 5 pads; that the smallest part alone counts is an own
construction.

Seasons are wide, because authors differ: spring is 1 March to 21 June, the meteorological and the
astronomical season together. A winter may be the one at the beginning of its year or the one at its
end. Codes 21 to 28 are read as seasons of the northern half of the world, 29 to 32 of the southern.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, NamedTuple

from foedus.dates.day import MONTHS, Day, days_in_month
from foedus.dates.expression import Expression, Interval, Moment, Part, Several, Stretch
from foedus.dates.mistaken import DateError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.dates.expression import OpenEnd

ENOUGH_YEARS = 9
"""Among so many years on end one is a leap year, also across a century that has none."""
SEASON_MONTHS = 3
_SPRING, _SUMMER = ((3, 1), (6, 21)), ((6, 1), (9, 23))
_AUTUMN, _WINTER = ((9, 1), (12, 22)), ((12, 1), (3, 21))
_NORTH = (_SPRING, _SUMMER, _AUTUMN, _WINTER)
_SOUTH = (_AUTUMN, _WINTER, _SPRING, _SUMMER)
SEASONS = {code: _NORTH[(code - 21) % 4] for code in range(21, 29)} | {
    code: _SOUTH[code - 29] for code in range(29, 33)
}
"""First and last (month, day) of the codes 21 to 32 of EDTF."""
FRACTIONS = (
    {33 + at: (1 + 3 * at, 3) for at in range(4)}
    | {37 + at: (1 + 4 * at, 4) for at in range(3)}
    | {40 + at: (1 + 6 * at, 6) for at in range(2)}
)
"""First month and number of months of the codes 33 to 41: quarters, thirds and halves of a year."""
FIRST_SEASON, LAST_SEASON = 21, 41
_ANY = Part("XX")


class Bounds(NamedTuple):
    """The first and the last day; None where there is no bound."""

    earliest: Day | None
    latest: Day | None


def bounds(expression: Expression) -> Bounds:
    """All days that a date can mean."""
    return Bounds(start_of(expression).earliest, end_of(expression).latest)


def start_of(expression: Expression) -> Bounds:
    """The days on which the earliest of what a date names can lie."""
    match expression:
        case Moment():
            return _with_margin(expression)
        case Interval(start=start):
            return _of_end(start)
        case Several(which=which, members=members):
            found = [_of_member(member) for member in members]
            earliest = _least([one.earliest for one in found])
            latest = [one.latest for one in found]
            return Bounds(earliest, _greatest(latest) if which == "one" else _soonest(latest))


def end_of(expression: Expression) -> Bounds:
    """The days on which the last of what a date names can lie."""
    match expression:
        case Moment():
            return _with_margin(expression)
        case Interval(end=end):
            return _of_end(end)
        case Several(which=which, members=members):
            found = [_of_member(member) for member in members]
            earliest = [one.earliest for one in found]
            latest = _greatest([one.latest for one in found])
            return Bounds(_least(earliest) if which == "one" else _tardiest(earliest), latest)


def _least(days: list[Day | None]) -> Day | None:
    known = [day for day in days if day is not None]
    return min(known) if len(known) == len(days) else None


def _greatest(days: list[Day | None]) -> Day | None:
    known = [day for day in days if day is not None]
    return max(known) if len(known) == len(days) else None


def _soonest(days: list[Day | None]) -> Day | None:
    """The least upper bound of a minimum: an open one does not loosen it."""
    return min((day for day in days if day is not None), default=None)


def _tardiest(days: list[Day | None]) -> Day | None:
    return max((day for day in days if day is not None), default=None)


def _of_end(end: Moment | OpenEnd) -> Bounds:
    return _with_margin(end) if isinstance(end, Moment) else Bounds(None, None)


def _of_member(member: Moment | Stretch) -> Bounds:
    if isinstance(member, Moment):
        return _with_margin(member)
    earliest = None if member.first is None else _with_margin(member.first).earliest
    return Bounds(earliest, None if member.last is None else _with_margin(member.last).latest)


def stated(moment: Moment) -> tuple[Day, Day]:
    """The first and the last day that fit the digits of a moment, whatever is doubtful.

    Raises
    ------
    DateError
        If there is no such day.
    """
    year = moment.parts[0]
    code = moment.parts[1].digits if len(moment.parts) > 1 else ""
    if code.isdigit() and int(code) >= FIRST_SEASON:
        first, last = (next(iter(_years(year, from_last=back))) for back in (False, True))
        return _of_season(first, int(code))[0], _of_season(last, int(code))[1]
    earliest = next(_days(moment, from_last=False), None)
    latest = next(_days(moment, from_last=True), None)
    if earliest is None or latest is None:
        raise DateError(f'"{moment.plain}": there is no such day')
    return earliest, latest


def _of_season(year: int, code: int) -> tuple[Day, Day]:
    if code in FRACTIONS:
        month, count = FRACTIONS[code]
        last = month + count - 1
        return Day(year, month, 1), Day(year, last, days_in_month(year, last))
    first, last = SEASONS[code]
    if first < last:
        return Day(year, *first), Day(year, *last)
    return Day(year - 1, *first), Day(year + 1, *last)


def _days(moment: Moment, *, from_last: bool) -> Iterator[Day]:
    """Days that fit, in order, from one end; only from the few years that can decide."""
    parts = (*moment.parts, _ANY, _ANY)[:3]
    step = -1 if from_last else 1
    months = _fitting(parts[1], MONTHS)[::step]
    days = _fitting(parts[2], 31)[::step]
    for year in islice(_years(parts[0], from_last=from_last), ENOUGH_YEARS):
        for month in months:
            last = days_in_month(year, month)
            yield from (Day(year, month, day) for day in days if day <= last)


def _fitting(part: Part, most: int) -> list[int]:
    """The numbers from 1 on that fit the digits of a month or a day."""
    if not part.has_unknown_digits:
        return [int(part.digits)]
    tens, ones = part.digits
    numbers = (f"{number:02}" for number in range(1, most + 1))
    return [int(two) for two in numbers if tens in {"X", two[0]} and ones in {"X", two[1]}]


def _years(part: Part, *, from_last: bool) -> Iterator[int]:
    """Years that fit, in order, from one end."""
    digits = part.digits.removeprefix("Y")
    sign = -1 if digits.startswith("-") else 1
    digits = digits.removeprefix("-")
    if "E" in digits:
        base, exponent = digits.split("E")
        digits = base + "0" * int(exponent)
    if part.significant is not None:
        digits = digits[: part.significant] + "X" * (len(digits) - part.significant)
    if digits.isdigit():
        yield sign * int(digits)
        return
    order = "9876543210" if from_last == (sign > 0) else "0123456789"
    choices = [order if digit == "X" else digit for digit in digits]
    for chosen in product(*choices):
        yield sign * int("".join(chosen))


def _with_margin(moment: Moment) -> Bounds:
    earliest, latest = stated(moment)
    for mark in "?~":
        unit, count = _margin(moment, mark)
        if unit == "day":
            earliest, latest = earliest.plus_days(-count), latest.plus_days(count)
        elif count:
            is_day_known = len(moment.parts) > 2  # noqa: PLR2004
            earliest = earliest.plus_months(-count)
            latest = latest.plus_months(count, keeps_end=not is_day_known)
    return Bounds(earliest, latest)


def _margin(moment: Moment, mark: str) -> tuple[str, int]:
    """One unit of the smallest part with this mark, in days or in months."""
    marked = [at for at, part in enumerate(moment.parts) if part.mark in {mark, "%"}]
    if not marked:
        return "month", 0
    digits = moment.parts[marked[-1]].digits
    unknown = len(digits) - len(digits.rstrip("X"))
    match marked[-1]:
        case 0:
            return "month", MONTHS * 10**unknown
        case 1:
            code = int(digits) if digits.isdigit() else 0
            is_part = code >= FIRST_SEASON
            return "month", FRACTIONS.get(code, (0, SEASON_MONTHS))[1] if is_part else 1
        case _:
            return "day", 1


def margin_in_words(moment: Moment) -> str | None:
    """How far the doubt about a moment is taken to reach; None where there is no doubt.

    >>> from foedus.dates.parsing import parse
    >>> margin_in_words(parse("1950~"))
    '1 year either way'
    """
    found: list[str] = []
    totals: dict[tuple[str, int], int] = {}
    for mark in "?~":
        unit, count = _margin(moment, mark)
        if count:
            totals[unit, count] = totals.get((unit, count), 0) + 1
    for (unit, count), times in totals.items():
        number, word = (count // MONTHS, "year") if count % MONTHS == 0 else (count, unit)
        number *= times
        found.append(f"{number} {word}{'s' if number != 1 else ''}")
    return f"{' and '.join(found)} either way" if found else None
