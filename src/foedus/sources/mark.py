"""Which places of the text are lost or doubtful?

The kinds are elements of the Text Encoding Initiative's guidelines, chapter 11: `gap` (something is
lost), `surplus` (something stood there that does not belong), `supplied` (an editor's guess) and
`unclear` (it stands there, but may not be right). Repair never makes a `supplied`: people do.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, final

__all__ = ["FOEDUS", "RUNNING_HEAD", "Doubt", "Mark", "MarkKind", "by_place"]

FOEDUS = "Foedus"
"""Who made a mark that no person made."""

RUNNING_HEAD = "running head"
"""The rule of a mark where a running head, foot or page number was left out of a paragraph."""


class MarkKind(StrEnum):
    """A term of TEI."""

    GAP = "gap"
    SURPLUS = "surplus"
    SUPPLIED = "supplied"
    UNCLEAR = "unclear"


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
    """A doubtful place, never filled.

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
        A sentence for the reader.
    by : str
        Who made the mark: ``"Foedus"`` or a person's name.
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

    def touches(self, start: int, end: int) -> bool:
        """Is the mark inside or at an end of `start:end` of the repaired text?"""
        return self.repaired_start <= end and self.repaired_end >= start

    def __str__(self) -> str:
        """Say the doubt in one line."""
        return f"{self.where}: {self.kind.value} ({self.rule}): {self.note}"


def by_place(mark: Mark) -> tuple[int, int]:
    """Sort marks in the order of the repaired text."""
    return mark.repaired_start, mark.repaired_end
