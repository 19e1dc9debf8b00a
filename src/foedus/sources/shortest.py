"""With how few words at its ends is a passage found exactly once?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus.sources.citation import Citation
from foedus.sources.fold import WHITE_SPACE, fingerprint
from foedus.sources.matching import LONGEST_PASSAGE, occurrences, stands_at

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
    folded = source.folded(WHITE_SPACE)
    found = source.repaired[place.start : place.end]
    text, mark = " ".join(found.split()), fingerprint(found)
    tokens = list(_WORD.finditer(text))
    places = (
        list(occurrences(folded.text, text[: tokens[_FEWEST_WORDS - 1].end()]))
        if (len(tokens) > _FEWEST_WORDS and len(text) <= LONGEST_PASSAGE)
        else []
    )
    for first in range(_FEWEST_WORDS, len(tokens)):
        start = text[: tokens[first - 1].end()]
        places = [at for at in places if stands_at(folded.text, start, at)]
        if len(places) != 1:
            continue  # some end might tell the places apart, but more first words are clearer
        behind, finish = places[0] + len(start), places[0] + len(text)
        rest = len(tokens) - first
        for last in range(min(_FEWEST_WORDS, rest), rest + 1):
            end = text[tokens[-last].start() :]
            if next(occurrences(folded.text, end, behind), -1) + len(end) == finish:
                return Citation(source.key, start, end, mark)
        break
    return Citation(source.key, text, "", mark)
