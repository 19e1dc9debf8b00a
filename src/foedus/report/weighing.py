"""What stands for an assertion, what against it, and from how many origins?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import origins_of_cites

if TYPE_CHECKING:
    from foedus.case import Cite, Origins
    from foedus.report.apparatus import Apparatus, Link


@dataclass(frozen=True)
class Side:
    """The citations for an assertion, or those against it."""

    called: str
    links: tuple[Link, ...]
    origins: Origins

    @property
    def basis(self) -> str:
        """How many citations, and of how many origins; empty where there is but one."""
        return self.origins.in_words("citation") if len(self.links) > 1 else ""


@dataclass(frozen=True)
class Weighed:
    """What stands for an assertion and against it."""

    supporting: Side
    opposing: Side

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both, to be set side by side."""
        return self.supporting, self.opposing

    @property
    def is_disputed(self) -> bool:
        """Whether anything is cited against it."""
        return bool(self.opposing.links)


def weigh(apparatus: Apparatus, cites: tuple[Cite, ...], against: tuple[Cite, ...]) -> Weighed:
    """What stands for an assertion and against it, with the ways to the passages."""
    return Weighed(
        Side("cited for it", apparatus.links(cites), origins_of_cites(apparatus.case, cites)),
        Side(
            "cited against it", apparatus.links(against), origins_of_cites(apparatus.case, against)
        ),
    )
