"""Which citation names this passage, in as few words as will do?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.sources.citation import Citation
from foedus.sources.errors import SourceError
from foedus.sources.fold import TYPOGRAPHY, WHITE_SPACE, fingerprint
from foedus.sources.matching import LONGEST_PASSAGE, Match, find_matches
from foedus.sources.sentences import sentence_around

if TYPE_CHECKING:
    from foedus.sources.source import Source

__all__ = ["cite", "shortest_citation"]

_FEWEST_WORDS = 3
_WORD = re.compile(r"\S+")
_PLACES_NAMED = 5


def cite(source: Source, words: str) -> Citation:
    """Make a citation of the sentence or sentences that hold some words.

    Parameters
    ----------
    source : Source
        The source, repaired.
    words : str
        Words of the passage, as they stand there; quotation marks and dashes of any shape.

    Returns
    -------
    Citation
        Its ends are the fewest words, but three at least, that are found once; with the
        fingerprint of the whole passage. ``str`` of it is ready to paste into a case.

    Raises
    ------
    SourceError
        If the words do not stand in the source, or stand in several places.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> minutes = Source("minutes", "Rain fell. The mayor said that the dam would stand. He left.")
    >>> cite(minutes, "the dam").start, cite(minutes, "the dam").end
    ('The mayor said', 'dam would stand.')
    """
    if not words.strip():
        raise SourceError("There are no words to cite; give some words of the passage.")
    matches = find_matches(source, words, "", WHITE_SPACE) or find_matches(
        source, words, "", TYPOGRAPHY
    )
    if not matches:
        raise SourceError(
            f"These words do not stand in {source.key}: {words!r}. {_hint(source, words)}"
        )
    if len(matches) > 1:
        lines = [source.passage(*match).lines for match in matches[:_PLACES_NAMED]]
        more = " and more" if len(matches) > _PLACES_NAMED else ""
        raise SourceError(
            f"These words stand in {len(matches)} places of {source.key} "
            f"({', '.join(lines)}{more}): {words!r}. Give more words."
        )
    place = Match(*sentence_around(source.repaired, *matches[0]))
    if place.end - place.start > LONGEST_PASSAGE:
        place = matches[0]
    return shortest_citation(source, place)


def shortest_citation(source: Source, place: Match) -> Citation:
    """Make the citation of `place` with the fewest words at its ends that are found once.

    Where no ends will do, because the whole passage stands there twice, the citation gives all of
    its words, and a check will call it ambiguous.
    """
    text = source.repaired[place.start : place.end]
    mark = fingerprint(text)
    tokens = list(_WORD.finditer(text))
    for first in range(_FEWEST_WORDS, len(tokens)):
        start = _one_line(text[: tokens[first - 1].end()])
        if sum(1 for _ in find_matches(source, start, "", WHITE_SPACE)) > 1:
            continue  # some end might tell the places apart, but more first words are clearer
        rest = len(tokens) - first
        for last in range(min(_FEWEST_WORDS, rest), rest + 1):
            end = _one_line(text[tokens[-last].start() :])
            if find_matches(source, start, end, WHITE_SPACE) == [place]:
                return Citation(source.key, start, end, mark)
        break
    return Citation(source.key, _one_line(text), "", mark)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _hint(source: Source, words: str) -> str:
    from foedus.sources.suggestion import suggest  # noqa: PLC0415 (suggestions cite, too)

    suggestion = suggest(source, Citation(source.key, words))
    return str(suggestion) if suggestion else "Nothing there is like them."
