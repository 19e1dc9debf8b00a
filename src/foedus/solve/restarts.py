"""Is the equilibrium on the principal branch the only one there is?

With perfect information it is, and wherever nothing has to be guessed: play follows in closed form.
Where moves or types are hidden there may be others, and a user may want to know how often, and
whether they would answer the questions differently. So in a sample of variants the search is begun
anew from random play, many times. What is found is certified as the principal one is. That nothing
is found proves nothing.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.batch import LARGEST_RESIDUAL
from foedus.solve.equilibrium import evaluate, solve
from foedus.solve.inputs import check_shapes, cut, narrow, spread
from foedus.solve.kernels_restart import restart
from foedus.solve.kernels_state import new_state
from foedus.solve.kernels_workspace import new_workspace
from foedus.solve.play import find_ranges, new_play, play_ends
from foedus.solve.prepared import PreparedGame, prepare

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Query, Variants
    from foedus.solve.extensive_form import ExtensiveForm

SAME = 1e-5
"""Plays that differ by no more than this in any probability are one equilibrium."""
_ALL_VARIANTS = 2**64 - 1
"""In place of a variant's number, where the sample of variants is drawn."""


@dataclass(frozen=True, eq=False)
class EquilibriumCount:
    """How many equilibria were found besides the principal one, in a sample of variants.

    Attributes
    ----------
    variants : int64[sampled]
        Which variants of the batch were looked at, in ascending order.
    restarts
        From how many random plays the search was begun in each of them; 0 where play follows in
        closed form, so that there is only one equilibrium.
    is_compared : bool[sampled]
        Where the principal equilibrium is certified, so that others can be told from it.
    converged : int64[sampled]
        How many restarts ended in a certified equilibrium, the principal one included.
    others : int64[sampled]
        How many distinct equilibria were found besides the principal one; more may exist.
    farthest : float64[query, sampled]
        The largest distance of an answer in any of the others from the principal answer; 0 where
        there are no others, NaN where an answer is undefined.
    """

    variants: NDArray[np.int64]
    restarts: int
    is_compared: NDArray[np.bool_]
    converged: NDArray[np.int64]
    others: NDArray[np.int64]
    farthest: NDArray[np.float64]

    @property
    def is_closed_form(self) -> bool:
        """Whether play follows in closed form, so that nothing else can exist."""
        return self.restarts == 0

    @property
    def several(self) -> int:
        """In how many of the sampled variants another equilibrium was found."""
        return int((self.others > 0).sum())

    def summary(self) -> str:
        """What was found, in words."""
        if self.is_closed_form:
            return (
                "Play follows in closed form, one move after another: every variant has exactly "
                "one equilibrium."
            )
        compared = int(self.is_compared.sum())
        found = (
            f"In {self.several} of {compared} sampled variants another equilibrium was found "
            f"besides the principal one, in none more than {self.others.max(initial=0)}"
            if self.several
            else f"In none of {compared} sampled variants was another equilibrium found"
        )
        return (
            f"{found}, by {self.restarts} random restarts each, of which "
            f"{self.converged[self.is_compared].sum()} of {compared * self.restarts} converged. "
            "That none was found does not prove that there is none."
        )


def count_equilibria(
    form: ExtensiveForm,
    variants: Variants,
    queries: Sequence[Query] = (),
    *,
    sample: int = 50,
    restarts: int = 40,
    seed: int = 0,
    threads: int | None = None,
) -> EquilibriumCount:
    """Look for equilibria besides the principal one, in a sample of the variants.

    From random play Newton's method, damped, goes to a zero of all equations at the λ asked for;
    what has a residual of at most 1e-9 counts. Random play comes from a counter-based generator
    keyed by seed, variant and restart (Salmon et al. 2011), so that the same is found on any
    number of threads, and a larger number of restarts begins with the same ones.

    Parameters
    ----------
    form
        The game.
    variants
        The numbers.
    queries
        What is asked of every equilibrium, to see whether it matters which is played.
    sample
        How many variants to look at, drawn without replacement; all where there are no more.
    restarts
        How many times to begin anew in each.
    seed
        Which random plays and which sample, from 0.
    threads
        How many threads to use; all processors by default. The numbers do not depend on it.

    Returns
    -------
    EquilibriumCount
        One column a sampled variant.

    Raises
    ------
    ValueError
        Where `sample`, `restarts` or `seed` is no such number, λ is infinite (there are no
        equations then), or as in `solve`.

    Examples
    --------
    >>> from foedus.solve import build, decision, make_variants, terminal
    >>> second = {
    ...     mine: decision("b", "unseen", {
    ...         yours: terminal({"a": float(mine == yours), "b": float(mine == yours)})
    ...         for yours in ("left", "right")
    ...     })
    ...     for mine in ("left", "right")
    ... }
    >>> form = build(["a", "b"], decision("a", "first", second))
    >>> found = count_equilibria(form, make_variants(form, rationality=[1.0, 8.0]))
    >>> found.others.tolist()
    [0, 2]
    """
    _check(variants, sample=sample, restarts=restarts, seed=seed)
    check_shapes(form, variants)
    chosen = _sample(variants.count, sample, seed)
    sampled = spread(cut(narrow(variants), chosen), len(form.players), chosen.size)
    game = prepare(form, None)
    is_closed_form = game.has_perfect_information or game.full_plan.cluster.size == 1
    principal = solve(form, sampled, queries, keep_behaviour=True, threads=threads)
    behaviour = principal.behaviour
    result = EquilibriumCount(
        variants=chosen,
        restarts=0 if is_closed_form else restarts,
        is_compared=principal.is_solved,
        converged=np.zeros(chosen.size, dtype=np.int64),
        others=np.zeros(chosen.size, dtype=np.int64),
        farthest=np.where(np.isnan(principal.values), np.nan, 0.0),
    )
    if is_closed_form or behaviour is None:
        return result

    def look(column: int) -> None:
        one = cut(sampled, np.array([column]))
        repeated = spread(one, len(form.players), restarts)
        starts = _random_play(game, repeated, seed, int(chosen[column]))
        found = _search(game, repeated, starts)
        others = _distinct(found, besides=behaviour[:, column])
        result.converged[column] = found.shape[1]
        result.others[column] = others.shape[1]
        if queries and others.shape[1]:
            answers, _ = evaluate(
                form, spread(one, len(form.players), others.shape[1]), others, queries, threads=1
            )
            gaps = np.abs(answers - principal.values[:, column, None])
            result.farthest[:, column] = gaps.max(axis=1)

    with ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1) as pool:
        list(pool.map(look, np.flatnonzero(principal.is_solved).tolist()))
    return result


def _check(variants: Variants, *, sample: int, restarts: int, seed: int) -> None:
    """Refuse what cannot be carried out."""
    for name, value, least in (("sample", sample, 1), ("restarts", restarts, 1), ("seed", seed, 0)):
        if value < least:
            raise ValueError(f"{name} is {value}; it must be a whole number from {least} on")
    if np.isinf(variants.rationality).any():
        raise ValueError(
            "equilibria are counted at a finite rationality, and here it is infinite; "
            "take a large one instead"
        )


def _sample(count: int, size: int, seed: int) -> NDArray[np.int64]:
    """Which variants to look at: int64[sampled]."""
    lots = _uniform(seed, _ALL_VARIANTS, 0, count)
    return np.sort(np.argsort(lots, kind="stable")[:size]).astype(np.int64)


def _uniform(seed: int, variant: int, number: int, size: int) -> NDArray[np.float64]:
    """Random numbers from 0 to 1 that belong to a seed, a variant and a restart."""
    source = np.random.Philox(
        key=np.array([seed, variant], dtype=np.uint64),
        counter=np.array([0, 0, 0, number], dtype=np.uint64),
    )
    return np.random.Generator(source).random(size)


def _random_play(
    game: PreparedGame, repeated: Variants, seed: int, variant: int
) -> NDArray[np.float64]:
    """Log-odds to start from: float64[row, restart].

    Differences of Gumbel variates are log-odds of play drawn uniformly. They are stretched by a
    factor between 1 and the largest κ, so that play both mixed and sharp is begun from.
    """
    plan = game.full_plan
    ranges = find_ranges(game, np.ascontiguousarray(repeated.worths[:, :1]))
    sharpest = max(1.0, float((ranges * repeated.rationality[:, :1]).max()))
    rows = int(plan.cluster[-1]["first_row"])
    starts = np.zeros((rows, repeated.count))
    for number in range(repeated.count):
        drawn = _uniform(seed, variant, number, 1 + 2 * rows)
        lots = np.clip(drawn[1:].reshape(2, rows), 1e-300, 1.0 - 1e-16)
        gumbel = -np.log(-np.log(lots))
        starts[:, number] = sharpest ** drawn[0] * (gumbel[0] - gumbel[1])
    return starts


def _search(
    game: PreparedGame, repeated: Variants, starts: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The certified play that each start leads to: float64[strategy, converged]."""
    plan = game.full_plan
    players, count = repeated.rationality.shape
    state, work = new_state(plan, players, repeated.chance.shape[1]), new_workspace(plan)
    drawn = (repeated.worths, repeated.chance, repeated.rationality)
    is_open = np.ones(count, dtype=np.bool_)
    for cluster in range(plan.cluster.size - 1):
        restart(plan, state, work, cluster, *drawn, is_open, starts)
    play = new_play(game, players, count)
    ranges = find_ranges(game, repeated.worths)
    play_ends(game, plan, repeated, ranges, np.flatnonzero(is_open), starts, play)
    return play.behaviour[:, is_open & (play.residual <= LARGEST_RESIDUAL)]


def _distinct(found: NDArray[np.float64], besides: NDArray[np.float64]) -> NDArray[np.float64]:
    """Of some plays each that differs from all before and from one besides, as columns."""
    kept = [besides]
    for play in found.T:
        if all(np.abs(play - other).max() > SAME for other in kept):
            kept.append(play)
    return np.stack(kept, axis=1)[:, 1:]
