"""Actors may know that they disagree, or each take its own belief for everybody's."""

from ten_lines import chosen, close, small

WAR = """
    perception: PERCEPTION
    actors: {north: {}, south: {}}
    play:
      - {move: attacks, by: north, options: [attack, wait]}
      - {move: resists, by: south, when: attacks = attack, options: [resist, yield]}
      - {event: war, when: resists = resist, options: [won, lost]}
    outcomes: {victory: war = won, defeat: war = lost, peace: otherwise}
    beliefs: {north: {war = won: 0.9}, south: {war = won: 0.2}, analyst: {war = won: 0.5}}
    preferences:
      north: {victory: 2, defeat: -2, resists = yield: 1}
      south: {victory: -2, defeat: 2, resists = yield: -1}
"""
RESISTS = chosen((0.2 * -2 + 0.8 * 2) - -1)  # as the south sees the war itself
FIGHTS = 0.9 * 2 + 0.1 * -2  # what a war is worth to the north, as it sees it


def test_a_known_disagreement_is_reckoned_with() -> None:
    it = small(WAR.replace("PERCEPTION", "disagreement"))
    attacks = chosen(RESISTS * FIGHTS + (1 - RESISTS) * 1)
    assert it.solved("P(attacks = attack)") == close([1 / 2, attacks, 1])
    assert it.solved("P(resists = resist | attacks = attack)") == close([1 / 2, RESISTS, 1])
    assert it.solved("P(victory)") == close([1 / 8, attacks * RESISTS * 0.5, 0.5])


def test_in_the_mirror_each_reckons_with_its_own_belief_in_the_other() -> None:
    it = small(WAR.replace("PERCEPTION", "mirror"))
    expected = chosen((0.9 * -2 + 0.1 * 2) - -1)  # the south as the north takes it to be
    attacks = chosen(expected * FIGHTS + (1 - expected) * 1)
    assert it.solved("P(attacks = attack)") == close([1 / 2, attacks, 1])
    # When it comes to it the south resists as its own belief tells it.
    assert it.solved("P(resists = resist | attacks = attack)") == close([1 / 2, RESISTS, 1])
    known = small(WAR.replace("PERCEPTION", "disagreement"))
    assert known.at(1.0, "P(attacks = attack)") - attacks > 0.05
