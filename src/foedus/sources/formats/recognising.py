"""What is this file: by its first bytes, and only then by the ending of its name?

An ending is a claim, the first bytes are evidence. A page saved as ``notes.txt`` is read as the
HTML that it is, and a picture called ``scan.txt`` is refused as a picture.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from pathlib import Path

__all__ = [
    "DOCX",
    "HEAD",
    "HTML",
    "MARKDOWN",
    "MARKS",
    "PDF",
    "PLAIN",
    "XML",
    "Format",
    "format_of",
]

HEAD = 4096
"""So many first bytes tell the formats apart."""

_MEGABYTE = 1024 * 1024


@final
class Format(NamedTuple):
    """What a file is, in words, and the most bytes of it that are read.

    `refusal` says what to do with a file that Foedus does not read; nothing where it does.
    """

    name: str
    largest: int = 200 * _MEGABYTE
    refusal: str = ""


PLAIN = Format("plain text")
MARKDOWN = Format("Markdown", 20 * _MEGABYTE)
HTML = Format("HTML", 50 * _MEGABYTE)
XML = Format("XML", 50 * _MEGABYTE)
DOCX = Format("DOCX", 100 * _MEGABYTE)
PDF = Format("PDF")

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks and what they say; the longer ones first, as one begins with another."""

_PDF_SEARCHED = 1024  # readers of PDF pass over junk in front
_NO_TEXT = "it holds no text; type or recognise the words in it and save them as a .txt file"
_UNPACK = "unpack it and name the file inside it"
_SAVE_AS = "open it in a word processor and save it as .docx"

_KINDS = (
    (b"%PDF", PDF),
    (b"PK\x03\x04", DOCX),  # or another zipped file; its reader tells them apart
    (b"PK\x05\x06", Format("an empty zipped file", refusal=_UNPACK)),
    (
        b"\xd0\xcf\x11\xe0",
        Format(
            "an old Word file (.doc) or one protected by a password",
            refusal="open it in a word processor and save it as .docx, without a password",
        ),
    ),
    (b"{\\rtf", Format("an RTF file", refusal=_SAVE_AS)),
    (b"\x89PNG", Format("a picture (PNG)", refusal=_NO_TEXT)),
    (b"\xff\xd8\xff", Format("a picture (JPEG)", refusal=_NO_TEXT)),
    (b"GIF8", Format("a picture (GIF)", refusal=_NO_TEXT)),
    (b"II*\x00", Format("a picture (TIFF)", refusal=_NO_TEXT)),
    (b"MM\x00*", Format("a picture (TIFF)", refusal=_NO_TEXT)),
    (b"AT&TFORM", Format("a DjVu file", refusal="convert it to PDF with a text layer")),
    (b"\x1f\x8b", Format("a compressed file (gzip)", refusal=_UNPACK)),
    (b"BZh", Format("a compressed file (bzip2)", refusal=_UNPACK)),
    (b"\xfd7zXZ", Format("a compressed file (xz)", refusal=_UNPACK)),
    (b"7z\xbc\xaf", Format("a compressed file (7z)", refusal=_UNPACK)),
    (b"Rar!", Format("a compressed file (RAR)", refusal=_UNPACK)),
)
_ENDINGS = {
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".xml": XML,
    ".tei": XML,
}
_ZIPPED = {".docx": "DOCX", ".odt": "ODT", ".epub": "EPUB"}
# possessive, since an instruction that could end in several places would be tried with all of them
_BEFORE_ROOT = r"\s*+(?:<\?(?>.*?\?>)\s*+|<!--(?>.*?-->)\s*+)*+"
_HTML_START = re.compile(_BEFORE_ROOT + r"(?:<!doctype\s+html|<html)\b", re.IGNORECASE | re.DOTALL)
_XML_START = re.compile(
    r"\s*<\?xml\s|" + _BEFORE_ROOT + r"<(?:!DOCTYPE\s+)?(?:TEI\b|teiCorpus\b)", re.DOTALL
)


def format_of(head: bytes, path: Path, declared: str | None = None) -> Format:
    """Recognise a file.

    Parameters
    ----------
    head : bytes
        The first `HEAD` bytes of it, or all.
    path : Path
        Its name, of which only the ending counts.
    declared : str, optional
        The encoding that the user declares.

    Examples
    --------
    >>> from pathlib import Path
    >>> format_of(b"<!DOCTYPE html><p>The dam.", Path("minutes.txt")).name
    'HTML'
    """
    for start, kind in _KINDS:
        if head.startswith(start):
            return kind
    ending = path.suffix.lower()
    if ending == ".pdf" and b"%PDF-" in head[:_PDF_SEARCHED]:
        return PDF
    if ending in _ZIPPED or ending == ".pdf":
        name = _ZIPPED.get(ending, "PDF")
        return Format(
            f"no {name} file, although it is named so", refusal="it may be damaged; get it again"
        )
    text = _first_words(head, declared)
    if _HTML_START.match(text):
        return HTML
    if _XML_START.match(text):
        return XML
    return _ENDINGS.get(ending, PLAIN)


def _first_words(head: bytes, declared: str | None) -> str:
    """Decode well enough to see the first tag; every sign of one is ASCII."""
    for mark, encoding in MARKS:
        if head.startswith(mark):
            return head[len(mark) :].decode(encoding, "replace")
    try:
        return head.decode(declared or "latin-1", "replace")
    except (LookupError, ValueError):  # no such encoding, which the reader will say
        return ""
