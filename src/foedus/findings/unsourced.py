"""What does the model assume that no source supports?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from foedus.findings.values import UnsourcedAssumption

if TYPE_CHECKING:
    from foedus.case import Case
    from foedus.case.values import Assumption


def unsourced_assumptions(case: Case) -> tuple[UnsourcedAssumption, ...]:
    """Assumptions without a citation, under any combination of readings, in the order of the case.

    What a reading sets counts as supported by the citations of the reading.

    Examples
    --------
    >>> from foedus.case import load
    >>> [(one.name, one.why) for one in unsourced_assumptions(load("dam"))][:2]
    [('payment', "the author's own"), ('shame', "the author's own")]
    """
    base = case.assumption
    found: dict[str, UnsourcedAssumption] = {}
    for combination in case.combinations:
        has_support = any(one.cites for one in case.readings if one.name in combination)
        for assumption in case.under(combination).assumptions:
            is_set_here = assumption != base.get(assumption.name)
            if assumption.cites or (combination and is_set_here and has_support):
                continue
            missing = UnsourcedAssumption(assumption.name, _why(assumption), combination)
            found.setdefault(assumption.name, missing)
    return tuple(found.values())


def _why(
    assumption: Assumption,
) -> Literal["the author's own", "no source given", "the case is silent"]:
    if not assumption.is_stated:
        return "the case is silent"
    return "the author's own" if assumption.note is not None else "no source given"
