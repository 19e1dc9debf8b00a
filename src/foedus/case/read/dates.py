"""When does the case say that it was, by date or by another entry of the record?

A date is a text of EDTF, or is written out: as the source has it, its reading, and the basis of
what was supplied. Or it is told by entries: the day after one, between two. Those are followed
until each has a date; names that are not there, and circles, are mistakes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import text
from foedus.case.read.entries import written_entries
from foedus.case.shape import is_excused
from foedus.dates import (
    DateError,
    HistoricalDate,
    Relation,
    circle_of_dates,
    disagreements,
    gives_a_year,
    parse_date,
    parse_distance,
    related_date,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.problems import Place
    from foedus.case.read.context import Context
    from foedus.dates import Distance

SAYS_WHEN = ("edtf", "after", "before", "same day as", "between")
OPEN = parse_date("../..")
"""A date of which nothing is said; it also stands for one that has a mistake."""


@dataclass(frozen=True)
class Told:
    """A date that is told by entries, before these have dates."""

    relation: Relation
    written: str | None
    basis: str | None
    place: Place


def read_date(context: Context, node: Node | None) -> HistoricalDate | None:
    """The date that a value says; only once those of the record are, by which it may be told."""
    stated = _stated(context, node)
    return _dated(context, stated, context.dated) if isinstance(stated, Told) else stated


def read_record_dates(context: Context) -> None:
    """Find the date of every entry of the record, before any other date is read.

    Entries can be told by entries that stand behind them. Takes time in proportion to their number.
    An entry whose date has a mistake gets none; nor does one that is not recorded, by which nothing
    is dated.
    """
    entries = written_entries(context)
    context.entry_names = frozenset(one.name for one in entries if one.is_recorded)
    context.expected_names = frozenset(one.name for one in entries if not one.is_recorded)
    stated = {
        one.name: OPEN if when is None else _stated(context, when)
        for one, when in ((one, one.node.get("on")) for one in entries if one.is_recorded)
    }
    waiting: dict[str, list[str]] = {}
    missing: dict[str, int] = {}
    for name, one in stated.items():
        if isinstance(one, Told):
            others = set(one.relation.entries)
            missing[name] = len(others)
            for other in others:
                waiting.setdefault(other, []).append(name)
    ready = [name for name, one in stated.items() if isinstance(one, HistoricalDate)]
    for name in ready:
        one = stated[name]
        found = _dated(context, one, context.dated) if isinstance(one, Told) else one
        if found is None:
            continue
        context.dated[name] = found
        for other in waiting.get(name, ()):
            missing[other] -= 1
            if not missing[other]:
                ready.append(other)
    _refuse_circles(context, stated)
    _refuse_contradictions(context, stated)


def _refuse_circles(context: Context, stated: dict[str, HistoricalDate | Told | None]) -> None:
    """Tell each circle of entries once, at its first entry in the file."""
    seen: set[str] = set()
    for start in stated:
        path: list[str] = []
        name: str | None = start
        while name is not None and name not in seen and name not in context.dated:
            seen.add(name)
            path.append(name)
            one = stated.get(name)
            others = one.relation.entries if isinstance(one, Told) else ()
            name = next((each for each in others if each not in context.dated), None)
        if name in path:
            circle = path[path.index(name) :]
            first = stated[circle[0]]
            if isinstance(first, Told):
                context.problems.add(first.place, _circle_in_words(circle))


def _refuse_contradictions(
    context: Context, stated: dict[str, HistoricalDate | Told | None]
) -> None:
    """Refuse entries that are told to be later than themselves, through others."""
    found = circle_of_dates(context.dated)
    told = {name: one for name, one in stated.items() if isinstance(one, Told) and name in found}
    for name, one in list(told.items())[:1]:
        steps = _steps("before", found)
        context.problems.add(one.place, f'the order of "{name}" contradicts itself: {steps}')


def _circle_in_words(circle: Sequence[str]) -> str:
    if len(circle) == 1:
        return f'"{circle[0]}" is dated by itself: it needs a date of its own'
    return f"{_steps('dated by', circle)}: one of them needs a date of its own"


def _steps(word: str, circle: Sequence[str]) -> str:
    pairs = zip(circle, (*circle[1:], circle[0]), strict=True)
    return ", ".join(f'"{one}" {word} "{other}"' for one, other in pairs)


def _dated(context: Context, told: Told, dates: dict[str, HistoricalDate]) -> HistoricalDate | None:
    """What a date told by entries comes to; None where one of them has none, for a mistake."""
    if any(name not in dates for name in told.relation.entries):
        return None
    try:
        date = related_date(told.relation, dates, written=told.written, basis=told.basis)
    except DateError as error:
        context.problems.add(told.place, str(error))
        return None
    _warn_of_words(context, date, told.place)
    return date


def _stated(context: Context, node: Node | None) -> HistoricalDate | Told | None:
    """What a value says, None after a mistake."""
    if isinstance(node, Scalar):
        return _parsed(context, node, None, None)
    if not isinstance(node, Mapping):
        return None
    written, basis = text(node, "as written"), text(node, "basis")
    said = [key for key, _ in node.entries if key.text in SAYS_WHEN]
    if len(said) > 1:
        context.problems.add(said[1].place, _both_say_when(node, said[0].text, said[1].text))
        return None
    word, value = said[0].text, node.get(said[0].text)
    by = node.key("by")
    if by is not None and word not in {"after", "before"}:
        context.problems.add(by.place, '"by" goes with after or before: after: NAME, by: 1 day')
        return None
    if word == "edtf":
        return _parsed(context, value, written, basis) if isinstance(value, Scalar) else None
    return _told(context, node, cast("Literal['after']", word), (written, basis))


def _both_say_when(node: Mapping, one: str, other: str) -> str:
    if {one, other} == {"after", "before"}:
        first, last = text(node, "after"), text(node, "before")
        return f'"after" and "before" together are "between": write between: [{first}, {last}]'
    return f'"{one}" and "{other}" both say when it was: keep one of them'


def _told(
    context: Context,
    node: Mapping,
    word: Literal["after", "before", "same day as", "between"],
    said: tuple[str | None, str | None],
) -> Told | None:
    value, by = node.get(word), node.get("by")
    entries = value.items if isinstance(value, Listing) else (value,)
    named = [one for one in entries if isinstance(one, Scalar)]
    are_known = [is_entry(context, one, word) for one in named]
    distance: Distance | None = None
    if isinstance(by, Scalar):
        try:
            distance = parse_distance(by.text)
        except DateError as error:
            context.problems.add(by.place, str(error))
            return None
    if not named or not all(are_known):
        return None
    relation = Relation(word, tuple(one.text.strip() for one in named), distance)
    return Told(relation, *said, named[0].place)


def is_entry(context: Context, named: Scalar, word: str) -> bool:
    """Whether there is an entry of this name; if not, say so."""
    name = named.text.strip()
    if name in context.entry_names:
        return True
    if name in context.expected_names:
        context.problems.add(named.place, f'"{name}" is not recorded: nothing is dated by it')
        return False
    if is_excused(name, context.damaged) or "record" in context.lost:
        return False
    forms = {"after": f"{name}/..", "before": f"../{name}", "same day as": name}
    try:
        parse_date(name)
    except DateError:
        hint = did_you_mean(name, sorted(context.entry_names))
    else:
        edtf = forms.get(word, '"[1950-05-13..1950-05-15]"')
        hint = f"a date that is told by another date is EDTF: write edtf: {edtf}"
    context.problems.add(named.place, f'there is no entry "{name}" in the record: {hint}')
    return False


def _parsed(
    context: Context, node: Scalar, written: str | None, basis: str | None
) -> HistoricalDate | None:
    try:
        date = parse_date(node.text, written=written, basis=basis)
    except DateError as error:
        context.problems.add(node.place, str(error))
        return None
    _warn(context, date, node.place)
    return date


def _warn(context: Context, date: HistoricalDate, place: Place) -> None:
    """Say what of a reading its words do not bear out."""
    if date.written is None:
        return
    if date.basis is None and not gives_a_year(date.written) and any(map(str.isdigit, date.edtf)):
        context.problems.warn(
            place,
            f'the words "{date.written}" give no year, and edtf has one: add basis, a sentence on '
            "what ground the year was supplied",
        )
    _warn_of_words(context, date, place)


def _warn_of_words(context: Context, date: HistoricalDate, place: Place) -> None:
    for one in disagreements(date):
        context.problems.warn(place, f'the words "{date.written}" name {one}')
