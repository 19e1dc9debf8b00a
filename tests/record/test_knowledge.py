"""Who may have known what since when, through whom, and how well founded it was."""

from __future__ import annotations

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from foedus.record.knowledge import Knowledge, Support, Telling, knowledge_of


def one_of(found: tuple[Knowledge, ...], knower: str, claim: str = "plan") -> Knowledge:
    (known,) = (one for one in found if (one.knower, one.claim) == (knower, claim))
    return known


def test_a_hearer_knows_from_the_day_on_which_it_was_told() -> None:
    told = Telling("plan", "Kim", ("Mao",), "meeting", 10, 13)
    known = one_of(knowledge_of([told]), "Mao")
    assert (known.may_since, known.surely_since) == (10, 13)
    assert knowledge_of([told], day=9) == ()
    assert one_of(knowledge_of([told], day=11), "Mao").may_since == 10


def test_who_says_it_first_knows_by_itself() -> None:
    known = knowledge_of([Telling("plan", "Kim", ("Mao",), "meeting", 1, 1)])
    assert one_of(known, "Kim").support is Support.OWN
    assert one_of(known, "Kim").channels == ()


def test_a_chain_leads_back_to_its_origin() -> None:
    tellings = [
        Telling("plan", "Kim", ("Stalin",), "Moscow", 1, 5),
        Telling("plan", "Stalin", ("Roshchin",), "cable", 7, 7),
        Telling("plan", "Roshchin", ("Zhou",), "call", 8, 8),
        Telling("plan", "Zhou", ("Mao",), "talk", 8, 9),
    ]
    (channel,) = one_of(knowledge_of(tellings), "Mao").channels
    assert channel.persons == ("Kim", "Stalin", "Roshchin", "Zhou", "Mao")
    assert [telling.entry for telling in channel.tellings] == ["Moscow", "cable", "call", "talk"]
    assert one_of(knowledge_of(tellings), "Mao").support is Support.ONE_SIDE


def test_go_betweens_of_a_message_know_it_too() -> None:
    sent = Telling("answer", "Stalin", ("Mao",), "telegram", 14, 14, ("Vyshinsky", "Roshchin"))
    known = knowledge_of([sent])
    assert one_of(known, "Roshchin", "answer").channels[0].persons == (
        "Stalin",
        "Vyshinsky",
        "Roshchin",
    )
    assert one_of(known, "Mao", "answer").channels[0].persons == (
        "Stalin",
        "Vyshinsky",
        "Roshchin",
        "Mao",
    )


def test_what_was_said_later_explains_no_earlier_telling() -> None:
    tellings = [
        Telling("plan", "Kim", ("Mao",), "first", 3, 3),
        Telling("plan", "Stalin", ("Kim",), "too late", 5, 5),
    ]
    (channel,) = one_of(knowledge_of(tellings), "Mao").channels
    assert channel.origin == "Kim"
    assert one_of(knowledge_of(tellings), "Kim").support is Support.OWN


def test_two_informants_behind_one_go_between_are_one_channel() -> None:
    tellings = [
        Telling("plan", "Kim", ("Roshchin",), "a", 1, 1),
        Telling("plan", "Roshchin", ("Zhou", "Liu"), "b", 2, 2),
        Telling("plan", "Zhou", ("Mao",), "c", 3, 3),
        Telling("plan", "Liu", ("Mao",), "d", 3, 3),
    ]
    assert one_of(knowledge_of(tellings), "Mao").support is Support.ONE_CHANNEL
    direct = Telling("plan", "Kim", ("Mao",), "e", 4, 4)
    assert one_of(knowledge_of([*tellings, direct]), "Mao").support is Support.CONFIRMED
    assert one_of(knowledge_of([*tellings, direct], day=3), "Mao").support is Support.ONE_CHANNEL


def test_hearing_the_same_person_twice_confirms_nothing() -> None:
    tellings = [Telling("plan", "Kim", ("Mao",), f"talk {day}", day, day) for day in (1, 2, 3)]
    known = one_of(knowledge_of(tellings), "Mao")
    assert known.support is Support.ONE_SIDE
    assert len(known.channels) == 3


def test_a_second_channel_that_may_be_later_confirms_perhaps() -> None:
    first = Telling("plan", "Kim", ("Mao",), "first", 10, 10)
    second = Telling("plan", "Stalin", ("Mao",), "second", 1, 300)
    by_then = one_of(knowledge_of([first, second], day=11), "Mao")
    assert by_then.support is Support.PERHAPS_CONFIRMED
    assert by_then.in_words == "perhaps confirmed by a second channel"
    assert [channel.is_certain for channel in by_then.channels] == [True, False]
    assert one_of(knowledge_of([first, second], day=300), "Mao").support is Support.CONFIRMED
    assert one_of(knowledge_of([first, second]), "Mao").support is Support.CONFIRMED
    early = one_of(knowledge_of([first, second], day=9), "Mao")
    assert early.in_words == "perhaps known, heard from one side only"


def test_several_behind_one_go_between_are_perhaps_several_where_one_may_be_later() -> None:
    told = [
        Telling("plan", "Kim", ("Roshchin",), "a", 1, 1),
        Telling("plan", "Roshchin", ("Zhou", "Liu"), "b", 2, 2),
        Telling("plan", "Zhou", ("Mao",), "c", 3, 3),
        Telling("plan", "Liu", ("Mao",), "d", 3, 9),
    ]
    assert one_of(knowledge_of(told, day=4), "Mao").support is Support.PERHAPS_ONE_CHANNEL


def test_of_two_who_told_each_other_one_had_it_first() -> None:
    there = Telling("plan", "Kim", ("Mao",), "there", 1, 30)
    back = Telling("plan", "Mao", ("Kim",), "back", 1, 30)
    for who in ("Kim", "Mao"):
        assert one_of(knowledge_of([there, back]), who).support is Support.CIRCLE
    heard = Telling("plan", "Mao", ("Zhou",), "on", 31, 31)
    assert one_of(knowledge_of([there, back, heard]), "Zhou").support is Support.ONE_SIDE
    source = Telling("plan", "Stalin", ("Mao",), "source", 1, 1)
    known = knowledge_of([there, back, source])
    assert one_of(known, "Mao").support is Support.PERHAPS_CONFIRMED
    assert one_of(known, "Kim").support is Support.ONE_SIDE
    assert one_of(known, "Kim").origins == ("Stalin",)


def test_a_circle_of_three_is_one_too() -> None:
    names = ("Kim", "Mao", "Zhou")
    told = [Telling("plan", names[at - 1], (names[at],), f"e{at}", 1, 30) for at in range(3)]
    assert {one.support for one in knowledge_of(told)} == {Support.CIRCLE}


def test_who_surely_had_it_first_confirms_though_it_was_told_to_it_later() -> None:
    told = [
        Telling("plan", "Stalin", ("Kim",), "April", 1, 5),
        Telling("plan", "Kim", ("Mao",), "informs", 13, 13),
        Telling("plan", "Mao", ("Stalin",), "asks", 13, 13),
        Telling("plan", "Stalin", ("Mao",), "answers", 14, 14),
    ]
    assert one_of(knowledge_of(told), "Mao").support is Support.CONFIRMED


PEOPLE = ("a", "b", "c", "d")


@st.composite
def tellings(draw: st.DrawFn) -> list[Telling]:
    def telling(at: int) -> Telling:
        speaker, *others = draw(st.permutations(PEOPLE))
        earliest = draw(st.integers(0, 6))
        relays = draw(st.integers(0, 1))
        return Telling(
            "plan",
            speaker,
            tuple(others[relays : relays + draw(st.integers(1, 2))]),
            f"entry {at}",
            earliest,
            earliest + draw(st.integers(0, 3)),
            tuple(others[:relays]),
        )

    return [telling(at) for at in range(draw(st.integers(1, 7)))]


@given(tellings())
def test_every_channel_is_a_walk_that_time_allows(told: list[Telling]) -> None:
    for known in knowledge_of(told):
        for channel in known.channels:
            assert channel.persons[-1] == known.knower
            assert len(set(channel.persons)) == len(channel.persons)
            for first, second in zip(channel.tellings, channel.tellings[1:], strict=False):
                assert first.may_precede(second)
                assert second.speaker in (*first.through, *first.hearers)
            first = channel.tellings[0]
            assert first.speaker == channel.origin


@given(tellings(), st.integers(0, 9))
def test_knowledge_only_grows(told: list[Telling], day: int) -> None:
    def knowers(until: int) -> set[str]:
        return {known.knower for known in knowledge_of(told, until)}

    assert knowers(day) <= knowers(day + 1)


@given(tellings())
def test_the_order_in_which_it_is_written_changes_no_date(told: list[Telling]) -> None:
    def dates(order: list[Telling]) -> dict[str, tuple[object, ...]]:
        return {
            one.knower: (one.may_since, one.surely_since, one.support is Support.OWN)
            for one in knowledge_of(order)
        }

    first = dates(told)
    for order in list(permutations(told))[:6]:
        assert dates(list(order)) == first


def test_a_claim_told_a_thousand_times_over_is_no_burden() -> None:
    people = [f"person {at}" for at in range(40)]
    told = [
        Telling("plan", people[at % 40], (people[(at * 7 + 3) % 40],), f"entry {at}", at, at)
        for at in range(2_000)
    ]
    found = knowledge_of(told)
    assert len(found) == 40
