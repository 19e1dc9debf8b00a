"""Which edits of a text do the same as some edits, and then others of what those left?

Repair goes in steps; each sees the text as the step before left it. The record must be of the raw
text alone, so that every operation can be shown there and taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.offset_map import Stretch
from foedus.sources.operation import Edit, apply_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["composed"]


def composed(raw: str, first: Sequence[Edit], then: Iterable[Edit]) -> list[Edit]:
    """Put two steps of edits together.

    Parameters
    ----------
    raw : str
        The text that `first` is made in.
    first, then : sequence of Edit
        The steps, each in order; the offsets of `then` are those of the text that `first` leaves.

    Returns
    -------
    list of Edit
        Edits of `raw`, in order, none overlapping another. An edit of the second step that takes
        away what one of the first step had put there takes that one's place, too.
    """
    _, offsets = apply_edits(raw, first)
    waiting = list(zip(first, offsets.stretches, strict=True))[::-1]
    edits: list[Edit] = []
    shift = 0
    for edit in then:
        while waiting and waiting[-1][1].after_end <= edit.start:
            made, stretch = waiting.pop()
            shift = stretch.before_end - stretch.after_end
            edits.append(made)
        start, head = edit.start + shift, ""
        end = edit.end + shift
        while waiting and waiting[-1][1].after_start < edit.end:
            made, stretch = waiting.pop()
            if stretch.after_start < edit.start:
                start, head = stretch.before_start, made.text[: edit.start - stretch.after_start]
            shift = stretch.before_end - stretch.after_end
            end = max(edit.end + shift, stretch.before_end)
            if stretch.after_end > edit.end:
                waiting.append(_behind(made, stretch, edit.end))
                shift = stretch.before_end - edit.end
                break
        edits.append(Edit(start, end, head + edit.text, edit.rule))
    edits += [made for made, _ in reversed(waiting)]
    return edits


def _behind(made: Edit, stretch: Stretch, at: int) -> tuple[Edit, Stretch]:
    """What an edit put there that a later one, which ends at `at`, leaves standing."""
    text = made.text[at - stretch.after_start :]
    rest = Edit(stretch.before_end, stretch.before_end, text, made.rule)
    return rest, Stretch(stretch.before_end, stretch.before_end, at, stretch.after_end)
