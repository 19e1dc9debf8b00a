"""Bars: an obligation to a third party takes an option away, or puts a price on it."""

from ten_lines import chosen, close, drawn, small


def test_a_bar_at_a_price_is_charged_to_whoever_acts() -> None:
    it = small("""
        actors: {ussr: {}}
        play:
          - {move: asked, by: ussr, options: [openly, quietly]}
          - {bar: parallel, forbids: enters = troops, when: asked = openly, costs: 3}
          - {move: enters, by: ussr, options: [troops, nothing]}
        outcomes: {wider: enters = troops, narrow: otherwise}
        preferences: {ussr: {wider: 1}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          asked — ussr: openly | quietly
          enters — ussr: troops | nothing

        Facts
          parallel.breached: asked = openly and enters = troops

        Outcomes
          wider: enters = troops
          narrow: not (enters = troops)

        What it is worth, and costs
          ussr: 1 when enters = troops (wider)
          ussr: -3 when asked = openly and enters = troops (breach of parallel)
    """)
    barred, free = chosen(1 - 3), chosen(1)
    openly = chosen(-2 * barred - free)
    wider = openly * barred + (1 - openly) * free
    # In the limit it asks quietly and goes in.
    assert it.solved("P(wider)") == close([1 / 2, wider, 1])
    assert it.solved("P(parallel.breached)") == close([1 / 4, openly * barred, 0])


def test_a_binding_bar_takes_the_option_away() -> None:
    it = small("""
        actors: {ussr: {}}
        play:
          - {move: asked, by: ussr, options: [openly, quietly]}
          - {bar: parallel, forbids: enters = troops, when: asked = openly, binding: yes}
          - {move: enters, by: ussr, options: [troops, nothing]}
        outcomes: {wider: enters = troops, narrow: otherwise}
        preferences: {ussr: {wider: 1}}
    """)
    assert it.printed.splitlines()[2] == (
        "  enters — ussr: troops (when not (asked = openly)) | nothing"
    )
    assert it.tree == drawn("""
        asked (ussr)
          openly: enters (ussr)
            nothing: → narrow
          quietly: enters (ussr)
            troops: → wider
            nothing: → narrow
    """)
    free = chosen(1)
    openly = chosen(-free)
    assert it.solved("P(wider)") == close([1 / 4, (1 - openly) * free, 1])


def test_a_bar_lapses_when_its_condition_ends() -> None:
    it = small("""
        actors: {ussr: {}, usa: {}}
        play:
          - {move: treaty, by: usa, options: [keeps, tears]}
          - {bar: parallel, forbids: enters = troops, when: treaty = keeps, owed to: usa, costs: 3}
          - {move: enters, by: ussr, options: [troops, nothing]}
        outcomes: {wider: enters = troops, narrow: otherwise}
        preferences: {ussr: {wider: 1}, usa: {wider: -2}}
    """)
    barred, free = chosen(1 - 3), chosen(1)
    keeps = chosen(-2 * barred + 2 * free)
    assert it.solved("P(wider)") == close([1 / 2, keeps * barred + (1 - keeps) * free, 0])
    assert it.solved("P(wider | do(treaty = tears))") == close([1 / 2, free, 1])
    assert it.at(1.0, "P(parallel.breached | treaty = tears)") == 0.0


def test_a_bar_on_what_is_played_in_rounds_lies_on_every_round() -> None:
    it = small("""
        actors: {river: {}}
        play:
          - {consent: council, of: [river], otherwise: {defer: 1}}
          - {bar: oath, forbids: council.river = agree, costs: 3}
        outcomes: {dam: council = agreed, no-dam: otherwise}
        preferences: {river: {dam: 1}}
    """)
    assert it.printed.split("\n\n")[-1].splitlines()[2:] == [
        "  river: -3 when council.1.river = agree (breach of oath)",
        "  river: -3 when council.2.river = agree (breach of oath)",
    ]
    second = chosen(-2)
    first = chosen(-2 + 2 * second)
    assert it.solved("P(oath.breached)") == close([3 / 4, first + (1 - first) * second, 0])
