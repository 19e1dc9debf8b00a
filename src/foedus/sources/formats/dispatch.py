"""Which reader takes this file?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.errors import SourceError
from foedus.sources.formats.plain import extract_plain
from foedus.sources.formats.recognising import DOCX, HTML, MARKDOWN, PDF, XML

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources.extracted import Extracted
    from foedus.sources.formats.recognising import Format

__all__ = ["extract"]


def extract(content: bytes, path: Path, kind: Format, declared: str | None) -> Extracted:
    """Read the words of a file with the reader of its format.

    Parameters
    ----------
    content : bytes
        All bytes of the file.
    path : Path
        Its name, for messages.
    kind : Format
        What `format_of` recognised.
    declared : str, optional
        The encoding that the user declares: how the characters of a text file, Markdown, HTML or
        XML are encoded, whatever it says of itself. The others have no encoding to declare.

    Raises
    ------
    SourceError
        If Foedus does not read such files, or cannot read this one.
    """
    # Readers are imported where they are needed: lxml and markdown-it would slow every start.
    if kind.refusal:
        raise SourceError(f"{path} is {kind.name}; {kind.refusal}.")
    if kind in (DOCX, PDF) and declared is not None:
        raise SourceError(
            f"{path} is {kind.name}, in which no encoding can be declared; leave out {declared!r}."
        )
    if kind == PDF:
        from foedus.sources.formats.pdf import extract_pdf  # noqa: PLC0415

        return extract_pdf(content, path)
    if kind == DOCX:
        from foedus.sources.formats.docx import extract_docx  # noqa: PLC0415

        return extract_docx(content, path)
    if kind == MARKDOWN:
        from foedus.sources.formats.markdown import extract_markdown  # noqa: PLC0415

        return extract_markdown(content, path, declared)
    if kind == HTML:
        from foedus.sources.formats.web_page import extract_html  # noqa: PLC0415

        return extract_html(content, path, declared)
    if kind == XML:
        from foedus.sources.formats.tei import extract_tei  # noqa: PLC0415

        return extract_tei(content, path, declared)
    return extract_plain(content, path, declared)
