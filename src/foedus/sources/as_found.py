"""Do words that the repaired text lacks stand in the file as it was found?

Somebody who copies from the file itself copies a fragment that was pasted in twice, or a word that
was broken at a line's end. Such words are not cited, but the reader is told why they are not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.matching import find_matches
from foedus.sources.operation import Rule

if TYPE_CHECKING:
    from foedus.sources.fold import Fold
    from foedus.sources.source import Source

__all__ = ["why_only_as_found"]

_REASONS = {
    Rule.DROP: "they run across a repeat that was dropped",
    Rule.JOIN_HYPHEN: "they run across a hyphen at which lines were joined",
    Rule.RUNNING_LINE: "they run across a running head that was left out",
    Rule.SOFT_HYPHEN: "they run across a soft hyphen that was left out",
}


def why_only_as_found(source: Source, start: str, end: str, fold: Fold) -> str:
    """Say where words stand in the raw file that do not stand in the repaired text.

    Parameters
    ----------
    source : Source
        The source, repaired.
    start, end : str
        The first and the last words; without `end`, `start` alone.
    fold : Fold
        What counts as the same.

    Returns
    -------
    str
        A sentence, or nothing if they do not stand in the raw file either.
    """
    if not source.operations:
        return ""
    for raw_start, raw_end in find_matches(source.as_found, start, end, fold):
        for made in source.operations:
            is_across = made.raw_start < raw_end and made.raw_end > raw_start
            if is_across and made.rule in _REASONS:
                return (
                    "They stand in the file as it was found, but not in the repaired text: "
                    f"{_REASONS[made.rule]} ({made.where})."
                )
    return ""
