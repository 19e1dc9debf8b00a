"""Contests, types and beliefs: what is left to chance, in whose eyes."""

from dataclasses import replace

import numpy as np
import pytest
from ten_lines import chosen, close, drawn, small

from foedus.case import CaseError
from foedus.game import BeliefRule, compile_game


def test_a_contest_turns_strengths_into_odds_in_each_viewpoint() -> None:
    it = small("""
        actors: {north: {}}
        play:
          - {move: attacks, by: north, options: [fast, slow]}
          - contest: war
            between: {north: {strength: 2, adds: [{when: attacks = fast, strength: 1}]}, south: 1}
            decisiveness: 2
            estimates: {north: {strengths: {south: 2}}}
        outcomes: {won: war = north, lost: otherwise}
        preferences: {north: {won: 4}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          attacks — north: fast | slow
          war — chance: north | south
              north has 2
                  and 1 when attacks = fast
              south has 1
              decisiveness 2
              in the eyes of north: south 2

        Outcomes
          won: war = north
          lost: not (war = north)

        What it is worth, and costs
          north: 4 when war = north (won)
    """)
    assert it.tree == drawn("""
        attacks (north)
          fast: war (chance)
            north: → won
            south: → lost
          slow: war (chance)
            north: → won
            south: → lost
    """)
    fast = chosen(4 * (3**2 / (3**2 + 2**2) - 2**2 / (2**2 + 2**2)))  # as the north sees it
    to_the_analyst = [3**2 / (3**2 + 1**2), 2**2 / (2**2 + 1**2)]
    won = fast * to_the_analyst[0] + (1 - fast) * to_the_analyst[1]
    assert it.solved("P(won)") == close([(0.9 + 0.8) / 2, won, 0.9])
    assert it.at(1.0, "P[north](won | attacks = fast)") == close(9 / 13)


def test_a_contest_without_strengths_is_even() -> None:
    it = small("""
        actors: {north: {}}
        play:
          - {contest: war, between: {north: 0, south: 0}, decisiveness: 2}
          - {contest: rout, when: war = north, between: {ours: 1, theirs: 0}, decisiveness: 2}
        outcomes: {won: war = north, lost: otherwise}
    """)
    assert it.at(0.0, "P(won)") == close(1 / 2)
    assert it.at(0.0, "P(rout = ours | war = north)") == close(1)


def test_each_may_have_its_own_view_of_how_much_strength_decides() -> None:
    it = small("""
        actors: {north: {}, south: {}}
        play:
          - {move: attacks, by: north, options: [attack, wait]}
          - contest: war
            when: attacks = attack
            between: {ours: {strength: power + 1}, theirs: 2}
            decisiveness: m
            estimates:
              north: {decisiveness: 0}
              south: {strengths: {ours: 4}, decisiveness: 2 * m}
        outcomes: {won: war = ours, lost: war = theirs, peace: otherwise}
        preferences: {north: {won: 4, lost: -2}}
        assumptions: {power: 3, m: 2}
    """)
    odds = "P(won | attacks = attack)"
    assert it.solved(odds) == close([4**2 / (4**2 + 2**2)] * 3)
    # Where strength decides nothing the odds are even.
    assert it.solved("P[north](won | attacks = attack)") == close([1 / 2] * 3)
    assert it.solved("P[south](won | attacks = attack)") == close([4**4 / (4**4 + 2**4)] * 3)
    assert it.solved("P(attacks = attack)") == close([1 / 2, chosen(4 / 2 - 2 / 2), 1])


def test_a_type_may_depend_on_an_earlier_one() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {type: mood, options: [calm, wild], known to: [a]}
          - {type: ground, options: [firm, soft], known to: [b]}
          - {move: guesses, by: b, options: [calm, wild]}
        outcomes: {caught: guesses = wild and mood = wild, missed: otherwise}
        beliefs:
          analyst: {mood = wild: 0.5, ground = soft given mood = wild: 0.8, ground = soft: 0.2}
          a: {ground = soft: 0.5}
          b: {mood = wild: 0.25, ground = soft given mood = wild: 0.8, ground = soft: 0.2}
        preferences:
          b: {guesses = wild and mood = wild: 1, guesses = calm and mood = calm: 1}
    """)
    assert it.solved("P(ground = soft)") == close([1 / 2] * 3)
    assert it.solved("P(mood = wild | ground = soft)") == close([0.8] * 3)
    # b starts from a prior of its own, and learns from the ground that it sees.
    wild = 0.25 * 0.8 / (0.25 * 0.8 + 0.75 * 0.2)
    assert it.solved("P[b](mood = wild | ground = soft)") == close([wild] * 3)
    guesses = chosen(wild - (1 - wild))
    assert it.solved("P(guesses = wild | ground = soft)") == close([1 / 2, guesses, 1])


TYPE = """
    actors: {upland: {}, river: {}, capital: {}}
    play:
      - {type: ground, options: [firm, soft], known to: [upland]}
      - {move: proposes, by: upland, options: [dam, nothing], seen by: [AUDIENCE]}
      - {move: objects, by: river, options: [object, agree], seen by: []}
      - {move: protests, by: capital, options: [protest, quiet]}
    outcomes: {dam: proposes = dam, no-dam: otherwise}
    beliefs:
      river: {ground = soft: 0.5}
      capital: {ground = soft: 0.2}
      analyst: {ground = soft: 0.4}
    preferences:
      upland: {proposes = dam and ground = firm: 1}
      river: {objects = object and ground = soft and proposes = dam: 2}
      capital: {protests = protest and ground = firm: -1, protests = protest and ground = soft: 2}
"""


def test_priors_may_differ_and_each_learns_from_what_it_sees() -> None:
    it = small(TYPE.replace("AUDIENCE", "upland, river, capital"))
    assert it.printed.split("\n\n")[0] == drawn("""
        The play, in ordinary moves
          ground — chance: firm | soft
              seen by upland
          proposes — upland: dam | nothing
          objects — river: object | agree
              seen by nobody else
          protests — capital: protest | quiet
    """)
    on_firm, on_soft = chosen(1), 1 / 2
    soft_to_river = 0.5 * on_soft / (0.5 * on_soft + 0.5 * on_firm)
    river = chosen(2 * soft_to_river)
    soft_to_capital = 0.2 * on_soft / (0.2 * on_soft + 0.8 * on_firm)
    capital = chosen(2 * soft_to_capital - (1 - soft_to_capital))
    # In the limit upland proposes on firm ground and does not care on soft ground.
    assert it.solved("P(objects = object | dam)") == close([1 / 2, river, 1])
    assert it.solved("P(protests = protest | dam)") == close([1 / 2, capital, 0])
    assert it.at(1.0, "P(dam)") == close(0.6 * on_firm + 0.4 * on_soft)
    assert it.at(1.0, "P[capital](dam)") == close(0.8 * on_firm + 0.2 * on_soft)


def test_who_does_not_see_a_move_learns_nothing_from_it() -> None:
    it = small(TYPE.replace("AUDIENCE", "river"))
    blind = chosen(2 * 0.2 - 0.8)
    assert it.at(1.0, "P(protests = protest | dam)") == close(blind)
    assert it.at(1.0, "P(protests = protest | proposes = nothing)") == close(blind)
    assert it.solved("P(protests = protest)") == close([1 / 2, blind, 0])


def test_a_belief_given_a_condition_counts_where_it_holds() -> None:
    it = small("""
        actors: {north: {}, usa: {}}
        play:
          - {move: attacks, by: north, options: [fast, slow]}
          - {event: enters, options: [troops, ships, none]}
        outcomes: {inside: "enters in (troops, ships)", outside: otherwise}
        beliefs:
          analyst:
            enters = troops given attacks = slow: 0.6
            enters = ships given attacks = slow: 0.3
            enters = troops: 0.1
            enters = ships: 0.1
          north: {enters = troops: 0.5, enters = ships: 0.25}
          usa: {enters = troops: 0.5, enters = ships: 0.25}
    """)
    assert it.at(0.0, "P(inside | attacks = slow)") == close(0.9)
    assert it.at(0.0, "P(inside | attacks = fast)") == close(0.2)
    assert it.at(0.0, "P[usa](inside | attacks = fast)") == close(0.75)


def test_chance_renormalises_among_the_options_on_offer() -> None:
    it = small("""
        actors: {north: {}}
        play:
          - {move: attacks, by: north, options: [fast, slow]}
          - {event: enters, options: [{option: troops, when: attacks = slow}, ships, none]}
        outcomes: {shipped: enters = ships, other: otherwise}
        beliefs:
          analyst: {enters = troops: 0.5, enters = ships: 0.2}
          north: {enters = troops: 0.5, enters = ships: 0.2}
    """)
    assert it.at(0.0, "P(shipped | attacks = slow)") == close(0.2)
    assert it.at(0.0, "P(shipped | attacks = fast)") == close(0.2 / 0.5)


def test_options_on_offer_that_are_all_impossible_are_equally_likely() -> None:
    rule = BeliefRule("enters", 0, (0, 1), (("a", "b", None),))
    zero = np.zeros(3)
    assert rule.probabilities({"a": zero, "b": zero}, 3).tolist() == [[[0.5] * 3, [0.5] * 3]]


def test_what_is_left_by_the_others_is_never_a_little_below_zero() -> None:
    rule = BeliefRule("enters", 0, (0, 1, 2), (("a", "b", None),))
    values = {"a": np.array([0.1 + 0.2]), "b": np.array([0.7])}
    assert rule.probabilities(values, 1)[0, 2, 0] == 0.0


def test_a_case_without_a_belief_that_applies_is_refused() -> None:
    case = small(TYPE.replace("AUDIENCE", "river")).case
    silent = replace(case, beliefs=tuple(one for one in case.beliefs if one.holder != "river"))
    with pytest.raises(CaseError, match='river has no belief about "ground"'):
        compile_game(silent)
