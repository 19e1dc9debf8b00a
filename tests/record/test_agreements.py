"""An agreement can be in each state whose change may have been the last, and in no other."""

from __future__ import annotations

from itertools import pairwise, product

from hypothesis import given
from hypothesis import strategies as st
from record_cases import record_case

from foedus.case import AgreementState, load
from foedus.dates import parse_date
from foedus.record import AgreementCourse, chronicle

MAY = 711_977
"""The last of April 1950: adding a day of May gives its number."""
PACT = "agreements: {pact: {says: Peace., between: [up, down]}}\n"


def course(*entries: str, rest: str = PACT) -> AgreementCourse:
    (found,) = chronicle(record_case(*entries, rest=rest)).agreements
    return found


def made(name: str, on: str, state: str, more: str = "") -> str:
    return f"entry: {name}, on: {on}, makes: {{pact: {state}}}{more}"


def test_the_day_is_counted_as_tests_count_it() -> None:
    first = parse_date("1950-05-01").earliest
    assert first is not None
    assert first.ordinal == MAY + 1


def test_states_follow_one_another() -> None:
    pact = course(made("a", "1950-05-03", "proposed"), made("b", "1950-05-05", "confirmed"))
    assert pact.states_on(MAY + 2) == (None,)
    assert pact.states_on(MAY + 4) == (AgreementState.PROPOSED,)
    assert pact.states_on(MAY + 5) == (AgreementState.CONFIRMED,)


def test_what_may_have_come_is_possible() -> None:
    pact = course(made("a", "1950-05-03", "proposed"), made("b", "1950-05", "confirmed"))
    assert pact.states_on(MAY + 2) == (None, AgreementState.CONFIRMED)
    assert set(pact.states_on(MAY + 4)) == {AgreementState.PROPOSED, AgreementState.CONFIRMED}


def test_a_day_of_two_changes_has_the_later_where_that_is_told() -> None:
    first = made("a", "1950-05-03", "proposed")
    unsure = course(first, made("b", "1950-05-03", "confirmed"))
    assert len(unsure.states_on(MAY + 3)) == 2
    told = course(first, made("b", "1950-05-03", "confirmed", ", after: a"))
    assert told.states_on(MAY + 3) == (AgreementState.CONFIRMED,)


def test_a_distance_shuts_out_a_state() -> None:
    pact = course(
        made("a", "1950-05", "proposed"), made("b", "{after: a, by: 0 days}", "confirmed")
    )
    assert pact.states_on(MAY + 9) == (None, AgreementState.CONFIRMED)


WINDOWS = st.tuples(st.integers(1, 6), st.integers(0, 3)).map(lambda one: (one[0], sum(one)))
STATES = ("proposed", "confirmed", "lapsed")


@given(st.lists(WINDOWS, min_size=1, max_size=3), st.integers(0, 10), st.booleans())
def test_possible_states_are_those_of_all_ways_to_set_the_days(
    windows: list[tuple[int, int]],
    day: int,
    is_told: bool,
) -> None:
    entries = [
        made(
            f"e{at}",
            f"'[1950-05-{low:02}..1950-05-{high:02}]'",
            STATES[at],
            f", after: e{at - 1}" if at and is_told else "",
        )
        for at, (low, high) in enumerate(windows)
    ]
    expected: set[str | None] = set()
    for days in product(*(range(low, high + 1) for low, high in windows)):
        if is_told and any(a > b for a, b in pairwise(days)):
            continue
        by_then = [at for at, one in enumerate(days) if one <= day]
        last = max((days[at] for at in by_then), default=None)
        final = [at for at in by_then if days[at] == last]
        expected |= {None} if not by_then else {STATES[at] for at in final[-1:] if is_told}
        expected |= set() if is_told else {STATES[at] for at in final}
    if not expected:
        return  # no way to set the days: the record contradicts itself
    assert set(course(*entries).states_on(MAY + day)) == expected


def test_in_force_before_its_condition_is_a_breach() -> None:
    rest = (
        "  - {act: union, recorded: no, by: up, says: They unite.}\n"
        "agreements: {pact: {says: Peace., between: [up, down], only after: union}}\n"
    )
    (breach,) = course(
        made("a", "1950-05-01", "confirmed"), made("b", "1950-05-03", "in force"), rest=rest
    ).breaches
    assert breach.place.line == 12
    assert '"pact" is in force with "b" (on 3 May 1950)' in breach.message


def test_in_force_after_its_condition_is_none() -> None:
    rest = "agreements: {pact: {says: Peace., between: [up, down], only after: union}}\n"
    entries = [made("a", "1950-05-01", "confirmed"), made("b", "1950-05-03", "in force")]
    early = course("entry: union, on: 1950-05-02", *entries, rest=rest)
    assert early.breaches == ()
    late = course("entry: union, on: 1950-05-04", *entries, rest=rest)
    assert "which came later" in late.breaches[0].message
    unsure = course("entry: union, on: 1950-05", *entries, rest=rest)
    assert unsure.breaches == ()
    (doubt,) = unsure.doubts
    assert doubt.message == (
        '"pact" is in force with "b" (on 3 May 1950), and was to be only after "union" (between 1 '
        "and 31 May 1950): the dates do not say which came first"
    )
    assert early.doubts == late.doubts == ()


def test_what_makes_no_sense_is_said() -> None:
    (odd,) = course(made("a", "1950-05-03", "in force")).oddities
    assert '"pact" is in force with "a"' in odd.message
    assert course(made("a", "1950-05", "proposed"), made("b", "1950", "lapsed")).oddities == ()
    again = course(
        made("a", "1950-05-01", "proposed"),
        made("b", "1950-05-02", "lapsed"),
        made("c", "1950-05-03", "proposed"),
    )
    assert again.oddities == ()


def test_the_treaty_of_may_1950_is_proposed_and_no_more() -> None:
    treaty = next(
        one
        for one in chronicle(load("korea-1950")).agreements
        if one.agreement.name == "friendship-treaty"
    )
    assert treaty.states_on(MAY + 15) == (AgreementState.PROPOSED,)
    assert (treaty.breaches, treaty.oddities) == ((), ())
