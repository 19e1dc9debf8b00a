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
