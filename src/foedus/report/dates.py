"""How is a date shown: as the source writes it, as it is read, and on what basis?"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from foedus.dates import doubt_in_words, in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foedus.dates import HistoricalDate
    from foedus.record import Chronicle, DatedEntry

MOST_NAMED = 4
"""So many entries are named with which the order is not certain; more are counted."""
MOST_COMPARED = 2_000
"""Of records with more entries it is not told of which pairs the order is not certain."""
MOST_COUNTED = 100
"""So many are counted at most: among entries without dates every pair would have to be."""


@dataclass(frozen=True)
class EntryLink:
    """An entry of the record, by its name, and where it stands in the report."""

    name: str
    anchor: str


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
    told
        The words that tell it by other entries: ``1 day after``; None for most dates.
    told_by
        Those entries.
    notes
        The basis, and how far a doubt is taken to reach.
    """

    read: str
    day: str | None
    written: str | None
    told: str | None
    told_by: tuple[EntryLink, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class RecordView:
    """An entry of the record, with its date and what of its order is not certain.

    Attributes
    ----------
    anchor
        Where it stands in the report.
    not_certain
        Entries that stand behind it and may be earlier, the first few of them.
    more
        How many more there are.
    is_counted_out
        Whether there may be yet more, which were not counted.
    is_compared
        Whether its order with others was looked at.
    """

    dated: DatedEntry
    date: DateView
    anchor: str
    not_certain: tuple[EntryLink, ...]
    more: int
    is_counted_out: bool
    is_compared: bool


def record_anchors(chronicle: Chronicle) -> dict[str, str]:
    """Where in the report each entry of the record stands, by its name."""
    return {dated.entry.name: f"record-{at}" for at, dated in enumerate(chronicle.entries, 1)}


def date_view(date: HistoricalDate, anchors: Mapping[str, str]) -> DateView:
    """A date in the words of the report."""
    is_one_day = date.earliest is not None and date.earliest == date.latest
    relation = date.relation
    return DateView(
        read=in_words(date.edtf),
        day=str(date.earliest) if is_one_day else None,
        written=date.written,
        told=None if relation is None else relation.lead,
        told_by=() if relation is None else _links(relation.entries, anchors),
        notes=tuple(_notes(date)),
    )


def _notes(date: HistoricalDate) -> Iterator[str]:
    if date.relation is not None:
        if date.is_uncertain or date.is_approximate:
            yield "reckoned from a date that is in doubt"
    elif (doubt := doubt_in_words(date.edtf)) is not None:
        yield f"the doubt is taken as {doubt}"
    if date.basis is not None:
        yield f"basis: {date.basis}"


def _links(names: Iterable[str], anchors: Mapping[str, str]) -> tuple[EntryLink, ...]:
    return tuple(EntryLink(name, anchors[name]) for name in names)


def record_views(chronicle: Chronicle) -> tuple[RecordView, ...]:
    """The entries of the record in time order, as the report shows them."""
    anchors = record_anchors(chronicle)
    views: list[RecordView] = []
    is_compared = len(chronicle.entries) <= MOST_COMPARED
    for dated in chronicle.entries:
        found = chronicle.order.perhaps_before(dated.entry.name) if is_compared else ()
        others = list(islice(found, MOST_COUNTED))
        views.append(
            RecordView(
                dated=dated,
                date=date_view(dated.date, anchors),
                anchor=anchors[dated.entry.name],
                not_certain=_links(others[:MOST_NAMED], anchors),
                more=max(0, len(others) - MOST_NAMED),
                is_counted_out=len(others) == MOST_COUNTED,
                is_compared=is_compared,
            )
        )
    return tuple(views)
