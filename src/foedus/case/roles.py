"""Who chooses at a name of the play, and who sees what is chosen there?"""

from __future__ import annotations

from foedus.case.scope import replayed_rounds
from foedus.case.steps import (
    AnyStep,
    Consent,
    Contest,
    Event,
    Message,
    Move,
    Plan,
    Pledge,
    Type,
)

CHANCE = ""
"""Stands for chance among those who choose."""


def step_of(name: str, play: tuple[AnyStep, ...]) -> AnyStep | None:
    """The step that defines a name, or of which the name is one round."""
    plain = replayed_rounds(play).get(name, name)
    return next((step for step in play if plain in step.names()), None)


def mover_of(name: str, play: tuple[AnyStep, ...]) -> str | None:
    """Who chooses at a name: an actor's key, `CHANCE`, or None if nobody in particular."""
    step = step_of(name, play)
    if step is None:
        return None
    name = replayed_rounds(play).get(name, name)
    match step:
        case Move():
            mover = step.actor
        case Event() | Type() | Contest():
            mover = CHANCE
        case Pledge():
            mover = step.by
        case Consent():
            mover = None if name == step.name else name.rsplit(".", 1)[-1]
        case Plan():
            mover = _mover_of_plan(name.removeprefix(f"{step.name}."), step)
        case Message():
            mover = _mover_of_message(name.removeprefix(f"{step.name}."), step)
        case _:
            mover = None
    return mover


def _mover_of_plan(part: str, plan: Plan) -> str | None:
    if part == "purpose":
        return CHANCE if plan.purpose is not None and plan.purpose.is_type else plan.by
    answers = {f"{phase.name}.answer": phase.answer_by for phase in plan.phases}
    return answers.get(part, plan.by)


def _mover_of_message(part: str, message: Message) -> str | None:
    """A truthful answer is nobody's choice."""
    if part == "check":
        return message.to
    if part == "answer":
        verify = message.verify
        return None if verify is None or verify.is_truthful else verify.asks
    return message.by


def witnesses_of(name: str, play: tuple[AnyStep, ...]) -> tuple[str, ...] | None:
    """Who sees what is chosen at a name; None for everyone."""
    step = step_of(name, play)
    seen_by = None if step is None else step.seen_by
    taking_part: tuple[str, ...] = ()
    match step:
        case Consent():
            taking_part = step.parties
        case Pledge():
            taking_part = (step.by, step.to)
        case Message():
            seen_by = _witnesses_of_message(name.removeprefix(f"{step.name}."), step)
        case Plan():
            seen_by, taking_part = _witnesses_of_plan(name.removeprefix(f"{step.name}."), step)
        case _:
            mover = mover_of(name, play)
            taking_part = (mover,) if mover else ()
    return None if seen_by is None else (*seen_by, *taking_part)


def _witnesses_of_message(part: str, message: Message) -> tuple[str, ...]:
    if part in {"check", "answer"} and message.verify is not None:
        return (message.to, message.verify.asks)
    return (message.by, message.to, *(message.seen_by or ()))


def _witnesses_of_plan(part: str, plan: Plan) -> tuple[tuple[str, ...] | None, tuple[str, ...]]:
    """The audience, and those who take part."""
    if part == "purpose" and plan.purpose is not None:
        return plan.purpose.seen_by, (plan.by,)
    phase = next(one for one in plan.phases if part in {one.name, f"{one.name}.answer"})
    asked = () if phase.answer_by is None else (phase.answer_by,)
    return (plan.seen_by if phase.seen_by is None else phase.seen_by), (plan.by, *asked)
