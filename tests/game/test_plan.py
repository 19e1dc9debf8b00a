"""Plans: phases in the service of a purpose that may be hidden."""

from math import isnan

from ten_lines import chosen, close, drawn, small

PLAN = """
    actors: {north: {}, south: {}}
    play:
      - plan: unification
        by: north
        purpose: {options: [cover, sincere], seen by: [AUDIENCE]KIND}
        phases:
          - {phase: offer, answer by: south}
          - {phase: attack, when: unification.offer.answer = accept}
    outcomes: {war: unification.attack = start, peace: otherwise}
    beliefs: {BELIEFS}
    preferences:
      north: {unification.purpose = cover: 1}
      south:
        - {when: unification.offer.answer = accept and unification.purpose = cover, worth: -3}
        - {when: unification.offer.answer = accept and unification.purpose = sincere, worth: 1}
"""


def plan(audience: str, kind: str = "", beliefs: str = "") -> str:
    text = PLAN.replace("AUDIENCE", audience).replace("KIND", kind)
    return text.replace("    beliefs: {BELIEFS}\n", beliefs)


HIDDEN_TREE = """
    unification.purpose (north)
      cover: unification.offer (north)
        start: unification.offer.answer (south, 3)
          accept: unification.attack (north)
            start: → war
            stop: → peace
          refuse: → peace
        stop: → peace
      sincere: unification.offer (north)
        start: unification.offer.answer (south, 3)
          accept: unification.attack (north)
            start: → war
            stop: → peace
          refuse: → peace
        stop: → peace
"""


def test_a_hidden_purpose_leaves_the_other_with_a_belief() -> None:
    it = small(plan("north"))
    assert it.printed.split("\n\n")[0] == drawn("""
        The play, in ordinary moves
          unification.purpose — north: cover | sincere
              seen by nobody else
          unification.offer — north: start | stop
          unification.offer.answer — south: accept | refuse
              when unification.offer = start
          unification.attack — north: start | stop
              when unification.offer = start and unification.offer.answer = accept
    """)
    # Information sets are numbered as they are met: the purpose 1, the first offer 2, the answer 3.
    assert it.tree == drawn(HIDDEN_TREE)
    cover = chosen(1)  # nothing that follows touches the north
    accepts = chosen(-3 * cover + 1 * (1 - cover))
    war = 1 / 2 * accepts * 1 / 2
    assert it.solved("P(war)") == close([1 / 8, war, 0])
    answer = "P(unification.offer.answer = accept | unification.offer = start)"
    assert it.solved(answer) == close([1 / 2, accepts, 0])


def test_a_purpose_that_is_shown_changes_what_the_other_does() -> None:
    it = small(plan("north, south"))
    assert it.tree == drawn(HIDDEN_TREE).replace("(south, 3)", "(south)")
    cover = chosen(1)
    answer = "P(unification.offer.answer = accept | unification.offer = start)"
    shown = cover * chosen(-3) + (1 - cover) * chosen(1)
    assert it.at(1.0, answer) == close(shown)
    hidden = chosen(-3 * cover + (1 - cover))
    assert abs(shown - hidden) > 0.05  # hiding it changes what the south does
    told = "P(unification.offer.answer = accept | unification.offer = start and "
    sincere = it.solved(f"{told} unification.purpose = sincere)")
    assert sincere[:2] == close([1 / 2, chosen(1)])
    assert isnan(sincere[2])  # in the limit the purpose is never sincere: undefined, not a number
    do = "do(unification.purpose = sincere)"
    assert it.solved(f"P(unification.offer.answer = accept | unification.offer = start, {do})") == (
        close([1 / 2, chosen(1), 1])
    )


def test_a_purpose_as_a_type_is_believed_with_an_own_prior() -> None:
    beliefs = (
        "    beliefs: {south: {unification.purpose = cover: 0.2}, "
        "analyst: {unification.purpose = cover: 0.5}}\n"
    )
    it = small(plan("north", ", as: type", beliefs))
    assert it.printed.splitlines()[1:3] == [
        "  unification.purpose — chance: cover | sincere",
        "      seen by north",
    ]
    # The north's offer gives it nothing, so that it tells the south nothing.
    accepts = chosen(-3 * 0.2 + 1 * 0.8)
    answer = "P(unification.offer.answer = accept | unification.offer = start)"
    assert it.solved(answer) == close([1 / 2, accepts, 1])
    assert it.at(1.0, "P(unification.purpose = cover | war)") == close(0.5)
    assert it.at(1.0, "P[south](unification.purpose = cover | war)") == close(0.2)


def test_acceptance_and_refusal_both_lead_to_later_moves() -> None:
    it = small("""
        actors: {north: {}, south: {}}
        play:
          - plan: unification
            by: north
            phases:
              - {phase: offer, answer by: south}
              - {phase: attack, when: unification.offer.answer = refuse}
          - {move: votes, by: south, when: unification.offer.answer = accept, options: [join, stay]}
        outcomes: {war: unification.attack = start, union: votes = join, apart: otherwise}
        preferences:
          north: {war: 1, union: 2, unification.offer = start: 1}
          south: {war: -2, union: -1}
    """)
    assert it.tree == drawn("""
        unification.offer (north)
          start: unification.offer.answer (south)
            accept: votes (south)
              join: → union
              stay: → apart
            refuse: unification.attack (north)
              start: → war
              stop: → apart
          stop: → apart
    """)
    attacks, joins = chosen(1), chosen(-1)
    accepts = chosen(-1 * joins + 2 * attacks)
    offers = chosen(1 + accepts * 2 * joins + (1 - accepts) * 1 * attacks)
    assert it.solved("P(war)") == close([1 / 8, offers * (1 - accepts) * attacks, 0])
    # In the limit the north offers, the south accepts for fear of war, and stays apart.
    assert it.solved("P(union)") == close([1 / 8, offers * accepts * joins, 0])
    assert it.solved("P(unification.offer.answer = accept)") == close([1 / 4, offers * accepts, 1])


SIGNAL = """
    actors: {north: {}, south: {}}
    play:
      - plan: unification
        by: north
        purpose: {options: [cover, sincere], seen by: [AUDIENCE]}
        phases: [{phase: offer, answer by: south}]
    outcomes: {accepted: unification.offer.answer = accept, not-accepted: otherwise}
    preferences:
      north: {unification.offer = start and unification.purpose = cover: 2}
      south:
        - {when: accepted and unification.purpose = cover, worth: -3}
        - {when: accepted and unification.purpose = sincere, worth: 1}
"""


def test_hiding_a_purpose_changes_what_the_other_believes_of_an_offer() -> None:
    offers_cover, offers_sincere = chosen(2), 1 / 2
    cover = chosen(2 * offers_cover)  # what the purpose leads to is worth that to the north
    is_cover = cover * offers_cover / (cover * offers_cover + (1 - cover) * offers_sincere)
    hidden = small(SIGNAL.replace("AUDIENCE", "north"))
    shown = small(SIGNAL.replace("AUDIENCE", "north, south"))
    for it in (hidden, shown):
        believed = "P[south](unification.purpose = cover | unification.offer = start)"
        assert it.solved(believed) == close([1 / 2, is_cover, 1])
    answers = [
        f"P(accepted | unification.offer = start and unification.purpose = {purpose})"
        for purpose in ("cover", "sincere")
    ]
    # Where it is hidden the south answers both alike, from what it believes; where it is shown,
    # each from what it knows.
    by_belief = chosen(-3 * is_cover + 1 * (1 - is_cover))
    assert [hidden.at(1.0, answer) for answer in answers] == close([by_belief, by_belief])
    assert [shown.at(1.0, answer) for answer in answers] == close([chosen(-3), chosen(1)])
    do = "do(unification.purpose = sincere, unification.offer = start)"
    # Unannounced, a sincere offer is taken for what the south expects of the north.
    assert hidden.solved(f"P(accepted | {do})") == close([1 / 2, by_belief, 0])
    assert shown.solved(f"P(accepted | {do})") == close([1 / 2, chosen(1), 1])


def test_those_outside_the_audience_of_a_phase_do_not_see_it() -> None:
    it = small("""
        actors: {north: {}, south: {}, china: {}}
        play:
          - plan: war
            by: north
            seen by: [china]
            phases: [{phase: masses}, {phase: attacks, seen by: [north, south, china]}]
          - {move: arms, by: south, options: [arm, rest]}
        outcomes: {done: always}
    """)
    assert it.play == [
        "  war.masses — north: start | stop",
        "      seen by china else",
        "  war.attacks — north: start | stop",
        "      when war.masses = start",
        "  arms — south: arm | rest",
    ]
    # The south does not know of the first phase until the second has begun, or not.
    assert [name for name in it.game.form.information_sets if name.startswith("arms")] == [
        "arms (war.attacks = start)",
        "arms (war.attacks = stop)",
        "arms (having seen nothing)",
    ]
