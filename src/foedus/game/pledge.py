"""How does a pledge enter the tree?

As a move, give or withhold, where it stands. It comes due where it was given and its trigger
holds. If the case names the option that keeps it (``then``), keeping or breaking is that later
step. If not, a move ``name.due``, keep or break, is asked directly after the last step that the
trigger mentions (after its last round, where that step is replayed), and only where the pledge was
given and has come due.

*Kept* and *broken* divide the histories in which the pledge came due. Where it came due but the
step that would keep it was not reached, it counts as broken: the promise was to act, and whoever
gave it may have closed the way to act itself. A warning names such histories
(`foedus.game.surprises`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Taken
from foedus.case.steps import BREAK, GIVE, KEEP, WITHHOLD
from foedus.game.draft import Draft, choices
from foedus.game.expansion import Charge
from foedus.game.rename import both, opposite

if TYPE_CHECKING:
    from foedus.case.steps import Pledge
    from foedus.game.draft import Setting


def expand_pledge(step: Pledge, setting: Setting) -> Draft:
    """To give or withhold it."""
    audience = setting.audience(step.seen_by, step.by, step.to)
    given = setting.move(step, step.name, step.by, choices(GIVE, WITHHOLD), step.when, audience)
    return Draft((step.name,), (given,))


def expand_due(step: Pledge, setting: Setting) -> Draft:
    """To keep or break it, for a pledge that names no step that keeps it."""
    audience = setting.audience(step.seen_by, step.by, step.to)
    due = setting.move(
        step, f"{step.name}.due", step.by, choices(KEEP, BREAK), came_due(step), audience
    )
    return Draft((f"{step.name}.due",), (due,))


def came_due(step: Pledge) -> Condition:
    """The pledge was given and its trigger holds."""
    return both(Taken(step.name, (GIVE,)), step.trigger)


def pledge_facts(step: Pledge) -> dict[str, Condition]:
    """``relief.kept`` and ``relief.broken``."""
    if step.then is None:
        due = f"{step.name}.due"
        kept: Condition = Taken(due, (KEEP,))
        broken: Condition = Taken(due, (BREAK,))
    else:
        kept = both(came_due(step), step.then)
        broken = both(came_due(step), opposite(step.then))
    return {f"{step.name}.kept": kept, f"{step.name}.broken": broken}


def pledge_charges(step: Pledge) -> tuple[Charge, ...]:
    """The price of breaking it."""
    if step.breaking_cost is None:
        return ()
    broken = pledge_facts(step)[f"{step.name}.broken"]
    return (Charge(step.by, broken, step.breaking_cost.scaled(-1), f"breaking {step.name}"),)
