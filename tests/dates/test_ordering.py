"""Certain order is what intervals and the case's own words make certain, and no more."""

from __future__ import annotations

from dated_texts import DAYS, EXPRESSIONS
from hypothesis import given
from hypothesis import strategies as st

from foedus.dates import HistoricalDate, Relation, in_order, parse_date, related_date

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


@given(MANY)
def test_the_order_of_many_is_that_of_each_pair(texts: list[str]) -> None:
    dates = {f"n{at}": parse_date(text) for at, text in enumerate(texts)}
    order = in_order(dates)
    assert sorted(order.names) == sorted(dates)
    for at, name in enumerate(order.names):
        for other in order.names[at + 1 :]:
            assert not dates[other].is_wholly_before(dates[name])
            assert order.before(name, other) == dates[name].before(dates[other])
    unsure = set(order.not_certain())
    assert all(order.before(*pair) == "possibly" for pair in unsure)


@given(MANY, st.data())
def test_what_is_told_is_certain_and_in_order(texts: list[str], data: st.DataObject) -> None:
    dates = {f"n{at}": parse_date(text) for at, text in enumerate(texts)}
    for at in range(4):
        other = data.draw(st.sampled_from(sorted(dates)))
        relation = Relation("after", (other,))
        dates[f"told{at}"] = related_date(relation, dates)
    shuffled = data.draw(st.permutations(sorted(dates)))
    order = in_order({name: dates[name] for name in shuffled})
    assert order.contradicted == ()
    place = {name: at for at, name in enumerate(order.names)}
    for name in dates:
        later = order.certainly_after(name)
        assert name not in later
        assert all(place[name] < place[other] for other in later)
        assert all(order.certainly_after(other) <= later for other in later)
    for name, date in dates.items():
        if date.relation is not None:
            assert order.before(date.relation.entries[0], name) == "certainly"


def test_an_order_follows_through_what_is_told() -> None:
    dates = dated(march="1950-03", year="1950", june="1950-06")
    dates["reply"] = related_date(Relation("before", ("march",)), dates)
    order = in_order(dates)
    assert order.before("reply", "june") == "certainly"
    assert order.before("june", "reply") == "certainly not"
    assert order.before("year", "june") == "possibly"


def test_a_told_order_wins_over_the_earliest_day() -> None:
    dates = dated(end="1950", late="1950-05-02", talk="1950-05")
    dates["pause"] = related_date(Relation("between", ("talk", "end")), dates)
    assert in_order(dates).names == ("talk", "pause", "end", "late")


def test_a_circle_is_found_and_nothing_is_lost() -> None:
    dates = dated(a="1950", c="1950", z="1950")
    dates["b"] = related_date(Relation("between", ("a", "c")), dates)
    dates["d"] = related_date(Relation("between", ("c", "a")), dates)
    dates["e"] = related_date(Relation("after", ("d",)), dates)
    order = in_order(dates)
    assert sorted(order.contradicted) == ["a", "b", "c", "d"]
    assert sorted(order.names) == sorted(dates)
    steps = zip(order.contradicted, order.contradicted[1:], strict=False)
    assert {"ab", "bc", "cd", "da"} > {one + other for one, other in steps}
