"""What are the ends of the play called in its picture, where there is little room?

By their labels where all of them fit; otherwise by the names that the case gives them, and the
labels stand below the picture. Two ends are never called the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case import Outcome

LONGEST = 17
"""Signs for which the picture keeps room behind an end."""


def end_names(outcomes: Sequence[Outcome]) -> tuple[str, ...]:
    """A short name for each outcome, different from all others.

    Parameters
    ----------
    outcomes
        Of a case.

    Returns
    -------
    tuple of str
        `LONGEST` signs each at most. Where even names that were cut are the same, they begin with
        their numbers.

    Examples
    --------
    >>> from foedus.case import load
    >>> end_names(load("dam").outcomes)
    ('dam-stands', 'flood', 'no-dam')
    """
    labels = tuple(one.label or one.name for one in outcomes)
    names = tuple(one.name for one in outcomes)
    shortened = tuple(cut(name, LONGEST) for name in names)
    for called in (labels, names, shortened):
        if len(set(called)) == len(called) and all(len(one) <= LONGEST for one in called):
            return called
    return tuple(cut(f"{at + 1} {name}", LONGEST) for at, name in enumerate(names))


def cut(text: str, longest: int) -> str:
    """A text that has room for so many signs.

    >>> cut("camouflage", 20), cut("camouflage", 5)
    ('camouflage', 'camo…')
    """
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
