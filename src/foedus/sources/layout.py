"""Where does a reader find this place in the file?

On a line of a text file, on a line of a page of a PDF, in a paragraph of a word processor's file.
The text that citations are checked against is one string; its layout says where each stretch of it
stands in the file, as a reader would count.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.measure import Measure

__all__ = ["Layout", "Place"]

_LINE_END = re.compile(r"\r\n|\r|\n")


@final
class Place(NamedTuple):
    """A line or a paragraph, counted from one, and the page that it stands on, if there are any."""

    number: int
    page: int | None = None


@final
@dataclass(frozen=True, slots=True)
class Layout:
    """The lines or paragraphs of a file, by the raw text that stands in them.

    Parameters
    ----------
    starts : sequence of int
        The raw offsets at which they begin, in order; the first is 0.
    unit : str
        What is counted: ``"line"`` or ``"paragraph"``.
    numbers : tuple of int, optional
        The number of each; unless given they are counted through from one.
    pages : tuple of int, optional
        The page that each stands on, where the file has pages.
    labels : tuple of str, optional
        The number that each page of the file bears, where that is known; empty for those without.
    measures : tuple of Measure or None, optional
        How each was set, where the file tells.

    Examples
    --------
    >>> layout = Layout((0, 5, 9), numbers=(1, 2, 1), pages=(1, 1, 2))
    >>> layout.in_words(0, 4), layout.in_words(6, 12)
    ('page 1, line 1', 'page 1, line 2 to page 2, line 1')
    """

    starts: Sequence[int]
    unit: Literal["line", "paragraph"] = "line"
    numbers: tuple[int, ...] | None = None
    pages: tuple[int, ...] | None = None
    labels: tuple[str, ...] | None = None
    measures: tuple[Measure | None, ...] | None = None

    @classmethod
    def of_lines(cls, raw: str) -> Layout:
        """Count the lines of a text as editors do."""
        starts = array("q", [0])  # of a large file, a tuple of numbers would weigh five times more
        starts.extend(match.end() for match in _LINE_END.finditer(raw))
        return cls(starts)

    def place_of(self, raw_offset: int) -> Place:
        """Find the place of one character of the raw text."""
        at = bisect_right(self.starts, raw_offset) - 1
        number = at + 1 if self.numbers is None else self.numbers[at]
        return Place(number, None if self.pages is None else self.pages[at])

    def in_words(self, raw_start: int, raw_end: int) -> str:
        """Say where `raw_start:raw_end` of the raw text stands."""
        first = self.place_of(raw_start)
        last = self.place_of(max(raw_start, raw_end - 1))
        if first.page != last.page:
            ends = (f"{self._page(at.page)}{self.unit} {at.number}" for at in (first, last))
            return " to ".join(ends)
        page = self._page(first.page)
        if first.number == last.number:
            return f"{page}{self.unit} {first.number}"
        return f"{page}{self.unit}s {first.number}-{last.number}"

    def _page(self, page: int | None) -> str:
        """Name a page as the file counts and, where it bears another number, with that."""
        if page is None:
            return ""
        label = self.labels[page - 1] if self.labels else ""
        is_other = label not in {"", str(page)}
        return f"page {page} (numbered {label}), " if is_other else f"page {page}, "
