"""PDFs written by hand, byte by byte, so that a test says exactly what stands in them."""

from __future__ import annotations

import textwrap
from typing import NamedTuple

COURIER = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/Encoding/WinAnsiEncoding>>"
SIZE = 10.0
LETTER = 0.6 * SIZE
"""The width of every letter of Courier at that size, in points."""

ONE_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<%s>>/Contents 5 0 R>>"
LEFT, TOP, SPACING = 72.0, 700.0, 12.0
PICTURE = b"q 400 0 0 600 100 100 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"
"""A page with a picture and no text."""


class Word(NamedTuple):
    """Some words and where they stand."""

    text: str
    x: float
    y: float
    size: float = SIZE


def content_of(words: list[Word], *, mode: int = 0) -> bytes:
    """Write words as a content stream; mode 3 does not draw them."""
    pieces = [b"BT %d Tr" % mode]
    for word in words:
        text = word.text.encode("cp1252")
        for sign in (b"\\", b"(", b")"):
            text = text.replace(sign, b"\\" + sign)
        pieces.append(b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj" % (word.size, word.x, word.y, text))
    return b"\n".join([*pieces, b"ET"])


def lines_at(*lines: str, x: float = LEFT, top: float = TOP, size: float = SIZE) -> list[Word]:
    """Set lines one below the other; blanks before a line set it in."""
    return [
        Word(line.lstrip(), x + LETTER * (len(line) - len(line.lstrip())), top - SPACING * n, size)
        for n, line in enumerate(lines)
        if line.strip()
    ]


def written(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Put numbered objects together into a file; the first is the catalogue."""
    file = b"%PDF-1.7\n"
    places: list[int] = []
    for number, thing in enumerate(objects, 1):
        places.append(len(file))
        file += b"%d 0 obj%s endobj\n" % (number, thing)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return file + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R%s>>\n"
        b"startxref\n%d\n%%%%EOF" % (len(objects) + 1, table, len(objects) + 1, trailer, len(file))
    )


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """Write the object of a stream."""
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries, len(content), content)


def made_pdf(
    *pages: list[Word] | bytes,
    font: bytes = COURIER,
    catalogue: bytes = b"",
    page: bytes = b"",
    box: bytes = b"0 0 612 792",
    trailer: bytes = b"",
) -> bytes:
    """Write a PDF of pages, each given by its words or by its content stream."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R%s>>" % catalogue,
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), kids),
        font,
    ]
    for index, given in enumerate(pages):
        content = given if isinstance(given, bytes) else content_of(given)
        objects += [
            b"<</Type/Page/Parent 2 0 R/MediaBox[%s]/Resources<</Font<</F1 3 0 R>>>>"
            b"/Contents %d 0 R%s>>" % (box, 5 + 2 * index, page),
            stream(content),
        ]
    return written(objects, trailer)


def set_book(
    paragraphs: tuple[str, ...], *, columns: int = 52, lines: int = 12, first: int = 101
) -> list[list[Word]]:
    """Set paragraphs as a book does: indents, running heads and printed page numbers."""
    body: list[str] = []
    for paragraph in paragraphs:
        body += textwrap.wrap(paragraph, columns, initial_indent="  ")
    pages: list[list[Word]] = []
    for index, start in enumerate(range(0, len(body), lines)):
        head = "A HISTORY OF THE DAM" if index % 2 else "The Valley Council"
        pages.append(
            [
                Word(head, 200, 740, 8),
                *lines_at(*body[start : start + lines]),
                Word(str(first + index), 300, 60, 8),
            ]
        )
    return pages


def bomb(depth: int) -> bytes:
    """A small file whose page draws one word 2^depth times."""
    font = b"<</Font<</F1 3 0 R>>>>"
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources%s"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        COURIER,
        ONE_PAGE % b"/XObject<</X 6 0 R>>",
        stream(b"/X Do"),
    ]
    objects += [
        stream(b"/X Do /X Do", form % (b"<</XObject<</X %d 0 R>>>>" % (7 + level)))
        for level in range(depth)
    ]
    return written([*objects, stream(content_of(lines_at("lol")), form % font)])
