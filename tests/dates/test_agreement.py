"""A reading that the words of the source contradict is noticed; what cannot be told is left."""

from __future__ import annotations

import pytest

from foedus.dates import disagreements, gives_a_year, parse_date


@pytest.mark.parametrize(
    ("words", "has_one"),
    [
        ("late on May 13", False),
        ("the next day", False),
        ("May 1950", True),
        ("in May '50", True),
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
        ("le 14 mai", "1950-05-13", ()),
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
