"""Who wants what?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from foedus.case import Case
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed


@dataclass(frozen=True)
class Want:
    """A worth, and when an actor receives it."""

    worth: str
    when: str
    weighed: Weighed


@dataclass(frozen=True)
class WantsView:
    """Everything that an actor wants, under no reading."""

    anchor: str
    name: str
    wants: tuple[Want, ...]


def wants_views(case: Case, apparatus: Apparatus) -> tuple[WantsView, ...]:
    """What every actor wants, in the order of the case."""
    return tuple(
        WantsView(
            anchor=f"wants-{at + 1}",
            name=actor.name,
            wants=tuple(
                Want(str(one.worth), str(one.when), weigh(apparatus, one.cites, one.against))
                for one in case.preferences
                if one.actor == actor.key
            ),
        )
        for at, actor in enumerate(case.actors)
    )
