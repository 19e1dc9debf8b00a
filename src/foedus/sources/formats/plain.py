"""How do bytes become characters, when nobody said how they were written?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.errors import SourceError
from foedus.sources.extracted import Extracted
from foedus.sources.form_feeds import layout_by_form_feeds
from foedus.sources.formats.recognising import MARKS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Decoded", "decode", "decode_as", "extract_plain"]

_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
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
        If they are not text, or not in the encoding that was declared.
    """
    if declared is not None:
        return decode_as(content, path, declared)
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return decode_as(content[len(mark) :], path, encoding)
    if _CONTROL.search(content):
        raise SourceError(
            f"{path} is not plain text: it holds control characters. If it is text in UTF-16 "
            "without a byte order mark, declare its encoding."
        )
    if inside is not None:
        return decode_as(content, path, inside)
    try:
        return Decoded(content.decode("utf-8"), "utf-8", is_guessed=False)
    except UnicodeDecodeError:
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


def _decode_fallback(content: bytes) -> Decoded:
    for encoding in _FALLBACKS:
        try:
            return Decoded(content.decode(encoding), encoding, is_guessed=True)
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes every byte")
