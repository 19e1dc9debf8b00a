"""Does this citation hold?

Only exact words count, after a declared fold. Likeness never makes a citation valid: a flipped
"not" or a changed number scores above 90 in any fuzzy measure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.sources.absent import why_absent
from foedus.sources.citation import Citation, CitationCheck, CitationStatus
from foedus.sources.fold import WHITE_SPACE, Fold, fingerprint, fold_text, has_fingerprint
from foedus.sources.matching import LONGEST_PASSAGE, find_matches, occurrences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.citation import Suggestion
    from foedus.sources.matching import Match
    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["check_citation"]

_PLACES_NAMED = 5
_PLACES_KEPT = 100
_WORDS_SHOWN = 40


def check_citation(
    source: Source | None, citation: Citation, *, fold: Fold = WHITE_SPACE
) -> CitationCheck:
    """Check a citation against its source.

    Parameters
    ----------
    source : Source or None
        The source, repaired; None where it is not at hand.
    citation : Citation
        What was cited.
    fold : Fold
        What counts as the same: white space always; the shapes of quotation marks and of dashes
        only where asked for, as with `TYPOGRAPHY`.

    Returns
    -------
    CitationCheck
        Never an exception: the status and the message say what was found. A citation is found if
        exactly one place has its first words and, behind them, its last words; see
        `CitationStatus` for what follows.

    Notes
    -----
    The words alone must lead a reader with the printed page to the passage. So a fingerprint
    confirms what they say and never chooses: where it fits only the second of two places, or a
    passage that ends with a later occurrence of the last words, the citation is ambiguous, and the
    check names the place that the fingerprint fits.

    Examples
    --------
    >>> from foedus.sources import Citation, Source
    >>> minutes = Source("minutes", "The mayor said that the dam would stand.")
    >>> str(check_citation(minutes, Citation("minutes", "The mayor", "would stand")).status)
    'no fingerprint'
    >>> str(check_citation(minutes, Citation("minutes", "the dam would not stand")).status)
    'absent'
    """
    if source is None:
        message = f"The source {citation.source!r} is not at hand, so nothing was checked."
        return CitationCheck(citation, CitationStatus.UNCHECKED, message, fold=fold)
    if not citation.start.strip():
        message = "It has no words; cite the first and the last few words of the passage."
        return CitationCheck(citation, CitationStatus.ABSENT, message, fold=fold)
    matches = find_matches(source, citation.start, citation.end, fold)
    if not matches:
        return _absent(source, citation, fold)
    if len(matches) == 1:
        return _found_once(source, citation, matches[0], fold)
    return _ambiguous(source, citation, matches, fold)


def _found_once(source: Source, citation: Citation, match: Match, fold: Fold) -> CitationCheck:
    passage = source.passage(*match)
    suggestion: Suggestion | None = None
    found = fingerprint(passage.text)
    passage = replace(passage, attribution=citation.attribution)
    if citation.fingerprint is None and citation.end.strip():
        status = CitationStatus.NO_FINGERPRINT
        message = (
            f"Its ends stand once in {source.key}, {passage.where}; without a fingerprint the "
            f"words between them are not checked (it would be {found})."
        )
    elif citation.fingerprint is None or has_fingerprint(passage.text, citation.fingerprint):
        status = CitationStatus.VALID
        message = f"Found once in {source.key}, {passage.where}."
    else:
        longer = _longer(source, citation, match, fold)
        if longer is not None:
            return _meant_longer(source, citation, (passage, longer), fold)
        status = CitationStatus.CHANGED
        words = "the words between them are" if citation.end.strip() else "the passage is"
        message = (
            f"Its ends stand once in {source.key}, {passage.where}, but {words} not what was "
            f"cited: the fingerprint is {found}, not {citation.fingerprint}. It reads there: "
            f"\u201c{_shortened(passage.text)}\u201d. If that still says what you cite it for, "
            "take the citation below."
        )
        suggestion = _suggested(source, citation, passage)
    return CitationCheck(
        citation, status, message, passage, (passage,), passage.doubts, suggestion, fold
    )


def _longer(source: Source, citation: Citation, match: Match, fold: Fold) -> Passage | None:
    """Find the passage with the fingerprint that ends at a later occurrence of the last words."""
    words = fold_text(citation.end, fold).text.strip()
    if not words:
        return None
    folded = source.folded(fold)
    for begin in occurrences(folded.text, words):
        _, end = folded.offsets.range_before(begin, begin + len(words))
        if end - match.start > LONGEST_PASSAGE:
            break
        if end > match.end:
            passage = source.passage(match.start, end)
            if has_fingerprint(passage.text, citation.fingerprint):
                return passage
    return None


def _meant_longer(
    source: Source, citation: Citation, places: tuple[Passage, Passage], fold: Fold
) -> CitationCheck:
    """Name the longer passage, and do not accept it: see the notes of `check_citation`."""
    first, longer = places
    message = (
        f"Behind its first words the last ones stand several times in {source.key} (the first time "
        f"in {first.where}). The fingerprint is that of the passage that ends later "
        f"({longer.where}); cite more of its last words, so that the words alone are enough."
    )
    return CitationCheck(
        citation,
        CitationStatus.AMBIGUOUS,
        message,
        places=places,
        suggestion=_suggested(source, citation, longer),
        fold=fold,
    )


def _shortened(text: str) -> str:
    words = text.split()
    if len(words) <= 2 * _WORDS_SHOWN:
        return " ".join(words)
    return " ".join((*words[:_WORDS_SHOWN], "…", *words[-_WORDS_SHOWN:]))


def _ambiguous(
    source: Source, citation: Citation, matches: Sequence[Match], fold: Fold
) -> CitationCheck:
    places = tuple(source.passage(*match) for match in matches[:_PLACES_KEPT])
    named = ", ".join(place.where for place in places[:_PLACES_NAMED])
    more = " and more" if len(matches) > _PLACES_NAMED else ""
    message = (
        f"It fits {len(matches):,} places in {source.key} ({named}{more}); "
        f"cite more of {'the first' if citation.end.strip() else 'its'} words."
    )
    suggestion = None
    meant = [place for place in places if has_fingerprint(place.text, citation.fingerprint)]
    if len(meant) == 1:
        message += f" The fingerprint is that of {meant[0].where}."
        suggestion = _suggested(source, citation, meant[0])
    return CitationCheck(
        citation,
        CitationStatus.AMBIGUOUS,
        message,
        places=places,
        suggestion=suggestion,
        fold=fold,
    )


def _absent(source: Source, citation: Citation, fold: Fold) -> CitationCheck:
    swapped = find_matches(source, citation.end, citation.start, fold) if citation.end else []
    if len(swapped) == 1:
        turned = replace(citation, start=citation.end, end=citation.start)
        suggestion = _suggested(source, turned, source.passage(*swapped[0]))
    else:
        suggestion = _suggested(source, citation)
    return CitationCheck(
        citation,
        CitationStatus.ABSENT,
        why_absent(source, citation, fold, suggestion),
        suggestion=suggestion,
        fold=fold,
    )


def _suggested(
    source: Source, citation: Citation, passage: Passage | None = None
) -> Suggestion | None:
    """Say what was probably meant: a passage, or else the place most like the words."""
    # NumPy and rapidfuzz come with it, for which nobody waits whose citations hold
    from foedus.sources.suggestion import suggest, suggestion_at  # noqa: PLC0415

    if passage is None:
        return suggest(source, citation)
    return suggestion_at(source, citation, passage)
