"""What does a page of a PDF hold, as it was set?

Plain values, so that the process that reads the file can hand them on.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, final

__all__ = ["PageText", "SetLine"]


@final
class SetLine(NamedTuple):
    """One line of the text layer and where it stands, in points from the lower left corner.

    Parameters
    ----------
    text : str
        Its characters.
    left, right : float
        Where its first and last letters begin and end.
    bottom, top : float
        The lowest and highest points of those two letters.
    baseline : float
        The height on which the letter in its middle stands.
    word : float
        The width of its first word.
    size : float
        The font size of the letter in its middle.
    gaps : tuple of (float, float)
        The stretches of white between its words that are wider than a few letters.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    word: float
    size: float
    gaps: tuple[tuple[float, float], ...] = ()


@final
@dataclass
class PageText:
    """The lines of a page, and how many of its characters are doubtful, and why.

    Parameters
    ----------
    label : str
        The number that the file says is printed on the page, if it does.
    lines : list of SetLine
        In reading order.
    is_readable : bool
        Could the page be opened?
    is_blank : bool
        Is nothing at all on the page?
    characters : int
        How many characters its text layer has.
    unknown : int
        Characters that stand for nothing: control characters, halves of surrogate pairs.
    private : int
        Characters of private use, or that Unicode has not assigned.
    unmapped : int
        Characters of fonts that do not say which letters they draw.
    invisible : int
        Characters that are not drawn, as those that OCR lays under a scan.
    comments : int
        Annotations and form fields, whose text is not part of the page's.
    """

    label: str = ""
    lines: list[SetLine] = field(default_factory=list[SetLine])
    is_readable: bool = True
    is_blank: bool = False
    characters: int = 0
    unknown: int = 0
    private: int = 0
    unmapped: int = 0
    invisible: int = 0
    comments: int = 0
