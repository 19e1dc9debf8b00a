"""A rule is judged as all days agree, and each verdict is a sentence with its entries and days."""

from __future__ import annotations

import pytest
from record_cases import record_case

from foedus.case import load
from foedus.record import JudgedRule, Verdict, chronicle

EARLY = "act: early, by: Ann, on: 1950-05-03"
LATE = "act: late, by: Bob, on: 1950-05-05"
MAY = "act: some-day, by: Bob, on: 1950-05"
NEVER = "act: never, recorded: no, by: Bob"
JULY = "entry: july, on: 1950-07-01"


def judged(*entries: str, rule: str) -> JudgedRule:
    rest = f"rules: {{r: {{says: It must be so., {rule}}}}}\n"
    (found,) = chronicle(record_case(*entries, rest=rest)).judged
    return found


@pytest.mark.parametrize(
    ("rule", "verdict", "words"),
    [
        (
            "needs: early, before: late",
            Verdict.KEPT,
            "early (on 3 May 1950) came before late (on 5 May 1950)",
        ),
        (
            "needs: late, before: early",
            Verdict.BROKEN,
            "early (on 3 May 1950) came and late (on 5 May 1950) came later",
        ),
        (
            "needs: some-day, before: late",
            Verdict.OPEN,
            "the dates do not say whether some-day (between 1 and 31 May 1950) came before late",
        ),
        ("needs: never, before: late", Verdict.BROKEN, "the record does not tell of never"),
        ("needs: late, before: never", Verdict.NOT_DUE, "the record does not tell of never"),
        ("after: early, follows: late", Verdict.KEPT, "late (on 5 May 1950) followed early"),
        (
            "after: early, follows: late, within: 1 day",
            Verdict.BROKEN,
            "late (on 5 May 1950) did not follow within 1 day",
        ),
        (
            "after: early, follows: some-day, within: 4 days",
            Verdict.OPEN,
            "followed early (on 3 May 1950) within 4 days",
        ),
        (
            "after: early, follows: never, within: 4 days",
            Verdict.BROKEN,
            "and the record does not tell that never followed within 4 days",
        ),
        (
            "after: early, follows: never",
            Verdict.PENDING,
            "and the record, which reaches 1 July 1950, does not tell of never after it",
        ),
        ("after: never, follows: late", Verdict.NOT_DUE, "does not tell of never"),
    ],
)
def test_each_verdict_says_why(rule: str, verdict: Verdict, words: str) -> None:
    found = judged(EARLY, LATE, MAY, NEVER, JULY, rule=rule)
    assert found.verdict is verdict
    assert found.sentence.startswith(f"the rule r: {verdict}, since ")
    assert words in found.sentence
    assert found.is_broken == (verdict is Verdict.BROKEN)


def test_an_answer_is_awaited_as_far_as_the_record_surely_reaches() -> None:
    rule = "after: early, follows: never, within: 4 days"
    assert judged(EARLY, MAY, NEVER, rule=rule).verdict is Verdict.PENDING


@pytest.mark.parametrize("answer", ["never", "early"])
def test_whether_the_time_of_a_missing_answer_was_over_can_be_open(answer: str) -> None:
    end = "entry: last, on: 1950-05-30"
    early = EARLY.replace("05-03", "04-03")
    found = judged(
        early, MAY, NEVER, end, rule=f"after: some-day, follows: {answer}, within: 9 days"
    )
    assert found.verdict is Verdict.OPEN
    assert "which reaches 30 May 1950, does not tell of" in found.sentence
    assert found.sentence.endswith("whether the time for it within 9 days was over")


def test_of_what_lasted_the_beginning_is_told() -> None:
    lasting = "act: rules, by: Bob, on: 1950-05-05/.."
    found = judged(EARLY, lasting, rule="after: early, follows: rules, within: 4 days")
    assert found.sentence == (
        "the rule r: kept, since rules (begun on 5 May 1950) followed early (on 3 May 1950) within "
        "4 days"
    )


def test_a_pledge_names_who_gave_it_to_whom() -> None:
    found = judged(EARLY, NEVER, rule="by: down, to: up, after: early, follows: never")
    assert found.sentence.startswith("the pledge of Downland to Upland, r: pending, since early")


def test_a_pledge_of_the_play_tells_when_it_was_given() -> None:
    record = chronicle(load("korea-1950"))
    pledge = next(one for one in record.judged if one.rule.is_pledge)
    assert (pledge.given, pledge.verdict) == ("mao-pledges", Verdict.NOT_DUE)
    assert pledge.sentence.endswith("; it was given with mao-pledges (on 15 May 1950)")


def test_a_chronicle_gathers_what_was_broken() -> None:
    rest = (
        "rules:\n"
        "  r: {says: So., needs: late, before: early}\n"
        "  s: {says: So., needs: early, before: late}\n"
    )
    record = chronicle(record_case(EARLY, LATE, rest=rest))
    (breach,) = record.breaches
    assert breach.message.startswith("the rule r: broken")
    assert breach.place.line == 14
