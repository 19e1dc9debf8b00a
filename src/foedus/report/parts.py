"""Who did it, through whom, and who heard of it there?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case import Entry, Party


@dataclass(frozen=True)
class Parts:
    """Those who took part in an entry, by what they did in it.

    Attributes
    ----------
    doers
        Whose it was, or who sent it; of a meeting all who took part.
    through
        Those who passed a message on, in order.
    hearers
        Those who received it, or heard of it there.
    """

    doers: tuple[Party, ...]
    through: tuple[Party, ...] = ()
    hearers: tuple[Party, ...] = ()

    @property
    def in_words(self) -> str:
        """Who did it, to whom, through whom; empty where nobody is named."""
        told = _named(self.doers)
        if self.hearers:
            told += f" → {_named(self.hearers)}"
        if self.through:
            told += f", through {_named(self.through)}"
        return told


def parts_of(entry: Entry) -> Parts:
    """Who did it, through whom, and who heard of it there."""
    if entry.kind in {"meeting", "entry"}:
        return Parts(entry.who)
    return Parts(entry.by, entry.through, entry.to)


def _named(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)
