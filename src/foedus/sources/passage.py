"""Which words stand between here and there, and how far can they be trusted?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.sources.mark import ADDED, DELETED, RUNNING_HEAD, MarkKind

if TYPE_CHECKING:
    from foedus.sources.attribution import Attribution
    from foedus.sources.mark import Mark

__all__ = ["Passage"]

_SHOWN = 60


@final
@dataclass(frozen=True, slots=True, repr=False)
class Passage:
    """A stretch of a source, as repaired, with its place in the raw file and its doubts.

    Parameters
    ----------
    source : str
        The key of the source.
    text : str
        The repaired text of the passage.
    repaired_start, repaired_end : int
        Offsets in the repaired text, in code points.
    raw_start, raw_end : int
        Offsets in the raw text; they enclose what repair dropped in between.
    first_line, last_line : int
        Lines of the raw text, counted from one.
    where : str
        Where a reader finds it in the file: ``"lines 3-6"``, ``"page 2, line 4"``.
    marks : tuple of Mark
        The marks inside the passage or at its ends, blanks aside, and those of dropped copies of
        all its words.
    attribution : Attribution, optional
        Whose words it is, as the citation that found it says; None where that is not said.
    """

    source: str
    text: str
    repaired_start: int
    repaired_end: int
    raw_start: int
    raw_end: int
    first_line: int
    last_line: int
    where: str
    marks: tuple[Mark, ...] = ()
    attribution: Attribution | None = None

    @property
    def runs_across_lost_place(self) -> bool:
        """Does the passage touch a place where something seems to be lost, as far as is settled?"""
        return any(mark.kind is MarkKind.GAP and mark.is_open for mark in self.marks)

    @property
    def runs_across_dropped_repeat(self) -> bool:
        """Was a repeat dropped inside the passage or at its end, or a copy of its words?"""
        return any(
            mark.kind is MarkKind.SURPLUS and mark.rule != RUNNING_HEAD and not mark.is_by_a_person
            for mark in self.marks
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        """Say what a reader should know before trusting the passage, a sentence each."""
        return tuple(self.doubt(mark) for mark in self.marks)

    def doubt(self, mark: Mark) -> str:
        """Say what one of its marks means for the passage."""
        is_inside = (
            mark.repaired_start < self.repaired_end and mark.repaired_end > self.repaired_start
        )
        where = "runs across" if is_inside else "stands next to"
        what = {
            MarkKind.GAP: "a lost place",
            MarkKind.SURPLUS: "a dropped repeat",
            MarkKind.SUPPLIED: "an editor's guess",
            MarkKind.UNCLEAR: "a doubtful place",
        }[mark.kind]
        if mark.rule == RUNNING_HEAD:
            what = "a page's end"
        elif mark.rule in {ADDED, DELETED}:
            what = "words that were changed"
        elif mark.kind is MarkKind.SURPLUS and mark.is_by_a_person:
            what = "words that may not belong"
        elif mark.kind is MarkKind.SURPLUS and mark.repaired_start > self.repaired_end:
            where, what = "stands in", "a fragment of which a copy was dropped"
        return f"The passage {where} {what} ({mark.where}): {mark.said}"

    def __repr__(self) -> str:
        """Show the key, the place, the words and the number of marks."""
        words = " ".join(self.text.split())
        if len(words) > _SHOWN:
            words = f"{words[: _SHOWN // 2].rstrip()} … {words[-_SHOWN // 2 :].lstrip()}"
        marks = f", {len(self.marks)} marks" if self.marks else ""
        return f"<Passage {self.source}, {self.where}: {words!r}{marks}>"
