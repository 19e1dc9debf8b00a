"""When was each entry of the record, as narrowly as all of it lets us know, and who took part?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from foedus.case import Entry, Party


@final
@dataclass(frozen=True)
class Happening:
    """An entry in its place in time.

    Attributes
    ----------
    entry
        What the case says.
    earliest, latest
        The first and the last day on which it can have been, as ordinal numbers
        (`datetime.date.toordinal`), narrowed by all other entries; from beginning to end of what
        lasted. None where nothing bounds it.
    lanes
        All parties: keys of actors, and names of those who speak for none. Who acted or sent first.
    received
        The first and the last day on which a message can have arrived, if that is told apart.
    """

    entry: Entry
    earliest: int | None
    latest: int | None
    lanes: tuple[str, ...]
    received: tuple[int | None, int | None] | None = None


def lane_of(party: Party) -> str:
    """The actor for whom somebody speaks, or the name itself.

    >>> from foedus.case import Party
    >>> lane_of(Party("Kim", "Kim Il Sung", "dprk")), lane_of(Party("Li", "Li"))
    ('dprk', 'Li')
    """
    return party.actor or party.name


def lanes_of(entry: Entry, mover: str | None = None) -> tuple[str, ...]:
    """All parties of an entry, each once.

    Parameters
    ----------
    entry
        What the case says.
    mover
        Who took the option that the entry records; it takes part even if the entry names nobody.
    """
    said = (party for told in entry.said for party in (told.by, *told.to))
    parties = (lane_of(party) for party in (*entry.who, *entry.through, *said))
    return tuple(dict.fromkeys((*parties, *((mover,) if mover else ()))))
