"""What does the process do that reads a PDF apart?

It reads the file from standard input and writes what it found as JSON to standard output: the pages
with their lines, or the name of what went wrong. It bounds its own memory where the system can.
"""

from __future__ import annotations

import ctypes
import json
import sys
from contextlib import contextmanager
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as pdfium

from foedus.sources.formats.pdf_page import read_lines
from foedus.sources.formats.pdf_set import PageText

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["main", "read_document"]

_LONGEST_LABEL = 64
_FAILURES = {
    pdfium.FPDF_ERR_PASSWORD: "password",
    pdfium.FPDF_ERR_SECURITY: "security",
}
_NO_TEXT_OF_ITS_OWN = {
    pdfium.FPDF_ANNOT_LINK,
    pdfium.FPDF_ANNOT_POPUP,
    pdfium.FPDF_ANNOT_UNKNOWN,
}

Handle = Any
"""One of pdfium's handles."""


def main(most_memory: int, most_pages: int, most_characters: int) -> None:
    """Read a PDF from standard input and write what it holds to standard output, as JSON."""
    _bound_memory(most_memory)
    found = read_document(sys.stdin.buffer.read(), most_pages, most_characters)
    sys.stdout.buffer.write(json.dumps(found).encode())


def read_document(content: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Read all pages.

    Returns
    -------
    dict
        ``pages`` and ``is_rebuilt``, or ``failure``: ``"password"``, ``"security"``,
        ``"damaged"``, ``"no pages"``, ``"many pages"`` or ``"long"``, with ``count`` where it
        counts something.
    """
    with _document(content) as document:
        if not document:
            return {"failure": _FAILURES.get(pdfium.FPDF_GetLastError(), "damaged")}
        count = pdfium.FPDF_GetPageCount(document)
        if count < 1:
            return {"failure": "no pages"}
        if count > most_pages:
            return {"failure": "many pages", "count": count}
        pages: list[dict[str, Any]] = []
        left = most_characters
        for index in range(count):
            page = _page(document, index, left)
            left -= page.characters
            if left < 0:
                return {"failure": "long", "count": index + 1}
            pages.append(asdict(page))
        is_whole = pdfium.FPDF_DocumentHasValidCrossReferenceTable(document)
        return {"pages": pages, "is_rebuilt": not is_whole}


def _page(document: Handle, index: int, most_characters: int) -> PageText:
    page = PageText(label=_label(document, index))
    with _opened_page(document, index) as (handle, text):
        page.is_readable = bool(handle) and bool(text)
        if not page.is_readable:
            return page
        page.is_blank = pdfium.FPDFPage_CountObjects(handle) == 0
        page.comments = _comments(handle)
        page.characters = max(0, pdfium.FPDFText_CountChars(text))
        if page.characters <= most_characters:
            read_lines(text, page)
    return page


def _label(document: Handle, index: int) -> str:
    buffer = ctypes.create_string_buffer(2 * _LONGEST_LABEL)
    size = pdfium.FPDF_GetPageLabel(document, index, buffer, len(buffer))
    if not 2 < size <= len(buffer):  # noqa: PLR2004 (the two bytes of the zero at its end)
        return ""
    label = buffer.raw[: size - 2].decode("utf-16-le", "replace")
    return label.strip() if label.isprintable() else ""


def _comments(page: Handle) -> int:
    kinds: list[int] = []
    for index in range(pdfium.FPDFPage_GetAnnotCount(page)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if annotation:
            kinds.append(pdfium.FPDFAnnot_GetSubtype(annotation))
            pdfium.FPDFPage_CloseAnnot(annotation)
    return sum(kind not in _NO_TEXT_OF_ITS_OWN for kind in kinds)


@contextmanager
def _document(content: bytes) -> Generator[Handle]:
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    try:
        yield document
    finally:
        if document:
            pdfium.FPDF_CloseDocument(document)


@contextmanager
def _opened_page(document: Handle, index: int) -> Generator[tuple[Handle, Handle]]:
    page = pdfium.FPDF_LoadPage(document, index)
    text = pdfium.FPDFText_LoadPage(page) if page else None
    try:
        yield page, text
    finally:
        if text:
            pdfium.FPDFText_ClosePage(text)
        if page:
            pdfium.FPDF_ClosePage(page)


def _bound_memory(most: int) -> None:
    if sys.platform == "win32":
        return  # Windows knows no such limit for a process of its own making
    import resource  # noqa: PLC0415 (Windows has none)

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (bound, hard))
