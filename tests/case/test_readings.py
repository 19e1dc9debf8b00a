"""A reading changes what it names, and nothing else."""

from collections.abc import Callable

import pytest

from foedus.case import Case, CaseError, loads

Small = Callable[..., str]
PLAY = """\
  - {event: luck, options: [good, bad]}
  - {event: wind, options: [east, west]}
  - {consent: talks, of: [a, b], rule: unanimous, otherwise: {defer: 2}}
  - {move: go, by: a, options: [yes, no]}
"""
REST = """\
sources: {s: {title: S}}
beliefs: {a: {luck = good: 0.5, wind = east: 0.4, cite: [s]}}
preferences: {a: {go = yes: w + v}}
assumptions: {w: 10, v: 20}
readings:
  mood:
    bold: {by: one, says: He was bold., cite: [s], assumptions: {w: 30}}
    shy: {beliefs: {a: {luck = good: 0.1}}}
  rule:
    loose: {play: {talks: {rule: {at least: 1}, otherwise: }}}
"""


@pytest.fixture
def case(small: Small) -> Case:
    return loads(small(PLAY, REST))


def number(case: Case, name: str) -> float:
    return case.assumption[name].low


def test_the_base_uses_no_reading(case: Case) -> None:
    assert case.combination == ()
    assert number(case, "w") == 10
    assert number(case, "P[a](luck = good)") == 0.5


def test_one_reading_of_each_axis_combines(case: Case) -> None:
    assert case.combinations == ((), ("bold", "loose"), ("shy", "loose"))
    assert case.axes == {"mood": ("bold", "shy"), "rule": ("loose",)}
    assert [names for names, _ in case.overlaid] == [("bold", "loose"), ("shy", "loose")]


def test_an_assumption_is_replaced_by_name(case: Case) -> None:
    assert number(case.under(("bold", "loose")), "w") == 30
    assert number(case.under(("bold", "loose")), "v") == 20
    assert number(case.under(("shy", "loose")), "w") == 10


def test_what_a_holder_believes_of_a_step_is_replaced_as_a_whole(case: Case) -> None:
    shy = case.under(("shy", "loose"))
    assert number(shy, "P[a](luck = good)") == 0.1
    assert number(shy, "P[a](wind = east)") == 0.4
    assert shy.assumption["P[a](luck = good)"].cites == ()
    assert len(shy.assumption["P[a](wind = east)"].cites) == 1


def test_words_of_a_step_are_replaced_or_taken_away(case: Case) -> None:
    base, loose = case.play[2], case.under(("bold", "loose")).play[2]
    assert (base.rule.kind, base.deferrals) == ("unanimous", 2)
    assert (loose.rule.kind, loose.rule.count, loose.deferrals) == ("count", 1, 0)
    assert loose.parties == base.parties


def test_a_reading_keeps_who_put_it_forward(case: Case) -> None:
    bold = case.readings[0]
    assert (bold.axis, bold.name, bold.by, bold.says) == ("mood", "bold", "one", "He was bold.")
    assert bold.cites[0].source == "s"


def test_what_only_a_reading_uses_is_neither_warned_of_nor_in_the_base(small: Small) -> None:
    rest = REST.replace("v: 20}", "v: 20, d: 1 to 2}").replace(
        "otherwise: }", "otherwise: {defer: 1, at: d}}"
    )
    case = loads(small(PLAY, rest))
    assert case.warnings == ()
    assert "d" not in case.assumption
    assert case.under(("bold", "loose")).assumption["d"].kind == "price"


def told(text: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        loads(text)
    return [problem.message for problem in caught.value.problems]


IDLE = 'there is no assumption "wage" to replace, nor does anything use one: allowed: v, w'


def test_an_assumption_that_a_reading_neither_replaces_nor_uses_is_refused(small: Small) -> None:
    rest = REST.replace("{w: 30}", "{w: 30, wage: 3}")
    assert told(small(PLAY, rest)) == [IDLE]


def test_an_assumption_that_a_reading_of_another_axis_uses_is_no_mistake(small: Small) -> None:
    rest = REST.replace("{w: 30}", "{d: 1 to 2}").replace(
        "{luck = good: 0.1}}", "{}}, assumptions: {d: 3}"
    )
    rest = rest.replace("otherwise: }", "otherwise: {defer: 1, at: d}}")
    assert loads(small(PLAY, rest)).under(("shy", "loose")).assumption["d"].low == 3


def test_a_use_that_another_mistake_may_hide_is_not_asked_for(small: Small) -> None:
    rest = REST.replace("{w: 30}", "{w: 30, wage: 3}")
    hidden = rest.replace("{a: {go = yes: w + v}}", "{a: {go = yes: w + + wage)}}")
    assert IDLE not in told(small(PLAY, hidden))
    elsewhere = rest.replace("luck = good: 0.5", "luck = good: 5")
    assert IDLE in told(small(PLAY, elsewhere))


def test_a_warning_that_a_reading_makes_names_it_once(small: Small) -> None:
    rest = REST.replace("{w: 30}", "{w: 95 to 99}").replace("v: 20}", "v: 20, idle: 1}")
    case = loads(small(PLAY, rest))
    high = '"w + v" can take any value from 115 to 119, but a worth lies between -100 and 100'
    found = ['the assumption "idle" is never used', f"{high} (under the reading bold + loose)"]
    assert sorted(one.message for one in case.warnings) == sorted(found)
    assert [one.message for one in case.under(("bold", "loose")).warnings] == found[1:]
    assert case.under(("shy", "loose")).warnings == ()


def test_a_warning_of_the_case_itself_names_no_reading(small: Small) -> None:
    rest = REST.replace("w: 10,", "w: 85 to 90,")
    case = loads(small(PLAY, rest))
    high = '"w + v" can take any value from 105 to 110, but a worth lies between -100 and 100'
    assert [one.message for one in case.under(("shy", "loose")).warnings] == [high]
    assert high in [one.message for one in case.warnings]


def test_a_mistake_that_a_reading_makes_elsewhere_names_the_reading(small: Small) -> None:
    rest = REST.replace("{rule: {at least: 1}, otherwise: }", "{of: [a]}")
    text = small(PLAY, rest.replace("preferences", "facts: {f: talks.b = agree}\npreferences"))
    with pytest.raises(CaseError) as caught:
        loads(text)
    assert [problem.message for problem in caught.value.problems] == [
        'there is no step "talks.b": did you mean "talks.a"? (under the reading bold + loose)'
    ]


def test_too_many_combinations_are_refused(small: Small) -> None:
    axes = "".join(f"  x{number}: {{p{number}: {{}}, q{number}: {{}}}}\n" for number in range(9))
    with pytest.raises(CaseError, match="512 combinations of readings are too many: at most 200"):
        loads(small(PLAY, f"readings:\n{axes}"))


def test_an_unknown_combination_is_a_key_error(case: Case) -> None:
    with pytest.raises(KeyError):
        case.under(("bold",))
