"""A date told by another follows from it, with all that is not known of it."""

from __future__ import annotations

import pytest
from dated_texts import DAYS, EXPRESSIONS
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import (
    DateError,
    Day,
    Distance,
    HistoricalDate,
    Relation,
    parse_date,
    parse_distance,
    related_date,
)

DISTANCES = st.builds(
    lambda least, more, unit: Distance(least, least + more, unit),
    st.integers(0, 50),
    st.integers(0, 50),
    st.sampled_from(["day", "week"]),
)


def told(relation: str, other: str, by: str | None = None) -> HistoricalDate:
    distance = None if by is None else parse_distance(by)
    return related_date(Relation(relation, ("it",), distance), {"it": parse_date(other)})


@pytest.mark.parametrize(
    ("relation", "other", "by", "expected"),
    [
        ("after", "1950-05-13", "1 day", "1950-05-14"),
        ("after", "1950-05-13", "0 days", "1950-05-13"),
        ("after", "1950-05-13", "1 to 3 days", "[1950-05-14..1950-05-16]"),
        ("after", "1950-05", "1 day", "[1950-05-02..1950-06-01]"),
        ("after", "1950-05-13", "2 weeks", "1950-05-27"),
        ("after", "1950-01-31", "1 month", "1950-02-28"),
        ("after", "1952-02-29", "1 year", "1953-02-28"),
        ("after", "1950-05-13", None, "[1950-05-13..]"),
        ("before", "1950-05-13", "1 day", "1950-05-12"),
        ("before", "1950-05-13", "1 to 2 weeks", "[1950-04-29..1950-05-06]"),
        ("before", "1950-05-13", None, "[..1950-05-13]"),
        ("same day as", "1950-05-13", None, "1950-05-13"),
        ("same day as", "1950-05", None, "1950-05"),
        ("same day as", "1950-05-13/1950-05-15", None, "[1950-05-13..1950-05-15]"),
        # What lasted is followed from its end, and preceded from its beginning.
        ("after", "1950-05-13/1950-05-15", "1 day", "1950-05-16"),
        ("before", "1950-05-13/1950-05-15", "1 day", "1950-05-12"),
        ("after", "{1950-05-13,1950-05-15}", "1 day", "1950-05-16"),
        ("after", "[1950-05-13,1950-05-15]", "1 day", "[1950-05-14..1950-05-16]"),
        ("after", "../1950-05-13", "1 day", "1950-05-14"),
        ("before", "1950-05-13/..", "1 day", "1950-05-12"),
        ("after", "1950-05-13/..", "1 day", "../.."),
        ("after", "1950-05-13?", "1 day", "[1950-05-13..1950-05-15]"),
        ("after", "Y17000", "1 day", "[Y17000..Y17001]"),
    ],
)
def test_a_date_follows_from_another(
    relation: str, other: str, by: str | None, expected: str
) -> None:
    assert told(relation, other, by).edtf == expected


def test_a_date_lies_between_two() -> None:
    dates = {"first": parse_date("1950-05"), "last": parse_date("1950-06-10/1950-06-12")}
    found = related_date(Relation("between", ("first", "last")), dates)
    assert found.edtf == "[1950-05-01..1950-06-10]"
    with pytest.raises(DateError, match=r'nothing lies between "last" .* and "first"'):
        related_date(Relation("between", ("last", "first")), dates)


def test_doubt_is_handed_on() -> None:
    assert told("after", "1950-05-13?", "1 day").is_uncertain
    assert told("same day as", "1950~").is_approximate
    assert not told("same day as", "1950-05-13?").is_exact


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a day", "write 1 day"),
        ("1", "write 1 day"),
        ("-1 days", "write 1 day"),
        ("1 fortnight", "write 1 day"),
        ("3 to 1 days", "the smaller number first, 1 to 3"),
    ],
)
def test_what_is_no_distance_is_told_how_to_write_one(text: str, told: str) -> None:
    with pytest.raises(DateError, match=told):
        parse_distance(text)


@pytest.mark.parametrize("text", ["1 day", "2 weeks", "1 to 3 months", "0 to 1 years"])
def test_distances_go_there_and_back(text: str) -> None:
    assert parse_distance(str(parse_distance(text))) == parse_distance(text)


@given(DAYS, DISTANCES, st.integers(-1000, 1000), st.sampled_from(["after", "before"]))
def test_telling_by_another_commutes_with_shifting_it(
    day: str, by: Distance, shift: int, word: str
) -> None:
    """The day after a meeting moves with the meeting."""
    year, month, number = map(int, day.split("-"))
    moved = str(Day(year, month, number).plus_days(shift))
    here, there = told(word, day, str(by)), told(word, moved, str(by))
    assert here.earliest is not None
    assert here.latest is not None
    assert there.earliest == here.earliest.plus_days(shift)
    assert there.latest == here.latest.plus_days(shift)


@given(EXPRESSIONS, DISTANCES, DISTANCES)
def test_uncertainty_adds_up(other: str, first: Distance, second: Distance) -> None:
    """Two steps come to the sum of their distances, the uncertain days included."""
    one = related_date(Relation("after", ("a",), first), {"a": parse_date(other)})
    two = related_date(Relation("after", ("b",), second), {"b": one})
    width = {"day": 1, "week": 7}
    if one.earliest is not None and two.earliest is not None and one.earliest.year < 9000:
        steps = second.least * width[second.unit]
        assert two.earliest == one.earliest.plus_days(steps)
    if one.latest is not None and two.latest is not None and one.latest.year < 9000:
        assert two.latest == one.latest.plus_days(second.most * width[second.unit])


@given(EXPRESSIONS, DISTANCES, st.sampled_from(["after", "before"]))
def test_a_later_date_is_nowhere_certainly_earlier(other: str, by: Distance, word: str) -> None:
    it = parse_date(other)
    found = related_date(Relation(word, ("it",), by), {"it": it})
    assert found.sort_key[0] <= found.sort_key[1]
    first, last = (it, found) if word == "after" else (found, it)
    assert not last.is_wholly_before(first)
