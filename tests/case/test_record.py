"""Whoever took part is found by name, and what looks like a slip in the record is asked about."""

from __future__ import annotations

import gc
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import Case, CaseError, Entry, load, loads

HEAD = """\
foedus: 1
title: A record
sources:
  minutes: {title: Minutes, names: {the mayor: [the Chair]}}
  diary: {title: A diary, names: {the reeve: [the Chair]}}
actors:
  upland: {name: Upland, voices: {the mayor: [His Worship], the clerk: []}}
  river: {name: River town, voices: {the reeve: [Reeve Tolliver]}}
play:
  - {move: proposes, by: upland, options: [dam, nothing]}
outcomes: {done: always}
"""


def told(*entries: str, rest: str = "") -> Case:
    lines = "".join(f"  - {{{one}}}\n" for one in entries)
    return loads(f"{HEAD}{rest}record:\n{lines}", "case.yaml")


def only(case: Case) -> Entry:
    (entry,) = case.record
    return entry


def warnings(*entries: str, rest: str = "") -> list[str]:
    """What the author is asked, without the places."""
    return [one.message for one in told(*entries, rest=rest).warnings]


def mistakes(*entries: str, rest: str = "") -> list[str]:
    with pytest.raises(CaseError) as caught:
        told(*entries, rest=rest)
    return [one.message for one in caught.value.problems]


def test_people_are_known_by_every_name_and_speak_for_their_actor() -> None:
    who = only(told("meeting: m, who: [his  worship, Reeve Tolliver, upland, a ferryman], says: x"))
    assert [(one.written, one.name, one.actor) for one in who.who] == [
        ("his  worship", "the mayor", "upland"),
        ("Reeve Tolliver", "the reeve", "river"),
        ("upland", "Upland", "upland"),
        ("a ferryman", "a ferryman", None),
    ]


@pytest.mark.parametrize(("source", "name"), [("minutes", "the mayor"), ("diary", "the reeve")])
def test_a_name_means_whom_the_cited_source_means(source: str, name: str) -> None:
    entry = only(told(f"meeting: m, who: the Chair, says: x, cite: [{source}]"))
    assert [one.name for one in entry.who] == [name]
    entry = only(
        told(f"meeting: m, who: the Chair, says: x, said: [{{says: y, cite: [{source}]}}]")
    )
    assert ([one.name for one in entry.who], entry.said[0].by.name) == ([name], name)


def test_a_name_of_a_source_that_is_not_cited_is_asked_about() -> None:
    (warning,) = warnings("statement: s, by: the Chair, says: x")
    assert "which this entry does not cite" in warning


def test_free_names_are_one_person_whatever_their_case_and_spacing() -> None:
    case = told(
        "meeting: m, who: [A Ferryman, upland], says: x", "act: a, by: a  ferryman, says: x"
    )
    assert {entry.who[0].name for entry in case.record} == {"A Ferryman"}
    assert case.warnings == ()


@pytest.mark.parametrize(
    ("name", "is_asked"),
    [
        ("Reeve Toliver", True),
        ("reeve tollivre", True),  # two letters have changed places
        ("Reeve Tolliver", False),
        ("Reeve Taliver", False),  # two letters differ: somebody else
        ("the mayors", True),
        ("the cleric", False),
        ("Bob", False),
    ],
)
def test_a_name_that_is_nearly_declared_is_asked_about(name: str, *, is_asked: bool) -> None:
    asked = warnings(f"meeting: m, who: ['{name}', upland], says: x")
    assert [f'"{name}" is nearly a name of' in one for one in asked] == [True] * is_asked


def test_free_names_that_are_nearly_the_same_are_asked_about() -> None:
    (asked,) = warnings("act: a, by: the carpenter, says: x", "act: b, by: the carpentre, says: x")
    assert 'the person "the carpentre" is nearly "the carpenter" of line 13' in asked


def test_a_voice_speaks_where_its_actor_took_part() -> None:
    said = "said: [{by: the mayor, says: y}, {by: river, to: his worship, says: z}]"
    entry = only(told(f"meeting: m, who: [upland, the reeve], says: x, {said}"))
    assert [one.by.name for one in entry.said] == ["the mayor", "River town"]
    assert [one.name for one in entry.said[0].to] == ["the reeve"]  # and upland has said it itself
    wrong = "said: [{by: the clerk, says: y}]"
    assert mistakes(f"meeting: m, who: [the mayor, river], says: x, {wrong}") == [
        '"the clerk" did not take part, by this entry: the mayor, river did'
    ]


def test_an_entry_without_parties_takes_them_from_what_was_said() -> None:
    entry = only(told("entry: e, says: x, said: [{by: the mayor, to: [river], says: y}]"))
    assert [one.name for one in entry.who] == ["the mayor", "River town"]


@given(st.lists(st.sampled_from(["upland", "river", "a", "b", "c"]), min_size=1, unique=True))
def test_all_others_hear_what_is_said_at_a_meeting(who: list[str]) -> None:
    said = ", ".join(f"{{by: {one}, says: y}}" for one in who)
    entry = only(told(f"meeting: m, who: [{', '.join(who)}], says: x, said: [{said}]"))
    for told_then in entry.said:
        assert {told_then.by, *told_then.to} == set(entry.who)
        assert told_then.by not in told_then.to


def test_a_claim_is_what_is_first_said_of_it_or_what_its_section_says() -> None:
    case = told(
        "statement: a, by: upland, says: x, said: [{says: It held., claim: held}]",
        "statement: b, by: river, says: x, said: [{claim: held}, {claim: fell}]",
        "statement: c, by: river, says: x, said: [{says: It stood., claim: held}]",
        rest="claims: {fell: {says: It fell.}}\n",
    )
    assert [(one.name, one.says) for one in case.claims] == [
        ("fell", "It fell."),
        ("held", "It held."),
    ]
    assert [one.says for entry in case.record for one in entry.said] == [
        "It held.",
        "It held.",
        "It fell.",
        "It stood.",
    ]
    assert case.claims[1].place.line == 14


def test_a_claim_can_be_denied_before_it_is_made() -> None:
    case = told(
        "statement: a, by: upland, says: x, said: [{says: No., denies: held}]",
        "statement: b, by: river, says: x, said: [{says: It held., claim: held}]",
    )
    assert [one.name for one in case.claims] == ["held"]


def test_claims_that_nobody_tells_and_near_names_are_asked_about() -> None:
    claims = "claims: {dam-planned: {says: p, about: proposes = dam}, other-claim: {says: q}}\n"
    assert warnings("entry: a, says: x, step: proposes = dam", rest=claims) == [
        'the claim "other-claim" is told nowhere in the record'
    ]
    (asked,) = warnings(
        "statement: a, by: upland, says: x, said: [{says: y, claim: fields-flooded}]",
        "statement: b, by: upland, says: x, said: [{says: y, claim: fields-floded}]",
    )
    assert 'the claim "fields-floded" is nearly "fields-flooded"' in asked


AGREEMENT = "agreements: {treaty: {says: t, between: [upland, the reeve], only after: ONLY}}\n"


def test_an_agreement_that_changes_without_its_parties_is_asked_about() -> None:
    rest = AGREEMENT.replace(", only after: ONLY", "")
    strangers = "meeting: m, who: [the clerk, a ferryman], says: x, makes: {treaty: proposed}"
    assert warnings(strangers.replace("the clerk", "the king"), rest=rest) == [
        'none of the parties of "treaty" (upland, the reeve) took part in this entry'
    ]
    assert warnings(strangers, rest=rest) == []  # the clerk is Upland's
    assert warnings("entry: e, says: x, makes: {treaty: broken}", rest=rest) == []  # nobody named


@pytest.mark.parametrize(
    ("only_after", "asked"),
    [
        ("harvest", False),
        ("harvst", True),
        ("when all the corn is in", False),
        ("peace", False),
    ],
)
def test_a_condition_is_an_entry_or_words(only_after: str, *, asked: bool) -> None:
    rest = AGREEMENT.replace("ONLY", only_after)
    case = told("act: harvest, says: x", rest=rest)
    assert case.agreements[0].only_after == only_after
    assert [one.message for one in case.warnings] == asked * [
        f'"{only_after}" is taken for words, since no entry has this name: did you mean "harvest"?'
    ]


def test_what_no_source_tells_is_apart_and_has_a_purpose() -> None:
    flood = "act: flood, on: {after: talk}, recorded: no, by: river, says: x, step: proposes = dam"
    rules = "rules: {first: {says: y, needs: talk, before: flood}}\n"
    case = told("meeting: talk, on: 1911, who: river, says: x", flood, rest=rules)
    assert [one.name for one in case.record] == ["talk"]
    (expected,) = case.expected
    assert (expected.name, str(expected.when)) == ("flood", "[1911-01-01..]")
    assert case.warnings == ()
    assert warnings(flood.replace("on: {after: talk}, ", "")) == [
        '"flood" is not recorded, and no rule or agreement names it: nothing follows from it'
    ]


def test_what_is_only_expected_is_no_evidence() -> None:
    flood = "act: flood, recorded: no, says: x, step: proposes = dam"
    theses = "theses: {t: {says: y, test: P(done | recorded) > 0}}\n"
    (message,) = mistakes(flood, rest=theses)
    assert message.startswith('"recorded" is for tests')


@pytest.mark.parametrize(
    ("entry", "rest"),
    [
        ("act: flood, recorded: no, says: x, CITE", ""),
        ("meeting: m, who: river, says: x, CITE", ""),
        ("statement: s, by: river, says: x, said: [{says: y, CITE}]", ""),
        ("act: flood, by: river, recorded: no, says: x, said: [{says: y, CITE}]", ""),
        ("entry: e, says: x", "claims: {c: {says: y, CITE}}\n"),
        ("entry: e, says: x", "agreements: {t: {says: y, between: [upland, river], CITE}}\n"),
        ("entry: e, says: x", "rules: {r: {says: y, needs: e, before: f, CITE}}\n"),
    ],
)
@pytest.mark.parametrize("word", ["cite", "against"])
def test_every_citation_of_the_record_is_checked(entry: str, rest: str, word: str) -> None:
    cite = f'{word}: [minutes, "it will", "rain"]'
    later = "act: f, recorded: no, says: x"
    case = told(entry.replace("CITE", cite), later, rest=rest.replace("CITE", cite))
    assert [cite.start for cite in case.all_cites()] == ["it will"]


MEETING = "meeting: M, on: DAY, where: WHERE, who: [WHO], says: x"


def meeting(name: str, day: str, where: str, who: str) -> str:
    found = MEETING.replace("M,", f"{name},", 1).replace("DAY", day)
    return found.replace("WHERE", where).replace("WHO", who)


@pytest.mark.parametrize(
    ("day", "where", "who", "is_asked"),
    [
        ("1911-03-02", "the mill", "the mayor, the reeve", True),
        ("1911-03-02", "the mill", "His Worship", True),  # under another name
        ("1911-03-03", "the mill", "the mayor", False),  # another day
        ("1911-03", "the mill", "the mayor", False),  # perhaps another day
        ("1911-03-02?", "the mill", "the mayor", False),
        ("1911-03-02", "The  Town Hall", "the mayor", False),
        ("1911-03-02", "the great room of the town hall", "the mayor", False),  # within it
        ("1911-03-02", "the mill", "upland", False),  # an actor is at many places
        ("1911-03-02", "the mill", "the clerk", False),
    ],
)
def test_somebody_at_two_places_on_one_day_is_asked_about(
    day: str, where: str, who: str, *, is_asked: bool
) -> None:
    first = meeting("first", "1911-03-02", "the town hall", "the mayor, upland")
    asked = (
        f'"the mayor" is in {where} here and in the town hall in "first" of line 13, both on '
        "1911-03-02: somebody who travelled, or a slip"
    )
    assert warnings(first, meeting("second", day, where, who)) == [asked] * is_asked


def test_a_statement_can_be_heard_elsewhere() -> None:
    first = meeting("first", "1911-03-02", "the town hall", "the mayor")
    speech = "statement: s, by: the reeve, to: the mayor, on: 1911-03-02, where: the mill, says: x"
    assert warnings(first, speech) == []


@pytest.mark.parametrize(
    ("sent", "received", "is_refused"),
    [
        ("1911-03-02", "1911-03-01", True),
        ("1911-03-02", "1911-03-02", False),
        ("1911-03", "1911-03-01", False),  # it may have been sent that day
        ("1911-03", "1911-02", True),
        ("{after: first, by: 2 days}", "{after: first, by: 1 day}", True),
    ],
)
def test_a_message_arrives_after_it_was_sent(sent: str, received: str, *, is_refused: bool) -> None:
    first = "entry: first, on: 1911-03-01, says: x"
    note = f"message: n, from: upland, to: river, on: {sent}, received: {received}, says: x"
    if is_refused:
        (message,) = mistakes(first, note)
        assert message.startswith('"n" was received (1911-')
        assert "before it was sent" in message
    else:
        assert told(first, note).record[1].received is not None


def test_all_mistakes_of_a_record_come_at_once() -> None:
    entries = (
        "meeting: a, on: 1911-02-30, who: [river], says: x",
        "message: b, from: river, to: upland, on: 1911-03, received: 1911-02, says: x",
        "meeting: c, who: [river], says: x, said: [{by: the mayor, says: y}]",
        "entry: d, on: {after: e}, says: x",
        "entry: e, on: {after: d}, says: x",
    )
    with pytest.raises(CaseError) as caught:
        told(*entries, rest="agreements: {treaty: {says: x, between: [river]}}\n")
    places = [(one.place.line, one.place.column) for one in caught.value.problems]
    assert [line for line, _ in places] == [12, 14, 15, 16, 17]
    assert places == sorted(places)


def test_somebody_who_stands_twice_in_a_message_is_told_once() -> None:
    note = "message: n, from: upland, to: [river, Upland], says: x, said: [{says: y}]"
    assert mistakes(note) == ['"Upland" stands here twice: name everybody once']


def test_what_refers_to_a_broken_entry_is_not_blamed_for_it() -> None:
    assert mistakes(
        "meeting: talk, hwo: [river], says: x",
        "entry: later, after: talk, says: x",
        rest="rules: {first: {says: y, needs: talk, before: later}}\n",
    ) == ['"hwo" is not a word of a meeting: did you mean "who"?']


def long_record(count: int) -> str:
    """Meetings and letters by turns, one behind the other, with what was said in each."""
    lines = [HEAD, "agreements: {treaty: {says: t, between: [upland, river]}}\nrecord:\n"]
    for at in range(count):
        on = f"{{after: e{at - 1}, by: 1 day}}" if at else "1911-01-01"
        if at % 2:
            lines.append(
                f"  - message: e{at}\n    from: the mayor\n    to: [the reeve, the king]\n"
                f"    through: [a ferryman, a courier]\n    on: {on}\n    after: e{at - 1}\n"
                f"    says: x\n    said: [{{says: y, claim: c{at % 300}}}]\n"
            )
        else:
            lines.append(
                f"  - meeting: e{at}\n    on: {on}\n    where: the hall\n"
                f"    who: [His Worship, the Chair, guest number {at}]\n    says: x\n"
                f"    said: [{{by: the mayor, says: y, claim: c{at % 300}}}]\n"
                "    makes: {treaty: proposed}\n    cite: [diary]\n"
            )
    return "".join(lines)


@pytest.mark.slow
def test_ten_thousand_entries_are_read_in_seconds() -> None:
    text = long_record(10_000)
    start = time.process_time()
    case = loads(text)
    assert time.process_time() - start < 8  # 3.3 s where nothing else runs
    assert len(case.record) == 10_000
    assert case.record[-1].after == ("e9998",)


def test_reading_takes_time_in_proportion_to_the_entries() -> None:
    def seconds(count: int) -> float:
        text = long_record(count)
        found: list[float] = []
        for _ in range(3):
            start = time.process_time()
            loads(text)
            found.append(time.process_time() - start)
        return min(found)

    assert seconds(2_000) < 8 * seconds(500)


def test_the_collector_of_circles_goes_on_after_a_case_was_read() -> None:
    assert gc.isenabled()
    with pytest.raises(CaseError):
        loads("foedus: 1\n")
    assert gc.isenabled()


@pytest.mark.parametrize("name", ["dam", "korea-1950"])
def test_the_record_of_a_built_in_case_asks_nothing(name: str) -> None:
    case = load(name)
    first = min(one.place for one in (*case.record, *case.claims, *case.agreements, *case.rules))
    assert [str(one) for one in case.warnings if one.place >= first] == []
