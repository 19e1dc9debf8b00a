"""Does the play hold together?

Once all names are known: guards use earlier steps only, obligations name moves that exist, facts
do not run in a circle, and no name means two things.
"""

from __future__ import annotations

import graphlib
from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Fact
from foedus.case.roles import CHANCE, mover_of, witnesses_of
from foedus.case.scope import RECORDED, parts_of, replayed_rounds
from foedus.case.shape import ANY_NAME
from foedus.case.steps import (
    AnyStep,
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
from foedus.case.tokens import KEYWORDS, NUMBER

if TYPE_CHECKING:
    from foedus.case.conditions import Taken
    from foedus.case.problems import Place
    from foedus.case.read.context import Context

MOST_CIRCLES = 10
RESERVED_NAMES = KEYWORDS | {"unknown", "given", "do", "announced", "to", RECORDED}


def claim_step_names(context: Context, play: tuple[AnyStep, ...]) -> None:
    """Take the names that steps define; each may mean one thing only."""
    rounds = replayed_rounds(play)
    for step in play:
        names = step.names()
        further = [name for name, plain in rounds.items() if plain in names]
        own = (step.name, *names, *further, *_facts_of(step))
        for name in dict.fromkeys(own):
            if not claim(context, name, f"the step {step.name}", step.place):
                # One of the two was meant to have another name, which may be referred to.
                context.damaged |= {step.name, ANY_NAME}
                break


def claim(context: Context, name: str, what: str, place: Place) -> bool:
    """Take a name, unless expressions would read it as something else."""
    if name in RESERVED_NAMES:
        context.problems.add(place, f'"{name}" is a word of the language and cannot be a name')
        return False
    if NUMBER.fullmatch(name):
        context.problems.add(place, f'"{name}" reads as a number and cannot be a name')
        return False
    return context.claim_name(name, what, place)


def _facts_of(step: AnyStep) -> tuple[str, ...]:
    return step.facts() if isinstance(step, Consent | Pledge | Bar) else ()


def check_play(context: Context, play: tuple[AnyStep, ...]) -> None:
    """Check every condition of every step."""
    for index, step in enumerate(play):
        for condition in _guards(step):
            context.scope.check(condition, before=_in_force_from(step, index, context))
        if isinstance(step, Plan):
            _check_phases(context, step, index)
        if isinstance(step, Consent | Bar) and step.forbids is not None and step.forbids.step:
            _check_forbidden(context, step, step.forbids, index)
        if isinstance(step, Pledge):
            _check_pledge(context, step, index)
        if isinstance(step, Message):
            _check_message(context, step)


def _in_force_from(step: AnyStep, index: int, context: Context) -> int:
    """The first step at which a guard must be settled: for what binds, that which it restricts."""
    if isinstance(step, Bar) and step.is_binding:
        return min(index, context.scope.position.get(step.forbids.step, index))
    return index


def _guards(step: AnyStep) -> list[Condition]:
    guards: list[Condition] = [step.when]
    if isinstance(step, Move | Event | Type):
        guards.extend(option.when for option in step.options)
    if isinstance(step, Contest):
        guards.extend(add.when for side in step.sides for add in side.adds)
    if isinstance(step, Plan) and step.purpose is not None:
        guards.extend(option.when for option in step.purpose.options)
    return guards


def _check_phases(context: Context, plan: Plan, index: int) -> None:
    """A phase may wait for earlier phases of its own plan, and for their answers."""
    allowed = {f"{plan.name}.purpose"}
    for phase in plan.phases:
        for part in parts_of(phase.when):
            name = part.name if isinstance(part, Fact) else part.step
            context.scope.check(part, before=None if name in allowed else index)
        allowed |= {f"{plan.name}.{phase.name}", f"{plan.name}.{phase.name}.answer"}


def _check_forbidden(context: Context, step: Consent | Bar, forbids: Taken, index: int) -> None:
    scope, before = context.scope, len(context.problems.found)
    scope.check(forbids)
    if len(context.problems.found) > before or forbids.step not in scope.options:
        return
    mover = mover_of(forbids.step, scope.play)
    told = None
    if mover == CHANCE:
        told = f'"{forbids.step}" is chance: only what an actor does can be forbidden'
    elif mover is None and (isinstance(step, Bar) or step.is_binding):
        told = f'no single actor chooses at "{forbids.step}": name the move that is forbidden'
    elif set(forbids.options) >= set(scope.options[forbids.step]):
        told = f'"{step.name}" forbids every option of "{forbids.step}"'
    elif step.is_binding and not any(forbids.step in one.names() for one in scope.play):
        told = f'"{forbids.step}" is one round: what binds takes an option away in all of them'
    elif isinstance(step, Consent) and step.is_binding and scope.position[forbids.step] <= index:
        told = f'"{forbids.step}" does not stand after "{step.name}": only later steps are bound'
    if told is not None:
        context.problems.add(forbids.place, told)


def _check_pledge(context: Context, pledge: Pledge, index: int) -> None:
    context.scope.check(pledge.trigger)
    if pledge.by == pledge.to and pledge.by:
        context.problems.add(
            pledge.place, f'"{pledge.by}" promises itself: "by" and "to" are the same'
        )
    own = {f"{pledge.name}.{word}" for word in ("due", "kept", "broken")}
    for part in parts_of(pledge.trigger):
        if (part.name if isinstance(part, Fact) else part.step) in own:
            context.problems.add(
                part.place, f'"{pledge.name}" would come due by being kept or broken itself'
            )
    if pledge.then is not None:
        _check_keeping(context, pledge, pledge.then, index)


def _check_keeping(context: Context, pledge: Pledge, then: Taken, index: int) -> None:
    """What keeps a pledge is a later choice of whoever gave it."""
    scope = context.scope
    scope.check(then)
    if then.step not in scope.options or pledge.by not in context.actors:
        return
    mover = mover_of(then.step, scope.play)
    if mover != pledge.by and (not mover or mover in context.actors):
        who = f'"{mover}" chooses' if mover else "no single actor chooses"
        who = "chance decides" if mover == CHANCE else who
        context.problems.add(then.place, f'"{pledge.by}" promises, but {who} at "{then.step}"')
    elif scope.position[then.step] < index:
        context.problems.add(
            then.place, f'"{then.step}" stands before "{pledge.name}": a promise is kept later'
        )


def _check_message(context: Context, message: Message) -> None:
    """Warn of messages that tell nothing, or of what their teller cannot know."""
    about, play = message.about, context.scope.play
    if about not in context.scope.options:
        return
    knows = witnesses_of(about, play)
    if knows is None:
        context.problems.warn(
            message.place, f'everybody sees "{about}": a message about it tells nothing new'
        )
        return
    if message.by not in knows:
        context.problems.warn(
            message.place, f'"{message.by}" tells of "{about}" without knowing it'
        )
    verify = message.verify
    if verify is not None and verify.is_truthful and verify.asks not in knows:
        context.problems.warn(
            verify.place, f'"{verify.asks}" answers truthfully on "{about}" without knowing it'
        )


def check_facts(context: Context, facts: dict[str, tuple[Condition, Place]]) -> None:
    """Check the conditions of facts and outcomes, and refuse circles among them."""
    uses: dict[str, set[str]] = {}
    for name, (condition, _) in facts.items():
        context.scope.check(condition)
        uses[name] = {part.name for part in parts_of(condition) if isinstance(part, Fact)}
    for _ in range(MOST_CIRCLES):
        circle = _circle(uses)
        if not circle:
            return
        first = min(circle, key=lambda name: facts[name][1])
        start = circle.index(first)
        said = " → ".join((*circle[start:], *circle[:start], first))
        context.problems.add(facts[first][1], f"the fact is defined by itself: {said}")
        uses = {name: used - set(circle) for name, used in uses.items() if name not in circle}


def _circle(uses: dict[str, set[str]]) -> list[str]:
    """A circle of names that each use the next, empty if there is none."""
    try:
        graphlib.TopologicalSorter(uses).prepare()
    except graphlib.CycleError as error:
        # The sorter names each after the one that it uses, and the first one twice.
        return list(reversed(error.args[1][1:]))
    return []
