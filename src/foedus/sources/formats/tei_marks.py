"""What do the editors of a TEI file mark as lost, doubtful, supplied or changed?

Their marks become marks here, which they answer for. `gap`, `unclear`, `supplied` and `surplus`
keep their names; `sic` is `unclear`, with the `corr` beside it as the reading; a `corr` that stands
alone is `supplied`; `add` and `del` tell which words the writer changed.

Of a file that Foedus wrote, what people guess beside the text becomes a mark without words again;
Foedus's own doubts are left out, since repair finds them anew, but for the copies that it dropped.

Reference: the guidelines of the Text Encoding Initiative, P5, chapters 3 and 12.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, final

from foedus.sources.formats.elements import local_name
from foedus.sources.line_index import LineIndex
from foedus.sources.mark import (
    ADDED,
    BY_HAND,
    DELETED,
    FOEDUS,
    IN_EDITION,
    Certainty,
    Mark,
    MarkKind,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources.formats.elements import Element
    from foedus.sources.formats.running_text import RunningText
    from foedus.sources.layout import Layout

__all__ = ["TeiMarks", "character_of", "is_by_foedus"]

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_EDITOR = "The file's editor"
_UNITS = {"char": "characters", "character": "characters", "chars": "characters"}
_KINDS = {
    "gap": (MarkKind.GAP, IN_EDITION),
    "unclear": (MarkKind.UNCLEAR, IN_EDITION),
    "supplied": (MarkKind.SUPPLIED, IN_EDITION),
    "corr": (MarkKind.SUPPLIED, IN_EDITION),
    "surplus": (MarkKind.SURPLUS, IN_EDITION),
    "sic": (MarkKind.UNCLEAR, IN_EDITION),
    "add": (MarkKind.UNCLEAR, ADDED),
    "del": (MarkKind.SURPLUS, DELETED),
}
_OTHER_FORM = {"sic": "corr", "unclear": "unclear"}
_NUMBER = re.compile("U\\+([0-9A-F]{4})")  # all that XML cannot hold have four digits
_NAMES = ("{*}name", "{*}persName", "{*}orgName")
_PEOPLE = ("{*}respStmt", "{*}editor", "{*}person", *_NAMES)


def is_by_foedus(root: Element) -> bool:
    """Did Foedus write this file?"""
    return any(one.get("ident", "") == FOEDUS for one in root.iter("{*}application"))


def character_of(element: Element) -> str:
    """The character that Foedus wrote as `g`, as XML cannot hold it; none where damaged."""
    number = _NUMBER.fullmatch(element.get("n", ""))
    return chr(int(number[1], 16)) if number else ""


@final
class _Found(NamedTuple):
    """An element that marks something, and the numbers of the places where it begins and ends."""

    element: Element
    start: int
    end: int


@final
class TeiMarks:
    """Collects the marks of a file while its words are read.

    Parameters
    ----------
    root : Element
        The file, for who is responsible and for notes on marks.
    running : RunningText
        The text as it grows.

    Attributes
    ----------
    found_anew
        How many doubts of Foedus's own were left out.
    """

    def __init__(self, root: Element, running: RunningText) -> None:
        self.is_own = is_by_foedus(root)
        self.found_anew = 0
        self._running = running
        self._people = {
            one.get(_ID, ""): _name(one) for one in root.iter(*_PEOPLE) if one.get(_ID, "")
        }
        self._notes = {
            one.get("target", "").removeprefix("#").removesuffix("-from"): one
            for one in (root.iter("{*}note") if self.is_own else ())
            if one.get("type", "") != "settled" and one.get("target", "")
        }
        self._found: list[_Found] = []
        self._open: list[tuple[Element, int]] = []
        self._anchors: dict[str, int] = {}

    def open(self, element: Element) -> None:
        """Note where an element begins that marks something."""
        name = local_name(element)
        if name == "anchor" and element.get(_ID, "") and self.is_own:
            self._open_anchor(element.get(_ID, ""))
        elif name == "gap":
            place = self._running.note_place()
            self._found.append(_Found(element, place, place))
        elif name in _KINDS:
            self._open.append((element, self._running.note_start()))

    def close(self, element: Element) -> None:
        """Note where it ends."""
        if self._open and self._open[-1][0] is element:
            _, start = self._open.pop()
            self._found.append(_Found(element, start, self._running.note_end()))

    def leave_out(self, element: Element) -> None:
        """Note the place of words that are no part of the text: a guess, or a dropped copy."""
        place = self._running.note_place()
        start = self._anchors.get(f"{element.get(_ID, '')}-from", place)
        self._found.append(_Found(element, start, place))

    def is_beside_the_text(self, element: Element) -> bool:
        """Did Foedus write these words beside those of the source?"""
        if not self.is_own:
            return False
        name = local_name(element)
        is_guess = name == "supplied" and _rule(element) != IN_EDITION
        return is_guess or (name == "surplus" and element.get("resp", "") == "#foedus")

    def marks(self, words: str, layout: Layout) -> Iterator[Mark]:
        """Make the marks, once all words are written."""
        lines = LineIndex(words)
        for element, first, last in self._found:
            end = self._running.noted[last]
            start = min(self._running.noted[first], end)
            is_dropped = self.is_beside_the_text(element) and local_name(element) == "surplus"
            if self.is_own and element.get("resp", "") == "#foedus" and not is_dropped:
                self.found_anew += 1
                continue
            kind, rule = self._kind_and_rule(element)
            reading = self._reading(element, kind, words[start:end])
            if kind is MarkKind.SUPPLIED and not reading:
                continue  # no words were supplied
            mark = Mark(
                kind=kind,
                rule=rule,
                repaired_start=start,
                repaired_end=end,
                raw_start=start,
                raw_end=end,
                line=lines.number_of(start),
                where=layout.in_words(start, start),
                note="",
                by=self._by(element),
                reading=reading,
                certainty=_certainty(_other_form(element), element),
                extent=_extent(element) if kind is MarkKind.GAP else None,
            )
            yield self._with_note(mark, element)

    def _open_anchor(self, name: str) -> None:
        """Note an end of a mark of which no element could be made."""
        begins = name.endswith("-from")
        self._anchors[name] = self._running.note_start() if begins else self._running.note_end()
        base = name.removesuffix("-to")
        note = self._notes.get(base)
        if begins or note is None or note.get("type", "") not in set(MarkKind):
            return
        place = self._anchors[name]
        self._found.append(_Found(note, self._anchors.get(f"{base}-from", place), place))

    def _kind_and_rule(self, element: Element) -> tuple[MarkKind, str]:
        name = local_name(element)
        if name == "note":
            return MarkKind(element.get("type", "")), element.get("subtype", "").replace("-", " ")
        kind, rule = _KINDS[name]
        if self.is_beside_the_text(element):
            return kind, _rule(element) or BY_HAND
        return kind, (_rule(element) or rule) if self.is_own else rule

    def _reading(self, element: Element, kind: MarkKind, marked: str) -> str | None:
        if kind is MarkKind.SUPPLIED:
            return _words(element) if self.is_beside_the_text(element) else " ".join(marked.split())
        other = _other_form(element)
        return None if other is None else _words(other) or None

    def _by(self, element: Element) -> str:
        """The name of who is responsible, where the file gives one."""
        names = [
            self._people.get(one.removeprefix("#"), "") for one in element.get("resp", "").split()
        ]
        name = ", ".join(filter(None, names)) or _EDITOR
        return f"{name} (in the file)" if name == FOEDUS else name

    def _with_note(self, mark: Mark, element: Element) -> Mark:
        """Add what is said of the mark: in Foedus's note on it, or as its reason."""
        if not self.is_own:
            return _noted(mark, _reason(element))
        if local_name(element) == "surplus" and element.get("resp", "") == "#foedus":
            return _noted(mark, f"a copy was left out: {_words(element)!r}")
        note = element if local_name(element) == "note" else self._notes.get(element.get(_ID, ""))
        text = "" if note is None else _words(note)
        judged = mark.said.removesuffix(".")
        _, is_told, said = text.partition(judged)
        return _noted(mark, said.removeprefix(":").strip(" .") if is_told else text)


def _noted(mark: Mark, note: str) -> Mark:
    return replace(mark, note=note)


def _rule(element: Element) -> str:
    return element.get("reason", "").replace("-", " ")


def _reason(element: Element) -> str:
    """Why the editors marked it, in their words."""
    names = {"sic": "marked sic", "corr": "a correction"}
    description = next((one.text for one in element.iter("{*}desc") if one.text), None)
    reason = element.get("reason", "") or description or names.get(local_name(element), "")
    sure = element.get("cert", "")
    is_other = bool(sure) and sure not in set(Certainty)
    return " ".join(f"{reason}{f' (certainty: {sure})' if is_other else ''}".split())


def _certainty(*elements: Element | None) -> Certainty | None:
    said = (one.get("cert", "") for one in elements if one is not None)
    return next((Certainty(sure) for sure in said if sure in set(Certainty)), None)


def _other_form(element: Element) -> Element | None:
    """What the editors read instead, beside this form in a `choice`."""
    parent = element.getparent()
    other = _OTHER_FORM.get(local_name(element))
    if other is None or parent is None or local_name(parent) != "choice":
        return None
    forms = (one for one in parent if one is not element and local_name(one) == other)
    return next(forms, None)


def _name(element: Element) -> str:
    return next((_words(one) for one in element.iter(*_NAMES)), _words(element))


def _words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _extent(gap: Element) -> str | None:
    """How much is lost, as the editors say it or count it."""
    quantity, unit = gap.get("quantity", ""), gap.get("unit", "")
    if gap.get("extent", "") or not quantity or not unit:
        return gap.get("extent", "") or None
    many = unit if unit.endswith("s") else f"{unit}s"
    return f"{quantity} {unit if quantity == '1' else _UNITS.get(unit, many)}"
