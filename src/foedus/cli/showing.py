"""What does a case look like before it is solved?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case import Case


def show_case(name: str, *, expand: bool, readings: tuple[str, ...]) -> None:
    """Print the case, its play and its tree, or what its institutions expand to."""
    from foedus.case import load
    from foedus.game import compile_game, describe, expand_play, print_expansion

    case = under(load(name), readings)
    if expand:
        click.echo(print_expansion(expand_play(case)))
    else:
        click.echo(describe(compile_game(case)))


def under(case: Case, readings: tuple[str, ...]) -> Case:
    """The case under the readings named, in any order.

    Raises
    ------
    UserError
        If they are no combination of the case: one reading from each axis, or none.
    """
    for combination in case.combinations:
        if set(combination) == set(readings):
            return case.under(combination)
    axes = "; ".join(f"{axis}: {', '.join(names)}" for axis, names in case.axes.items())
    allowed = f"name one from each axis ({axes})" if axes else "the case has no readings"
    raise UserError(f"no such reading: {', '.join(readings)}; {allowed}")


def list_cases() -> None:
    """Print the built-in cases with their titles."""
    from foedus.case import built_in_cases

    built_in = built_in_cases()
    width = max(len(each.name) for each in built_in)
    for each in built_in:
        click.echo(f"{each.name:<{width}}  {each.title}")


def write_schema(out: Path | None) -> None:
    """Write the JSON Schema of the case language."""
    from foedus.case import json_schema

    text = json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"
    if out is None:
        click.echo(text, nl=False)
    else:
        out.write_text(text, encoding="utf-8")
        click.echo(f"schema written to {out}")
