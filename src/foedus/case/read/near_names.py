"""Are two free names probably meant to be one?

Positions and origins are called by names of the author's choice, and are one where the names are
one. A slip of the pen would make two of them, so that a warning names what is nearly the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from foedus.case.problems import Place
    from foedus.case.read.context import Context

NEARLY = 90.0
"""Likeness (0 to 100) from which two names are probably one."""


def warn_of_near_names(
    context: Context, names: Iterable[tuple[str, str, Place]], what: str
) -> None:
    """Warn where a name is nearly, but not quite, another of the same group.

    Parameters
    ----------
    context
        Takes the warnings.
    names
        Each with the group within which it counts and its place, in the order of the file. Names
        that differ in a number are taken for two.
    what
        What they name.
    """
    known: dict[tuple[str, str], tuple[str, Place]] = {}
    for group, name, place in names:
        key = (folded_name(group), folded_name(name))
        if key in known:
            continue
        for (other_group, other), (written, there) in known.items():
            is_near = fuzz.ratio(key[1], other) >= NEARLY and _numbers(other) == _numbers(key[1])
            if other_group == key[0] and is_near:
                context.problems.warn(
                    place,
                    f'the {what} "{name}" is nearly "{written}" of line {there.line}: if one is '
                    "meant, call it by one name",
                )
                break
        known[key] = (name, place)


def _numbers(name: str) -> list[str]:
    return re.findall(r"\d+", name)
