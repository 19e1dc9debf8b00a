"""Which right name did somebody mean who wrote a wrong one?"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def nearest_name(name: str, known: Sequence[str]) -> str:
    """Words to end a message with; none where no name is near.

    >>> nearest_name("sendr", ["sender", "receiver"])
    "; did you mean 'sender'?"
    >>> nearest_name("x", ["sender", "receiver"])
    ''
    """
    near = get_close_matches(name, known, n=1)
    return f"; did you mean {near[0]!r}?" if near else ""
