"""Does the play hold together?

Once all names are known: guards use earlier steps only, obligations name moves that exist, facts
do not run in a circle, and no name means two things.
"""

from __future__ import annotations

import graphlib
from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Fact
from foedus.case.scope import parts_of
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
    Step,
    Type,
)
from foedus.case.tokens import KEYWORDS

if TYPE_CHECKING:
    from foedus.case.conditions import Taken
    from foedus.case.problems import Place
    from foedus.case.read.context import Context

MOST_CIRCLES = 10
RESERVED_NAMES = KEYWORDS | {"unknown", "given", "do", "announced", "to"}


def claim_step_names(context: Context, play: tuple[AnyStep, ...]) -> None:
    """Take the names that steps define; each may mean one thing only."""
    for step in play:
        own = (step.name, *step.names(), *_facts_of(step))
        for name in dict.fromkeys(own):
            if not claim(context, name, f"the step {step.name}", step.place):
                # One of the two was meant to have another name, which may be referred to.
                context.damaged |= {step.name, ANY_NAME}
                break


def claim(context: Context, name: str, what: str, place: Place) -> bool:
    """Take a name, unless it is a word of the language."""
    if name in RESERVED_NAMES:
        context.problems.add(place, f'"{name}" is a word of the language and cannot be a name')
        return False
    return context.claim_name(name, what, place)


def _facts_of(step: AnyStep) -> tuple[str, ...]:
    return step.facts() if isinstance(step, Consent | Pledge | Bar) else ()


def check_play(context: Context, play: tuple[AnyStep, ...]) -> None:
    """Check every condition of every step."""
    for index, step in enumerate(play):
        for condition in _guards(step):
            context.scope.check(condition, before=index)
        if isinstance(step, Plan):
            _check_phases(context, step, index)
        if isinstance(step, Consent | Bar) and step.forbids is not None and step.forbids.step:
            _check_forbidden(context, step, step.forbids)
        if isinstance(step, Pledge):
            _check_pledge(context, step)
        if isinstance(step, Message):
            _check_message(context, step, play)


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


def mover_of(name: str, play: tuple[AnyStep, ...]) -> str | None:
    """Who chooses at a name: an actor's key, ``""`` for chance, None if nobody in particular."""
    step = next((step for step in play if name in step.names()), None)
    mover: str | None = None
    match step:
        case Move():
            mover = step.actor
        case Event() | Type() | Contest():
            mover = ""
        case Pledge():
            mover = step.by
        case Consent() if name != step.name:
            mover = name.rsplit(".", 1)[-1]
        case Plan():
            mover = _mover_of_plan(name.removeprefix(f"{step.name}."), step)
        case Message() if name == step.name:
            mover = step.by
        case _:
            pass
    return mover


def _mover_of_plan(part: str, plan: Plan) -> str | None:
    if part == "purpose":
        return "" if plan.purpose is not None and plan.purpose.is_type else plan.by
    answers = {f"{phase.name}.answer": phase.answer_by for phase in plan.phases}
    return answers.get(part, plan.by)


def _check_forbidden(context: Context, step: Step, forbids: Taken) -> None:
    context.scope.check(forbids)
    if mover_of(forbids.step, context.scope.play) == "":
        context.problems.add(
            forbids.place, f'"{forbids.step}" is chance: only what an actor does can be forbidden'
        )
    elif forbids.step in context.scope.options and set(forbids.options) >= set(
        context.scope.options[forbids.step]
    ):
        context.problems.add(
            forbids.place, f'"{step.name}" forbids every option of "{forbids.step}"'
        )


def _check_pledge(context: Context, pledge: Pledge) -> None:
    context.scope.check(pledge.trigger)
    if pledge.by == pledge.to and pledge.by:
        context.problems.add(
            pledge.place, f'"{pledge.by}" promises itself: "by" and "to" are the same'
        )
    if pledge.then is None:
        return
    context.scope.check(pledge.then)
    mover = mover_of(pledge.then.step, context.scope.play)
    is_wrong = mover != pledge.by and (mover == "" or mover in context.actors)
    if is_wrong and pledge.by in context.actors:
        who = f'"{mover}" chooses' if mover else "chance decides"
        context.problems.add(
            pledge.then.place,
            f'"{pledge.by}" promises, but {who} at "{pledge.then.step}"',
        )


def _check_message(context: Context, message: Message, play: tuple[AnyStep, ...]) -> None:
    for step in play:
        if message.about not in step.names():
            continue
        knows = step.seen_by
        if isinstance(step, Plan) and step.purpose is not None:
            knows = step.purpose.seen_by if message.about.endswith(".purpose") else knows
        if knows is None:
            context.problems.warn(
                message.place,
                f'everybody sees "{message.about}": a message about it tells nothing new',
            )
        elif message.by not in knows and mover_of(message.about, play) != message.by:
            context.problems.warn(
                message.place, f'"{message.by}" tells of "{message.about}" without knowing it'
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
