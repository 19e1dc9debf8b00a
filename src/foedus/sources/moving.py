"""What became of a citation when the file of its source was replaced by another?

A citation knows no line numbers: it is found again by its words, wherever they stand now. With the
earlier file at hand it can be said, too, from where they moved, and what changed between the ends
of a citation that carries no fingerprint.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, final

from foedus.sources.citation import CitationStatus
from foedus.sources.fold import fingerprint
from foedus.sources.suggestion import word_difference

if TYPE_CHECKING:
    from foedus.sources.citation import Citation, CitationCheck, WordChange
    from foedus.sources.passage import Passage

__all__ = ["Fate", "Move", "what_moved"]


class Fate(StrEnum):
    """What became of a citation.

    ``SAME``: it stands where it stood. ``MOVED``: the same words stand in other lines.
    ``REWORDED``: found by its ends, but the passage has other words. ``LOST``: it held and holds no
    longer. ``FOUND``: it did not hold and does now. ``UNKNOWN``: it holds in neither file, or one
    of them is not at hand.
    """

    SAME = "same"
    MOVED = "moved"
    REWORDED = "reworded"
    LOST = "lost"
    FOUND = "found"
    UNKNOWN = "unknown"


@final
@dataclass(frozen=True, slots=True)
class Move:
    """What became of a citation, and a sentence that says it.

    Parameters
    ----------
    citation : Citation
        The citation.
    fate : Fate
        What became of it.
    message : str
        A sentence for the reader; empty where nothing is to be told.
    difference : tuple of WordChange
        Where the passage was reworded: its earlier words against those of now.
    """

    citation: Citation
    fate: Fate
    message: str = ""
    difference: tuple[WordChange, ...] = ()

    def __str__(self) -> str:
        """Say it, with the difference word by word."""
        changed = " ".join(map(str, self.difference))
        return f"{self.citation}: {self.message}" + (f"\n  {changed}" if changed else "")


def what_moved(earlier: CitationCheck, later: CitationCheck) -> Move:
    r"""Compare two checks of one citation: against the earlier file, and against that of now.

    Parameters
    ----------
    earlier, later : CitationCheck
        As `check_citation` returns them for the two files.

    Raises
    ------
    ValueError
        If they are checks of different citations.

    Examples
    --------
    >>> from foedus.sources import Citation, Source, check_citation
    >>> cited = Citation("note", "The dam", "stand.")
    >>> before = check_citation(Source("note", "The dam would stand."), cited)
    >>> after = check_citation(Source("note", "Rain fell.\n\nThe dam would not stand."), cited)
    >>> move = what_moved(before, after)
    >>> str(move.fate), [str(change) for change in move.difference]
    ('reworded', ['The dam would', '{+not+}', 'stand.'])
    """
    if earlier.citation != later.citation:
        raise ValueError(f"{earlier.citation} and {later.citation} are different citations")
    citation = later.citation
    if CitationStatus.UNCHECKED in (earlier.status, later.status):
        return Move(citation, Fate.UNKNOWN)
    if earlier.passage is not None and later.passage is not None and earlier.holds:
        return _compared(citation, earlier.passage, later.passage)
    if earlier.passage is not None and earlier.holds:
        stood = f"It stood in {earlier.passage.where} of the earlier file"
        now = (
            "fits several places now: cite more of its words"
            if later.status is CitationStatus.AMBIGUOUS
            else f"is found no longer ({later.status.value})"
        )
        return Move(citation, Fate.LOST, f"{stood} and {now}.")
    if later.passage is not None and later.holds:
        was = f"It did not hold in the earlier file ({earlier.status.value})"
        return Move(citation, Fate.FOUND, f"{was} and now stands in {later.passage.where}.")
    return Move(citation, Fate.UNKNOWN)


def _compared(citation: Citation, earlier: Passage, later: Passage) -> Move:
    is_elsewhere = earlier.where != later.where
    if fingerprint(earlier.text) == fingerprint(later.text):
        if not is_elsewhere:
            return Move(citation, Fate.SAME)
        message = f"It stood in {earlier.where} and now stands in {later.where}, word for word."
        return Move(citation, Fate.MOVED, message)
    message = f"It is found by its ends in {later.where}, but not every word is what it was"
    if is_elsewhere:
        message += f" in {earlier.where} of the earlier file"
    difference = word_difference(earlier.text.split(), later.text.split())
    return Move(citation, Fate.REWORDED, f"{message}:", difference)
