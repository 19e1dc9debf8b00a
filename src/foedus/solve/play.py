"""How is one piece of a batch played, by the kernels for its kind of game?

With perfect information in closed form. With hidden moves or types the branch is followed with as
few information sets guessed as possible, which is quick, then, in the variants that miss the
certificate, with all of them guessed. The more is guessed, the better the equations bear sharp
play, in which one choice hangs on another by a hair: a long chain of answers to answers is as ill
conditioned as single shooting, and guessing every link is multiple shooting (Deuflhard 2004, ch.
7). In the rational limit all are guessed from the beginning. What then misses the certificate by
rounding alone is polished with logarithms in two parts (`kernels_polish`).
"""

# ruff: noqa: RUF001 (the letters of the equations)

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.batch import LARGEST_RESIDUAL, Variants
from foedus.solve.kernels_arclength import follow_curves
from foedus.solve.kernels_branch import follow_branches
from foedus.solve.kernels_certificate import new_sweep
from foedus.solve.kernels_certify_walk import span_payoffs
from foedus.solve.kernels_fine import new_rests
from foedus.solve.kernels_hidden import play_to_the_end
from foedus.solve.kernels_perfect import Findings
from foedus.solve.kernels_polish import polish
from foedus.solve.kernels_query import Answers
from foedus.solve.kernels_state import new_state
from foedus.solve.kernels_walk import Numbers, new_room
from foedus.solve.kernels_workspace import new_workspace
from foedus.solve.perfect import PerfectPlay, make_seen, play_perfect
from foedus.solve.wishes import Wishes

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.plan import Plan
    from foedus.solve.prepared import PreparedGame

REACHED, TURNED, LOST = 0, 1, 2
"""How the following of a branch ends: `TURNED` where t fell on the way."""
RATIONAL_KAPPA = 1e6
"""κ = λ × range at which the rational limit is taken where moves or types are hidden: logit play
loses less than 3e-7 of the range there on any pair of actions."""


@dataclass(frozen=True, eq=False)
class Arrival:
    """Where the branches of some variants ended.

    Attributes
    ----------
    plan
        The plan by which they were followed.
    is_found : bool[variant]
        Which variants these are.
    rationality : float64[player, variant]
        The λ at which they stand; finite also in the rational limit.
    end : float64[row, variant]
        The log-odds of all clusters.
    """

    plan: Plan
    is_found: NDArray[np.bool_]
    rationality: NDArray[np.float64]
    end: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Play:
    """The play of one piece of a batch, and its certificate; arrays as in `Solution`.

    Attributes
    ----------
    outcome : int8[variant]
        `REACHED`, `TURNED` or `LOST`.
    arrivals
        Where moves or types are hidden, where the branches ended; of a variant that was played
        more than once, the last counts.
    imagined
        In a play made of the plans of all players (``perception="mirror"``), these.
    """

    behaviour: NDArray[np.float64]
    worth: NDArray[np.float64]
    residual: NDArray[np.float64]
    regret: NDArray[np.float64]
    outcome: NDArray[np.int8]
    is_tied: NDArray[np.bool_]
    arrivals: list[Arrival] = field(default_factory=list[Arrival])
    imagined: tuple[Play, ...] = ()


def new_play(game: PreparedGame, player_count: int, count: int) -> Play:
    """Room for the play of some variants, about which nothing is known yet."""
    strategies = int(game.tree.information_set[-1]["first_strategy"])
    return Play(
        behaviour=np.full((strategies, count), np.nan),
        worth=np.full((player_count, count), np.nan),
        residual=np.full(count, np.nan),
        regret=np.full(count, np.nan),
        outcome=np.zeros(count, dtype=np.int8),
        is_tied=np.zeros(count, dtype=np.bool_),
    )


def play_piece(game: PreparedGame, numbers: Variants, is_valid: NDArray[np.bool_]) -> Play:
    """Solve one piece of a batch.

    Parameters
    ----------
    game
        The game.
    numbers
        The numbers of the piece, in contiguous arrays.
    is_valid : bool[variant]
        Which variants are a game; the others stay NaN.
    """
    count, players = numbers.count, numbers.rationality.shape[0]
    play = new_play(game, players, count)
    if game.has_perfect_information:
        every = np.arange(game.strategy_count, dtype=np.int32)
        found = (play.worth, play.residual, play.regret, play.is_tied, every, play.behaviour)
        seen = PerfectPlay(Answers(*np.zeros((2, 0, count))), Findings(*found))
        ready = make_seen(game, Wishes(kept=every))
        play_perfect(ready, numbers, slice(0, count), is_valid, seen)
    else:
        ranges = find_ranges(game, numbers.worths)
        is_rational = np.isinf(numbers.rationality).any(axis=0)
        finite = np.divide(RATIONAL_KAPPA, ranges, out=np.zeros_like(ranges), where=ranges > 0.0)
        rationality = np.where(np.isinf(numbers.rationality), finite, numbers.rationality)
        sharpened = Variants(numbers.worths, numbers.chance, rationality)
        _play_hidden(game, game.brief_plan, sharpened, ranges, is_valid & ~is_rational, play)
        missed = is_rational | (play.outcome == LOST) | (play.residual > LARGEST_RESIDUAL)
        _play_hidden(game, game.full_plan, sharpened, ranges, is_valid & missed, play)
    return play


def find_ranges(game: PreparedGame, worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """The largest less the smallest payoff of each player: float64[player, variant].

    Parameters
    ----------
    game
        The game.
    worths : float64[quantity, variant]
        The worth of each quantity.
    """
    ranges = np.zeros((game.player_count, worths.shape[1]))
    nothing = Numbers(worths, np.zeros((1, 0, 1)), np.zeros((1, 1)))
    span_payoffs(game.walk, new_room(game.walk, nothing), worths, ranges)
    return ranges


def _play_hidden(
    game: PreparedGame,
    plan: Plan,
    numbers: Variants,
    ranges: NDArray[np.float64],
    is_wanted: NDArray[np.bool_],
    play: Play,
) -> None:
    """Follow the branches of some variants by one plan, and write down where they end."""
    if not is_wanted.any():
        return
    count, players = numbers.count, numbers.rationality.shape[0]
    state = new_state(plan, players, numbers.chance.shape[1])
    work = new_workspace(plan)
    end = np.zeros((int(plan.cluster[-1]["first_row"]), count))
    is_open, is_bent = is_wanted.copy(), is_wanted.copy()
    has_turned = np.zeros(count, dtype=np.bool_)
    drawn = (numbers.worths, numbers.chance, numbers.rationality)
    for cluster in range(plan.cluster.size - 1):
        follow_branches(plan, state, work, cluster, *drawn, is_open, end)
    is_bent &= ~is_open
    for cluster in range(plan.cluster.size - 1):
        follow_curves(plan, state, work, cluster, *drawn, is_bent, has_turned, end)
    is_found = is_open | is_bent
    play.arrivals.append(Arrival(plan, is_found, numbers.rationality, end))
    play.outcome[is_wanted] = np.where(is_found, np.where(has_turned, TURNED, REACHED), LOST)[
        is_wanted
    ]
    play_ends(game, plan, Variants(*drawn), ranges, np.flatnonzero(is_found), end, play)


def play_ends(
    game: PreparedGame,
    plan: Plan,
    numbers: Variants,
    ranges: NDArray[np.float64],
    found: NDArray[np.int64],
    end: NDArray[np.float64],
    play: Play,
) -> None:
    """Play what follows from the log-odds that some variants ended with, and certify it.

    Parameters
    ----------
    game, plan
        The game, and the plan by which the log-odds were found.
    numbers, ranges
        The numbers of the piece, in contiguous arrays, and each player's range of payoffs.
    found : int64[·]
        The variants.
    end : float64[row, variant]
        The log-odds of all clusters.
    play
        Filled for these variants.
    """
    players = ranges.shape[0]
    state = new_state(plan, players, numbers.chance.shape[1])
    work, sweep = new_workspace(plan), new_sweep(game.tree, players)
    drawn = (numbers.worths, numbers.chance, numbers.rationality, ranges)
    certificate = (play.behaviour, play.worth, play.residual, play.regret, play.is_tied)
    play_to_the_end(game.tree, plan, state, work, sweep, *drawn, found, end, *certificate)
    if plan is game.full_plan:
        missed = found[~(play.residual[found] <= LARGEST_RESIDUAL)]
        rests = new_rests(plan, state, sweep)
        polish(game.tree, plan, state, work, sweep, rests, *drawn, missed, end, *certificate)
