"""The play is warned where it shows what nobody had told, or hides what was known."""

from __future__ import annotations

from record_cases import record_case

from foedus.case import load
from foedus.record import chronicle

GOES = "entry: goes, on: 1950-05-03, step: go = yes"
ANSWERS = "entry: answers, on: 1950-05-05, step: reply = yes"


def warnings(*entries: str, seen_by: str = "", before: str = "") -> list[str]:
    seen = f", seen by: [{seen_by}]" if seen_by else ""
    play = f"""\
play:
  - {{move: go, by: up, options: [yes, no]{seen}}}
{before}  - {{move: reply, by: down, options: [yes, no]}}
outcomes: {{done: always}}
"""
    found = chronicle(record_case(*entries, play=play)).hindsight
    assert all(one.place.line == 8 for one in found)
    return [one.message for one in found]


def test_where_the_record_is_silent_nothing_is_said() -> None:
    assert warnings(GOES, ANSWERS) == []
    assert warnings(GOES, ANSWERS, seen_by="up, far") == []


def test_what_is_shown_and_came_later() -> None:
    (message,) = warnings("entry: goes, on: 1950-05-09, step: go = yes", ANSWERS)
    assert message == (
        'the play shows "go = yes" to down when it moves at "reply" (on 5 May 1950): by the record '
        'that came later, with "goes" (on 9 May 1950)'
    )


def test_what_is_shown_and_only_others_had_heard() -> None:
    told = "act: goes, by: Ann, to: Cyd, on: 1950-05-03, step: go = yes"
    (message,) = warnings(told, ANSWERS)
    assert "by the record it had not heard of it, though others had: far" in message


def test_what_is_shown_and_was_told_in_time() -> None:
    told = "act: goes, by: Ann, to: Bob, on: 1950-05-03, step: go = yes"
    assert warnings(told, ANSWERS) == []
    perhaps = "act: goes, by: Ann, to: Bob, on: 1950-05, step: go = yes"
    assert warnings(perhaps, ANSWERS) == []


def test_what_is_hidden_and_was_known() -> None:
    told = "act: goes, by: Ann, to: Bob, on: 1950-05-03, step: go = yes"
    (message,) = warnings(told, ANSWERS, seen_by="up")
    assert message == (
        'the play hides "go = yes" from down when it moves at "reply" (on 5 May 1950): by the '
        'record it knew since "goes" (on 3 May 1950)'
    )
    perhaps = "act: goes, by: Ann, to: Bob, on: 1950-05, step: go = yes"
    assert warnings(perhaps, ANSWERS, seen_by="up") == []


def test_what_is_hidden_and_told_by_a_message_of_the_play() -> None:
    told = "act: goes, by: Ann, to: Bob, on: 1950-05-03, step: go = yes"
    word = "  - {message: word, from: up, to: down, about: go}\n"
    assert warnings(told, ANSWERS, seen_by="up", before=word) == []


def test_in_may_1950_kim_told_the_plan_before_mao_agreed() -> None:
    (warning,) = chronicle(load("korea-1950")).hindsight
    assert 'shows "peking.1.prc = agree" to dprk' in warning.message
    assert 'later, with "mao-agrees"' in warning.message
