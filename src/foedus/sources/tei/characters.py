"""How does text become XML when it holds characters that XML cannot?

Form feeds and other control characters stand in files and are forbidden in XML 1.0. None is dropped
and none replaced by another: each becomes TEI's `g`, an empty element that names the character,
which the header declares (TEI P5, chapter 5).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = [
    "TEI",
    "XML_ID",
    "Builder",
    "forbidden_in",
    "mentioned",
    "write_character_declaration",
    "write_text",
]

TEI = "{http://www.tei-c.org/ns/1.0}"
"""The namespace of TEI, as lxml writes it before the name of an element."""

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")


class Builder(Protocol):
    """What lxml's `TreeBuilder` does here: it takes elements and text in their order."""

    def start(self, tag: str, attrs: Mapping[str, str], /) -> object:
        """Open an element."""

    def data(self, data: str, /) -> object:
        """Write text."""

    def end(self, tag: str, /) -> object:
        """Close the element that is open."""


def forbidden_in(text: str) -> list[str]:
    """Find the characters of a text that XML cannot hold, each once, in order."""
    return sorted(set(_FORBIDDEN.findall(text)))


def write_text(builder: Builder, text: str) -> None:
    """Write text, with an element `g` for each character that XML cannot hold."""
    position = 0
    for match in _FORBIDDEN.finditer(text):
        _write_plain(builder, text[position : match.start()])
        number = _number(match.group())
        builder.start(f"{TEI}g", {"ref": f"#char-{number}", "n": f"U+{number}"})
        builder.end(f"{TEI}g")
        position = match.end()
    _write_plain(builder, text[position:])


def mentioned(text: str) -> str:
    """Write text for the header or a note, a forbidden character by its number."""
    return _FORBIDDEN.sub(lambda match: f"[U+{_number(match.group())}]", text)


def write_character_declaration(builder: Builder, characters: Iterable[str]) -> None:
    """Declare what the elements `g` stand for; nothing where there are none."""
    characters = list(characters)
    if not characters:
        return
    builder.start(f"{TEI}charDecl", {})
    for character in characters:
        number = _number(character)
        builder.start(f"{TEI}char", {XML_ID: f"char-{number}"})
        builder.start(f"{TEI}desc", {})
        builder.data(
            f"The character U+{number}, which stands in the file and which XML cannot hold."
        )
        builder.end(f"{TEI}desc")
        builder.end(f"{TEI}char")
    builder.end(f"{TEI}charDecl")


def _write_plain(builder: Builder, text: str) -> None:
    if text:
        builder.data(_LINE_END.sub("\n", text))


def _number(character: str) -> str:
    return f"{ord(character):04X}"
