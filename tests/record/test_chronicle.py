"""The record stands in time order, evidence up to its date, testimonies beside each other."""

from __future__ import annotations

import itertools
import time
from typing import TYPE_CHECKING

import pytest

from foedus.case import CaseError, load, loads
from foedus.dates import Day
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


@pytest.mark.parametrize(
    ("on", "last"),
    [
        ("1911-04-02?", "1911-04-03"),  # a doubt is taken as one day either way,
        ("1911-04-02%", "1911-04-04"),  # a double one as two,
        ("1911-04~", "1911-05-31"),  # one month,
        ("1911~", "1912-12-31"),  # one year
        ("191X", "1919-12-31"),
        ("1911-04-XX", "1911-04-30"),
        ("1911-21", "1911-06-21"),
        ("1911-04-02/1911-04-05", "1911-04-05"),
        ("'[1911-04-02,1911-04-09]'", "1911-04-09"),
        ("'{1911-04-02,1911-04-09}'", "1911-04-09"),
        ("../1911-04-02", "1911-04-02"),
        ("{as written: in April, edtf: 1911-04, basis: the minutes}", "1911-04-30"),
        ("{before: first}", "1911-03-01"),
        ("{same day as: first}", "1911-03-01"),
        ("{after: first, by: 1 to 2 weeks}", "1911-03-15"),
    ],
)
def test_a_date_counts_as_evidence_by_the_last_day_that_it_can_mean(on: str, last: str) -> None:
    record = "record:\n" + entry("first", "1911-03-01") + entry("it", on, "proposes = dam")
    year, month, day = map(int, last.split("-"))
    before = str(Day(year, month, day).plus_days(-1))
    assert evidence_names(chronicle(told(f"{record}evidence until: {last}\n"))) == ["it"]
    assert evidence_names(chronicle(told(f"{record}evidence until: {before}\n"))) == []


@pytest.mark.parametrize("on", ["1911/..", "1911-04-02/", "{after: first}"])
def test_what_has_no_last_day_is_evidence_only_where_all_is(on: str) -> None:
    record = "record:\n" + entry("first", "1911-03-01") + entry("it", on, "proposes = dam")
    assert evidence_names(chronicle(told(f"{record}evidence until: 1999\n"))) == []
    assert evidence_names(chronicle(told(f"{record}evidence until: 1911/..\n"))) == ["it"]
    assert evidence_names(chronicle(told(record))) == ["it"]


def test_evidence_can_end_with_an_entry() -> None:
    case = told(RECORD + "evidence until: {as written: until the talk, same day as: said}\n")
    assert str(case.evidence_until) == "1911-04-02"
    assert evidence_names(chronicle(case)) == []


def test_the_chronicle_tells_which_order_is_not_certain() -> None:
    record = chronicle(
        told(
            "record:\n"
            + entry("reply", "{after: question, by: 0 days}")
            + entry("question", "1911-05-02")
            + entry("month", "1911-05")
            + entry("later", "1911-06")
        )
    )
    assert entry_names(record) == ["month", "question", "reply", "later"]
    assert list(record.order.not_certain()) == [("month", "question"), ("month", "reply")]
    assert record.order.before("question", "reply") == "certainly"
    assert record.order.before("month", "later") == "certainly"


def test_testimony_can_be_dated_by_an_entry() -> None:
    said = "testimony: [{matter: m, by: x, says: y, when: {after: late, by: 1 day}}]\n"
    statement = chronicle(told(RECORD + said)).matters[0].statements[0]
    assert str(statement.date) == "[1911-05-02..1911-06-01]"


def test_ten_thousand_entries_told_by_each_other_are_read_in_seconds() -> None:
    """One behind the other, in the worst order, through which no recursion gets."""
    count = 10_000
    chain = [
        entry(f"e{at}", f"{{after: e{at - 1}, by: 1 day}}" if at else "1911-01-01")
        for at in reversed(range(count))
    ]
    start = time.process_time()
    record = chronicle(told("record:\n" + "".join(chain)))
    assert record.order.before("e0", f"e{count - 1}") == "certainly"
    assert time.process_time() - start < 8
    assert entry_names(record) == [f"e{at}" for at in range(count)]
    assert str(record.entries[-1].date) == "1938-05-18"


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
    days = [one.date.sort_key for one in record.entries]
    assert days == sorted(days)
    order = ["april-in-moscow", "kim-tells-shtykov", "kim-informs-mao", "mao-asks-stalin"]
    order += ["filippov-answers", "mao-agrees"]
    assert record.order.before("lis-report", "kim-tells-shtykov") == "certainly"
    for name, other in itertools.pairwise([*order, "zhou-tells-roshchin"]):
        assert record.order.before(name, other) == "certainly"
    assert len(record.evidence) == sum(one.entry.taken is not None for one in record.entries)
    assert repr(record) == (
        "Chronicle(19 entries, 6 of them evidence until 1950-05-15; testimony on 14 matters)"
    )


@pytest.mark.parametrize("name", ["korea-1950", "dam"])
def test_years_that_a_source_does_not_give_stand_on_a_basis(name: str) -> None:
    case = load(name)
    assert not [one for one in case.warnings if "basis" in one.message]
    assert any(entry.when.basis for entry in case.record)


def test_a_case_without_a_record_has_an_empty_chronicle() -> None:
    record = chronicle(told(""))
    assert (record.entries, record.matters, record.evidence_until) == ((), (), None)
