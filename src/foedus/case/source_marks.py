"""Do the marks that people add stand where the case says they do?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.sources import CitationStatus, check_remark

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

    @property
    def is_wrong(self) -> bool:
        """Whether it has no place in its source, which is at hand."""
        return not self.check.holds and self.check.status is not CitationStatus.UNCHECKED

    @property
    def told(self) -> str:
        """Its place, what it says there, and on whose word, in one line for a reader."""
        remark, passage = self.mark.remark, self.check.passage
        if self.is_wrong:
            return f"without a place: {remark.in_words.rstrip('.')}. {self.check.message}"
        where = "place not looked for" if passage is None else passage.where
        return f"{where}: {remark.in_words}"


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
