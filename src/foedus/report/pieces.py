"""How is a passage shown, so that what is doubtful in it stands apart from what its source says?

Where something is lost or was dropped, a sign in brackets stands for it; what an editor supplies
stands in brackets, too. Neither is part of the source, and without them the text is what it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.sources import MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.sources import Mark, Passage

LOST, DROPPED = "[…]", "[repeat dropped]"

LEGEND = (
    ("doubtful", "words", "in the source, and doubtful"),
    ("lost", LOST, "something seems to be lost there"),
    ("dropped", DROPPED, "a fragment stood there a second time"),
    ("supplied", "[words]", "an editor's guess, which is not in the source"),
    ("settled", "words", "doubted by Foedus, and settled by a person who looked"),
)
"""Every look of a piece, with an example and what it means."""


@dataclass(frozen=True)
class Piece:
    """A stretch of a passage, and the doubt about it if there is one.

    Attributes
    ----------
    look
        How it is set apart, one of `LEGEND`; empty for plain text of the source.
    number
        Which doubt of the passage it is, counted from one; 0 for none.
    """

    text: str
    doubt: str = ""
    look: str = ""
    number: int = 0


def pieces(passage: Passage) -> tuple[Piece, ...]:
    """The text of a passage, in which doubtful places are set apart."""
    found: list[Piece] = []
    at = 0
    guessed = {mark.repaired_start for mark in passage.marks if mark.kind is MarkKind.SUPPLIED}
    for number, mark in enumerate(passage.marks, start=1):
        start = min(max(mark.repaired_start - passage.repaired_start, at), len(passage.text))
        end = min(max(mark.repaired_end - passage.repaired_start, start), len(passage.text))
        doubt = f"{mark.where}: {mark.said}"
        found.append(Piece(passage.text[at:start]))
        if passage.text[start:end]:
            look = "doubtful" if mark.is_open else "settled"
            found.append(Piece(passage.text[start:end], doubt, look, number))
        if mark.kind is MarkKind.SUPPLIED:
            guess = _apart(f"[{mark.reading}]", passage.text[:end], passage.text[end:])
            found.append(Piece(guess, doubt, "supplied", number))
        elif start == end and mark.repaired_start not in guessed:
            found.append(_sign(mark, doubt, number))
        at = end
    return tuple(piece for piece in (*found, Piece(passage.text[at:])) if piece.text)


def _sign(mark: Mark, doubt: str, number: int) -> Piece:
    """What stands for a mark that has no words; nothing where it is settled, or stands for none."""
    if mark.is_open and mark.kind is MarkKind.GAP:
        return Piece(LOST, doubt, "lost", number)
    if mark.kind is MarkKind.SURPLUS and not mark.is_by_a_person:
        return Piece(DROPPED, doubt, "dropped", number)
    return Piece("")


def _apart(guess: str, before: str, after: str) -> str:
    """A guess with the blanks that part it from the words beside it."""
    left = " " if before and not before[-1].isspace() else ""
    right = " " if after and after[0].isalnum() else ""
    return f"{left}{guess}{right}"


def legend(shown: Iterable[Piece]) -> tuple[tuple[str, str, str], ...]:
    """The part of the legend that these pieces need."""
    looks = {piece.look for piece in shown}
    return tuple(line for line in LEGEND if line[0] in looks)
