"""A reading that changes a rule makes a game of its own, with the same facts and outcomes."""

import pytest
from ten_lines import Small, chosen, close, drawn, read

from foedus.case import CaseError
from foedus.game import compile_all, compile_game

TEXT = """
    actors: {a: {}, b: {}}
    play:
      - {consent: council, of: [a, b], rule: unanimous, otherwise: {defer: 1}}
    facts: {one-sided: council.a = agree and council.b = object}
    outcomes: {done: council = agreed, undone: otherwise}
    preferences: {a: {done: 1}, b: {done: -1}}
    readings:
      what the rule was:
        strict: {play: {council: {otherwise: }}}
        loose: {play: {council: {rule: {at least: 1}, otherwise: }}}
"""
B = chosen(-1)


def test_the_base_has_the_rule_of_the_case() -> None:
    it = Small(read(TEXT))
    later = chosen(B) * B  # in the second round a agrees for the sake of b's agreement
    b = chosen(-1 + later)
    a = chosen(b * (1 - later))
    first = a * b
    assert it.solved("P(done)") == close([1 / 4 + 3 / 4 * 1 / 4, first + (1 - first) * later, 0])


def test_a_rule_without_deferral() -> None:
    it = Small(read(TEXT).under(("strict",)))
    assert it.play == [
        "  council.1.a — a: agree | object",
        "  council.1.b — b: agree | object",
        "      when council.1.a = agree",
    ]
    assert it.solved("P(done)") == close([1 / 4, chosen(B) * B, 0])


def test_a_rule_of_one_voice() -> None:
    it = Small(read(TEXT).under(("loose",)))
    # b is asked only where a has objected: with a's voice it is carried.
    assert it.tree == drawn("""
        council.1.a (a)
          agree: → done
          object: council.1.b (b)
            agree: → done
            object: → undone
    """)
    a = chosen(1 - B)
    assert it.solved("P(done)") == close([3 / 4, a + (1 - a) * B, 1])


def test_all_games_have_the_same_facts_and_outcomes() -> None:
    case = read(TEXT)
    games = [compile_game(case.under(combination)) for combination in case.combinations]
    assert len({game.form.node_count for game in games}) > 1
    assert {game.outcomes for game in games} == {("done", "undone")}
    assert all("one-sided" in dict(game.expansion.facts) for game in games)


def test_a_mistake_that_only_a_reading_makes_names_it() -> None:
    case = read("""
        actors: {a: {}}
        play: [{move: go, by: a, options: [yes, no]}]
        outcomes: {gone: go = yes, stayed: go = no}
        readings: {mood: {unsure: {play: {go: {options: [yes, no, perhaps]}}}}}
    """)
    compile_game(case)
    with pytest.raises(CaseError) as caught:
        compile_game(case.under(("unsure",)))
    (problem,) = caught.value.problems
    assert problem.message == (
        "1 of 3 histories have no outcome, for example go = perhaps: add an outcome, perhaps "
        '"otherwise" (under the reading unsure)'
    )


def test_the_mistakes_of_all_readings_come_at_once() -> None:
    case = read("""
        actors: {a: {}}
        play: [{move: go, by: a, options: [yes, no]}]
        outcomes: {gone: go = yes}
        readings:
          mood:
            unsure: {play: {go: {options: [yes, no, perhaps]}}}
            plain: {}
    """)
    with pytest.raises(CaseError) as caught:
        compile_all(case)
    lack = 'have no outcome, for example go = no: add an outcome, perhaps "otherwise"'
    assert [problem.message for problem in caught.value.problems] == [
        f"1 of 2 histories {lack}",
        f"2 of 3 histories {lack} (under the reading unsure)",
    ]


def test_all_readings_are_compiled_in_their_order() -> None:
    case = read(TEXT)
    assert [game.case.combination for game in compile_all(case)] == list(case.combinations)


def test_a_warning_that_only_a_reading_makes_names_it_and_each_is_told_once() -> None:
    case = read("""
        actors: {a: {}, b: {}}
        play:
          - {consent: vote, of: [a], forbids: go = yes, breach costs: {b: 5}}
          - {move: go, by: b, options: [yes, no]}
        facts: {rogue: vote.breached, never: vote = agreed and vote = lapsed}
        outcomes: {gone: go = yes, stayed: otherwise}
        readings:
          the rule: {binding: {play: {vote: {binding: yes, breach costs: }}}}
          the mood: {calm: {}, wild: {}}
    """)
    never, rogue = (f'the fact "{name}" holds in no history' for name in ("never", "rogue"))
    games = compile_all(case)
    assert [[one.message for one in game.warnings] for game in games] == [
        [never],
        [f"{rogue} (under the reading binding + calm)", never],
        [f"{rogue} (under the reading binding + calm)", never],
    ]
