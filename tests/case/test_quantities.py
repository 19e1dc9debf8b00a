"""A number, a range, a word, an order or nothing: each becomes the right interval."""

from collections.abc import Callable

import pytest

from foedus.case import KAPPA_RANGE, Case, CaseError, lexicons, loads

Small = Callable[..., str]


def worths(small: Small, assumptions: str, worth: str = "w") -> Case:
    """A case in which `a` wants the worth `w`."""
    return loads(
        small(rest=f"preferences: {{a: {{go = yes: {worth}}}}}\nassumptions: {assumptions}")
    )


def told(text: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        loads(text)
    return [problem.message for problem in caught.value.problems]


@pytest.mark.parametrize(
    ("written", "low", "high", "stated"),
    [
        ("40", 40, 40, "40"),
        ("10 to 40", 10, 40, "between 10 and 40"),
        ("{between: [-3, 4.5]}", -3, 4.5, "between -3 and 4.5"),
        ("unknown", -100, 100, "unknown"),
        ("{note: nobody knows}", -100, 100, "unknown"),
        ("{less than: 0}", -100, 0, "less than 0"),
        (
            "{more than: 20, less than: [50, 60]}",
            20,
            50,
            "less than 50, less than 60, more than 20",
        ),
        ("{value: 10 to 40, less than: 20}", 10, 20, "between 10 and 40, less than 20"),
    ],
)
def test_a_worth_has_the_range_that_is_written(
    small: Small, written: str, low: float, high: float, stated: str
) -> None:
    found = worths(small, f"{{w: {written}}}").assumption["w"]
    assert (found.low, found.high, found.stated, found.kind) == (low, high, stated, "worth")


def test_a_plain_number_in_place_stays_a_number(small: Small) -> None:
    case = worths(small, "{}", "40")
    assert str(case.preferences[0].worth) == "40"
    assert "worth[a](go = yes)" not in case.assumption


def test_a_range_in_place_gets_a_name_that_can_be_read(small: Small) -> None:
    case = worths(small, "{}", "10 to 40")
    assert str(case.preferences[0].worth) == "worth[a](go = yes)"
    assert case.assumption["worth[a](go = yes)"].high == 40


def test_the_second_of_two_like_places_gets_a_number(small: Small) -> None:
    rest = "preferences: {a: [{when: go = yes, worth: unknown}, {when: go = yes, worth: 1 to 2}]}"
    assert "worth[a](go = yes) (2)" in loads(small(rest=rest)).assumption


def test_a_word_means_what_the_lexicon_of_the_case_says(small: Small) -> None:
    play, beliefs = "  - {event: luck, options: [good, bad]}", "beliefs: {b: {luck = good: Likely}}"
    found = {
        name: loads(small(play, f"lexicon: {name}\n{beliefs}")).assumption["P[b](luck = good)"]
        for name in ("icd203_2015", "ipcc_ar4", "survey_2015")
    }
    ranges = {name: (one.low, one.high) for name, one in found.items()}
    assert ranges == {
        "icd203_2015": (0.55, 0.8),
        "ipcc_ar4": (0.66, 0.9),
        "survey_2015": (0.6, 0.855),
    }


def test_a_phrase_of_the_source_is_kept_beside_the_word_it_is_taken_for(small: Small) -> None:
    text = small(
        "  - {event: luck, options: [good, bad]}",
        "beliefs: {b: {luck = good: {word: very unlikely, as written: little possibility}}}",
    )
    found = loads(text).assumption["P[b](luck = good)"]
    assert found.stated == "little possibility, taken as very unlikely (icd203_2015)"
    assert (found.low, found.high) == (0.05, 0.2)


def test_a_phrase_that_no_lexicon_holds_is_never_guessed(small: Small) -> None:
    text = small(
        "  - {event: luck, options: [good, bad]}", "beliefs: {b: {luck = good: little possibility}}"
    )
    (sentence,) = told(text)
    assert sentence == (
        'the lexicon icd203_2015 does not hold "little possibility": say which of its words it is '
        "taken for, as {word: …, as written: little possibility}"
    )


def test_all_four_lexicons_hold_ranges_of_probabilities() -> None:
    assert sorted(lexicons()) == ["icd203_2015", "ipcc_ar4", "kent_1964", "survey_2015"]
    for lexicon in lexicons().values():
        assert lexicon.phrases
        assert all(0 <= phrase.low <= phrase.high <= 1 for phrase in lexicon.phrases)


def test_an_order_between_two_open_assumptions_is_kept(small: Small) -> None:
    case = worths(small, "{w: {less than: v}, v: 10 to 40}", "w + v")
    assert [(order.lesser, order.greater) for order in case.orders] == [("w", "v")]


def test_an_order_against_a_number_is_a_bound(small: Small) -> None:
    case = worths(small, "{w: {less than: v, more than: u}, v: 40, u: -5}", "w + v + u")
    assert (case.assumption["w"].low, case.assumption["w"].high) == (-5, 40)
    assert case.orders == ()


def test_an_assumption_that_only_orders_tie_to_the_case_is_kept(small: Small) -> None:
    case = worths(small, "{w: {less than: v}, v: {less than: u}, u: unknown}")
    assert case.assumption["u"].kind == "worth"
    assert case.warnings == ()


def test_a_long_circle_of_orders_is_named(small: Small) -> None:
    text = small(
        rest="preferences: {a: {go = yes: u}}\n"
        "assumptions: {u: {less than: v}, v: {less than: w}, w: {less than: u}}"
    )
    assert told(text) == ['a circle of orders: "u" < "v" < "w" < "u"']


def test_a_chain_of_orders_that_leaves_no_room_is_refused(small: Small) -> None:
    text = small(
        rest="preferences: {a: {go = yes: u}}\n"
        "assumptions: {u: 50 to 60, v: {more than: u}, w: {between: [0, 40], more than: v}}"
    )
    assert told(text) == [
        '"v" cannot be less than "w": it is at least 50, and the other at most 40'
    ]


def test_an_order_between_worths_of_different_actors_warns(small: Small) -> None:
    text = small(
        rest="preferences: {a: {go = yes: u}, b: {go = yes: v}}\n"
        "assumptions: {u: {less than: v}, v: unknown}"
    )
    assert [warning.message for warning in loads(text).warnings] == [
        '"u" (a) is ordered against "v" (b): worths of different actors have no common scale'
    ]


def test_an_assumption_that_nothing_uses_warns_and_is_left_out(small: Small) -> None:
    case = worths(small, "{w: 1, idle: 2}")
    assert [warning.message for warning in case.warnings] == ['the assumption "idle" is never used']
    assert "idle" not in case.assumption


def test_a_worth_that_is_also_a_price_is_positive(small: Small) -> None:
    play = """\
  - {move: go, by: a, options: [yes, no]}
  - {pledge: word, by: a, to: b, if: go = yes, breaking costs: w}
"""
    case = loads(small(play, "preferences: {a: {go = yes: w}}\nassumptions: {w: unknown}"))
    assert (case.assumption["w"].low, case.assumption["w"].high) == (0, 100)


def test_each_actor_has_a_rationality_of_its_own(small: Small) -> None:
    case = loads(small(rest="rationality: {a: 5 to 10}"))
    mine, other = case.assumption["rationality.a"], case.assumption["rationality.b"]
    assert (mine.low, mine.high, mine.distribution, mine.is_stated) == (5, 10, "uniform", True)
    assert (other.low, other.high) == KAPPA_RANGE
    assert (other.distribution, other.is_stated, other.kind) == (
        "log-uniform",
        False,
        "rationality",
    )


def test_one_price_of_delay_is_paid_by_every_party(small: Small) -> None:
    play = """\
  - {consent: talks, of: [a, b], otherwise: {defer: 1, at: PRICE}}
"""
    shared = loads(small(play.replace("PRICE", "d"), "assumptions: {d: 1 to 5}")).play[0]
    apart = loads(small(play.replace("PRICE", "1 to 5"))).play[0]
    assert [str(price) for _, price in shared.delay_prices] == ["d", "d"]
    assert [str(price) for _, price in apart.delay_prices] == ["talks.at[a]", "talks.at[b]"]


@pytest.mark.parametrize(
    ("sum_", "assumptions", "warning"),
    [
        ("3 * w + 400", "{w: 0 to 10}", "from 400 to 430"),
        ("-2 * w", "{w: 0 to 60}", "from -120 to 0"),
        ("w - v", "{w: unknown, v: 10 to 20}", "from -120 to 90"),
        ("2 * w - v", "{w: 0 to 60, v: 20}", None),
        ("(w + v) / 2", "{w: unknown, v: unknown}", None),
    ],
)
def test_a_sum_that_can_leave_the_scale_of_worths_warns(
    small: Small, sum_: str, assumptions: str, warning: str | None
) -> None:
    found = [one.message for one in worths(small, assumptions, sum_).warnings]
    told_of = str(worths(small, assumptions, sum_).preferences[0].worth)
    wanted = f'"{told_of}" can take any value {warning}, but a worth lies between -100 and 100'
    assert found == ([] if warning is None else [wanted])


def test_a_price_that_a_sum_can_make_a_gain_warns(small: Small) -> None:
    play = "  - {consent: talks, of: [a, b], otherwise: {defer: 1, at: d - 2}}"
    case = loads(small(play, "assumptions: {d: 1 to 5}"))
    wanted = '"d - 2" can take any value from -1 to 3, but a price, which is a cost, lies between'
    assert {one.message for one in case.warnings} == {f"{wanted} 0 and 100"}


def test_a_sum_of_plain_numbers_is_held_to_the_scale(small: Small) -> None:
    text = small(rest="preferences: {a: {go = yes: 400 + 3}}")
    assert told(text) == ["a worth lies between -100 and 100, and 403 does not"]
