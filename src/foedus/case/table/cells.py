"""How does a text get into a cell, so that a spreadsheet shows it instead of computing it?

A cell that begins with ``=``, ``+``, ``-`` or ``@`` is a formula to spreadsheets, and a hostile one
can read files or call out. Such a text gets an apostrophe before it, by which spreadsheets know a
text; one that begins with apostrophes before such a sign gets one, too, so that reading takes
exactly one away and every text comes back as it was. Own construction.
"""

from __future__ import annotations

import re

__all__ = ["from_cell", "to_cell"]

_SIGNS = "[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]"
_FORMULA = re.compile(f"'*{_SIGNS}")
_GUARDED = re.compile(f"'+{_SIGNS}")


def to_cell(text: str) -> str:
    """Guard a text against being computed.

    Examples
    --------
    >>> to_cell("-40 to 10"), to_cell("40"), to_cell("'tis")
    ("'-40 to 10", '40', "'tis")
    """
    return f"'{text}" if _FORMULA.match(text) else text


def from_cell(cell: str) -> str:
    """Take the guard away.

    Examples
    --------
    >>> from_cell("'-40 to 10"), from_cell("'tis")
    ('-40 to 10', "'tis")
    """
    return cell[1:] if _GUARDED.match(cell) else cell
