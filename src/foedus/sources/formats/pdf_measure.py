"""How was each line of a page set: how full, how far from the left, how far below the last?

The right margin of a column is estimated as the wrap of a plain text is (see `wrap`), in points and
not in characters: each line end agrees with every margin that the line reached not quite and that
the next word would have passed. Where no margin has half of the line ends, none is known. Own
construction.
"""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from foedus.sources.agreed import most_agreed
from foedus.sources.formats.pdf_order import is_upright
from foedus.sources.measure import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedus.sources.formats.pdf_set import SetLine

__all__ = ["measure_pages"]

_FEWEST_FULL = 4
_FEWEST_FULL_INSET = 3
_LEAST_SHARE = 0.5
_LEAST_SHARE_INSET = 0.75
_LEAST_SPACE = 0.5
_TOLERANCE = 1.5
_SAME_SIZE = 0.08
_ORDINARY_GAP = 1.25

Pair = tuple["SetLine", "SetLine"]


def measure_pages(pages: Iterable[Sequence[SetLine]]) -> list[list[Measure | None]]:
    """Measure the lines of all pages; None for lines of pages that are not set upright."""
    read = [list(page) for page in pages]
    runs = [list(_runs(lines)) if lines and is_upright(lines) else [] for lines in read]
    usual = _usual_width(run for page in runs for run in page)
    measured: list[list[Measure | None]] = []
    for lines, page in zip(read, runs, strict=True):
        found = [measure for run in page for measure in _measure(run, usual)]
        measured.append([*found] if page else [None] * len(lines))
    return measured


def _runs(lines: Sequence[SetLine]) -> Iterator[list[SetLine]]:
    """The lines that stand one below the other, in one column."""
    run = [lines[0]]
    for before, line in pairwise(lines):
        is_below = line.baseline < before.baseline and (
            line.left < before.right and before.left < line.right
        )
        if not is_below:
            yield run
            run = []
        run.append(line)
    yield run


def _measure(run: Sequence[SetLine], usual_width: float | None) -> Iterator[Measure]:
    left = _left_margin(run)
    spacing = _spacing(run)
    margins = _margins(run, left, usual_width)
    before: SetLine | None = None
    for line, margin in zip(run, margins, strict=True):
        room = (
            None
            if margin is None or line.right > margin + 2 * _TOLERANCE
            else (margin - line.right)
        )
        is_next = before is not None and spacing > 0
        above = (before.baseline - line.baseline) / spacing if before and is_next else 1.0
        indent = (line.left - left) / line.size
        yield Measure(room, line.word, round(indent, 3), round(above, 3), line.size)
        before = line


def _left_margin(run: Sequence[SetLine]) -> float:
    """Where most lines begin; of two such places, the one further left."""
    places = Counter(round(line.left / 2) for line in run)
    most = max(places.values())
    place = min(place for place, count in places.items() if 2 * count > most)
    return min(line.left for line in run if round(line.left / 2) == place)


def _spacing(run: Sequence[SetLine]) -> float:
    distances = [first.baseline - second.baseline for first, second in pairwise(run)]
    return median(distances) if distances else 0.0


def _is_ordinary(pair: Pair, spacing: float) -> bool:
    first, second = pair
    is_near = first.baseline - second.baseline <= _ORDINARY_GAP * spacing
    return is_near and abs(first.size - second.size) <= _SAME_SIZE * max(first.size, second.size)


def _margins(run: Sequence[SetLine], left: float, usual_width: float | None) -> list[float | None]:
    """The right margin of each line: of its column or, where a part is set narrower, of that."""
    margin = _column_margin(run)
    if margin is None and usual_width is not None:
        margin = left + usual_width
    margins: list[float | None] = [margin] * len(run)
    for first, last in _insets(run, left):
        inset = run[first : last + 1]
        narrow = _margin(list(pairwise(inset)), _FEWEST_FULL_INSET, _LEAST_SHARE_INSET)
        if narrow is not None:
            margins[first : last + 1] = [narrow] * len(inset)
    return margins


def _column_margin(run: Sequence[SetLine]) -> float | None:
    """The right margin that most of a column's lines agree with."""
    spacing = _spacing(run)
    pairs = [pair for pair in pairwise(run) if _is_ordinary(pair, spacing)]
    return _margin(pairs, _FEWEST_FULL, _LEAST_SHARE)


def _insets(run: Sequence[SetLine], left: float) -> Iterator[tuple[int, int]]:
    """Runs of lines that all begin at one place further in, as long quotations do."""
    first = 0
    for index in range(1, len(run) + 1):
        is_same = index < len(run) and abs(run[index].left - run[first].left) <= _TOLERANCE
        if not is_same:
            is_inset = run[first].left > left + _TOLERANCE
            if is_inset and index - first > _FEWEST_FULL_INSET:
                yield first, index - 1
            first = index


def _margin(pairs: Sequence[Pair], fewest: int, least_share: float) -> float | None:
    """Find the right margin that most line ends agree with, if enough do."""
    start, best = most_agreed(
        (line.right - _TOLERANCE, line.right + _LEAST_SPACE * following.size + following.word)
        for line, following in pairs
    )
    if best < fewest or best < least_share * len(pairs):
        return None
    # the margin that was found lies a tolerance before the end of the longest line
    return start + _TOLERANCE


def _usual_width(runs: Iterable[Sequence[SetLine]]) -> float | None:
    """The width that the columns of most lines of the document have."""
    widths: Counter[int] = Counter()
    for run in runs:
        margin = _column_margin(run)
        if margin is not None:
            widths[round(margin - _left_margin(run))] += len(run)
    return float(widths.most_common(1)[0][0]) if widths else None
