"""How do claims leave a case as a table, and come back from one? `foedus claims`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

_SIGNATURE = "utf-8-sig"
"""UTF-8 with a byte order mark, without which Excel takes a table for another encoding."""


def write_claims(name: str, *, sources: Path | None, out: Path | None) -> None:
    """Write every assertion of a case as CSV, with what a check of its citations found."""
    from foedus.case import check_citations, claims_csv, load, read_sources

    case = load(name)
    passages = check_citations(case, read_sources(case, sources))
    table = claims_csv(case, passages if sources is not None else ())
    if out is None:
        click.echo(table.encode(), nl=False)
        return
    out.write_bytes(table.encode(_SIGNATURE))
    click.echo(f"{out}: {case.title}, every claim with its citations")


def print_claims_of_table(path: Path, *, out: Path | None, encoding: str | None) -> None:
    """Print the testimony and the record of a table; what was not read on standard error."""
    from foedus.case import read_claims

    read = read_claims(path.read_bytes(), path.name, encoding)
    for note in read.notes:
        click.echo(f"foedus: {note}", err=True)
    if out is None:
        click.echo(read.text.encode(), nl=False)
    else:
        out.write_text(read.text, encoding="utf-8")
