"""The examples of the specification are read; what the calendar or the standard lacks is not.

The texts are those of the Library of Congress's specification of 4 February 2019, by its levels.
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from dated_texts import DAYS, EXPRESSIONS
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import DateError, parse_date

LEVEL_0 = {
    "1985-04-12": ("1985-04-12", "1985-04-12"),
    "1985-04": ("1985-04-01", "1985-04-30"),
    "1985": ("1985-01-01", "1985-12-31"),
    "1964/2008": ("1964-01-01", "2008-12-31"),
    "2004-06/2006-08": ("2004-06-01", "2006-08-31"),
    "2004-02-01/2005-02-08": ("2004-02-01", "2005-02-08"),
    "2004-02-01/2005-02": ("2004-02-01", "2005-02-28"),
    "2004-02-01/2005": ("2004-02-01", "2005-12-31"),
    "2005/2006-02": ("2005-01-01", "2006-02-28"),
}
LEVEL_1 = {
    "Y170000002": ("Y170000002-01-01", "Y170000002-12-31"),
    "Y-170000002": ("Y-170000002-01-01", "Y-170000002-12-31"),
    "2001-21": ("2001-03-01", "2001-06-21"),
    "1984?": ("1983-01-01", "1985-12-31"),
    "2004-06~": ("2004-05-01", "2004-07-31"),
    "2004-06-11%": ("2004-06-09", "2004-06-13"),
    "201X": ("2010-01-01", "2019-12-31"),
    "20XX": ("2000-01-01", "2099-12-31"),
    "2004-XX": ("2004-01-01", "2004-12-31"),
    "1985-04-XX": ("1985-04-01", "1985-04-30"),
    "1985-XX-XX": ("1985-01-01", "1985-12-31"),
    "1985-04-12/..": ("1985-04-12", None),
    "1985-04/..": ("1985-04-01", None),
    "1985/..": ("1985-01-01", None),
    "../1985-04-12": (None, "1985-04-12"),
    "../1985-04": (None, "1985-04-30"),
    "../1985": (None, "1985-12-31"),
    "1985-04-12/": ("1985-04-12", None),
    "1985-04/": ("1985-04-01", None),
    "1985/": ("1985-01-01", None),
    "/1985-04-12": (None, "1985-04-12"),
    "/1985-04": (None, "1985-04-30"),
    "/1985": (None, "1985-12-31"),
    "1984~/2004-06": ("1983-01-01", "2004-06-30"),
    "1984/2004-06~": ("1984-01-01", "2004-07-31"),
    "1984~/2004~": ("1983-01-01", "2005-12-31"),
    "1984?/2004%": ("1983-01-01", "2006-12-31"),
    "1984-06?/2004-08?": ("1984-05-01", "2004-09-30"),
    "1984-06-02?/2004-08-08~": ("1984-06-01", "2004-08-09"),
    "1984-06-02?/": ("1984-06-01", None),
    "-1985": ("-1985-01-01", "-1985-12-31"),
}
LEVEL_2 = {
    "Y-17E7": ("Y-170000000-01-01", "Y-170000000-12-31"),
    "1950S2": ("1900-01-01", "1999-12-31"),
    "Y171010000S3": ("Y171000000-01-01", "Y171999999-12-31"),
    "Y3388E2S3": ("Y338000-01-01", "Y338999-12-31"),
    "2001-34": ("2001-04-01", "2001-06-30"),
    "[1667,1668,1670..1672]": ("1667-01-01", "1672-12-31"),
    "[..1760-12-03]": (None, "1760-12-03"),
    "[1760-12..]": ("1760-12-01", None),
    "[1760-01,1760-02,1760-12..]": ("1760-01-01", None),
    "[1667,1760-12]": ("1667-01-01", "1760-12-31"),
    "{1667,1668,1670..1672}": ("1667-01-01", "1672-12-31"),
    "{1960,1961-12}": ("1960-01-01", "1961-12-31"),
    "{..1984}": (None, "1984-12-31"),
    "2004-06~-11": ("2004-05-11", "2004-07-11"),
    "2004?-06-11": ("2003-06-11", "2005-06-11"),
    "?2004-06-~11": ("2003-06-10", "2005-06-12"),
    "2004-%06-11": ("2004-04-11", "2004-08-11"),
    "156X-12-25": ("1560-12-25", "1569-12-25"),
    "15XX-12-25": ("1500-12-25", "1599-12-25"),
    "XXXX-12-XX": ("0000-12-01", "9999-12-31"),
    "1XXX-XX": ("1000-01-01", "1999-12-31"),
    "1XXX-12": ("1000-12-01", "1999-12-31"),
    "1984-1X": ("1984-10-01", "1984-12-31"),
    "2004-06-~01/2004-06-~20": ("2004-05-31", "2004-06-21"),
    "2004-06-XX/2004-07-03": ("2004-06-01", "2004-07-03"),
}
EXAMPLES = LEVEL_0 | LEVEL_1 | LEVEL_2


@pytest.mark.parametrize("text", EXAMPLES)
def test_the_examples_of_the_specification_are_read(text: str) -> None:
    found = parse_date(text)
    bounds = tuple(None if day is None else str(day) for day in (found.earliest, found.latest))
    assert bounds == EXAMPLES[text]
    assert parse_date(found.edtf) == found


@pytest.mark.parametrize(
    "text", ["1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30+04:30"]
)
def test_times_of_day_are_refused_by_name(text: str) -> None:
    with pytest.raises(DateError, match="has a time of day, and Foedus reckons in days"):
        parse_date(text)


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("?1950", "1950?"),
        ("?1950-?05", "1950-05?"),
        ("?1950-05", "1950?-05"),
        ("1950?-05~-13", "%1950-~05-13"),
        ("{1667,1668, 1670..1672}", "{1667,1668,1670..1672}"),
        (" 1950-05 / 1950-06 ", "1950-05/1950-06"),
        ("1950?-05?", "1950-05?"),
    ],
)
def test_there_is_one_canonical_text(text: str, canonical: str) -> None:
    assert parse_date(text).edtf == canonical
    assert parse_date(canonical) == parse_date(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("1951-02-29", "February 1951 has 28 days"),
        ("1900-02-29", "February 1900 has 28 days"),
        ("1950-06-31", "June 1950 has 30 days"),
        ("1950-13", "there is no month 13"),
        ("1950-42", "there is no month 42"),
        ("1950-00", "there is no month 00; one that is not known is XX"),
        ("1950-05-00", "there is no day 00; one that is not known is XX"),
        ("1950-02-3X", "there is no such day"),
        ("190X-02-3X", "there is no such day"),
        ("1950-21-01", "21 is a season or part of a year, and has no days"),
        ("1951/1950", "the other way round it is 1950/1951"),
        ("1950-05-13/1950-05-12", "ends before it begins"),
        ("[1953..1950]", "the other way round it is 1950..1953"),
        ("Y1950", "write 1950"),
        ("Y-44", "write -0044"),
        ("Y17E99", "a year of 101 digits"),
        ("1950S5", "S says how many of the first digits"),
        ("195XS2", "S says how many of the first digits"),
        ("-0000", "is no date"),
        ("\uff11\uff19\uff15\uff10", "is no date"),
        ("1950-05-13Z", "is no date"),
        ("1950/1951/1952", "is no date"),
        ("[1950", "is no date"),
        ("[]", "is no date"),
        ("[1950,]", "is no date"),
        ("[..]", "is no date"),
        ("/", "is no date"),
        ("1950-21^x", "is no date"),
        ("1950??", "is no date"),
        ("[" + ",".join(["1950"] * 1001) + "]", "at most 1,000"),
        ("1" * 20_001, "a text of 20,001 characters is no date"),
        ("1" * 1000, "…"),
    ],
)
def test_what_is_no_date_is_told_why(text: str, told: str) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert told in str(caught.value)
    assert len(str(caught.value)) < 300


@given(EXPRESSIONS)
def test_canonical_text_goes_there_and_back(text: str) -> None:
    found = parse_date(text)
    assert parse_date(found.edtf) == found


@given(st.text(alphabet="0123456789X?~%-./[]{},YES ", max_size=25))
def test_any_text_is_a_date_or_is_told_what_it_is_not(text: str) -> None:
    try:
        found = parse_date(text)
    except DateError:
        return
    assert parse_date(found.edtf) == found


@given(DAYS, DAYS, st.sampled_from([4, 7, 10]), st.sampled_from(["{}", "{}/{}", "[{},{}]"]))
def test_the_library_edtf_agrees_where_it_is_right(
    one: str, other: str, length: int, form: str
) -> None:
    """It is not on 29 February of any year, reversed intervals, winters, and digits behind X."""
    first, last = sorted([one[:length], other[:length]])
    text = form.format(first, last)
    theirs, ours = parse_edtf(text), parse_date(text)
    bounds = [tuple(day)[:3] for day in (theirs.lower_strict(), theirs.upper_strict())]
    assert [tuple(ours.earliest or ()), tuple(ours.latest or ())] == bounds


def test_the_library_edtf_is_not_loaded() -> None:
    """It takes a tenth of a second, and every command reads a case."""
    code = "import sys, foedus.case as c; c.load('dam'); print('edtf' in sys.modules)"
    told = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert told.stdout == "False\n"
