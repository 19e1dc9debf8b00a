"""Days are those of the standard library where it has them, and go on beyond."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import Day
from foedus.dates.day import days_in_month

DATES = st.dates(date(1, 1, 1), date(9998, 12, 31))
ORDINALS = st.integers(-(10**12), 10**12)


def day_of(one: date) -> Day:
    return Day(one.year, one.month, one.day)


@given(DATES)
def test_ordinals_are_those_of_the_standard_library(one: date) -> None:
    assert day_of(one).ordinal == one.toordinal()
    assert str(day_of(one)) == one.isoformat()


@given(ORDINALS)
def test_ordinals_lead_there_and_back_before_and_behind_it(ordinal: int) -> None:
    assert Day.of_ordinal(ordinal).ordinal == ordinal


@given(ORDINALS, st.integers(1, 10**6))
def test_later_days_are_greater(ordinal: int, days: int) -> None:
    day = Day.of_ordinal(ordinal)
    assert day < day.plus_days(days)
    assert day.plus_days(days).plus_days(-days) == day


@given(DATES, st.integers(-5000, 5000))
def test_a_month_on_has_the_same_day_or_its_last(one: date, months: int) -> None:
    moved = day_of(one).plus_months(months)
    assert (moved.year - one.year) * 12 + moved.month - one.month == months
    assert moved.day == min(one.day, days_in_month(moved.year, moved.month))


def test_the_last_of_a_month_can_stay_the_last() -> None:
    assert Day(1950, 2, 28).plus_months(1, keeps_end=True) == Day(1950, 3, 31)
    assert Day(1950, 2, 27).plus_months(1, keeps_end=True) == Day(1950, 3, 27)


@given(st.integers(1, 9999), st.integers(1, 12))
def test_months_have_the_days_of_the_calendar(year: int, month: int) -> None:
    assert days_in_month(year, month) == calendar.monthrange(year, month)[1]


def test_the_year_before_the_first_is_a_leap_year() -> None:
    assert Day(0, 2, 29).plus_days(1) == Day(0, 3, 1)
    assert Day(1, 1, 1).plus_days(-1) == Day(0, 12, 31)
    assert timedelta(days=Day(1, 1, 1).ordinal) == timedelta(days=1)
