"""Where did this character stand before the text was changed?

A text is changed by replacing stretches of it. Between the stretches nothing moves but the count
of characters, so the stretches alone are enough to walk both ways. The same map serves repair (raw
to repaired) and folding (repaired to folded). Own construction.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["OffsetMap", "Stretch"]


class Stretch(NamedTuple):
    """One replaced stretch: `before[before_start:before_end]` became `after[after_start:…]`."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


@final
@dataclass(frozen=True)
class OffsetMap:
    """The way between a text and what became of it, both ways.

    Parameters
    ----------
    stretches : tuple of Stretch
        The replaced stretches, in order, none overlapping another. Offsets count code points.

    Examples
    --------
    >>> OffsetMap.from_replacements([(3, 5, 1)]).to_before(4)
    5
    """

    stretches: tuple[Stretch, ...]

    @classmethod
    def from_replacements(cls, replacements: Iterable[tuple[int, int, int]]) -> OffsetMap:
        """Make the map from (start, end, length of the replacement), in order."""
        stretches: list[Stretch] = []
        shift = 0
        for start, end, length in replacements:
            after_start = start + shift
            stretches.append(Stretch(start, end, after_start, after_start + length))
            shift += length - (end - start)
        return cls(tuple(stretches))

    @cached_property
    def _before_starts(self) -> list[int]:
        return [stretch.before_start for stretch in self.stretches]

    @cached_property
    def _after_starts(self) -> list[int]:
        return [stretch.after_start for stretch in self.stretches]

    def to_before(self, offset: int) -> int:
        """Find the character that the character at `offset` of the changed text came from.

        A character that was added maps to the one it was added behind.
        """
        index = bisect_right(self._after_starts, offset) - 1
        if index < 0:
            return offset
        stretch = self.stretches[index]
        if offset >= stretch.after_end:
            return stretch.before_end + offset - stretch.after_end
        if stretch.before_end == stretch.before_start:
            return max(stretch.before_start - 1, 0)
        return min(stretch.before_start + offset - stretch.after_start, stretch.before_end - 1)

    def to_after(self, offset: int) -> int:
        """Find what the character at `offset` of the first text became.

        A character that was dropped maps to the place where it was dropped.
        """
        index = bisect_right(self._before_starts, offset) - 1
        if index < 0:
            return offset
        stretch = self.stretches[index]
        if offset >= stretch.before_end:
            return stretch.after_end + offset - stretch.before_end
        if stretch.after_end == stretch.after_start:
            return stretch.after_start
        return min(stretch.after_start + offset - stretch.before_start, stretch.after_end - 1)

    def range_before(self, start: int, end: int) -> tuple[int, int]:
        """Map the range `start:end` of the changed text back."""
        first = self.to_before(start)
        if end <= start:
            return first, first
        stretch = self._stretch_at(self._after_starts, end - 1)
        if stretch is not None and stretch.after_end == end:
            return first, max(first, stretch.before_end)
        return first, self.to_before(end - 1) + 1

    def range_after(self, start: int, end: int) -> tuple[int, int]:
        """Map the range `start:end` of the first text forward."""
        first = self.to_after(start)
        if end <= start:
            return first, first
        stretch = self._stretch_at(self._before_starts, end - 1)
        if stretch is not None and stretch.before_end >= end:
            return first, max(first, stretch.after_end)
        return first, max(first, self.to_after(end - 1) + 1)

    def _stretch_at(self, starts: list[int], offset: int) -> Stretch | None:
        index = bisect_right(starts, offset) - 1
        return self.stretches[index] if index >= 0 else None
