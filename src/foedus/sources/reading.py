"""How does a file become a text, whatever its format, with its damage repaired?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.errors import SourceError
from foedus.sources.formats.dispatch import extract
from foedus.sources.formats.recognising import HEAD, format_of
from foedus.sources.large import repaired_as_asked
from foedus.sources.pages import with_printed_numbers
from foedus.sources.source import Source

if TYPE_CHECKING:
    import os

    from foedus.sources.formats.recognising import Format

__all__ = ["read_source"]

_LARGEST = 200 * 1024 * 1024


def read_source(
    path: str | os.PathLike[str],
    *,
    key: str | None = None,
    title: str | None = None,
    encoding: str | None = None,
    repaired: bool | None = None,
    largest: int = _LARGEST,
) -> Source:
    """Read a file and repair its text.

    Plain text, Markdown, HTML, TEI XML, DOCX and PDF are told apart by their first bytes, and only
    then by the ending of the name.

    Parameters
    ----------
    path : path
        The file. UTF-8, UTF-16 and UTF-32 are known by their byte order mark. Without one a page of
        HTML or XML is in what it declares; and whatever declares nothing is UTF-8, or else
        Windows-1252 (or Latin-1), which the source then records as a guess.
    key : str, optional
        The short name for citations; the file's name without its ending unless given.
    title : str, optional
        The title for readers.
    encoding : str, optional
        Declare the encoding instead. A DOCX or PDF file has none to declare.
    repaired : bool, optional
        Repair the text? Otherwise it stays as it was found, without marks. Unless this is said, a
        text of more than eight million characters stays as it was found, and a note says so.
    largest : int
        The most bytes that are read; formats that take more room once read have lower bounds.

    Returns
    -------
    Source

    Raises
    ------
    SourceError
        If there is no such file, or it is empty, too large, damaged, of a format that is not read,
        without words, or not in the declared encoding.
    """
    path = Path(path)
    content, kind = _read(path, largest, encoding)
    read = extract(content, path, kind, encoding)
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
        layout=with_printed_numbers(read.text, read.layout),
        notes=read.notes,
    )
    return repaired_as_asked(source, repaired=repaired)


def _read(path: Path, largest: int, encoding: str | None) -> tuple[bytes, Format]:
    """Read the bytes of a file, once its first ones have told how many of them are read at most."""
    try:
        if path.is_dir():
            raise SourceError(f"{path} is a folder; name a file in it.")
        if not path.is_file():
            raise SourceError(f"There is no file {path}; check its name and folder.")
        with path.open("rb") as file:
            head = file.read(HEAD)
            kind = format_of(head, path, encoding)
            most = min(largest, kind.largest)
            if kind.refusal:
                content = head
            else:
                _refuse_large(path, kind, path.stat().st_size, most)
                content = head + file.read(most + 1 - len(head))
    except OSError as error:
        reason = error.strerror or "the system refused"
        raise SourceError(f"{path} cannot be read: {reason}.") from error
    except ValueError as error:
        raise SourceError(f"{str(path)!r} is no name of a file.") from error
    if not content:
        raise SourceError(f"{path} is empty; a source is a file with text in it.")
    return content, kind


def _refuse_large(path: Path, kind: Format, size: int, most: int) -> None:
    if size > most:
        raise SourceError(
            f"{path} has {size / 1e6:,.0f} MB; Foedus reads sources in {kind.name} of up to "
            f"{most / 1e6:,.0f} MB. Split the file."
        )
