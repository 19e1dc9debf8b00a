"""Which words does a browser show of an HTML page, and in which lines?

The words that are seen, in the order of the file: no scripts, no styles, nothing hidden, and not
the head. White space is folded as the CSS default folds it; blocks are parted by a blank line. What
a browser draws without its being in the file is drawn here where lines would be misread without
(markers of lists), and else not (the quotation marks of `q`).

Reference: the HTML standard, sections 13.2 (parsing) and 15 (rendering).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, final

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.formats.elements import etree, walk_through
from foedus.sources.formats.html_encoding import decode_html
from foedus.sources.formats.html_lists import ListMarkers
from foedus.sources.formats.html_tables import is_laid_out
from foedus.sources.formats.notes import counted, lines_kept, soft_hyphens_left_out
from foedus.sources.formats.running_text import RunningText

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources.formats.elements import Element

__all__ = ["PageReader", "extract_html", "parse_html"]

_UNSEEN = frozenset(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "head title script style template noscript iframe object audio video canvas select rp rt "
        "rtc datalist annotation annotation-xml frameset applet embed"
    ).split()
)
_UNSEEN_IN_DRAWINGS = frozenset(("defs", "desc", "metadata", "symbol"))
_FALLBACKS = frozenset(
    ("applet", "audio", "canvas", "frameset", "iframe", "noscript", "object", "video")
)
_TOLD_UNSEEN = {
    "select": "choice",
    "rt": "ruby",
    "rtc": "ruby",
    **dict.fromkeys(_FALLBACKS, "fallback"),
}
_BLOCKS = frozenset(
    (  # noqa: SIM905 (as above)
        "address article aside blockquote body caption center details dialog dir div dl fieldset "
        "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend listing main menu "
        "nav ol optgroup p plaintext pre search section summary table ul xmp"
    ).split()
)
_LINES = frozenset(("dd", "dt", "li", "tr"))
_LISTS = frozenset(("dir", "menu", "ol", "ul"))
_KEPT = frozenset(("listing", "plaintext", "pre", "textarea", "xmp"))
_STRUCK = frozenset(("del", "s", "strike"))
_CELLS = frozenset(("td", "th"))
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)\b", re.IGNORECASE)
_ENTITY = re.compile(r"<!DOCTYPE[^>\[]*\[[^\]]*<!ENTITY", re.IGNORECASE)
_NOT_IN_XML = re.compile("[\x0b\x1b\ufffe\uffff]")
_BROKEN_TAG = re.compile(r"<[a-zA-Z/][^<>\n]*\n")
_LAST_NUMBERED_LINE = 65_535  # libxml2 keeps the lines of HTML elements in 16 bits


def extract_html(content: bytes, path: Path, declared: str | None) -> Extracted:
    """Read an HTML page.

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
        Its layout gives the line of the file for every word.

    Raises
    ------
    SourceError
        If it is not text, declares entities of its own, or is nested as no page is.
    """
    decoded, notes = decode_html(content, path, declared)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if _ENTITY.search(text, 0, 10_000):
        raise SourceError(
            f"{path} declares entities of its own (<!ENTITY …>), which Foedus never expands. "
            "Save the page from a browser."
        )
    replaced = len(_NOT_IN_XML.findall(text))
    root = parse_html(_NOT_IN_XML.sub("\ufffd", text), str(path))
    reader = PageReader(RunningText())
    if root is not None:
        reader.read(root, 1)
    words, layout, kept = reader.running.finish()
    notes += reader.notes()
    notes += counted(
        replaced,
        "sign that no page may hold is now \ufffd",
        "signs that no page may hold are now \ufffd",
    )
    notes += soft_hyphens_left_out(reader.running.soft_hyphens)
    notes += _doubtful_lines(text)
    return Extracted(
        words, "HTML", decoded.encoding, decoded.is_guessed, layout, tuple(notes), kept
    )


def parse_html(text: str, name: str = "The file") -> Element | None:
    """Parse a page or a piece of one; None where it holds nothing.

    Raises
    ------
    SourceError
        If elements stand in one another as deep as no page needs, which would lose words.
    """
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_blank_text=False)
    # lone surrogates, which only some declared encodings let through, are no characters
    page = text.encode("utf-8", "replace")
    root: Element | None = etree.fromstring(page, parser) if text.strip() else None
    for error in parser.error_log:
        if error.type_name == "ERR_RESOURCE_LIMIT":
            raise SourceError(
                f"{name} has elements within one another more than 2,000 deep, or a tag that is "
                "too large; no page is written so. Save its text as a .txt file."
            )
    return root


def _doubtful_lines(text: str) -> list[str]:
    """Own up to lines that cannot be counted exactly, in a page of very many lines."""
    if text.count("\n") < _LAST_NUMBERED_LINE:
        return []
    rest = text.split("\n", _LAST_NUMBERED_LINE - 1)[-1]
    if _BROKEN_TAG.search(rest) is None:
        return []
    return [
        (
            f"Behind line {_LAST_NUMBERED_LINE:,} a place may be later than is said: line ends "
            "inside tags are not counted there."
        )
    ]


@final
class PageReader:
    """Walks the elements of a page, or of pieces of one, and writes down what is seen."""

    def __init__(self, running: RunningText) -> None:
        self.running = running
        self._counts: Counter[str] = Counter()
        self._line = 1
        self._before = 0  # lines of the file before the piece that is read
        self._kept = 0  # open elements in which white space counts
        self._markers = ListMarkers()
        self._tables: list[bool] = []  # the open ones: are they laid out, rather than data?
        self._in_cell = 0  # open cells of tables with data
        self._drawings = 0  # open drawings, in which only labels are seen
        self._labels = 0

    def read(self, root: Element, line: int) -> None:
        """Write the words of a page that begins in a line of the file."""
        self._line, self._before = line, line - 1
        walk = walk_through(root)
        for event, element in walk:
            if event == "start":
                if self._is_unseen(element):
                    self._count_unseen(element)
                    self._line += sum(words.count("\n") for words in element.itertext())
                    walk.skip_subtree()
                    continue
                self._open(element)
                self._write(element.text, is_first_of_kept=element.tag in _KEPT)
                continue
            if event == "end":
                if not self._is_unseen(element):
                    self._close(str(element.tag))
            else:
                self._line += (element.text or "").count("\n")
            if element is not root:
                self._write(element.tail)

    def notes(self) -> list[str]:
        """What was left out, or stands in the text as if it were ordinary."""
        counts = self._counts
        return [
            *counted(
                counts["hidden"], "hidden element was left out", "hidden elements were left out"
            ),
            *counted(
                counts["struck"],
                "struck-out passage stands in the text",
                "struck-out passages stand in the text",
            ),
            *counted(
                counts["q"],
                "quotation (q) has no quotation marks in the file; a browser draws them",
                "quotations (q) have no quotation marks in the file; a browser draws them",
            ),
            *counted(
                counts["picture"],
                "picture was left out with its description",
                "pictures were left out with their descriptions",
            ),
            *counted(
                counts["label"],
                "label in a drawing (svg) is a paragraph of its own",
                "labels in drawings (svg) are paragraphs of their own",
            ),
            *counted(
                counts["choice"],
                "list to choose from (select) was left out with its options",
                "lists to choose from (select) were left out with their options",
            ),
            *counted(
                counts["fallback"],
                "embedded object or noscript has words for browsers that cannot show it; they were "
                "left out",
                "embedded objects or noscripts have words for browsers that cannot show them; they "
                "were left out",
            ),
            *counted(
                counts["ruby"],
                "reading that a browser sets above the words (ruby) was left out",
                "readings that a browser sets above the words (ruby) were left out",
            ),
            *lines_kept(counts["kept"], "of preformatted text"),
        ]

    def _is_unseen(self, element: Element) -> bool:
        if element.tag in _UNSEEN or (self._drawings and element.tag in _UNSEEN_IN_DRAWINGS):
            return True
        attributes = dict(element.items())
        return (
            attributes.get("hidden", "until-found").lower() != "until-found"
            or (element.tag == "dialog" and "open" not in attributes)
            or _HIDING.search(attributes.get("style", "")) is not None
        )

    def _count_unseen(self, element: Element) -> None:
        """Count what was left out, where it is told of and holds words."""
        tag = str(element.tag)
        is_hidden = tag not in _UNSEEN and not self._drawings
        what = "hidden" if is_hidden else _TOLD_UNSEEN.get(tag)
        if what is not None and (is_hidden or any(map(str.strip, element.itertext()))):
            self._counts[what] += 1

    def _open(self, element: Element) -> None:
        tag = str(element.tag)
        if element.sourceline and element.sourceline < _LAST_NUMBERED_LINE:
            self._line = max(self._line, self._before + element.sourceline)
        if tag == "br":
            self._end_line()
        elif tag in _CELLS:
            self._open_cell()
        elif tag in _BLOCKS or tag in _LINES:
            self._begin(tag)
        self._count(tag)
        self._drawings += tag == "svg"
        if self._is_label(tag):
            self._labels += 1
            self._begin(tag)
        if tag in _LISTS:
            self._markers.open(element)
        elif tag == "li":
            self.running.mark_item(self._markers.marker(element))
        elif tag == "table":
            self._tables.append(is_laid_out(element))
        self._kept += tag in _KEPT

    def _close(self, tag: str) -> None:
        self._kept -= tag in _KEPT
        if self._is_label(tag):
            self._labels -= 1
            self._begin(tag)
        self._drawings -= tag == "svg"
        if tag in _LISTS:
            self._markers.close()
        elif tag == "li":
            self.running.drop_marker()
        elif tag == "table":
            self._tables.pop()
        elif tag in _CELLS and self._holds_data:
            self._in_cell -= 1
            self.running.next_cell()
        if tag in _BLOCKS or tag in _LINES:
            self._begin(tag)

    def _is_label(self, tag: str) -> bool:
        return self._drawings > 0 and tag in {"text", "foreignobject", "foreignObject"}

    def _open_cell(self) -> None:
        if self._holds_data:
            self._in_cell += 1
        else:
            self._begin("td")

    @property
    def _holds_data(self) -> bool:
        return bool(self._tables) and not self._tables[-1]

    def _begin(self, tag: str) -> None:
        if self._in_cell:
            self.running.flow(" ", self._line)
            return
        if tag == "tr":
            self.running.begin("verbatim line" if self._holds_data else "paragraph")
            return
        is_line = tag in _LINES or (tag in _LISTS and self._markers.depth > 0)
        self.running.begin("line" if is_line else "paragraph")

    def _end_line(self) -> None:
        if self._in_cell:
            self.running.flow(" ", self._line)
        else:
            self.running.end_line()

    def _count(self, tag: str) -> None:
        if tag in _STRUCK:
            self._counts["struck"] += 1
        elif tag in {"img", "image"}:
            self._counts["picture"] += 1
        elif tag == "q":
            self._counts["q"] += 1
        elif tag == "text" and self._drawings:
            self._counts["label"] += 1
        elif tag in _KEPT:
            self._counts["kept"] += 1

    def _write(self, text: str | None, *, is_first_of_kept: bool = False) -> None:
        if not text:
            return
        if self._drawings and not self._labels:
            self._line += text.count("\n")
            return
        if self._kept and not self._in_cell:
            if is_first_of_kept and text.startswith("\n"):
                text = text[1:]  # as the standard has it, the first line end is no text
                self._line += 1
            self._line = self.running.keep(text, self._line)
        else:
            self._line = self.running.flow(text, self._line)
