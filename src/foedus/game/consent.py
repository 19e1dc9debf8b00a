"""How does a rule of consent enter the tree?

Each voice is a move, agree or object, named by its round: ``council.1.river``. Parties speak in
the order written, each hearing those before, until the round is settled. A round that failed is
followed by another as long as deferrals are left; then the matter has lapsed. Where a deferral
sends the play back, the steps from there on are played again before the voices
(`foedus.game.replay`).

With ``at once`` the parties of a round do not hear each other; they learn what was said when the
last one has spoken. Parties always hear one another, whatever the audience.

A delay is charged when a further round begins, that is, where a round failed and deferrals were
left. With a replay this is before the steps are played again: a proposal that is then withdrawn
has still cost the time. It then lapsed: reached and never carried.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.conditions import Always, Condition, Reached, Taken
from foedus.case.steps import AGREE, AGREED, LAPSED, OBJECT
from foedus.game.consent_rules import Round
from foedus.game.draft import Draft, choices
from foedus.game.expansion import Charge, Definition, Primitive
from foedus.game.rename import both, either, opposite

if TYPE_CHECKING:
    from foedus.case.steps import Consent
    from foedus.game.draft import Setting


def expand_consent(step: Consent, setting: Setting) -> Draft:
    """The rounds of a consent whose deferrals repeat the voices alone."""
    primitives: list[Primitive] = []
    for number in range(1, step.deferrals + 2):
        when = step.when if number == 1 else Round(step, number - 1).failed
        primitives.extend(round_of_voices(step, number, when, setting))
    return Draft((step.name,), tuple(primitives), consent_definitions(step), consent_charges(step))


def round_of_voices(
    step: Consent, number: int, when: Condition, setting: Setting
) -> list[Primitive]:
    """The voices of one round, the first of which is asked where `when` holds."""
    the_round = Round(step, number)
    audience = setting.audience(step.seen_by, *step.parties)
    found: list[Primitive] = []
    for position, party in enumerate(step.parties):
        name = the_round.voices[position]
        guard = the_round.still_open(position) if position else when
        voice = setting.move(
            step,
            name,
            party,
            choices(AGREE, OBJECT),
            guard,
            audience,
            called=f"{step.name}.{party}",
        )
        found.append(_unheard(voice, step, the_round.voices[-1]) if step.at_once else voice)
    return found


def _unheard(voice: Primitive, step: Consent, last: str) -> Primitive:
    """A voice that the other parties hear only after the last one of the round."""
    others = tuple(party for party in step.parties if party != voice.actor)
    return replace(
        voice,
        seen_by=tuple(actor for actor in voice.seen_by if actor not in others),
        revealed=tuple((party, last) for party in others),
    )


def consent_definitions(step: Consent) -> tuple[Definition, ...]:
    """What the council's value is, and what each party said last."""
    rounds = [Round(step, number) for number in range(1, step.deferrals + 2)]
    agreed = either(*(one.carried for one in rounds))
    if step.replay_from is None:
        lapsed = rounds[-1].failed
    else:
        lapsed = both(rounds[0].failed, *(opposite(one.carried) for one in rounds[1:]))
    whole = Definition(step.name, ((AGREED, agreed), (LAPSED, lapsed)))
    voices = (
        last_reached(
            f"{step.name}.{party}",
            (AGREE, OBJECT),
            tuple(one.voices[position] for one in rounds),
        )
        for position, party in enumerate(step.parties)
    )
    return (whole, *voices)


def last_reached(name: str, options: tuple[str, ...], rounds: tuple[str, ...]) -> Definition:
    """A name that means what was chosen in the last of several rounds that was reached."""
    meanings: list[tuple[str, Condition]] = []
    for option in options:
        ways = (
            both(
                Taken(one, (option,)),
                *(opposite(Reached(later)) for later in rounds[number + 1 :]),
            )
            for number, one in enumerate(rounds)
        )
        meanings.append((option, either(*ways)))
    return Definition(name, tuple(meanings), rounds)


def consent_charges(step: Consent) -> tuple[Charge, ...]:
    """The price of delay, for each party and each further round."""
    return tuple(
        Charge(party, Round(step, number).failed, price.scaled(-1), f"delay of {step.name}")
        for number in range(1, step.deferrals + 1)
        for party, price in step.delay_prices
    )


def consent_facts(step: Consent) -> dict[str, Condition]:
    """``council.deferred`` and ``council.breached``."""
    facts: dict[str, Condition] = {}
    if step.deferrals:
        facts[f"{step.name}.deferred"] = Round(step, 1).failed
    if step.forbids is not None:
        facts[f"{step.name}.breached"] = both(Taken(step.name, (LAPSED,)), step.forbids)
    return facts


def breach_charges(step: Consent) -> tuple[Charge, ...]:
    """What going ahead without consent costs."""
    if step.forbids is None:
        return ()
    breached = consent_facts(step)[f"{step.name}.breached"]
    return tuple(
        Charge(actor, breached, cost.scaled(-1), f"breach of {step.name}")
        for actor, cost in step.breach_costs
    )


def binding_restriction(step: Consent) -> tuple[tuple[str, ...], Condition]:
    """The options that lapsing takes away, and while what holds they stay."""
    if step.forbids is None or not step.is_binding:
        return (), Always()
    return step.forbids.options, opposite(Taken(step.name, (LAPSED,)))
