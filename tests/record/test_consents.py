"""A joint decision is complete when its rule is met, and its rule kept if that came first."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from record_cases import record_case

from foedus.case import load
from foedus.record import ConsentGiven, Support, Verdict, chronicle

MAY = 711_977


def play(rule: str = "unanimous") -> str:
    return f"""\
play:
  - {{move: plans, by: far, options: [dam, none], seen by: [far]}}
  - consent: council
    of: [up, down]
    rule: {rule}
    otherwise: {{defer: 1}}
    forbids: builds = yes
  - {{move: builds, by: far, options: [yes, no]}}
outcomes: {{done: always}}
"""


def voice(party: str, on: str, option: str = "agree", number: int = 1) -> str:
    name = f"{party}-{number}"
    return f"entry: {name}, on: {on}, step: council.{number}.{party} = {option}"


def consent(*entries: str, rule: str = "unanimous") -> ConsentGiven:
    (found,) = chronicle(record_case(*entries, play=play(rule))).consents
    return found


BUILT = "act: built, by: Cyd, on: 1950-05-09, step: builds = yes"


def test_consent_is_complete_with_the_last_voice() -> None:
    found = consent(voice("up", "1950-05-03"), voice("down", "1950-05-05"), BUILT)
    assert found.complete == (MAY + 5, MAY + 5)
    assert found.verdict is Verdict.KEPT
    assert found.sentence == (
        "the consent council was complete on 5 May 1950: up agreed on 3 May 1950 (up-1); down "
        "agreed on 5 May 1950 (down-1). Its rule is kept: builds = yes is of built (on 9 May 1950)"
    )


@pytest.mark.parametrize(
    ("entries", "rule", "verdict"),
    [
        ([voice("up", "1950-05-03")], "unanimous", Verdict.BROKEN),
        ([voice("up", "1950-05-03")], "1 of 2", Verdict.KEPT),
        ([voice("up", "1950-05-03"), voice("down", "1950-05-10")], "unanimous", Verdict.BROKEN),
        ([voice("up", "1950-05-03"), voice("down", "1950-05")], "unanimous", Verdict.OPEN),
        ([voice("up", "1950-05-03"), voice("down", "1950-05")], "1 of 2", Verdict.KEPT),
        ([voice("down", "1950-05-03")], "{veto: [down]}", Verdict.KEPT),
        (
            [voice("up", "1950-05-03"), voice("down", "1950-05-04", "object")],
            "unanimous",
            Verdict.BROKEN,
        ),
        (
            [
                voice("up", "1950-05-03"),
                voice("down", "1950-05-04", "object"),
                voice("up", "1950-05-06", number=2),
                voice("down", "1950-05-06", number=2),
            ],
            "unanimous",
            Verdict.KEPT,
        ),
    ],
)
def test_the_rule_decides(entries: list[str], rule: str, verdict: Verdict) -> None:
    assert consent(*entries, BUILT, rule=rule).verdict is verdict


def test_a_later_round_counts_though_its_dates_may_be_earlier() -> None:
    voices = [
        voice("up", "1950-05-03"),
        voice("down", "1950-05-04", "object"),
        voice("up", "1950-05-06", number=2),
        voice("down", "1950-05", number=2),
    ]
    found = consent(*voices, BUILT)
    assert found.verdict is Verdict.OPEN
    assert found.complete == (MAY + 6, MAY + 31)
    assert [one.entry for one in found.voices] == ["up-2", "down-2"]
    too_soon = BUILT.replace("05-09", "05-03")
    assert consent(*voices, too_soon).verdict is Verdict.BROKEN


def test_a_round_is_after_the_round_before_it_whatever_its_own_dates_allow() -> None:
    objected = voice("down", "1950-05-12", "object")
    agreed = [voice("up", "1950-05-03", number=2), voice("down", "1950-05", number=2)]
    found = consent(objected, agreed[1], agreed[0].replace("1950-05-03", "1950-05-13"), BUILT)
    assert found.complete == (MAY + 13, MAY + 31)
    found = consent(objected, agreed[1], BUILT, rule="{veto: [down]}")
    assert found.complete == (MAY + 12, MAY + 31)
    assert found.verdict is Verdict.BROKEN


def test_which_of_two_voices_was_the_last_can_be_open() -> None:
    plain = "entry: {0}, on: {1}, step: council.down = {2}".format
    up = voice("up", "1950-05-03").replace("council.1.", "council.")
    found = consent(up, plain("d1", "1950-05-04", "object"), plain("d2", "1950-05", "agree"), BUILT)
    assert (found.verdict, found.complete, found.may_be_complete) == (Verdict.OPEN, None, True)
    assert found.sentence.startswith("whether the consent council was complete, the dates do not")


def test_a_voice_that_is_not_recorded_is_named() -> None:
    found = consent(voice("up", "1950-05-03"))
    assert (found.missing, found.complete, found.verdict) == (("down",), None, Verdict.NOT_DUE)
    assert "no voice of down is recorded" in found.sentence


def test_a_party_speaks_on_what_it_had_been_told() -> None:
    found = consent(
        "meeting: talk, on: 1950-05-02, who: [Cyd, Ann],"
        " said: [{by: Cyd, claim: plan, says: A dam.}]",
        voice("up", "1950-05-03"),
        voice("down", "1950-05-05"),
        "meeting: too-late, on: 1950-05-06, who: [Cyd, Bob], said: [{by: Cyd, claim: plan}]",
    )
    up, down = found.voices
    assert [(one.claim, one.support) for one in up.knowledge] == [("plan", Support.ONE_SIDE)]
    assert down.knowledge == ()


WINDOWS = st.tuples(st.integers(1, 6), st.integers(0, 3)).map(lambda one: (one[0], sum(one)))


@given(st.tuples(WINDOWS, WINDOWS, WINDOWS), st.sampled_from(["unanimous", "1 of 2"]))
def test_a_verdict_is_what_all_days_agree_on(
    windows: tuple[tuple[int, int], ...], rule: str
) -> None:
    ons = [f"'[1950-05-{low:02}..1950-05-{high:02}]'" for low, high in windows]
    found = consent(
        voice("up", ons[0]),
        voice("down", ons[1]),
        f"act: built, by: Cyd, on: {ons[2]}, step: builds = yes",
        rule=rule,
    )
    needed = 2 if rule == "unanimous" else 1
    verdicts = {
        sum(day < built for day in voices) >= needed if built not in voices else None
        for *voices, built in product(*(range(low, high + 1) for low, high in windows))
    }
    # On one day the order is not known, so that neither is certain.
    if found.verdict is Verdict.KEPT:
        assert False not in verdicts
    elif found.verdict is Verdict.BROKEN:
        assert True not in verdicts
    else:
        assert None in verdicts or {True, False} <= verdicts
    days = [
        sorted(days)[needed - 1]
        for days in product(*(range(low, high + 1) for low, high in windows[:2]))
    ]
    assert found.complete == (MAY + min(days), MAY + max(days))


@given(st.tuples(WINDOWS, WINDOWS, WINDOWS, WINDOWS))
def test_a_second_round_is_judged_as_all_days_that_keep_the_rounds_apart_agree_on(
    windows: tuple[tuple[int, int], ...],
) -> None:
    ranges = [range(low, high + 1) for low, high in windows]
    # The parties object in the first round, and agree in the second.
    days = [one for one in product(*ranges) if one[0] <= min(one[1:3])]
    assume(days)
    ons = [f"'[1950-05-{low:02}..1950-05-{high:02}]'" for low, high in windows]
    found = consent(
        voice("up", ons[0], "object"),
        voice("up", ons[1], number=2),
        voice("down", ons[2], number=2),
        f"act: built, by: Cyd, on: {ons[3]}, step: builds = yes",
    )
    verdicts = {
        max(up, down) < built if built not in {up, down} else None for _, up, down, built in days
    }
    if found.verdict is Verdict.KEPT:
        assert False not in verdicts
    elif found.verdict is Verdict.BROKEN:
        assert True not in verdicts
    else:
        assert None in verdicts or {True, False} <= verdicts
    last = [max(up, down) for _, up, down, _ in days]
    assert found.complete == (MAY + min(last), MAY + max(last))


def test_mao_agreed_on_15_may_on_a_word_that_a_second_channel_confirmed() -> None:
    (peking,) = chronicle(load("korea-1950")).consents
    assert peking.complete == (MAY + 15, MAY + 15)
    assert peking.verdict is Verdict.NOT_DUE
    support = {one.claim: one.support for one in peking.voices[0].knowledge}
    assert support["moscow = approve"] is Support.CONFIRMED
    assert support["decided-together"] is Support.CONFIRMED
    assert support["unification.purpose = camouflage"] is Support.ONE_SIDE
