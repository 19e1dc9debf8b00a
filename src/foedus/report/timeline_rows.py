"""What does each row of the timeline tell: when, who, what, and which agreement changed?

One row for each entry of the record in time order, and one lane for each actor that takes part.
Those who are nobody's voice have lanes of their own if they are few, otherwise one together.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.report.glyphs import glyphs_of
from foedus.report.parts import parts_of
from foedus.report.spans import date_in_words, span_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedus.case import Agreement, AgreementState, Case, Party
    from foedus.case.events import EntryKind
    from foedus.record import Chronicle, Happening
    from foedus.report.glyphs import Glyph

MOST_STRANGERS = 3
"""So many who are nobody's voice have lanes of their own."""
OTHERS = "others"


@dataclass(frozen=True)
class Lane:
    """A column of the timeline: an actor, somebody who is nobody's voice, or all of those."""

    name: str
    glyph: Glyph | None


@dataclass(frozen=True)
class Row:
    """An entry as the timeline draws it; lanes are counted from nought.

    Attributes
    ----------
    date
        When it was, in words, as narrow as the whole record makes it.
    heading
        Its kind, and who did what to whom.
    doers, through, hearers
        Lanes of those who did it, of those who passed a message on in order, and of those who
        heard it. At a meeting all are doers.
    changes
        (number of an agreement, its new state).
    is_open
        Whether its order to the next row is not certain.
    """

    name: str
    kind: EntryKind
    date: str
    heading: str
    says: str
    doers: tuple[int, ...] = ()
    through: tuple[int, ...] = ()
    hearers: tuple[int, ...] = ()
    changes: tuple[tuple[int, AgreementState], ...] = ()
    is_open: bool = False


@dataclass(frozen=True)
class AgreementHead:
    """An agreement above its column: its name, and what it says."""

    name: str
    told: str


@dataclass(frozen=True)
class Timeline:
    """What the picture of the record draws.

    The changes of each agreement are (number of a row, new state), in the order of rows.
    """

    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    agreements: tuple[AgreementHead, ...] = ()

    @cached_property
    def changes(self) -> tuple[tuple[tuple[int, AgreementState], ...], ...]:
        """How the state of each agreement runs."""
        found: list[list[tuple[int, AgreementState]]] = [[] for _ in self.agreements]
        for at, row in enumerate(self.rows):
            for agreement, state in row.changes:
                found[agreement].append((at, state))
        return tuple(map(tuple, found))


def timeline_of(case: Case, chronicle: Chronicle) -> Timeline:
    """What the record of a case looks like as rows and lanes.

    Parameters
    ----------
    case
        Whose actors have lanes.
    chronicle
        Of that case.
    """
    lane_of = _lanes(case, chronicle.timeline)
    glyphs = glyphs_of(case.actors)
    names = {actor.key: actor.name for actor in case.actors}
    lanes: dict[int, Lane] = {}
    for key, at in lane_of.items():
        is_shared = at in lanes
        lanes[at] = Lane(OTHERS if is_shared else names.get(key, key), glyphs.get(key))
    # An agreement that no entry changes has no bar; the table beside the picture has it.
    changed = {name for one in chronicle.timeline for name, _ in one.entry.makes}
    agreements = [one for one in case.agreements if one.name in changed]
    numbers = {agreement.name: at for at, agreement in enumerate(agreements)}
    return Timeline(
        lanes=tuple(lanes[at] for at in sorted(lanes)),
        rows=tuple(
            _row(happening, lane_of, numbers, is_open=is_open)
            for happening, is_open in _with_order(chronicle)
        ),
        agreements=tuple(map(_head, agreements)),
    )


def _lanes(case: Case, happenings: Iterable[Happening]) -> dict[str, int]:
    """The number of the lane of everybody who takes part: actors first, as the case has them."""
    there = dict.fromkeys(key for one in happenings for key in one.lanes)
    actors = [actor.key for actor in case.actors if actor.key in there]
    strangers = [key for key in there if key not in set(actors)]
    found = {key: at for at, key in enumerate(actors)}
    is_crowd = len(strangers) > MOST_STRANGERS
    found |= {key: len(actors) + (0 if is_crowd else at) for at, key in enumerate(strangers)}
    return found


def _with_order(chronicle: Chronicle) -> Iterable[tuple[Happening, bool]]:
    """Each entry, and whether its order to the next is not certain."""
    happenings = chronicle.timeline
    for one, other in pairwise(happenings):
        yield one, not chronicle.order.is_before(one.entry.name, other.entry.name)
    if happenings:
        yield happenings[-1], False


def _row(
    happening: Happening,
    lane_of: Mapping[str, int],
    agreements: Mapping[str, int],
    *,
    is_open: bool,
) -> Row:
    entry, parts = happening.entry, parts_of(happening.entry)

    def lanes(parties: Iterable[Party]) -> tuple[int, ...]:
        return tuple(dict.fromkeys(lane_of[one.actor or one.name] for one in parties))

    through, hearers = lanes(parts.through), lanes(parts.hearers)
    rest = dict.fromkeys(lane_of[key] for key in happening.lanes)
    return Row(
        name=entry.name,
        kind=entry.kind,
        date=date_in_words(entry.when, happening.earliest, happening.latest),
        heading=_heading(happening),
        says=entry.says,
        # Whoever took the option that an entry records took part, named or not.
        doers=lanes(parts.doers) or tuple(one for one in rest if one not in {*through, *hearers}),
        through=through,
        hearers=hearers,
        changes=tuple((agreements[name], state) for name, state in entry.makes),
        is_open=is_open,
    )


def _heading(happening: Happening) -> str:
    """What kind of thing it was, where, and who did it to whom."""
    entry = happening.entry
    told = [] if entry.kind == "entry" else [entry.kind]
    if entry.where is not None:
        told.append(entry.where)
    heading = ", ".join(told)
    if who := parts_of(entry).in_words:
        heading += f": {who}" if heading else who
    if happening.received is not None:
        heading += f"; received {span_in_words(*happening.received)}"
    return heading or entry.name


def _head(agreement: Agreement) -> AgreementHead:
    parties = ", ".join(party.name for party in agreement.between)
    return AgreementHead(agreement.name, f"{agreement.name}: {agreement.says} ({parties})")
