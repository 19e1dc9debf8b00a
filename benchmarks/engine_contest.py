"""How fast is the engine where everybody sees everything, next to NumPy and C++?

Everybody gets the same assumptions and gives the worths of all players and the probabilities of the
outcomes. The answers are compared before a time is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from engine_timing import processor_seconds, race
from engine_tree import (
    OUTCOMES,
    RandomTree,
    as_form,
    as_variants,
    grow,
    outcome_queries,
)
from level_by_level import BATCH, LevelByLevel
from rival import Rival

from foedus.solve import Solution, solve
from foedus.solve.answers import group_queries
from foedus.solve.inputs import narrow
from foedus.solve.perfect import make_seen, play_perfect, room_in
from foedus.solve.prepared import prepare
from foedus.solve.wishes import Wishes

if TYPE_CHECKING:
    import ctypes
    from collections.abc import Callable

    from engine_tree import Precision
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Variants

TOLERANCE: dict[Precision, float] = {"float32": 1e-4, "float64": 1e-12}
FOEDUS, KERNEL, CERTIFIED = "Foedus", "Foedus, kernel alone", "Foedus, certified"
NUMPY, RIVAL = "NumPy", "C++"
CHECKED = 256
"""How many variants' answers are compared."""
NODE_VARIANTS = 8_192_000
"""How much work a time is taken of, where trees of different sizes are compared."""
PREPARING = 64
"""How many variants the first call of a game is made with."""


class Engine:
    """Foedus made ready for one tree, called as its users call it."""

    def __init__(self, tree: RandomTree, precision: Precision, *, certify: bool = False) -> None:
        self.form: ExtensiveForm = as_form(tree)
        self.queries = outcome_queries(tree)
        self.options: dict[str, Any] = {"precision": precision, "certify": certify}

    def solve(self, variants: Variants) -> Solution:
        """Solve a batch on one thread, and read the outcomes off."""
        return solve(self.form, variants, self.queries, threads=1, **self.options)


class Kernel:
    """The engine's kernel without what `solve` does around it.

    No numbers are looked at, nothing is judged, and answers are written into the same arrays again.
    """

    def __init__(self, engine: Engine, variants: Variants) -> None:
        wishes = Wishes(
            groups=group_queries(engine.form, engine.queries),
            is_certified=False,
            dtype=np.float32 if engine.options["precision"] == "float32" else np.float64,
        )
        self.solution = engine.solve(variants)
        self.variants, self.everyone = narrow(variants), np.ones(variants.count, dtype=np.bool_)
        self.seen = make_seen(prepare(engine.form, None), wishes)
        self.found = room_in(self.solution, wishes)

    def solve(self) -> Solution:
        """Solve the batch once more."""
        whole = slice(0, self.everyone.size)
        play_perfect(self.seen, self.variants, whole, self.everyone, self.found)
        return self.solution


def rows_of(answers: Solution | NDArray[Any]) -> NDArray[Any]:
    """Worths of all players, then probabilities of all outcomes: float[row, variant]."""
    if isinstance(answers, Solution):
        return np.concatenate([answers.worth, answers.values])
    return answers


def contest(
    tree: RandomTree, precision: Precision, count: int, rounds: int, library: ctypes.CDLL | None
) -> dict[str, float]:
    """Seconds of processor time a variant for each contestant.

    Parameters
    ----------
    tree
        The tree.
    precision
        Of everybody's numbers.
    count
        How many variants, fewer than `BATCH` or a multiple of it.
    rounds
        How often; the median counts.
    library
        The compiled rival, where there is a compiler.
    """
    worths = tree.worths(count)
    short = worths.astype(precision)
    variants = as_variants(tree, worths)
    engine, certified = (Engine(tree, precision, certify=certify) for certify in (False, True))
    by_level = LevelByLevel(tree, precision, min(BATCH, count))
    kernel = Kernel(engine, variants)
    contestants: dict[str, Callable[[], Solution | NDArray[Any]]] = {
        FOEDUS: lambda: engine.solve(variants),
        KERNEL: kernel.solve,
        CERTIFIED: lambda: certified.solve(variants),
        NUMPY: lambda: by_level.solve(short),
    }
    if library is not None:
        rival = Rival(library, tree, precision)
        contestants[RIVAL] = lambda: rival.solve(short)
    right = rows_of(
        Engine(tree, "float64", certify=True).solve(as_variants(tree, worths[:, :CHECKED]))
    )
    for name, work in contestants.items():
        check(name, rows_of(work())[:, :CHECKED], right, precision)
    return {name: seconds / count for name, seconds in race(contestants, rounds).items()}


def check(
    name: str, answers: NDArray[Any], right: NDArray[np.float64], precision: Precision
) -> None:
    """Stop if somebody's answers are wrong.

    Raises
    ------
    ValueError
        Says whose, and by how much.
    """
    wrong = float(np.abs(answers - right).max())
    if not wrong <= TOLERANCE[precision]:
        raise ValueError(f"the answers of {name} in {precision} are wrong by {wrong:.1e}")
    assert np.abs(answers[-OUTCOMES:].sum(axis=0) - 1.0).max() <= TOLERANCE[precision]


def sizes(
    nodes: list[int], precision: Precision, rounds: int, library: ctypes.CDLL | None
) -> list[tuple[int, float, float, float]]:
    """Nodes of a tree, seconds of preparation, and seconds a node and variant, of the rival too.

    Preparation is the first call of the engine for a game, with a few variants.
    """
    found: list[tuple[int, float, float, float]] = []
    for count in nodes:
        tree = grow(count)
        engine = Engine(tree, precision)
        few = as_variants(tree, tree.worths(PREPARING))
        preparation = processor_seconds(lambda engine=engine, few=few: engine.solve(few))
        many = max(4 * PREPARING, NODE_VARIANTS // count // PREPARING * PREPARING)
        worths = tree.worths(many)
        short, variants = worths.astype(precision), as_variants(tree, worths)
        contestants: dict[str, Callable[[], object]] = {
            FOEDUS: lambda engine=engine, variants=variants: engine.solve(variants)
        }
        if library is not None:
            rival = Rival(library, tree, precision)
            contestants[RIVAL] = lambda rival=rival, short=short: rival.solve(short)
        seconds = race(contestants, rounds)
        scale = many * count
        found.append(
            (count, preparation, seconds[FOEDUS] / scale, seconds.get(RIVAL, np.nan) / scale)
        )
    return found
