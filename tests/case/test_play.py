"""Guards look back only, whatever names they use, and no name means two things."""

from collections.abc import Callable

import pytest

from foedus.case import CaseError, loads, variables

Small = Callable[..., str]
PLAY = """\
  - {{type: kind, options: [x, y], known to: [a]}}
  - {{pledge: word, by: a, to: b, if: go = yes}}
  - {{consent: talks, of: [a, b], otherwise: {{defer: 1}}, forbids: go = yes}}
  - {{move: early, by: b, options: [yes, no], when: {early}}}
  - {{move: go, by: a, options: [yes, no]}}
  - {{move: late, by: b, options: [yes, no], when: {late}}}
"""


def told(text: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        loads(text)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize(
    "guard", ["talks = agreed", "talks.2.b = object", "talks.deferred", "word = give"]
)
def test_a_guard_may_use_what_is_settled(small: Small, guard: str) -> None:
    case = loads(small(PLAY.format(early=guard, late="always")))
    assert str(case.play[3].when) == guard


@pytest.mark.parametrize("guard", ["talks.breached", "word.kept", "word.due = keep", "reached(go)"])
def test_a_guard_may_not_use_what_is_settled_later(small: Small, guard: str) -> None:
    (message,) = told(small(PLAY.format(early=guard, late="always")))
    assert message.endswith("a guard may use earlier steps only")


@pytest.mark.parametrize("guard", ["talks.breached", "word.kept", "word.due = keep", "reached(go)"])
def test_the_same_holds_once_it_is_settled(small: Small, guard: str) -> None:
    loads(small(PLAY.format(early="always", late=guard)))


def test_a_fact_is_as_late_as_the_latest_step_it_names(small: Small) -> None:
    facts = "facts: {near: kind = x and far, far: not go = no}"
    (message,) = told(small(PLAY.format(early="near", late="near"), facts))
    assert message.startswith('"near" is settled by "go", which stands later in the play')


def test_an_outcome_that_is_otherwise_is_as_late_as_the_others(small: Small) -> None:
    text = small(PLAY.format(early="rest", late="always")).replace(
        "{done: always}", "{done: go = yes, rest: otherwise}"
    )
    assert "which stands later" in told(text)[0]


def test_a_circle_of_facts_is_told_once(small: Small) -> None:
    facts = "facts: {p: q, q: r or go = yes, r: not p, s: p}"
    assert told(small(rest=facts)) == ["the fact is defined by itself: p → q → r → p"]


@pytest.mark.parametrize(
    ("section", "name", "owner"),
    [
        ("facts", "go", "the step go"),
        ("facts", "a", "an actor"),
        ("assumptions", "go", "the step go"),
        ("facts", "talks.b", "the step talks"),
        ("facts", "word.kept", "the step word"),
        ("assumptions", "done", "an outcome"),
    ],
)
def test_no_name_means_two_things(small: Small, section: str, name: str, owner: str) -> None:
    value = "1" if section == "assumptions" else "always"
    messages = told(
        small(PLAY.format(early="always", late="always"), f"{section}: {{{name}: {value}}}")
    )
    assert len(messages) == 1
    assert messages[0].startswith(f'the name "{name}" is taken by {owner} in line')


def test_a_message_takes_its_options_from_what_it_is_about(small: Small) -> None:
    play = "  - {type: kind, options: [x, y], known to: [a]}\n"
    case = loads(small(play + "  - {message: m, from: a, to: b, about: kind, verify: {asks: a}}"))
    assert variables(case.play)["m.answer"] == ("x", "y")
    assert variables(case.play)["m.check"] == ("trust", "verify")


@pytest.mark.parametrize(
    ("known", "teller", "warning"),
    [
        ("[a]", "b", '"b" tells of "kind" without knowing it'),
        ("[a]", "a", None),
    ],
)
def test_a_teller_who_knows_nothing_warns(
    small: Small, known: str, teller: str, warning: str | None
) -> None:
    hearer = "a" if teller == "b" else "b"
    play = (
        f"  - {{type: kind, options: [x, y], known to: {known}}}\n"
        f"  - {{message: m, from: {teller}, to: {hearer}, about: kind}}"
    )
    found = [one.message for one in loads(small(play)).warnings]
    assert found == ([] if warning is None else [warning])


def test_a_message_about_what_everybody_sees_warns(small: Small) -> None:
    play = "  - {event: luck, options: [x, y]}\n  - {message: m, from: a, to: b, about: luck}"
    (warning,) = loads(small(play)).warnings
    assert warning.message == 'everybody sees "luck": a message about it tells nothing new'


def test_a_phase_may_wait_for_the_answer_to_an_earlier_one(small: Small) -> None:
    play = """\
  - plan: p
    by: a
    phases: [{phase: offer, answer by: b}, {phase: war, when: p.offer.answer = refuse}]
"""
    names = variables(loads(small(play)).play)
    assert names["p.offer.answer"] == ("accept", "refuse")
    assert names["p.war"] == ("start", "stop")


def test_a_replayed_step_has_a_name_for_each_round(small: Small) -> None:
    play = """\
  - {move: asks, by: a, options: [much, little]}
  - {consent: one, of: [a, b], otherwise: {defer: 1, replay from: asks}}
"""
    names = variables(loads(small(play)).play)
    assert [name for name in names if name.startswith("asks")] == ["asks", "asks.1", "asks.2"]


def test_a_truthful_answer_by_somebody_who_cannot_know_warns(small: Small) -> None:
    play = """\
  - {type: kind, options: [x, y], known to: [a]}
  - {message: m, from: a, to: b, about: kind, verify: {asks: c, truthful: yes}}
"""
    text = small(play).replace("{a: {}, b: {}}", "{a: {}, b: {}, c: {}}")
    (warning,) = loads(text).warnings
    assert warning.message == '"c" answers truthfully on "kind" without knowing it'


def test_who_takes_part_in_a_step_knows_of_it(small: Small) -> None:
    play = """\
  - {consent: talks, of: [a], seen by: []}
  - {message: m, from: a, to: b, about: talks.a}
"""
    assert loads(small(play)).warnings == ()


def test_an_option_too_many_is_told(small: Small) -> None:
    options = ", ".join(f"o{number}" for number in range(255))
    messages = told(small(f"  - {{move: go, by: a, options: [{options}]}}"))
    assert messages == ["255 options are too many: at most 254"]


def test_a_round_of_a_replay_takes_its_name(small: Small) -> None:
    play = """\
  - {move: asks.2, by: b, options: [much, little]}
  - {move: asks, by: a, options: [much, little]}
  - {consent: one, of: [a, b], otherwise: {defer: 1, replay from: asks}}
"""
    assert told(small(play)) == ['the name "asks.2" is taken by the step asks.2 in line 5']


def test_tests_may_use_what_the_record_ties_to_a_step(small: Small) -> None:
    rest = (
        "record: [{entry: e, on: 1911, says: It went., step: go = yes}]\n"
        "theses: {t: {says: It had to., test: P(done | recorded) > 0.5}}"
    )
    assert str(loads(small(rest=rest)).theses[0].test) == "P(done | recorded) > 0.5"
