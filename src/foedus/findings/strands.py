"""What does one combination of readings say?

The tables of an ensemble are read once, one combination at a time, and only what findings need is
kept of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

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
    from collections.abc import Mapping

    import pyarrow as pa
    from numpy.typing import NDArray

    from foedus.case import Case, Quantity
    from foedus.ensemble import Ensemble
    from foedus.findings.values import Combination, Distribution


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
    names = table.column_names
    held = {one.name: as_numbers(table, f"{THESIS}{one.name}") for one in case.theses}
    margins = {
        one.name: as_numbers(table, f"{MARGIN}{one.name}")
        for one in case.theses
        if f"{MARGIN}{one.name}" in names
    }
    assumptions = {
        name.removeprefix(ASSUMPTION): as_numbers(table, name)
        for name in names
        if name.startswith(ASSUMPTION)
    }
    return Strand(
        combination=case.combination,
        held=held,
        support={
            one.name: support_of(one, held[one.name], margins.get(one.name)) for one in case.theses
        },
        assumptions=sort_variants(assumptions),
        outcomes=_distributions(case, table, [outcome_quantity(one.name) for one in case.outcomes]),
        recorded=_recorded(case, table),
        restraint=_restraint(case, table),
    )


def _recorded(case: Case, table: pa.Table) -> tuple[Distribution, ...]:
    if f"{QUANTITY}{recorded_quantity()}" not in table.column_names:
        return ()
    given = [outcome_given_record(one.name) for one in case.outcomes]
    return _distributions(case, table, [recorded_quantity(), *given])


def _distributions(
    case: Case, table: pa.Table, quantities: list[Quantity]
) -> tuple[Distribution, ...]:
    return tuple(
        distribution(str(one), case.combination, as_numbers(table, f"{QUANTITY}{one}"))
        for one in quantities
    )


def _restraint(case: Case, table: pa.Table) -> tuple[RestraintRow, ...]:
    rows: list[RestraintRow] = []
    for outcome in case.outcomes:
        solved = as_numbers(table, f"{QUANTITY}{outcome_quantity(outcome.name)}")
        for actor in case.actors:
            if actor.restraint is None:
                continue
            changed = outcome_under_restraint(outcome.name, actor.key)
            held_back = as_numbers(table, f"{QUANTITY}{changed}")
            mean, error = mean_and_error(held_back - solved)
            rows.append(RestraintRow(actor.key, outcome.name, case.combination, mean, error))
    return tuple(rows)
