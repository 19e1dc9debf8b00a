"""Which places of the text are lost or doubtful?

The kinds are elements of the Text Encoding Initiative's guidelines (P5 4.12.0, chapter 12), `gap`
(something is lost), `surplus` (something stood there that does not belong), `supplied` (an editor's
guess) and `unclear` (it stands there, but may not be right). Repair never makes a `supplied`:
people do. What people add carries their name, and no mark changes the text.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, final

__all__ = [
    "ADDED",
    "BY_HAND",
    "DELETED",
    "FOEDUS",
    "IN_EDITION",
    "RUNNING_HEAD",
    "UNMARKED",
    "Certainty",
    "Doubt",
    "Mark",
    "MarkKind",
    "Settlement",
    "by_place",
]

FOEDUS = "Foedus"
"""Who made a mark that no person made."""

BY_HAND = "by hand"
"""The rule of a mark that a person made."""
IN_EDITION = "in the edition"
"""The rule of a mark that the editors of the file made; what they supplied is part of its text."""
ADDED = "added by the writer"
DELETED = "deleted by the writer"
"""The rules of marks on words that the writer changed, as the editors of the file show it."""
UNMARKED = "quotation without marks"
"""The rule of a mark where a document seems to be quoted and no quotation marks say so."""
RUNNING_HEAD = "running head"
"""The rule of a mark where a running head, foot or page number was left out of a paragraph."""


class MarkKind(StrEnum):
    """A term of TEI."""

    GAP = "gap"
    SURPLUS = "surplus"
    SUPPLIED = "supplied"
    UNCLEAR = "unclear"


class Certainty(StrEnum):
    """How sure an editor is of a guess: the values of TEI's ``cert``."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@final
@dataclass(frozen=True, slots=True)
class Settlement:
    """A person's word that a mark of Foedus's is no doubt.

    Parameters
    ----------
    by : str
        The person's name.
    note : str
        Why, for the reader.
    """

    by: str
    note: str = ""

    def __str__(self) -> str:
        """Say it in one sentence."""
        return _sentence(f"Settled by {self.by}{f': {self.note}' if self.note else ''}")


@final
class Doubt(NamedTuple):
    """A doubt about `start:end` of the repaired text, before it is placed in the raw file.

    `raw` is the stretch of the raw text where that is known better than the map knows it.
    """

    start: int
    end: int
    kind: MarkKind
    rule: str
    note: str
    raw: tuple[int, int] | None = None


@final
@dataclass(frozen=True, slots=True)
class Mark:
    """A doubtful place, never filled: what an editor supplies stands in the mark, not in the text.

    Parameters
    ----------
    kind : MarkKind
        TEI's term.
    rule : str
        What gave it away, such as ``"sentence without an end"``.
    repaired_start, repaired_end : int
        The place in the repaired text; empty where something is missing.
    raw_start, raw_end : int
        The same place in the raw text.
    line : int
        The line of the raw text where it begins, counted from one.
    where : str
        Where a reader finds it in the file: ``"line 5"``, ``"page 2, line 4"``.
    note : str
        A sentence for the reader; a person need not give one.
    by : str
        Who made the mark: ``"Foedus"`` or a person's name.
    reading : str, optional
        The words that a person supplies, or reads instead of unclear ones.
    certainty : Certainty, optional
        How sure that person is of the reading.
    extent : str, optional
        How much seems to be lost, in that person's words: ``"about two words"``.
    settled : tuple of Settlement
        The words of people that this mark of Foedus's is no doubt.
    """

    kind: MarkKind
    rule: str
    repaired_start: int
    repaired_end: int
    raw_start: int
    raw_end: int
    line: int
    where: str
    note: str
    by: str = FOEDUS
    reading: str | None = None
    certainty: Certainty | None = None
    extent: str | None = None
    settled: tuple[Settlement, ...] = ()

    @property
    def is_by_a_person(self) -> bool:
        """Did a person make it?"""
        return self.by != FOEDUS

    @property
    def is_open(self) -> bool:
        """Is it still a doubt, which nobody has settled?"""
        return not self.settled

    @property
    def has_lost_its_words(self) -> bool:
        """Did repair drop the words on which a person put it?"""
        is_empty = self.repaired_start == self.repaired_end
        return self.is_by_a_person and is_empty and self.raw_start < self.raw_end

    @property
    def said(self) -> str:
        """What the mark says, with the name of the person who says it, if one does."""
        if not self.is_by_a_person:
            return " ".join((self.note, *map(str, self.settled)))
        said = self._judgement + (f": {self.note}" if self.note else "")
        dropped = " Repair dropped the words that it was put on." if self.has_lost_its_words else ""
        return f"{_sentence(said)}{dropped}"

    @property
    def _judgement(self) -> str:
        sure = f" (certainty: {self.certainty.value})" if self.certainty else ""
        if self.rule in {ADDED, DELETED}:
            return f"{self.by} shows these words as {self.rule}"
        match self.kind:
            case MarkKind.SUPPLIED:
                return f'"{self.reading}", supplied by {self.by}{sure}'
            case MarkKind.UNCLEAR:
                instead = f', who reads "{self.reading}"' if self.reading else ""
                return f"doubted by {self.by}{instead}{sure}"
            case MarkKind.GAP:
                extent = f" ({self.extent})" if self.extent else ""
                return f"{self.by} finds something lost here{extent}"
            case MarkKind.SURPLUS:
                return f"{self.by} finds that this does not belong here"

    @property
    def is_on_words_of_an_edition(self) -> bool:
        """Did the editors of the file mark words of its text, be they supplied by them?"""
        return self.rule == IN_EDITION and self.repaired_start < self.repaired_end

    def touches(self, start: int, end: int) -> bool:
        """Is the mark inside or at an end of `start:end` of the repaired text?"""
        return self.repaired_start <= end and self.repaired_end >= start

    def is_same_as(self, other: Mark) -> bool:
        """Do both doubt the same place of the raw text on the same ground?"""
        return (self.kind, self.rule, self.by, self.raw_start, self.raw_end) == (
            other.kind,
            other.rule,
            other.by,
            other.raw_start,
            other.raw_end,
        )

    def __str__(self) -> str:
        """Say the doubt in one line."""
        return f"{self.where}: {self.kind.value} ({self.rule}): {self.said}"


def by_place(mark: Mark) -> tuple[int, int]:
    """Sort marks in the order of the repaired text."""
    return mark.repaired_start, mark.repaired_end


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
