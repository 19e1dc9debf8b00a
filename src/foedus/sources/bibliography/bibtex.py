"""What does a file of BibTeX say of the documents in it?

pybtex takes the file apart (entries, @string, quoted and braced values); here its values become
references: cross-references are followed, LaTeX is read, names stay as written. biblatex's words
(date, location, journaltitle, subtitle) are read beside BibTeX's own.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from pybtex.bibtex.utils import split_name_list
from pybtex.database.input.bibtex import LowLevelParser, UndefinedMacro, month_names
from pybtex.scanner import Pattern, PrematureEOF, PybtexSyntaxError, Token, TokenRequired
from pybtex.utils import CaseInsensitiveDict

from foedus.sources.bibliography.latex import plain_text
from foedus.sources.bibliography.reference import Reference

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

__all__ = ["references_of_bibtex"]

Mistake = tuple[int, str]
"""A line of the file, and what is wrong there."""

_PARTS = {"inbook", "incollection", "inproceedings", "conference", "suppbook", "inreference"}
_UNREAD = {"string", "preamble", "comment", "set", "control"}


_MOST_MISTAKES = 500
_BRACE = re.compile("[{}]")
_QUOTE_OR_BRACE = re.compile('[{}"]')


class _TooManyError(Exception):
    """So much is wrong that the file is read no further."""


class _Entry(NamedTuple):
    kind: str
    key: str
    line: int
    fields: Mapping[str, str]


class _Parser(LowLevelParser):
    """pybtex's parser, which reads a value in one pass.

    The original looks for each of several signs anew at every brace, which takes quadratic time
    where one of them does not come.
    """

    def parse_string(
        self, string_end: Pattern, level: int = 0, max_level: int = 100
    ) -> Generator[Token, None, None]:
        """Read up to the sign that ends the value, over the braces inside it."""
        is_quoted = string_end is self.QUOTE
        text = str(self.text)
        for found in (_QUOTE_OR_BRACE if is_quoted else _BRACE).finditer(text, self.pos):
            sign = found.group()
            if sign == "{":
                level += 1
            elif level == 0 and (sign == '"') == is_quoted:
                value = text[self.pos : found.end()]
                self.pos = found.end()
                self.update_lineno(value)
                yield Token(value, string_end)
                return
            elif sign == "}":
                level -= 1
            if not 0 <= level <= max_level:
                wrong = "unbalanced braces" if level < 0 else "too many nested braces"
                raise PybtexSyntaxError(wrong, self)
        raise PrematureEOF(self)


def references_of_bibtex(text: str) -> tuple[list[Reference], list[Mistake]]:
    r"""Read the entries of a file of BibTeX, and every mistake in it.

    Examples
    --------
    >>> found, mistakes = references_of_bibtex("@book{dam, title={The {D}am}, year=1911}")
    >>> str(found[0]), mistakes
    ('The Dam (1911)', [])
    >>> references_of_bibtex("@book{dam,\n title={The Dam}\n year=1911}")[1][0][0]
    3
    """
    mistakes: list[Mistake] = []
    entries: list[_Entry] = []
    with contextlib.suppress(_TooManyError):  # that there are more is told by their number
        entries += _entries(text, mistakes)
    by_key = {entry.key: entry for entry in entries}
    references = [_reference(entry, _with_parents(entry, by_key, mistakes)) for entry in entries]
    return references, mistakes


def _entries(text: str, mistakes: list[Mistake]) -> Iterator[_Entry]:
    def note(error: PybtexSyntaxError) -> None:
        mistakes.append(_mistake(error, text))
        if len(mistakes) > _MOST_MISTAKES:
            raise _TooManyError

    parser = _Parser(text, macros=CaseInsensitiveDict(month_names), handle_error=note)
    line, position = 1, 0
    for kind, body in cast("Iterable[tuple[str, tuple[Any, ...]]]", parser):
        line += text.count("\n", position, parser.command_start)
        position = parser.command_start
        if kind.lower() in _UNREAD or body[0] is None:
            continue
        key, written = body
        fields: dict[str, str] = {}
        for name, parts in written:
            if name.lower() in fields:
                mistakes.append((line, f'"{key}" has the field "{name}" twice'))
            fields.setdefault(name.lower(), "".join(parts))
        yield _Entry(kind.lower(), key, line, fields)


def _mistake(error: PybtexSyntaxError, text: str) -> Mistake:
    if isinstance(error, PrematureEOF):
        line = text.count("\n", 0, error.parser.command_start) + 1
        unclosed = "a brace or quotation mark is not closed"
        return line, f"the file ends inside the entry that begins here: {unclosed}"
    if isinstance(error, UndefinedMacro):
        return error.lineno, f'no @string defines the abbreviation "{error.args[0]}"'
    if isinstance(error, TokenRequired):
        expected = str(error.args[0]).removesuffix(" expected")
        return error.lineno, f"not readable as BibTeX: expected {expected}"
    return error.lineno, f"not readable as BibTeX: {error.args[0]}"


def _with_parents(
    entry: _Entry, by_key: Mapping[str, _Entry], mistakes: list[Mistake]
) -> dict[str, str]:
    """Take what an entry lacks from the one that its `crossref` names, and so on."""
    fields = dict(entry.fields)
    seen = {entry.key}
    child = entry
    while parent_key := child.fields.get("crossref", "").strip():
        parent = by_key.get(parent_key)
        if parent is None:
            mistakes.append(
                (child.line, f'"{child.key}" refers to "{parent_key}", which is not there')
            )
            break
        if parent.key in seen:
            mistakes.append((entry.line, f'"{entry.key}" refers to itself through crossref'))
            break
        seen.add(parent.key)
        inherited = {name: value for name, value in parent.fields.items() if name != "crossref"}
        title = inherited.pop("title", None)
        if title is not None:
            inherited["journaltitle" if entry.kind == "article" else "booktitle"] = title
        fields = inherited | fields
        child = parent
    return fields


def _reference(entry: _Entry, fields: Mapping[str, str]) -> Reference:
    def read(*names: str) -> str | None:
        found = (plain_text(fields[name]) for name in names if name in fields)
        return next(filter(None, found), None)

    title = ": ".join(filter(None, (read("title"), read("subtitle")))) or None
    doi = fields.get("doi", "").strip().removeprefix("https://doi.org/")
    return Reference(
        key=entry.key,
        title=title,
        authors=_names(fields.get("author", "")),
        editors=_names(fields.get("editor", "")),
        date=read("date", "year"),
        container=read("journaltitle", "journal", "booktitle", "maintitle"),
        is_part=entry.kind in _PARTS,
        volume=read("volume"),
        issue=read("number", "issue"),
        pages=read("pages"),
        place=read("location", "address"),
        publisher=read("publisher", "institution", "school", "organization"),
        archive=read("howpublished", "library"),
        address=f"https://doi.org/{doi}" if doi else fields.get("url", "").strip() or None,
        line=entry.line,
    )


def _names(written: str) -> tuple[str, ...]:
    """Divide a list of names at "and", those in braces apart; each stays in its order."""
    return tuple(filter(None, map(plain_text, split_name_list(" ".join(written.split())))))
