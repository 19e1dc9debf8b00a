"""Who wants what?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from foedus.case import Case
    from foedus.report.apparatus import Apparatus, Link


@dataclass(frozen=True)
class Want:
    """A worth, and when an actor receives it."""

    worth: str
    when: str
    links: tuple[Link, ...]


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
                Want(str(one.worth), str(one.when), apparatus.links(one.cites))
                for one in case.preferences
                if one.actor == actor.key
            ),
        )
        for at, actor in enumerate(case.actors)
    )
