"""Certain order is what intervals make certain; what is told in a circle is found."""

from __future__ import annotations

from itertools import pairwise

from dated_texts import DAYS, EXPRESSIONS
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import HistoricalDate, Relation, circle_of_dates, parse_date, related_date

MANY = st.lists(EXPRESSIONS, min_size=1, max_size=8)


def dated(**texts: str) -> dict[str, HistoricalDate]:
    return {name: parse_date(text) for name, text in texts.items()}


@given(EXPRESSIONS)
def test_nothing_is_before_itself(text: str) -> None:
    it = parse_date(text)
    assert it.sort_key[0] <= it.sort_key[1]
    assert it.before(it) == "possibly"


@given(EXPRESSIONS, EXPRESSIONS)
def test_of_two_at_most_one_is_certainly_the_earlier(one: str, other: str) -> None:
    first, second = parse_date(one), parse_date(other)
    assert (first.before(second) == "certainly") == (second.before(first) == "certainly not")
    assert (first.before(second) == "possibly") == (second.before(first) == "possibly")


@given(DAYS, DAYS, DAYS, DAYS)
def test_what_is_before_one_is_before_all_that_follow(a: str, b: str, c: str, d: str) -> None:
    """Also the interval order: of two pairs in order, one crosses over in order."""
    one, two, three, four = (parse_date(text) for text in (a, b, c, d))
    if one.is_wholly_before(two) and two.is_wholly_before(three):
        assert one.is_wholly_before(three)
    if one.is_wholly_before(two) and three.is_wholly_before(four):
        assert one.is_wholly_before(four) or three.is_wholly_before(two)


@given(MANY, st.data())
def test_what_is_told_after_another_makes_no_circle(texts: list[str], data: st.DataObject) -> None:
    dates = {f"n{at}": parse_date(text) for at, text in enumerate(texts)}
    for at in range(4):
        other = data.draw(st.sampled_from(sorted(dates)))
        dates[f"told{at}"] = related_date(Relation("after", (other,)), dates)
    shuffled = data.draw(st.permutations(sorted(dates)))
    assert circle_of_dates({name: dates[name] for name in shuffled}) == ()


def test_a_circle_is_found() -> None:
    dates = dated(a="1950", c="1950", z="1950")
    dates["b"] = related_date(Relation("between", ("a", "c")), dates)
    dates["d"] = related_date(Relation("between", ("c", "a")), dates)
    dates["e"] = related_date(Relation("after", ("d",)), dates)
    circle = circle_of_dates(dates)
    assert sorted(circle) == ["a", "b", "c", "d"]
    steps = pairwise(circle)
    assert {"ab", "bc", "cd", "da"} > {one + other for one, other in steps}
