"""What does a case say under everything it leaves open? `foedus run`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from pathlib import Path

FINISHED_BUT_CITATIONS_FAIL = 1


def run_case(
    name: str, *, sources: Path | None, variants: int, seed: int, out: Path | None
) -> None:
    """Run a case, print what was found and where the report is.

    A citation that does not hold does not stop the run: everything is written, then the citation
    is printed on standard error, and the command exits with 1.
    """
    from foedus._verbs import ENSEMBLE, REPORT, load, report, results_folder, run
    from foedus.case import read_sources
    from foedus.cli.checked_sources import print_left_as_found, print_marks_and_names
    from foedus.cli.checking import print_passages
    from foedus.cli.compiling import compile_aloud
    from foedus.cli.summary import summary
    from foedus.cli.warned import print_warnings
    from foedus.game import compile_all

    case = load(name)
    folder = results_folder(case, out)
    at_hand = read_sources(case, sources)  # here, so that a wrong folder is told before the work
    if (folder / ENSEMBLE).exists():
        click.echo(f"Replacing the earlier results in {folder}.", err=True)
    compile_aloud(with_ensembles=True)
    with _progress(f"Solving {variants:,} variants of {case.title}") as progress:
        findings = run(case, variants, seed, sources=at_hand, out=folder, progress=progress)
    path = report(findings, folder / REPORT)
    click.echo(summary(findings))
    print_warnings(compile_all(case))
    print_left_as_found(at_hand.values())
    wrong = print_passages(findings.passages)
    wrong_of_sources = print_marks_and_names(findings.marks, findings.names)
    click.echo(f"\nVariants: {folder / ENSEMBLE}\nReport:   {path}")
    if wrong:
        click.secho(
            f"{wrong} of {len(findings.passages)} citations "
            f"{'does' if wrong == 1 else 'do'} not hold (see above): what rests on "
            f"{'it' if wrong == 1 else 'them'} has no source.",
            err=True,
            fg="red",
            bold=True,
        )
    if wrong_of_sources:
        click.secho(
            "Not all that the case says of its sources holds (see above).",
            err=True,
            fg="red",
            bold=True,
        )
    if wrong or wrong_of_sources:
        sys.exit(FINISHED_BUT_CITATIONS_FAIL)


@contextmanager
def _progress(description: str) -> Generator[Callable[[int, int], None] | None]:
    """Show how far the work is: a bar on a terminal, else one line."""
    if not sys.stderr.isatty():
        click.echo(f"{description} …", err=True)
        yield None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeRemainingColumn,
    )

    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn())
    with Progress(
        *columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True
    ) as bar:
        task = bar.add_task(description, total=None)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield show
