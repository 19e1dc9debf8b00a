"""Does being asked tell an actor what it was not to know?

Being asked to move, and the options on offer, are seen. Where two histories look the same to an
actor, and one asks it to move while the other does not, or offers other options, the question
itself gives something away. The design forbids nothing here, but the author is told.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.problems import Problem
from foedus.game.holding import Numbering, Row

if TYPE_CHECKING:
    from foedus.game.expansion import Expansion, Primitive

Offer = tuple[int, ...]


@dataclass
class Askings:
    """How each step was met by actors with the same memory.

    Attributes
    ----------
    first
        For a primitive and a memory: the offer in the first such history (empty: not asked), and
        that history.
    leaks
        For a primitive, the first two histories that look the same and are not.
    """

    first: dict[tuple[int, int], tuple[Offer, Row]] = field(
        default_factory=dict[tuple[int, int], tuple[Offer, Row]]
    )
    leaks: dict[int, tuple[Offer, Row, Offer, Row]] = field(
        default_factory=dict[int, tuple[Offer, Row, Offer, Row]]
    )

    def note(self, primitive: int, memory: int, offer: Offer, row: Row) -> None:
        """Remember how a step was met in one more history."""
        key = (primitive, memory)
        known = self.first.get(key)
        if known is None:
            self.first[key] = (offer, bytes(row))
        elif known[0] != offer and primitive not in self.leaks:
            self.leaks[primitive] = (*known, offer, bytes(row))


def leak_warnings(expansion: Expansion, askings: Askings) -> list[Problem]:
    """A sentence for each step that gives something away."""
    numbering = Numbering(expansion.primitives)
    found: dict[tuple[str, str], Problem] = {}
    for at, leak in sorted(askings.leaks.items()):
        primitive = expansion.primitives[at]
        hidden = _hidden(expansion, primitive, numbering, leak)
        is_asking = not leak[0] or not leak[2]
        what = "being asked" if is_asking else "the options on offer"
        problem = Problem(
            primitive.place,
            f'{what} at "{primitive.name}" {"tells" if is_asking else "tell"} {primitive.actor} '
            f"something that it has not seen{hidden}: let it see that, or let the step not depend "
            "on it",
        )
        found.setdefault((primitive.step, hidden), problem)
    return list(found.values())


def _hidden(
    expansion: Expansion,
    primitive: Primitive,
    numbering: Numbering,
    leak: tuple[Offer, Row, Offer, Row],
) -> str:
    """The steps that differ between the two histories, unseen, and on which the step depends."""
    _, one, _, other = leak
    mentioned = {
        at
        for condition in (primitive.when, *(option.when for option in primitive.options))
        for at in numbering.mentioned(condition)
    }
    unseen = [
        expansion.primitives[at]
        for at in sorted(mentioned)
        if one[at] != other[at]
        and primitive.actor
        not in (expansion.primitives[at].actor, *expansion.primitives[at].seen_by)
    ]
    names = ", ".join(f'"{step.name}"' for step in unseen)
    return f" ({names})" if names else ""
