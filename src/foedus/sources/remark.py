"""What does a person say of a place of a source, and where is that place?

A remark names its place by words that stand there exactly once, after the same fold as a
citation's. Laid over the source it becomes a mark with the person's name; the text
stays as it is.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, final

from foedus.sources.checking import check_citation
from foedus.sources.citation import Citation, CitationStatus, quoted
from foedus.sources.fold import WHITE_SPACE
from foedus.sources.mark import BY_HAND, MarkKind
from foedus.sources.matching import find_matches

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from foedus.sources.citation import Suggestion
    from foedus.sources.mark import Certainty, Mark
    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["Remark", "RemarkCheck", "Side", "check_remark", "lay_checked", "lay_over"]

_PLACES_NAMED = 5
_PLACES_KEPT = 100


class Side(StrEnum):
    """Where a remark stands, seen from its words."""

    ON = "on"
    BEFORE = "before"
    AFTER = "after"


@final
@dataclass(frozen=True, slots=True)
class Remark:
    """What a person says of a place of a source.

    Parameters
    ----------
    kind : MarkKind, optional
        What mark it makes; None settles marks of Foedus's.
    words : str
        Words that stand exactly once in the repaired text, or in `within`.
    by : str
        The person's name.
    side : Side
        Whether the place is that of the words, or right before or behind them.
    within : str, optional
        Words around `words` that stand exactly once, where `words` alone stand several times.
    note : str
        A sentence for the reader.
    reading : str, optional
        The words that are supplied, or read instead of unclear ones.
    certainty : Certainty, optional
        How sure the person is of the reading.
    extent : str, optional
        How much seems to be lost.
    settles : MarkKind, optional
        Which marks it settles; every one of Foedus's that touches the words, unless said.
    """

    kind: MarkKind | None
    words: str
    by: str
    side: Side = Side.ON
    within: str | None = None
    note: str = ""
    reading: str | None = None
    certainty: Certainty | None = None
    extent: str | None = None
    settles: MarkKind | None = None

    @property
    def in_words(self) -> str:
        """What is said of which words, and on whose word.

        Examples
        --------
        >>> Remark(MarkKind.GAP, "asked for", "A. Editor", Side.AFTER, extent="a line").in_words
        'gap (a line) after "asked for", by A. Editor'
        """
        what = "settled" if self.kind is None else self.kind.value
        if self.kind is MarkKind.SUPPLIED:
            what += f' "{self.reading}"'
        what += f" ({self.extent})" if self.extent else ""
        place = "" if self.side is Side.ON else f" {self.side.value}"
        is_read = self.kind is MarkKind.UNCLEAR and self.reading is not None
        instead = f', read as "{self.reading}"' if is_read else ""
        sure = f" (certainty: {self.certainty.value})" if self.certainty else ""
        note = f": {self.note}" if self.note else ""
        return f'{what}{place} "{self.words}"{instead}, by {self.by}{sure}{note}'

    def __str__(self) -> str:
        """Write it as it is pasted into a case, under the ``marks`` of its source."""
        says: list[tuple[str, str | None]] = []
        if self.side is Side.ON:
            says += [("settled" if self.kind is None else self.kind.value, quoted(self.words))]
        elif self.kind is MarkKind.GAP:
            says += [("gap", quoted(self.extent) if self.extent else "")]
        else:
            says += [("supplied", quoted(self.reading or ""))]
        if self.side is not Side.ON:
            says += [(self.side.value, quoted(self.words))]
        says += [("within", None if self.within is None else quoted(self.within))]
        if self.kind is MarkKind.UNCLEAR and self.reading is not None:
            says += [("reading", quoted(self.reading))]
        says += [
            ("kind", None if self.settles is None else self.settles.value),
            ("by", quoted(self.by)),
            ("certainty", None if self.certainty is None else self.certainty.value),
            ("note", quoted(self.note) if self.note else None),
        ]
        return "{" + ", ".join(f"{word}: {text}" for word, text in says if text is not None) + "}"


@final
@dataclass(frozen=True, slots=True)
class RemarkCheck:
    """Whether a remark has a place in its source.

    Parameters
    ----------
    remark : Remark
        The remark.
    status : CitationStatus
        ``VALID``, ``AMBIGUOUS``, ``ABSENT`` or ``UNCHECKED``, as for a citation.
    message : str
        A sentence for the reader.
    passage : Passage, optional
        Its words, where they are found exactly once.
    places : tuple of Passage
        The places that fit (the first hundred).
    settled : tuple of Mark
        The marks of Foedus's that it settles.
    suggestion : Suggestion, optional
        Where the words stand nowhere: the place most like them.
    """

    remark: Remark
    status: CitationStatus
    message: str
    passage: Passage | None = None
    places: tuple[Passage, ...] = ()
    settled: tuple[Mark, ...] = ()
    suggestion: Suggestion | None = None

    @property
    def holds(self) -> bool:
        """Is its place found?"""
        return self.status is CitationStatus.VALID

    def __str__(self) -> str:
        """Say what was found and, for words that stand nowhere, which may have been meant."""
        said = f"{self.remark}: {self.message}"
        if self.suggestion is None:
            return said
        words = " ".join(map(str, self.suggestion.difference))
        return f"{said}\n  Perhaps {self.suggestion.passage.where}: {words}"


def check_remark(source: Source | None, remark: Remark) -> RemarkCheck:
    """Look for the place of a remark.

    Parameters
    ----------
    source : Source or None
        The source, repaired; None where it is not at hand.
    remark : Remark
        What somebody says of it.

    Returns
    -------
    RemarkCheck
        Never an exception: the status and the message say what was found.

    Examples
    --------
    >>> from foedus.sources import Remark, Source
    >>> minutes = Source("minutes", "Rain fell. Nobody asked for")
    >>> remark = Remark(MarkKind.SUPPLIED, "asked for", "A. Editor", Side.AFTER, reading="a date")
    >>> check_remark(minutes, remark).message
    'Found once in minutes, line 1.'
    """
    if source is None:
        message = "Its source is not at hand, so that its place was not looked for."
        return RemarkCheck(remark, CitationStatus.UNCHECKED, message)
    places = find_matches(source, remark.words, "", WHITE_SPACE)
    if places and remark.within is not None:
        around = find_matches(source, remark.within, "", WHITE_SPACE)
        if len(around) != 1:
            return _not_once(source, remark, remark.within, around)
        (start, end), *_ = around
        places = [place for place in places if start <= place.start and place.end <= end]
        if not places:
            message = f'Its words do not stand within "{remark.within}".'
            return RemarkCheck(remark, CitationStatus.ABSENT, message)
    if len(places) != 1:
        return _not_once(source, remark, remark.words, places)
    passage = source.passage(*places[0])
    message = f"Found once in {source.key}, {passage.where}."
    if remark.kind is not None:
        return RemarkCheck(remark, CitationStatus.VALID, message, passage, (passage,))
    return _settling(remark, passage, message)


def _settling(remark: Remark, passage: Passage, message: str) -> RemarkCheck:
    """Find the marks of Foedus's that touch the words; a settling of nothing is a mistake."""
    settled = tuple(
        mark
        for mark in passage.marks
        if not mark.is_by_a_person and remark.settles in {None, mark.kind}
    )
    status = CitationStatus.VALID
    if not settled:
        status = CitationStatus.ABSENT
        wanted = "mark" if remark.settles is None else f"{remark.settles.value}"
        kinds = {mark.kind.value for mark in passage.marks if not mark.is_by_a_person}
        rest = f"; there is {', '.join(sorted(kinds))}" if kinds else ""
        message = f"No {wanted} of Foedus's touches these words ({passage.where}){rest}."
    return RemarkCheck(remark, status, message, passage, (passage,), settled)


def _not_once(
    source: Source, remark: Remark, words: str, places: Sequence[tuple[int, int]]
) -> RemarkCheck:
    if not places:
        check = check_citation(source, Citation(source.key, words))
        return RemarkCheck(
            remark, CitationStatus.ABSENT, check.message, suggestion=check.suggestion
        )
    passages = tuple(source.passage(*place) for place in places[:_PLACES_KEPT])
    named = ", ".join(passage.where for passage in passages[:_PLACES_NAMED])
    more = " and more" if len(places) > _PLACES_NAMED else ""
    can_hold = remark.side is Side.ON and remark.kind is not None and remark.within is None
    how = 'say "within" which words' if can_hold else "give more words"
    message = (
        f'"{words}" stands in {len(places):,} places of {source.key} ({named}{more}); {how}, so '
        "that only one can be meant."
    )
    return RemarkCheck(remark, CitationStatus.AMBIGUOUS, message, places=passages)


def lay_over(source: Source, remarks: Iterable[Remark]) -> Source:
    """Lay over a source the remarks whose place is found; `check_remark` says which are not.

    Examples
    --------
    >>> from foedus.sources import Remark, Source
    >>> minutes = Source("minutes", "Rain fell. Nobody asked for")
    >>> remark = Remark(MarkKind.GAP, "asked for", "A. Editor", Side.AFTER, extent="two words")
    >>> lay_over(minutes, [remark]).marks[0].said
    'A. Editor finds something lost here (two words).'
    """
    return lay_checked(source, [check_remark(source, remark) for remark in remarks])


def lay_checked(source: Source, checks: Iterable[RemarkCheck]) -> Source:
    """Lay over a source the remarks that its checks found a place for."""
    for check in checks:
        if check.holds and check.passage is not None:
            source = _laid(source, check, check.passage)
    return source


def _laid(source: Source, check: RemarkCheck, passage: Passage) -> Source:
    remark = check.remark
    if remark.kind is None:
        for doubted in check.settled:  # an earlier remark may have settled it already
            mark = next(one for one in source.marks if one.is_same_as(doubted))
            source = source.settle(mark, remark.by, remark.note)
        return source
    start = passage.repaired_end if remark.side is Side.AFTER else passage.repaired_start
    end = passage.repaired_start if remark.side is Side.BEFORE else passage.repaired_end
    return source.mark(
        start,
        end,
        remark.kind,
        BY_HAND,
        remark.note,
        remark.by,
        reading=remark.reading,
        certainty=remark.certainty,
        extent=remark.extent,
    )
