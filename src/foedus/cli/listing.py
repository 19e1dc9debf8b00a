"""Which documents does a bibliography name, as a case lists its sources? `foedus sources`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.sources import Reference


def list_sources(path: Path, keys: tuple[str, ...]) -> None:
    """Print the block ``sources``; what is left out or renamed is said on standard error."""
    from foedus.case import yaml_text
    from foedus.case.kinds import NAME_PATTERN
    from foedus.case.problems import did_you_mean
    from foedus.case.writing import name_made_of
    from foedus.sources import read_bibliography

    found = read_bibliography(path)
    unknown = [key for key in keys if key not in found]
    if unknown:
        told = (f'{path} has no "{key}": {did_you_mean(key, tuple(found))}' for key in unknown)
        raise UserError("\n".join(told))
    wanted = [found[key] for key in dict.fromkeys(keys)] if keys else list(found.values())
    if not wanted:
        raise UserError(f"{path} names no document")
    block: dict[str, dict[str, str]] = {}
    for one in wanted:
        name = one.key
        if re.fullmatch(NAME_PATTERN, name) is None:
            name = name_made_of(one.title or name, block)
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
