"""What the report says of agreements, rules and consent is what the chronicle found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.case import loads
from foedus.record import Chronicle, chronicle
from foedus.report.apparatus import Apparatus
from foedus.report.consent_views import consent_views
from foedus.report.record_sections import (
    agreement_views,
    odd_besides_agreements,
    rule_views,
    taken_parts,
)

if TYPE_CHECKING:
    from foedus.findings import Findings

CASE = """
foedus: 1
title: A pact
actors: {a: {name: Alba, voices: {Anna: []}}, b: {name: Bergen}, c: {name: Calais}}
play:
  - {move: go, by: a, options: [here, there]}
outcomes: {done: always}
agreements:
  pact: {says: They stand together., between: [a, b], binds: unanimous}
  silent: {says: Nobody changes it., between: [a, b]}
rules:
  first: {says: One before two., needs: one, before: two}
  pledge: {says: Help comes., by: a, to: b, after: two, follows: never}
  idle: {says: Nothing., needs: one, before: never}
record:
  - {meeting: one, on: 1950-05-01, who: [Anna, b], says: They meet., makes: {pact: proposed},
     said: [{by: Anna, says: Let us.}]}
  - {meeting: two, on: 1950-05-03, who: [a, b, c], says: They meet., makes: {pact: deferred},
     said: [{by: b, to: a, says: Not yet.}]}
  - {meeting: three, on: 1950-05-03, who: [a, b], says: They meet., makes: {pact: in force}}
  - {act: never, recorded: no, by: a, says: Help comes.}
"""


@pytest.fixture(scope="module")
def record() -> Chronicle:
    return chronicle(loads(CASE))


@pytest.fixture(scope="module")
def apparatus() -> Apparatus:
    return Apparatus(loads(CASE), (), ())


def test_the_course_of_an_agreement_is_told_with_its_entries(
    record: Chronicle, apparatus: Apparatus
) -> None:
    pact, silent = agreement_views(record, apparatus)
    told = [(one.state, one.date, one.entry.name) for one in pact.changes]
    assert told == [
        ("proposed", "1 May 1950", "one"),
        ("deferred", "3 May 1950", "two"),
        ("in force", "3 May 1950", "three"),
    ]
    assert pact.parties == "Alba, Bergen"
    assert silent.end == "no entry tells of it"


def test_where_the_last_change_is_not_certain_both_states_are_told(
    record: Chronicle, apparatus: Apparatus
) -> None:
    assert agreement_views(record, apparatus)[0].end == "deferred or in force"


def test_what_is_odd_about_an_agreement_stands_beside_it_and_only_there(
    record: Chronicle, apparatus: Apparatus
) -> None:
    (doubt,) = agreement_views(record, apparatus)[0].doubts
    assert "in force" in doubt
    assert any(one.message == doubt for one in record.warnings)
    assert all(one.message != doubt for one in odd_besides_agreements(record))


def test_rules_have_a_verdict_and_a_reason(record: Chronicle, apparatus: Apparatus) -> None:
    views = {one.name: one for one in rule_views(record, apparatus)}
    assert {name: one.verdict for name, one in views.items()} == {
        "first": "kept",
        "pledge": "pending",
        "idle": "not due",
    }
    assert views["pledge"].whose == "pledge of Alba to Bergen"
    assert views["first"].why.startswith("since one")
    assert all(one.verdict not in one.why.split(",")[0] for one in views.values())


def test_hearers_are_named_where_not_all_heard(record: Chronicle, apparatus: Apparatus) -> None:
    parts = taken_parts(record, apparatus)
    assert [(one.by, one.to) for one in parts["one"].said] == [("Anna", "")]
    assert [(one.by, one.to) for one in parts["two"].said] == [("Bergen", "Alba")]
    assert parts["one"].who == "Anna, Bergen"
    assert parts["one"].changes == (("pact", "proposed"),)


def test_consent_is_told_with_the_information_of_each_party(korea: Findings) -> None:
    (peking,) = consent_views(korea.case, korea.chronicle)
    assert peking.complete == "complete: 15 May 1950"
    china = next(one for one in peking.voices if one.who == "People's Republic of China")
    assert china.said == "agrees"
    support = {one.name: one.support for one in china.knowledge}
    assert support["moscow = approve"] == "confirmed by a second channel"
    assert peking.why


def test_a_consent_that_the_dates_leave_open_says_so_and_shows_both_voices() -> None:
    case = loads("""
foedus: 1
title: A council
actors: {a: {name: Alba}, b: {name: Bergen}}
play:
  - {consent: council, of: [a, b], rule: unanimous}
outcomes: {done: always}
record:
  - {entry: e1, on: 1950-05-03, says: X., step: council.a = agree}
  - {entry: e2, on: 1950-05-04, says: X., step: council.b = object}
  - {entry: e3, on: 1950-05, says: X., step: council.b = agree}
""")
    (council,) = consent_views(case, chronicle(case))
    assert council.complete == "perhaps complete: the dates do not say"
    assert {(one.who, one.said) for one in council.voices} == {
        ("Alba", "agrees"),
        ("Bergen", "agrees (perhaps its last voice)"),
        ("Bergen", "objects (perhaps its last voice)"),
    }
