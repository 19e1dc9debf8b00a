"""How often does a source write a name, and which of its spellings are near to one?

A name stands where its letters stand, capitals and all, as whole words; white space may be of any
kind, and an English genitive ("Stalin's") ends a name. Of names that overlap the longest counts, so
that "Kim" is not counted inside "Kim Il Sung". Own construction.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, final

from foedus.sources.boundaries import GENITIVE, is_word_boundary
from foedus.sources.fold import TYPOGRAPHY, WHITE_SPACE, fold_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from foedus.sources.source import Source

__all__ = ["NearName", "find_names", "near_names", "nearest_spelling"]

NEAR_ENOUGH = 75.0
"""Least likeness (0 to 100, letters alone) at which it is asked whether a spelling is a name."""
SHORTEST_ASKED = 4
"""Letters; shorter words are near to too many others."""

_WORD = re.compile(r"[^\W\d_](?:[\w'’.-]*\w)?")  # noqa: RUF001 (an apostrophe)


@final
@dataclass(frozen=True, slots=True)
class NearName:
    """A spelling of the source that may be a name: a question, never an answer.

    Parameters
    ----------
    spelling : str
        As it stands there.
    name : str
        The known name that it is near to.
    likeness : float
        0 to 100, of the letters alone (rapidfuzz's normalised indel similarity).
    count : int
        How often it stands there.
    where : str
        Where it stands first.
    """

    spelling: str
    name: str
    likeness: float
    count: int
    where: str


def find_names(source: Source, names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Find where a source writes each of some names.

    Parameters
    ----------
    source : Source
        The source, repaired.
    names : iterable of str
        The names, as they are looked for letter by letter.

    Returns
    -------
    dict of str to tuple of int
        For every name the places where it begins in the folded text (see `Source.folded`).

    Examples
    --------
    >>> from foedus.sources import Source
    >>> page = Source("page", "Kim Il Sung came. Kim's plan was Stalin's, too.")
    >>> found = find_names(page, ["Kim", "Kim Il Sung", "Stalin", "Mao"])
    >>> {name: len(starts) for name, starts in found.items()}
    {'Kim': 1, 'Kim Il Sung': 1, 'Stalin': 1, 'Mao': 0}
    """
    places: dict[str, list[int]] = {name: [] for name in names}
    folded = {fold_text(name, WHITE_SPACE).text.strip(): name for name in places}
    wanted = sorted(filter(None, folded), key=len, reverse=True)
    if wanted:
        text = source.folded(WHITE_SPACE).text
        either = re.compile("|".join(map(re.escape, wanted)))
        at = 0
        while (match := either.search(text, at)) is not None:
            spelling = _longest_at(text, match.start(), wanted)
            if spelling:
                places[folded[spelling]].append(match.start())
            at = match.start() + max(1, len(spelling))
    return {name: tuple(starts) for name, starts in places.items()}


def _longest_at(text: str, start: int, wanted: Iterable[str]) -> str:
    """The longest name that stands here as whole words; nothing if none does."""
    if not is_word_boundary(text, start):
        return ""
    return next(
        (
            name
            for name in wanted
            if text.startswith(name, start) and is_word_boundary(text, start + len(name))
        ),
        "",
    )


def nearest_spelling(source: Source, name: str) -> tuple[str, int] | None:
    """The spelling of the source that is nearest to a name, and how often it stands there.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> nearest_spelling(Source("page", "Then Roschin spoke."), "Roshchin")
    ('Roschin', 1)
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - not needed unless a name is missing

    written = _spellings(source, {len(name.split())})
    best = process.extractOne(name, list(written), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return None if best is None else (best[0], len(written[best[0]]))


def near_names(source: Source, names: Collection[str]) -> tuple[NearName, ...]:
    """Spellings that may be some name, and that no name covers: each a question for a person.

    Parameters
    ----------
    source : Source
        The source, repaired.
    names : collection of str
        The known names.

    Returns
    -------
    tuple of NearName
        Words with capitals whose letters are near to those of a name, the nearest first.

    Examples
    --------
    >>> from foedus.sources import Source
    >>> page = Source("page", "He wrote to P'yongyang. Pyongyang did not answer.")
    >>> [(near.spelling, near.name) for near in near_names(page, ["Pyongyang"])]
    [("P'yongyang", 'Pyongyang')]
    """
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - not needed unless somebody asks

    letters = {name: _letters(name) for name in names if len(_letters(name)) >= SHORTEST_ASKED}
    counts = {len(name.split()) + more for name in letters for more in (-1, 0, 1)}
    covered = {
        at
        for name, starts in find_names(source, names).items()
        for start in starts
        for at in _span(start, name)
    }
    found: list[tuple[NearName, list[int]]] = []
    for spelling, starts in _spellings(source, counts - {0}).items():
        free = [start for start in starts if covered.isdisjoint(_span(start, spelling))]
        if not free or not all(word[0].isupper() for word in spelling.split()):
            continue
        best = process.extractOne(
            _letters(spelling), letters, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH
        )
        if best is not None:
            _, likeness, name = best
            near = NearName(spelling, name, likeness, len(free), _where(source, free[0]))
            found.append((near, free))
    return tuple(_nearest_of_each_place(found))


def _nearest_of_each_place(found: list[tuple[NearName, list[int]]]) -> Iterator[NearName]:
    """Of spellings that overlap everywhere ("Chou En", "Chou En Lai") the nearest alone."""
    asked: set[int] = set()
    for near, starts in sorted(found, key=lambda one: (-one[0].likeness, one[0].spelling)):
        span = {at for start in starts for at in _span(start, near.spelling)}
        if asked.isdisjoint(span):
            yield near
        asked |= span


def _span(start: int, spelling: str) -> range:
    return range(start, start + len(spelling))


def _where(source: Source, start: int) -> str:
    at, _ = source.folded(WHITE_SPACE).offsets.range_before(start, start + 1)
    return source.passage(at, at + 1).where


def _letters(name: str) -> str:
    """The letters of a name without accents, apostrophes, spaces and hyphens."""
    plain = unicodedata.normalize("NFKD", fold_text(name, TYPOGRAPHY).text.casefold())
    return "".join(filter(str.isalpha, plain))


def _spellings(source: Source, counts: Collection[int]) -> dict[str, list[int]]:
    """Every run of so many words of the folded text, as it stands there, with its places."""
    text = source.folded(WHITE_SPACE).text
    words = [
        (match.start(), match.end() - len(_genitive_of(match.group())))
        for match in _WORD.finditer(text)
    ]
    found: dict[str, list[int]] = {}
    for count in counts:
        for first in range(len(words) - count + 1):
            start, end = words[first][0], words[first + count - 1][1]
            spelling = text[start:end]
            if spelling[0].isupper() and len(spelling.split()) == count:
                found.setdefault(spelling, []).append(start)
    return found


def _genitive_of(word: str) -> str:
    match = re.search(f"(?:{GENITIVE.pattern})$", word)
    return match.group() if match else ""
