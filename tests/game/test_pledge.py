"""Pledges: given or withheld, then kept or broken."""

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
