"""How do moves, events and types enter the tree?

They are what all else expands into, so they enter as they stand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.game.draft import Draft
from foedus.game.expansion import Primitive

if TYPE_CHECKING:
    from foedus.case.steps import Event, Move, Type
    from foedus.game.draft import Setting


def expand_move(step: Move, setting: Setting) -> Draft:
    """One actor chooses."""
    audience = setting.audience(step.seen_by, step.actor)
    primitive = setting.move(step, step.name, step.actor, step.options, step.when, audience)
    return Draft((step.name,), (primitive,))


def expand_chance(step: Event | Type, setting: Setting) -> Draft:
    """Chance decides; a type differs from an event only in who sees it."""
    primitive = Primitive(
        name=step.name,
        step=step.name,
        kind="chance",
        options=step.options,
        when=step.when,
        seen_by=setting.audience(step.seen_by),
        beliefs=setting.beliefs.get(step.name, ()),
        source=step.name,
        place=step.place,
    )
    return Draft((step.name,), (primitive,))
