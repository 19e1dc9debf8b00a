"""A date is read out so that nobody need know EDTF."""

from __future__ import annotations

import pytest
from dated_texts import EXPRESSIONS
from hypothesis import given

from foedus.dates import doubt_in_words, in_words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1950-05-13", "13 May 1950"),
        ("1950-05", "May 1950"),
        ("1950", "1950"),
        ("-0043-03-15", "15 March 44 BC"),
        ("0000", "1 BC"),
        ("Y17000", "17000"),
        ("1950?", "perhaps 1950"),
        ("1950-05~", "about May 1950"),
        ("1950-05-13%", "perhaps about 13 May 1950"),
        ("1950?-05-13", "13 May 1950 (the year uncertain)"),
        ("1950-~05-?13", "13 May 1950 (the month approximate, the day uncertain)"),
        ("195X", "1950 to 1959, the year not known"),
        ("1950-XX", "a month of 1950"),
        ("1950-05-XX", "a day in May 1950"),
        ("1950-XX-XX", "a day in 1950"),
        ("1950-05-1X", "a day from 10 to 19 May 1950"),
        ("1950-XX-13", "day 13 of a month of 1950"),
        ("1984-1X", "1984-1X, X for digits not known"),
        ("1950S2", "about 1950 (1900 to 1999)"),
        ("1950-21", "spring 1950"),
        ("1950-31", "southern autumn 1950"),
        ("1950-26", "northern summer 1950"),
        ("1950-34", "the second quarter of 1950"),
        ("1950-39", "the third third of 1950"),
        ("1950-40", "the first half of 1950"),
        ("1950-05-13/1950-05-15", "from 13 to 15 May 1950"),
        ("1950-05-13/1950-06-02", "from 13 May to 2 June 1950"),
        ("1950-05/1950-06", "from May to June 1950"),
        ("1949-12-30/1950-01-02", "from 30 December 1949 to 2 January 1950"),
        ("1950/1951", "from 1950 to 1951"),
        ("1950-21/1950-23", "from spring 1950 to autumn 1950"),
        ("1950-05?/1950-06", "from perhaps May 1950 to June 1950"),
        ("1950/..", "from 1950 on"),
        ("1950/", "from 1950 on, its end not known"),
        ("../1950", "until 1950"),
        ("/1950", "until 1950, its beginning not known"),
        ("../..", "at a time not known"),
        ("[1950,1951]", "1950 or 1951"),
        ("[1950-05-13..1950-05-15]", "between 13 and 15 May 1950"),
        ("[1667,1668,1670..1672]", "1667, 1668 or between 1670 and 1672"),
        ("[..1950]", "1950 or earlier"),
        ("[1950..]", "1950 or later"),
        ("{1950,1951}", "1950 and 1951"),
        ("{1950-05-13..1950-05-15}", "13 to 15 May 1950"),
        ("{..1984}", "1984 and all before"),
        ("{1984..}", "1984 and all that follow"),
    ],
)
def test_a_date_in_words(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("1950", None),
        ("1950?", "1 year either way"),
        ("195X~", "10 years either way"),
        ("1950-05%", "2 months either way"),
        ("1950-21~", "3 months either way"),
        ("1950-05-13~", "1 day either way"),
        ("?1950-05-~13", "1 year and 1 day either way"),
        ("[1950,1951?]", "1 year either way"),
    ],
)
def test_how_far_a_doubt_reaches_is_said(edtf: str, words: str | None) -> None:
    assert doubt_in_words(edtf) == words


@given(EXPRESSIONS)
def test_every_date_has_words(edtf: str) -> None:
    assert in_words(edtf).strip()
