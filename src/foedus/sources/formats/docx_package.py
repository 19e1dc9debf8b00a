"""Which parts does a DOCX file have, and can they be unpacked without harm?

A DOCX file is a zipped folder of XML (ECMA-376, part 2). Only the parts that hold words are
unpacked, and never more than a bounded number of bytes, whatever sizes the file declares.
"""

from __future__ import annotations

import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from typing import TYPE_CHECKING, final

from foedus.sources.errors import SourceError
from foedus.sources.formats.elements import local_name
from foedus.sources.formats.safe_xml import parse_xml

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources.formats.elements import Element

__all__ = ["DocxPackage"]

_MOST_UNPACKED = 64 * 1024 * 1024
_LARGEST_DIRECTORY = 4 * 1024 * 1024  # some 40,000 parts
_END_RECORD = struct.Struct("<4s4H2LH")
_LONGEST_COMMENT = 65_535
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    UnicodeError,
    ValueError,
)
_OTHERS = {
    "application/vnd.oasis.opendocument": "an OpenDocument file, such as an ODT",
    "application/epub": "an EPUB book",
}


@final
class DocxPackage:
    """The parts of a DOCX file, by what they are to the document.

    Parameters
    ----------
    content : bytes
        The file.
    path : Path
        For messages.
    """

    def __init__(self, content: bytes, path: Path) -> None:
        self._path = path
        self._left = _MOST_UNPACKED
        self._refuse_large_directory(content)
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except _BROKEN as error:
            raise self._damaged("its parts cannot be listed") from error
        self._names = set(self._zip.namelist())
        self._main = self._targets("", "_rels/.rels").get("officeDocument", ["word/document.xml"])[
            0
        ]
        if self._main not in self._names:
            raise SourceError(f"{path} is {self._kind()}.")
        folder, name = posixpath.split(self._main)
        self._related = self._targets(folder, f"{folder}/_rels/{name}.rels")

    def main(self) -> Element:
        """The part that holds the text.

        Raises
        ------
        SourceError
            If it is not the text of a word processor.
        """
        root = self._part(self._main)
        if local_name(root) != "document":
            raise SourceError(f"{self._path} is {self._kind()}.")
        return root

    def related(self, kind: str) -> Element | None:
        """A part beside it, such as ``"footnotes"``; None where there is none."""
        there = [name for name in self._related.get(kind, ()) if name in self._names]
        return self._part(there[0]) if there else None

    def has(self, kind: str) -> bool:
        """Is there such a part?"""
        return any(name in self._names for name in self._related.get(kind, ()))

    def _refuse_large_directory(self, content: bytes) -> None:
        """Refuse a list of parts that would take long to read; it stands at the file's end."""
        tail = content[-_LONGEST_COMMENT - _END_RECORD.size :]
        at = tail.rfind(b"PK\x05\x06")
        if at < 0 or at + _END_RECORD.size > len(tail):
            raise self._damaged("its end is missing")
        size = int(_END_RECORD.unpack_from(tail, at)[5])
        if size > _LARGEST_DIRECTORY:
            raise SourceError(f"{self._path} is no DOCX file: it has too many parts.")

    def _targets(self, folder: str, name: str) -> dict[str, list[str]]:
        """The parts that a list of relations names, by the last word of the relation's type."""
        targets: dict[str, list[str]] = {}
        if name in self._names:
            for relation in self._part(name):
                target = relation.get("Target", "")
                if relation.get("TargetMode") != "External" and target:
                    kind = relation.get("Type", "").rpartition("/")[2]
                    place = posixpath.normpath(posixpath.join("/", folder, target))
                    targets.setdefault(kind, []).append(place.lstrip("/"))
        return targets

    def _part(self, name: str) -> Element:
        content = self._unpacked(name)
        if b"<!DOCTYPE" in content:
            raise self._damaged(f"{name} has a document type, which no DOCX has")
        return parse_xml(content, f"{self._path} ({name})")

    def _unpacked(self, name: str) -> bytes:
        try:
            part = self._zip.getinfo(name)
            if part.flag_bits & 1:
                raise SourceError(f"{self._path} is protected by a password; save it without one.")
            if part.file_size > self._left:
                raise self._too_large()
            with self._zip.open(part) as file:
                content = file.read(self._left + 1)
        except _BROKEN as error:
            raise self._damaged(f"{name} cannot be unpacked") from error
        self._left -= len(content)
        if self._left < 0:
            raise self._too_large()
        return content

    def _kind(self) -> str:
        if "xl/workbook.xml" in self._names:
            return "an Excel file; save the sheet as .csv or .txt"
        if "ppt/presentation.xml" in self._names:
            return "a PowerPoint file; save its text as .txt"
        mimetype = self._unpacked("mimetype") if "mimetype" in self._names else b""
        for start, kind in _OTHERS.items():
            if mimetype.startswith(start.encode()):
                return f"{kind}; open it in a word processor and save it as .docx"
        if any(name.startswith("word/") for name in self._names):
            return f"a damaged DOCX file: its main part ({self._main}) is missing or no text"
        return "a zipped file, but no DOCX; unpack it and name the file inside it"

    def _damaged(self, what: str) -> SourceError:
        return SourceError(f"{self._path} is a damaged zipped file or DOCX: {what}. Get it again.")

    def _too_large(self) -> SourceError:
        return SourceError(
            f"{self._path} unpacks to more than {_MOST_UNPACKED / 1e6:,.0f} MB of text, "
            "more than Foedus reads. Split the file."
        )
