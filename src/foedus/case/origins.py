"""From how many independent origins does something come?

Copies of one origin count once. What one origin is is own construction; nothing is guessed:

- A passage goes back to the origin that its citation names. If it names none, it goes back to the
  document that it stands in; a copy (`copy of`) goes back to what it copies, and so on to the
  original. A document that names an `origin` goes back to that.
- A testimony goes back to the origin that it names, or else to the one that its citations or their
  sources name, where they name one and the same. If none is named, one speaker counts once in one
  document and its copies.

Two things have the same origin if these are the same. Two origins that the case has named are
independent of one another. Whether one that it has not named is independent of the others is not
said; so their number is known only within bounds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.model import Case
    from foedus.case.values import Cite, Testimony


@dataclass(frozen=True)
class Origin:
    """What something goes back to.

    Attributes
    ----------
    name
        As the case names it, or else the title of a document, or a speaker.
    is_named
        Whether the case has named it as an origin, so that it is independent of others so named.
    key
        Two are one where these are the same.
    """

    name: str
    is_named: bool
    key: tuple[str, ...]


@dataclass(frozen=True)
class Origins:
    """What several passages or statements go back to.

    Attributes
    ----------
    of
        The origin of each, in order.
    """

    of: tuple[Origin, ...]

    @property
    def distinct(self) -> tuple[Origin, ...]:
        """Each origin once."""
        return tuple({one.key: one for one in self.of}.values())

    @property
    def at_most(self) -> int:
        """How many there are if all that are not said to be independent are."""
        return len(self.distinct)

    @property
    def at_least(self) -> int:
        """How many there are if none that is not said to be independent is."""
        named = sum(one.is_named for one in self.distinct)
        return max(named, min(1, self.at_most))

    @property
    def are_counted(self) -> bool:
        """Whether their number is known."""
        return self.at_least == self.at_most

    def in_words(self, one: str, many: str | None = None) -> str:
        """Say how many things there are, and of how many origins.

        Examples
        --------
        >>> letter = Origin("a letter", is_named=True, key=("origin", "a letter"))
        >>> page, book = (Origin(name, is_named=False, key=("source", name)) for name in "ab")
        >>> print(Origins((letter, letter, letter)).in_words("statement"))
        3 statements, of 1 origin
        >>> print(Origins((letter, page, book)).in_words("statement"))
        3 statements, of 1 to 3 origins: whether they are independent is not said
        """
        count = len(self.of)
        things = f"{count:,} {one if count == 1 else many or one + 's'}"
        if count < 2:  # noqa: PLR2004
            return things
        if self.are_counted:
            return f"{things}, of {self.at_most:,} origin{'' if self.at_most == 1 else 's'}"
        return (
            f"{things}, of {self.at_least:,} to {self.at_most:,} origins: whether they are "
            "independent is not said"
        )


def origins_of_cites(case: Case, cites: Iterable[Cite]) -> Origins:
    """What passages go back to, each in its turn."""
    return Origins(tuple(_origin_of_cite(case, cite) for cite in dict.fromkeys(cites)))


def origins_of_testimonies(case: Case, testimonies: Iterable[Testimony]) -> Origins:
    """What statements go back to, each in its turn."""
    return Origins(tuple(_origin_of_testimony(case, one) for one in testimonies))


def original_of(case: Case, source: str) -> str:
    """The key of the source of which a source is a copy, of a copy and so on; or its own."""
    while (following := case.source[source].copy_of) is not None:
        source = following
    return source


def _origin_of_cite(case: Case, cite: Cite) -> Origin:
    original = original_of(case, cite.source)
    document = case.source[original]
    named = cite.origin or document.origin
    if named is not None:
        return _named(named)
    return Origin(document.title, is_named=False, key=("source", original))


def _origin_of_testimony(case: Case, testimony: Testimony) -> Origin:
    if testimony.origin is not None:
        return _named(testimony.origin)
    cited = origins_of_cites(case, testimony.cites).distinct
    named = [one for one in cited if one.is_named]
    if len(named) == 1 and len(cited) == 1:
        return named[0]
    speaker = testimony.speaker or testimony.by
    documents = sorted({original_of(case, cite.source) for cite in testimony.cites})
    # Without a document nothing says that two statements of one speaker are one.
    where = documents or [str(testimony.place), testimony.says]
    return Origin(speaker, is_named=False, key=("speaker", folded_name(speaker), *where))


def _named(name: str) -> Origin:
    return Origin(name, is_named=True, key=("origin", folded_name(name)))
