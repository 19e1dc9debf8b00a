"""Which versions of a matter are told, by whom, and from how many origins?

Statements that take the same position agree; those of different positions contradict one another.
A statement whose position is not said stands apart: it supports none and contradicts none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import original_of, origins_of_testimonies
from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case import Case, Origins
    from foedus.record.chronicling import Statement


@dataclass(frozen=True)
class Position:
    """A version of a matter, and those who tell it.

    Attributes
    ----------
    name
        As the case calls it; None holds the statements of which that is not said.
    statements
        Nearest to the event first.
    origins
        What each statement goes back to, in the same order.
    """

    name: str | None
    statements: tuple[Statement, ...]
    origins: Origins

    @property
    def rests_on_one_origin(self) -> bool:
        """Whether several statements tell it that all go back to one origin."""
        return len(self.statements) > 1 and self.origins.at_most == 1


def positions_of(case: Case, statements: Iterable[Statement]) -> tuple[Position, ...]:
    """Sort statements, the nearest to the event first, by position.

    Returns
    -------
    tuple of Position
        The one with the statement nearest to the event first; what is not said comes last.
    """
    found: dict[str | None, list[Statement]] = {}
    for statement in statements:
        name = statement.testimony.position
        found.setdefault(None if name is None else folded_name(name), []).append(statement)
    ordered = sorted(found.items(), key=lambda item: item[0] is None)
    return tuple(
        Position(
            said[0].testimony.position,
            tuple(said),
            origins_of_testimonies(case, (one.testimony for one in said)),
        )
        for _, said in ordered
    )


def documents_of(case: Case, statements: Iterable[Statement]) -> tuple[str, ...]:
    """The keys of the sources through which statements come, copies taken back to the original."""
    return tuple(
        dict.fromkeys(
            original_of(case, cite.source)
            for statement in statements
            for cite in statement.testimony.cites
        )
    )
