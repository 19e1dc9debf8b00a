"""How does a reader want to see a document cited?

The few things that every list of sources has, in one order for all kinds of documents: author,
title, what it appeared in, volume and issue, place and publisher, pages, archive, address, date.
Names stay as the bibliography writes them: an order of family and given names is not guessed, which
would be wrong for half of the world. Own construction; no citation style.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import final

__all__ = ["Reference"]


@final
@dataclass(frozen=True, slots=True)
class Reference:
    """One document of a bibliography.

    Parameters
    ----------
    key : str
        By which the bibliography calls it.
    title : str, optional
        The title, with its subtitle.
    authors, editors : tuple of str
        As written; ``"others"`` at the end stands for names left out.
    date : str, optional
        The year or date as written.
    container : str, optional
        The journal, newspaper or volume that it appeared in.
    is_part : bool
        Is it a part of a volume, rather than of a journal?
    volume, issue, pages, place, publisher, archive, address : str, optional
        As written; `address` is a DOI's or another URL.
    line : int
        The line of the file in which it begins, counted from one.
    """

    key: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    editors: tuple[str, ...] = ()
    date: str | None = None
    container: str | None = None
    is_part: bool = False
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    place: str | None = None
    publisher: str | None = None
    archive: str | None = None
    address: str | None = None
    line: int = 1

    @property
    def author(self) -> str | None:
        """The authors as a list of sources names them; without any, the editors."""
        if self.authors:
            return _listed(self.authors)
        if self.editors and not self.is_part:
            return f"{_listed(self.editors)} ({'ed.' if len(self.editors) == 1 else 'eds'})"
        return None

    @property
    def where(self) -> str | None:
        """Where it appeared or is kept, in one phrase.

        Examples
        --------
        >>> Reference("a", container="River Studies", volume="2", issue="1", pages="44-68").where
        'River Studies 2:1, pp. 44-68'
        >>> Reference("b", place="Upland", publisher="Weir Press", pages="12").where
        'Upland: Weir Press, p. 12'
        """
        parts = (
            self._container(),
            f"ed. {_listed(self.editors)}"
            if self.editors and (self.is_part or self.authors)
            else "",
            ": ".join(filter(None, (self.place, self.publisher))),
            self._pages(),
            self.archive,
            self.address,
        )
        return ", ".join(filter(None, parts)) or None

    def _container(self) -> str:
        number = ":".join(filter(None, (self.volume, self.issue)))
        if self.container is None:
            return f"vol. {number}" if number else ""
        title = f"in {self.container}" if self.is_part else self.container
        if not number:
            return title
        return f"{title}, vol. {number}" if self.is_part else f"{title} {number}"

    def _pages(self) -> str:
        if not self.pages:
            return ""
        is_one = self.pages.isalnum()
        return f"{'p.' if is_one else 'pp.'} {self.pages}"

    def __str__(self) -> str:
        """Cite it in one line, as the report's list of sources does."""
        told = ", ".join(filter(None, (self.author, self.title or self.key, self.where)))
        return f"{told} ({self.date})" if self.date else told


def _listed(names: tuple[str, ...]) -> str:
    if names[-1] == "others":
        return f"{'; '.join(names[:-1])} and others" if len(names) > 1 else "several authors"
    return "; ".join(names)
