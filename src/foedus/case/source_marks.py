"""Do the marks that people add stand where the case says they do?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.sources import check_remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case.model import Case
    from foedus.case.values import MarkByHand
    from foedus.sources import RemarkCheck, Source


@dataclass(frozen=True)
class CheckedMark:
    """A mark that a person adds to a source of the case, and whether it has a place there."""

    source: str
    mark: MarkByHand
    check: RemarkCheck


def check_marks(case: Case, sources: Mapping[str, Source]) -> tuple[CheckedMark, ...]:
    """Look for the place of every mark by hand; without its source at hand it is unchecked.

    Examples
    --------
    >>> from foedus.case import load
    >>> check_marks(load("dam"), {})
    ()
    """
    return tuple(
        CheckedMark(reference.key, mark, check_remark(sources.get(reference.key), mark.remark))
        for reference in case.sources
        for mark in reference.marks
    )
