"""How is a large file read without searching its tree for circles over and over?

Python looks for circular rubbish whenever many objects were made. A case is a tree, which has none,
and the search costs as much again as the reading of 10,000 entries.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

__all__ = ["collector_at_rest"]


@contextmanager
def collector_at_rest() -> Generator[None]:
    """Let the search for circles rest; afterwards it goes on, if it went on before.

    >>> with collector_at_rest():
    ...     gc.isenabled()
    False
    >>> gc.isenabled()
    True
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
