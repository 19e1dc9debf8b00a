"""Are two free names probably meant to be one?

Positions and origins are called by names of the author's choice, and are one where the names are
one. A slip of the pen would make two of them, so that a warning names what differs by a slip alone:
one letter in one long word. Own construction; names that differ otherwise are taken for two.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.problems import Place
    from foedus.case.read.context import Context

LONG_WORD = 5
"""Letters from which a word is long: "version a" and "version b" are two."""
MOST_COMPARED = 500
"""Names of a group that are compared with one another."""


def warn_of_near_names(
    context: Context, names: Iterable[tuple[str, str, Place]], what: str
) -> None:
    """Warn where a name differs by a slip from another of the same group.

    Parameters
    ----------
    context
        Takes the warnings.
    names
        Each with the group within which it counts and its place, in the order of the file.
    what
        What they name.
    """
    groups: dict[str, dict[str, tuple[str, Place]]] = {}
    for group, name, place in names:
        groups.setdefault(folded_name(group), {}).setdefault(folded_name(name), (name, place))
    for known in groups.values():
        _warn_within(context, known, what)


def _warn_within(context: Context, known: dict[str, tuple[str, Place]], what: str) -> None:
    keys = list(known)
    if len(keys) > MOST_COMPARED:
        context.problems.warn(
            known[keys[MOST_COMPARED]][1],
            f"from here on, {len(keys):,} names of {what}s are too many to look for slips in them",
        )
    for at, key in enumerate(keys[:MOST_COMPARED]):
        name, place = known[key]
        for other, *_ in process.extract(key, keys[:at], scorer=OSA.distance, score_cutoff=1):
            if is_slip(key, other):
                written, there = known[other]
                context.problems.warn(
                    place,
                    f'the {what} "{name}" is nearly "{written}" of line {there.line}: if one is '
                    "meant, call it by one name",
                )
                break


def is_slip(one: str, other: str) -> bool:
    """Whether two names differ by one letter in one long word; a hyphen parts words too.

    >>> is_slip("the letter of may", "the leter of may"), is_slip("letter a", "letter b")
    (True, False)
    """
    words, others = one.replace("-", " ").split(), other.replace("-", " ").split()
    if len(words) != len(others):
        return False
    differing = [pair for pair in zip(words, others, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and all(
        len(word) >= LONG_WORD and word.isalpha() for word in differing[0]
    )
