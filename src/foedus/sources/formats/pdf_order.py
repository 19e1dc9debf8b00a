"""In which order are the lines of a page read, and can that order be trusted?

The order is that of the file's content stream, which is nearly always that of reading. Two things
are known better. A line that stands above all others, or below all others, is told first or last:
programs draw heads and feet when they like. And what stands beside the end of a line, at its
height, goes on with it: pdfium ends a line at a raised note number. Where one upright stripe of
white parts the words of many lines, the words of two columns were told as one line: that is warned
of, not mended. Own construction.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from foedus.sources.agreed import most_agreed
from foedus.sources.formats.pdf_set import SetLine

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["has_lines_across_columns", "in_reading_order", "is_upright"]

_MOST_OUT_OF_PLACE = 3
_FEWEST_IN_COLUMNS = 8
_LONGEST_NUMBER = 3
_RAISED = 0.5
_MOST_WHITE = 1.5
_SLACK = 0.3
_FEWEST_LINES_ACROSS = 5
_LEAST_SHARE_ACROSS = 0.4


def in_reading_order(lines: Sequence[SetLine]) -> list[SetLine]:
    """Put heads before all other lines of a page and feet behind them, and split lines together.

    Of a page with two columns, only the first and the last three lines of the content stream are
    ever moved; where no line stands beside another, all are told from the top down.
    """
    order = _whole_lines(lines)
    if not _is_across(order):
        return order
    from_top = sorted(order, key=lambda line: -line.baseline)
    if all(first.baseline - second.baseline > _step(first) for first, second in pairwise(from_top)):
        return from_top
    return _edges_in_place(order)


def is_upright(lines: Sequence[SetLine]) -> bool:
    """Are the lines wider than high, and do most stand below the one before?"""
    down = sum(second.baseline < first.baseline for first, second in pairwise(lines))
    return _is_across(lines) and 2 * down >= len(lines) - 1


def _is_across(lines: Sequence[SetLine]) -> bool:
    """Do the lines run across the page, and not up or down?"""
    long = [line for line in lines if len(line.text) > _LONGEST_NUMBER]
    wide = sum(line.right - line.left > line.top - line.bottom for line in long)
    return all(line.size > 0 for line in lines) and 2 * wide >= len(long)


def _step(line: SetLine) -> float:
    return _RAISED * line.size


def _edges_in_place(lines: Sequence[SetLine]) -> list[SetLine]:
    order = list(lines)
    feet: list[SetLine] = []
    heads: list[SetLine] = []
    for _ in range(_MOST_OUT_OF_PLACE):
        if len(order) < _FEWEST_IN_COLUMNS:
            break
        foot = next((line for line in order[:_MOST_OUT_OF_PLACE] if _is_below(line, order)), None)
        if foot is not None:
            order.remove(foot)
            feet.insert(0, foot)
        head = next((line for line in order[-_MOST_OUT_OF_PLACE:] if _is_above(line, order)), None)
        if head is not None:
            order.remove(head)
            heads.append(head)
    return [*heads, *order, *feet]


def _whole_lines(lines: Sequence[SetLine]) -> list[SetLine]:
    whole: list[SetLine] = []
    for line in lines:
        if whole and _goes_on(whole[-1], line):
            whole[-1] = _together(whole[-1], line)
        else:
            whole.append(line)
    return whole


def _goes_on(before: SetLine, line: SetLine) -> bool:
    """Does a line stand beside the end of the one before, with no more white than a space?"""
    size = max(before.size, line.size)
    is_beside = abs(before.baseline - line.baseline) < _RAISED * size
    return is_beside and -_SLACK * size <= line.left - before.right <= _MOST_WHITE * size


def _together(first: SetLine, second: SetLine) -> SetLine:
    longer = max(first, second, key=lambda line: len(line.text))
    return SetLine(
        text=f"{first.text.rstrip()} {second.text.lstrip()}",
        left=first.left,
        right=max(first.right, second.right),
        bottom=min(first.bottom, second.bottom),
        top=max(first.top, second.top),
        baseline=longer.baseline,
        word=first.word,
        size=longer.size,
        gaps=first.gaps + second.gaps,
    )


def _is_below(line: SetLine, lines: Sequence[SetLine]) -> bool:
    return all(line.top < other.bottom for other in lines if other is not line)


def _is_above(line: SetLine, lines: Sequence[SetLine]) -> bool:
    return all(line.bottom > other.top for other in lines if other is not line)


def has_lines_across_columns(lines: Sequence[SetLine]) -> bool:
    """Does one upright stripe of white part the words of many lines of the page?

    Then lines of two columns, or the cells of a table, were told as one line each.
    """
    gaps = [gap for line in lines for gap in line.gaps]
    gaps += [
        (first.right, second.left)
        for first, second in pairwise(lines)
        if abs(first.baseline - second.baseline) < _RAISED * first.size
        and first.right + _MOST_WHITE * first.size < second.left
    ]
    _, most = most_agreed((left, right) for left, right in gaps if left < right)
    return most >= _FEWEST_LINES_ACROSS and most >= _LEAST_SHARE_ACROSS * len(lines)
