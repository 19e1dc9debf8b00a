"""What happened, when and where, who took part, and what came of it?

The sections ``record``, ``claims``, ``agreements`` and ``rules``. Only what one entry says is
checked here, and what it names; whether all of it can have been in one order, the chronicle tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.events import Agreement, Claim, Entry, RecordRule, those_in
from foedus.case.nodes import Listing, Mapping
from foedus.case.read.agreements import read_agreements, read_makes
from foedus.case.read.context import text
from foedus.case.read.dates import OPEN, is_entry, read_date
from foedus.case.read.entries import WrittenEntry, written_entries
from foedus.case.read.parties import PartyReader
from foedus.case.read.places import warn_of_two_places
from foedus.case.read.record_rules import read_rules
from foedus.case.read.said import SaidReader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.events import Party
    from foedus.case.nodes import Node
    from foedus.case.read.context import Context
    from foedus.case.values import Cite
    from foedus.dates import HistoricalDate

__all__ = ["RecordRead", "read_record"]


@dataclass(frozen=True)
class RecordRead:
    """The sections of the record, as fields of `Case`; `entries` is its ``record``."""

    entries: tuple[Entry, ...]
    expected: tuple[Entry, ...]
    claims: tuple[Claim, ...]
    agreements: tuple[Agreement, ...]
    rules: tuple[RecordRule, ...]


@dataclass
class _Reader:
    """What the entries are read with."""

    context: Context
    parties: PartyReader
    said: SaidReader
    agreements: dict[str, Agreement]


def read_record(context: Context) -> RecordRead:
    """Read all that a case says of what happened."""
    parties = PartyReader(context)
    said = SaidReader(context, parties)
    said.read_claims()
    reader = _Reader(context, parties, said, read_agreements(context, parties))
    written = written_entries(context)
    _refuse_repeated_names(context, written)
    entries = [(one, _entry(reader, one)) for one in written]
    rules = read_rules(context, parties)
    recorded = tuple(entry for one, entry in entries if one.is_recorded)
    expected = tuple(entry for one, entry in entries if not one.is_recorded)
    said.check({entry.taken for _, entry in entries if entry.taken is not None})
    parties.warn_of_slips()
    warn_of_two_places(context, recorded, parties.actor_names)
    _warn_of_unused(context, expected, reader.agreements, rules)
    agreements = tuple(reader.agreements.values())
    return RecordRead(recorded, expected, tuple(said.claims.values()), agreements, rules)


def _refuse_repeated_names(context: Context, written: Sequence[WrittenEntry]) -> None:
    names: set[str] = set()
    for one in written:
        if one.name in names:
            context.problems.add(one.node.place, f'the entry "{one.name}" stands here twice')
        names.add(one.name)


def _entry(reader: _Reader, written: WrittenEntry) -> Entry:
    context, item = reader.context, written.node
    grounds = context.grounds(item)
    cites = (*grounds.cites, *_cites_of_said(context, item))
    by, through, to, who = _parties(reader, item, cites)
    speakers = by or who
    said = reader.said.said(item.get("said"), who, speakers, cites)
    who = who or those_in(said)
    when = _when(context, written)
    return Entry(
        name=written.name,
        when=when,
        says=text(item, "says") or "",
        taken=context.step_option(item.get("step")),
        cites=grounds.cites,
        place=item.place,
        against=grounds.against,
        kind=written.kind,
        received=_received(context, written, when),
        after=_after(context, item.get("after")),
        where=text(item, "where"),
        who=who,
        through=through,
        said=said,
        makes=read_makes(context, item.get("makes"), reader.agreements, who, reader.parties),
        by=by,
        to=to,
    )


def _cites_of_said(context: Context, item: Mapping) -> tuple[Cite, ...]:
    """The passages behind what was said, which say how names are meant in the entry too."""
    said = item.get("said")
    items = said.items if isinstance(said, Listing) else ()
    return tuple(
        cite
        for one in items
        if isinstance(one, Mapping)
        for cite in context.quietly_cited(one.get("cite"))
    )


def _parties(
    reader: _Reader, item: Mapping, cites: tuple[Cite, ...]
) -> tuple[tuple[Party, ...], ...]:
    """Whose it was, through whom it went, who heard or received it, and all who took part."""
    words = ("by" if item.get("from") is None else "from", "through", "to", "who")
    who = reader.parties.parties((item.get(word) for word in words), cites)
    names = [len(reader.context.names(item.get(word))) for word in words]
    if sum(names) != len(who):
        return who[:1], (), (), who  # somebody stands there twice, and was complained of
    ends = [sum(names[:at]) for at in range(5)]
    by, through, to = (who[ends[at] : ends[at + 1]] for at in range(3))
    return by, through, to, who


def _when(context: Context, written: WrittenEntry) -> HistoricalDate:
    if written.is_recorded:
        return context.dated.get(written.name, OPEN)
    return read_date(context, written.node.get("on")) or OPEN


def _received(
    context: Context, written: WrittenEntry, sent: HistoricalDate
) -> HistoricalDate | None:
    """When a message arrived, which cannot be before it was sent."""
    node = written.node.get("received")
    found = read_date(context, node)
    if node is not None and found is not None and found.is_wholly_before(sent):
        context.problems.add(
            node.place, f'"{written.name}" was received ({found}) before it was sent ({sent})'
        )
    return found


def _after(context: Context, node: Node | None) -> tuple[str, ...]:
    """The entries that came before, of those that there are."""
    named = context.names(node)
    return tuple(one.text.strip() for one in named if is_entry(context, one, "after"))


def _warn_of_unused(
    context: Context,
    expected: Sequence[Entry],
    agreements: dict[str, Agreement],
    rules: Sequence[RecordRule],
) -> None:
    """Warn of what no source tells and nothing asks for."""
    named = {one.only_after for one in agreements.values()}
    named |= {name for rule in rules for name in (rule.occasion, rule.answer)}
    for entry in expected:
        if entry.name not in named:
            context.problems.warn(
                entry.place,
                f'"{entry.name}" is not recorded, and no rule or agreement names it: nothing '
                "follows from it",
            )
