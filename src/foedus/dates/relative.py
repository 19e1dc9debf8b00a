"""When was "the next day"?

A date told by another: after or before an entry of the record, on the same day, or between two. It
comes to the interval that follows from the dates of those entries; what is not known of them is not
known of it either, and a distance that is not exact adds to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from foedus.dates.bounds import Bounds, end_of, start_of
from foedus.dates.day import FOUR_DIGITS, year_text
from foedus.dates.historical import HistoricalDate
from foedus.dates.mistaken import DateError
from foedus.dates.parsing import parse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.dates.day import Day

RelationWord = Literal["after", "before", "same day as", "between"]
Unit = Literal["day", "week", "month", "year"]
DISTANCE = re.compile(r"([0-9]{1,4})(?: to ([0-9]{1,4}))? (day|week|month|year)s?")
_DAYS = {"day": 1, "week": 7}
_IN_DAYS = {"day": (1, 1), "week": (7, 7), "month": (28, 31), "year": (365, 366)}
_MONTHS = {"month": 1, "year": 12}


@dataclass(frozen=True)
class Distance:
    """How far from another date: ``1 day``, ``2 to 3 weeks``.

    Months and years are those of the calendar: a month after 13 April is 13 May, and a month after
    31 January the last of February.
    """

    least: int
    most: int
    unit: Unit

    @property
    def in_days(self) -> tuple[int, int]:
        """The least and the most days that it can come to in the calendar."""
        short, long = _IN_DAYS[self.unit]
        return self.least * short, self.most * long

    def __str__(self) -> str:
        """Write it as an author would."""
        count = str(self.least) if self.least == self.most else f"{self.least} to {self.most}"
        return f"{count} {self.unit}{'' if self.most == 1 else 's'}"


@dataclass(frozen=True)
class Relation:
    """How a date is told by others.

    Attributes
    ----------
    word
        Of the case language.
    entries
        Names of the entries that it is told by: two for ``between``, one otherwise.
    by
        The distance; None where only the order is told.
    """

    word: RelationWord
    entries: tuple[str, ...]
    by: Distance | None = None

    @property
    def follows(self) -> str | None:
        """The entry than which it is later for certain."""
        return self.entries[0] if self.word in {"after", "between"} else None

    @property
    def precedes(self) -> str | None:
        """The entry than which it is earlier for certain."""
        return self.entries[-1] if self.word in {"before", "between"} else None

    @property
    def lead(self) -> str:
        """The words before the names of the entries: ``1 day after``."""
        if self.word == "same day as":
            return "on the same day as"
        if self.by is not None and self.by.most == 0:
            return f"{'later' if self.word == 'after' else 'earlier'} on the same day as"
        return self.word if self.by is None else f"{self.by} {self.word}"

    def __str__(self) -> str:
        """Tell it in words: ``1 day after kim-informs-mao``."""
        return f"{self.lead} {' and '.join(self.entries)}"


def parse_distance(text: str) -> Distance:
    """Read a distance.

    Raises
    ------
    DateError
        If it is none, or its first number is the larger.

    Examples
    --------
    >>> str(parse_distance("2 to 3 weeks"))
    '2 to 3 weeks'
    """
    match = DISTANCE.fullmatch(text.strip())
    if match is None:
        raise DateError(
            f'"{text}" is no distance in time: write 1 day, 2 weeks, 1 to 3 months or 1 year'
        )
    least, most = int(match[1]), int(match[2] or match[1])
    if least > most:
        raise DateError(f'"{text}": the smaller number first, {most} to {least}')
    return Distance(least, most, cast("Unit", match[3]))


def related_date(
    relation: Relation,
    dates: Mapping[str, HistoricalDate],
    *,
    written: str | None = None,
    basis: str | None = None,
) -> HistoricalDate:
    """What a date comes to that is told by others.

    Parameters
    ----------
    relation
        How it is told.
    dates
        The date of every entry that the relation names.
    written, basis
        As of `HistoricalDate`.

    Raises
    ------
    DateError
        If it should lie between two entries of which the second is certainly the earlier.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> told = {"meeting": parse_date("1950-05-13")}
    >>> str(related_date(Relation("after", ("meeting",), parse_distance("1 day")), told))
    '1950-05-14'
    """
    others = [dates[name] for name in relation.entries]
    edtf, (earliest, latest) = _reading(relation, others)
    return HistoricalDate(
        edtf=edtf,
        earliest=earliest,
        latest=latest,
        is_uncertain=any(other.is_uncertain for other in others),
        is_approximate=any(other.is_approximate for other in others),
        written=written,
        basis=basis,
        relation=relation,
    )


def _reading(relation: Relation, others: list[HistoricalDate]) -> tuple[str, Bounds]:
    first, last = others[0], others[-1]
    match relation.word:
        case "same day as":
            found = Bounds(first.earliest, first.latest)
            if not first.lasted:
                return first.edtf, found
        case "between":
            found = Bounds(_end(first).earliest, _start(last).latest)
            if found.earliest and found.latest and found.earliest > found.latest:
                one, other = relation.entries
                raise DateError(
                    f'nothing lies between "{one}" ({first}) and "{other}" ({last}): the second '
                    "is certainly the earlier"
                )
        case "after":
            earliest, latest = _end(first)
            by = relation.by
            found = Bounds(
                None if earliest is None else _moved(earliest, by, by.least if by else 0, 1),
                None if latest is None or by is None else _moved(latest, by, by.most, 1),
            )
        case "before":
            earliest, latest = _start(first)
            by = relation.by
            found = Bounds(
                None if earliest is None or by is None else _moved(earliest, by, by.most, -1),
                None if latest is None else _moved(latest, by, by.least if by else 0, -1),
            )
    return _text(found), found


def _moved(day: Day, by: Distance | None, count: int, sign: int) -> Day:
    if by is None:
        return day
    if by.unit in _DAYS:
        return day.plus_days(sign * count * _DAYS[by.unit])
    return day.plus_months(sign * count * _MONTHS[by.unit])


def _start(date: HistoricalDate) -> Bounds:
    """The days on which what the date tells of can have begun."""
    return start_of(parse(date.edtf))


def _end(date: HistoricalDate) -> Bounds:
    """The days on which what the date tells of can have ended."""
    return end_of(parse(date.edtf))


def _text(found: Bounds) -> str:
    earliest, latest = found
    if earliest is None and latest is None:
        return "../.."
    if earliest == latest and earliest is not None:
        return _written(earliest)
    first = "" if earliest is None else _written(earliest)
    return f"[{first}..{'' if latest is None else _written(latest)}]"


def _written(day: Day) -> str:
    """A day as EDTF writes it, which knows no days of years of more than four digits."""
    return str(day) if abs(day.year) <= FOUR_DIGITS else year_text(day.year)
