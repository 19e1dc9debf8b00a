"""By what are actors told apart in the picture of the play?

By a colour, a shape and a letter each: never by the colour alone.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedus.case import Actor

COLOURS = 8
RADIUS = 8.5
CHANCE_LETTER = "?"


@dataclass(frozen=True)
class Glyph:
    """How an actor is drawn.

    Attributes
    ----------
    letter
        Its own among the actors of the case.
    colour
        The number of a colour of the page, from 1; 0 for chance.
    outline
        A path around the origin, in the language of SVG.
    """

    name: str
    letter: str
    colour: int
    outline: str


def glyphs_of(actors: Sequence[Actor]) -> dict[str, Glyph]:
    """A glyph for each actor, by key.

    Examples
    --------
    >>> from foedus.case import Actor
    >>> two = glyphs_of([Actor("sk", "South Korea"), Actor("su", "Soviet Union")])
    >>> [glyph.letter for glyph in two.values()]
    ['S', 'U']
    """
    letters: set[str] = set()
    glyphs: dict[str, Glyph] = {}
    for at, actor in enumerate(actors):
        letter = next(one for one in _letters(actor, at) if one not in letters)
        letters.add(letter)
        shape = SHAPES[at % len(SHAPES)]
        glyphs[actor.key] = Glyph(actor.name, letter, 1 + at % COLOURS, shape)
    return glyphs


def chance_glyph() -> Glyph:
    """How chance is drawn: small, hollow and with a question mark."""
    return Glyph("chance", CHANCE_LETTER, 0, _circle(RADIUS - 1.5))


def _letters(actor: Actor, at: int) -> Iterator[str]:
    """Letters for an actor: the initials of its name, its other letters, at last a number."""
    yield from (word[0].upper() for word in actor.name.split() if word[0].isalpha())
    yield from (sign.upper() for sign in actor.name if sign.isalpha())
    yield str(at + 1)


def _circle(radius: float) -> str:
    half = f"a{radius:g} {radius:g} 0 1 0"
    return f"M{-radius:g} 0{half} {2 * radius:g} 0{half} {-2 * radius:g} 0z"


def _polygon(corners: int, turned: float, radius: float) -> str:
    """A regular polygon, its first corner at an angle, counted in turns from the top."""
    angles = (2 * math.pi * (turned + corner / corners) for corner in range(corners))
    return _path((radius * math.sin(angle), -radius * math.cos(angle)) for angle in angles)


def _path(points: Iterable[tuple[float, float]]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "z"


SHAPES = (
    _circle(RADIUS),
    _polygon(4, 1 / 8, RADIUS + 3),
    _polygon(4, 0, RADIUS + 2.5),
    _polygon(6, 0, RADIUS + 1.5),
    _polygon(3, 0, RADIUS + 5),
    _polygon(5, 0, RADIUS + 2.5),
    _polygon(3, 1 / 2, RADIUS + 5),
    _polygon(8, 1 / 16, RADIUS + 1),
)
