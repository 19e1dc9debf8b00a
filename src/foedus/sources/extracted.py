"""What text was read from a file, whatever its format?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from foedus.sources.kept import KeptLines
    from foedus.sources.layout import Layout
    from foedus.sources.mark import Mark

__all__ = ["Extracted"]


@final
@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a file, as the reader of its format hands it to repair.

    Parameters
    ----------
    text : str
        The words in the order in which they are read, nothing corrected.
    format : str
        What the file is, for readers: ``"plain text"``, ``"Markdown"``, …
    encoding : str, optional
        How its characters were encoded, where that is a question.
    encoding_is_guessed : bool
        Was the encoding a fallback, neither declared nor proved by the bytes?
    layout : Layout, optional
        Where the text stands in the file; None counts the lines of the text.
    notes : tuple of str
        What was left out or is doubtful about the reading, a sentence each.
    kept : tuple of KeptLines
        The stretches whose lines stay: code, tables, verse, lists.
    marks : tuple of Mark
        What the editors of the file mark as lost, doubtful, supplied or changed.
    """

    text: str
    format: str
    encoding: str | None = None
    encoding_is_guessed: bool = False
    layout: Layout | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[KeptLines, ...] = ()
    marks: tuple[Mark, ...] = ()
