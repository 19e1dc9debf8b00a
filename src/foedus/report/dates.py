"""How is a date shown: as the source writes it, as it is read, and on what basis?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.dates import doubt_in_words, in_words
from foedus.report.typeset import counted

if TYPE_CHECKING:
    from foedus.dates import HistoricalDate
    from foedus.record import Chronicle, DatedEntry

MOST_NAMED = 4
"""So many entries are named with which the order is not certain; more are counted."""


@dataclass(frozen=True)
class DateView:
    """A date in the words of the report.

    Attributes
    ----------
    read
        The reading: ``13 May 1950``, ``between 13 and 15 May 1950``.
    day
        For machines, where it is one day; None otherwise.
    written
        As the source writes it.
    notes
        Where the reading comes from, and how far a doubt is taken to reach.
    """

    read: str
    day: str | None
    written: str | None
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """An entry of the record, with its date and what of its order is not certain.

    Attributes
    ----------
    anchor
        Where it stands in the report.
    not_certain
        What is told of entries that stand behind it and may be earlier; empty as a rule.
    """

    dated: DatedEntry
    date: DateView
    anchor: str
    not_certain: str


def date_view(date: HistoricalDate) -> DateView:
    """A date in the words of the report."""
    is_one_day = date.earliest is not None and date.earliest == date.latest
    notes: list[str] = []
    if date.relation is not None:
        notes.append(str(date.relation))
    elif (doubt := doubt_in_words(date.edtf)) is not None:
        notes.append(f"the doubt is taken as {doubt}")
    if date.basis is not None:
        notes.append(date.basis)
    has_mark = date.is_uncertain or date.is_approximate
    if date.relation is not None and has_mark:
        notes.append("reckoned from a date that is in doubt")
    return DateView(
        read=in_words(date.edtf),
        day=str(date.earliest) if is_one_day else None,
        written=date.written,
        notes=tuple(notes),
    )


def record_views(chronicle: Chronicle) -> tuple[RecordView, ...]:
    """The entries of the record in time order, as the report shows them."""
    not_certain: dict[str, list[str]] = {}
    for name, other in chronicle.order.not_certain():
        not_certain.setdefault(name, []).append(other)
    return tuple(
        RecordView(
            dated=dated,
            date=date_view(dated.date),
            anchor=f"record-{at}",
            not_certain=_named(not_certain.get(dated.entry.name, [])),
        )
        for at, dated in enumerate(chronicle.entries, 1)
    )


def _named(names: list[str]) -> str:
    """The first few names, and how many more there are."""
    shown = ", ".join(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    return f"{shown} and {counted(more, 'more', 'more')}" if more > 0 else shown
