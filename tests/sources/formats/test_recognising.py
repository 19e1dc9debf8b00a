"""A file is what its first bytes say, then what its name says, and anything else is refused."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from foedus.sources import SourceError, read_source
from foedus.sources.formats.recognising import format_of

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ("words", "a.txt", "plain text"),
        ("words", "a", "plain text"),
        ("words", "a.MD", "Markdown"),
        ("words", "a.markdown", "Markdown"),
        ("words", "a.HTM", "HTML"),
        ("\n<!-- x -->\n<!DocType HTML>", "a.txt", "HTML"),
        ('<?xml version="1.0"?>\n<html>', "a.xml", "HTML"),
        ("\ufeff<html>", "a.txt", "HTML"),
        ("<htmlish>", "a.txt", "plain text"),
        ("<TEI xmlns='x'>", "a.txt", "XML"),
        ("<?xml version='1.0'?><x>", "a.txt", "XML"),
        ("%PDF-1.7", "a.md", "PDF"),
        ("PK\x03\x04", "a.txt", "DOCX"),
    ],
)
def test_the_first_bytes_count_before_the_name(content: str, name: str, expected: str) -> None:
    assert format_of(content.encode(), Path(name)).name == expected


def test_a_beginning_without_end_is_seen_through_at_once() -> None:
    began = time.perf_counter()
    for start in ("<??>", "<!---->", "<?x?>y?>", "<?", "<!--", " "):
        assert format_of((start * 2000).encode()[:4096], Path("a.txt")).name == "plain text"
    assert time.perf_counter() - began < 1


def test_utf_16_is_looked_through() -> None:
    assert format_of("<!doctype html>".encode("utf-16"), Path("a.txt")).name == "HTML"
    page = "<html>".encode("utf-16-be")
    assert format_of(page, Path("a.txt"), "utf-16-be").name == "HTML"


@pytest.mark.parametrize(
    ("content", "name", "message"),
    [
        (b"%PDF-1.7", "a.pdf", "is damaged, or no PDF"),
        (b"\xd0\xcf\x11\xe0", "a.doc", "old Word file"),
        (b"{\\rtf1 x}", "a.rtf", "an RTF file; open it in a word processor"),
        (b"\x89PNG\r\n", "a.txt", r"a picture \(PNG\); it holds no text"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "a picture"),
        (b"GIF89a", "a.gif", "a picture"),
        (b"II*\x00", "a.tif", "a picture"),
        (b"\x1f\x8b\x08", "a.txt.gz", r"compressed file \(gzip\); unpack it"),
        (b"PK\x05\x06" + bytes(18), "a.zip", "empty zipped file"),
        (b"\njunk %PDF-1.4", "a.pdf", "is damaged, or no PDF"),
        (b"words", "a.docx", "no DOCX file, although it is named so"),
        (b"words", "a.pdf", "no PDF file, although it is named so"),
        (b"words", "a.odt", "no ODT file, although it is named so"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(
    text_file: Callable[..., Path], content: bytes, name: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(text_file(name, content))


@pytest.mark.parametrize(
    ("start", "ending"),
    [
        (b"words", ".txt"),
        (b"words", ".md"),
        (b"<html>", ".html"),
        (b"<TEI>", ".xml"),
        (b"PK\x03\x04", ".docx"),
        (b"%PDF", ".pdf"),
        (b"\x89PNG", ".png"),
        (b"\x1f\x8b", ".gz"),
    ],
)
def test_two_gigabytes_get_their_sentence_at_once(
    tmp_path: Path, start: bytes, ending: str
) -> None:
    path = tmp_path / f"large{ending}"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2 * 1024**3)
    began = time.perf_counter()
    with pytest.raises(SourceError, match=r"2,147 MB.*up to|picture|compressed"):
        read_source(path)
    assert time.perf_counter() - began < 1
