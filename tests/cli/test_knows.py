"""`foedus knows` answers for a historian; `foedus check` tells what the record was held against."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Called

CASE = """\
foedus: 1
title: A record
actors:
  up: {name: Upland, voices: {Ann: [Annie], Abe: []}}
  down: {name: Downland, voices: {Bob: [], Bea: []}}
  far: {name: Farland, voices: {Cyd: []}}
play:
  - {move: go, by: up, options: [yes, no]}
  - {move: reply, by: down, options: [yes, no]}
outcomes: {done: always}
"""
RECORD = """\
record:
  - meeting: talk
    on: 1950-05
    who: [Ann, Cyd]
    says: Ann tells Cyd.
    said: [{by: Ann, claim: plan, says: There will be a dam.}]
  - message: cable
    from: Cyd
    through: Some Rider
    to: Bob
    on: 1950-06-03
    says: Cyd passes it on.
    said: [{claim: plan}]
  - {statement: denial, by: Abe, to: Bob, on: 1950-06-04, says: So he says.,
     said: [{says: There will be none., denies: plan}]}
  - {meeting: pact, who: [Ann, Cyd], on: 1950-06-05, says: They agree.,
     said: [{by: Cyd, claim: price, says: It is dear.}]}
"""


@pytest.fixture
def case(tmp_path: Path) -> Path:
    path = tmp_path / "case.yaml"
    path.write_text(CASE + RECORD, encoding="utf-8")
    return path


def test_the_answer_tells_since_when_through_whom_and_how_well(
    foedus: Callable[..., Called], case: Path
) -> None:
    called = foedus("knows", case, "Downland", "--on", "1950-06")
    assert called.code == 0
    assert called.out == (
        "What Downland (down) could have known by 30 June 1950\n\n"
        "  There will be a dam.\n"
        "    since 3 June 1950; heard from one side only\n"
        "    Ann to Cyd between 1 and 31 May 1950 (talk), then Cyd to Bob through Some Rider on "
        "3 June 1950 (cable)\n"
        "    denied by Abe on 4 June 1950 (denial)\n\n"
        "What others knew, and nobody is said to have told it\n"
        "  It is dear.\n"
    )


def test_a_date_counts_to_its_end(foedus: Callable[..., Called], case: Path) -> None:
    assert "is not known to have heard" in foedus("knows", case, "Bob", "--on", "1950-06-02").out
    assert "There will be a dam." in foedus("knows", case, "Bob", "--on", "1950-06-03").out
    far = foedus("knows", case, "far", "--on", "1950-05-10").out
    assert "since 1 May 1950 at the earliest, not for certain by then" in far


def test_of_a_voice_what_its_actor_heard_is_told_apart(
    foedus: Callable[..., Called], case: Path
) -> None:
    called = foedus("knows", case, "Bea")
    assert "known to Downland (down); whether to Bea is not told" in called.out


def test_a_second_channel_that_may_be_later_than_the_day_is_perhaps_one(
    foedus: Callable[..., Called], case: Path
) -> None:
    more = "  - {statement: again, by: Ann, to: Bob, on: 1950, says: So., said: [{claim: plan}]}\n"
    case.write_text(CASE + RECORD + more, encoding="utf-8")
    on = "1950-06-30"
    assert (
        "; perhaps confirmed by a second channel" in foedus("knows", case, "down", "--on", on).out
    )
    assert "; confirmed by a second channel" in foedus("knows", case, "down").out
    (known, *_) = json.loads(foedus("knows", case, "Bob", "--on", on, "--json").out)["knows"]
    assert known["support"] == "perhaps confirmed by a second channel"
    assert sorted(one["is_certain"] for one in known["channels"]) == [False, True]


def test_who_carried_it_is_not_said_to_have_it_through_itself(
    foedus: Callable[..., Called], case: Path
) -> None:
    more = (
        "  - {message: letter, from: Ann, through: [Some Rider, Cyd], to: Bob, on: 1950-07-01,"
        " received: 1950-07-20, says: So., said: [{says: It is late., claim: late}]}\n"
    )
    case.write_text(CASE + RECORD + more, encoding="utf-8")
    told = "through Some Rider between 1 and 20 July 1950 (letter)"
    for who in ("Cyd", "far"):
        assert f"Ann to Cyd {told}" in foedus("knows", case, who, "--claim", "late").out
    rider = foedus("knows", case, "Some Rider", "--claim", "late").out
    assert "Ann to Some Rider between 1 and 20 July 1950 (letter)" in rider


def test_one_claim_alone(foedus: Callable[..., Called], case: Path) -> None:
    called = foedus("knows", case, "far", "--claim", "price")
    assert "dear" in called.out
    assert "dam" not in called.out


def test_for_programs(foedus: Callable[..., Called], case: Path) -> None:
    told = json.loads(foedus("knows", case, "Bob", "--on", "1950-06-30", "--json").out)
    assert (told["who"], told["on"]) == ("Bob", "1950-06-30")
    (known,) = told["knows"]
    assert (known["claim"], known["may_since"]) == ("plan", "1950-06-03")
    assert (known["is_certain"], known["channels"][0]["is_certain"]) == (True, True)
    assert known["channels"][0]["persons"] == ["Ann", "Cyd", "Some Rider", "Bob"]
    assert [one["entry"] for one in told["denials"]] == ["denial"]
    assert told["not_heard"] == [{"claim": "price", "says": "It is dear."}]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["Bop"], 'names nobody "Bop": did you mean "Bob"?'),
        (["Bob", "--on", "1950-13"], "--on:"),
        (["Bob", "--on", "1950/.."], "has no last day; leave --on away"),
        (["Bob", "--claim", "plam"], 'no claim "plam": did you mean "plan"?'),
    ],
)
def test_what_is_not_there_is_refused_with_the_nearest_name(
    foedus: Callable[..., Called], case: Path, arguments: list[str], words: str
) -> None:
    called = foedus("knows", case, *arguments)
    assert called.is_refused_in_sentences
    assert words in called.err


def test_check_refuses_what_cannot_hold_with_its_lines(
    foedus: Callable[..., Called], case: Path
) -> None:
    wrong = RECORD.replace("on: 1950-06-03", "on: 1950-06-03\n    after: denial")
    case.write_text(CASE + wrong, encoding="utf-8")
    called = foedus("check", case)
    assert called.is_refused_in_sentences
    assert "these cannot all hold" in called.err
    assert '"cable" comes after "denial" (line 17)' in called.err


def test_a_record_that_contradicts_itself_is_refused_before_anything_is_solved(
    foedus: Callable[..., Called], case: Path, tmp_path: Path
) -> None:
    wrong = RECORD.replace("on: 1950-06-03", "on: 1950-06-03\n    after: denial")
    case.write_text(CASE + wrong, encoding="utf-8")
    called = foedus("run", case, "--out", tmp_path / "results")
    assert called.is_refused_in_sentences
    assert "these cannot all hold" in called.err
    assert not (tmp_path / "results").exists()


def test_check_tells_of_rules_hindsight_and_silence(
    foedus: Callable[..., Called], case: Path
) -> None:
    more = (
        "  - {act: goes, by: Ann, to: Cyd, on: 1950-06-06, says: She goes., step: go = yes}\n"
        "  - {act: replies, by: Bob, to: Cyd, on: 1950-06-07, says: So., step: reply = yes}\n"
        "rules: {r: {says: So., needs: goes, before: talk}}\n"
    )
    case.write_text(CASE + RECORD + more, encoding="utf-8")
    called = foedus("check", case)
    assert called.code == 0
    assert 'the play shows "go = yes" to down when it moves at "reply"' in called.out
    assert "the rule r: broken, since talk (between 1 and 31 May 1950) came" in called.out
    assert "By the record 1 rule was broken." in called.out
    assert "No source supports 9 things" in called.out


def test_check_counts_agreements_in_force_too_early_apart_from_rules(
    foedus: Callable[..., Called], case: Path
) -> None:
    more = (
        "  - {act: ghost, recorded: no, by: Ann, says: Never told.}\n"
        "  - {act: deal, by: Ann, on: 1950-06-06, says: So., makes: {pact: in force}}\n"
        "agreements: {pact: {says: Peace., between: [up, down], only after: ghost}}\n"
    )
    case.write_text(CASE + RECORD + more, encoding="utf-8")
    called = foedus("check", case)
    assert "By the record 1 agreement was in force too early." in called.out
    assert "broken" not in called.out


def test_check_says_that_the_record_is_held_against_no_reading(
    foedus: Callable[..., Called], case: Path
) -> None:
    readings = "readings: {ax: {other: {by: X}}}\n"
    case.write_text(CASE + RECORD + readings, encoding="utf-8")
    told = "It is held against the play as it stands without a reading."
    assert told in foedus("check", case).out
    case.write_text(CASE + RECORD, encoding="utf-8")
    assert "held against" not in foedus("check", case).out
