"""How does a plan enter the tree?

Its purpose is a move of its owner, or chance where the plan is a type, seen only by its audience.
Each phase is a move of the owner, start or stop, once its condition holds and the phase before it
was started; where a phase waits for an answer, whoever is asked accepts or refuses. What follows
from an answer is for later steps to say.

The owner and whoever must answer always see a phase and its answer, whatever its audience.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Always, Condition, Taken
from foedus.case.steps import ACCEPT, REFUSE, START, STOP
from foedus.game.draft import Draft, choices
from foedus.game.expansion import Primitive
from foedus.game.rename import both

if TYPE_CHECKING:
    from foedus.case.steps import Phase, Plan, Purpose
    from foedus.game.draft import Setting


def expand_plan(step: Plan, setting: Setting) -> Draft:
    """Purpose, phases and answers."""
    primitives: list[Primitive] = []
    if step.purpose is not None:
        primitives.append(_purpose(step, step.purpose, setting))
    before: Condition = Always()
    for phase in step.phases:
        primitives.extend(_phase(step, phase, before, setting))
        before = Taken(f"{step.name}.{phase.name}", (START,))
    return Draft((step.name,), tuple(primitives))


def _purpose(step: Plan, purpose: Purpose, setting: Setting) -> Primitive:
    name = f"{step.name}.purpose"
    audience = setting.audience(purpose.seen_by, step.by)
    if not purpose.is_type:
        return setting.move(step, name, step.by, purpose.options, step.when, audience)
    return Primitive(
        name=name,
        step=name,
        kind="chance",
        options=purpose.options,
        when=step.when,
        seen_by=audience,
        beliefs=setting.beliefs.get(name, ()),
        source=step.name,
        place=step.place,
    )


def _phase(step: Plan, phase: Phase, before: Condition, setting: Setting) -> list[Primitive]:
    name = f"{step.name}.{phase.name}"
    seen_by = step.seen_by if phase.seen_by is None else phase.seen_by
    asked = () if phase.answer_by is None else (phase.answer_by,)
    audience = setting.audience(seen_by, step.by, *asked)
    # A phase that was started shows that the plan's own guard held.
    when = both(before if not isinstance(before, Always) else step.when, phase.when)
    found = [setting.move(step, name, step.by, choices(START, STOP), when, audience)]
    if phase.answer_by is not None:
        found.append(
            setting.move(
                step,
                f"{name}.answer",
                phase.answer_by,
                choices(ACCEPT, REFUSE),
                Taken(name, (START,)),
                audience,
            )
        )
    return found
