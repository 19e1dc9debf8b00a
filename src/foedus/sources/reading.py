"""How does a file become a text, when nobody said how it was written?"""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.large import repaired_as_asked
from foedus.sources.source import Source

if TYPE_CHECKING:
    import os

__all__ = ["read_source"]

_LARGEST = 200 * 1024 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_KINDS = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zipped file, such as a DOCX",
    b"\xd0\xcf\x11\xe0": "an old Word file",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a compressed file",
}
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_FALLBACKS = ("cp1252", "latin-1")


class _Decoded(NamedTuple):
    text: str
    encoding: str
    is_guessed: bool


def read_source(
    path: str | os.PathLike[str],
    *,
    key: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
    repaired: bool | None = None,
    largest: int = _LARGEST,
) -> Source:
    """Read a plain text file and repair it.

    Parameters
    ----------
    path : path
        The file. UTF-8, UTF-16 and UTF-32 are known by their byte order mark; without one the file
        is UTF-8, or else Windows-1252 (or Latin-1), which the source then records as a guess.
    key : str, optional
        The short name for citations; the file's name without its ending unless given.
    title : str, optional
        The title for readers.
    encoding : str, optional
        Declare the encoding instead.
    repaired : bool, optional
        Repair the text? Otherwise it stays as it was found, without marks. Unless this is said, a
        text of more than eight million characters stays as it was found, and a note says so.
    largest : int
        The most bytes that are read.

    Returns
    -------
    Source

    Raises
    ------
    SourceError
        If there is no such file, or it is empty, too large, not text, or not in the declared
        encoding.
    """
    path = Path(path)
    read = _extract(_bytes_of(path, largest), path, encoding)
    if not read.text.strip():
        raise SourceError(f"{path} holds no words; a source is a file with text in it.")
    source = Source(
        key=path.stem if key is None else key,
        raw=read.text,
        title=title,
        path=path,
        encoding=read.encoding,
        encoding_is_guessed=read.encoding_is_guessed,
        format=read.format,
        layout=read.layout,
        notes=read.notes,
    )
    return repaired_as_asked(source, repaired=repaired)


def _bytes_of(path: Path, largest: int) -> bytes:
    try:
        if path.is_dir():
            raise SourceError(f"{path} is a folder; name a file in it.")
        if not path.is_file():
            raise SourceError(f"There is no file {path}; check its name and folder.")
        size = path.stat().st_size
        if size > largest:
            raise SourceError(
                f"{path} has {size / 1e6:,.0f} MB; Foedus reads sources of up to "
                f"{largest / 1e6:,.0f} MB. Split the file."
            )
        content = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise SourceError(f"{path} cannot be read: {reason}.") from error
    except ValueError as error:
        raise SourceError(f"{str(path)!r} is no name of a file.") from error
    if not content:
        raise SourceError(f"{path} is empty; a source is a file with text in it.")
    return content


def _extract(content: bytes, path: Path, declared: str | None) -> Extracted:
    decoded = _decode(content, path, declared)
    return Extracted(decoded.text, "plain text", decoded.encoding, decoded.is_guessed)


def _decode(content: bytes, path: Path, declared: str | None) -> _Decoded:
    if declared is not None:
        return _decode_declared(content, path, declared)
    for start, kind in _KNOWN_KINDS.items():
        if content.startswith(start):
            raise SourceError(f"{path} is {kind}, not plain text; save its text as a .txt file.")
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_declared(content[len(mark) :], path, encoding)
    if _CONTROL.search(content):
        raise SourceError(
            f"{path} is not plain text: it holds control characters. If it is text in UTF-16 "
            "without a byte order mark, declare its encoding."
        )
    try:
        return _Decoded(content.decode("utf-8"), "utf-8", is_guessed=False)
    except UnicodeDecodeError:
        return _decode_fallback(content)


def _decode_declared(content: bytes, path: Path, encoding: str) -> _Decoded:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{path} is not in {encoding}: byte {error.start + 1:,} does not fit. "
            "Declare the encoding that it was saved in."
        ) from error
    except (LookupError, ValueError) as error:  # "undefined" and "a\x00" are values out of place
        raise SourceError(
            f"There is no encoding {encoding!r}; use a name such as utf-8, utf-16 or cp1252."
        ) from error
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise SourceError(f"{path} is not plain text in {encoding}: it holds zero characters.")
    return _Decoded(text, encoding, is_guessed=False)


def _decode_fallback(content: bytes) -> _Decoded:
    for encoding in _FALLBACKS:
        try:
            return _Decoded(content.decode(encoding), encoding, is_guessed=True)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes every byte")
