"""Which documents does a bibliography name, as a case lists its sources? `foedus sources`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources import Reference


def list_sources(path: Path, keys: tuple[str, ...]) -> None:
    """Print the block ``sources``; what is left out or renamed is said on standard error."""
    from foedus.case import yaml_text
    from foedus.case.problems import did_you_mean
    from foedus.case.source_keys import source_keys
    from foedus.sources import read_bibliography

    found = read_bibliography(path)
    names = source_keys(found.values())
    key_of = {name: key for key, name in names.items()} | {key: key for key in found}
    unknown = [key for key in keys if key not in key_of]
    if unknown:
        told = (f'{path} has no "{key}": {did_you_mean(key, tuple(key_of))}' for key in unknown)
        raise UserError("\n".join(told))
    asked = dict.fromkeys(key_of[key] for key in keys)
    wanted = [found[key] for key in asked or found]
    if not wanted:
        raise UserError(f"{path} names no document")
    block: dict[str, dict[str, str]] = {}
    for one in wanted:
        name = names[one.key]
        if name != one.key:
            click.echo(f"foedus: a case cannot call a source {one.key!r}: named {name}", err=True)
        if one.title is None:
            click.echo(f"foedus: {one.key!r} has no title, which a case asks for", err=True)
        block[name] = _words(one)
    click.echo(yaml_text({"sources": block}), nl=False)


def _words(reference: Reference) -> dict[str, str]:
    told = {
        "title": reference.title,
        "author": reference.author,
        "year": reference.date,
        "where": reference.where,
    }
    return {word: value for word, value in told.items() if value is not None}
