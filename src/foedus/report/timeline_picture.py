"""What does the record look like at a glance?

Time runs downwards, one row of equal height for each entry, one lane for each actor, as in the
sequence diagrams of engineers (ITU-T Z.120). A meeting is a bar across the lanes, a message an
arrow from one to another; agreements are bars at the right that change their pattern. Dates are
words at the left, since most are known only in part; a dashed bracket joins rows whose order is not
certain. The picture is cut into sheets, each with the names of the lanes above it, so that it stays
legible however long it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from foedus.report.end_names import cut
from foedus.report.text_width import cut_to_room, lines_in_room
from foedus.report.timeline_bars import pattern_of, stretches
from foedus.report.timeline_way import way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import AgreementState
    from foedus.report.glyphs import Glyph
    from foedus.report.timeline_rows import Row, Timeline
    from foedus.report.timeline_way import Way

ROWS_PER_SHEET = 20
"""As many as a screen, or a printed page that lies on its side, has room for."""
ROW, LINE, GLYPH = 34, 12, 32
"""Heights of a row, of a line in a head, and of a glyph in one."""
DATES, BRACKET, LANE, AGREEMENT = 116, 16, 62, 80
LEAST_TEXT, MOST_TEXT, WIDE = 380.0, 620.0, 1180
"""The text beside an entry has what room is left of a wide screen, within bounds."""
MOST_LINES = 3
LONGEST_NAME = 40
"""Signs of a name in the text that stands for the picture."""
MARGIN, GAP = 6, 12
LARGE, SMALL = 12.0, 11.0
"""Sizes of text."""


@dataclass(frozen=True)
class LaneHead:
    """The name of a lane or an agreement above its column, in short lines."""

    x: float
    lines: tuple[str, ...]
    told: str
    glyph: Glyph | None = None


@dataclass(frozen=True)
class Dot:
    """Somebody who took part, or heard; `colour` is that of the actor's glyph."""

    x: float
    colour: int


@dataclass(frozen=True)
class DrawnRow:
    """A row of a sheet; heights within it are counted from its middle.

    Attributes
    ----------
    y
        Its middle.
    span
        (from, to) across the lanes of those who took part; None where it is fewer than two.
    dots, hearers
        Those who did it, and those who heard it.
    heard
        (from, to) of the line to those who heard.
    way
        Of a message.
    icons
        Where the sign of its kind stands; that of a meeting or a message is its bar or its way.
    is_nobodys
        Whether nobody is named, so that the sign stands before the text.
    told
        The whole text.
    """

    name: str
    kind: str
    y: float
    date: tuple[str, ...]
    heading: str
    says: str
    told: str
    span: tuple[float, float] | None
    heard: tuple[float, float] | None
    dots: tuple[Dot, ...]
    hearers: tuple[Dot, ...]
    way: Way | None
    icons: tuple[Dot, ...]
    is_nobodys: bool


@dataclass(frozen=True)
class DrawnStretch:
    """A piece of the bar of an agreement."""

    x: float
    top: float
    height: float
    pattern: str
    label: str
    label_y: float
    begins: bool
    told: str


@dataclass(frozen=True)
class Sheet:
    """A stretch of the timeline under one head.

    Attributes
    ----------
    top
        Where its head begins in the whole picture.
    brackets
        (from, to) of rows whose order is not certain.
    told
        Which entries it shows.
    """

    top: float
    height: float
    rows: tuple[DrawnRow, ...]
    stretches: tuple[DrawnStretch, ...]
    brackets: tuple[tuple[float, float], ...]
    told: str


@dataclass(frozen=True)
class TimelinePicture:
    """Everything that the template draws; `head` and `row` are heights."""

    width: float
    height: float
    head: int
    row: int
    lanes: tuple[LaneHead, ...]
    agreements: tuple[LaneHead, ...]
    text_x: float
    date_x: float
    bracket_x: float
    sheets: tuple[Sheet, ...]
    alternative: str
    kinds: tuple[str, ...]
    states: tuple[AgreementState, ...]
    has_open_order: bool
    has_relays: bool
    has_hearers: bool


@dataclass(frozen=True)
class _Columns:
    """Where everything stands from left to right."""

    lanes: tuple[float, ...]
    text: float
    room: float
    agreements: tuple[float, ...]
    width: float


def timeline_picture(timeline: Timeline) -> TimelinePicture:
    """Lay out the picture of the record.

    Takes time in proportion to the number of entries.
    """
    columns = _columns(len(timeline.lanes), len(timeline.agreements))
    lanes, agreements = _lane_heads(timeline, columns), _agreement_heads(timeline, columns)
    head = max((LINE * len(one.lines) for one in (*lanes, *agreements)), default=0) + LINE
    head += GLYPH if any(lane.glyph for lane in lanes) else 0
    sheets: list[Sheet] = []
    for first, last in _cuts(len(timeline.rows)):
        top = sheets[-1].top + head + sheets[-1].height if sheets else 0.0
        sheets.append(_sheet(timeline, columns, first, last, top))
    rows = timeline.rows
    return TimelinePicture(
        width=columns.width,
        height=sheets[-1].top + head + sheets[-1].height if sheets else float(head),
        head=head,
        row=ROW,
        lanes=lanes,
        agreements=agreements,
        text_x=columns.text,
        date_x=MARGIN,
        bracket_x=DATES + BRACKET / 2,
        sheets=tuple(sheets),
        alternative=_alternative(timeline),
        kinds=tuple(dict.fromkeys(row.kind for row in rows)),
        states=tuple(dict.fromkeys(state for row in rows for _, state in row.changes)),
        has_open_order=any(row.is_open for row in rows),
        has_relays=any(row.through for row in rows),
        has_hearers=any(row.hearers and row.kind != "message" for row in rows),
    )


def _cuts(rows: int) -> tuple[tuple[int, int], ...]:
    """(first row, row after the last) of each sheet; all sheets are about as long."""
    sheets = -(-rows // ROWS_PER_SHEET)
    ends = [rows * at // sheets for at in range(sheets + 1)] if sheets else []
    return tuple(pairwise(ends))


def _columns(lanes: int, agreements: int) -> _Columns:
    start = DATES + BRACKET
    text = start + LANE * lanes + GAP
    left = WIDE - text - GAP - AGREEMENT * agreements
    room = min(MOST_TEXT, max(LEAST_TEXT, left))
    right = text + room + GAP
    return _Columns(
        lanes=tuple(start + LANE * (at + 0.5) for at in range(lanes)),
        text=text,
        room=room,
        agreements=tuple(right + AGREEMENT * at for at in range(agreements)),
        width=right + AGREEMENT * agreements,
    )


def _lane_heads(timeline: Timeline, columns: _Columns) -> tuple[LaneHead, ...]:
    return tuple(
        LaneHead(x, lines_in_room(lane.name, LANE - 4, SMALL, MOST_LINES), lane.name, lane.glyph)
        for x, lane in zip(columns.lanes, timeline.lanes, strict=True)
    )


def _agreement_heads(timeline: Timeline, columns: _Columns) -> tuple[LaneHead, ...]:
    return tuple(
        # Their names are bold, and so wider.
        LaneHead(x, lines_in_room(one.name, AGREEMENT - 4, SMALL * 1.1, MOST_LINES), one.told)
        for x, one in zip(columns.agreements, timeline.agreements, strict=True)
    )


def _sheet(timeline: Timeline, columns: _Columns, first: int, last: int, top: float) -> Sheet:
    rows = timeline.rows[first:last]
    drawn = tuple(_row(timeline, columns, row, ROW * (at + 0.5)) for at, row in enumerate(rows))
    return Sheet(
        top=top,
        height=float(ROW * len(rows)),
        rows=drawn,
        stretches=_bars(timeline, columns, first, len(rows)),
        brackets=_brackets(timeline.rows, first, len(rows)),
        told=f"Entries {first + 1} to {first + len(rows)}, {rows[0].date} to {rows[-1].date}",
    )


def _row(timeline: Timeline, columns: _Columns, row: Row, y: float) -> DrawnRow:
    def dots(lanes: Sequence[int]) -> tuple[Dot, ...]:
        glyphs = ((columns.lanes[one], timeline.lanes[one].glyph) for one in dict.fromkeys(lanes))
        return tuple(Dot(x, 0 if glyph is None else glyph.colour) for x, glyph in glyphs)

    is_message = row.kind == "message" and bool(row.doers)
    doers = dots(row.doers)
    hearers = dots([one for one in row.hearers if one not in row.doers])
    has_icon = row.kind not in {"meeting", "message"}
    room = columns.room - (0 if doers else LARGE + 8)
    return DrawnRow(
        name=row.name,
        kind=row.kind,
        y=y,
        date=lines_in_room(row.date, DATES - MARGIN - 4, SMALL),
        heading=cut_to_room(row.heading, room, SMALL),
        says=cut_to_room(row.says, columns.room, LARGE),
        told=f"{row.date}. {row.heading}. {row.says}",
        span=_span(doers),
        heard=None if is_message else _span((*doers[:1], *hearers)) if hearers else None,
        dots=() if has_icon else doers,
        hearers=() if is_message else hearers,
        way=_way(columns, row) if is_message else None,
        icons=doers if has_icon else (),
        is_nobodys=not doers,
    )


def _span(dots: Sequence[Dot]) -> tuple[float, float] | None:
    at = [dot.x for dot in dots]
    return (min(at), max(at)) if len(set(at)) > 1 else None


def _way(columns: _Columns, row: Row) -> Way:
    def places(lanes: Sequence[int]) -> list[float]:
        return [columns.lanes[one] for one in lanes]

    return way(places(row.doers)[0], places(row.through), places(row.hearers))


def _bars(timeline: Timeline, columns: _Columns, first: int, rows: int) -> tuple[DrawnStretch, ...]:
    drawn: list[DrawnStretch] = []
    for number, (x, agreement) in enumerate(
        zip(columns.agreements, timeline.agreements, strict=True)
    ):
        found = stretches(timeline.changes[number], first, rows)
        for one in found:
            # A state that is only carried on needs no word where the next begins at once.
            is_said = one.begins or one.bottom > 1.0
            drawn.append(
                DrawnStretch(
                    x=x,
                    top=ROW * one.top,
                    height=ROW * (one.bottom - one.top),
                    pattern=pattern_of(one.state),
                    label=one.label if is_said else "",
                    label_y=ROW * one.top + 4 if one.begins else 13,
                    begins=one.begins,
                    told=f"{agreement.name}: {one.state.value}",
                )
            )
    return tuple(drawn)


def _brackets(rows: Sequence[Row], first: int, count: int) -> tuple[tuple[float, float], ...]:
    """Stretches of rows that may have come in another order, within one sheet and over its ends."""
    found: list[tuple[float, float]] = []
    last = min(first + count, len(rows))
    open_pairs = [at for at in range(max(0, first - 1), last) if rows[at].is_open]
    for _, group in groupby(enumerate(open_pairs), lambda pair: pair[1] - pair[0]):
        pairs = [at for _, at in group]
        top, bottom = pairs[0] + 0.5 - first, pairs[-1] + 1.5 - first
        found.append((ROW * max(0.0, top), ROW * min(float(count), bottom)))
    return tuple(found)


def _alternative(timeline: Timeline) -> str:
    rows, lanes = timeline.rows, timeline.lanes
    if not rows:
        return "A timeline without entries."
    told = f"A timeline of {len(rows):,} {'entry' if len(rows) == 1 else 'entries'}"
    if len(rows) > 1:
        told += f" (the first: {rows[0].date}; the last: {rows[-1].date})"
    if lanes:
        told += (
            f", with a lane for each of {', '.join(cut(lane.name, LONGEST_NAME) for lane in lanes)}"
        )
    return f"{told}."
