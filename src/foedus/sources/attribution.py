"""Whose words is a passage, and through whom did they come?

A page can hold words that are not its author's: a telegram, what somebody said, what somebody said
that another had said. Foedus never infers this; a person says it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, final

from foedus.dates import in_words

if TYPE_CHECKING:
    from foedus.dates import HistoricalDate

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
    when : HistoricalDate, optional
        When.
    """

    by: str
    when: HistoricalDate | None = None

    def __str__(self) -> str:
        """Give the name, and the date where it is known."""
        return self.by if self.when is None else f"{self.by} ({in_words(self.when.edtf)})"


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
    >>> print(Attribution(Voicing.DOCUMENT, "the mayor", (Relay("a clerk"),)))
    a document of the mayor, passed on by a clerk
    >>> print(Attribution(Voicing.NARRATOR))
    the narrator
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
        """Answer the question whose words they are."""
        if self.kind is Voicing.NARRATOR:
            return "the narrator" if self.voice is None else f"{self.voice}, as narrator"
        said = f"{_FORMS[self.kind]} {self.voice or 'somebody without a name'}"
        return f"{said}, passed on by {chain(self.through)}" if self.through else said


def chain(relays: tuple[Relay, ...]) -> str:
    """Name those who passed words on, one after the other.

    >>> from foedus.dates import parse_date
    >>> chain((Relay("a clerk"), Relay("the minister", parse_date("1911-03"))))
    'a clerk, then by the minister (March 1911)'
    """
    return ", then by ".join(map(str, relays))
