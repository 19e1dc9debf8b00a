"""Under which names do variants stand in a table, and what does each column mean?"""

# pyright: reportUnknownParameterType=false
# (PyArrow comes without types.)

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from foedus.case.model import Case
    from foedus.ensemble.solving import Answers

ASSUMPTION, QUANTITY, THESIS, MARGIN = "assumption:", "quantity:", "thesis:", "margin:"


def variant_table(
    case: Case,
    reading: str,
    numbers: NDArray[np.int64],
    values: Mapping[str, NDArray[np.float64]],
    answers: Answers,
) -> pa.Table:
    """One row a variant; every column carries its description.

    A quantity or thesis is null where the variant was not solved, and a quantity NaN where it is
    undefined.
    """
    columns = _Columns()
    columns.add_text("reading", reading, numbers.size, "the combination of readings")
    columns.add("variant", numbers, "number of the variant")
    columns.add("status", answers.status, "0 solved, 1 uncertified, 2 failed, 3 no game")
    columns.add("residual", answers.residual, "distance from the logit response")
    columns.add("regret", answers.regret, "largest gain left, as a fraction of the payoff range")
    columns.add("turned", answers.turned, "whether the principal branch turned back")
    columns.add("tied", answers.tied, "whether equally good actions shared the probability")
    for one in case.assumptions:
        said = f"{one.kind}, {one.stated}" + ("" if one.is_stated else "; the case is silent")
        columns.add(f"{ASSUMPTION}{one.name}", values[one.name], said)
    for text, numbers_of in answers.quantities.items():
        kind = "expected worth" if text.startswith("E[") else "probability"
        described = f"{kind} {text}; NaN where its condition has probability zero"
        columns.add(f"{QUANTITY}{text}", numbers_of, described, answers.is_solved[text])
    for thesis in case.theses:
        is_judged = answers.is_judged[thesis.name]
        described = f"1 holds, 0 fails, -1 undefined: {thesis.test}"
        columns.add(f"{THESIS}{thesis.name}", answers.theses[thesis.name], described, is_judged)
        if thesis.name in answers.margins:
            described = f"left side less right side of: {thesis.test}"
            margin = answers.margins[thesis.name]
            columns.add(f"{MARGIN}{thesis.name}", margin, described, is_judged)
    return columns.table({"case": case.title, "case_hash": case.text_hash, "reading": reading})


def noise_table(
    case: Case, reading: str, kappa: str, numbers: NDArray[np.int64], answers: Answers
) -> pa.Table:
    """One row a variant: which theses hold where all actors have this κ."""
    columns = _Columns()
    columns.add_text("reading", reading, numbers.size, "the combination of readings")
    columns.add("variant", numbers, "number of the variant")
    columns.add_text("kappa", kappa, numbers.size, "κ of all actors, or rational")
    for thesis in case.theses:
        described = f"1 holds, 0 fails, -1 undefined: {thesis.test}"
        is_judged = answers.is_judged[thesis.name]
        columns.add(f"{THESIS}{thesis.name}", answers.theses[thesis.name], described, is_judged)
    return columns.table({"case": case.title, "case_hash": case.text_hash})


class _Columns:
    """A table while it is being put together."""

    def __init__(self) -> None:
        self.fields: list[pa.Field] = []
        self.arrays: list[pa.Array] = []

    def add(
        self,
        name: str,
        values: NDArray[np.generic],
        described: str,
        is_known: NDArray[np.bool_] | None = None,
    ) -> None:
        """Add a column of numbers; it is null where it is not known."""
        is_null = None if is_known is None or is_known.all() else ~is_known
        self._append(name, pa.array(values, mask=is_null), described)

    def add_text(self, name: str, text: str, count: int, described: str) -> None:
        """Add a column that says the same in every row."""
        self._append(name, pa.repeat(text, count).dictionary_encode(), described)

    def _append(self, name: str, array: pa.Array, described: str) -> None:
        self.arrays.append(array)
        self.fields.append(pa.field(name, array.type, metadata={"description": described}))

    def table(self, described: Mapping[str, str]) -> pa.Table:
        """All columns."""
        return pa.table(self.arrays, schema=pa.schema(self.fields, metadata=dict(described)))
