"""Why are the words of a citation not found?

There are many ways to miss: a capital, the end of a word, a quotation mark, one of both ends, the
order of both, a page between them, a copy that repair left out. A reader who is told which one it
was mends the citation in a minute.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from foedus.sources.as_found import why_only_as_found
from foedus.sources.fold import TYPOGRAPHY, fold_text, has_fingerprint
from foedus.sources.matching import LONGEST_PASSAGE, find_matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.citation import Citation, Suggestion
    from foedus.sources.fold import Fold
    from foedus.sources.matching import Match
    from foedus.sources.source import Source

__all__ = ["why_absent"]

_PLACES_NAMED = 5


def why_absent(
    source: Source, citation: Citation, fold: Fold, suggestion: Suggestion | None
) -> str:
    """Say why a citation has no place in a source, in sentences for the reader.

    Parameters
    ----------
    source : Source
        The source, repaired.
    citation : Citation
        A citation of which `find_matches` finds no match.
    fold : Fold
        What counted as the same.
    suggestion : Suggestion, optional
        What was probably meant.
    """
    return " ".join(filter(None, _reasons(source, citation, fold, suggestion)))


def _reasons(
    source: Source, citation: Citation, fold: Fold, suggestion: Suggestion | None
) -> Iterator[str]:
    if fold != TYPOGRAPHY:
        others = find_matches(source, citation.start, citation.end, TYPOGRAPHY)
        if others:
            yield (
                f"In {source.key} these words stand with other quotation marks or dashes "
                f"({_named(source, others)}); copy them as they stand there."
            )
            return
    yield f"These words do not stand in {source.key}."
    if citation.end.strip():
        yield _which_end(source, citation, fold)
    elif _stands_inside_words(source, citation.start, fold):
        yield "Their letters do, but not as whole words; begin and end with whole words."
    yield why_only_as_found(source, citation.start, citation.end, fold)
    if suggestion is None:
        yield "Nothing in it is more like them than by chance."
        return
    changes = [change for change in suggestion.difference if change.cited != change.found]
    if changes and all(change.cited.lower() == change.found.lower() for change in changes):
        yield f"They do with other capitals ({suggestion.passage.where}), and every letter counts."
    elif changes and all(_plain(change.cited) == _plain(change.found) for change in changes):
        yield (
            f"They do with the same letters, written otherwise ({suggestion.passage.where}): with "
            "combining marks, or with signs that are not seen (soft hyphens, signs of no width or "
            "of direction). Copy them from the source."
        )
    if has_fingerprint(suggestion.passage.text, citation.fingerprint):
        yield (
            f"The fingerprint is that of {suggestion.passage.where}: every word of that passage is "
            "the one that was cited, and only its ends are written otherwise."
        )


def _which_end(source: Source, citation: Citation, fold: Fold) -> str:
    """Tell which of both ends stands there, and why they do not make a passage."""
    starts = find_matches(source, citation.start, "", fold)
    ends = find_matches(source, citation.end, "", fold)
    if starts and not ends:
        return f"Only the first words do ({_named(source, starts)}); the last stand nowhere in it."
    if ends and not starts:
        return f"Only the last words do ({_named(source, ends)}); the first stand nowhere in it."
    if not starts:
        return "Neither the first words nor the last are there."
    first, last = _named(source, starts), _named(source, ends)
    far = min(
        (end.end - start.start for start in starts for end in ends[-1:] if end.start >= start.end),
        default=0,
    )
    if far:
        return (
            f"The first do ({first}), and the last do ({last}), but too far behind them: a passage "
            f"has at most {LONGEST_PASSAGE:,} characters, and this would have "
            f"{_shortest(starts, ends):,}."
        )
    if any(end.end > start.start and end.start < start.end for start in starts for end in ends):
        return f"The first and the last words share a word ({first}); cite fewer of them."
    is_swapped = _is_swapped(source, citation, fold)
    order = "; in the other order they make a passage" if is_swapped else ""
    return f"The first do ({first}); the last do not follow them but stand before ({last}){order}."


def _is_swapped(source: Source, citation: Citation, fold: Fold) -> bool:
    return len(find_matches(source, citation.end, citation.start, fold)) == 1


def _shortest(starts: Sequence[Match], ends: Sequence[Match]) -> int:
    """Measure the shortest passage from one of the first words to one of the last behind them."""
    best = ends[-1].end
    at = len(ends) - 1
    for start in reversed(starts):
        while at > 0 and ends[at - 1].start >= start.end:
            at -= 1
        if ends[at].start >= start.end:
            best = min(best, ends[at].end - start.start)
    return best


def _stands_inside_words(source: Source, words: str, fold: Fold) -> bool:
    return fold_text(words, fold).text.strip() in source.folded(fold).text


def _named(source: Source, places: Sequence[Match]) -> str:
    shown = places[:_PLACES_NAMED]
    more = f" and {len(places) - len(shown):,} more places" if len(places) > len(shown) else ""
    counts = Counter(source.passage(*place).where for place in shown)
    return (
        ", ".join(f"{where}, {n} times" if n > 1 else where for where, n in counts.items()) + more
    )


def _plain(words: str) -> str:
    """The letters composed, and without the signs that are not seen."""
    composed = unicodedata.normalize("NFC", words)
    return "".join(sign for sign in composed if unicodedata.category(sign) != "Cf")
