"""What does a case say under everything it leaves open? `foedus run`."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from foedus.case import Case

FINISHED_BUT_CITATIONS_FAIL = 1


def run_case(
    name: str, *, sources: Path | None, variants: int, seed: int, out: Path | None
) -> None:
    """Run a case, print what was found and where the report is.

    Exits with 1, after everything is written, if a citation does not hold.
    """
    from foedus._verbs import ENSEMBLE, REPORT, load, report, results_folder, run
    from foedus.case import read_sources
    from foedus.cli.checking import print_passages
    from foedus.cli.summary import summary

    case = load(name)
    folder = results_folder(case, out)
    # Refused before minutes of work, not after; `run` reads them again.
    read_sources(case, sources)
    _compile_kernels()
    with progress_of(case, variants) as progress:
        findings = run(case, variants, seed, sources=sources, out=folder, progress=progress)
    path = report(findings, folder / REPORT)
    click.echo(summary(findings))
    wrong = print_passages(findings.passages)
    click.echo(f"Variants: {folder / ENSEMBLE}")
    click.echo(f"Report:   {path}")
    if wrong:
        click.secho(
            f"{wrong} of the citations above {'does' if wrong == 1 else 'do'} not hold: the findings "
            "rest on passages that the sources do not contain as cited.",
            err=True,
            fg="red",
            bold=True,
        )
        sys.exit(FINISHED_BUT_CITATIONS_FAIL)


def _compile_kernels() -> None:
    """Compile the kernels, and say so, if this machine has not done it yet."""
    from foedus.solve import compile_kernels, kernels_are_compiled

    if kernels_are_compiled():
        return
    click.echo("Compiling the solver for this machine; once, for less than a minute …", err=True)
    compile_kernels()


@contextmanager
def progress_of(case: Case, variants: int) -> Iterator[Callable[[int, int], None] | None]:
    """Show how far the solving is: a bar on a terminal, else one line."""
    if not sys.stderr.isatty():
        click.echo(f"Solving {variants:,} variants of {case.title} …", err=True)
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

    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    ) as bar:
        task = bar.add_task(f"Solving {variants:,} variants", total=None)

        def show(done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)

        yield show
