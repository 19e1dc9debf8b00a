"""The record stands in time order, evidence up to its date, testimonies beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.case import CaseError, load, loads
from foedus.game import compile_game
from foedus.record import Chronicle, chronicle

if TYPE_CHECKING:
    from foedus.case import Case

HEAD = """\
foedus: 1
title: A record
actors:
  upland: {name: Upland, voices: {the mayor: [His Worship, Mayor of Upland], the clerk: []}}
  river: {name: River town}
play:
  - {move: proposes, by: upland, options: [dam, nothing]}
  - {move: answers, by: river, options: [yes, no]}
outcomes: {done: always}
"""


def told(rest: str) -> Case:
    return loads(HEAD + rest)


def entry(name: str, on: str, step: str = "") -> str:
    tied = f", step: {step}" if step else ""
    return f"  - {{entry: {name}, on: {on}, says: It happened.{tied}}}\n"


def entry_names(record: Chronicle) -> list[str]:
    return [one.entry.name for one in record.entries]


def evidence_names(record: Chronicle) -> list[str]:
    return [one.entry.name for one in record.evidence]


def test_entries_stand_by_their_earliest_then_their_latest_day() -> None:
    written = [("c", "1911-05-02"), ("year", "1911"), ("month", "1911-05"), ("a", "1911-05-01")]
    record = chronicle(told("record:\n" + "".join(entry(*one) for one in written)))
    assert entry_names(record) == ["year", "a", "month", "c"]


def test_entries_of_the_same_day_stay_as_written() -> None:
    names = ["second", "first", "third"]
    record = chronicle(told("record:\n" + "".join(entry(name, "1911-05-01") for name in names)))
    assert entry_names(record) == names


RECORD = (
    "record:\n"
    + entry("early", "1911-04", "proposes = dam")
    + entry("said", "1911-04-02")
    + entry("late", "1911-05", "answers = yes")
)


@pytest.mark.parametrize(
    ("until", "expected"),
    [
        (None, ["early", "late"]),
        ("1911-03", []),
        ("1911-04-29", []),  # the entry of April may be later than that
        ("1911-04-30", ["early"]),
        ("1911-04", ["early"]),
        ("1911-05-30", ["early"]),
        ("1911-05-31", ["early", "late"]),
        ("1911", ["early", "late"]),
    ],
)
def test_evidence_is_tied_to_a_step_and_surely_in_time(
    until: str | None, expected: list[str]
) -> None:
    case = told(RECORD + (f"evidence until: {until}\n" if until else ""))
    assert evidence_names(chronicle(case)) == expected


@pytest.mark.parametrize("until", ["1911-04-29", "1911-04-30", "1911-05-30", "1911-05-31"])
def test_what_the_game_calls_recorded_is_the_evidence(until: str) -> None:
    case = told(RECORD + f"evidence until: {until}\n")
    recorded = dict(compile_game(case).expansion.facts).get("recorded")
    evidence = chronicle(case).evidence
    tied = " and ".join(" = ".join(one.entry.taken) for one in evidence if one.entry.taken)
    assert (str(recorded) if recorded is not None else "") == tied


@pytest.mark.parametrize("written", ["1911-02-30", "1911-13", "1911-00", "1911-05-00", "1911-5"])
def test_an_impossible_date_is_a_mistake_with_its_place(written: str) -> None:
    with pytest.raises(CaseError, match=written) as caught:
        told("record:\n" + entry("never", written))
    assert caught.value.problems[0].place.line == HEAD.count("\n") + 2


TESTIMONY = """\
testimony:
  - {matter: the ground, by: a surveyor, says: It was soft., remove: 2}
  - {matter: the vote, by: the clerk, says: It was close., when: 1911-05}
  - {matter: the ground, by: His Worship, says: It was firm., remove: 0}
  - {matter: the ground, by: the historian, says: Nobody knew.}
  - {matter: the ground, by: mayor of  upland, says: It was firm enough., remove: 1}
  - {matter: the ground, by: River town, says: It sank., remove: 4}
"""


def test_testimonies_stand_by_matter_the_nearest_first() -> None:
    matters = chronicle(told(TESTIMONY)).matters
    assert [one.name for one in matters] == ["the ground", "the vote"]
    ground = matters[0].statements
    assert [one.testimony.remove for one in ground] == [0, 1, 2, 4, None]
    assert [one.remove_in_words for one in ground] == [
        "at first hand",
        "at one remove",
        "at two removes",
        "at 4 removes",
        "at an unknown remove",
    ]


def test_speakers_are_known_by_their_aliases() -> None:
    ground, vote = chronicle(told(TESTIMONY)).matters
    speakers = [(one.testimony.by, one.voice, one.actor) for one in ground.statements]
    assert speakers == [
        ("His Worship", "the mayor", "upland"),
        ("mayor of  upland", "the mayor", "upland"),
        ("a surveyor", None, None),
        ("River town", "River town", "river"),
        ("the historian", None, None),
    ]
    assert [(one.voice, one.actor) for one in vote.statements] == [("the clerk", "upland")]


def test_statements_are_dated_where_the_case_dates_them() -> None:
    ground, vote = chronicle(told(TESTIMONY)).matters
    assert str(vote.statements[0].date) == "1911-05"
    assert all(one.date is None for one in ground.statements)


def test_no_testimony_is_hidden() -> None:
    case = load("korea-1950")
    record = chronicle(case)
    shown = [one.testimony for matter in record.matters for one in matter.statements]
    assert sorted(map(str, shown)) == sorted(map(str, case.testimony))
    zhou = next(one for one in record.matters[0].statements if one.testimony.by == "Chou En Lai")
    assert (zhou.voice, zhou.actor) == ("Zhou Enlai", "prc")


def test_the_chronicle_of_may_1950_is_in_order() -> None:
    record = chronicle(load("korea-1950"))
    days = [one.date.earliest for one in record.entries]
    assert days == sorted(days)
    assert len(record.evidence) == sum(one.entry.taken is not None for one in record.entries)
    assert repr(record) == (
        "Chronicle(7 entries, 6 of them evidence until 1950-05-15; testimony on 2 matters)"
    )


def test_a_case_without_a_record_has_an_empty_chronicle() -> None:
    record = chronicle(told(""))
    assert (record.entries, record.matters, record.evidence_until) == ((), (), None)
