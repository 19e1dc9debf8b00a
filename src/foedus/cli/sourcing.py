"""What does a file say once it is repaired, and what in it is doubtful? `foedus source`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path


def show_source(
    path: Path,
    *,
    encoding: str | None,
    as_text: bool,
    as_json: bool,
    is_whole: bool,
    repaired: bool | None,
) -> None:
    """Print what was repaired and what is doubtful, or the repaired text, or both as JSON."""
    from foedus.cli.repaired import in_words
    from foedus.cli.source_records import source_record
    from foedus.sources import read_source

    if as_text and as_json:
        raise UserError("--text and --json exclude each other; the JSON holds the text, too")
    source = read_source(path, encoding=encoding, repaired=repaired)
    if as_text:
        _refuse_loss(source.repaired)
        click.echo(source.repaired, nl=not source.repaired.endswith(("\n", "\r")))
    elif as_json:
        click.echo(json.dumps(source_record(source), indent=2))
    else:
        click.echo(in_words(source, is_whole=is_whole))


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
