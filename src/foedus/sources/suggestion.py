"""Which place was probably meant, where a citation does not hold?

The places most like the first words and those most like the last are paired; where only one of both
is found it must do. A fingerprint, if there is one, tells whether a passage that begins or ends
there is the one that was cited. A suggestion is for a person to accept: it validates nothing.
"""

from __future__ import annotations

from dataclasses import replace
from difflib import SequenceMatcher
from math import log2
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.citation import Citation, Suggestion, WordChange
from foedus.sources.fingerprinted import passage_with
from foedus.sources.fold import TYPOGRAPHY, fold_text, has_fingerprint
from foedus.sources.matching import LONGEST_PASSAGE, Match
from foedus.sources.nearest import (
    WHOLE,
    Stretch,
    by_chance,
    is_meant,
    likeness,
    nearest,
    nearest_within,
)
from foedus.sources.reaching import reached
from foedus.sources.sentences import sentence_around
from foedus.sources.shortest import shortest_citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.fold import FoldedText
    from foedus.sources.passage import Passage
    from foedus.sources.reaching import Reached
    from foedus.sources.source import Source

__all__ = ["suggest", "suggestion_at", "word_difference"]

_PAIRED = 4
_NEARER = 3
_LEAST_RUNNER_UP = 50.0
_SHORTEST_COPY = 2
_LONGEST_COPY = 40
_REACH = 1_000


class _Place(NamedTuple):
    """A place that may have been meant: the stretches like its first and like its last words.

    One of both is None where nothing is like those words; `last` also where none were cited.
    """

    first: Stretch | None
    last: Stretch | None
    score: float

    @property
    def whole(self) -> Stretch:
        """From the first word that was found to the last."""
        ends = [stretch for stretch in (self.first, self.last) if stretch is not None]
        return Stretch(ends[0].start, ends[-1].end, self.score)


def suggest(source: Source, citation: Citation) -> Suggestion | None:
    """Find the place most like a citation's ends; None where nothing is more like than by chance.

    Parameters
    ----------
    source : Source
        The source, repaired.
    citation : Citation
        One that does not hold.

    Returns
    -------
    Suggestion or None
        With a runner-up, if another place is at least half as like.
    """
    folded = source.folded(TYPOGRAPHY)
    start, end = (
        _without_copies(fold_text(words, TYPOGRAPHY).text.split())
        for words in (citation.start, citation.end)
    )
    if not start and not end:
        return None
    starts, ends = nearest(folded, start), nearest(folded, end)
    places = _places(folded.text, start, end, starts, ends)
    found = _meant(places, start, end, starts, ends)
    shown = None if found is None else _passage(source, folded, found, citation)
    is_cited = shown is not None and has_fingerprint(shown.text, citation.fingerprint)
    if citation.fingerprint and not is_cited:
        exact = passage_with(citation.fingerprint, folded.text, starts, ends if end else starts)
        if exact is not None:
            found = _with_ends(folded.text, start, end, exact)
    if found is None:
        return None
    passage, difference = _as_shown(source, folded, citation, found)
    best = Suggestion(_proposed(source, citation, passage), passage, found.score, difference)
    for place in places:
        if place.score >= _LEAST_RUNNER_UP and not place.whole.overlaps(found.whole):
            runner_up = _passage(source, folded, place, citation)
            if runner_up.repaired_start >= passage.repaired_end or (
                runner_up.repaired_end <= passage.repaired_start
            ):
                return best.with_runner_up(runner_up, place.score)
    return best


def suggestion_at(
    source: Source, citation: Citation, passage: Passage, score: float = 100.0
) -> Suggestion:
    """Suggest this passage: a citation of it ready to paste, and the difference of the ends."""
    words = passage.text.split()
    first, last = len(citation.start.split()), len(citation.end.split())
    if not last:
        difference = word_difference(citation.start.split(), words)
    else:
        difference = (
            *word_difference(citation.start.split(), words[:first]),
            WordChange("…", "…"),
            *word_difference(citation.end.split(), words[-last:]),
        )
    return Suggestion(_proposed(source, citation, passage), passage, score, difference)


def _proposed(source: Source, citation: Citation, passage: Passage) -> Citation:
    """A citation of the passage; whose words it is stays as the person said."""
    found = shortest_citation(source, Match(passage.repaired_start, passage.repaired_end))
    return replace(found, attribution=citation.attribution)


def word_difference(cited: Sequence[str], found: Sequence[str]) -> tuple[WordChange, ...]:
    """Compare two lists of words, word by word.

    Examples
    --------
    >>> [str(change) for change in word_difference("he did not go".split(), "he did go".split())]
    ['he did', '[-not-]', 'go']
    """
    matcher = SequenceMatcher(a=cited, b=found, autojunk=False)
    return tuple(
        WordChange(" ".join(cited[a:b]), " ".join(found[c:d]))
        for _, a, b, c, d in matcher.get_opcodes()
    )


def _without_copies(words: list[str]) -> str:
    """Leave out what was copied from a damaged page twice running, as repair does with the page."""
    kept: list[str] = []
    at = 0
    while at < len(words):
        longest = min(_LONGEST_COPY, (len(words) - at) // 2)
        for length in range(longest, _SHORTEST_COPY - 1, -1):
            if words[at : at + length] == words[at + length : at + 2 * length]:
                at += length
                break
        else:
            kept.append(words[at])
            at += 1
    return " ".join(kept)


def _places(
    text: str, start: str, end: str, starts: Sequence[Stretch], ends: Sequence[Stretch]
) -> list[_Place]:
    """Pair likely places of both ends, the likeliest pairs first.

    A formula stands at many places behind the first words, but passages are short: one that is
    twice as long must have half a letter less amiss. Own construction.
    """
    if not end or not start:
        if not end:
            return [_Place(one, None, one.score) for one in starts]
        return [_Place(None, one, one.score) for one in ends]
    length = len(start) + len(end)
    found: list[tuple[float, _Place]] = []
    for first, last in dict.fromkeys(_pairs(text, start, end, starts[:_PAIRED], ends[:_PAIRED])):
        # longer ends weigh more
        score = (first.score * len(start) + last.score * len(end)) / length
        amiss = (WHOLE - score) / WHOLE * length
        found.append((amiss + log2(last.end - first.start) / 2, _Place(first, last, score)))
    return [place for _, place in sorted(found, key=lambda pair: pair[0])]


def _pairs(
    text: str, start: str, end: str, starts: Sequence[Stretch], ends: Sequence[Stretch]
) -> Iterator[tuple[Stretch, Stretch]]:
    for first in starts:
        yield from (
            (first, last)
            for last in ends
            if first.end <= last.start and last.end - first.start <= LONGEST_PASSAGE
        )
        last_end = first.start + LONGEST_PASSAGE
        for _ in range(_NEARER):
            near = nearest_within(text, end, first.end, last_end)
            yield from ((first, last) for last in near)
            last_end = near[0].start if near else first.end
    for last in ends:
        begin = max(0, last.end - LONGEST_PASSAGE)
        for _ in range(_NEARER):
            near = nearest_within(text, start, begin, last.start)
            yield from ((first, last) for first in near)
            begin = near[0].end if near else last.start


def _meant(
    places: Sequence[_Place],
    start: str,
    end: str,
    starts: Sequence[Stretch],
    ends: Sequence[Stretch],
) -> _Place | None:
    """Take the likest pair if it is likelier than by chance, or the one end that is."""
    chances = by_chance(starts), by_chance(ends)
    length = len(start) + len(end)
    chance = (chances[0] * len(start) + chances[1] * len(end)) / length
    if places and is_meant(places[0].score, chance, length):
        return places[0]
    if not start or not end:
        return None
    alone: list[_Place] = []
    if starts and is_meant(starts[0].score, chances[0], len(start), is_alone=True):
        alone.append(_Place(starts[0], None, starts[0].score))
    if ends and is_meant(ends[0].score, chances[1], len(end), is_alone=True):
        alone.append(_Place(None, ends[0], ends[0].score))
    return max(alone, key=lambda place: place.score, default=None)


def _with_ends(text: str, start: str, end: str, exact: tuple[int, int]) -> _Place:
    """See in a passage that has the fingerprint what stands where its ends were cited."""
    begin, finish = exact
    if not end:
        return _Place(Stretch(begin, finish, 0), None, likeness(start, text[begin:finish]))
    middle = (begin + finish) // 2
    heads = nearest_within(text, start, begin, finish) or [Stretch(begin, middle, 0)]
    tails = nearest_within(text, end, begin, finish) or [Stretch(middle, finish, 0)]
    first, last = Stretch(begin, heads[0].end, 0), Stretch(tails[0].start, finish, 0)
    weighed = likeness(start, text[first.start : first.end]) * len(start)
    weighed += likeness(end, text[last.start : last.end]) * len(end)
    return _Place(first, last, weighed / (len(start) + len(end)))


def _passage(source: Source, folded: FoldedText, place: _Place, citation: Citation) -> Passage:
    """Take the passage; an end that was not found is taken to be that of the sentence."""
    start, end = folded.offsets.range_before(place.whole.start, place.whole.end)
    return _bounded(source, citation, place, start, end)


def _bounded(source: Source, citation: Citation, place: _Place, start: int, end: int) -> Passage:
    lacks_first = place.first is None and citation.start.strip()
    lacks_last = place.last is None and citation.end.strip()
    if lacks_first or lacks_last:
        left, right = sentence_around(source.repaired, start, end)
        start, end = left if lacks_first else start, right if lacks_last else end
    return source.passage(start, end)


def _as_shown(
    source: Source, folded: FoldedText, citation: Citation, place: _Place
) -> tuple[Passage, tuple[WordChange, ...]]:
    """The passage that is suggested, and word by word how its ends differ from what was cited.

    A passage that has the fingerprint is the one that was cited, and reaches no further.
    """
    passage = _passage(source, folded, place, citation)
    is_exact = has_fingerprint(passage.text, citation.fingerprint)
    first, last = (
        None if one is None else folded.offsets.range_before(one.start, one.end)
        for one in (place.first, place.last)
    )
    start, end = passage.repaired_start, passage.repaired_end
    left, right = (start, end) if is_exact else sentence_around(source.repaired, start, end, _REACH)
    if not citation.end.strip() and first is not None:
        only = reached(source.repaired, citation.start, first, (left, right))
        passage = _bounded(source, citation, place, only.start, only.end)
        return passage, _changes(source, citation.start, only)
    # an end reaches towards the other one too, so that what stands between is shown
    inner = end if last is None else last[0]
    head = first and reached(source.repaired, citation.start, first, (left, inner))
    inner = start if head is None else head.end
    tail = last and reached(source.repaired, citation.end, last, (inner, right))
    passage = _bounded(
        source, citation, place, head.start if head else start, tail.end if tail else end
    )
    return passage, (
        *_changes(source, citation.start, head),
        WordChange("…", "…"),
        *_changes(source, citation.end, tail),
    )


def _changes(source: Source, words: str, there: Reached | None) -> tuple[WordChange, ...]:
    """Compare the words of an end with what stands there, and show what is beside it."""
    if there is None:
        return (WordChange(" ".join(words.split()), ""),)
    changes = word_difference(words.split(), source.repaired[there.start : there.end].split())
    before = (WordChange("", "", there.before),) if there.before else ()
    behind = (WordChange("", "", there.behind),) if there.behind else ()
    return *before, *changes, *behind
