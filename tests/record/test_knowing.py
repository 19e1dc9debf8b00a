"""What anybody could have known follows from what was told, and from what was done before them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from record_cases import record_case

from foedus.case import CaseError, load
from foedus.dates import Day
from foedus.record import Chronicle, Knowledge, Support, chronicle

PLAY = """\
play:
  - {move: go, by: up, options: [yes, no], seen by: [up, far]}
  - {message: word, from: far, to: down, about: go, verify: {asks: up, truthful: yes}}
  - {event: rain, options: [wet, dry]}
  - {pledge: help, by: down, to: up, if: rain = wet, breaking costs: price}
outcomes: {done: always}
assumptions: {price: unknown}
"""


def told(*entries: str, rest: str = "") -> Chronicle:
    return chronicle(record_case(*entries, play=PLAY, rest=rest))


def known(record: Chronicle, who: str, on: str | None = None) -> dict[str, Knowledge]:
    found = record.knows(who, None if on is None else date.fromisoformat(on))
    return {one.claim: one for one in found}


def test_an_actor_knows_what_its_voices_hear() -> None:
    record = told(
        "meeting: talk, on: 1950-05-13, who: [Ann, Bob],"
        " said: [{by: Ann, claim: plan, says: A dam.}]"
    )
    assert known(record, "down")["plan"].support is Support.ONE_SIDE
    assert known(record, "Downland") == known(record, "DOWN")
    assert not known(record, "down", "1950-05-12")
    assert not known(record, "far")


def test_a_voice_knows_in_person_what_it_heard_and_the_rest_by_its_actor() -> None:
    record = told(
        "meeting: talk, on: 1950-05-13, who: [Ann, Bob],"
        " said: [{by: Ann, claim: plan, says: A dam.}]"
    )
    assert known(record, "Bob")["plan"].knower == "Bob"
    assert known(record, "Bea")["plan"].knower == "down"
    assert known(record, "annie")["plan"].support is Support.OWN


def test_a_person_of_no_actor_can_be_asked_about() -> None:
    record = told(
        "meeting: talk, on: 1950-05-13, who: [Ann, Some Clerk],"
        " said: [{by: Ann, claim: plan, says: A dam.}]"
    )
    assert known(record, "some  clerk")["plan"].channels[0].informant == "up"


def test_nobody_of_that_name() -> None:
    with pytest.raises(KeyError):
        told("entry: talk, on: 1950-05-13").knows("Anne")


@pytest.mark.parametrize("day", [date(1950, 5, 13), Day(1950, 5, 13), 711990])
def test_a_day_can_be_given_in_three_forms(day: date | Day | int) -> None:
    record = told("act: it, by: Ann, on: 1950-05-13, step: go = yes")
    assert [one.claim for one in record.knows("up", day)] == ["go = yes"]
    assert chronicle(load("dam")).knows("river", day) is not None


def test_whoever_took_part_knows_the_option_that_was_taken() -> None:
    record = told("meeting: it, on: 1950-05-13, who: [Ann, Cyd], step: go = yes")
    assert known(record, "up")["go = yes"].support is Support.OWN
    assert known(record, "far")["go = yes"].support is Support.ONE_SIDE
    assert "go = yes" not in known(record, "down")


def test_an_entry_that_names_nobody_is_known_to_who_acted() -> None:
    record = told("entry: it, on: 1950-05-13, step: go = yes")
    assert [one.claim for one in record.knows("up")] == ["go = yes"]
    assert record.knows("far") == ()


def test_chance_is_seen_by_all_who_are_there() -> None:
    record = told("meeting: it, on: 1950-05-13, who: [Ann, Bob], step: rain = wet")
    assert known(record, "up")["rain = wet"].support is Support.OWN
    assert known(record, "down")["rain = wet"].support is Support.OWN


def test_a_message_of_the_play_tells_what_it_is_about() -> None:
    record = told(
        "act: it, by: Ann, to: Cyd, on: 1950-05-10, step: go = yes",
        "entry: cable, on: 1950-05-13, step: word = yes",
        "entry: answer, on: 1950-05-15, step: word.answer = yes",
    )
    (channel,) = known(record, "down", "1950-05-13")["go = yes"].channels
    assert channel.persons == ("up", "far", "down")
    assert known(record, "down", "1950-05-14")["go = yes"].support is Support.ONE_SIDE
    assert known(record, "down", "1950-05-15")["go = yes"].support is Support.CONFIRMED


def test_a_pledge_is_known_to_whom_it_is_given() -> None:
    record = told("entry: word, on: 1950-05-13, step: help = give")
    assert "help = give" in known(record, "up")


def test_a_claim_about_an_option_is_that_option() -> None:
    record = told(
        "act: it, by: Ann, on: 1950-05-10, step: go = yes",
        "statement: rumour, by: Ann, to: Bob, on: 1950-05-12, said: [{claim: they-go}]",
        rest="claims: {they-go: {says: They go., about: go = yes}}\n",
    )
    assert known(record, "down")["go = yes"].may_since == date(1950, 5, 12).toordinal()
    assert record.who_knows.claim_key("they-go") == "go = yes"
    assert record.who_knows.says("go = yes") == "They go."


def test_a_message_is_known_to_its_hearers_when_it_arrives() -> None:
    record = told(
        "message: letter, from: Ann, through: Some Rider, to: Bob, on: 1950-05-10,"
        " received: 1950-05-20, said: [{claim: plan, says: A dam.}]"
    )
    assert "plan" in known(record, "up", "1950-05-10")
    assert "plan" not in known(record, "down", "1950-05-19")
    (channel,) = known(record, "down", "1950-05-20")["plan"].channels
    assert channel.persons == ("up", "Some Rider", "down")


def test_who_carries_a_letter_may_know_and_tell_it_before_it_arrives() -> None:
    record = told(
        "message: letter, from: Ann, through: [Some Rider, Cyd], to: Bob, on: 1950-05-01,"
        " received: 1950-05-20, said: [{claim: plan, says: A dam.}]",
        "statement: word, by: Some Rider, to: Bea, on: 1950-05-05, said: [{claim: plan}]",
    )
    rider = known(record, "Some Rider", "1950-05-02")["plan"]
    day = date(1950, 5, 1).toordinal()
    assert (rider.may_since, rider.support) == (day, Support.ONE_SIDE)
    assert not rider.surely_since or rider.surely_since > day
    assert known(record, "Cyd")["plan"].surely_since == day + 19
    (channel,) = known(record, "Cyd")["plan"].channels
    assert channel.persons == ("Ann", "Some Rider", "Cyd")
    (channel,) = known(record, "Bea", "1950-05-05")["plan"].channels
    assert channel.persons == ("Ann", "Some Rider", "Bea")
    assert "plan" not in known(record, "Bob", "1950-05-19") or (
        known(record, "Bob", "1950-05-19")["plan"].knower == "down"
    )


def test_who_hears_two_senders_from_one_go_between_has_heard_one_side() -> None:
    record = told(
        "message: one, from: Ann, through: Cyd, to: Bob, on: 1950-05-10,"
        " said: [{claim: plan, says: A dam.}]",
        "message: two, from: Abe, through: Cyd, to: Bob, on: 1950-05-11, said: [{claim: plan}]",
    )
    found = known(record, "Bob")["plan"]
    assert [channel.persons for channel in found.channels] == [
        ("Ann", "Cyd", "Bob"),
        ("Abe", "Cyd", "Bob"),
    ]
    assert found.support is Support.ONE_SIDE


def test_what_came_later_on_the_same_day_explains_nothing() -> None:
    said = "said: [{by: Bob, claim: plan, says: A dam.}]"
    first = f"meeting: first, on: 1950-05-13, who: [Bob, Cyd], {said}"
    said = "said: [{by: Ann, claim: plan}]"
    second = f"meeting: second, on: 1950-05-13, who: [Ann, Bob], {said}"
    assert known(told(first, second), "down")["plan"].support is Support.ONE_SIDE
    ordered = told(first, f"{second}, after: first")
    assert known(ordered, "down")["plan"].support is Support.OWN


def test_a_denial_is_kept_apart() -> None:
    record = told(
        "meeting: talk, on: 1950-05-13, who: [Ann, Bob], said: [{by: Ann, claim: plan, says: A.},"
        " {by: Bob, says: Not so., denies: plan}]"
    )
    (denial,) = record.who_knows.denials("up", date(1950, 5, 13))
    assert (denial.claim, denial.speaker, denial.hearers) == ("plan", "down", ("up",))
    assert record.who_knows.denials("up", date(1950, 5, 12)) == ()


def test_what_was_known_before_an_entry_leaves_out_what_came_after() -> None:
    record = told(
        "meeting: early, on: 1950-05-13, who: [Ann, Bob],"
        " said: [{by: Ann, claim: plan, says: A dam.}]",
        "act: it, by: Bob, on: 1950-05-13, after: early",
        "meeting: late, on: 1950-05-13, after: it, who: [Ann, Bob],"
        " said: [{by: Ann, claim: price, says: Dear.}]",
        "meeting: maybe, on: 1950-05-13, who: [Ann, Bob],"
        " said: [{by: Ann, claim: rain, says: Wet.}]",
    )
    found = {one.claim for one in record.who_knows.knows_before("down", "it")}
    assert found == {"plan", "rain"}
    certain = {one.claim: one.is_certain for one in record.who_knows.knows_before("down", "it")}
    assert certain == {"plan": True, "rain": False}


DAYS = st.sampled_from(["1950-05-03", "1950-05-04", "1950-05", "1950-05-02/1950-05-06", "1949"])
PEOPLE = ("Ann", "Bob", "Cyd", "Abe")


@st.composite
def talks(draw: st.DrawFn) -> list[str]:
    def talk(at: int) -> str:
        one, other = draw(st.permutations(PEOPLE))[:2]
        after = f", after: t{draw(st.integers(0, at - 1))}" if at and draw(st.booleans()) else ""
        claim = draw(st.sampled_from(["plan", "price"]))
        return (
            f"meeting: t{at}, on: {draw(DAYS)}, who: [{one}, {other}]{after},"
            f" said: [{{by: {one}, claim: {claim}, says: So.}}]"
        )

    return [talk(at) for at in range(draw(st.integers(1, 6)))]


def claims_of(record: Chronicle, who: str, day: int | None) -> set[str]:
    return {one.claim for one in record.knows(who, day)}


@given(talks(), st.integers(711_970, 712_020))
def test_knowledge_only_grows_and_actors_know_what_their_voices_know(
    entries: list[str], day: int
) -> None:
    try:
        record = told(*entries)
    except CaseError:
        return
    for who in ("up", "down", "far", *PEOPLE):
        assert claims_of(record, who, day) <= claims_of(record, who, day + 1)
        assert claims_of(record, who, day) <= claims_of(record, who, None)
    for who, actor in (("Ann", "up"), ("Abe", "up"), ("Bob", "down")):
        assert claims_of(record, who, day) == claims_of(record, actor, day)
    for one in record.knows("up"):
        for channel in one.channels:
            pairs = zip(channel.tellings, channel.tellings[1:], strict=False)
            assert not any(record.order.is_before(b.entry, a.entry) for a, b in pairs)


def test_in_may_1950_stalins_word_is_the_second_channel() -> None:
    record = chronicle(load("korea-1950"))
    on_13_may = known(record, "prc", "1950-05-13")["moscow = approve"]
    assert on_13_may.support is Support.ONE_SIDE
    assert on_13_may.channels[0].persons == ("ussr", "dprk", "prc")
    on_14_may = known(record, "prc", "1950-05-14")["moscow = approve"]
    assert on_14_may.support is Support.CONFIRMED
