"""Consent: every rule against a tree drawn by hand and play worked out by hand."""

from ten_lines import chosen, close, drawn, read, small

from foedus.game import compile_game


def test_unanimity_ends_a_round_at_the_first_objection() -> None:
    it = small("""
        actors: {river: {}, capital: {}}
        play:
          - {consent: council, of: [river, capital], rule: unanimous}
        outcomes: {dam: council = agreed, no-dam: otherwise}
        preferences: {river: {dam: 2}, capital: {dam: -1}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          council.1.river — river: agree | object
          council.1.capital — capital: agree | object
              when council.1.river = agree

        What the names mean
          council = agreed: council.1.capital = agree
          council = lapsed: council.1.river = object or council.1.capital = object
          council.river = agree: council.1.river = agree
          council.river = object: council.1.river = object
          council.capital = agree: council.1.capital = agree
          council.capital = object: council.1.capital = object

        Outcomes
          dam: council.1.capital = agree
          no-dam: not (council.1.capital = agree)

        What it is worth, and costs
          river: 2 when council.1.capital = agree (dam)
          capital: -1 when council.1.capital = agree (dam)
    """)
    assert it.tree == drawn("""
        council.1.river (river)
          agree: council.1.capital (capital)
            agree: → dam
            object: → no-dam
          object: → no-dam
    """)
    capital = chosen(-1)  # agreeing is worth -1 to it, objecting nothing
    river = chosen(2 * capital)
    assert it.solved("P(dam)") == close([1 / 4, river * capital, 0])
    # In the limit the capital objects whatever the river says, so that the river does not care.
    assert it.solved("P(council.river = agree)") == close([1 / 2, river, 1 / 2])


def test_two_of_three_ends_a_round_once_the_third_cannot_matter() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {consent: council, of: [a, b, c], rule: 2 of 3}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {a: {done: 1}, b: {done: -1}, c: {done: 1}}
    """)
    assert it.tree == drawn("""
        council.1.a (a)
          agree: council.1.b (b)
            agree: → done
            object: council.1.c (c)
              agree: → done
              object: → undone
          object: council.1.b (b)
            agree: council.1.c (c)
              agree: → done
              object: → undone
            object: → undone
    """)
    assert it.printed.splitlines()[4:6] == [
        "  council.1.c — c: agree | object",
        (
            "      when reached(council.1.b) and not (council.1.a = agree and council.1.b = agree) "
            "and not (council.1.a = object and council.1.b = object)"
        ),
    ]
    c = chosen(1)
    b_after_agree = chosen(-1 + c)  # agreeing settles it, objecting leaves it to c
    b_after_object = chosen(-c)
    if_a_agrees = b_after_agree + (1 - b_after_agree) * c
    if_a_objects = b_after_object * c
    a = chosen(if_a_agrees - if_a_objects)
    done = a * if_a_agrees + (1 - a) * if_a_objects
    # λ = 0: 1/2 (1/2 + 1/4) + 1/2 (1/4). Limit: a agrees, and b or c carry it.
    assert it.solved("P(done)") == close([1 / 2, done, 1])


def test_a_veto_settles_it_and_others_speak_before() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [a, b], rule: {veto: [b]}}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {b: {done: 1}}
    """)
    assert it.tree == drawn("""
        council.1.a (a)
          agree: council.1.b (b)
            agree: → done
            object: → undone
          object: council.1.b (b)
            agree: → done
            object: → undone
    """)
    assert it.solved("P(done)") == close([1 / 2, chosen(1), 1])
    assert it.solved("P(done | council.a = object)") == close([1 / 2, chosen(1), 1])


def test_nobody_speaks_after_the_last_veto_is_settled() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [b, a], rule: {veto: [b]}}
        outcomes: {done: council = agreed, undone: otherwise}
    """)
    assert it.tree == drawn("""
        council.1.b (b)
          agree: → done
          object: → undone
    """)
    assert it.warnings == ['"council.a" is reached in no history']


def test_a_negative_voice_defers_at_a_price() -> None:
    it = small("""
        actors: {river: {}}
        play:
          - {consent: council, of: [river], rule: unanimous, otherwise: {defer: 1, at: 1}}
        outcomes: {dam: council = agreed, no-dam: otherwise}
        preferences: {river: {dam: 2}}
    """)
    assert it.printed == drawn("""
        The play, in ordinary moves
          council.1.river — river: agree | object
          council.2.river — river: agree | object
              when council.1.river = object

        What the names mean
          council = agreed: council.1.river = agree or council.2.river = agree
          council = lapsed: council.2.river = object
          council.river = agree: (council.1.river = agree and not (reached(council.2.river))) or \
council.2.river = agree
          council.river = object: (council.1.river = object and not (reached(council.2.river))) or \
council.2.river = object

        Facts
          council.deferred: council.1.river = object

        Outcomes
          dam: council.1.river = agree or council.2.river = agree
          no-dam: not (council.1.river = agree or council.2.river = agree)

        What it is worth, and costs
          river: 2 when council.1.river = agree or council.2.river = agree (dam)
          river: -1 when council.1.river = object (delay of council)
    """)
    assert it.tree == drawn("""
        council.1.river (river)
          agree: → dam
          object: council.2.river (river)
            agree: → dam
            object: → no-dam
    """)
    second = chosen(2)
    worth_of_deferring = -1 + 2 * second
    first = chosen(2 - worth_of_deferring)
    assert it.solved("P(dam)") == close([3 / 4, first + (1 - first) * second, 1])
    assert it.solved("P(council.deferred)") == close([1 / 2, 1 - first, 0])


def test_a_deferral_sends_the_play_back() -> None:
    it = small("""
        actors: {upland: {}, river: {}}
        play:
          - {move: proposes, by: upland, options: [dam, nothing]}
          - {consent: council, when: proposes = dam, of: [river], rule: unanimous,
             otherwise: {defer: 1, replay from: proposes}}
        outcomes: {dam: council = agreed, no-dam: otherwise}
        preferences: {upland: {dam: 1}, river: {dam: -1}}
    """)
    assert it.printed.split("\n\nFacts")[0] == drawn("""
        The play, in ordinary moves
          proposes.1 — upland: dam | nothing
          council.1.river — river: agree | object
              when proposes.1 = dam
          proposes.2 — upland: dam | nothing
              when council.1.river = object
          council.2.river — river: agree | object
              when council.1.river = object and proposes.2 = dam

        What the names mean
          proposes = dam: (proposes.1 = dam and not (reached(proposes.2))) or proposes.2 = dam
          proposes = nothing: (proposes.1 = nothing and not (reached(proposes.2))) or \
proposes.2 = nothing
          council = agreed: council.1.river = agree or council.2.river = agree
          council = lapsed: council.1.river = object and not (council.2.river = agree)
          council.river = agree: (council.1.river = agree and not (reached(council.2.river))) or \
council.2.river = agree
          council.river = object: (council.1.river = object and not (reached(council.2.river))) or \
council.2.river = object
    """)
    assert it.tree == drawn("""
        proposes.1 (upland)
          dam: council.1.river (river)
            agree: → dam
            object: proposes.2 (upland)
              dam: council.2.river (river)
                agree: → dam
                object: → no-dam
              nothing: → no-dam
          nothing: → no-dam
    """)
    agrees_later = chosen(-1)
    proposes_again = chosen(agrees_later)
    later = proposes_again * agrees_later
    agrees = chosen(-1 + later)
    dam = agrees + (1 - agrees) * later
    proposes = chosen(dam)
    assert it.solved("P(dam)") == close([1 / 2 * (1 / 2 + 1 / 2 * 1 / 4), proposes * dam, 0])
    # The plain name means the last proposal that was made.
    last = proposes * (agrees + (1 - agrees) * proposes_again)
    assert it.solved("P(proposes = dam)")[:2] == close([3 / 8, last])
    # An intervention on it replaces every round.
    assert it.at(1.0, "P(dam | do(proposes = dam))") == close(agrees + (1 - agrees) * agrees_later)
    assert it.at(1.0, "P(dam | do(proposes.2 = dam))") == close(
        proposes * (agrees + (1 - agrees) * agrees_later)
    )
    # The council has lapsed where it deferred and the proposal was withdrawn.
    lapsed = proposes * (1 - agrees) * (1 - later)
    assert it.at(1.0, "P(council = lapsed)") == close(lapsed)


def test_voices_at_once_do_not_hear_each_other() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [a, b], rule: unanimous, at once: yes}
          - {move: answers, by: a, when: council = lapsed, options: [yes, no]}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences:
          a: {council.a = object: 1}
          b: {done: 3}
    """)
    assert it.printed.split("\n\n")[0] == drawn("""
        The play, in ordinary moves
          council.1.a — a: agree | object
              seen by nobody else
              heard by b after council.1.b
          council.1.b — b: agree | object
              when reached(council.1.a)
              seen by nobody else
              heard by a after council.1.b
          answers — a: yes | no
              when council.1.a = object or council.1.b = object
    """)
    assert it.tree == drawn("""
        council.1.a (a)
          agree: council.1.b (b, 2)
            agree: → done
            object: answers (a)
              yes: → undone
              no: → undone
          object: council.1.b (b, 2)
            agree: answers (a)
              yes: → undone
              no: → undone
            object: answers (a)
              yes: → undone
              no: → undone
    """)
    a = chosen(-1)
    b = chosen(3 * a)  # b does not know whether a has agreed
    # In the limit a objects, and b, which cannot carry it alone, does not care.
    assert it.solved("P(done)") == close([1 / 4, a * b, 0])
    assert it.solved("P(council.b = agree | council.a = object)") == close([1 / 2, b, 1 / 2])
    assert it.warnings == []


def test_all_speak_even_when_it_is_settled() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [a, b], rule: unanimous, all speak: yes}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {b: {council.b = object: 1}}
    """)
    assert it.tree == drawn("""
        council.1.a (a)
          agree: council.1.b (b)
            agree: → done
            object: → undone
          object: council.1.b (b)
            agree: → undone
            object: → undone
    """)
    assert it.solved("P(done)") == close([1 / 4, 1 / 2 * chosen(-1), 0])


def test_a_binding_consent_takes_the_option_away() -> None:
    it = small("""
        actors: {upland: {}, river: {}}
        play:
          - {consent: council, of: [river], rule: unanimous, forbids: builds = build, binding: yes}
          - {move: builds, by: upland, options: [build, leave]}
        outcomes: {dam: builds = build, no-dam: otherwise}
        preferences: {upland: {dam: 1}, river: {dam: -1}}
    """)
    assert it.printed.splitlines()[2] == (
        "  builds — upland: build (when not (council.1.river = object)) | leave"
    )
    assert it.tree == drawn("""
        council.1.river (river)
          agree: builds (upland)
            build: → dam
            leave: → no-dam
          object: builds (upland)
            leave: → no-dam
    """)
    builds = chosen(1)
    agrees = chosen(-builds)
    assert it.solved("P(dam)") == close([1 / 4, agrees * builds, 0])


def test_going_ahead_without_a_consent_that_does_not_bind_is_a_breach() -> None:
    it = small("""
        actors: {upland: {}, river: {}}
        play:
          - {consent: council, of: [river], rule: unanimous, forbids: builds = build,
             breach costs: {upland: 3}}
          - {move: builds, by: upland, options: [build, leave]}
        outcomes: {dam: builds = build, no-dam: otherwise}
        preferences: {upland: {dam: 1}, river: {dam: -1}}
    """)
    assert it.printed.split("\n\n")[2:] == drawn("""
        Facts
          council.breached: council.1.river = object and builds = build

        Outcomes
          dam: builds = build
          no-dam: not (builds = build)

        What it is worth, and costs
          upland: 1 when builds = build (dam)
          river: -1 when builds = build (dam)
          upland: -3 when council.1.river = object and builds = build (breach of council)
    """).split("\n\n")
    assert it.tree == drawn("""
        council.1.river (river)
          agree: builds (upland)
            build: → dam
            leave: → no-dam
          object: builds (upland)
            build: → dam
            leave: → no-dam
    """)
    after_consent, without = chosen(1), chosen(1 - 3)
    agrees = chosen(-after_consent + without)
    dam = agrees * after_consent + (1 - agrees) * without
    assert it.solved("P(dam)") == close([1 / 2, dam, 0])
    assert it.at(1.0, "P(council.breached)") == close((1 - agrees) * without)


def test_each_party_pays_its_own_price_for_each_further_round() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [a, b], otherwise: {defer: 2, at: {a: 1, b: 3}}}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {a: {done: 2}, b: {done: 2}}
    """)
    first = "council.1.a = object or council.1.b = object"
    second = "council.2.a = object or council.2.b = object"
    assert it.printed.split("\n\n")[-1].splitlines()[3:] == [
        f"  a: -1 when {first} (delay of council)",
        f"  b: -3 when {first} (delay of council)",
        f"  a: -1 when {second} (delay of council)",
        f"  b: -3 when {second} (delay of council)",
    ]
    fails_a = fails_b = 0.0  # what it is worth to each that the third round fails
    undone = 1.0
    for _ in range(3):
        b = chosen(2 - fails_b)  # where a has agreed
        a = chosen(b * 2 + (1 - b) * fails_a - fails_a)
        carried = a * b
        undone *= 1 - carried
        # A round before, failing costs a delay and leads to this one.
        fails_a = -1 + carried * 2 + (1 - carried) * fails_a
        fails_b = -3 + carried * 2 + (1 - carried) * fails_b
    # At λ = 0 each round is carried with a probability of a quarter; in the limit the first is.
    assert it.solved("P(done)") == close([1 - (3 / 4) ** 3, 1 - undone, 1])
    assert it.solved("P(council.deferred)")[::2] == close([3 / 4, 0])


def test_a_price_without_names_is_each_party_s_own() -> None:
    case = read("""
        actors: {a: {}, b: {}}
        play:
          - {consent: council, of: [a, b], otherwise: {defer: 1, at: 1 to 5}}
        outcomes: {done: council = agreed, undone: otherwise}
    """)
    assert compile_game(case).form.quantities == ("council.at[a]", "council.at[b]")


def test_a_deferral_that_nobody_prices_costs_nothing() -> None:
    it = small("""
        actors: {a: {}}
        play:
          - {consent: council, of: [a], otherwise: {defer: 1}}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {a: {done: 2}}
    """)
    second = chosen(2)
    first = chosen(2 - 2 * second)
    # In the limit it comes to the same now and later, so that the first voice does not care.
    assert it.solved("P(council.1.a = agree)") == close([1 / 2, first, 1 / 2])
    assert it.solved("P(done)") == close([3 / 4, first + (1 - first) * second, 1])


def test_outsiders_see_only_what_they_are_shown() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {consent: council, of: [a, b], all speak: yes, seen by: []}
          - {move: bets, by: c, options: [on, against]}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {c: {bets = on and council = agreed: 3, bets = on and council = lapsed: -1}}
    """)
    assert it.play[:3] == [
        "  council.1.a — a: agree | object",
        "      seen by b else",
        "  council.1.b — b: agree | object",
    ]
    # c reckons with a chance of a quarter that both agree.
    bets = chosen(3 / 4 - 3 / 4)
    assert it.solved("P(bets = on)") == close([1 / 2, bets, 1 / 2])
    assert it.at(1.0, "P(bets = on | council = agreed)") == close(bets)


def test_a_veto_outside_which_others_may_object() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {consent: council, of: [a, b, c], rule: {veto: [a, c]}}
        outcomes: {done: council = agreed, undone: otherwise}
        preferences: {a: {done: 1}, b: {council.b = object: 1}, c: {done: 1}}
    """)
    assert it.tree == drawn("""
        council.1.a (a)
          agree: council.1.b (b)
            agree: council.1.c (c)
              agree: → done
              object: → undone
            object: council.1.c (c)
              agree: → done
              object: → undone
          object: → undone
    """)
    c = chosen(1)
    assert it.solved("P(done)") == close([1 / 4, chosen(c) * c, 1])
    assert it.solved("P(council.b = object | done)") == close([1 / 2, chosen(1), 1])


def test_going_ahead_after_a_binding_consent_that_was_never_asked_for_is_free() -> None:
    it = small("""
        actors: {a: {}, b: {}}
        play:
          - {move: asks, by: a, options: [ask, hide]}
          - {consent: council, when: asks = ask, of: [b], forbids: acts = act, binding: yes}
          - {move: acts, by: a, options: [act, wait]}
        outcomes: {done: acts = act, undone: otherwise}
        preferences: {a: {done: 2, asks = ask: 1}, b: {done: -1}}
    """)
    assert it.tree == drawn("""
        asks (a)
          ask: council.1.b (b)
            agree: acts (a)
              act: → done
              wait: → undone
            object: acts (a)
              wait: → undone
          hide: acts (a)
            act: → done
            wait: → undone
    """)
    acts = chosen(2)
    agrees = chosen(-acts)
    asks = chosen(1 + agrees * 2 * acts - 2 * acts)
    done = asks * agrees * acts + (1 - asks) * acts
    assert it.solved("P(done)") == close([1 / 2 * 1 / 4 + 1 / 2 * 1 / 2, done, 1])


def test_two_consents_may_replay_the_same_step() -> None:
    it = small("""
        actors: {a: {}, b: {}, c: {}}
        play:
          - {move: offers, by: a, options: [much, little]}
          - {consent: house, of: [b], otherwise: {defer: 1, replay from: offers}}
          - {consent: senate, when: house = agreed, of: [c],
             otherwise: {defer: 1, replay from: offers}}
        outcomes: {rich: senate = agreed and offers = much, other: otherwise}
    """)
    # At λ = 0 the house agrees with 3/4 before each round of the senate, and the senate with 1/2;
    # where the senate has objected, all of it is played once more.
    agreed = 3 / 4 * 1 / 2 + (3 / 4 * 1 / 2) * (3 / 4 * 1 / 2)
    assert it.at(0.0, "P(senate = agreed)") == close(agreed)
    assert it.at(0.0, "P(rich)") == close(agreed / 2)  # the last offer is much or little alike
    assert it.at(0.0, "P(rich | do(offers = much))") == close(agreed)
    # The last offer of the senate's second round, were every one of them much.
    assert it.at(0.0, "P(rich | do(offers.1 = much, offers.2 = little))") == close(
        3 / 4 * 1 / 2 * 2 / 3 * (1 + 3 / 4 * 1 / 2)  # two times of three the house agrees at once
    )
