"""What else could have been played? The play as an outline that can be unfolded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.report.glyphs import Glyph, chance_glyph, glyphs_of
from foedus.report.grown_play import grow
from foedus.report.typeset import probability

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.report.grown_play import Shown
    from foedus.report.merged_play import MergedPlay, Place

MOST_ENDS = 600


@dataclass(frozen=True)
class Unfolded:
    """A place in the outline, and what is below it.

    Attributes
    ----------
    option, number
        What led here, and how often it is taken; empty at the beginning.
    glyph, step
        Who moves, and where; None and empty at an end.
    outcome
        How the play has ended; empty elsewhere.
    more
        Histories below that are not shown.
    """

    anchor: str
    option: str
    number: str
    glyph: Glyph | None
    step: str
    outcome: str
    reach: str
    more: int
    below: tuple[Unfolded, ...]


@dataclass(frozen=True)
class UnfoldedPlay:
    """The outline, and where it speaks of which place."""

    beginning: Unfolded
    anchors: Mapping[tuple[int, ...], str]


def unfold(merged: MergedPlay) -> UnfoldedPlay:
    """The play as an outline.

    Parameters
    ----------
    merged
        The play.
    """
    shown = grow(merged, MOST_ENDS)
    glyphs = glyphs_of(merged.game.case.actors)
    anchors = {one.place.members: f"place-{at}" for at, one in enumerate(shown)}
    built: dict[int, Unfolded] = {}
    for at in range(len(shown) - 1, -1, -1):
        below = tuple(built[child] for child in shown[at].children)
        built[at] = _unfolded(merged, shown[at], f"place-{at}", glyphs, below)
    return UnfoldedPlay(built[0], anchors)


def glyph_of(merged: MergedPlay, place: Place, glyphs: Mapping[str, Glyph]) -> Glyph | None:
    """Who moves at a place; None at an end."""
    if place.kind == "end":
        return None
    actor = merged.primitive(place).actor
    return chance_glyph() if actor is None else glyphs[actor]


def _unfolded(
    merged: MergedPlay,
    one: Shown,
    anchor: str,
    glyphs: Mapping[str, Glyph],
    below: tuple[Unfolded, ...],
) -> Unfolded:
    place = one.place
    is_end = place.kind == "end"
    return Unfolded(
        anchor=anchor,
        option="" if one.branch is None else one.branch.option,
        number="" if one.branch is None else probability(one.branch.probability),
        glyph=glyph_of(merged, place, glyphs),
        step="" if is_end else merged.primitive(place).name,
        outcome=outcome_name(merged, place) if is_end else "",
        reach=probability(place.reach),
        more=0 if is_end or one.is_open else merged.histories(place),
        below=below,
    )


def outcome_name(merged: MergedPlay, place: Place) -> str:
    """What the case calls the end of the play at a place."""
    outcome = merged.game.case.outcomes[place.outcome]
    return outcome.label or outcome.name
