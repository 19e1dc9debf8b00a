"""The record says which play it is held against, and which readings would have it otherwise."""

from __future__ import annotations

import pytest
from record_cases import record_case

from foedus.case import Case, load
from foedus.record import Verdict, chronicle
from foedus.record.read_otherwise import another_rule_in_words

PLAY = """\
play:
  - {consent: council, of: [up, down], rule: 1 of 2, all speak: yes, forbids: builds = yes}
  - {move: builds, by: far, options: [yes, no]}
outcomes: {done: always}
"""
STRICT = "strict: {by: X, play: {council: {rule: unanimous}}}"
VETO = "veto: {by: X, play: {council: {rule: {veto: [down]}}}}"
SEEN = "seen: {by: X, play: {builds: {seen by: [far]}}}"
UNSEEN = "unseen: {by: X, play: {builds: {seen by: [far, up]}}}"


def case_of(**axes: str) -> Case:
    told = "".join(f"  {axis}: {{{readings}}}\n" for axis, readings in axes.items())
    return record_case(
        "entry: a, on: 1950-05-03, step: council.up = agree",
        "entry: b, on: 1950-05-04, step: council.down = object",
        "act: built, by: Cyd, on: 1950-05-09, step: builds = yes",
        play=PLAY,
        rest=f"readings:\n{told}" if told else "",
    )


@pytest.mark.parametrize(
    ("axes", "expected"),
    [
        ({}, ()),
        ({"ax": SEEN}, ()),
        ({"ax": STRICT}, ("strict",)),
        ({"ax": f"{STRICT}, {SEEN}"}, ("strict",)),
        ({"ax": f"{STRICT}, {VETO}"}, ("strict", "veto")),
        ({"ax": f"{STRICT}, {SEEN}", "bx": f"{UNSEEN}, other: {{by: Y}}"}, ("strict",)),
        ({"ax": STRICT, "bx": UNSEEN}, ("strict + unseen",)),
    ],
)
def test_readings_that_change_the_rule_are_named(
    axes: dict[str, str], expected: tuple[str, ...]
) -> None:
    (found,) = chronicle(case_of(**axes)).consents
    assert found.another_under == expected
    assert found.verdict is Verdict.KEPT
    assert found.sentence.endswith("the rule is another") == bool(expected)


def test_under_a_reading_the_record_is_held_against_that_play() -> None:
    case = case_of(ax=STRICT)
    assert chronicle(case).held_against == "the play as it stands without a reading"
    record = chronicle(case.under(("strict",)))
    assert record.held_against == "the play under the reading strict"
    assert record.consents[0].verdict is Verdict.BROKEN
    assert chronicle(case_of()).held_against == ""


def test_many_readings_are_counted() -> None:
    told = another_rule_in_words([f"r{number}" for number in range(9)])
    assert told.endswith("r4, r5 and 3 more the rule is another")


def test_the_readings_of_korea_leave_the_consent_of_peking_as_it_is() -> None:
    assert chronicle(load("korea-1950")).consents[0].another_under == ()
