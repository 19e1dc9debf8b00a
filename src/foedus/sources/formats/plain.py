"""How do bytes become characters, when nobody said how they were written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.form_feeds import layout_by_form_feeds
from foedus.sources.formats.recognising import MARKS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Decoded", "decode", "decode_as", "extract_plain"]

_CONTROLS = frozenset((*range(9), *range(14, 27), *range(28, 32)))
_OTHERS = bytes(set(range(256)) - _CONTROLS)
_NOT_ASCII = bytes(range(128, 256))
_SHOWN = 20
_FALLBACKS = ("cp1252", "latin-1")


@final
class Decoded(NamedTuple):
    """The characters of a file, how they were encoded, and whether that is only a guess."""

    text: str
    encoding: str
    is_guessed: bool


def extract_plain(content: bytes, path: Path, declared: str | None) -> Extracted:
    """Read plain text: every character as it stands."""
    decoded = decode(content, path, declared)
    return Extracted(
        decoded.text,
        "plain text",
        decoded.encoding,
        decoded.is_guessed,
        layout_by_form_feeds(decoded.text),
    )


def decode(content: bytes, path: Path, declared: str | None, inside: str | None = None) -> Decoded:
    """Decode the bytes of a file.

    Parameters
    ----------
    content : bytes
        All of them.
    path : Path
        For messages.
    declared : str, optional
        The encoding that the user declares, before which nothing else counts.
    inside : str, optional
        The encoding that the file itself declares, which counts less than its byte order mark.

    Returns
    -------
    Decoded
        UTF-8 unless something else is declared or marked; where the bytes are no UTF-8,
        Windows-1252 or Latin-1, as a guess.

    Raises
    ------
    SourceError
        If they are not text, not in the encoding that was declared, or UTF-8 but for few bytes:
        every other letter with an accent would be misread in another encoding.
    """
    if declared is not None:
        return decode_as(content, path, declared)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return decode_as(content[len(mark) :], path, encoding)
    if content.translate(None, _OTHERS):  # ten times as fast as a search for any of them
        raise SourceError(
            f"{path} is not plain text: it holds control characters. If it is text in UTF-16 "
            "without a byte order mark, declare its encoding."
        )
    if inside is not None:
        return decode_as(content, path, inside)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", is_guessed=False)
    except UnicodeDecodeError as error:
        _refuse_damaged(content, path, error.start)
        return _decode_fallback(content)


def decode_as(content: bytes, path: Path, encoding: str) -> Decoded:
    """Decode in one encoding, strictly."""
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
    return Decoded(text, encoding, is_guessed=False)


def _refuse_damaged(content: bytes, path: Path, first: int) -> None:
    """Refuse what is UTF-8 but for few bytes, of which `first` is the first.

    Other encodings hardly ever look like UTF-8 by chance: where more characters outside ASCII are
    well formed than bytes are not, it is UTF-8 that was damaged. Own construction.

    Raises
    ------
    SourceError
        If it is so.
    """
    text = content.decode("utf-8", "surrogateescape")
    bad = len(content) - len(text.encode("utf-8", "ignore"))
    well_formed = len(text) - bad - len(content.translate(None, _NOT_ASCII))
    if well_formed <= bad:
        return
    before = content[:first].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line = before.count(b"\n") + 1
    words = before.rpartition(b"\n")[2].decode()[-_SHOWN:]
    behind = f" behind {words!r}" if words.strip() else ""
    many = "1 byte" if bad == 1 else f"{bad:,} bytes"
    which = "it is" if bad == 1 else "the first is"
    raise SourceError(
        f"{path} is in UTF-8 but for {many}; {which} 0x{content[first]:02X} in line {line:,}"
        f"{behind}. Foedus does not guess what stood there: put it right in an editor, or declare "
        "the encoding if it is another."
    )


def _decode_fallback(content: bytes) -> Decoded:
    for encoding in _FALLBACKS:
        try:
            return Decoded(content.decode(encoding), encoding, is_guessed=True)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes every byte")
