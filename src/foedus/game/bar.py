"""How does a bar enter the tree?

Not as a move: it takes options of another step away while it is in force, or charges its price to
whoever takes one of them, each time that it is taken.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Taken
from foedus.game.expansion import Charge
from foedus.game.rename import both, either, opposite

if TYPE_CHECKING:
    from foedus.case.steps import Bar
    from foedus.game.expansion import Primitive


def bar_restriction(step: Bar) -> tuple[tuple[str, ...], Condition]:
    """The options that the bar takes away, and while what holds they stay."""
    return step.forbids.options, opposite(step.when)


def bar_fact(step: Bar, barred: list[Primitive]) -> Condition:
    """``bar.breached``: a barred option was taken in some round, the bar being in force."""
    options = step.forbids.options
    return both(step.when, either(*(Taken(one.name, options) for one in barred)))


def bar_charges(step: Bar, barred: list[Primitive]) -> tuple[Charge, ...]:
    """What the breach costs the actor of the step."""
    if step.price is None or step.is_binding:
        return ()
    return tuple(
        Charge(
            one.actor or "",
            both(step.when, Taken(one.name, step.forbids.options)),
            step.price.scaled(-1),
            f"breach of {step.name}",
        )
        for one in barred
    )
