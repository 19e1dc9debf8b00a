"""How is a page encoded, as far as it says so itself?

A byte order mark, then a ``meta`` element or an XML declaration near the top, then UTF-8; what the
user declares goes before all. Names are read as the Encoding standard reads them (encoding.spec.
whatwg.org): by ``iso-8859-1`` the web means Windows-1252.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from foedus.sources.errors import SourceError
from foedus.sources.formats.plain import Decoded, decode
from foedus.sources.formats.recognising import MARKS

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["decode_html", "encoding_inside"]

_SEARCHED = 4096
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_META = re.compile(rb"<meta\s[^>]*?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)")
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "latin-1": "cp1252",
    "windows-1252": "cp1252",
    "x-user-defined": "cp1252",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
    "iso-8859-11": "cp874",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "big5": "big5hkscs",
    "x-mac-roman": "mac_roman",
    "macintosh": "mac_roman",
    "utf-16": "utf-8",  # it was read as ASCII up to here
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
    "utf8": "utf-8",
}


def decode_html(content: bytes, path: Path, declared: str | None) -> tuple[Decoded, list[str]]:
    """Decode a page; the sentence says where it declares another encoding than it is read in."""
    inside = encoding_inside(content)
    meant = None if inside is None else _MEANT.get(inside, inside)
    if meant is not None and declared is None and not _is_known(meant):
        raise SourceError(
            f"{path} says that it is in {inside}, an encoding that does not exist; declare the one "
            "that it was saved in."
        )
    decoded = decode(content, path, declared, meant)
    if meant is None or _same(meant, decoded.encoding):
        return decoded, []
    why = "declared" if declared is not None else "its byte order mark says"
    return decoded, [
        f"The file says that it is in {inside}; it was read in {decoded.encoding}, as {why}."
    ]


def encoding_inside(content: bytes) -> str | None:
    """Find the encoding that a page declares, in small letters."""
    if any(content.startswith(mark) and "32" not in encoding for mark, encoding in MARKS[3:]):
        return None  # UTF-16, in which no ASCII can be searched
    start = _COMMENT.sub(b"", content[:_SEARCHED])
    found = _XML.match(start.removeprefix(codecs.BOM_UTF8)) or _META.search(start)
    return None if found is None else found[1].decode("ascii", "replace").lower()


def _is_known(encoding: str) -> bool:
    try:
        codecs.lookup(encoding)
    except LookupError:
        return False
    return True


def _same(one: str, other: str) -> bool:
    try:
        return codecs.lookup(one).name == codecs.lookup(other).name
    except LookupError:
        return one == other
