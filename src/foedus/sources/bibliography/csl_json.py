"""What does a file of CSL-JSON say of the documents in it?

The format of citation processors, which Zotero and others export: an array of items, or one item.
Numbers may be written as texts, names as one literal, dates as parts or as they stand.
"""

from __future__ import annotations

import json
import re
from typing import Any, cast

from foedus.dates.day import year_text
from foedus.sources.bibliography.reference import Reference

__all__ = ["references_of_csl_json"]

Mistake = tuple[int, str]
"""A line of the file, and what is wrong there."""
Item = dict[str, Any]

_PARTS = {"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"}
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|span)(?:\s[^<>]*)?>", re.IGNORECASE)
"""What a text field of CSL-JSON may hold: italics, bold, raised, lowered, small capitals, as is."""
_SEASONS = {
    "1": 21,
    "2": 22,
    "3": 23,
    "4": 24,
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
"""Each season of CSL with the number that EDTF writes for it in the place of a month."""
_SPACE = re.compile(r"[ \t\r\n]*")


class _RepeatedWordError(ValueError):
    """A word stands twice in one item."""


def references_of_csl_json(text: str) -> tuple[list[Reference], list[Mistake]]:
    """Read the items of a file of CSL-JSON, and every mistake in it.

    Examples
    --------
    >>> item = '{"id": "dam", "title": "The Dam", "issued": {"date-parts": [["1911", 3]]}}'
    >>> str(references_of_csl_json(item)[0][0])
    'The Dam (1911-03)'
    """
    mistakes: list[Mistake] = []
    references: list[Reference] = []
    for line, item in _items(text, mistakes):
        found = _Reader(line, mistakes).reference(item)
        if found is not None:
            references.append(found)
    return references, mistakes


def _items(text: str, mistakes: list[Mistake]) -> list[tuple[int, object]]:
    """Decode the items one by one, so that each has its line; stop where the file is no JSON."""
    decoder = json.JSONDecoder(
        object_pairs_hook=_once_each, parse_int=str, parse_float=str, parse_constant=str
    )
    found: list[tuple[int, object]] = []
    line, counted = 1, 0
    position = _behind_space(text, 0)
    is_array = text.startswith("[", position)
    position = _behind_space(text, position + is_array)
    is_empty = is_array and text.startswith("]", position)
    try:
        while not is_empty:
            line += text.count("\n", counted, position)
            counted = position
            item, position = decoder.raw_decode(text, position)
            found.append((line, item))
            position = _behind_space(text, position)
            if not is_array or text.startswith("]", position):
                break
            if not text.startswith(",", position):
                raise json.JSONDecodeError("Expecting ',' delimiter", text, position)  # noqa: TRY301
            position = _behind_space(text, position + 1)
        rest = _behind_space(text, position + is_array)
        if rest < len(text):
            raise json.JSONDecodeError("Extra data", text, rest)  # noqa: TRY301
    except json.JSONDecodeError as error:
        mistakes.append((error.lineno, f"not readable as JSON: {error.msg}"))
    except _RepeatedWordError as error:
        mistakes.append((line, f'the item that begins here has "{error}" twice'))
    except RecursionError:
        mistakes.append((line, "the item that begins here is nested too deeply"))
    return found


def _behind_space(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return position if match is None else match.end()


def _once_each(pairs: list[tuple[str, Any]]) -> Item:
    item = dict(pairs)
    if len(item) < len(pairs):
        names = [name for name, _ in pairs]
        raise _RepeatedWordError(next(name for name in names if names.count(name) > 1))
    return item


class _Reader:
    """Reads one item; what is not as CSL wants it is a mistake with its word."""

    def __init__(self, line: int, mistakes: list[Mistake]) -> None:
        self.line = line
        self.mistakes = mistakes
        self.key = ""

    def reference(self, item: object) -> Reference | None:
        """The reference that an item says; None where it has no id."""
        if not isinstance(item, dict):
            self._complain(f"an item is an object with words, not {_form(item)}")
            return None
        item = cast("Item", item)
        self.key = self._text(item, "id") or self._text(item, "citation-key") or ""
        if not self.key:
            self._complain('an item needs an "id", by which a case calls it')
            return None
        doi = (self._text(item, "DOI") or "").removeprefix("https://doi.org/")
        archive = (self._text(item, word) for word in ("archive", "archive_location"))
        return Reference(
            key=self.key,
            title=self._rich_text(item, "title"),
            authors=self._names(item, "author"),
            editors=self._names(item, "editor"),
            date=self._date(item),
            container=self._rich_text(item, "container-title"),
            is_part=item.get("type") in _PARTS,
            volume=self._text(item, "volume"),
            issue=self._text(item, "issue"),
            pages=self._text(item, "page"),
            place=self._text(item, "publisher-place"),
            publisher=self._text(item, "publisher"),
            archive=", ".join(filter(None, archive)) or None,
            address=f"https://doi.org/{doi}" if doi else self._text(item, "URL"),
            line=self.line,
        )

    def _complain(self, message: str) -> None:
        self.mistakes.append((self.line, f'"{self.key}": {message}' if self.key else message))

    def _text(self, item: Item, word: str) -> str | None:
        value = item.get(word)
        if value is None:
            return None
        if isinstance(value, str):
            return " ".join(value.split()) or None
        self._complain(f'"{word}" is a text, not {_form(value)}')
        return None

    def _rich_text(self, item: Item, word: str) -> str | None:
        """A title without its markup; what is no markup of CSL stays as it is written."""
        text = self._text(item, word)
        return (text and " ".join(_MARKUP.sub("", text).split())) or None

    def _names(self, item: Item, word: str) -> tuple[str, ...]:
        names = item.get(word, [])
        if not isinstance(names, list):
            self._complain(f'"{word}" is a list of names, not {_form(names)}')
            return ()
        return tuple(filter(None, (self._name(name, word) for name in cast("list[object]", names))))

    def _name(self, name: object, word: str) -> str | None:
        if not isinstance(name, dict):
            self._complain(
                f'a name of "{word}" has "family" and "given", or "literal"; found {_form(name)}'
            )
            return None
        name = cast("Item", name)
        if literal := self._text(name, "literal"):
            return literal
        particles = (self._text(name, f"{kind}-particle") for kind in ("dropping", "non-dropping"))
        family = " ".join(filter(None, (*particles, self._text(name, "family"))))
        parts = (family, self._text(name, "given"), self._text(name, "suffix"))
        told = ", ".join(filter(None, parts))
        if not told:
            self._complain(f'a name of "{word}" has neither "family" nor "literal"')
        return told or None

    def _date(self, item: Item) -> str | None:
        issued = item.get("issued")
        if issued is None or isinstance(issued, str):
            return issued or None
        if not isinstance(issued, dict):
            self._complain(f'"issued" is a date, not {_form(issued)}')
            return None
        issued = cast("Item", issued)
        told = self._date_parts(issued) if "date-parts" in issued else None
        if told and (season := str(issued.get("season") or "").strip()):
            told = _with_season(told, season)
        told = told or self._text(issued, "literal") or self._text(issued, "raw")
        is_about = str(issued.get("circa", "")).lower() not in {"", "false", "0"}
        return f"c. {told}" if told and is_about else told

    def _date_parts(self, issued: Item) -> str | None:
        """One date, or two that bound a time: ``1950-05``, ``1950/1953``."""
        dates = issued["date-parts"]
        written: list[str] = []
        for date in cast("list[object]", dates) if isinstance(dates, list) else [dates]:
            parts = (
                [str(part) for part in cast("list[object]", date)] if isinstance(date, list) else []
            )
            is_whole = all(re.fullmatch(r"-?[0-9]{1,4}", part) for part in parts)
            if not 1 <= len(parts) <= 3 or not is_whole:  # noqa: PLR2004 - year, month, day
                self._complain(
                    '"date-parts" is a list of [year, month, day], the last two if known'
                )
                return None
            year, *rest = parts
            written.append("-".join((year_text(int(year)), *(part.zfill(2) for part in rest))))
        return "/".join(written) or None


def _with_season(date: str, season: str) -> str:
    """A year and its season as EDTF writes them; beside any other date, as they stand.

    >>> _with_season("1950", "2"), _with_season("1950-05", "Michaelmas")
    ('1950-22', '1950-05, season Michaelmas')
    """
    number = _SEASONS.get(season.lower())
    if number is None or not re.fullmatch(r"-?[0-9]{4}", date):
        return f"{date}, season {season}"
    return f"{date}-{number}"


def _form(value: object) -> str:
    if isinstance(value, str):
        return "a text"
    if isinstance(value, list):
        return "a list"
    if isinstance(value, dict):
        return "an object"
    return "nothing" if value is None else str(value).lower()
