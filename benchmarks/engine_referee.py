"""How fast is the engine next to pygambit, which takes one game at a time?

The same game at the same λ; the times of pygambit leave out the reading of the game. Both must come
to the same play.
"""

from __future__ import annotations

import importlib
import importlib.util
import io
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from engine_contest import Engine
from engine_timing import fastest, race
from engine_tree import RATIONALITY, as_form, as_variants, grow
from engine_types import as_form_with_types, grow_types

from foedus.solve import solve
from foedus.solve.efg_writing import efg_text

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "solve"))

from solve_referee import gambit_answer

if TYPE_CHECKING:
    from engine_tree import Precision

    from foedus.solve import ExtensiveForm, Variants

SAME = 1e-6


@dataclass(frozen=True)
class Comparison:
    """What came out.

    Attributes
    ----------
    game
        In words.
    seconds
        Of processor time a variant, by what was run.
    solved, count
        How many variants carry the certificate, of how many.
    """

    game: str
    seconds: dict[str, float]
    solved: int
    count: int


def is_installed() -> bool:
    """Whether pygambit is there."""
    return importlib.util.find_spec("pygambit") is not None


def pygambit_seconds(form: ExtensiveForm, variants: Variants) -> float:
    """Seconds that pygambit takes for one variant; its play is compared.

    Raises
    ------
    ValueError
        Where it comes to another play.
    """
    read = importlib.import_module("pygambit").read_efg
    follow = importlib.import_module("pygambit.qre").logit_solve_lambda
    rationality = float(variants.rationality[0, 0])
    theirs = gambit_answer(form, variants, rationality)
    own = solve(form, variants, keep_behaviour=True, threads=1).behaviour
    assert own is not None
    if theirs is None or not np.allclose(own[:, 0], theirs, rtol=0.0, atol=SAME):
        raise ValueError("pygambit comes to another play")
    game = read(io.StringIO(efg_text(form, variants)))
    return fastest(lambda: follow(game, rationality), 3)


def perfect_information(nodes: int, count: int, rounds: int) -> Comparison:
    """Compare on a tree where all is seen."""
    tree = grow(nodes)
    form, variants = as_form(tree), as_variants(tree, tree.worths(count))
    kinds: list[tuple[str, Precision, bool]] = [
        ("float32", "float32", False),
        ("float64", "float64", False),
        ("float64, certified", "float64", True),
    ]
    engines = {name: Engine(tree, kind, certify=certify) for name, kind, certify in kinds}
    seconds = race(
        {name: lambda engine=engine: engine.solve(variants) for name, engine in engines.items()},
        rounds,
    )
    taken = {name: total / count for name, total in seconds.items()}
    if is_installed():
        taken["pygambit"] = pygambit_seconds(form, as_variants(tree, tree.worths(1)))
    solution = solve(form, variants, threads=1)
    solved = int(solution.is_solved.sum())
    return Comparison(f"{form!r}, λ = {RATIONALITY:g}", taken, solved, count)


def hidden_types(nodes: int, count: int, rounds: int) -> Comparison:
    """Compare on a tree where chance draws at the start what one player alone learns, at λ = 1."""
    tree = grow_types(nodes)
    form = as_form_with_types(tree)
    variants, one = (as_variants(tree, tree.worths(many), 1.0) for many in (count, 1))
    solution = solve(form, variants, threads=1)
    seconds = race({"float64, certified": lambda: solve(form, variants, threads=1)}, rounds)
    taken = {name: total / count for name, total in seconds.items()}
    if is_installed():
        taken["pygambit"] = pygambit_seconds(form, one)
    return Comparison(f"{form!r}, λ = 1", taken, int(solution.is_solved.sum()), count)
