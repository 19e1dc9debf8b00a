"""What does the text layer of a PDF say, and on which page and line?

The pages are read by pdfium, in a process of their own. Their text stands in the order of reading
with the line ends that it has on the page; between two pages stands a line with a form feed
(U+000C), as in the plain texts that other programs make of a PDF. Nothing is corrected: what is
doubtful about the text layer is said in notes.
"""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.formats.pdf_apart import read_pages
from foedus.sources.formats.pdf_measure import measure_pages
from foedus.sources.formats.pdf_notes import lacks_text, notes_on
from foedus.sources.formats.pdf_order import in_reading_order
from foedus.sources.formats.recognising import PDF
from foedus.sources.layout import Layout

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from foedus.sources.formats.pdf_set import PageText, SetLine
    from foedus.sources.measure import Measure

__all__ = ["extract_pdf"]

_PAGE_BREAK = "\f\n"


def extract_pdf(content: bytes, path: Path) -> Extracted:
    """Read the text layer of a PDF.

    Parameters
    ----------
    content : bytes
        The file.
    path : Path
        Its name, for messages.

    Returns
    -------
    Extracted
        Its layout counts the lines of each page, and holds how they were set; pages whose number
        the file knows are told with that, too.

    Raises
    ------
    SourceError
        If the file is damaged, locked, too large, or has no text layer.

    References
    ----------
    ISO 32000-1:2008, 9.10 (what the text of a PDF is), 12.4.2 (page labels).
    """
    read = read_pages(content, path)
    pages = read.pages
    _refuse_pictures(pages, path)
    set_lines = [in_reading_order(page.lines) for page in pages]
    return Extracted(
        text="".join(_texts(set_lines)),
        format=PDF.name,
        layout=_layout(set_lines, [page.label for page in pages]),
        notes=notes_on(read, content),
    )


def _refuse_pictures(pages: Sequence[PageText], path: Path) -> None:
    if any(page.lines for page in pages):
        return
    if any(map(lacks_text, pages)):
        raise SourceError(
            f"{path} has no text layer: its pages are pictures, as of a scan, or its letters are "
            "drawings. Run a program for text recognition (OCR) over it and read what that "
            "writes; its text is then a witness with errors of its own, to be compared with the "
            "pictures."
        )
    if not all(page.is_readable for page in pages):
        raise SourceError(f"{path} is damaged: none of its pages with words can be read.")
    raise SourceError(f"{path} holds no words: all its pages are blank.")


def _texts(pages: Sequence[Sequence[SetLine]]) -> list[str]:
    """The pieces of the text: each line, and what stands between pages."""
    pieces: list[str] = []
    for index, lines in enumerate(pages):
        if index:
            pieces.append(_PAGE_BREAK)
        pieces += [f"{line.text}\n" for line in lines]
    return pieces


def _layout(pages: Sequence[Sequence[SetLine]], labels: Sequence[str]) -> Layout:
    starts: list[int] = []
    numbers: list[int] = []
    on_pages: list[int] = []
    measures: list[Measure | None] = []
    position = 0
    for page, lines, measured in zip(count(1), pages, measure_pages(pages)):
        position += len(_PAGE_BREAK) if page > 1 else 0
        for number, (line, measure) in enumerate(zip(lines, measured, strict=True), 1):
            starts.append(position)
            numbers.append(number)
            on_pages.append(page)
            measures.append(measure)
            position += len(line.text) + 1
    starts[0] = 0
    return Layout(
        tuple(starts),
        numbers=tuple(numbers),
        pages=tuple(on_pages),
        labels=tuple(labels) if any(labels) else None,
        measures=tuple(measures),
    )
