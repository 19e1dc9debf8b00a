"""What rests on a passage?

The way back: from a passage to everything in the report that cites it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.report.apparatus import Link


@dataclass(frozen=True)
class Citing:
    """Something that cites passages: what it is called, and where it stands.

    Attributes
    ----------
    links, against
        The passages behind it, and those that speak against it.
    """

    called: str
    anchor: str
    links: tuple[Link, ...]
    against: tuple[Link, ...] = ()


def opposed_by(citing: Iterable[Citing]) -> dict[str, tuple[Citing, ...]]:
    """Against what each passage and each source speaks, by the anchor of the passage."""
    return resting_on(Citing(one.called, one.anchor, one.against) for one in citing)


def resting_on(citing: Iterable[Citing]) -> dict[str, tuple[Citing, ...]]:
    """What cites each passage and each source, by the anchor of the passage.

    Examples
    --------
    >>> from foedus.report.apparatus import Link
    >>> one = Citing("a thesis", "thesis-1", (Link("3", "passage-3", "passage 3"),))
    >>> [each.called for each in resting_on([one])["passage-3"]]
    ['a thesis']
    """
    found: dict[str, tuple[Citing, ...]] = {}
    for one in citing:
        for link in one.links:
            found[link.anchor] = (*found.get(link.anchor, ()), one)
    return found
