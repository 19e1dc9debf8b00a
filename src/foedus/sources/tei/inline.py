"""How are lines, dropped copies, marks and passages written among the words of a paragraph?

A mark on words becomes an element around them where it lies within one paragraph and crosses no
other; anything else, and every cited passage, is two `anchor`s, since XML knows no overlapping
elements. Notes stand apart and point at the element or at the anchors.

What people put forward is no part of the source: words that somebody supplies stand in `supplied`,
and a reading in place of unclear words is the second `unclear` of a `choice`, whose first holds the
words that stand there (TEI P5 on "Damage, Illegibility, and Supplied Text", and `choice`). What the
editors of a file supplied is part of its text, and stands in `supplied` with a reason of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.mark import FOEDUS, MarkKind
from foedus.sources.operation import Rule
from foedus.sources.tei.breaks import breaks_of
from foedus.sources.tei.characters import TEI, XML_ID, mentioned, write_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from foedus.sources.mark import Mark
    from foedus.sources.operation import Operation
    from foedus.sources.source import Source
    from foedus.sources.tei.breaks import Break
    from foedus.sources.tei.characters import Builder

__all__ = ["Inline", "Stretch", "reason"]


class Stretch(NamedTuple):
    """`start:end` of the repaired text, which becomes the content of one element."""

    start: int
    end: int


class _Step(NamedTuple):
    """Something to write at a position; at one position in the order of `rank`, then of `tie`."""

    position: int
    rank: int
    tie: tuple[int, int]
    write: Callable[[], None]


_CLOSE, _TO, _COPY, _EMPTY, _BREAK, _FROM, _OPEN = range(7)


@dataclass
class Inline:
    """Writes the words of stretches, with all that stands among them.

    Attributes
    ----------
    builder
        Takes the elements.
    source
        The source, repaired.
    stretches
        All that will be written, in order; only white space lies between them.
    marks
        The marks to write; their ids count from one in this order.
    people
        The id of each maker of marks.
    is_whole
        Is the whole text written? Otherwise what lies outside the stretches is left out.
    pointers
        For each mark, by its number: the element, or the two anchors, that its note points at.
    """

    builder: Builder
    source: Source
    stretches: Sequence[Stretch]
    marks: Sequence[Mark]
    people: Mapping[str, str]
    is_whole: bool = True
    pointers: dict[int, tuple[str, ...]] = field(
        default_factory=dict[int, tuple[str, ...]], init=False
    )
    _steps: dict[int, list[_Step]] = field(default_factory=dict[int, list[_Step]], init=False)

    def __post_init__(self) -> None:
        """Place lines, copies and marks in the stretches that hold them."""
        if self.stretches:
            self._place_lines_and_copies()
            self._place_marks()

    def write(self, index: int) -> None:
        """Write the stretch with this index."""
        stretch = self.stretches[index]
        position = stretch.start
        for step in sorted(self._steps.get(index, []), key=lambda step: step[:3]):
            write_text(self.builder, self.source.repaired[position : step.position])
            position = step.position
            step.write()
        write_text(self.builder, self.source.repaired[position : stretch.end])

    def anchor(self, name: str, start: int, end: int) -> tuple[str, str]:
        """Put an anchor before and behind `start:end` of the repaired text; their ids."""
        ends = f"{name}-from", f"{name}-to"
        self._add(start, _FROM, partial(self._empty, "anchor", {XML_ID: ends[0]}))
        self._add(end, _TO, partial(self._empty, "anchor", {XML_ID: ends[1]}))
        return ends

    def _place_lines_and_copies(self) -> None:
        first, last = self.stretches[0].start, self.stretches[-1].end
        inside: dict[Operation, list[Break]] = {}
        for line in breaks_of(self.source):
            if line.dropped is not None:
                inside.setdefault(line.dropped, []).append(line)
            elif self.is_whole or first <= line.position < last:
                self._add(line.position, _BREAK, partial(self._break, line))
        numbers = {
            mark.raw_end: number for number, mark in enumerate(self.marks, 1) if _is_of_a_copy(mark)
        }
        for made in self.source.operations:
            is_here = self.is_whole or first < made.repaired_start < last
            if made.rule is Rule.DROP and is_here:
                number = numbers.get(made.raw_end)
                write = partial(self._copy, made, inside.get(made, []), number)
                self._add(made.repaired_start, _COPY, write)
                if number is not None:
                    self.pointers[number] = (f"mark-{number}",)

    def _place_marks(self) -> None:
        open_until: dict[int, list[int]] = {}
        for number, mark in sorted(enumerate(self.marks, 1), key=_outer_first):
            start, end = self._clipped(mark)
            if start >= end:
                self._place_empty(number, mark)
                continue
            index = self._index_of(start)
            if mark.kind is MarkKind.SUPPLIED and not mark.is_on_words_of_an_edition:
                self._place_guess_on_words(number, mark, start, end)
                continue
            around = open_until.setdefault(index, [])
            while around and around[-1] <= start:
                around.pop()
            is_within = self.stretches[index].start <= start and end <= self.stretches[index].end
            if mark.kind is MarkKind.GAP or not is_within or (around and end > around[-1]):
                self.pointers[number] = self.anchor(f"mark-{number}", start, end)
                continue
            around.append(end)
            is_whole = (start, end) == (mark.repaired_start, mark.repaired_end)
            reading = mark.reading if is_whole and mark.kind is MarkKind.UNCLEAR else None
            self._add(start, _OPEN, partial(self._open, mark, number, reading), (-end, number))
            self._add(end, _CLOSE, partial(self._close, mark, reading), (-start, -number))
            self.pointers[number] = (f"mark-{number}",)

    def _clipped(self, mark: Mark) -> tuple[int, int]:
        if self.is_whole:
            return mark.repaired_start, mark.repaired_end
        first, last = self.stretches[0].start, self.stretches[-1].end
        return max(first, mark.repaired_start), min(last, mark.repaired_end)

    def _place_empty(self, number: int, mark: Mark) -> None:
        """Write a mark on no words; a copy that repair dropped is written where it stood."""
        if _is_of_a_copy(mark):
            return
        if mark.kind is MarkKind.SUPPLIED:
            write = partial(self._guess, mark, number, mark.repaired_start)
        elif mark.kind is MarkKind.GAP:
            attributes = {
                **self._said_of(mark, number),
                "extent": mentioned(mark.extent or "unknown"),
            }
            write = partial(self._empty, "gap", attributes)
        else:
            write = partial(self._empty, "anchor", {XML_ID: f"mark-{number}"})
        self._add(mark.repaired_start, _EMPTY, write)
        self.pointers[number] = (f"mark-{number}",)

    def _place_guess_on_words(self, number: int, mark: Mark, start: int, end: int) -> None:
        """Write a guess behind the words in whose place it is put, which an anchor begins."""
        anchor = f"mark-{number}-from"
        self._add(start, _FROM, partial(self._empty, "anchor", {XML_ID: anchor}))
        self._add(end, _TO, partial(self._guess, mark, number, end))
        self.pointers[number] = (anchor, f"mark-{number}")

    def _add(
        self,
        position: int,
        rank: int,
        write: Callable[[], None],
        tie: tuple[int, int] | None = None,
    ) -> None:
        """Put a step into the stretch that holds its position, or the one before it."""
        index = self._index_of(position)
        stretch = self.stretches[index]
        at = min(max(position, stretch.start), stretch.end)
        steps = self._steps.setdefault(index, [])
        steps.append(_Step(at, rank, tie or (0, len(steps)), write))

    def _index_of(self, position: int) -> int:
        """The stretch that holds a position, else the one before it, else the first."""
        return max(0, bisect_right(self.stretches, position, key=lambda one: one.start) - 1)

    def _break(self, line: Break) -> None:
        if line.page is not None:
            self._empty("pb", {"n": str(line.page)})
        if line.unit == "line":
            self._empty(
                "lb", {"n": str(line.number), **({"break": "no"} if line.is_inside_word else {})}
            )
        else:
            self._empty("milestone", {"unit": line.unit, "n": str(line.number)})

    def _copy(self, made: Operation, lines: Sequence[Break], number: int | None) -> None:
        """Write a copy that repair dropped, with the lines that it had."""
        name = {} if number is None else {XML_ID: f"mark-{number}"}
        attributes = {**name, "reason": "repeated", "resp": f"#{self.people[FOEDUS]}"}
        self.builder.start(f"{TEI}surplus", attributes)
        position = 0
        for line in lines:
            write_text(self.builder, made.removed[position : line.inside])
            position = line.inside
            self._break(line)
        write_text(self.builder, made.removed[position:])
        self.builder.end(f"{TEI}surplus")

    def _open(self, mark: Mark, number: int, reading: str | None) -> None:
        if reading is not None:
            self.builder.start(f"{TEI}choice", {})
        certainty = {} if reading is not None else _certainty(mark)
        attributes = {**self._said_of(mark, number), **certainty}
        self.builder.start(f"{TEI}{mark.kind.value}", attributes)

    def _close(self, mark: Mark, reading: str | None) -> None:
        self.builder.end(f"{TEI}{mark.kind.value}")
        if reading is not None:
            attributes = {"reason": reason(mark), "resp": self._resp(mark), **_certainty(mark)}
            self.builder.start(f"{TEI}{mark.kind.value}", attributes)
            write_text(self.builder, reading)
            self.builder.end(f"{TEI}{mark.kind.value}")
            self.builder.end(f"{TEI}choice")

    def _guess(self, mark: Mark, number: int, position: int) -> None:
        """Write supplied words, with a blank inside where they would run into the words around."""
        before, behind = self.source.repaired[:position][-1:], self.source.repaired[position:][:1]
        is_inside_word = before.isalnum() and behind.isalnum()
        lead = " " if before.strip() and not is_inside_word else ""
        trail = " " if not before.strip() and behind.strip() else ""
        attributes = {**self._said_of(mark, number), **_certainty(mark)}
        self.builder.start(f"{TEI}supplied", attributes)
        write_text(self.builder, f"{lead}{mark.reading}{trail}")
        self.builder.end(f"{TEI}supplied")

    def _said_of(self, mark: Mark, number: int) -> dict[str, str]:
        return {XML_ID: f"mark-{number}", "reason": reason(mark), "resp": self._resp(mark)}

    def _empty(self, name: str, attributes: dict[str, str]) -> None:
        self.builder.start(f"{TEI}{name}", attributes)
        self.builder.end(f"{TEI}{name}")

    def _resp(self, mark: Mark) -> str:
        return f"#{self.people[mark.by]}"


def reason(mark: Mark) -> str:
    """The rule of a mark as one word, as TEI wants its reasons.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> from foedus.sources.mark import MarkKind
    >>> marked = Source("note", "a b").mark(0, 1, MarkKind.UNCLEAR, "stray capital", "", "A. B.")
    >>> reason(marked.marks[0])
    'stray-capital'
    """
    return re.sub(r"[^\w]+", "-", mark.rule).strip("-") or "unnamed"


def _certainty(mark: Mark) -> dict[str, str]:
    return {} if mark.certainty is None else {"cert": mark.certainty.value}


def _is_of_a_copy(mark: Mark) -> bool:
    """Does the mark say that repair dropped a copy there?"""
    is_empty = mark.repaired_start == mark.repaired_end
    return mark.kind is MarkKind.SURPLUS and mark.by == FOEDUS and is_empty


def _outer_first(numbered: tuple[int, Mark]) -> tuple[int, int]:
    _, mark = numbered
    return mark.repaired_start, -mark.repaired_end
