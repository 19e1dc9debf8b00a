"""How does each source write the names of those who speak?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.source_names import who_speaks
from foedus.report.figure import Table

if TYPE_CHECKING:
    from foedus.case import NameThere
    from foedus.findings import Findings


def names_table(findings: Findings) -> Table | None:
    """A row for each voice and actor, a column for each source that names one; None for no names.

    A name stands as the source writes it, with how often it does in brackets.
    """
    keys = dict.fromkeys(one.source for one in findings.names)
    titles = {source.key: source.title for source in findings.case.sources}
    rows: list[tuple[str, ...]] = []
    for actor, whom in who_speaks(findings.case):
        cells = tuple(
            ", ".join(
                _counted(one) for one in findings.names if (one.source, one.means) == (key, whom)
            )
            for key in keys
        )
        if any(cells):
            row = whom if whom == actor else f"{whom} ({actor})"
            rows.append((row, *(cell or "no name" for cell in cells)))
    return Table(("who", *(titles[key] for key in keys)), tuple(rows)) if rows else None


def _counted(one: NameThere) -> str:
    if one.count is None:
        return f"{one.name} (not looked for)"
    return f"{one.name} ({one.count:,})" if one.count else f"{one.name} (not there)"
