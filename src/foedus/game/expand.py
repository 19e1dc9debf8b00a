"""From institutions to ordinary moves: what is a play when it is spelled out?

Each step gives a draft; drafts are put in order, with moves of pledges that come due slotted in
and replays laid out; then every name is resolved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from foedus.case.conditions import Condition, Fact
from foedus.case.problems import CaseError, Problem
from foedus.case.scope import RECORDED, replayed_rounds
from foedus.case.steps import (
    Bar,
    Consent,
    Contest,
    Event,
    Message,
    Move,
    Plan,
    Pledge,
    Type,
)
from foedus.game.bar import bar_charges, bar_fact, bar_restriction
from foedus.game.consent import (
    binding_restriction,
    breach_charges,
    consent_facts,
    expand_consent,
)
from foedus.game.contest import expand_contest
from foedus.game.draft import Draft, Setting, conditions_of, map_conditions
from foedus.game.expansion import Charge, Definition, Expansion, Primitive
from foedus.game.message import expand_message
from foedus.game.plain_steps import expand_chance, expand_move
from foedus.game.plan import expand_plan
from foedus.game.pledge import expand_due, expand_pledge, pledge_charges, pledge_facts
from foedus.game.recorded import recorded_fact
from foedus.game.rename import both, leaves
from foedus.game.replay import expand_replayed
from foedus.game.resolve import Names

if TYPE_CHECKING:
    from foedus.case.model import Case
    from foedus.case.steps import AnyStep


def expand_play(case: Case) -> Expansion:
    """Spell out a play in ordinary moves.

    You need it to see what institutions become; `foedus.game.compile_game` calls it.

    Raises
    ------
    CaseError
        If a guard depends on a step that comes later, a rule of consent can be met in too many
        ways, or one replay begins in the middle of another.
    """
    setting = _setting(case)
    drafts = _in_order(case, setting)
    primitives = tuple(one for draft in drafts for one in draft.primitives)
    definitions = tuple(one for draft in drafts for one in draft.definitions)
    names = Names(primitives, definitions, setting.facts)
    barred = {step.name: _barred(step, names) for step in case.play if isinstance(step, Bar)}
    facts = dict(setting.facts)
    for step in case.play:
        if isinstance(step, Bar):
            facts[f"{step.name}.breached"] = bar_fact(step, barred[step.name])
    names = Names(primitives, definitions, facts)
    outcomes = {outcome.name for outcome in case.outcomes}
    expansion = Expansion(
        primitives=tuple(map_conditions(one, names.resolve) for one in primitives),
        definitions=tuple(_resolved_definition(one, names) for one in definitions),
        charges=_charges(case, drafts, barred, names),
        facts=tuple(
            (name, names.resolve(condition))
            for name, condition in facts.items()
            if name not in outcomes
        ),
        outcomes=tuple((one.name, names.resolve(one.when)) for one in case.outcomes),
    )
    _check_order(expansion)
    return expansion


def _setting(case: Case) -> Setting:
    facts: dict[str, Condition] = dict(case.facts)
    facts |= {outcome.name: outcome.when for outcome in case.outcomes}
    restrictions: dict[str, tuple[tuple[tuple[str, ...], Condition], ...]] = {}
    for step in case.play:
        if isinstance(step, Consent):
            facts |= consent_facts(step)
            if step.forbids is not None and step.is_binding:
                held = restrictions.get(step.forbids.step, ())
                restrictions[step.forbids.step] = (*held, binding_restriction(step))
        elif isinstance(step, Pledge):
            facts |= pledge_facts(step)
        elif isinstance(step, Bar):
            # Once the play is laid out it speaks of every round (see `expand_play`).
            facts[f"{step.name}.breached"] = both(step.when, step.forbids)
            if step.is_binding:
                held = restrictions.get(step.forbids.step, ())
                restrictions[step.forbids.step] = (*held, bar_restriction(step))
    recorded = recorded_fact(case)
    if recorded is not None:
        facts[RECORDED] = recorded
    beliefs = {
        step: tuple(belief for belief in case.beliefs if belief.step == step)
        for step in {belief.step for belief in case.beliefs}
    }
    return Setting(case.actor_keys, facts, restrictions, beliefs)


def _in_order(case: Case, setting: Setting) -> list[Draft]:
    """The drafts of all steps, in the order of play."""
    due = _due_after(case, setting)
    drafts: list[Draft] = []
    for index, step in enumerate(case.play):
        if isinstance(step, Consent) and step.replay_from is not None and step.deferrals:
            drafts = expand_replayed(step, drafts, setting)
        else:
            drafts.append(_draft(step, setting))
        drafts.extend(expand_due(pledge, setting) for pledge in due.get(index, ()))
    return drafts


def _draft(step: AnyStep, setting: Setting) -> Draft:  # noqa: PLR0911 - one line a word
    match step:
        case Move():
            return expand_move(step, setting)
        case Event() | Type():
            return expand_chance(step, setting)
        case Consent():
            return expand_consent(step, setting)
        case Pledge():
            return expand_pledge(step, setting)
        case Bar():
            return Draft((step.name,))
        case Plan():
            return expand_plan(step, setting)
        case Message():
            return expand_message(step, setting)
        case Contest():
            return expand_contest(step, setting)
        case _:
            assert_never(step)


def _due_after(case: Case, setting: Setting) -> dict[int, list[Pledge]]:
    """For each step, the pledges whose trigger is settled there."""
    position = {name: index for index, step in enumerate(case.play) for name in step.names()}
    rounds = replayed_rounds(case.play)
    due: dict[int, list[Pledge]] = {}
    for index, step in enumerate(case.play):
        if isinstance(step, Pledge) and step.then is None:
            mentioned = _steps_of(step.trigger, setting)
            last = max((position[rounds.get(name, name)] for name in mentioned), default=0)
            due.setdefault(_last_round_of(case, max(last, index)), []).append(step)
    return due


def _last_round_of(case: Case, index: int) -> int:
    """Where a step is played for the last time: at the consents that replay it, or at itself."""
    names = [step.name for step in case.play]
    replays = [
        (names.index(step.replay_from), at)
        for at, step in enumerate(case.play)
        if isinstance(step, Consent) and step.replay_from is not None and step.deferrals
    ]
    for first, last in replays:
        if first <= index <= last:
            index = last
    return index


def _steps_of(condition: Condition, setting: Setting) -> set[str]:
    """The steps that a condition mentions, facts written out."""
    found: set[str] = set()
    for leaf in leaves(condition):
        if isinstance(leaf, Fact):
            found |= _steps_of(setting.facts[leaf.name], setting)
        else:
            found.add(leaf.step)
    return found


def _barred(step: Bar, names: Names) -> list[Primitive]:
    """The moves on which a bar lies, one for each round."""
    return [names.primitive[name] for name in names.rounds(step.forbids.step)]


def _charges(
    case: Case, drafts: list[Draft], barred: dict[str, list[Primitive]], names: Names
) -> tuple[Charge, ...]:
    """Preferences first, then what institutions cost."""
    found = [
        Charge(preference.actor, preference.when, preference.worth, f"{preference.when}")
        for preference in case.preferences
    ]
    found.extend(one for draft in drafts for one in draft.charges)
    for step in case.play:
        if isinstance(step, Consent):
            found.extend(breach_charges(step))
        elif isinstance(step, Pledge):
            found.extend(pledge_charges(step))
        elif isinstance(step, Bar):
            found.extend(bar_charges(step, barred[step.name]))
    return tuple(
        Charge(one.actor, names.resolve(one.when), one.amount, one.reason) for one in found
    )


def _resolved_definition(definition: Definition, names: Names) -> Definition:
    return Definition(
        definition.name,
        tuple((option, names.resolve(meaning)) for option, meaning in definition.meanings),
        definition.rounds,
    )


def _check_order(expansion: Expansion) -> None:
    """Refuse guards that depend on what has not been played yet."""
    position = {one.name: index for index, one in enumerate(expansion.primitives)}
    problems: list[Problem] = []
    for index, primitive in enumerate(expansion.primitives):
        for condition in conditions_of(primitive):
            for leaf in leaves(condition):
                name = leaf.name if isinstance(leaf, Fact) else leaf.step
                if position[name] >= index:
                    problems.append(
                        Problem(
                            primitive.place,
                            f'"{primitive.name}" depends on "{name}", which is not settled when '
                            "it is reached: put it later in the play",
                        )
                    )
    if problems:
        raise CaseError(problems)
