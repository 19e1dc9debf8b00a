"""Which documents does a bibliography name?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from foedus.sources.bibliography.bibtex import references_of_bibtex
from foedus.sources.bibliography.csl_json import references_of_csl_json
from foedus.sources.errors import SourceError

if TYPE_CHECKING:
    import os

    from foedus.sources.bibliography.reference import Reference

__all__ = ["read_bibliography"]

_LARGEST = 10_000_000
_MISTAKES_TOLD = 20
_READERS = {
    ".bib": references_of_bibtex,
    ".bibtex": references_of_bibtex,
    ".json": references_of_csl_json,
}


def read_bibliography(path: str | os.PathLike[str]) -> dict[str, Reference]:
    """Read a bibliography: BibTeX (``.bib``) or CSL-JSON (``.json``), in UTF-8.

    Parameters
    ----------
    path : path
        The file, of at most 10 MB.

    Returns
    -------
    dict of str to Reference
        By key, in the order of the file.

    Raises
    ------
    SourceError
        If there is no such file, or it is neither, or anything in it is wrong: with every mistake,
        its line and a sentence.
    """
    path = Path(path)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise SourceError(
            f"{path} is no bibliography by its name; export it as BibTeX (.bib) or CSL-JSON "
            "(.json)."
        )
    references, mistakes = reader(_text_of(path))
    found: dict[str, Reference] = {}
    for one in references:
        first = found.setdefault(one.key, one)
        if first is not one:
            mistakes.append((one.line, f'the key "{one.key}" stands in line {first.line} already'))
    if mistakes:
        told = [f"{path}:{line}: {message}" for line, message in sorted(set(mistakes))]
        if len(told) > _MISTAKES_TOLD:
            told[_MISTAKES_TOLD:] = [f"{path}: … and {len(told) - _MISTAKES_TOLD:,} more mistakes"]
        raise SourceError("\n".join(told))
    return found


def _text_of(path: Path) -> str:
    try:
        if not path.is_file():
            raise SourceError(f"There is no file {path}; check its name and folder.")
        size = path.stat().st_size
        if size > _LARGEST:
            raise SourceError(
                f"{path} has {size / 1e6:,.0f} MB; a bibliography has at most "
                f"{_LARGEST / 1e6:,.0f} MB. Export the documents of the case alone."
            )
        content = path.read_bytes()
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror or 'refused'}.") from error
    except ValueError as error:
        raise SourceError(f"{str(path)!r} is no name of a file.") from error
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{path}:{line}: the file is not UTF-8 from here on; export it as UTF-8."
        ) from error
