"""Which paragraphs does a part of a DOCX file hold?

A story, in the words of the format, is a run of paragraphs and tables: the body, a footnote, a text
box. Names are compared without their namespaces, which differ between the format's two forms.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.formats.docx_styles import attribute, child, is_numbering, value
from foedus.sources.formats.elements import local_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.formats.elements import Element

__all__ = ["Story", "StoryParagraph"]

_SOFT_HYPHEN = "\u00ad"
_SIGNS = {
    "tab": "\t",
    "ptab": "\t",
    "cr": "\n",
    "br": "\n",
    "noBreakHyphen": "\u2011",
    "softHyphen": _SOFT_HYPHEN,
}
_WORDLESS = frozenset(
    (
        "commentReference",
        "drawing",
        "endnoteReference",
        "fldChar",
        "footnoteReference",
        "object",
        "pict",
    )
)
_LINE_END = re.compile(r"[\r\n]+")
_DELETED = frozenset(("del", "moveFrom"))
_INSERTED = frozenset(("ins", "moveTo"))
_OFF = frozenset(("0", "false", "off", "none"))


@final
class StoryParagraph(NamedTuple):
    """The words of a paragraph, or of a row of a table."""

    text: str
    is_row: bool = False


@final
class Story:
    """Reads stories one after the other, and counts what the notes tell of.

    Parameters
    ----------
    numbered_styles : frozenset of str
        The styles that number their paragraphs.
    """

    def __init__(self, numbered_styles: frozenset[str]) -> None:
        self.paragraphs: list[StoryParagraph] = []
        self.footnotes: list[str] = []
        self.endnotes: list[str] = []
        self.counts: Counter[str] = Counter()
        self._numbered_styles = numbered_styles
        self._fields: list[bool] = []  # open fields: is its result being read, not its code?
        self._run_on = ""  # words of a paragraph whose end was deleted
        self._boxes: list[Element] = []

    def begin_notes(self) -> None:
        """Read notes from now on; their paragraphs are listed apart."""
        self.paragraphs = []
        self._fields = []

    def read(self, part: Element) -> None:
        """Read every paragraph of a part."""
        self._read_blocks(part)
        self._end_run_on()

    def _read_blocks(self, element: Element) -> None:
        for block in element:
            name = local_name(block)
            if name == "p":
                self._read_paragraph(block)
            elif name == "tbl":
                self._end_run_on()
                self._read_table(block)
            elif name in _DELETED:
                self.counts["deletion"] += 1
            elif name == "AlternateContent":
                self._read_blocks(_chosen(block))
            elif not name.endswith("Pr"):
                self.counts["insertion"] += name in _INSERTED
                self._read_blocks(block)

    def _read_paragraph(self, paragraph: Element) -> None:
        words = self._run_on + "".join(self._words(paragraph))
        properties = child(paragraph, "pPr")
        mark = child(properties, "rPr")
        boxes, self._boxes = self._boxes, []
        if any(child(mark, name) is not None for name in _DELETED):
            self._run_on = words
        else:
            self._run_on = ""
            self._write(words)
            if words.strip() and self._is_numbered(properties):
                self.counts["numbered"] += 1
        for box in boxes:
            self._end_run_on()
            self.counts["text box"] += 1
            self._read_blocks(box)

    def _is_numbered(self, properties: Element | None) -> bool:
        decided = is_numbering(properties)
        if decided is not None:
            return decided
        return value(child(properties, "pStyle")) in self._numbered_styles

    def _end_run_on(self) -> None:
        words, self._run_on = self._run_on, ""
        self._write(words)

    def _write(self, words: str, *, is_row: bool = False) -> None:
        self.counts["soft hyphen"] += words.count(_SOFT_HYPHEN)
        words = words.replace(_SOFT_HYPHEN, "").rstrip().lstrip("\n")
        if words.strip():
            self.paragraphs.append(StoryParagraph(words, is_row))

    def _read_table(self, table: Element) -> None:
        """Write a row as a line, unless its cells hold paragraphs as a page does."""
        for row in _inside(table, "tr"):
            properties = child(row, "trPr")
            if child(properties, "del") is not None:
                self.counts["deletion"] += 1
                continue
            outer, self.paragraphs = self.paragraphs, []
            cells: list[list[StoryParagraph]] = []
            for cell in _inside(row, "tc"):
                self._read_blocks(cell)
                self._end_run_on()
                cells.append(self.paragraphs)
                self.paragraphs = []
            self.paragraphs = outer
            if len(cells) > 1 and all(len(cell) <= 1 for cell in cells):
                texts = ["".join(one.text for one in cell) for cell in cells]
                self._write("\t".join(" ".join(text.split()) for text in texts), is_row=True)
            else:
                self.counts["parted row"] += len(cells) > 1
                self.paragraphs += [one for cell in cells for one in cell]

    def _words(self, element: Element) -> Iterator[str]:
        """The words of a paragraph, or of what stands in it."""
        for part in element:
            name = local_name(part)
            if name == "r":
                yield from self._words_of_run(part)
            elif name in _DELETED:
                self.counts["deletion"] += 1
            elif name == "AlternateContent":
                yield from self._words(_chosen(part))
            elif name == "t":  # of a formula
                yield part.text or ""
            elif name == "commentReference":
                self.counts["comment"] += 1
            elif not name.endswith("Pr"):
                self.counts["insertion"] += name in _INSERTED
                yield from self._words(part)

    def _words_of_run(self, run: Element) -> Iterator[str]:
        properties = child(run, "rPr")
        if _is_on(properties, "vanish"):
            self.counts["hidden"] += 1
            return
        self.counts["struck"] += _is_on(properties, "strike") or _is_on(properties, "dstrike")
        for part in run:
            yield from self._words_of_part(part)

    def _words_of_part(self, part: Element) -> Iterator[str]:
        name = local_name(part)
        if name == "AlternateContent":
            for one in _chosen(part):
                yield from self._words_of_part(one)
        elif name in _WORDLESS:
            self._note_wordless(part, name)
        elif not all(self._fields):
            return  # the code of a field, such as PAGE, is no text
        elif name == "t":
            yield _text(part)
        elif name == "sym":
            yield self._symbol(part)
        else:
            yield _SIGNS.get(name, "")

    def _note_wordless(self, part: Element, name: str) -> None:
        """Note what stands in a run without being a word of it."""
        if name == "fldChar":
            self._turn_field(part)
        elif name == "footnoteReference":
            self.footnotes.append(attribute(part, "id"))
        elif name == "endnoteReference":
            self.endnotes.append(attribute(part, "id"))
        elif name == "commentReference":
            self.counts["comment"] += 1
        else:
            self._look_into(part)

    def _look_into(self, drawing: Element) -> None:
        """Queue the text boxes of a drawing, and count its pictures."""
        for part in drawing:
            name = local_name(part)
            if name == "txbxContent":
                self._boxes.append(part)
            else:
                self.counts["picture"] += name in {"blip", "imagedata"}
                self._look_into(_chosen(part) if name == "AlternateContent" else part)

    def _turn_field(self, part: Element) -> None:
        kind = attribute(part, "fldCharType")
        if kind == "begin":
            self._fields.append(False)
        elif kind == "separate" and self._fields:
            self._fields[-1] = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _symbol(self, part: Element) -> str:
        try:
            sign = chr(int(attribute(part, "char"), 16))
        except (ValueError, OverflowError):
            sign = ""
        if sign and sign.isprintable():  # a sign of a font's private area is not
            return sign
        self.counts["symbol"] += 1
        return "\ufffd"


def _inside(element: Element, name: str) -> Iterator[Element]:
    """Rows of a table or cells of a row, also within content controls and insertions."""
    for part in element:
        here = local_name(part)
        if here == name:
            yield part
        elif here not in {"tbl", "tr", "tc", "p"} and not here.endswith("Pr"):
            yield from _inside(part, name)


def _chosen(alternatives: Element) -> Element:
    """The form for programs of today; the fallback repeats its words for older ones."""
    return next((one for one in alternatives if local_name(one) == "Choice"), alternatives)


def _text(part: Element) -> str:
    text = _LINE_END.sub(" ", part.text or "")
    return text if attribute(part, "space") == "preserve" else text.strip(" \t")


def _is_on(properties: Element | None, name: str) -> bool:
    switch = child(properties, name)
    return switch is not None and value(switch) not in _OFF
