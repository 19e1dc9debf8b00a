"""How does a contest enter the tree?

As a chance step with one option a side. Its odds s₁^m : s₂^m follow from strengths, to which the
moves before it may have added; `foedus.game.chance` works them out for each node and viewpoint.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.game.draft import Draft, choices
from foedus.game.expansion import Primitive

if TYPE_CHECKING:
    from foedus.case.steps import Contest
    from foedus.game.draft import Setting


def expand_contest(step: Contest, setting: Setting) -> Draft:
    """The chance step of a contest."""
    primitive = Primitive(
        name=step.name,
        step=step.name,
        kind="chance",
        options=choices(*(side.name for side in step.sides)),
        when=step.when,
        seen_by=setting.audience(step.seen_by),
        contest=step,
        source=step.name,
        place=step.place,
    )
    return Draft((step.name,), (primitive,))
