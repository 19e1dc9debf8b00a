"""How does the state of an agreement run down the timeline?

A bar for each agreement, from the first entry that changes it to the end of the record. Where an
entry changes its state the bar changes its pattern, and the new state stands beside it as a word.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case import AgreementState

if TYPE_CHECKING:
    from collections.abc import Sequence

SHORT_STATES = {
    AgreementState.PROPOSED: "proposed",
    AgreementState.IN_PRINCIPLE: "in principle",
    AgreementState.CONDITIONAL: "conditional",
    AgreementState.CONFIRMED: "confirmed",
    AgreementState.DEFERRED: "deferred",
    AgreementState.IN_FORCE: "in force",
    AgreementState.LAPSED: "lapsed",
    AgreementState.BROKEN: "broken",
}
"""Words that have room beside a bar."""


def pattern_of(state: AgreementState) -> str:
    """The name of the pattern in which a state is drawn.

    >>> pattern_of(AgreementState.IN_FORCE)
    'in-force'
    """
    return state.value.replace(" ", "-")


@dataclass(frozen=True)
class Stretch:
    """A piece of a bar in one state.

    Attributes
    ----------
    top, bottom
        In rows of its sheet; the middle of the first row is 0.5.
    label
        The state in a word.
    begins
        Whether the state begins here, and is not only carried on from the sheet above.
    """

    state: AgreementState
    top: float
    bottom: float
    label: str
    begins: bool


def stretches(
    changes: Sequence[tuple[int, AgreementState]], first: int, rows: int
) -> tuple[Stretch, ...]:
    """The bar of one agreement on one sheet.

    Parameters
    ----------
    changes
        (number of a row, new state) in the order of rows.
    first, rows
        The first row of the sheet, and how many it has.

    Examples
    --------
    >>> changes = [(1, AgreementState.PROPOSED), (3, AgreementState.CONFIRMED)]
    >>> [(one.label, one.top, one.bottom) for one in stretches(changes, 0, 5)]
    [('proposed', 1.5, 3.5), ('confirmed', 3.5, 5.0)]
    >>> [(one.label, one.begins) for one in stretches(changes, 5, 2)]
    [('confirmed', False)]
    """
    found: list[Stretch] = []
    for at, (row, state) in enumerate(changes):
        follows = changes[at + 1][0] + 0.5 if at + 1 < len(changes) else float("inf")
        top, bottom = max(0.0, row + 0.5 - first), min(float(rows), follows - first)
        if top < bottom:
            found.append(Stretch(state, top, bottom, SHORT_STATES[state], begins=row >= first))
    return tuple(found)
