"""What do the actors do in the middle of everything that the case allows?

One variant is no finding. It shows how the game is played when nothing is extreme, and it is the
place from which to try numbers of one's own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus._user_error import UserError
from foedus.case.problems import did_you_mean
from foedus.ensemble import draw, make_space, outcome_quantity
from foedus.solve import Status, solve

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from foedus.ensemble import Space
    from foedus.game import Game
    from foedus.solve import Solution

DRAWS = 4_096


@dataclass(frozen=True, eq=False)
class SolvedGame:
    """A game, the numbers that were given to its assumptions, and what the actors do.

    Attributes
    ----------
    game
        The game that was solved.
    values : str to float64[variant]
        The assumptions.
    solution
        Behaviour and certificates; its values are the probabilities of the outcomes.
    """

    game: Game
    values: Mapping[str, NDArray[np.float64]]
    solution: Solution

    @property
    def outcomes(self) -> dict[str, NDArray[np.float64]]:
        """The probability of each outcome, with the analyst's chance: float64[variant].

        NaN where the variant was not solved.
        """
        return dict(zip(self.game.outcomes, self.solution.values, strict=True))

    @property
    def behaviour(self) -> dict[str, dict[str, NDArray[np.float64]]]:
        """For each information set, the probability of each option: float64[variant]."""
        return self.solution.play

    def __repr__(self) -> str:
        """Give the probabilities of the outcomes, and how the solving ended."""
        count = self.solution.status.size
        solved = int(self.solution.is_solved.sum())
        if count == 1:
            said = Status(int(self.solution.status[0])).name.lower()
        else:
            said = f"means of {solved} of {count} variants solved"
        probabilities = ", ".join(
            f"{name} {float(np.nanmean(values)) if solved else math.nan:.3f}"
            for name, values in self.outcomes.items()
        )
        readings = "+".join(self.game.case.combination) or "base"
        return f"SolvedGame({self.game.case.title!r}, reading {readings}: {probabilities}; {said})"


def solve_game(
    game: Game,
    values: Mapping[str, ArrayLike] | None = None,
    *,
    kappa: float | None = None,
    threads: int | None = None,
) -> SolvedGame:
    """Solve a game at the middle of what the case allows, or at numbers of one's own.

    Parameters
    ----------
    game
        As `foedus.game.compile_game` returns it.
    values : str to number or float64[variant]
        Assumptions by name; the others are central (see `central_values`). Orders and bounds of the
        case are not checked here.
    kappa
        One κ for all actors: a number, or ``inf`` for the rational limit.
    threads
        As in `foedus.solve.solve`.

    Raises
    ------
    UserError
        If a name is no assumption of the case, or the numbers are no game.
    """
    given = {
        name: np.atleast_1d(np.asarray(one, np.float64)) for name, one in (values or {}).items()
    }
    for name in given:
        if name not in game.case.assumption:
            hint = did_you_mean(name, tuple(game.case.assumption))
            raise UserError(f'the case has no assumption "{name}": {hint}')
    sizes = {one.size for one in given.values()} - {1}
    if len(sizes) > 1:
        raise UserError(
            f"the values have {' and '.join(map(str, sorted(sizes)))} variants; give each as many, "
            "or a single number"
        )
    count = max(sizes, default=1)
    full = {
        name: np.broadcast_to(given.get(name, np.array([central])), (count,))
        for name, central in central_values(make_space(game.case)).items()
    }
    try:
        solution = solve(
            game.form,
            game.variants(full, kappa=kappa),
            [game.query(outcome_quantity(outcome)) for outcome in game.outcomes],
            keep_behaviour=True,
            perception=game.case.perception,
            threads=threads,
        )
    except ValueError as error:
        raise UserError(f"these numbers are no game: {error}") from error
    return SolvedGame(game, full, solution)


def central_values(space: Space) -> dict[str, float]:
    """The middle of what each assumption may be, admissible all together.

    The middle of a lone interval (in logarithms where it is log-uniform), and the mean of four
    thousand draws of assumptions that hang together; orders and sums leave a convex set, which
    contains its means.

    Examples
    --------
    >>> from foedus.case import Assumption
    >>> from foedus.ensemble import space_of
    >>> central_values(space_of([Assumption("loss", "worth", -100, -40)]))
    {'loss': -70.0}
    """
    drawn = draw(space, 0, np.arange(DRAWS))
    found = {name: float(numbers.mean()) for name, numbers in drawn.items()} | dict(space.fixed)
    for block in space.blocks:
        if block.method == "interval":
            low, high = block.low[0], block.high[0]
            middle = math.sqrt(low * high) if block.is_log[0] else (low + high) / 2
            found[block.names[0]] = middle
    return found
