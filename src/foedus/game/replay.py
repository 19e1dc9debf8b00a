"""What happens when a deferral sends the play back?

The steps from the one named up to the consent are played again, each round with names of its own:
``proposes.1``, then ``proposes.2``. Their guards and options speak of their own round. The plain
name ``proposes`` means the last round that was reached.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.case.conditions import Always, Condition
from foedus.case.problems import CaseError, Problem
from foedus.game.consent import (
    consent_charges,
    consent_definitions,
    last_reached,
    round_of_voices,
)
from foedus.game.consent_rules import Round
from foedus.game.draft import Draft, map_conditions
from foedus.game.expansion import Definition, Primitive
from foedus.game.rename import both, renamed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case.steps import Consent
    from foedus.game.draft import Setting


def expand_replayed(step: Consent, before: list[Draft], setting: Setting) -> list[Draft]:
    """The drafts before a consent, and the consent, with the steps between played in rounds.

    Parameters
    ----------
    step
        A consent that replays the play from a step.
    before
        What stands before it.
    setting
        The case around it.

    Raises
    ------
    CaseError
        If the play would go back into the middle of another replay.
    """
    start = next(
        index for index, draft in enumerate(before) if (step.replay_from or "") in draft.owners
    )
    if before[start].owners[0] != step.replay_from:
        raise CaseError(
            [
                Problem(
                    step.place,
                    f'"{step.name}" replays the play from "{step.replay_from}", which another '
                    f'consent replays already: begin with "{before[start].owners[0]}"',
                )
            ]
        )
    replayed = before[start:]
    options_of = {name: options for draft in replayed for name, options in draft.names.items()}
    rounds = _names_of_rounds(step, tuple(options_of))
    drafts = [_one_round(step, number, replayed, own, setting) for number, own in rounds.items()]
    plain = (
        last_reached(name, options, tuple(own[name] for own in rounds.values()))
        for name, options in options_of.items()
    )
    whole = Draft(
        owners=(*(owner for draft in replayed for owner in draft.owners), step.name),
        primitives=tuple(one for draft in drafts for one in draft.primitives),
        definitions=(
            *(one for draft in drafts for one in draft.definitions),
            *plain,
            *consent_definitions(step),
        ),
        charges=(*(one for draft in drafts for one in draft.charges), *consent_charges(step)),
    )
    return [*before[:start], whole]


def _names_of_rounds(step: Consent, names: tuple[str, ...]) -> dict[int, dict[str, str]]:
    """For each round, what the names of the replayed steps become there.

    ``proposes.2``; where that is already a round of an earlier consent which replays the same
    step, ``proposes.council.2``: the last proposal of the council's second round.
    """
    numbers = range(1, step.deferrals + 2)
    taken = {name for name in names if any(f"{name}.{number}" in names for number in numbers)}
    return {
        number: {
            name: f"{name}.{step.name}.{number}" if name in taken else f"{name}.{number}"
            for name in names
        }
        for number in numbers
    }


def _one_round(
    step: Consent,
    number: int,
    replayed: list[Draft],
    own: Mapping[str, str],
    setting: Setting,
) -> Draft:
    """The replayed steps and the voices of one round."""
    entered: Condition = Always() if number == 1 else Round(step, number - 1).failed
    when = both(entered, renamed(step.when, own, setting.facts))
    steps = [
        _played_again(one, own, entered, setting.facts)
        for draft in replayed
        for one in draft.primitives
    ]
    voices = (
        map_conditions(voice, lambda condition: renamed(condition, own, setting.facts))
        for voice in round_of_voices(step, number, when, setting)
    )
    return Draft(
        owners=(),
        primitives=(*steps, *voices),
        definitions=tuple(
            Definition(
                own[one.name],
                tuple(
                    (option, renamed(meaning, own, setting.facts))
                    for option, meaning in one.meanings
                ),
                tuple(own[name] for name in one.rounds),
            )
            for draft in replayed
            for one in draft.definitions
        ),
        charges=tuple(
            replace(one, when=renamed(one.when, own, setting.facts))
            for draft in replayed
            for one in draft.charges
        ),
    )


def _played_again(
    primitive: Primitive,
    own: Mapping[str, str],
    entered: Condition,
    facts: Mapping[str, Condition],
) -> Primitive:
    """A step of a round, with the names of that round."""
    changed = map_conditions(primitive, lambda condition: renamed(condition, own, facts), entered)
    return replace(
        changed,
        name=own[primitive.name],
        copies=None if primitive.copies is None else own.get(primitive.copies, primitive.copies),
        revealed=tuple((actor, own.get(after, after)) for actor, after in primitive.revealed),
    )
