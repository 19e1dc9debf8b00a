"""A reading that the words of the source contradict is noticed; what cannot be told is left."""

from __future__ import annotations

from datetime import date
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import (
    Relation,
    disagreements,
    gives_a_year,
    parse_date,
    parse_distance,
    related_date,
)


@pytest.mark.parametrize(
    ("words", "has_one"),
    [
        ("late on May 13", False),
        ("the next day", False),
        ("May 1950", True),
        ("in May '50", True),
        ("13.6.50", True),
        ("44 BC", True),
        ("A.D. 79", True),
        ("昭和1950年", True),
        ("in 987", True),
        ("at 2030 hours on May 13", False),
        ("on the 13th, at 10.30", False),
    ],
)
def test_whether_words_give_a_year(words: str, *, has_one: bool) -> None:
    assert gives_a_year(words) == has_one


@pytest.mark.parametrize(
    ("words", "edtf", "told"),
    [
        ("13 May 1950", "1950-05-13", ()),
        ("May 13", "1950-05-14", ("the day 13, and edtf the day 14",)),
        ("13th of May", "1950-06-13", ("the month May, and edtf June",)),
        ("May 1951", "1950-05", ("the year 1951, and edtf the year 1950",)),
        ("in 1949", "195X", ("the year 1949, and edtf 1950 to 1959",)),
        ("in 1949 or 1950", "[1949,1950]", ()),
        ("in 1949", "../1950", ()),
        ("in 1951", "1950~", ()),
        ("at 10 p.m. on May 13", "1950-05-13", ()),
        ("at 10 p.m. the next day", "1950-05-14", ()),
        ("May 1/14", "1950-05-14", ()),
        ("at 2030 hours on May 13", "1950-05-13", ()),
        ("20,000 to 30,000 men in May", "1950-05", ()),
        ("le 14 mai", "1950-05-13", ("the day 14, and edtf the day 13",)),
        ("am 3. Juni 1950", "1950-05-03", ("the month June, and edtf May",)),
        ("13 мая 1950", "1950-05-13", ()),
        ("13 de mayo de 1950", "1950-06-13", ("the month May, and edtf June",)),
        ("il 1º maggio 1950", "1950-05-02", ("the day 1, and edtf the day 2",)),
        ("from Mars", "1950-05", ()),
        ("1950年5月13日", "1950-06-13", ("the month May, and edtf June",)),
        ("13.6.1950", "1950-05-13", ("the month June, and edtf May",)),
        ("13. 6. 50", "1950-05-13", ("the month June, and edtf May",)),
        ("5/13/1950", "1950-05-13", ()),
        ("5/6/1950", "1950-05-06", ()),
        ("5/6/1950", "1950-06-05", ()),
        ("5/6/1950", "1950-06", ()),
        ("5/6/1950", "1950-07", ("the figures 5 and 6, and edtf July",)),
        ("5/6/1950", "1950-05-05", ("the figures 5 and 6, and edtf the 5 of May",)),
        ("1950-06-13", "1950-05-13", ("the month June, and edtf May",)),
        ("XIII.V.1950", "1950-06-13", ("the month May, and edtf June",)),
        ("XIII.V.1950", "1950-05-13", ()),
        ("1/14 May 1950", "1950-05-14", ()),
        ("f. 3, l. 12-13", "1950-05-14", ()),
        ("the thirteenth of May, 1950", "1950-05-14", ("the day 13, and edtf the day 14",)),
        ("May the twenty-first", "1950-05-21", ()),
        ("the second week of May", "1950-05-13", ()),
        (
            "Friday, 13 May",
            "1950-05-13",
            ("the weekday Friday, and edtf a day that was a Saturday",),
        ),
        ("Saturday, 13 May", "1950-05-13", ()),
        ("the Sunday after 13 May", "1950-05-13", ()),
        ("Sunday, 9 January 1905", "1905-01-22", ("the day 9, and edtf the day 22",)),
        ("Friday, 13 May", "1950-05", ()),
        ("summer of 1950", "1950-21", ("the summer, and edtf the spring",)),
        ("fall of 1950", "1950-23", ()),
        ("in winter, 1950-51", "1950-24", ()),
    ],
)
def test_what_contradicts_is_told(words: str, edtf: str, told: tuple[str, ...]) -> None:
    assert disagreements(parse_date(edtf, written=words)) == told


def test_a_basis_that_names_what_was_read_explains_it() -> None:
    """As for dates of the Julian calendar: 1 May old style is 14 May."""
    old_style = "1 May 1905 (O.S.)"
    assert disagreements(parse_date("1905-05-14", written=old_style))
    basis = "old style, 13 days behind: 14 May"
    assert not disagreements(parse_date("1905-05-14", written=old_style, basis=basis))
    assert disagreements(parse_date("1905-05-14", written=old_style, basis="the diary's year"))


@pytest.mark.parametrize(
    ("words", "word", "by", "told"),
    [
        ("three days later", "after", "2 days", "3 days, and by 2 days"),
        ("3 days later", "after", "3 days", None),
        ("two or three days later", "after", "2 to 3 days", None),
        ("a week later", "after", "7 days", None),
        ("a month after the talk", "after", "30 days", None),
        ("a month after the talk", "after", "3 weeks", "1 month, and by 3 weeks"),
        ("the next day", "after", "3 days", "1 day, and by 3 days"),
        ("the day before", "before", "2 days", "1 day, and by 2 days"),
        ("a week before", "after", "7 days", "a time before, and the case one after"),
        ("a week before", "after", None, "a time before, and the case one after"),
        ("a week before the vote", "after", None, None),
        ("nearly three days later", "after", "2 days", None),
        ("some days later", "after", "2 days", None),
        ("years later", "after", None, None),
        ("three days later", "after", None, None),
    ],
)
def test_a_distance_against_its_words_is_told(
    words: str, word: Literal["after", "before"], by: str | None, told: str | None
) -> None:
    relation = Relation(word, ("talk",), None if by is None else parse_distance(by))
    dates = {"talk": parse_date("1950-05-13")}
    found = related_date(relation, dates, written=words)
    assert disagreements(found) == (() if told is None else (told,))
    explained = related_date(relation, dates, written=words, basis="the diary counts both days")
    assert not disagreements(explained)


@given(
    st.dates(date(1000, 1, 1)),
    st.sampled_from(["%d.%m.%Y", "%m/%d/%Y", "%Y-%m-%d", "%y-%m-%d", "%A, %d %B %Y", "%B %d"]),
)
def test_a_date_written_out_never_contradicts_itself(day: date, form: str) -> None:
    assert not disagreements(parse_date(day.isoformat(), written=day.strftime(form)))


@given(st.text("0123456789./- XVImayJuni年月日,Sundayfrt", max_size=30))
def test_any_words_are_read(words: str) -> None:
    assert isinstance(disagreements(parse_date("1950-05-13", written=words)), tuple)
