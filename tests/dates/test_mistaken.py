"""Who writes a date in another form is told the right one, which is a date."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from foedus.dates import parse_date
from foedus.dates.mistaken import suggestion


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("1950-5-13", "1950-05-13"),
        ("1950/05/13", "1950-05-13"),
        ("1950.5", "1950-05"),
        ("19500513", "1950-05-13"),
        ("13.5.1950", "1950-05-13"),
        ("13. 5. 1950", "1950-05-13"),
        ("5/13/1950", "1950-05-13"),
        ("13/5/1950", "1950-05-13"),
        ("5/5/1950", "1950-05-05"),
        ("5/6/1950", "1950-06-05 or 1950-05-06, whichever is meant"),
        ("31.2.1950", None),
        ("1950-51", "1950/1951"),
        ("1950\u20131953", "1950/1953"),
        ("from 1950 to 1953", "1950/1953"),
        ("between 1950 and 1951", '"[1950,1951]"'),
        ("c. 1950", "1950~"),
        ("circa 1950", "1950~"),
        ("probably 1950", "1950?"),
        ("1950 (?)", "1950?"),
        ("the 1950s", "195X"),
        ("before 1950", "../1950"),
        ("since 1950", "1950/.."),
        ("44 BC", "-0043"),
        ("1 BC", "0000"),
        ("spring 1950", '{as written: "spring 1950", edtf: 1950-21}'),
        ("fall of 1950", '{as written: "fall of 1950", edtf: 1950-23}'),
        ("13 May 1950", '{as written: "13 May 1950", edtf: 1950-05-13}'),
        ("May 13th, 1950", '{as written: "May 13th, 1950", edtf: 1950-05-13}'),
        ("Sept. 1950", '{as written: "Sept. 1950", edtf: 1950-09}'),
        ("early in 1950", '{as written: "early in 1950", edtf: 1950}'),
        ("31 February 1950", None),
        ("13 to 15 May 1950", '{as written: "13 to 15 May 1950", edtf: 1950-05-13/1950-05-15}'),
        ("May 13 or 14, 1950", None),
        ("195x", "195X"),
        ("19??", "19XX"),
        ("1950-05-??", "1950-05-XX"),
        ("yesterday", None),
        ("٢٠٢٠", None),
    ],
)
def test_the_nearest_right_form_is_told(text: str, right: str | None) -> None:
    assert suggestion(text) == right


NUMBERS = st.integers(0, 2100).map(str)
WORDS = st.sampled_from(["May", "Sept.", "c.", "BC", "of", "the", "to", "or", "spring", "1950s"])
MARKS = st.sampled_from([" ", ".", "/", "-", ", ", '"', "\\"])


@given(st.lists(st.one_of(NUMBERS, WORDS, MARKS), max_size=8).map("".join))
@example("29/2/1951")
@example('the "year" 1950')
def test_what_is_told_is_itself_a_date(text: str) -> None:
    found = suggestion(text)
    if found is None:
        return
    found = found.removesuffix(", whichever is meant")
    for one in [found] if "{" in found else found.split(" or "):
        node = yaml.load(one, Loader=yaml.BaseLoader)  # noqa: S506 - texts only
        parse_date(node["edtf"] if isinstance(node, dict) else node)
        assert not isinstance(node, dict) or node["as written"] == " ".join(text.split())
