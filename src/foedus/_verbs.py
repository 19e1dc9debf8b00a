"""The five verbs: load, compile, solve, run, report.

Thin: each calls one package and hands on its value. What they need is imported when they are called,
so that importing Foedus costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case import Case
    from foedus.game import Game


def load(case: str | Path) -> Case:
    """Read a case: the name of a built-in one, or a path to a file or its folder.

    Raises
    ------
    foedus.case.CaseError
        With every mistake of the file, each with its line.
    """
    from foedus.case import load as load_case

    return load_case(case)


def compile(case: Case) -> Game:  # noqa: A001 - the verb of the design
    """Unroll a case, under its combination of readings, into a game.

    Raises
    ------
    foedus.case.CaseError
        If the play cannot be unrolled: too large, outcomes that overlap, an option never offered.
    """
    from foedus.game import compile_game

    return compile_game(case)


def solve() -> None:
    """To be written."""


def run() -> None:
    """To be written."""


def report() -> None:
    """To be written."""
