"""Where do these words stand, and how are they cited in a case? `foedus cite`."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

NOT_CITED = 1


def cite_words(
    path: Path, words: str, *, key: str | None, encoding: str | None, as_json: bool, is_whole: bool
) -> None:
    """Print the passage that holds some words and its citation.

    Exits with 1 if they stand in no place or in several. Then all that is said is said on standard
    error, so that standard output never holds anything but a citation that is valid.
    """
    from foedus.case.kinds import NAME_PATTERN
    from foedus.cli.cited import in_words, why_not_cited
    from foedus.cli.source_records import look_up_record
    from foedus.sources import look_up, read_source

    if key is not None and re.fullmatch(NAME_PATTERN, key) is None:
        raise UserError(
            f"--key {key}: a case cannot call a source so; use letters, digits, '_', '-' and '.'"
        )
    source = read_source(path, key=key, encoding=encoding)
    found = look_up(source, words)
    if as_json:
        click.echo(json.dumps(look_up_record(source, found), indent=2))
    elif found.check is not None:
        click.echo(in_words(source, found.check))
        if re.fullmatch(NAME_PATTERN, source.key) is None:
            click.echo(
                f"foedus: a case cannot call a source {source.key!r}; give the name that it has "
                "there with --key",
                err=True,
            )
    if found.check is None:
        trouble, *places = why_not_cited(source, found, is_whole=is_whole)
        click.secho(f"foedus: {trouble}", err=True, fg="red", bold=True)
        if not as_json:
            click.echo("\n".join(places), err=True)
        sys.exit(NOT_CITED)
