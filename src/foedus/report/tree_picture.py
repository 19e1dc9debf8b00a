"""What does the play look like at a glance?

A tidy tree from left to right, one column a step, so that everything that is played at one step
stands below its name. What the play nearly never reaches is folded: a stub says how many histories
there are, and leads to the unfolded play. Places between which an actor cannot tell are joined by a
dashed line.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.end_names import cut, end_names
from foedus.report.glyphs import Glyph, glyphs_of
from foedus.report.grown_play import grow
from foedus.report.tree_layout import lay_out
from foedus.report.typeset import counted, probability
from foedus.report.unfolded_play import glyph_of, outcome_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.record import Chronicle
    from foedus.report.grown_play import Shown
    from foedus.report.merged_play import MergedPlay
    from foedus.report.tree_layout import Layout

MOST_ENDS = 25
"""Ends and stubs that are drawn: as many rows as a screen has room for."""
COLUMN, LEVEL, MARGIN, HEAD = 96, 27, 40, 54
LABEL_AFTER, LABEL_ROOM = 26, 60
"""Where the name of an option begins behind its place, and the room it has."""
END_AFTER, END_SIGN = 11, 8
"""Where the name of an end begins, and how much room there is for each sign of it."""
THINNEST, THICKEST = 0.8, 8.0
LONGEST_OPTION, LONGEST_STEP = 11, 13


@dataclass(frozen=True)
class DrawnPlace:
    """A place in the picture; `told` is what a reader is told who points at it."""

    x: float
    y: float
    glyph: Glyph | None
    label: str
    link: str
    told: str

    @property
    def room(self) -> int:
        """Pixels into which the page squeezes the label if it finds it wider."""
        return END_SIGN * (len(self.label) + 1)


@dataclass(frozen=True)
class DrawnBranch:
    """A branch in the picture.

    Attributes
    ----------
    room
        Pixels into which the page squeezes the label if it finds it wider.
    """

    path: str
    x: float
    y: float
    label: str
    room: int
    number: str
    thickness: float
    colour: int
    is_recorded: bool
    told: str


@dataclass(frozen=True)
class Column:
    """The heading of a column: the name of its step, in short lines."""

    x: float
    lines: tuple[str, ...]
    told: str


@dataclass(frozen=True)
class TreePicture:
    """Everything that the template draws.

    Attributes
    ----------
    ends
        (name, label) of the drawn ends that stand in the picture under another name than their
        label.
    """

    width: float
    height: float
    columns: tuple[Column, ...]
    places: tuple[DrawnPlace, ...]
    branches: tuple[DrawnBranch, ...]
    joins: tuple[tuple[str, int], ...]
    legend: tuple[Glyph, ...]
    ends: tuple[tuple[str, str], ...]
    alternative: str
    has_merged: bool
    has_recorded: bool


@dataclass(frozen=True, eq=False)
class _Drawing:
    """What is being drawn: places and where they stand, in pixels."""

    merged: MergedPlay
    shown: Sequence[Shown]
    at: tuple[tuple[float, float], ...]
    glyphs: Mapping[str, Glyph]
    anchors: Mapping[tuple[int, ...], str]
    recorded: frozenset[int]
    end_names: tuple[str, ...]

    def glyph(self, number: int) -> Glyph | None:
        """Who moves at a place; None at an end."""
        return glyph_of(self.merged, self.shown[number].place, self.glyphs)

    def step(self, number: int) -> str:
        """What is played at a place that is no end."""
        return self.merged.primitive(self.shown[number].place).name


def tree_picture(
    merged: MergedPlay, chronicle: Chronicle, anchors: Mapping[tuple[int, ...], str]
) -> TreePicture:
    """Lay out the picture of the play.

    Parameters
    ----------
    merged
        The play.
    chronicle
        Says what is recorded.
    anchors
        Where the unfolded play speaks of a place, by its members.
    """
    taken = dict(one.entry.taken for one in chronicle.evidence if one.entry.taken is not None)
    shown = grow(merged, MOST_ENDS, recorded=taken)
    layout = lay_out(merged, shown)
    drawing = _Drawing(
        merged=merged,
        shown=shown,
        at=tuple(
            (MARGIN + COLUMN * column, HEAD + LEVEL * (row + 0.5))
            for column, row in zip(layout.columns, layout.rows, strict=True)
        ),
        glyphs=glyphs_of(merged.game.case.actors),
        anchors=anchors,
        recorded=_recorded(merged, taken, shown),
        end_names=end_names(merged.game.case.outcomes),
    )
    places = tuple(_place(drawing, number) for number in range(len(shown)))
    return TreePicture(
        width=max(one.x + END_AFTER + one.room for one in places),
        height=HEAD + LEVEL * (layout.last_row + 1),
        columns=_headings(drawing, layout),
        places=places,
        branches=tuple(_branch(drawing, number) for number in range(1, len(shown))),
        joins=_joins(drawing),
        legend=tuple(drawing.glyphs.values()),
        ends=_ends(drawing),
        alternative=_alternative(drawing),
        has_merged=bool(merged.unseen),
        has_recorded=bool(drawing.recorded),
    )


def _headings(drawing: _Drawing, layout: Layout) -> tuple[Column, ...]:
    steps: dict[int, str] = {}
    for number, one in enumerate(drawing.shown):
        if one.is_open:
            steps.setdefault(layout.columns[number], drawing.step(number))
    return tuple(
        Column(MARGIN + COLUMN * column, _lines(step), step)
        for column, step in sorted(steps.items())
    )


def _lines(step: str) -> tuple[str, ...]:
    """The name of a step in lines that fit above a column."""
    lines: list[str] = []
    for part in step.split("."):
        if lines and len(lines[-1]) + 1 + len(part) <= LONGEST_STEP:
            lines[-1] += f".{part}"
        else:
            lines.append(part)
    return tuple(cut(line, LONGEST_STEP) for line in lines[:3])


def _ends(drawing: _Drawing) -> tuple[tuple[str, str], ...]:
    """What the names of the drawn ends stand for, in the order of the case."""
    drawn = {one.place.outcome for one in drawing.shown if one.place.kind == "end"}
    outcomes = drawing.merged.game.case.outcomes
    return tuple(
        (name, outcome.label or outcome.name)
        for at, (name, outcome) in enumerate(zip(drawing.end_names, outcomes, strict=True))
        if at in drawn and name != (outcome.label or outcome.name)
    )


def _place(drawing: _Drawing, number: int) -> DrawnPlace:
    one, (x, y) = drawing.shown[number], drawing.at[number]
    place, merged = one.place, drawing.merged
    reached = f"reached with a probability of {probability(place.reach)}"
    if place.kind == "end":
        called = outcome_name(merged, place)
        name = drawing.end_names[place.outcome]
        return DrawnPlace(x, y, None, name, "", f"{called}, {reached}")
    if one.is_open:
        glyph = drawing.glyph(number)
        who = "" if glyph is None else glyph.name
        return DrawnPlace(x, y, glyph, "", "", f"{drawing.step(number)}: {who}, {reached}")
    more = counted(merged.histories(place), "history", "histories")
    told = f"{more} more from {drawing.step(number)} on, {reached}"
    link = drawing.anchors.get(place.members, "unfolded")
    return DrawnPlace(x, y, None, f"… {merged.histories(place):,} more", link, told)


def _branch(drawing: _Drawing, number: int) -> DrawnBranch:
    one = drawing.shown[number]
    (x0, y0), (x1, y1) = drawing.at[one.parent], drawing.at[number]
    option = "" if one.branch is None else one.branch.option
    taken = math.nan if one.branch is None else one.branch.probability
    glyph = drawing.glyph(one.parent)
    reach = one.place.reach if math.isfinite(one.place.reach) else 0.0
    told = f"{drawing.step(one.parent)} = {option}"
    return DrawnBranch(
        path=f"M{x0:g} {y0:g}C{x0 + 17:g} {y0:g} {x0 + 10:g} {y1:g} {x0 + 27:g} {y1:g}H{x1:g}",
        x=x0 + LABEL_AFTER,
        y=y1,
        label=cut(option, LONGEST_OPTION),
        room=LABEL_ROOM + (COLUMN if x1 - x0 > COLUMN else 0),
        number=probability(taken),
        thickness=round(THINNEST + (THICKEST - THINNEST) * reach, 2),
        colour=0 if glyph is None else glyph.colour,
        is_recorded=number in drawing.recorded,
        told=f"{told}: taken with a probability of {probability(taken)}",
    )


def _joins(drawing: _Drawing) -> tuple[tuple[str, int], ...]:
    """Dashed lines between places that the mover cannot tell apart, each to the next below."""
    joins: list[tuple[str, int]] = []
    last: dict[int, tuple[float, float]] = {}
    movers = [number for number, one in enumerate(drawing.shown) if one.is_open]
    for number in sorted(movers, key=lambda one: drawing.at[one][1]):
        sets = drawing.merged.information_sets(drawing.shown[number].place)
        glyph = drawing.glyph(number)
        x, y = drawing.at[number]
        for x0, y0 in sorted({last[one] for one in sets if one in last}):
            path = f"M{x0:g} {y0:g}Q{x0 - 22:g} {(y0 + y) / 2:g} {x:g} {y:g}"
            joins.append((path, 0 if glyph is None else glyph.colour))
        last |= dict.fromkeys(sets, (x, y))
    return tuple(joins)


def _recorded(
    merged: MergedPlay, taken: Mapping[str, str], shown: Sequence[Shown]
) -> frozenset[int]:
    """Branches that the evidence says were taken, as long as nothing before contradicts it."""
    fits, found = {0}, set[int]()
    for number, one in enumerate(shown):
        if one.parent not in fits or one.branch is None:
            continue
        wanted = merged.recorded_option(shown[one.parent].place, taken)
        if wanted in {None, one.branch.option}:
            fits.add(number)
        if wanted == one.branch.option:
            found.add(number)
    return frozenset(found)


def _alternative(drawing: _Drawing) -> str:
    """The likeliest course of the play, in words."""
    told: list[str] = []
    at = 0
    while drawing.shown[at].is_open:
        step = drawing.step(at)
        at = max(drawing.shown[at].children, key=lambda one: _taken(drawing.shown[one]))
        branch = drawing.shown[at].branch
        told.append(f"{step} = {'' if branch is None else branch.option}")
    end = drawing.shown[at].place
    is_end = end.kind == "end"
    closing = f", which ends in {outcome_name(drawing.merged, end)}" if is_end else ""
    return f"A tree of the play. Its likeliest course: {', '.join(told)}{closing}."


def _taken(one: Shown) -> float:
    taken = 0.0 if one.branch is None else one.branch.probability
    return taken if math.isfinite(taken) else 0.0
