"""How do several names stand in one cell, and how are they read from there?

With a semicolon between them: ``the clerk; the minister``. A name that holds ``;`` or ``"`` stands
in double quotes, in which each ``"`` is doubled, as in a chain. States of agreements stand behind
their names: ``treaty: proposed; truce: in force``. Own construction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from foedus._user_error import UserError
from foedus.case.table.quoted import QUOTED, plain, quoted
from foedus.case.writing import OnOneLine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["cell_of_names", "cell_of_states", "names_of_cell", "states_of_cell"]

_ITEM = re.compile(rf"\s*({QUOTED}|[^;\"]*)\s*(?:;|$)")
_FORM = 'write NAME; NAME; "NAME WITH A ; OR A QUOTATION MARK"'
_SHOWN = 60
_STATES = "write AGREEMENT: STATE; AGREEMENT: STATE"


def cell_of_names(names: Iterable[str]) -> str:
    """Write names in one cell.

    Examples
    --------
    >>> cell_of_names(["the clerk", "A; B"])
    'the clerk; "A; B"'
    """
    return "; ".join(quoted(name) if re.search('[;"]', name) else name for name in names)


def names_of_cell(cell: str) -> str | list[object]:
    """Read names as a case has them: one, or a list.

    Raises
    ------
    UserError
        If nothing stands between two semicolons, or a quotation mark within a name.

    Examples
    --------
    >>> names_of_cell("the clerk")
    'the clerk'
    >>> names_of_cell('the clerk; "A; B"')
    ['the clerk', 'A; B']
    """
    found = OnOneLine()
    at = 0
    while at <= len(cell):
        item = _ITEM.match(cell, at)
        if item is None:
            raise UserError(
                f"{_shown(cell[at:])}: a name with a quotation mark needs quotes: {_FORM}"
            )
        name = plain(item[1]) if item[1].startswith('"') else item[1]
        if not name.strip():
            raise UserError(f'"{_shown(cell)}" has a place without a name: {_FORM}')
        found.append(name.strip())
        at = item.end() if item[0].endswith(";") else len(cell) + 1
    return found[0] if len(found) == 1 else found


def cell_of_states(states: Mapping[str, str]) -> str:
    """Write which agreements come to which state.

    Examples
    --------
    >>> cell_of_states({"treaty": "proposed", "truce": "in force"})
    'treaty: proposed; truce: in force'
    """
    return "; ".join(f"{name}: {state}" for name, state in states.items())


def states_of_cell(cell: str) -> dict[str, object]:
    """Read which agreements come to which state.

    Raises
    ------
    UserError
        If an agreement has no state, or two.

    Examples
    --------
    >>> states_of_cell("treaty: proposed; truce: in force")
    {'treaty': 'proposed', 'truce': 'in force'}
    """
    found: dict[str, object] = {}
    for item in cell.split(";"):
        name, _, state = (part.strip() for part in item.partition(":"))
        if not name or not state:
            raise UserError(f'"{_shown(item)}" is no agreement with its state: {_STATES}')
        if name in found:
            raise UserError(f'the agreement "{name}" stands here twice: {_STATES}')
        found[name] = state
    return found


def _shown(text: str) -> str:
    """As much of a text as a message has room for."""
    stripped = text.strip()
    return stripped if len(stripped) <= _SHOWN else f"{stripped[: _SHOWN - 1]}…"
