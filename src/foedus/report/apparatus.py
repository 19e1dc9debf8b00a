"""Which passages stand behind a number, and what do they say?

The critical apparatus: every passage that the case cites has a number and a place in the report,
and whatever cites it links there. A source that is cited as a whole has a letter instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foedus.findings.wording import listed
from foedus.report.pieces import Piece, legend, pieces
from foedus.report.typeset import counted
from foedus.sources import CitationStatus

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case import Case, CheckedMark, Cite, CitedPassage, SourceReference

STANDING = {
    CitationStatus.VALID: "stands there word for word",
    CitationStatus.NO_FINGERPRINT: "found by its ends; what stands between them is not checked",
    CitationStatus.AMBIGUOUS: "does not hold: fits several places",
    CitationStatus.CHANGED: "does not hold: the passage is not the one that was cited",
    CitationStatus.ABSENT: "does not hold: not found",
    CitationStatus.UNCHECKED: "not checked: the source was not at hand",
}
"""What a check says, in words for a reader."""

FEW_WORDS = 18


@dataclass(frozen=True)
class Link:
    """A way to a passage: a short mark, where it leads, and what a reader is told of it.

    Attributes
    ----------
    words
        A few words of the passage, or the title of a source that is cited as a whole.
    whose
        Whose words they are; empty where the case does not say.
    """

    mark: str
    anchor: str
    told: str
    words: str = ""
    whose: str = ""


@dataclass(frozen=True)
class Quoted:
    """A cited passage as the report shows it.

    Attributes
    ----------
    pieces
        Its text, in which doubtful places are set apart; empty where it was not found.
    start, end
        Its first and last words, as the case cites them.
    holds
        Whether the check found it; None where nothing was checked.
    doubts
        What a reader should know before trusting it.
    whose
        Whose words it is, and through whom they came; empty where the case does not say.
    goes_back_to
        The utterance or document behind it; empty where the case names none.
    """

    number: int
    anchor: str
    source: str
    source_anchor: str
    pieces: tuple[Piece, ...]
    start: str
    end: str
    lines: str
    standing: str
    message: str
    holds: bool | None
    doubts: tuple[str, ...]
    whose: str
    goes_back_to: str


@dataclass(frozen=True)
class Listed:
    """A source of the case, as a bibliography gives it.

    Attributes
    ----------
    copies
        The title of the source of which it is a copy; empty where it is none.
    copies_anchor
        Where the report lists that source.
    """

    letter: str
    anchor: str
    reference: SourceReference
    passages: int
    copies: str
    copies_anchor: str
    marks: tuple[CheckedMark, ...] = ()


@dataclass(frozen=True)
class Apparatus:
    """All passages and sources of a case, and the way to them."""

    case: Case
    passages: tuple[CitedPassage, ...]
    marks: tuple[CheckedMark, ...] = ()

    @cached_property
    def _number_of_cite(self) -> dict[Cite, int]:
        """Passages in the order in which the case cites them, those without a check at the end."""
        checked = [passage.cite for passage in self.passages]
        every = (
            cite
            for combination in self.case.combinations
            for cite in self.case.under(combination).all_cites()
            if cite.start is not None
        )
        return {cite: at + 1 for at, cite in enumerate(dict.fromkeys((*checked, *every)))}

    @cached_property
    def _place_of_source(self) -> dict[str, int]:
        return {reference.key: at for at, reference in enumerate(self.case.sources)}

    def links(self, cites: Iterable[Cite]) -> tuple[Link, ...]:
        """The ways to what is cited."""
        return tuple(map(self._link, dict.fromkeys(cites)))

    def _link(self, cite: Cite) -> Link:
        if cite.start is None:
            at, title = self._place_of_source[cite.source], self._title(cite.source)
            return Link(_letter(at), f"source-{at + 1}", title, title, _whose(cite))
        number = self._number_of_cite[cite]
        told = f"passage {number}: {self._title(cite.source)}"
        words = self._few_words(cite)
        return Link(str(number), f"passage-{number}", told, words, _whose(cite))

    def _few_words(self, cite: Cite) -> str:
        """The beginning and the end of a passage, as far as they are known."""
        checked = self._check_of_cite.get(cite)
        if checked is not None and checked.check.passage is not None:
            return shortened(checked.check.passage.text)
        return f"{cite.start} … {cite.end}" if cite.end else cite.start or ""

    @cached_property
    def _check_of_cite(self) -> dict[Cite, CitedPassage]:
        return {passage.cite: passage for passage in self.passages}

    def _title(self, key: str) -> str:
        return self.case.sources[self._place_of_source[key]].title

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """Every passage, by number."""
        return tuple(
            self._quoted(cite, number, self._check_of_cite.get(cite))
            for cite, number in self._number_of_cite.items()
        )

    def _quoted(self, cite: Cite, number: int, checked: CitedPassage | None) -> Quoted:
        status = CitationStatus.UNCHECKED if checked is None else checked.check.status
        passage = None if checked is None else checked.check.passage
        holds = (
            None if checked is None or status == CitationStatus.UNCHECKED else checked.check.holds
        )
        return Quoted(
            number=number,
            anchor=f"passage-{number}",
            source=self._title(cite.source),
            source_anchor=f"source-{self._place_of_source[cite.source] + 1}",
            pieces=() if passage is None else pieces(passage),
            start=cite.start or "",
            end=cite.end or "",
            lines="" if passage is None else passage.where,
            standing=STANDING[status],
            message="" if checked is None or holds in {True, None} else checked.check.message,
            holds=holds,
            doubts=() if checked is None else checked.check.notes,
            whose=_whose(cite),
            goes_back_to=cite.origin or "",
        )

    @cached_property
    def legend(self) -> tuple[tuple[str, str, str], ...]:
        """How doubts and guesses are set apart in the passages: look, example, meaning."""
        return legend(piece for quoted in self.quoted for piece in quoted.pieces)

    @cached_property
    def listed(self) -> tuple[Listed, ...]:
        """The sources, in the order of the case."""
        return tuple(
            Listed(
                letter=_letter(at),
                anchor=f"source-{at + 1}",
                reference=reference,
                passages=sum(cite.source == reference.key for cite in self._number_of_cite),
                copies="" if reference.copy_of is None else self._title(reference.copy_of),
                copies_anchor=(
                    ""
                    if reference.copy_of is None
                    else f"source-{self._place_of_source[reference.copy_of] + 1}"
                ),
                marks=tuple(one for one in self.marks if one.source == reference.key),
            )
            for at, reference in enumerate(self.case.sources)
        )

    @cached_property
    def count_in_words(self) -> str:
        """How many citations were checked, and with what result."""
        quoted = self.quoted
        checked = [one for one in quoted if one.holds is not None]
        if not quoted:
            return "The case quotes no passage."
        if not checked:
            none = f"None of its {len(quoted)} citations" if len(quoted) > 1 else "Its citation"
            verb = "was" if len(quoted) > 1 else "was not"
            return f"{none} {verb} checked: no source was at hand."
        results = (
            (
                sum(one.standing == STANDING[CitationStatus.VALID] for one in checked),
                "word for word",
            ),
            (
                sum(one.standing == STANDING[CitationStatus.NO_FINGERPRINT] for one in checked),
                "found by the ends alone",
            ),
            (sum(not one.holds for one in checked), "not found as cited"),
        )
        told = listed([f"{count} {how}" for count, how in results if count])
        return f"{len(checked)} of {counted(len(quoted), 'citation')} checked: {told}."

    @cached_property
    def voices_in_words(self) -> str:
        """Of how many passages the case says whose words they are."""
        known = sum(bool(one.whose) for one in self.quoted)
        if not known:
            return ""
        of = (
            "all passages"
            if known == len(self.quoted)
            else f"{known} of {len(self.quoted)} passages"
        )
        rest = "" if known == len(self.quoted) else " Of the others nothing is inferred."
        return f"The case says of {of} whose words they are.{rest}"


def _whose(cite: Cite) -> str:
    return "" if cite.attribution is None else str(cite.attribution)


def shortened(text: str) -> str:
    """The first and the last words of a text that is longer than a few.

    >>> shortened("The dam will hold.")
    'The dam will hold.'
    >>> len(shortened("word " * 99).split())
    19
    """
    words = text.split()
    if len(words) <= FEW_WORDS:
        return " ".join(words)
    half = FEW_WORDS // 2
    return " ".join([*words[:half], "…", *words[-half:]])


def _letter(at: int) -> str:
    """A, B, …, Z, AA, AB, …

    >>> _letter(0), _letter(25), _letter(26)
    ('A', 'Z', 'AA')
    """
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
