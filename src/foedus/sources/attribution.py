"""Whose words is a passage, and through whom did they come?

A page can hold words that are not its author's: a telegram, what somebody said, what somebody said
that another had said. Foedus never infers this; a person says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import final

__all__ = ["Attribution", "Relay", "Voicing"]


class Voicing(StrEnum):
    """In which form the words of a passage are somebody's.

    ``NARRATOR``: whoever wrote the source speaks. ``DOCUMENT``: a telegram, a letter or the like,
    given in full or in part. ``QUOTATION``: direct speech, word for word. ``REPORTED_SPEECH``: what
    somebody said, in the words of whoever passed it on.
    """

    NARRATOR = "narrator"
    DOCUMENT = "document"
    QUOTATION = "quotation"
    REPORTED_SPEECH = "reported speech"


_FORMS = {
    Voicing.DOCUMENT: "a document of",
    Voicing.QUOTATION: "direct speech of",
    Voicing.REPORTED_SPEECH: "reported speech of",
}


@final
@dataclass(frozen=True, slots=True)
class Relay:
    """One who passed words on.

    Parameters
    ----------
    by : str
        Who it was.
    when : str, optional
        When, as the case writes it.
    """

    by: str
    when: str | None = None

    def __str__(self) -> str:
        """Give the name, and the date where it is known."""
        return self.by if self.when is None else f"{self.by} ({self.when})"


@final
@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words a passage is, and the chain of those who passed them on.

    Parameters
    ----------
    kind : Voicing
        The form in which they are that person's.
    voice : str, optional
        Whose words they are; None where the narrator has no name.
    through : tuple of Relay
        Who passed them on, from the one next to the speaker to the one next to the page. Neither
        the speaker nor the author of the source is among them.

    Examples
    --------
    >>> print(Attribution(Voicing.DOCUMENT, "the mayor", (Relay("a clerk", "1911-03"),)))
    a document of the mayor, passed on by a clerk (1911-03)
    >>> print(Attribution(Voicing.NARRATOR))
    the narrator's own words
    """

    kind: Voicing
    voice: str | None = None
    through: tuple[Relay, ...] = ()

    @property
    def mouths(self) -> tuple[str, ...]:
        """Everybody in the chain, the speaker first."""
        first = () if self.voice is None else (self.voice,)
        return (*first, *(relay.by for relay in self.through))

    def __str__(self) -> str:
        """Say it to a reader, in a phrase that can stand behind a colon."""
        if self.kind is Voicing.NARRATOR:
            said = "the narrator's own words"
            return said if self.voice is None else f"{said}: {self.voice}"
        said = f"{_FORMS[self.kind]} {self.voice or 'somebody without a name'}"
        return f"{said}, passed on by {chain(self.through)}" if self.through else said


def chain(relays: tuple[Relay, ...]) -> str:
    """Name those who passed words on, one after the other.

    >>> chain((Relay("a clerk"), Relay("the minister", "1911")))
    'a clerk, then by the minister (1911)'
    """
    return ", then by ".join(map(str, relays))
