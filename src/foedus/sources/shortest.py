"""With how few words at its ends is a passage found exactly once?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.sources.citation import Citation
from foedus.sources.fold import WHITE_SPACE, fingerprint
from foedus.sources.matching import find_matches

if TYPE_CHECKING:
    from foedus.sources.matching import Match
    from foedus.sources.source import Source

__all__ = ["shortest_citation"]

_FEWEST_WORDS = 3
_WORD = re.compile(r"\S+")


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
