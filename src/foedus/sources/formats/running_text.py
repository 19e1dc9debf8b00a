"""How do the words of a marked-up file become lines and paragraphs, each with its place?

Running text folds white space as a browser does: spaces, tabs and line ends between two words are
one space, which a line's end swallows. Blocks are parted by a blank line; rows of a table and items
of a list are lines. Nothing is written but words of the file, spaces, tabs between the cells of a
table, line ends, and the markers of lists.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, final

from foedus.sources.kept import KeptLines
from foedus.sources.layout import Layout

if TYPE_CHECKING:
    from typing import Literal

__all__ = ["RunningText"]

_BLANKS = str.maketrans("\t\f\r", "   ")
_SPACES = re.compile("  +")
_SOFT_HYPHEN = "\u00ad"
_LINE, _PARAGRAPH = 1, 2
_FREE, _ITEMS, _VERBATIM = 0, 1, 2  # what a block is made of
_BEGUN = {"line": _ITEMS, "verbatim line": _VERBATIM, "paragraph": _FREE}


@final
class RunningText:
    """Text as it grows; the one value here that changes, and only while a file is read.

    `soft_hyphens` counts those that were left out: they are signs for a printer, not of the word.
    `noted` lists the places that were noted, once the words behind them are written.
    """

    def __init__(self) -> None:
        self.soft_hyphens = 0
        self.noted: list[int] = []
        self._to_note: list[int] = []
        self._pieces: list[str] = []
        self._length = 0
        self._places: list[tuple[int, int, int | None]] = []
        self._ends = 0  # line ends that the text ends with
        self._wanted_ends = 0
        self._wants_space = False
        self._cells = 0
        self._marker = ""
        self._kept: list[KeptLines] = []
        self._block = 0  # where the block begins that is being written
        self._block_is = self._line_is = _FREE

    def flow(self, text: str, number: int = 0, page: int | None = None) -> int:
        """Write running text that begins in line `number`; returns the line where it ends."""
        for index, line in enumerate(text.split("\n")):
            if index:
                self._wants_space = True
                number += 1
            words = _SPACES.sub(" ", line.translate(_BLANKS))
            if words.strip(" "):
                self._wants_space |= words.startswith(" ")
                self._put(words.strip(" "), number, page)
                self._wants_space = words.endswith(" ")
            else:
                self._wants_space |= bool(words)
        return number

    def keep(self, text: str, number: int = 0, page: int | None = None) -> int:
        """Write text whose every space and line end counts; returns the line where it ends."""
        for index, line in enumerate(text.split("\n")):
            if index:
                number += 1
                if self._wanted_ends or not self._pieces:
                    self._wanted_ends += bool(self._pieces)
                else:
                    self._append("\n")
                    self._ends += 1
            if line:
                self._wants_space = False
                self._put(line, number, page)
                self._block_is = _VERBATIM
        return number

    def end_line(self) -> None:
        """End a line, as `br` does; two of them make a blank line."""
        if not self._marker:
            self._wanted_ends = min(_PARAGRAPH, self._wanted_ends + 1)

    def begin(self, what: Literal["line", "verbatim line", "paragraph"]) -> None:
        """See to it that the next words begin an item's line, one of verse or a table, or a block.

        Lines that begin so stay; those that `end_line` ends may be repaired.
        """
        if not self._marker:
            self._line_is = _BEGUN[what]
            self._wanted_ends = max(self._wanted_ends, _LINE if self._line_is else _PARAGRAPH)
            self._cells = 0

    def next_cell(self) -> None:
        """Part two cells of a row."""
        self._cells += 1

    def mark_item(self, marker: str) -> None:
        """Let the next words be an item of a list with this marker in front."""
        self._marker = marker

    def drop_marker(self) -> None:
        """Forget the marker of an item that has no words."""
        self._marker = ""

    def note_place(self) -> int:
        """Note the place behind the last words, or before the next where those begin a line.

        Returns the number under which `noted` holds it, as `note_start` and `note_end` do.
        """
        if self._pieces and not self._wanted_ends:
            return self.note_end()
        return self.note_start()

    def note_start(self) -> int:
        """Note the place before the next words."""
        self._to_note.append(len(self.noted))
        self.noted.append(self._length)
        return len(self.noted) - 1

    def note_end(self) -> int:
        """Note the place behind the last words."""
        self.noted.append(self._length)
        return len(self.noted) - 1

    def finish(
        self, unit: Literal["line", "paragraph"] = "line"
    ) -> tuple[str, Layout, tuple[KeptLines, ...]]:
        """Hand on the text, where it stands in the file, and which of its lines stay."""
        self._end_block()
        self._note_waiting()
        places = self._places or [(0, 1, None)]
        pages = [page for _, _, page in places]
        layout = Layout(
            (0, *(start for start, _, _ in places[1:])),
            unit,
            tuple(number for _, number, _ in places),
            None if None in pages else tuple(page or 0 for page in pages),
        )
        return "".join(self._pieces), layout, tuple(self._kept)

    def _put(self, words: str, number: int, page: int | None) -> None:
        if _SOFT_HYPHEN in words:
            self.soft_hyphens += words.count(_SOFT_HYPHEN)
            words = words.replace(_SOFT_HYPHEN, "")
            if not words:
                return
        wanted = self._wanted_ends if self._pieces else _PARAGRAPH
        if wanted == _PARAGRAPH:
            self._end_block()
        self._part()
        self._note_waiting()
        if wanted == _PARAGRAPH:
            self._block = self._length
        if wanted == _LINE or self._line_is == _VERBATIM:
            self._block_is = max(self._block_is, self._line_is)  # one item alone may be repaired
        self._line_is = _FREE
        if not self._places or self._places[-1][1:] != (number, page):
            self._places.append((self._length, number, page))
        self._append(self._marker + words)
        self._marker = ""
        self._ends = 0

    def _part(self) -> None:
        """Write what stands between the last words and the next ones."""
        if self._pieces and self._wanted_ends > self._ends:
            self._append("\n" * (self._wanted_ends - self._ends))
            self._ends = self._wanted_ends
        if self._cells:
            self._append("\t" * self._cells)
        elif self._wants_space and self._pieces and not self._ends:
            self._append(" ")
        self._wanted_ends = self._cells = 0
        self._wants_space = False

    def _note_waiting(self) -> None:
        for number in self._to_note:
            self.noted[number] = self._length
        self._to_note = []

    def _end_block(self) -> None:
        """Note whether the lines of the block that ends here stay."""
        if self._block_is:
            self._kept.append(KeptLines(self._block, self._length, self._block_is == _ITEMS))
        self._block_is = _FREE

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._length += len(piece)
