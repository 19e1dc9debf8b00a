"""What does the record say was done, up to the date until which evidence counts?

Entries that are tied to a step say which option was taken there. Together they are the fact
``recorded``. A date that is only partly known, or in doubt, counts by the last day that it can
mean: an entry of "1950-05" is no evidence until 15 May.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Taken
from foedus.game.rename import both

if TYPE_CHECKING:
    from foedus.case.model import Case


def recorded_fact(case: Case) -> Condition | None:
    """Everything the record ties to a step by then; None if it ties nothing."""
    until = case.evidence_until
    ties = [
        Taken(entry.taken[0], (entry.taken[1],), entry.place)
        for entry in case.record
        if entry.taken is not None and (until is None or entry.when.is_surely_by(until))
    ]
    return both(*ties) if ties else None
