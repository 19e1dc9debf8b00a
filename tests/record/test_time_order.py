"""Order is certain where dates and words make it so; what cannot hold is refused with its lines."""

from __future__ import annotations

from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_cases import record_case

from foedus.case import CaseError, Entry
from foedus.dates import parse_date
from foedus.record import TimeOrder, chronicle
from foedus.record.time_order import time_order

FIRST = parse_date("1950-05-01").sort_key[0]


def order_of(*entries: str) -> TimeOrder:
    return chronicle(record_case(*entries)).order


def refused(*entries: str) -> str:
    with pytest.raises(CaseError) as caught:
        order_of(*entries)
    (problem,) = caught.value.problems
    return str(problem)


def test_what_comes_after_narrows_the_days_of_both() -> None:
    order = order_of(
        "entry: month, on: 1950-05",
        "entry: talk, on: 1950-05-13, after: month",
        "entry: reply, on: 1950-05, after: talk",
    )
    days = [FIRST + 12, FIRST + 12]
    assert list(order.window("month")) == [FIRST, FIRST + 12]
    assert list(order.window("talk")) == days
    assert list(order.window("reply")) == [FIRST + 12, FIRST + 30]
    assert order.names == ("month", "talk", "reply")
    assert order.before("month", "reply") == "certainly"


def test_without_a_date_everything_is_open() -> None:
    order = order_of("entry: one", "entry: two, on: 1950-05-13", "entry: three, after: two")
    assert order.window("one") == (None, None)
    assert order.before("one", "two") == "possibly"
    assert order.before("three", "two") == "certainly not"


def test_order_follows_through_what_was_on_the_same_day() -> None:
    order = order_of(
        "entry: day, on: 1950-05",
        "entry: same, on: {same day as: day}",
        "entry: next, on: {after: same, by: 1 day}",
    )
    assert order.before("day", "next") == "certainly"
    assert order.before("day", "same") == "possibly"


def test_what_lasted_is_over_before_what_comes_after_begins() -> None:
    order = order_of(
        "entry: talks, on: 1950-05-13/1950-05-15",
        "entry: within, on: 1950-05-14",
        "entry: later, after: talks",
    )
    assert order.before("talks", "within") == "possibly"
    assert order.window("later").earliest == FIRST + 14


def test_a_message_has_its_place_by_its_sending() -> None:
    order = order_of(
        "message: telegram, from: Ann, to: Bob, on: 1950-05-13, received: 1950-05-16",
        "entry: meanwhile, on: 1950-05-14",
    )
    assert order.before("telegram", "meanwhile") == "certainly"
    assert list(order.arrival("telegram")) == [FIRST + 15, FIRST + 15]


def test_a_message_arrives_no_earlier_than_it_is_sent() -> None:
    order = order_of("message: telegram, from: Ann, to: Bob, on: 1950-05-13, received: 1950-05")
    assert list(order.arrival("telegram")) == [FIRST + 12, FIRST + 30]
    told = refused(
        "message: telegram, from: Ann, to: Bob, on: 1950-05, received: 1950-05-03",
        "entry: before, on: 1950-05-09",
        "entry: x, on: 1950-05-08, after: telegram",
        "message: late, from: Ann, to: Bob, on: 1950-05, after: before, received: 1950-05-03",
    )
    assert '"late" is received on 1950-05-03' in told
    assert '"late" comes after "before"' in told


@pytest.mark.parametrize(
    ("entries", "named"),
    [
        (["entry: a, on: 1950-05-13, after: b", "entry: b, on: 1950-05-14"], ["a", "b"]),
        (["entry: a, after: b", "entry: b, after: c", "entry: c, after: a"], ["a", "b", "c"]),
        (
            [
                "entry: a, on: 1950-05-13",
                "entry: b, on: {after: a, by: 2 days}",
                "entry: c, on: 1950-05-14, after: b",
            ],
            ["a", "b", "c"],
        ),
        (
            [
                "entry: a, on: 1950-05-13",
                "entry: b, on: {after: a, by: 1 month}, after: c",
                "entry: c, on: 1950-07",
            ],
            ["b", "c"],
        ),
    ],
)
def test_a_contradiction_names_its_entries_and_their_lines(
    entries: list[str], named: list[str]
) -> None:
    told = refused(*entries)
    assert "these cannot all hold" in told
    assert all(f'"{name}"' in told for name in named)
    assert told.count("(line ") >= len(named) - 1
    assert told.startswith("case.yaml:")


def test_an_entry_after_itself_is_refused() -> None:
    assert 'this cannot be: "a" comes after "a"' in refused("entry: a, after: a")


MONTHS = st.sampled_from(
    [
        "1950-05-02",
        "1950-05-03",
        "1950-05-04",
        "1950-05-02/1950-05-04",
        "'[1950-05-02,1950-05-04]'",
        "../1950-05-03",
        "1950-05-03/..",
    ]
)


@st.composite
def small_records(draw: st.DrawFn) -> list[str]:
    count = draw(st.integers(1, 3))
    entries: list[str] = []
    for at in range(count):
        after = draw(st.lists(st.sampled_from(range(count)), max_size=1))
        told = f", after: [{', '.join(f'e{one}' for one in after)}]" if after else ""
        entries.append(f"entry: e{at}, on: {draw(MONTHS)}{told}")
    return entries


def schedules(entries: tuple[Entry, ...]) -> list[dict[str, tuple[int, int]]]:
    """Every way to give the entries their first and last days, from 1 to 6 May."""
    days = [parse_date(f"1950-05-0{day}") for day in range(1, 7)]
    numbers = [day.earliest.ordinal for day in days if day.earliest is not None]
    found: list[dict[str, tuple[int, int]]] = []
    for chosen in product(
        [(a, b) for a in numbers for b in numbers if a <= b], repeat=len(entries)
    ):
        when = {entry.name: one for entry, one in zip(entries, chosen, strict=True)}
        if all(_fits(entry, when) for entry in entries):
            found.append(when)
    return found


def _fits(entry: Entry, when: dict[str, tuple[int, int]]) -> bool:
    begin, end = when[entry.name]
    first, last = entry.when.sort_key
    if entry.when.lasted:
        ends = entry.when.edtf.split("/")
        is_right = ends[0] == ".." or begin == first
        is_right = is_right and (ends[1] == ".." or end == last)
    else:
        is_right = begin == end and first <= begin <= last
    return is_right and all(when[other][1] <= begin for other in entry.after)


@given(small_records())
def test_certain_is_what_every_schedule_bears_out(entries: list[str]) -> None:
    case = record_case(*entries)
    possible = schedules(case.record)
    try:
        order = time_order(case.record)
    except CaseError:
        # Within one day order alone contradicts itself, which days do not show.
        assert not possible or any(entry.after for entry in case.record)
        return
    for one, other in product(case.record, repeat=2):
        if order.is_before(one.name, other.name):
            assert all(when[one.name][1] <= when[other.name][0] for when in possible)
        elif all(when[one.name][1] < when[other.name][0] for when in possible) and possible:
            raise AssertionError((one.name, other.name))


@given(small_records())
def test_names_stand_in_certain_order(entries: list[str]) -> None:
    try:
        order = order_of(*entries)
    except CaseError:
        return
    place = {name: at for at, name in enumerate(order.names)}
    for name in order.names:
        later = order.certainly_after(name)
        assert name not in later
        assert later == {other for other in place if order.is_before(name, other)}
        assert all(place[name] < place[other] for other in later)
        assert all(order.certainly_after(other) <= later for other in later)
        unsure = set(order.perhaps_before(name))
        assert unsure == {
            other for other in place if place[other] > place[name] and other not in later
        }


def test_many_entries_without_a_date_are_no_burden_unless_all_pairs_are_asked_for() -> None:
    order = order_of(*(f"entry: e{at}" for at in range(3_000)))
    assert list(islice(order.perhaps_before("e0"), 3)) == ["e1", "e2", "e3"]
