"""What is surprising about a case, though it can be played? `foedus check` and `foedus run`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedus.game import Game


def print_warnings(games: Sequence[Game]) -> None:
    """Print the warnings of a case under all its readings, each once."""
    warnings = dict.fromkeys(
        str(warning) for game in games for warning in (*game.case.warnings, *game.warnings)
    )
    for warning in warnings:
        click.echo(f"warning: {warning}")
