"""How far does a suggested passage reach, where its first or last cited words stand otherwise?

The likest stretch may begin behind the word on which the sense turns: for "Kim declares", where
"Kim never declares" stands, it begins with "declares". So where the first cited word has no
partner in the stretch but stands before it in the same sentence, the stretch reaches to that word;
where it stands nowhere near, the words just before the stretch are shown beside it. The same for
the last word, the other way round. Own construction: reaching to the beginning of the sentence,
too, put more ends of `benchmarks/citations.py` wrong than right.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple, final

from rapidfuzz import fuzz

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Reached", "reached"]

_WORD = re.compile(r"\S+")
_SIGNS_AROUND = re.compile(r"^\W+|\W+$")
_PARTNERS = 60.0
_FAR = 20
_NEAR = 4
_SHOWN = 5


@final
class Reached(NamedTuple):
    """A stretch of the text with the words that it reached to, and what is shown beside it.

    `before` and `behind` are the words next to it where a cited word stands nowhere near.
    """

    start: int
    end: int
    before: str = ""
    behind: str = ""


def reached(text: str, cited: str, stretch: tuple[int, int], limits: tuple[int, int]) -> Reached:
    """Let a stretch reach to the first and the last of the cited words.

    Parameters
    ----------
    text : str
        The repaired text.
    cited : str
        The words that were cited.
    stretch : tuple of (int, int)
        The stretch of the text that is most like them.
    limits : tuple of (int, int)
        How far it may reach: where the sentence, or the other end of the passage, begins and ends.

    Examples
    --------
    >>> text = "Kim never declares that."
    >>> reached(text, "Kim declares that", (10, 23), (0, 24)).start
    0
    """
    start, end = stretch
    words, found = _plain(cited.split()), _plain(text[start:end].split())
    before = [match.span() for match in _WORD.finditer(text, min(limits[0], start), start)][::-1]
    behind = [match.span() for match in _WORD.finditer(text, end, max(limits[1], end))]
    left = _steps(text, words, found, before)
    right = _steps(text, words[::-1], found[::-1], behind)
    if left is None:
        shown_before = _shown(text, before[:_SHOWN][::-1])
    else:
        shown_before, start = "", before[left - 1][0] if left else start
    if right is None:
        shown_behind = _shown(text, behind[:_SHOWN])
    else:
        shown_behind, end = "", behind[right - 1][1] if right else end
    return Reached(start, end, shown_before, shown_behind)


def _steps(
    text: str, words: Sequence[str], found: Sequence[str], beside: Sequence[tuple[int, int]]
) -> int | None:
    """Over how many words to reach for the first of `words`; None where it is not near."""
    missing = _without_partner(words, found)
    if not missing or not beside:
        return 0
    near = _plain([text[slice(*span)] for span in beside[: _NEAR if missing < 0 else _FAR]])
    if words[0] in near:
        return near.index(words[0]) + 1
    return 0 if missing < 0 else None


def _without_partner(words: Sequence[str], found: Sequence[str]) -> int:
    """How many of the first words have no partner; -1 where others stand there one for one."""
    if not words or not found:
        return 0
    matcher = SequenceMatcher(a=words, b=found, autojunk=False)
    kind, _, last, first_found, last_found = matcher.get_opcodes()[0]
    if kind in {"equal", "insert"}:
        return 0
    others = found[first_found:last_found]
    if any(fuzz.ratio(words[0], other) >= _PARTNERS for other in others):
        return 0
    return -1 if last == len(others) else max(1, last - len(others))


def _plain(words: Sequence[str]) -> list[str]:
    """The words without capitals and the signs around them."""
    return [_SIGNS_AROUND.sub("", word).casefold() or word for word in words]


def _shown(text: str, spans: Sequence[tuple[int, int]]) -> str:
    return " ".join(text[slice(*span)] for span in spans)
