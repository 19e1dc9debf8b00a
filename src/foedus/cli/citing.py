"""Where do these words stand, and how are they cited in a case? `foedus cite`."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Literal, NoReturn

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources import CitationCheck, LookUp, Source

NOT_CITED = 1


def cite_words(
    path: Path,
    words: str,
    *,
    key: str | None,
    encoding: str | None,
    form: Literal["words", "json", "annotation", "tei"],
    is_whole: bool,
    iri: str | None = None,
) -> None:
    """Print the passage that holds some words and its citation.

    Exits with 1 if they stand in no place or in several. Then all that is said in words is said on
    standard error, so that standard output never holds a citation that is not valid.
    """
    from foedus.case.kinds import NAME_PATTERN
    from foedus.cli.source_records import look_up_record
    from foedus.sources import look_up, read_source

    if key is not None and not _is_name(key, NAME_PATTERN):
        raise UserError(
            f"--key {key}: a case cannot call a source so; use letters, digits, '_', '-' and '.'"
        )
    source = read_source(path, key=key, encoding=encoding)
    found = look_up(source, words)
    if form == "json":
        click.echo(json.dumps(look_up_record(source, found), indent=2))
    if found.check is None:
        _refuse(source, found, is_whole=is_whole, has_told=form == "json")
    elif form == "annotation":
        _print_annotation(source, found.check, iri)
    elif form == "tei":
        _print_tei(source, found.check)
    elif form == "words":
        _print_in_words(source, found, has_name=_is_name(source.key, NAME_PATTERN))


def _is_name(key: str, pattern: str) -> bool:
    return re.fullmatch(pattern, key) is not None


def _print_annotation(source: Source, check: CitationCheck, iri: str | None) -> None:
    from foedus.sources import web_annotation

    if check.passage is not None:
        click.echo(json.dumps(web_annotation(source, check.passage, iri=iri), indent=2))


def _print_tei(source: Source, check: CitationCheck) -> None:
    from foedus.sources import tei_citation

    if check.passage is not None:
        click.echo(tei_citation(source, check.passage), nl=False)


def _print_in_words(source: Source, found: LookUp, *, has_name: bool) -> None:
    from foedus.cli.cited import in_words

    click.echo(in_words(source, found))
    if not has_name:
        click.echo(
            f"foedus: a case cannot call a source {source.key!r}; give the name that it has there "
            "with --key",
            err=True,
        )


def _refuse(source: Source, found: LookUp, *, is_whole: bool, has_told: bool) -> NoReturn:
    """Say why nothing is cited, and where the words stand or may be meant; exit with 1."""
    from foedus.cli.cited import why_not_cited

    trouble, *places = why_not_cited(source, found, is_whole=is_whole)
    click.secho(f"foedus: {trouble}", err=True, fg="red", bold=True)
    if not has_told:
        click.echo("\n".join(places), err=True)
    sys.exit(NOT_CITED)
