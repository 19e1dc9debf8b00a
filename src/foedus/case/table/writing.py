"""What does a case claim, as a table for a spreadsheet?"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from foedus.case.assertions import assertions
from foedus.case.table.cells import to_cell
from foedus.case.table.columns import COLUMNS, cells_of_citation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.case.citations import CitedPassage
    from foedus.case.model import Case

__all__ = ["claims_csv"]


def claims_csv(case: Case, passages: Sequence[CitedPassage] = ()) -> str:
    """Write every assertion of a case as CSV (RFC 4180), one row for each of its citations.

    Parameters
    ----------
    case
        The case; what its readings change has rows of its own.
    passages
        What a check of its citations found, for the columns ``status`` and ``where``.

    Returns
    -------
    str
        With a line of headings. Rows of one claim differ in the columns of the citation alone. A
        text that a spreadsheet would compute is guarded by an apostrophe.

    Examples
    --------
    >>> from foedus.case import load
    >>> claims_csv(load("dam")).splitlines()[1].split(",")[:3]
    ['loss', 'assumption', 'between -100 and -40']
    """
    checked = {one.cite: one for one in passages}
    written = io.StringIO()
    table = csv.writer(written)
    table.writerow(column.name for column in COLUMNS)
    for one in assertions(case):
        for cite in one.cites or (None,):
            cited = cells_of_citation(cite, None if cite is None else checked.get(cite))
            table.writerow(
                to_cell(
                    cited.get(column.name, "")
                    if column.of_assertion is None
                    else column.of_assertion(one)
                )
                for column in COLUMNS
            )
    return written.getvalue()
