"""Every viewpoint has a probability for everything that chance decides, stated or supplied."""

from collections.abc import Callable

from foedus.case import Case, loads

Small = Callable[..., str]
THREE = """\
  - {type: kind, options: [x, y, z], known to: [a]}
  - {event: luck, options: [good, bad]}
"""


def of(case: Case, holder: str, step: str) -> list[tuple[str, str | None]]:
    """What a viewpoint believes of a step: the assumption for each option."""
    return [
        (belief.option, belief.assumption)
        for belief in case.beliefs
        if (belief.holder, belief.step) == (holder, step)
    ]


def test_the_case_that_says_nothing_gets_unknowns_for_every_viewpoint(small: Small) -> None:
    case = loads(small(THREE))
    assert of(case, "b", "kind") == [
        ("x", "P[b](kind = x)"),
        ("y", "P[b](kind = y)"),
        ("z", None),
    ]
    assert of(case, "analyst", "luck") == [("good", "P[analyst](luck = good)"), ("bad", None)]
    supplied = case.assumption["P[b](kind = x)"]
    assert (supplied.low, supplied.high, supplied.is_stated) == (0, 1, False)


def test_whoever_learns_a_type_takes_the_analysts_belief(small: Small) -> None:
    case = loads(small(THREE))
    assert of(case, "a", "kind") == of(case, "analyst", "kind")
    assert "P[a](kind = x)" not in case.assumption


def test_whoever_learns_a_type_may_still_state_a_belief(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {a: {kind = x: 0.2, kind = y: 0.3}}"))
    assert of(case, "a", "kind") == [("x", "P[a](kind = x)"), ("y", "P[a](kind = y)"), ("z", None)]


def test_the_option_that_is_not_stated_takes_what_is_left(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {b: {kind = z: 0.2, kind = x: likely}}"))
    assert of(case, "b", "kind") == [("x", "P[b](kind = x)"), ("y", None), ("z", "P[b](kind = z)")]
    simplex = next(one for one in case.simplexes if "P[b](kind = x)" in one.parts)
    assert simplex.parts == ("P[b](kind = x)", "P[b](kind = z)")
    assert not simplex.is_complete


def test_several_silent_options_are_supplied_but_the_last(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {b: {kind = z: 0.2}}"))
    assert of(case, "b", "kind") == [("x", "P[b](kind = x)"), ("y", None), ("z", "P[b](kind = z)")]
    assert not case.assumption["P[b](kind = x)"].is_stated
    assert case.assumption["P[b](kind = z)"].is_stated


def test_all_options_stated_make_a_complete_simplex(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {b: {luck = good: 0.25, luck = bad: 0.75}}"))
    simplex = next(one for one in case.simplexes if "P[b](luck = good)" in one.parts)
    assert simplex.is_complete
    assert case.assumption["P[b](luck = good)"].is_fixed


def test_a_prior_may_be_zero(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {b: {luck = good: 0}}"))
    assert case.assumption["P[b](luck = good)"].high == 0


def test_a_condition_comes_before_what_holds_otherwise(small: Small) -> None:
    case = loads(small(THREE, "beliefs: {b: {luck = good: 0.5, luck = good given kind = x: 0.9}}"))
    found = [
        (str(belief.given), belief.assumption)
        for belief in case.beliefs
        if belief.holder == "b" and belief.step == "luck" and belief.option == "good"
    ]
    assert found == [("kind = x", "P[b](luck = good | kind = x)"), ("always", "P[b](luck = good)")]


def test_one_assumption_can_serve_two_viewpoints(small: Small) -> None:
    rest = "beliefs: {a: {luck = good: p}, b: {luck = good: p}}\nassumptions: {p: likely}"
    case = loads(small(THREE, rest))
    assert of(case, "a", "luck") == of(case, "b", "luck") == [("good", "p"), ("bad", None)]
    assert case.assumption["p"].kind == "probability"


def test_the_citation_of_a_holder_goes_with_each_of_its_beliefs(small: Small) -> None:
    rest = (
        "sources: {s: {title: S}}\n"
        "beliefs: {b: {luck = good: {word: likely, cite: [s, one, two]}, kind = x: 0.1, cite: [s]}}"
    )
    case = loads(small(THREE, rest))
    cites = {belief.option: belief.cites for belief in case.beliefs if belief.holder == "b"}
    assert cites["good"][0].start == "one"
    assert cites["x"][0].start is None
    assert case.assumption["P[b](luck = good)"].cites[0].end == "two"


def test_contests_have_strengths_and_no_beliefs(small: Small) -> None:
    case = loads(small("  - {contest: war, between: {north: 10, south: unknown}}"))
    assert case.beliefs == ()
    assert case.assumption["war.decisiveness"].low == 0.5
    assert case.assumption["war.strength[south]"].kind == "strength"


def test_the_purpose_of_a_plan_left_to_chance_is_believed(small: Small) -> None:
    play = (
        "  - {plan: p, by: a, purpose: {options: [peace, war], as: type}, phases: [{phase: one}]}"
    )
    case = loads(small(play))
    assert of(case, "b", "p.purpose") == [("peace", "P[b](p.purpose = peace)"), ("war", None)]
    assert of(case, "a", "p.purpose") == of(case, "analyst", "p.purpose")


def test_whoever_could_infer_something_from_its_type_has_a_belief_of_its_own(small: Small) -> None:
    play = """\
  - {type: mood, options: [calm, wild], known to: [b]}
  - {type: kind, options: [x, y], known to: [a]}
"""
    rest = "beliefs: {analyst: {kind = x given mood = wild: 0.8, kind = x: 0.2}}"
    case = loads(small(play, rest))
    assert of(case, "a", "kind") == [("x", "P[a](kind = x)"), ("y", None)]
    assert not case.assumption["P[a](kind = x)"].is_stated


def test_whoever_chooses_before_it_learns_its_type_has_a_belief_of_its_own(small: Small) -> None:
    play = """\
  - {move: go, by: a, options: [yes, no]}
  - {type: kind, options: [x, y], known to: [a, b]}
"""
    case = loads(small(play))
    assert of(case, "a", "kind") == [("x", "P[a](kind = x)"), ("y", None)]
    assert of(case, "b", "kind") == of(case, "analyst", "kind")
