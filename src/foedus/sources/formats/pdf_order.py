"""In which order are the lines of a page read, and can that order be trusted?

The order is that of the file's content stream, which is nearly always that of reading. Two things
are known better. A line that stands above all others, or below all others, is told first or last:
programs draw heads and feet when they like. And where the white between words stands on one height
of many lines, the words of two columns were told as one line: that is warned of, not mended. Own
construction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.formats.pdf_set import SetLine

__all__ = ["has_lines_across_columns", "in_reading_order"]

_MOST_OUT_OF_PLACE = 3
_FEWEST_LINES_ACROSS = 5
_LEAST_SHARE_ACROSS = 0.4


def in_reading_order(lines: Sequence[SetLine]) -> list[SetLine]:
    """Put heads before all other lines of a page and feet behind them; nothing else is moved.

    Only the first and the last three lines of the content stream are ever moved.
    """
    order = list(lines)
    feet: list[SetLine] = []
    for _ in range(_MOST_OUT_OF_PLACE):
        foot = next(
            (line for line in order[:_MOST_OUT_OF_PLACE] if _is_below(line, order)),
            None,
        )
        if foot is None:
            break
        order.remove(foot)
        feet.insert(0, foot)
    heads: list[SetLine] = []
    for _ in range(_MOST_OUT_OF_PLACE):
        head = next(
            (line for line in order[-_MOST_OUT_OF_PLACE:] if _is_above(line, order)),
            None,
        )
        if head is None:
            break
        order.remove(head)
        heads.append(head)
    return [*heads, *order, *feet]


def _is_below(line: SetLine, lines: Sequence[SetLine]) -> bool:
    others = [other for other in lines if other is not line]
    return len(others) > 1 and all(line.top < other.bottom for other in others)


def _is_above(line: SetLine, lines: Sequence[SetLine]) -> bool:
    others = [other for other in lines if other is not line]
    return len(others) > 1 and all(line.bottom > other.top for other in others)


def has_lines_across_columns(lines: Sequence[SetLine]) -> bool:
    """Does one upright stripe of white part the words of many lines of the page?

    Then lines of two columns, or the cells of a table, were told as one line each.
    """
    gaps = [gap for line in lines for gap in line.gaps]
    edges = sorted({left for left, _ in gaps})
    most = max((sum(left <= at < right for left, right in gaps) for at in edges), default=0)
    return most >= _FEWEST_LINES_ACROSS and most >= _LEAST_SHARE_ACROSS * len(lines)
