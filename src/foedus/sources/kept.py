"""Which lines of a text stay as they are, because its file says that they are lines?

Code, the rows of a table and the lines of verse are nobody's prose: repair joins none of them, and
nothing in them is doubted. The items of a list are prose, but where each begins is known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.lines import Line

__all__ = ["KeptLines", "texts_outside"]


@final
class KeptLines(NamedTuple):
    """A stretch `start:end` of the raw text whose lines stay.

    `are_items` tells the items of a list, each of which is prose, from code, tables and verse.
    """

    start: int
    end: int
    are_items: bool = False


def texts_outside(text: str, lines: Sequence[Line], kept: Sequence[KeptLines]) -> list[str]:
    r"""Say what each line says, but take those that stay for blank ones.

    Parameters
    ----------
    text : str
        The text.
    lines : sequence of Line
        Its lines.
    kept : sequence of KeptLines
        The stretches whose lines stay, in order.

    Examples
    --------
    >>> from foedus.sources.lines import split_lines
    >>> text = "one\n\nif x:\n    y"
    >>> texts_outside(text, split_lines(text), [KeptLines(5, 16)])
    ['one', '', '', '']
    """
    texts: list[str] = []
    at = 0
    for line in lines:
        while at < len(kept) and kept[at].end <= line.start:
            at += 1
        is_kept = at < len(kept) and kept[at].start < line.end
        texts.append("" if is_kept else text[line.start : line.end])
    return texts
