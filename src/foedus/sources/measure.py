"""Does a line run on into the next, as the page shows it?

Where a file tells how its lines were set, nobody need guess from characters how it was wrapped: a
line was full if the next word had no room behind it, and a paragraph begins at an indent, at a
wider space, or at letters of another size.
"""

from __future__ import annotations

from typing import NamedTuple, final

from foedus.sources.joins import Boundary
from foedus.sources.lines import begins_list_item, begins_sentence, ends_sentence, is_closed

__all__ = ["Measure", "boundary_by_measure", "joined_behind"]

_HYPHENS = ("-", "\u2010", "\u00ad")
_LEAST_SPACE = 0.5  # between two words, with the white that letters have at their sides
_LEAST_INDENT = 0.6
_LEAST_APART = 1.25
_EVEN = 0.1
_SAME_SIZE = 0.08


@final
class Measure(NamedTuple):
    """How a line was set.

    Parameters
    ----------
    room : float or None
        The white between its end and the margin, in points; None where no margin is known.
    word : float
        The width of its first word, in points.
    indent : float
        How far it begins from the left margin of its column, in letters as wide as they are high.
    above : float
        The distance to the line before it, in usual distances of lines; 1 if it is none's next.
    size : float
        The size of its letters, in points.
    """

    room: float | None
    word: float
    indent: float
    above: float
    size: float


def boundary_by_measure(
    text: str, following: str, measure: Measure, next_measure: Measure, *, crosses_page: bool
) -> Boundary:
    """Decide for two lines whose measures are known.

    Parameters
    ----------
    text, following : str
        The two lines, neither blank.
    measure, next_measure : Measure
        How they were set.
    crosses_page : bool
        Does the next line begin a page?

    Returns
    -------
    Boundary
        `KEEP` whenever nothing speaks for a change.
    """
    is_end = ends_sentence(text) and begins_sentence(following)
    if abs(measure.size - next_measure.size) > _SAME_SIZE * max(measure.size, next_measure.size):
        return Boundary.BREAK
    if not crosses_page and next_measure.above > _LEAST_APART:
        is_even = abs(next_measure.above - measure.above) < _EVEN * next_measure.above
        return Boundary.KEEP if is_even and not is_end else Boundary.BREAK
    is_full = (
        measure.room is not None
        and measure.room < next_measure.word + _LEAST_SPACE * next_measure.size
    )
    if begins_list_item(following):
        is_chance = following.lstrip()[:1].isalnum() and not is_closed(text)
        return joined_behind(text) if is_full and is_chance else Boundary.KEEP
    is_indented = next_measure.indent >= measure.indent + _LEAST_INDENT
    if is_indented and is_closed(text) and not begins_list_item(text):
        return Boundary.BREAK
    if is_full:
        return joined_behind(text)
    return Boundary.BREAK if is_end else Boundary.KEEP


def joined_behind(text: str) -> Boundary:
    """Join the next line to this one, without a space where a hyphen ends it."""
    stripped = text.rstrip()
    is_hyphenated = stripped.endswith(_HYPHENS) and stripped[-2:-1].isalpha()
    return Boundary.JOIN_HYPHEN if is_hyphenated else Boundary.JOIN
