"""How much room does a text take in a picture, where no font can be asked?

A picture is laid out before anybody knows in which font it will be shown. The widths here are those
of a wide common font (DejaVu Sans), so that a text which fits by them fits in narrower ones, too.
"""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_WIDTHS = {
    **dict.fromkeys(
        "iljI.,:;'|! \N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", 0.33
    ),
    **dict.fromkeys("tfr()[]{}/\\-`", 0.42),
    **dict.fromkeys("ckszxvyJ", 0.6),
    **dict.fromkeys("mwMW@%—…←→⇒&", 1.0),
}
_PLAIN, _CAPITAL, _OTHER, _FULL = 0.64, 0.76, 0.72, 1.05
"""Widths of signs for a font of one pixel."""


def width(text: str, size: float) -> float:
    """Pixels that a text takes, rather too many than too few.

    Parameters
    ----------
    size
        Of the font, in pixels.

    Examples
    --------
    >>> width("ill", 10) < width("was", 10) < width("WAS", 10)
    True
    """
    return size * sum(map(_width_of_sign, text))


def cut_to_room(text: str, room: float, size: float) -> str:
    """As much of a text, in one line, as has room; what is left out is marked.

    >>> cut_to_room("Kim tells Mao", 500, 12)
    'Kim tells Mao'
    >>> cut_to_room("Kim tells Mao of the meeting", 80, 12)
    'Kim tells…'
    """
    text = " ".join(text.split())
    if width(text, size) <= room:
        return text
    room -= width(ELLIPSIS, size)
    taken, used = 0, 0.0
    for sign in text:
        used += size * _width_of_sign(sign)
        if used > room:
            break
        taken += 1
    return text[:taken].rstrip() + ELLIPSIS


def lines_in_room(text: str, room: float, size: float, most: int = 2) -> tuple[str, ...]:
    """A name in so many lines at most, broken between words and behind hyphens.

    >>> lines_in_room("North Korea", 60, 11), lines_in_room("joint-decision", 70, 11)
    (('North', 'Korea'), ('joint-', 'decision'))
    """
    words = text.replace("-", "- ").split()
    lines: list[str] = []
    for at, word in enumerate(words):
        joined = _joined(lines[-1], word) if lines else word
        if lines and width(joined, size) <= room:
            lines[-1] = joined
        elif len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = _joined(lines[-1], " ".join(words[at:]))
            break
    return tuple(cut_to_room(line, room, size) for line in lines)


def _joined(line: str, word: str) -> str:
    return line + word if line.endswith("-") else f"{line} {word}"


def _width_of_sign(sign: str) -> float:
    if sign in _WIDTHS:
        return _WIDTHS[sign]
    if unicodedata.combining(sign):
        return 0.0
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return _FULL
    if sign.isupper():
        return _CAPITAL
    return _PLAIN if sign.isascii() else _OTHER
