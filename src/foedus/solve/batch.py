"""What goes into a solver, and what comes out, for many variants of one game?

A batch is one `ExtensiveForm` and arrays with one column a variant. `Variants` holds the numbers,
a `Query` asks for a probability or an expected worth, and a `Solution` answers, each answer with
the certificate that says how far it can be trusted.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm


LARGEST_RESIDUAL = 1e-9
"""The largest distance from the logit response that is certified."""


class Status(IntEnum):
    """How the solving of one variant ended."""

    SOLVED = 0
    """The residual is at most 1e-9 at the rationality that was asked for."""
    UNCERTIFIED = 1
    """A strategy was found, but its residual is above 1e-9."""
    FAILED = 2
    """The branch could not be followed to the rationality that was asked for."""
    INVALID = 3
    """The numbers are no game: not finite, a negative λ, chances that do not sum to one."""
    UNCHECKED = 4
    """A strategy was found; nobody asked for a certificate."""


@dataclass(frozen=True, eq=False)
class Variants:
    """The numbers of a batch: one column a variant.

    A dimension of viewpoints, players (of `rationality`) or variants that has size 1 stands for
    numbers that are all the same; that saves memory and time.

    Attributes
    ----------
    worths : float64[quantity, variant]
        The value of each quantity that a payoff term refers to.
    chance : float64[viewpoint, slot, variant]
        The probability of each chance slot. Viewpoints are the players in their order, then the
        analyst: ``chance.shape[0]`` is ``len(players) + 1``, or 1 where all agree.
    rationality : float64[player, variant]
        The λ of each player, per unit of its own worth; ``inf`` for all players asks for the
        rational limit.
    """

    worths: NDArray[np.float64]
    chance: NDArray[np.float64]
    rationality: NDArray[np.float64]

    @property
    def count(self) -> int:
        """Number of variants."""
        sizes = [array.shape[-1] for array in (self.worths, self.chance, self.rationality)]
        return next((int(size) for size in sizes if size != 1), 1)

    def __repr__(self) -> str:
        """Say how many and what."""
        return f"Variants({self.count} variants of {self.worths.shape[0]} quantities)"


@dataclass(frozen=True, eq=False)
class Query:
    """A probability, or an expected worth, to be read off every solved variant.

    The value is ``Σ P(z) w(z) [z in event and given] / Σ P(z) [z in given]`` over terminal nodes
    z, with w = 1, or w = the payoff of player `worth_of`.

    Attributes
    ----------
    viewpoint
        Whose chance probabilities count: a player, or ``len(players)`` for the analyst.
    event, given : bool[node]
        Which terminal nodes belong to the event, and to the condition.
    forced : int32[node] or None
        An unannounced intervention, do(step = option): the action that is taken at a node whatever
        the strategy or chance says; -1 where nothing is forced.
    worth_of
        The player whose expected worth is asked for; -1 asks for the probability of the event.
    """

    viewpoint: int
    event: NDArray[np.bool_]
    given: NDArray[np.bool_]
    forced: NDArray[np.int32] | None = None
    worth_of: int = -1


@dataclass(frozen=True, eq=False)
class Solution:
    """What the players do in every variant of a batch, and how certain that is.

    Attributes
    ----------
    values : float64[query, variant]
        The answers to the queries; NaN where the condition has probability zero (undefined) and
        where the variant is neither solved nor unchecked.
    condition : float64[query, variant]
        The probability of each query's condition.
    worth : float64[player, variant]
        Each player's expected payoff, with its own chance probabilities; NaN where it was not
        asked for.
    status : int8[variant]
        A `Status`.
    residual : float64[variant]
        Largest distance, over all information sets and actions, between the strategy and the logit
        response to it; in the rational limit with perfect information, 0.
    regret : float64[variant]
        Largest gain that any player could have by another action at any information set, as a
        fraction of that player's range of payoffs.
    turned : bool[variant]
        Whether the principal branch turned back before it reached the rationality asked for.
    tied : bool[variant]
        Whether, in the rational limit, actions were equally good and the probability was split.
    kept : int32[kept]
        Which entries of the behaviour strategy were asked for (see `first_strategy` of the form).
    behaviour : float64[kept, variant] or None
        Those entries; None where none was asked for. What is less likely than 1e-301 (in float32,
        1e-33) counts as impossible.
    """

    form: ExtensiveForm
    values: NDArray[np.float64]
    condition: NDArray[np.float64]
    worth: NDArray[np.float64]
    status: NDArray[np.int8]
    residual: NDArray[np.float64]
    regret: NDArray[np.float64]
    turned: NDArray[np.bool_]
    tied: NDArray[np.bool_]
    kept: NDArray[np.int32]
    behaviour: NDArray[np.float64] | None

    @property
    def play(self) -> dict[str, dict[str, NDArray[np.float64]]]:
        """For each information set that was kept, how likely each action is: float64[variant].

        NaN where no strategy was found.

        Raises
        ------
        ValueError
            If no behaviour was kept.
        """
        if self.behaviour is None:
            raise ValueError("the behaviour was not kept; solve with keep_behaviour=True")
        rows = dict(zip(self.kept.tolist(), self.behaviour, strict=True))
        first = self.form.first_strategy.tolist()
        return {
            name: {label: rows[first[number] + at] for at, label in enumerate(labels)}
            for number, (name, labels) in enumerate(
                zip(self.form.information_sets, self.form.actions, strict=True)
            )
            if first[number] in rows
        }

    @property
    def is_solved(self) -> NDArray[np.bool_]:
        """Which variants carry the certificate: bool[variant]."""
        return self.status == Status.SOLVED

    def __repr__(self) -> str:
        """Say how many and what."""
        unchecked = int((self.status == Status.UNCHECKED).sum())
        if unchecked:
            return f"Solution({unchecked} of {self.status.size} variants played, none certified)"
        solved = int(self.is_solved.sum())
        worst = float(self.residual[self.is_solved].max()) if solved else float("nan")
        return (
            f"Solution({solved} of {self.status.size} variants solved, worst residual "
            f"{worst:.1e}, {int(self.turned.sum())} branches turned)"
        )
