"""How does a text stand in quotes within a cell?

In double quotes, in which each ``"`` is doubled, as tables have it (RFC 4180).
"""

from __future__ import annotations

__all__ = ["QUOTED", "plain", "quoted"]

QUOTED = r'"(?:[^"]|"")*"'
"""A regular expression for such a text."""


def quoted(text: str) -> str:
    """Put a text in quotes.

    Examples
    --------
    >>> quoted('the "Elder" himself')
    '"the ""Elder"" himself"'
    """
    return '"{}"'.format(text.replace('"', '""'))


def plain(text: str) -> str:
    """Take the quotes away.

    Examples
    --------
    >>> plain('"the ""Elder"" himself"')
    'the "Elder" himself'
    """
    return text[1:-1].replace('""', '"')
