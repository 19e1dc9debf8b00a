"""A date says as much as the source does, and no impossible day passes for one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import DateError, Day, parse_date

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
    assert (str(found.earliest), str(found.latest)) == (earliest.isoformat(), latest.isoformat())
    assert found.is_exact == (earliest == latest)
    assert str(found) == written.strip()


@pytest.mark.parametrize(
    "written",
    ["1950-02-30", "1951-02-29", "1950-13", "1950-00", "1950-05-00", "1950-00-13"],
)
def test_a_day_that_there_never_was_is_refused(written: str) -> None:
    with pytest.raises(DateError, match=f'"{written}" is no date: '):
        parse_date(written)


@pytest.mark.parametrize(
    "written", ["", "in May", "50", "١٩٥٠", "1950-05-13-01", "[]", "/", "-0000", "1950-5-"]
)
def test_what_is_no_date_is_told_how_to_write_one(written: str) -> None:
    with pytest.raises(DateError, match="write 1950, 1950-05 or 1950-05-13"):
        parse_date(written)


def test_what_is_meant_by_several_dates() -> None:
    assert [parse_date(text).set_of for text in ("[1950,1951]", "{1950,1951}", "1950")] == [
        "one",
        "all",
        None,
    ]
    assert parse_date("1950/1951").lasted
    assert not parse_date("[1950..1951]").lasted


@pytest.mark.parametrize("text", ["1950-05-13?", "1950-05-13~", "1950-05", "1950-05-13/.."])
def test_only_a_day_without_doubt_is_exact(text: str) -> None:
    assert not parse_date(text).is_exact
    assert parse_date("1950-05-13").is_exact
    assert parse_date("1950-05-13/1950-05-13").is_exact


@given(DAYS)
def test_a_day_lies_in_its_month_and_its_month_in_its_year(day: date) -> None:
    exact = parse_date(day.isoformat())
    month, year = parse_date(f"{day:%Y-%m}"), parse_date(f"{day:%Y}")
    there = Day(day.year, day.month, day.day)
    assert exact.earliest == there == exact.latest
    bounds = (year.earliest, month.earliest, there, month.latest, year.latest)
    assert list(bounds) == sorted(day for day in bounds if day is not None)
    assert month.latest is not None
    assert month.latest.plus_days(1).day == 1


@given(DAYS, DAYS)
def test_one_day_is_before_another_if_the_calendar_says_so(one: date, other: date) -> None:
    first, second = parse_date(one.isoformat()), parse_date(other.isoformat())
    assert first.is_wholly_before(second) == (one < other)


def test_a_month_is_not_before_a_day_in_it() -> None:
    assert not parse_date("1950-04").is_wholly_before(parse_date("1950-04-30"))
    assert not parse_date("1950-04-01").is_wholly_before(parse_date("1950-04"))
    assert parse_date("1950-04").is_wholly_before(parse_date("1950-05"))
