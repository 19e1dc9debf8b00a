"""How is a batch of a game played in which everybody sees everything?

In one pass of a kernel for each piece of the batch: play, certificate, expected payoffs and the
answers to queries come out of the same rows. Only what was asked for leaves them, so that a million
variants need little more memory than their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.solve.answers import QueryGroup, pack_questions
from foedus.solve.inputs import cut, take_numbers
from foedus.solve.kernels_perfect import Findings, solve_perfect
from foedus.solve.kernels_query import Answers
from foedus.solve.kernels_walk import new_room

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Variants
    from foedus.solve.prepared import PreparedGame


@dataclass(frozen=True, eq=False)
class Wishes:
    """What is wanted of a batch, besides the play.

    Attributes
    ----------
    groups
        The queries.
    kept : int32[kept]
        Entries of the behaviour strategy.
    is_behaviour_kept
        Whether any were asked for.
    is_worth_wanted
        Whether each player's expected payoff is.
    is_certified
        Whether a certificate is.
    dtype
        In which precision the play may be found where no certificate is wanted.
    """

    groups: Sequence[QueryGroup] = ()
    kept: NDArray[np.int32] = field(default_factory=lambda: np.zeros(0, np.int32))
    is_behaviour_kept: bool = False
    is_worth_wanted: bool = True
    is_certified: bool = True
    dtype: type[np.floating[Any]] = np.float64


@dataclass(frozen=True, eq=False)
class PerfectPlay:
    """Where what is found is written, for all variants; arrays as in `Solution`."""

    answers: Answers
    findings: Findings

    def at(self, which: NDArray[np.intp]) -> PerfectPlay:
        """Room for some variants."""
        found = self.findings
        return PerfectPlay(
            Answers(_columns(self.answers.values, which), _columns(self.answers.condition, which)),
            Findings(
                _columns(found.worth, which),
                found.residual[which],
                found.regret[which],
                found.is_tied[which],
                found.kept,
                _columns(found.behaviour, which),
            ),
        )

    def put(self, which: NDArray[np.intp], part: PerfectPlay) -> None:
        """Take over what was found for some variants."""
        whole = (*self.answers, *self.findings)
        for array, of_part in zip(whole, (*part.answers, *part.findings), strict=True):
            if array is not self.findings.kept:
                array[..., which] = of_part


def _columns(table: NDArray[np.float64], which: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.ascontiguousarray(table[:, which])


def play_perfect(
    game: PreparedGame,
    variants: Variants,
    piece: slice,
    is_valid: NDArray[np.bool_],
    wishes: Wishes,
    play: PerfectPlay,
) -> None:
    """Solve one piece of a batch.

    What float32 finds is polished in float64 before it is certified; as the equilibrium is a closed
    form, the polish is the whole computation, and float32 is used only without a certificate.

    Parameters
    ----------
    game
        The game; it has perfect information.
    variants
        The numbers of the whole batch, in contiguous arrays.
    piece
        Which of them.
    is_valid : bool[variant]
        Which variants of the piece are a game; the others are left out.
    wishes
        What is wanted.
    play
        Filled.
    """
    rationality = variants.rationality
    own = rationality if rationality.shape[1] == 1 else rationality[:, piece]
    is_rational = np.broadcast_to(np.isinf(own).any(axis=0), is_valid.size)
    for rational in (False, True):
        is_meant = is_valid & (is_rational == rational)
        if is_meant.all():
            _play_alike(game, variants, piece, wishes, play, is_rational=rational)
        elif is_meant.any():
            which = np.flatnonzero(is_meant) + piece.start
            part = play.at(which)
            whole = slice(0, which.size)
            _play_alike(game, cut(variants, which), whole, wishes, part, is_rational=rational)
            play.put(which, part)


def _play_alike(
    game: PreparedGame,
    variants: Variants,
    piece: slice,
    wishes: Wishes,
    play: PerfectPlay,
    *,
    is_rational: bool,
) -> None:
    """Solve a piece whose variants are all valid, and all rational or all not."""
    dtype = np.float64 if wishes.is_certified else wishes.dtype
    walk = game.walk if wishes.is_worth_wanted else game.walk_for_moves
    walk = walk._replace(coefficient=walk.coefficient.astype(dtype, copy=False))
    numbers = take_numbers(variants)
    solve_perfect(
        walk,
        new_room(walk, numbers, game.strategy_count, dtype),
        numbers,
        pack_questions(walk, wishes.groups, dtype),
        play.answers,
        play.findings,
        piece.start,
        piece.stop,
        is_rational,
        wishes.is_certified,
    )
