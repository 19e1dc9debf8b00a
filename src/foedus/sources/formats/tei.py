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

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.sources.formats.elements import Element

__all__ = ["extract_tei"]

_ROOTS = frozenset(("TEI", "TEI.2", "teiCorpus"))
_UNSEEN = frozenset(
    ("teiHeader", "facsimile", "standOff", "sourceDoc", "fw", "figDesc", "graphic", "rdg")
)
_BLOCKS = frozenset(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "ab argument back body byline castList closer dateline div div1 div2 div3 div4 div5 "
        "docAuthor docDate docImprint docTitle epigraph figure floatingText front group head "
        "imprimatur lg list listBibl opener p postscript salute signed sp speaker stage table text "
        "titlePage titlePart trailer"
    ).split()
)
_LINES = frozenset(("bibl", "item", "l", "row"))
_SHOWN = 10
_EDITORS = frozenset(("corr", "expan", "reg"))


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
    reader = _Reader(int(breaks[0]) - 1 if has_pages else None)
    reader.read(root)
    words, layout = reader.running.finish("paragraph" if has_pages else "line")
    if breaks and not has_pages:
        notes.append("Not every page break has a number, so lines of the file are counted.")
    notes += [*reader.told(), *soft_hyphens_left_out(reader.running)]
    return Extracted(words, "TEI XML", decoded.encoding, decoded.is_guessed, layout, tuple(notes))


@final
class _Reader:
    """Walks the elements and writes the words down."""

    def __init__(self, page: int | None) -> None:
        self.running = RunningText()
        self._page = page
        self._paragraph = 0
        self._begins = True
        self._line = 1
        self._counts: Counter[str] = Counter()
        self._notes: list[_Note] = []
        self._gaps: list[str] = []

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
        marked: Sequence[tuple[str, str, str]] = (
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
                f"place is marked as a gap by the editors ({self._where_gaps()})",
                f"places are marked as gaps by the editors ({self._where_gaps()})",
            ),
            ("unclear", "stretch is marked as unclear", "stretches are marked as unclear"),
            (
                "supplied",
                "stretch was supplied by the editors and stands in the text",
                "stretches were supplied by the editors and stand in the text",
            ),
            (
                "del",
                "stretch that the writer deleted stands in the text",
                "stretches that the writer deleted stand in the text",
            ),
            ("fw", "running head or foot was left out", "running heads or feet were left out"),
        )
        return [
            sentence for name, one, many in marked for sentence in counted(counts[name], one, many)
        ]

    def _where_gaps(self) -> str:
        shown = list(dict.fromkeys(self._gaps))
        more = f" and {len(shown) - _SHOWN:,} more" if len(shown) > _SHOWN else ""
        return "; ".join(shown[:_SHOWN]) + more

    def _note_gap(self) -> None:
        """Note where words are lost, as the layout will count."""
        where = f"line {self._line}"
        if self._page is not None:
            where = f"page {self._page}, paragraph {max(1, self._paragraph)}"
        self._gaps.append(where)

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
        parent = element.getparent()
        if name in _EDITORS and parent is not None and local_name(parent) == "choice":
            self._counts["choice"] += 1
            return True
        self._counts[name] += name in {"rdg", "fw"}
        return name in _UNSEEN

    def _open(self, element: Element) -> None:
        name = local_name(element)
        self._line = max(self._line, element.sourceline or 1)
        self._counts[name] += name in {"gap", "unclear", "supplied", "del"}
        if name in _BLOCKS or name in _LINES:
            self._begin(name)
        elif name == "lb" and element.get("break") != "no":
            self.running.end_line()
        elif name == "gap":
            self._note_gap()
        elif name == "pb":
            self._turn_page(element)

    def _close(self, name: str) -> None:
        if name in _BLOCKS or name in _LINES:
            self._begin(name)
        elif name == "cell":
            self.running.next_cell()

    def _begin(self, name: str) -> None:
        self.running.begin("paragraph" if name in _BLOCKS else "line")
        self._begins = True

    def _turn_page(self, element: Element) -> None:
        if element.get("break") != "no":
            self.running.flow(" ")
        if self._page is not None:
            self._page = int(element.get("n", "0"))
            self._paragraph = 0
            self._begins = True

    def _write(self, text: str | None) -> None:
        if not text:
            return
        if self._page is None:
            self._line = self.running.flow(text, self._line)
            return
        if self._begins and text.strip():
            self._paragraph += 1
            self._begins = False
        for index, line in enumerate(text.split("\n")):
            self.running.flow(f"{' ' if index else ''}{line}", self._paragraph, self._page)
