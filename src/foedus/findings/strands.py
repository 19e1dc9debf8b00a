"""What does one combination of readings say?

The tables of an ensemble are read once, one combination at a time, and only what findings need is
kept of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.ensemble import (
    as_numbers,
    outcome_given_record,
    outcome_quantity,
    outcome_under_restraint,
    reading_name,
    recorded_quantity,
)
from foedus.ensemble.columns import ASSUMPTION, MARGIN, QUANTITY, THESIS
from foedus.findings.distributions import distribution, mean_and_error
from foedus.findings.hinges import SortedVariants, sort_variants
from foedus.findings.margins import support_of
from foedus.findings.values import RestraintRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import numpy as np
    from numpy.typing import NDArray

    from foedus.case import Case, Quantity
    from foedus.ensemble import Ensemble
    from foedus.findings.values import Combination, Distribution

    Columns = Mapping[str, NDArray[np.float64]]
    """The numbers of an ensemble by the names of its columns: float64[variant]."""


@dataclass(frozen=True, eq=False)
class Strand:
    """One combination of readings, as far as findings need it.

    Attributes
    ----------
    held, support : thesis to float64[variant]
        Whether a thesis holds (1, 0, -1 undefined, NaN not solved), and how clearly.
    assumptions
        The variants, sorted by each assumption.
    outcomes, recorded
        Distributions of the probabilities of outcomes, and of what is recorded.
    restraint
        What each actor's holding back would have changed.
    """

    combination: Combination
    held: Mapping[str, NDArray[np.float64]]
    support: Mapping[str, NDArray[np.float64]]
    assumptions: SortedVariants
    outcomes: tuple[Distribution, ...]
    recorded: tuple[Distribution, ...]
    restraint: tuple[RestraintRow, ...]


def read_strand(case: Case, ensemble: Ensemble) -> Strand:
    """Read the variants of a case under its combination of readings."""
    table = ensemble.table(reading=reading_name(case.combination))
    columns = {
        name: as_numbers(table, name)
        for name in table.column_names
        if name.startswith((ASSUMPTION, QUANTITY, THESIS, MARGIN))
    }
    held = {one.name: columns[f"{THESIS}{one.name}"] for one in case.theses}
    return Strand(
        combination=case.combination,
        held=held,
        support={
            one.name: support_of(one, held[one.name], columns.get(f"{MARGIN}{one.name}"))
            for one in case.theses
        },
        assumptions=sort_variants(
            {
                name.removeprefix(ASSUMPTION): numbers
                for name, numbers in columns.items()
                if name.startswith(ASSUMPTION)
            }
        ),
        outcomes=_distributions(case, columns, map(outcome_quantity, _outcomes(case))),
        recorded=_recorded(case, columns),
        restraint=_restraint(case, columns),
    )


def _outcomes(case: Case) -> tuple[str, ...]:
    return tuple(outcome.name for outcome in case.outcomes)


def _recorded(case: Case, columns: Columns) -> tuple[Distribution, ...]:
    if f"{QUANTITY}{recorded_quantity()}" not in columns:
        return ()
    given = map(outcome_given_record, _outcomes(case))
    return _distributions(case, columns, (recorded_quantity(), *given))


def _distributions(
    case: Case, columns: Columns, quantities: Iterable[Quantity]
) -> tuple[Distribution, ...]:
    return tuple(
        distribution(str(one), case.combination, columns[f"{QUANTITY}{one}"]) for one in quantities
    )


def _restraint(case: Case, columns: Columns) -> tuple[RestraintRow, ...]:
    """How much less, or more, likely each outcome would be had one actor held back."""
    rows: list[RestraintRow] = []
    for outcome in _outcomes(case):
        solved = columns[f"{QUANTITY}{outcome_quantity(outcome)}"]
        for actor in (one.key for one in case.actors if one.restraint is not None):
            held_back = columns[f"{QUANTITY}{outcome_under_restraint(outcome, actor)}"]
            mean, error = mean_and_error(held_back - solved)
            rows.append(RestraintRow(actor, outcome, case.combination, mean, error))
    return tuple(rows)
