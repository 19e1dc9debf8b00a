"""What does a file say once it is repaired, and what in it is doubtful? `foedus source`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from foedus.case import MarkByHand


def show_source(
    path: Path,
    *,
    encoding: str | None,
    form: Literal["words", "text", "json", "tei"],
    is_whole: bool,
    case: str | None = None,
    repaired: bool | None = None,
) -> None:
    """Print what was repaired and what is doubtful, the repaired text, or both as JSON or TEI.

    With a case the marks are laid over that people add to the file there; exits with 2 if one of
    them has no place.
    """
    from foedus.cli.repaired import in_words
    from foedus.cli.source_records import source_record
    from foedus.sources import check_remark, read_source, tei_document
    from foedus.sources.remark import lay_checked

    source = read_source(path, encoding=encoding, repaired=repaired)
    marks = [] if case is None else _marks_of(case, path)
    checks = [check_remark(source, mark.remark) for mark in marks]
    source = lay_checked(source, checks)
    if form == "text":
        _refuse_loss(source.repaired)
        click.echo(source.repaired, nl=not source.repaired.endswith(("\n", "\r")))
    elif form == "tei":
        click.echo(tei_document(source), nl=False)
    elif form == "json":
        click.echo(json.dumps(source_record(source), indent=2))
    else:
        click.echo(in_words(source, is_whole=is_whole))
    for mark, check in zip(marks, checks, strict=True):
        if not check.holds:
            click.echo(f"{mark.place}: {check}", err=True)
    if not all(check.holds for check in checks):
        sys.exit(2)


def _marks_of(name: str, path: Path) -> tuple[MarkByHand, ...]:
    """The marks that a case adds to a file.

    Raises
    ------
    UserError
        If no source of the case has a file of this name.
    """
    from foedus.case import load
    from foedus.case.problems import did_you_mean

    case = load(name)
    files = {source.key: Path(source.file).name for source in case.sources if source.file}
    if path.name not in files.values():
        hint = did_you_mean(path.name, tuple(files.values()))
        raise UserError(f"no source of {case.path} has the file {path.name}: {hint}")
    return tuple(
        mark
        for source in case.sources
        if files.get(source.key) == path.name
        for mark in source.marks
    )


def _refuse_loss(text: str) -> None:
    """Refuse to print a text that the output would change.

    Raises
    ------
    UserError
        If standard output cannot write some sign of it.
    """
    encoding = sys.stdout.encoding or "utf-8"
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        raise UserError(
            f"this output is written in {encoding}, which lacks {text[error.start]!a}; set "
            "PYTHONIOENCODING=utf-8, or use --json, which can write every sign"
        ) from error
