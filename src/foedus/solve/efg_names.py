"""What are players, information sets, actions and chance slots called that a file does not name?

Gambit lets a name be empty, or shared by several things, because its numbers tell them apart.
Here names do: what has no name, or shares it, is called by its place as well. Line breaks and
runs of white space in a name count as one space.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def distinct_names(labels: Sequence[str], places: Sequence[str]) -> tuple[str, ...]:
    """Names that differ: a label that is alone stays, others get their place.

    Parameters
    ----------
    labels
        What the things are called; may be empty or repeated.
    places
        Where each stands, in words.

    Examples
    --------
    >>> distinct_names(["", "up", "up", "down"], ["1", "2", "3", "4"])
    ('1', 'up (2)', 'up (3)', 'down')
    """
    spaced = [one_line(label) for label in labels]
    counts = Counter(spaced)
    alone = {label for label in counts if label and counts[label] == 1}
    taken = set(counts)
    names: list[str] = []
    for label, place in zip(spaced, places, strict=True):
        name = label
        if label not in alone:
            name = f"{label} ({place})" if label else place
            while name in taken:
                name = f"{name} ({place})"
            taken.add(name)
        names.append(name)
    return tuple(names)


def one_line(label: str) -> str:
    r"""A label without line breaks or runs of white space.

    >>> one_line(" up  and\naway ")
    'up and away'
    """
    return " ".join(label.split())
