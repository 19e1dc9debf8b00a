"""What did repair do to the text, where, and how is it taken back?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.offset_map import OffsetMap

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Edit", "Operation", "Rule", "apply_edits", "undo_operations"]


class Rule(StrEnum):
    """Why an operation was made."""

    JOIN = "join lines"
    JOIN_HYPHEN = "join lines at a hyphen"
    BREAK = "begin a paragraph"
    DROP = "drop an adjacent repeat"
    RUNNING_LINE = "leave out a running head"
    SOFT_HYPHEN = "leave out a soft hyphen"


class Edit(NamedTuple):
    """Replace `raw[start:end]` by `text`, for the reason `rule`."""

    start: int
    end: int
    text: str
    rule: Rule


@final
@dataclass(frozen=True, slots=True)
class Operation:
    """One change that repair made: what, where, by which rule; it can be taken back.

    Parameters
    ----------
    rule : Rule
        Why it was made.
    raw_start, raw_end : int
        The stretch of the raw text, in code points.
    repaired_start, repaired_end : int
        The stretch of the repaired text that stands there now.
    removed : str
        What stood in the raw text.
    added : str
        What stands in the repaired text: spaces and line ends only.
    first_line, last_line : int
        Lines of the raw text, counted from one.
    where : str
        Where a reader finds it in the file: ``"lines 4-5"``.
    """

    rule: Rule
    raw_start: int
    raw_end: int
    repaired_start: int
    repaired_end: int
    removed: str
    added: str
    first_line: int
    last_line: int
    where: str

    def undo(self, text: str) -> str:
        """Take this operation back in a text where all earlier ones still stand."""
        return text[: self.repaired_start] + self.removed + text[self.repaired_end :]

    def __str__(self) -> str:
        """Say what was done in one line."""
        return f"{self.where}: {self.rule.value}: {self.removed!r} -> {self.added!r}"


def apply_edits(raw: str, edits: Sequence[Edit]) -> tuple[str, OffsetMap]:
    """Make the edits, which stand in order, and the map that they cause."""
    pieces: list[str] = []
    position = 0
    for edit in edits:
        pieces += (raw[position : edit.start], edit.text)
        position = edit.end
    pieces.append(raw[position:])
    return "".join(pieces), OffsetMap.from_replacements(
        (edit.start, edit.end, len(edit.text)) for edit in edits
    )


def undo_operations(repaired: str, operations: Sequence[Operation]) -> str:
    """Take back every operation, the last one first: the raw text stands there again."""
    for operation in reversed(operations):
        repaired = operation.undo(repaired)
    return repaired
