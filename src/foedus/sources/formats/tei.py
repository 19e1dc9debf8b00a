"""Which words does a TEI edition hold, and on which pages of what it is an edition of?

The text of what was edited, as it was written: where the editors give two forms, the one that
stands in the original (`sic`, `orig`, `abbr`, `lem`); their notes stand behind the text. Where page
breaks have numbers, a passage is found by page and paragraph, and else by the line of the file.

Reference: the guidelines of the Text Encoding Initiative, P5 (tei-c.org), chapters 3, 11 and 12.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.formats.elements import local_name, walk_through
from foedus.sources.formats.html_encoding import decode_html
from foedus.sources.formats.notes import counted, soft_hyphens_left_out
from foedus.sources.formats.running_text import RunningText
from foedus.sources.formats.safe_xml import parse_xml
from foedus.sources.formats.tei_marks import TeiMarks, character_of

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources.formats.elements import Element

__all__ = ["extract_tei"]

_ROOTS = frozenset(("TEI", "TEI.2", "teiCorpus"))
_UNSEEN = frozenset(
    ("teiHeader", "facsimile", "standOff", "sourceDoc", "fw", "desc", "figDesc", "graphic", "rdg")
)
_BLOCKS = frozenset(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "ab argument back body byline castList closer dateline div div1 div2 div3 div4 div5 "
        "docAuthor docDate docImprint docTitle epigraph figure floatingText front group head "
        "imprimatur lg list listBibl opener p postscript salute signed sp speaker stage table text "
        "titlePage titlePart trailer"
    ).split()
)
_ITEMS = frozenset(("bibl", "item"))
_VERBATIM = frozenset(("l", "row"))
_BEGINNING = _BLOCKS | _ITEMS | _VERBATIM
_OWN_BLOCKS = frozenset(("ab", "head", "item", "p"))
_EDITORS = frozenset(("corr", "expan", "reg"))
_COUNTED = frozenset(("add", "del", "gap", "supplied", "surplus", "unclear"))

_TOLD = (
    ("note", "note stands behind the text", "notes stand behind the text"),
    (
        "choice",
        "correction, expansion or regular form was left out",
        "corrections, expansions or regular forms of the editors were left out",
    ),
    (
        "rdg",
        "reading of other witnesses was left out",
        "readings of other witnesses were left out",
    ),
    (
        "gap",
        "place is marked as a gap by the editors, and so it is here",
        "places are marked as gaps by the editors, and so they are here",
    ),
    ("unclear", "stretch is marked as unclear", "stretches are marked as unclear"),
    (
        "supplied",
        "stretch was supplied by the editors and stands in the text",
        "stretches were supplied by the editors and stand in the text",
    ),
    (
        "surplus",
        "stretch that does not belong, as the editors find, stands in the text",
        "stretches that do not belong, as the editors find, stand in the text",
    ),
    (
        "del",
        "stretch that the writer deleted stands in the text",
        "stretches that the writer deleted stand in the text",
    ),
    (
        "add",
        "stretch that the writer added is marked as such",
        "stretches that the writer added are marked as such",
    ),
    (
        "guess",
        "guess of an editor, which is no part of the source, became a mark",
        "guesses of editors, which are no part of the source, became marks",
    ),
    (
        "copy",
        "copy that Foedus dropped was left out again and is marked",
        "copies that Foedus dropped were left out again and are marked",
    ),
    (
        "reading",
        "other reading of unclear words was left out; it stands in the mark",
        "other readings of unclear words were left out; they stand in the marks",
    ),
    ("fw", "running head or foot was left out", "running heads or feet were left out"),
)


@final
class _Note(NamedTuple):
    """A note of the editors, and the place to which it belongs."""

    element: Element
    line: int
    page: int | None
    paragraph: int


def extract_tei(content: bytes, path: Path, declared: str | None) -> Extracted:
    """Read the text of a TEI file.

    Parameters
    ----------
    content : bytes
        All of it.
    path : Path
        For messages.
    declared : str, optional
        The encoding that the user declares.

    Returns
    -------
    Extracted
        Its layout gives page and paragraph, or the line of the file.

    Raises
    ------
    SourceError
        If it is XML of another kind, not well-formed, or made to do harm.
    """
    decoded, notes = decode_html(content, path, declared)
    root = parse_xml(decoded.text.encode(), str(path), "utf-8")
    if local_name(root) not in _ROOTS:
        raise SourceError(
            f"{path} is XML of a kind that Foedus does not read (its root is "
            f"{local_name(root)!r}); it reads TEI and XHTML. Save its text as a .txt file."
        )
    breaks = [one.get("n", "") for one in root.iter("{*}pb")]
    has_pages = bool(breaks) and all(name.isascii() and name.isdigit() for name in breaks)
    reader = _Reader(root, int(breaks[0]) - 1 if has_pages else None)
    reader.read(root)
    words, layout, kept = reader.running.finish("paragraph" if has_pages else "line")
    marks = tuple(reader.marks.marks(words, layout))
    if breaks and not has_pages:
        notes.append("Not every page break has a number, so lines of the file are counted.")
    notes += [*reader.told(), *soft_hyphens_left_out(reader.running.soft_hyphens)]
    return Extracted(
        words,
        "TEI XML",
        decoded.encoding,
        decoded.is_guessed,
        layout,
        tuple(notes),
        kept,
        marks,
    )


@final
class _Reader:
    """Walks the elements and writes the words down."""

    def __init__(self, root: Element, page: int | None) -> None:
        self.running = RunningText()
        self.marks = TeiMarks(root, self.running)
        self._block = ""  # the open paragraph of a file that Foedus wrote
        self._page = page
        self._paragraph = 0
        self._begins = True
        self._line = 1
        self._counts: Counter[str] = Counter()
        self._notes: list[_Note] = []

    def read(self, root: Element) -> None:
        """Write the text, and the notes behind it in their order."""
        self._walk(root)
        while self._notes:
            notes, self._notes = self._notes, []
            for note in notes:
                self.running.begin("paragraph")
                self._page, self._paragraph = note.page, note.paragraph
                self._begins = False
                self._line = note.line
                self._walk(note.element, is_note=True)

    def told(self) -> list[str]:
        """What the editors marked, and what became of it."""
        counts = self._counts
        told = [
            sentence for name, one, many in _TOLD for sentence in counted(counts[name], one, many)
        ]
        if self.marks.is_own:
            told.append(
                "Foedus wrote this file: its line ends are those of the repaired text, and its "
                "notes at the back are no text."
            )
        return told + counted(
            self.marks.found_anew,
            "doubt of Foedus's that the file holds is looked for anew, settled or not",
            "doubts of Foedus's that the file holds are looked for anew, settled or not",
        )

    def _walk(self, root: Element, *, is_note: bool = False) -> None:
        walk = walk_through(root)
        for event, element in walk:
            is_root = element is root
            if event == "start":
                if not (is_root and is_note) and self._leaves_out(element):
                    walk.skip_subtree()
                    continue
                self._open(element)
                self._write(element.text)
                continue
            if event == "end":
                self.marks.close(element)
                self._close(local_name(element))
            if not is_root:
                self._write(element.tail)

    def _leaves_out(self, element: Element) -> bool:
        name = local_name(element)
        if name == "note":
            self._counts["note"] += 1
            number = self._paragraph + self._begins
            self._notes.append(_Note(element, element.sourceline or 1, self._page, number))
            return True
        if self.marks.is_beside_the_text(element):
            self._counts["copy" if name == "surplus" else "guess"] += 1
            self.marks.leave_out(element)
            return True
        if _is_other_form(element, name):
            self._counts["reading" if name == "unclear" else "choice"] += 1
            return True
        self._counts[name] += name in {"rdg", "fw"}
        return name in _UNSEEN or (name == "back" and self.marks.is_own)

    def _open(self, element: Element) -> None:
        name = local_name(element)
        self._line = max(self._line, element.sourceline or 1)
        if not (self.marks.is_own and element.get("resp", "") == "#foedus"):
            self._counts[name] += name in _COUNTED
        if name in _BEGINNING:
            self._begin(name)
            self._block = name if self.marks.is_own and name in _OWN_BLOCKS else ""
        elif name == "lb" and element.get("break") != "no" and not self.marks.is_own:
            self.running.end_line()
        elif name == "pb":
            self._turn_page(element)
        elif name == "g" and self.marks.is_own:
            self._write(character_of(element))
        self.marks.open(element)

    def _close(self, name: str) -> None:
        if name in _BEGINNING:
            self._block = ""
            self._begin(name)
        elif name == "cell":
            self.running.next_cell()

    def _begin(self, name: str) -> None:
        is_verbatim = name in _VERBATIM
        what = "paragraph" if name in _BLOCKS else "verbatim line" if is_verbatim else "line"
        self.running.begin(what)
        self._begins = True

    def _turn_page(self, element: Element) -> None:
        if element.get("break") != "no" and not self.marks.is_own:
            self.running.flow(" ")
        if self._page is not None:
            self._page = int(element.get("n", "0"))
            self._paragraph = 0
            self._begins = True

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._block:
            self._write_own(text)
            return
        if self._page is None:
            self._line = self.running.flow(text, self._line)
            return
        if self._begins and text.strip():
            self._paragraph += 1
            self._begins = False
        for index, line in enumerate(text.split("\n")):
            self.running.flow(f"{' ' if index else ''}{line}", self._paragraph, self._page)

    def _write_own(self, text: str) -> None:
        """Write words of a file that Foedus wrote, whose line ends are those of the text."""
        if self._begins and text.strip():
            self._paragraph += 1
            self._begins = False
        for index, line in enumerate(text.split("\n")):
            if index:
                self._line += 1
                if self._block == "ab":
                    self.running.begin("verbatim line")
                else:
                    self.running.end_line()
            number = self._line if self._page is None else self._paragraph
            if self._block == "ab":
                self.running.keep(line, number, self._page)
            else:
                self.running.flow(line, number, self._page)


def _is_other_form(element: Element, name: str) -> bool:
    """Is it what the editors read instead of what stands in the original, in a `choice`?"""
    parent = element.getparent()
    if parent is None or local_name(parent) != "choice":
        return False
    first = next((one for one in parent if local_name(one) == name), element)
    return name in _EDITORS or (name == "unclear" and element is not first)
