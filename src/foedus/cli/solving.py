"""What do the players of a game from Gambit do? `foedus solve`."""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from foedus._user_error import UserError

if TYPE_CHECKING:
    from foedus.solve import GambitGame

NOT_SOLVED = 1
FOR_ALL = "*"
_CASE_SUFFIXES = {".yaml", ".yml"}


def solve_game_file(
    name: str, rationality: tuple[str, ...], *, is_rational: bool, as_json: bool
) -> None:
    """Solve the game of an `.efg` file, print the play, and exit with 1 if it is not certified."""
    from foedus.cli.compiling import compile_aloud
    from foedus.cli.solved import as_record, in_words, why_not_solved
    from foedus.solve import read_efg, solve

    asked = _asked_rationality(rationality, is_rational=is_rational)
    game = read_efg(_game_file(name))
    levels = _levels(game, asked)
    compile_aloud(with_ensembles=False)
    try:
        solution = solve(game.form, game.variants(levels), keep_behaviour=True)
    except ValueError as error:
        raise UserError(f"{name}: these numbers are no game: {error}") from error
    trouble = why_not_solved(solution, is_rational=is_rational)
    if as_json:
        record = as_record(game, solution, levels, trouble)
        click.echo(json.dumps(record, indent=2, ensure_ascii=False, allow_nan=False))
    else:
        click.echo(in_words(game, solution, levels, is_solved=not trouble))
    if trouble:
        click.secho(f"foedus: {trouble}", err=True, fg="red", bold=True)
        sys.exit(NOT_SOLVED)


def _asked_rationality(given: tuple[str, ...], *, is_rational: bool) -> dict[str, float]:
    """λ by the name of a player, or under `FOR_ALL`.

    Raises
    ------
    UserError
        If nothing was asked for, or both a λ and the limit, or something that is no λ.
    """
    if is_rational and given:
        raise UserError("--lambda and --rational exclude each other; give one of them")
    if is_rational:
        return {FOR_ALL: math.inf}
    if not given:
        raise UserError(
            "say how rational the players are: --lambda 2 for all, --lambda PLAYER=2 for each, or "
            "--rational for the limit"
        )
    asked: dict[str, float] = {}
    for text in given:
        name, sign, number = text.rpartition("=")
        if sign and not name:
            raise UserError(f"--lambda {text}: no player is named before the =")
        if name in asked or (not name and FOR_ALL in asked):
            raise UserError(f"--lambda is given twice for {name or 'all players'}")
        try:
            level = float(number)
        except ValueError:
            raise UserError(
                f"--lambda {text}: {number!r} is no number; write --lambda 2, or --lambda PLAYER=2"
            ) from None
        if math.isinf(level) and level > 0:
            raise UserError("an infinite λ is the rational limit; write --rational")
        if not level >= 0:
            raise UserError(f"--lambda {text}: λ is zero or positive (0 is play at random)")
        asked[name or FOR_ALL] = level
    return asked


def _levels(game: GambitGame, asked: dict[str, float]) -> dict[str, float]:
    """λ of each player of the game.

    Raises
    ------
    UserError
        If a name is no player of the game, or a player has no λ.
    """
    from foedus.case.problems import did_you_mean

    players = game.form.players
    for name in asked:
        if name != FOR_ALL and name not in players:
            raise UserError(f"the game has no player {name!r}: {did_you_mean(name, players)}")
    missing = [name for name in players if name not in asked and FOR_ALL not in asked]
    if missing:
        raise UserError(
            f"there is no λ for {', '.join(map(repr, missing))}; add --lambda NUMBER for all who "
            "are not named"
        )
    return {name: asked.get(name, asked.get(FOR_ALL, 0.0)) for name in players}


def _game_file(name: str) -> Path:
    """The file of a game.

    Raises
    ------
    UserError
        If it is a case, a folder, or not there.
    """
    path = Path(name)
    is_case = path.suffix.lower() in _CASE_SUFFIXES or (path / "case.yaml").is_file()
    if not is_case and path.is_file():
        return path
    from foedus.case import built_in_cases
    from foedus.case.problems import did_you_mean

    if is_case or name in {case.name for case in built_in_cases()}:
        raise UserError(
            f"{name} is a case, which `foedus run {name}` solves under everything that it leaves "
            "open; `foedus solve` takes a game in Gambit's format (.efg)"
        )
    if path.is_dir():
        raise UserError(f"{name or 'the empty name'} is a folder; name a file of Gambit's (.efg)")
    beside = sorted(one.name for one in path.parent.glob("*.efg")) if path.parent.is_dir() else []
    hint = did_you_mean(path.name, beside) if beside else "name a file of Gambit's (.efg)"
    raise UserError(f"there is no file {name!r}; {hint}")
