"""Texts of EDTF for the laws that hold of all of them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

DAYS = st.dates(date(1000, 1, 1), date(9998, 12, 31)).map(date.isoformat)
MARKS = st.sampled_from(["", "", "?", "~", "%"])
_YEARS = st.integers(-9999, 9999).filter(bool).map(lambda y: f"{'-' * (y < 0)}{abs(y):04}")
_LONG_YEARS = st.builds("Y{}".format, st.integers(10_000, 10**8))
_UNKNOWN = st.builds(
    lambda day, gone: "".join("X" if at in gone else it for at, it in enumerate(day)),
    DAYS,
    st.sets(st.sampled_from([1, 2, 3, 6, 9])),
)
_SEASONS = st.builds("{}-{}".format, st.integers(1000, 9998), st.integers(21, 41))
_PLAIN = st.one_of(
    _YEARS,
    _LONG_YEARS,
    _SEASONS,
    DAYS,
    DAYS.map(lambda day: day[:7]),
    _UNKNOWN,
)
_MARKED = st.builds(
    lambda day, marks: "{1}{0[0]}-{2}{0[1]}-{3}{0[2]}".format(day.split("-"), *marks),
    DAYS,
    st.tuples(MARKS, MARKS, MARKS),
)
MOMENTS = st.one_of(st.builds(str.__add__, _PLAIN, MARKS), _MARKED)
_PAIRS = st.tuples(DAYS, DAYS).map(sorted)
_INTERVALS = st.one_of(
    _PAIRS.map("/".join),
    MOMENTS.map(lambda one: f"{one}/.."),
    MOMENTS.map(lambda one: f"../{one}"),
    MOMENTS.map(lambda one: f"{one}/"),
)
_MEMBERS = st.lists(st.one_of(MOMENTS, _PAIRS.map("..".join)), min_size=1, max_size=4)
_SETS = st.builds(
    lambda members, ends: f"{ends[0]}{','.join(members)}{ends[1]}",
    _MEMBERS,
    st.sampled_from(["[]", "{}"]),
)
EXPRESSIONS = st.one_of(MOMENTS, _INTERVALS, _SETS)
