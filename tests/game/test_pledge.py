"""Pledges: given or withheld, then kept or broken."""

import pytest
from ten_lines import chosen, close, drawn, small


def test_a_pledge_that_names_no_step_comes_due_where_its_trigger_is_settled() -> None:
    it = small("""
        actors: {capital: {}, river: {}}
        play:
          - {pledge: relief, by: capital, to: river, if: flood = rain, breaking costs: 2}
          - {event: flood, options: [rain, no]}
          - {move: after, by: river, options: [thank, sulk]}
        outcomes: {helped: relief.kept, betrayed: relief.broken, quiet: otherwise}
        beliefs:
          capital: {flood = rain: 0.25}
          river: {flood = rain: 0.5}
          analyst: {flood = rain: 0.5}
        preferences: {capital: {relief = give: 1, helped: -1}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          relief — capital: give | withhold
          flood — chance: rain | no
          relief.due — capital: keep | break
              when relief = give and flood = rain
          after — river: thank | sulk

        Facts
          relief.kept: relief.due = keep
          relief.broken: relief.due = break

        Outcomes
          helped: relief.due = keep
          betrayed: relief.due = break
          quiet: not (relief.due = keep or relief.due = break)

        What it is worth, and costs
          capital: 1 when relief = give
          capital: -1 when relief.due = keep (helped)
          capital: -2 when relief.due = break (breaking relief)
    """)
    assert it.tree == drawn("""
        relief (capital)
          give: flood (chance)
            rain: relief.due (capital)
              keep: after (river)
                thank: → helped
                sulk: → helped
              break: after (river)
                thank: → betrayed
                sulk: → betrayed
            no: after (river)
              thank: → quiet
              sulk: → quiet
          withhold: flood (chance)
            rain: after (river)
              thank: → quiet
              sulk: → quiet
            no: after (river)
              thank: → quiet
              sulk: → quiet
    """)
    keeps = chosen(-1 + 2)
    # The capital plans with its own prior of a quarter; the analyst counts with a half.
    gives = chosen(1 + 0.25 * (-keeps - 2 * (1 - keeps)))
    assert it.solved("P(relief.broken)") == close([1 / 8, gives * 0.5 * (1 - keeps), 0])
    # In the limit it keeps; giving is worth 1 - 1/4.
    assert it.solved("P(relief.kept)") == close([1 / 8, gives * 0.5 * keeps, 1 / 2])
    assert it.solved("P(relief = give)") == close([1 / 2, gives, 1])


def test_a_pledge_that_names_a_step_is_kept_there() -> None:
    it = small("""
        actors: {capital: {}, river: {}}
        play:
          - {pledge: relief, by: capital, to: river, if: flood = rain, then: pays = fully,
             breaking costs: 2}
          - {event: flood, options: [rain, no]}
          - {move: pays, by: capital, when: flood = rain, options: [fully, nothing]}
        outcomes: {paid: pays = fully, unpaid: otherwise}
        beliefs:
          capital: {flood = rain: 0.25}
          river: {flood = rain: 0.5}
          analyst: {flood = rain: 0.5}
        preferences: {capital: {relief = give: 1, paid: -1}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          relief — capital: give | withhold
          flood — chance: rain | no
          pays — capital: fully | nothing
              when flood = rain

        Facts
          relief.kept: relief = give and flood = rain and pays = fully
          relief.broken: relief = give and flood = rain and not (pays = fully)

        Outcomes
          paid: pays = fully
          unpaid: not (pays = fully)

        What it is worth, and costs
          capital: 1 when relief = give
          capital: -1 when pays = fully (paid)
          capital: -2 when relief = give and flood = rain and not (pays = fully) (breaking relief)
    """)
    assert it.tree == drawn("""
        relief (capital)
          give: flood (chance)
            rain: pays (capital)
              fully: → paid
              nothing: → unpaid
            no: → unpaid
          withhold: flood (chance)
            rain: pays (capital)
              fully: → paid
              nothing: → unpaid
            no: → unpaid
    """)
    bound, free = chosen(-1 + 2), chosen(-1)
    gives = chosen(1 + 0.25 * (-bound - 2 * (1 - bound)) - 0.25 * -free)
    # In the limit: 1 - 1/4 for giving against nothing; it pays if and only if it has promised.
    assert it.solved("P(paid)") == close([1 / 4, 0.5 * (gives * bound + (1 - gives) * free), 1 / 2])
    assert it.solved("P(paid | do(relief = withhold))") == close([1 / 4, free / 2, 0])
    assert it.warnings == []


def test_a_pledge_that_cannot_be_kept_counts_as_broken_and_warns() -> None:
    it = small("""
        actors: {capital: {}, river: {}}
        play:
          - {pledge: relief, by: capital, to: river, if: flood = rain, then: pays = fully}
          - {move: saves, by: capital, options: [save, spend]}
          - {event: flood, options: [rain, no]}
          - {move: pays, by: capital, when: flood = rain and saves = save,
             options: [fully, nothing]}
        outcomes: {broken: relief.broken, other: otherwise}
        beliefs:
          capital: {flood = rain: 0.5}
          river: {flood = rain: 0.5}
          analyst: {flood = rain: 0.5}
    """)
    assert it.warnings == [
        '"relief" comes due in histories in which "pays" is not reached; it counts as broken there'
    ]
    assert it.at(0.0, "P(broken | relief = give and saves = spend)") == close(1 / 2)
    assert it.at(0.0, "P(broken | relief = give and saves = save)") == close(1 / 4)


TRUST = """
    actors: {capital: {}, river: {}}
    play:
      - {type: honour, options: [bound, free], known to: [capital]}
      - {pledge: relief, by: capital, to: river, if: agrees = agree, then: pays = fully}
      - {move: agrees, by: river, options: [agree, object]}
      - {move: pays, by: capital, when: agrees = agree, options: [fully, nothing]}
    outcomes: {paid: pays = fully, cheated: pays = nothing, alone: otherwise}
    beliefs: {river: {honour = bound: PRIOR}, analyst: {honour = bound: 0.5}}
    preferences:
      capital: {agrees = agree: 2, paid: -1, relief.broken and honour = bound: -3}
      river: {paid: 2, cheated: -2}
"""


@pytest.mark.parametrize(("prior", "limit"), [(0.75, 1.0), (0.25, 0.0)])
def test_who_hears_a_pledge_discounts_it_by_its_own_prior(prior: float, limit: float) -> None:
    it = small(TRUST.replace("PRIOR", str(prior)))
    if_bound, if_free = chosen(-1 + 3), chosen(-1)  # that it pays, having given its word
    # Without a pledge either type pays as one that is free.
    unasked = chosen(2 * if_free - 2 * (1 - if_free))
    agrees = 0.5
    for _ in range(200):  # the fixed point of giving, believing and agreeing
        bound = chosen(agrees * (2 - if_bound - 3 * (1 - if_bound)) - unasked * (2 - if_free))
        free = chosen((agrees - unasked) * (2 - if_free))
        is_bound = prior * bound / (prior * bound + (1 - prior) * free)
        pays = is_bound * if_bound + (1 - is_bound) * if_free
        agrees = chosen(2 * pays - 2 * (1 - pays))
    # In the limit one who is bound pays and one who is free does not.
    assert it.solved("P(agrees = agree | relief = give)") == close([1 / 2, agrees, limit])
    assert it.solved("P(pays = fully | relief = give and agrees = agree and honour = bound)")[
        :2
    ] == close([1 / 2, if_bound])
    assert it.solved("P(agrees = agree | relief = withhold)")[:2] == close([1 / 2, unasked])


def test_outsiders_do_not_hear_a_pledge() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {pledge: aid, by: a, to: b, if: attacks = attack, seen by: []}
          - {move: attacks, by: c, options: [attack, wait]}
        outcomes: {helped: aid.kept, alone: otherwise}
        preferences: {c: {helped: -4, attacks = attack: 1}}
    """)
    assert it.play == [
        "  aid — a: give | withhold",
        "      seen by b else",
        "  attacks — c: attack | wait",
        "  aid.due — a: keep | break",
        "      when aid = give and attacks = attack",
        "      seen by b else",
    ]
    # It is given half the time, and kept half the time.
    assert it.solved("P(attacks = attack | aid = give)") == close([1 / 2, chosen(1 - 1), 1 / 2])
    told = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {pledge: aid, by: a, to: b, if: attacks = attack}
          - {move: attacks, by: c, options: [attack, wait]}
        outcomes: {helped: aid.kept, alone: otherwise}
        preferences: {c: {helped: -4, attacks = attack: 1}}
    """)
    assert told.at(1.0, "P(attacks = attack | aid = give)") == close(chosen(1 - 4 / 2))
    assert told.at(1.0, "P(attacks = attack | aid = withhold)") == close(chosen(1))


def test_what_is_replayed_makes_a_pledge_due_once_after_its_last_round() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {pledge: aid, by: a, to: b, if: offers = much, breaking costs: 2}
          - {move: offers, by: b, options: [much, little]}
          - {consent: talks, of: [a], otherwise: {defer: 1, replay from: offers}}
        outcomes: {kept: aid.kept, broken: aid.broken, other: otherwise}
        preferences: {a: {kept: -1}}
    """)
    much = "(offers.1 = much and not (reached(offers.2))) or offers.2 = much"
    assert it.play[-2:] == ["  aid.due — a: keep | break", f"      when aid = give and ({much})"]
    # The last offer is much half the time, whether it is the first or the second.
    assert it.at(0.0, "P(reached(aid.due) | aid = give)") == close(1 / 2)
    due = "aid = give and offers = much"
    assert it.solved(f"P(kept | {due})")[:2] == close([1 / 2, chosen(-1 + 2)])
