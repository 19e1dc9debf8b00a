"""A date says as much as the source does, and no impossible day passes for one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus._user_error import UserError
from foedus.record import parse_date

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31))


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("1950", date(1950, 1, 1), date(1950, 12, 31)),
        ("1950-04", date(1950, 4, 1), date(1950, 4, 30)),
        ("1950-02", date(1950, 2, 1), date(1950, 2, 28)),
        ("1952-02", date(1952, 2, 1), date(1952, 2, 29)),
        (" 1950-05-13 ", date(1950, 5, 13), date(1950, 5, 13)),
        ("0044-03-15", date(44, 3, 15), date(44, 3, 15)),
    ],
)
def test_a_date_means_the_days_that_it_can_mean(written: str, earliest: date, latest: date) -> None:
    found = parse_date(written)
    assert (found.earliest, found.latest) == (earliest, latest)
    assert found.is_exact == (earliest == latest)
    assert str(found) == written.strip()


@pytest.mark.parametrize(
    "written",
    ["1950-02-30", "1951-02-29", "1950-13", "1950-00", "1950-05-00", "1950-00-13", "0000"],
)
def test_a_day_that_there_never_was_is_refused(written: str) -> None:
    with pytest.raises(UserError, match=f'"{written}" is no date: '):
        parse_date(written)


@pytest.mark.parametrize(
    "written", ["", "May 1950", "1950-5-13", "13.5.1950", "1950-05-13T10:00", "50", "١٩٥٠"]
)
def test_what_is_no_date_is_told_how_to_write_one(written: str) -> None:
    with pytest.raises(UserError, match="write 1950, 1950-05 or 1950-05-13"):
        parse_date(written)


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    exact = parse_date(day.isoformat())
    month, year = parse_date(f"{day:%Y-%m}"), parse_date(f"{day:%Y}")
    assert exact.earliest == day == exact.latest
    assert year.earliest <= month.earliest <= day <= month.latest <= year.latest
    assert (month.latest + timedelta(days=1)).day == 1


@given(DAYS, DAYS)
def test_one_day_is_before_another_if_the_calendar_says_so(one: date, other: date) -> None:
    first, second = parse_date(one.isoformat()), parse_date(other.isoformat())
    assert first.is_wholly_before(second) == (one < other)


def test_a_month_is_not_before_a_day_in_it() -> None:
    assert not parse_date("1950-04").is_wholly_before(parse_date("1950-04-30"))
    assert not parse_date("1950-04-01").is_wholly_before(parse_date("1950-04"))
    assert parse_date("1950-04").is_wholly_before(parse_date("1950-05"))
