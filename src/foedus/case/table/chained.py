"""How does a chain of people stand in one cell, and how is it read from there?

The names stand in their order with ``>`` between them, each perhaps with a date in brackets:
``the clerk > the minister (1911-05)``. A date can be told by entries, and the words of the source
and a basis can follow it: ``(1 day after talk; as written "the next day"; basis "the minutes")``. A
name that holds ``>``, ``"`` or a bracket stands in double quotes, in which each ``"`` is doubled,
as tables have it. Own construction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.case.table.dated import date_in_one_cell, date_of_one_cell
from foedus.case.table.quoted import QUOTED, plain, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.sources import Relay

__all__ = ["cell_of_chain", "chain_of_cell"]

_PIECE = re.compile(rf'({QUOTED}|[^">()]+|[">()])')
_FORM = 'write NAME > NAME (1911-05) > "NAME WITH A > OR A BRACKET"'
_SHOWN = 60


def cell_of_chain(relays: tuple[Relay, ...]) -> str:
    """Write a chain in one cell.

    Examples
    --------
    >>> from foedus.dates import parse_date
    >>> from foedus.sources import Relay
    >>> cell_of_chain((Relay("the clerk"), Relay("A > B", parse_date("1911-05"))))
    'the clerk > "A > B" (1911-05)'
    """
    return " > ".join(map(_in_words, relays))


def chain_of_cell(cell: str) -> str | list[object]:
    """Read a chain as a case has it: one name, or a list of names and of names with dates.

    Raises
    ------
    UserError
        If the cell is no chain, or a date in it is none.

    Examples
    --------
    >>> chain_of_cell("the clerk")
    'the clerk'
    >>> chain_of_cell('the clerk > "A > B" (1911-05)')
    ['the clerk', {'by': 'A > B', 'when': '1911-05'}]
    """
    found: list[object] = [_relay(pieces) for pieces in _members(cell)]
    first = found[0]
    return first if len(found) == 1 and isinstance(first, str) else found


def _in_words(relay: Relay) -> str:
    name = quoted(relay.by) if re.search(r'[">()]', relay.by) else relay.by
    return name if relay.when is None else f"{name} ({date_in_one_cell(relay.when)})"


def _members(cell: str) -> Iterator[list[str]]:
    """What stands between the signs, in pieces: names, texts in quotes, and brackets."""
    pieces: list[str] = []
    for piece in [*_PIECE.findall(cell), ">"]:
        if piece == ">":
            yield pieces
            pieces = []
        else:
            pieces.append(piece)


def _relay(pieces: list[str]) -> str | dict[str, object]:
    shown = "".join(pieces).strip()
    shown = shown if len(shown) <= _SHOWN else f"{shown[: _SHOWN - 1]}…"
    name, *rest = [piece.strip() for piece in pieces if piece.strip()] or [""]
    is_quoted = len(name) > 1 and name.startswith('"')
    by = (plain(name) if is_quoted else name).strip()
    if not by or (not is_quoted and name in '">()'):
        raise UserError(f'"{shown}" names nobody: {_FORM}')
    if not rest:
        return by
    if rest[0] != "(" or rest[-1] != ")":
        raise UserError(f"{shown}: a name with a bracket or quotation mark needs quotes: {_FORM}")
    when = date_of_one_cell(" ".join(rest[1:-1]))
    if when is None:
        raise UserError(f"{shown}: in brackets stands a date, as in (1911-05): {_FORM}")
    return {"by": by, "when": when}
