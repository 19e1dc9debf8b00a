"""Does this citation hold?

Only exact words count, after a declared fold. Likeness never makes a citation valid: a flipped
"not" or a changed number scores above 90 in any fuzzy measure.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.sources.as_found import why_only_as_found
from foedus.sources.citation import Citation, CitationCheck, CitationStatus
from foedus.sources.fold import TYPOGRAPHY, WHITE_SPACE, Fold, fingerprint
from foedus.sources.matching import find_matches
from foedus.sources.suggestion import suggest, suggestion_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.sources.citation import Suggestion
    from foedus.sources.matching import Match
    from foedus.sources.passage import Passage
    from foedus.sources.source import Source

__all__ = ["check_citation"]

_PLACES_NAMED = 5
_PLACES_KEPT = 100


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
        return _found_once(source, citation, source.passage(*matches[0]), fold)
    return _ambiguous(source, citation, matches, fold)


def _found_once(source: Source, citation: Citation, passage: Passage, fold: Fold) -> CitationCheck:
    suggestion: Suggestion | None = None
    found = fingerprint(passage.text)
    passage = replace(passage, attribution=citation.attribution)
    if citation.fingerprint is None and citation.end.strip():
        status = CitationStatus.NO_FINGERPRINT
        message = (
            f"Its ends stand once in {source.key}, {passage.where}; without a fingerprint the "
            f"words between them are not checked (it would be {found})."
        )
    elif citation.fingerprint is None or _is_same(citation.fingerprint, found):
        status = CitationStatus.VALID
        message = f"Found once in {source.key}, {passage.where}."
    else:
        status = CitationStatus.CHANGED
        message = (
            f"Its ends stand once in {source.key}, {passage.where}, but the words between them are "
            f"not those that were cited: their fingerprint is {found}, not {citation.fingerprint}."
        )
        suggestion = suggestion_at(source, citation, passage)
    return CitationCheck(
        citation, status, message, passage, (passage,), passage.doubts, suggestion, fold
    )


def _ambiguous(
    source: Source, citation: Citation, matches: Sequence[Match], fold: Fold
) -> CitationCheck:
    places = tuple(source.passage(*match) for match in matches[:_PLACES_KEPT])
    named = ", ".join(place.where for place in places[:_PLACES_NAMED])
    more = " and more" if len(matches) > _PLACES_NAMED else ""
    message = (
        f"It fits {len(matches):,} places in {source.key} ({named}{more}); "
        "cite more of the first words."
    )
    suggestion = None
    meant = [
        place
        for place in places
        if citation.fingerprint is not None
        and _is_same(citation.fingerprint, fingerprint(place.text))
    ]
    if len(meant) == 1:
        message += f" The fingerprint is that of {meant[0].where}."
        suggestion = suggestion_at(source, citation, meant[0])
    return CitationCheck(
        citation,
        CitationStatus.AMBIGUOUS,
        message,
        places=places,
        suggestion=suggestion,
        fold=fold,
    )


def _absent(source: Source, citation: Citation, fold: Fold) -> CitationCheck:
    message = f"These words do not stand in {source.key}."
    if fold != TYPOGRAPHY and find_matches(source, citation.start, citation.end, TYPOGRAPHY):
        message = (
            f"In {source.key} these words stand with other quotation marks or dashes; copy them, "
            "or ask for the fold of typography."
        )
    elif citation.end.strip():
        starts = find_matches(source, citation.start, "", fold)
        ends = find_matches(source, citation.end, "", fold)
        if starts and ends:
            at = ", ".join(source.passage(*place).where for place in starts[:_PLACES_NAMED])
            message += f" The first words do ({at}), but the last do not follow them closely."
        elif starts or ends:
            which = "first" if starts else "last"
            message += f" Only the {which} words do."
    why = why_only_as_found(source, citation.start, citation.end, fold)
    return CitationCheck(
        citation,
        CitationStatus.ABSENT,
        f"{message} {why}".rstrip(),
        suggestion=suggest(source, citation),
        fold=fold,
    )


def _is_same(cited: str, found: str) -> bool:
    return cited.strip().lower() == found
