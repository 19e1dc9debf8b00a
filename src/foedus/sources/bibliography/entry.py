"""In which order does a list of sources name a document?

Author, title, where it is found, and its date in brackets: the order of nearly all lists of sources
in history, whatever their house style. Own construction; no citation style.
"""

from __future__ import annotations

from typing import NamedTuple, final

__all__ = ["Entry"]


@final
class Entry(NamedTuple):
    """A document in one line, its title apart from the rest, so that it can be set in italics.

    Parameters
    ----------
    before, title, behind : str
        One behind the other they are the line.

    Examples
    --------
    >>> str(Entry.of("Floods", author="Alder, Jo", where="Upland: Weir Press", date="1912"))
    'Alder, Jo, Floods, Upland: Weir Press (1912)'
    """

    before: str
    title: str
    behind: str

    @classmethod
    def of(
        cls,
        title: str,
        *,
        author: str | None = None,
        where: str | None = None,
        date: str | None = None,
    ) -> Entry:
        """Put what is known of a document in order."""
        place = f", {where}" if where else ""
        return cls(f"{author}, " if author else "", title, f"{place} ({date})" if date else place)

    def __str__(self) -> str:
        """Write the line without italics."""
        return f"{self.before}{self.title}{self.behind}"
