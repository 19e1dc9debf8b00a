"""What does the document say: the raw text, the repaired text and the way between them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, final

from foedus.sources.errors import SourceError
from foedus.sources.fold import FoldedText, fold_text
from foedus.sources.line_index import LineIndex
from foedus.sources.mark import FOEDUS, Mark, MarkKind, Settlement, by_place
from foedus.sources.mark_index import MarkIndex
from foedus.sources.offset_map import OffsetMap, Stretch
from foedus.sources.passage import Passage

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources.fold import Fold
    from foedus.sources.kept import KeptLines
    from foedus.sources.layout import Layout
    from foedus.sources.mark import Certainty
    from foedus.sources.operation import Operation
    from foedus.sources.wrap import Wrap

__all__ = ["Source"]

_BLANKS = " \t"


@final
@dataclass(frozen=True, repr=False)
class Source:
    """A document: as it was found, and as it reads once repaired.

    Parameters
    ----------
    key : str
        The short name by which citations call it.
    raw : str
        The text as it was read from the file: of plain text every character but the byte order
        mark, of other formats what their reader takes for words.
    title : str, optional
        The title for readers.
    path : Path, optional
        The file it was read from.
    encoding : str, optional
        The encoding it was read with.
    encoding_is_guessed : bool
        Was the encoding a fallback, neither declared nor proved by the bytes?
    format : str
        What the file is, for readers.
    layout : Layout, optional
        Where the raw text stands in the file; None counts its lines.
    notes : tuple of str
        What a reader of the file should know about how it was read, a sentence each.
    kept : tuple of KeptLines
        The stretches of the raw text whose lines repair leaves alone, in order.
    operations : tuple of Operation
        What repair did, in order of place. Empty: the text is as it was found.
    marks : tuple of Mark
        The lost and doubtful places, in order of place.
    wrap : Wrap, optional
        How the file was evidently wrapped, as far as repair could tell.

    Examples
    --------
    >>> Source("letter", "We shall come.").repaired
    'We shall come.'
    """

    key: str
    raw: str
    title: str | None = None
    path: Path | None = None
    encoding: str | None = None
    encoding_is_guessed: bool = False
    format: str = "plain text"
    layout: Layout | None = None
    notes: tuple[str, ...] = ()
    kept: tuple[KeptLines, ...] = ()
    operations: tuple[Operation, ...] = ()
    marks: tuple[Mark, ...] = ()
    wrap: Wrap | None = None
    _folded: dict[Fold, FoldedText] = field(default_factory=dict, init=False, compare=False)

    @cached_property
    def repaired(self) -> str:
        """The text as it reads once every operation is made."""
        pieces: list[str] = []
        position = 0
        for operation in self.operations:
            pieces += (self.raw[position : operation.raw_start], operation.added)
            position = operation.raw_end
        pieces.append(self.raw[position:])
        return "".join(pieces)

    @cached_property
    def offsets(self) -> OffsetMap:
        """The map between raw (before) and repaired (after) offsets."""
        return OffsetMap(
            tuple(
                Stretch(made.raw_start, made.raw_end, made.repaired_start, made.repaired_end)
                for made in self.operations
            )
        )

    @cached_property
    def as_found(self) -> Source:
        """The same source before repair, so that words can be looked for in the raw text."""
        return Source(self.key, self.raw, self.title, self.path)

    @cached_property
    def _lines(self) -> LineIndex:
        return LineIndex(self.raw)

    @cached_property
    def _marks(self) -> MarkIndex:
        return MarkIndex(self.marks)

    @property
    def line_count(self) -> int:
        """The number of lines of the raw text."""
        return self._lines.count

    def to_raw(self, offset: int) -> int:
        """Find the raw character that a repaired character came from."""
        return self.offsets.to_before(offset)

    def to_repaired(self, offset: int) -> int:
        """Find the repaired character that a raw character became."""
        return self.offsets.to_after(offset)

    def line_of(self, raw_offset: int) -> int:
        """Count the line of the raw text that holds a raw offset, from one."""
        return self._lines.number_of(raw_offset)

    def start_of_line(self, number: int) -> int:
        """Find the raw offset at which a line of the raw text, counted from one, begins."""
        return self._lines.start_of(number)

    def where(self, raw_start: int, raw_end: int) -> str:
        """Say where a reader finds `raw_start:raw_end` of the raw text in the file."""
        if self.layout is not None:
            return self.layout.in_words(raw_start, raw_end)
        first, last = self.line_of(raw_start), self.line_of(max(raw_start, raw_end - 1))
        return f"line {first}" if first == last else f"lines {first}-{last}"

    def folded(self, fold: Fold) -> FoldedText:
        """Fold the repaired text; each fold is made once and kept."""
        if fold not in self._folded:
            self._folded[fold] = fold_text(self.repaired, fold)
        return self._folded[fold]

    def passage(self, start: int, end: int) -> Passage:
        """Take the stretch `start:end` of the repaired text, with its place and its marks."""
        raw_start, raw_end = self.offsets.range_before(start, end)
        left, right = self._with_blanks(start, end)
        return Passage(
            source=self.key,
            text=self.repaired[start:end],
            repaired_start=start,
            repaired_end=end,
            raw_start=raw_start,
            raw_end=raw_end,
            first_line=self.line_of(raw_start),
            last_line=self.line_of(max(raw_start, raw_end - 1)),
            where=self.where(raw_start, raw_end),
            marks=tuple(
                mark
                for mark in self._marks.near(left, right)
                if mark.touches(left, right) or self._has_copy(start, end, mark)
            ),
        )

    def _has_copy(self, start: int, end: int, mark: Mark) -> bool:
        """Stand the words `start:end` in a fragment of which this mark says that a copy went?"""
        length = mark.raw_end - mark.raw_start
        is_of_a_copy = mark.kind is MarkKind.SURPLUS and mark.repaired_start == mark.repaired_end
        if not is_of_a_copy or not end <= mark.repaired_start <= start + length:
            return False
        words = " ".join(self.repaired[start:end].split())
        return words in " ".join(self.raw[mark.raw_start : mark.raw_end].split())

    def _with_blanks(self, start: int, end: int) -> tuple[int, int]:
        """Widen `start:end` over blanks, since what was lost may be lost on their other side."""
        while start > 0 and self.repaired[start - 1] in _BLANKS:
            start -= 1
        while end < len(self.repaired) and self.repaired[end] in _BLANKS:
            end += 1
        return start, end

    def mark(
        self,
        start: int,
        end: int,
        kind: MarkKind,
        rule: str,
        note: str,
        by: str,
        *,
        reading: str | None = None,
        certainty: Certainty | None = None,
        extent: str | None = None,
    ) -> Source:
        """Add a person's mark on `start:end` of the repaired text; the text stays as it is.

        Parameters
        ----------
        start, end : int
            The place in the repaired text; empty where something is missing.
        kind : MarkKind
            TEI's term.
        rule : str
            On what ground, such as ``"by hand"``.
        note : str
            A sentence for the reader; may be empty.
        by : str
            The name of the person.
        reading : str, optional
            The words that are supplied, or read instead of unclear ones.
        certainty : Certainty, optional
            How sure the person is of the reading.
        extent : str, optional
            How much seems to be lost, for a gap.

        Returns
        -------
        Source
            A new one; repairing it, or taking back what repair did, keeps the mark.

        Raises
        ------
        SourceError
            If there is no name, the place is not in the text, or what is said does not fit `kind`.

        Examples
        --------
        >>> minutes = Source("minutes", "Nobody asked for")
        >>> marked = minutes.mark(16, 16, MarkKind.SUPPLIED, "by hand", "", "A. Editor",
        ...                       reading="a date")
        >>> marked.repaired, marked.marks[0].said
        ('Nobody asked for', '"a date", supplied by A. Editor.')
        """
        _refuse_nameless(by)
        if not 0 <= start <= end <= len(self.repaired):
            raise SourceError(
                f"The place {start}:{end} is not in {self.key}, whose repaired text has "
                f"{len(self.repaired):,} characters."
            )
        _refuse_misfit(kind, reading, certainty, extent)
        raw_start, raw_end = self._anchored(start, end)
        new = Mark(
            kind=kind,
            rule=rule,
            repaired_start=start,
            repaired_end=end,
            raw_start=raw_start,
            raw_end=raw_end,
            line=self.line_of(raw_start),
            where=self.where(raw_start, raw_start),
            note=note,
            by=by,
            reading=reading,
            certainty=certainty,
            extent=extent,
        )
        return replace(self, marks=tuple(sorted((*self.marks, new), key=by_place)))

    def settle(self, mark: Mark, by: str, note: str = "") -> Source:
        """Say that a mark of Foedus's is no doubt; it stays, and is shown as settled.

        Parameters
        ----------
        mark : Mark
            One of `marks`.
        by : str
            The name of the person who says so.
        note : str
            Why, for the reader.

        Raises
        ------
        SourceError
            If there is no name, or this is no mark of Foedus's on this source.

        Examples
        --------
        >>> from foedus.sources import repair
        >>> minutes = repair(Source("minutes", "In that year nobody had asked them for"))
        >>> settled = minutes.settle(minutes.marks[0], "A. Editor", "the page ends so")
        >>> settled.marks[0].is_open, str(settled.marks[0].settled[0])
        (False, 'Settled by A. Editor: the page ends so.')
        """
        _refuse_nameless(by)
        if mark not in self.marks:
            raise SourceError(f"{self.key} has no such mark: {mark}")
        if mark.is_by_a_person:
            raise SourceError(f"This mark is {mark.by}'s, and not for another to settle: {mark}")
        settled = replace(mark, settled=(*mark.settled, Settlement(by, note)))
        return replace(self, marks=tuple(settled if one == mark else one for one in self.marks))

    def _anchored(self, start: int, end: int) -> tuple[int, int]:
        """The raw place of `start:end`; an empty one stays beside the word that it touches."""
        is_behind_a_word = start > 0 and not self.repaired[start - 1].isspace()
        if start == end and is_behind_a_word:
            behind = self.to_raw(start - 1) + 1
            return behind, behind
        return self.offsets.range_before(start, end)

    def __repr__(self) -> str:
        """Show the key, the size, and how many operations and marks of each kind there are."""
        title = f" {self.title!r}" if self.title else ""
        made = Counter(operation.rule.value for operation in self.operations)
        marked = Counter(mark.kind.value for mark in self.marks)
        return (
            f"<Source {self.key}{title}: {self.line_count} lines, "
            f"{len(self.operations)} operations{_counts(made)}, "
            f"{len(self.marks)} marks{_counts(marked)}>"
        )


def _counts(counter: Counter[str]) -> str:
    listed = ", ".join(f"{count} {name}" for name, count in counter.most_common())
    return f" ({listed})" if listed else ""


def _refuse_nameless(by: str) -> None:
    """Refuse a mark that no person answers for.

    Raises
    ------
    SourceError
        If there is no name, or it is Foedus's own.
    """
    if not by.strip() or by == FOEDUS:
        raise SourceError(f"A mark needs the name of the person who makes it, not {by!r}.")


def _refuse_misfit(
    kind: MarkKind, reading: str | None, certainty: Certainty | None, extent: str | None
) -> None:
    """Refuse what a mark of this kind cannot say.

    Raises
    ------
    SourceError
        Naming what does not fit.
    """
    is_empty = reading is not None and not reading.strip()
    if is_empty or (reading is None and kind is MarkKind.SUPPLIED):
        raise SourceError("A guess needs words; give them as the reading.")
    if reading is not None and kind not in (MarkKind.SUPPLIED, MarkKind.UNCLEAR):
        raise SourceError(f"A {kind.value} has no reading; only supplied and unclear have one.")
    if certainty is not None and reading is None:
        raise SourceError("A certainty is that of a reading, and none is given.")
    if extent is not None and kind is not MarkKind.GAP:
        raise SourceError(f"A {kind.value} has no extent; only a gap has one.")
