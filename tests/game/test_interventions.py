"""Forcing a choice: unannounced or known to all, in every round or in one."""

import pytest
from ten_lines import Small, chosen, close, read, small

from foedus.case import CaseError
from foedus.game import compile_game

DAM = """
    actors: {upland: {restraint: builds = leave}, river: {restraint: council.river = object}}
    play:
      - {consent: council, of: [river], otherwise: {defer: 1, at: 0.5}}
      - {move: builds, by: upland, options: [build, leave]}
    outcomes: {dam: builds = build, no-dam: otherwise}
    preferences:
      upland: {dam and council = agreed: 2, dam and council = lapsed: -1}
      river: {dam: 1}
"""
WITH, WITHOUT = chosen(2), chosen(-1)  # upland builds with consent, and without
SECOND = chosen(WITH - WITHOUT)  # the town agrees when it is asked again
LATER = SECOND * WITH + (1 - SECOND) * WITHOUT
FIRST = chosen(WITH - (LATER - 0.5))  # to object costs it a delay


@pytest.fixture(scope="module")
def it() -> Small:
    return small(DAM)


def test_without_intervention(it: Small) -> None:
    # At λ = 0 upland builds half the time; in the limit the town agrees and upland builds.
    assert it.solved("P(dam)") == close([1 / 2, FIRST * WITH + (1 - FIRST) * LATER, 1])


def test_do_replaces_a_choice_in_every_round(it: Small) -> None:
    assert it.solved("P(dam | do(council.river = object))") == close([1 / 2, WITHOUT, 0])
    assert it.solved("P(council = lapsed | do(council.river = object))") == close([1, 1, 1])


def test_do_may_name_one_round(it: Small) -> None:
    assert it.solved("P(dam | do(council.1.river = object))") == close([1 / 2, LATER, 1])
    # All other behaviour stays: at first the town still counts on agreeing later.
    assert it.solved("P(dam | do(council.2.river = object))") == close(
        [1 / 2, FIRST * WITH + (1 - FIRST) * WITHOUT, 1]
    )


def test_what_is_announced_is_reckoned_with(it: Small) -> None:
    first = chosen(WITH - (WITHOUT - 0.5))
    assert it.solved("P(dam | announced(council.2.river = object))") == close(
        [1 / 2, first * WITH + (1 - first) * WITHOUT, 1]
    )
    # If upland builds whatever happens, only the delay is left to decide for the town.
    agreed = "P(council = agreed | announced(builds = build))"
    assert it.solved(agreed) == close([3 / 4, chosen(0.5) + (1 - chosen(0.5)) / 2, 1])
    assert it.at(1.0, "P(council = agreed | do(builds = build))") == close(
        it.at(1.0, "P(council = agreed)")
    )


def test_to_hold_back_is_to_take_the_restraint(it: Small) -> None:
    assert it.solved("P(dam | do(holds back(river)))") == close([1 / 2, WITHOUT, 0])
    assert it.solved("P(dam | do(holds back(upland)))") == close([0, 0, 0])


def test_several_are_done_at_once(it: Small) -> None:
    both = "do(council.1.river = object, council.2.river = agree)"
    assert it.solved(f"P(dam | {both})") == close([1 / 2, WITH, 1])


def test_a_condition_stands_beside_an_intervention(it: Small) -> None:
    assert it.solved("P(dam | do(council.1.river = object), council = agreed)") == close(
        [1 / 2, WITH, 1]
    )


def test_chance_can_be_replaced_too() -> None:
    it = small("""
        actors: {north: {}}
        play:
          - {event: weather, options: [dry, wet]}
          - {move: marches, by: north, options: [march, wait]}
        outcomes: {gone: marches = march, waiting: otherwise}
        beliefs: {north: {weather = wet: 0.5}, analyst: {weather = wet: 0.9}}
        preferences: {north: {gone and weather = dry: 1, gone and weather = wet: -2}}
    """)
    assert it.solved("P(gone | do(weather = dry))") == close([1 / 2, chosen(1), 1])
    assert it.solved("P(gone)") == close([1 / 2, 0.1 * chosen(1) + 0.9 * chosen(-2), 0.1])


OFFERED = """
    actors: {a: {}}
    play:
      - {move: first, by: a, options: [x, y]}
      - {move: second, by: a, options: [{option: go, when: first = x}, wait]}
    outcomes: {gone: second = go, waiting: otherwise}
    theses:
      one: {says: A claim., test: TEST > 0.5}
      two: {says: Another., test: "P(gone | do(first = x, first = y)) > 0.5"}
"""


@pytest.mark.parametrize("word", ["do", "announced"])
def test_what_cannot_be_done_is_found_when_a_case_is_compiled(word: str) -> None:
    case = read(OFFERED.replace("TEST", f"P(gone | {word}(second = go))"))
    with pytest.raises(CaseError) as caught:
        compile_game(case)
    assert [problem.message for problem in caught.value.problems] == [
        '"second = go" cannot be done everywhere: "second" does not offer "go" after first = y',
        '"first = y" contradicts another intervention beside it',
    ]
    assert [problem.place.line for problem in caught.value.problems] == [10, 11]


def test_a_truthful_answer_is_not_replaced() -> None:
    case = read("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {type: ground, options: [firm, soft], known to: [a, c]}
          - {message: report, from: a, to: b, about: ground, verify: {asks: c, truthful: yes}}
        outcomes: {done: always}
        theses: {t: {says: A claim., test: P(done | do(report.answer = firm)) > 0.5}}
    """)
    with pytest.raises(CaseError, match='truthful answer and nobody\'s choice: replace "ground"'):
        compile_game(case)


def test_a_restraint_that_is_not_always_open_is_found_when_a_case_is_compiled() -> None:
    case = read("""
        actors: {a: {restraint: second = wait}, b: {}}
        play:
          - {move: first, by: b, options: [x, y]}
          - {move: second, by: a, options: [go, {option: wait, when: first = x}]}
        outcomes: {done: always}
    """)
    with pytest.raises(CaseError) as caught:
        compile_game(case)
    (problem,) = caught.value.problems
    assert problem.message == (
        '"holds back(a)" cannot be done everywhere: "second" does not offer "wait" after first = y'
    )
    assert problem.place == case.actors[0].place


VETO = """
    actors: {{a: {{}}, b: {{}}}}
    play:
      - {{consent: vote, of: [a, b], rule: {{veto: b}}, otherwise: {{defer: 1}}}}
      - {{event: court, when: vote = agreed, options: [strikes, upholds]}}
    outcomes: {{law: court = upholds, none: otherwise}}
    theses: {{claim: {{says: It was so., test: "{test} > 0.2"}}}}
"""
UNDEFINED = (
    '"{}" is undefined in every variant of the thesis "claim": no history meets its condition{}'
)


@pytest.mark.parametrize(
    ("quantity", "tail"),
    [
        ("P(law | vote = agreed, do(vote.b = object))", " once these choices are replaced"),
        ("E[a](| vote = agreed, announced(vote.b = object))", " once these choices are replaced"),
        (
            "P(law | vote = agreed, do(vote.1.b = object), announced(vote.2.b = object))",
            " once these choices are replaced",
        ),
        ("P(law | vote = agreed and vote = lapsed)", ""),
    ],
)
def test_a_condition_that_no_history_meets_warns(quantity: str, tail: str) -> None:
    (told,) = small(VETO.format(test=quantity)).warnings
    assert told == UNDEFINED.format(quantity, tail)


@pytest.mark.parametrize(
    "quantity",
    [
        "P(law | vote = agreed, do(vote.1.b = object))",
        "P(law | vote = agreed, do(vote.a = object))",
        "P(law | do(vote.b = object))",
        "P(law | vote = agreed)",
    ],
)
def test_a_condition_that_some_history_meets_does_not_warn(quantity: str) -> None:
    assert small(VETO.format(test=quantity)).warnings == []
