"""How is a batch of a game played in which everybody sees everything?

In one pass of a kernel for each piece of the batch: play, certificate, expected payoffs and the
answers to queries come out of the same rows. Only what was asked for leaves them, so that a million
variants need little more memory than their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Any

import numpy as np

from foedus.solve.answers import pack_questions
from foedus.solve.batch import LARGEST_RESIDUAL, Status
from foedus.solve.inputs import cut, take_numbers
from foedus.solve.kernels_perfect import Findings, solve_perfect
from foedus.solve.kernels_query import Answers, Questions
from foedus.solve.kernels_walk import Numbers, Room, new_room

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.batch import Solution, Variants
    from foedus.solve.prepared import PreparedGame
    from foedus.solve.walk import Walk
    from foedus.solve.wishes import Wishes


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


def room_in(solution: Solution, wishes: Wishes) -> PerfectPlay:
    """Let a play be written right into the arrays of a solution."""
    nothing = np.zeros((0, solution.status.size))
    return PerfectPlay(
        Answers(solution.values, solution.condition),
        Findings(
            worth=solution.worth if wishes.is_worth_wanted else nothing,
            residual=solution.residual,
            regret=solution.regret,
            is_tied=solution.tied,
            kept=wishes.kept,
            behaviour=nothing if solution.behaviour is None else solution.behaviour,
        ),
    )


def judge(solution: Solution, piece: slice, is_valid: NDArray[np.bool_], wishes: Wishes) -> None:
    """Say of each variant of a piece what it carries, and drop what is not certain."""
    if wishes.is_certified:
        is_good = solution.residual[piece] <= LARGEST_RESIDUAL
        status = np.where(is_good, Status.SOLVED, Status.UNCERTIFIED)
    else:
        status = np.full(is_valid.size, Status.UNCHECKED)
        asked = [solution.condition, solution.worth][: 1 + wishes.is_worth_wanted]
        # an overflow shows in what was asked for; a sum is finite only if all its parts are
        if not all(np.isfinite(array[:, piece].sum()) for array in asked):
            is_finite = [np.isfinite(array[:, piece]).all(axis=0) for array in asked]
            status[~np.all(is_finite, axis=0)] = Status.UNCERTIFIED
    status[~is_valid] = Status.INVALID
    solution.status[piece] = status
    lost = piece.start + np.flatnonzero((status != Status.SOLVED) & (status != Status.UNCHECKED))
    for array in (solution.values, solution.condition, solution.worth):
        array[:, lost] = np.nan
    invalid = piece.start + np.flatnonzero(~is_valid)
    for array in (solution.residual, solution.regret):
        array[invalid] = np.nan
    if solution.behaviour is not None:
        solution.behaviour[:, invalid] = np.nan


def _columns(table: NDArray[np.float64], which: NDArray[np.intp]) -> NDArray[np.float64]:
    return np.ascontiguousarray(table[:, which])


@dataclass(frozen=True, eq=False)
class Seen:
    """A game with perfect information and what is asked of it, made ready for all pieces.

    Attributes
    ----------
    walk
        The game, in the precision that is wanted.
    questions
        The queries.
    strategy_count
        How many entries a behaviour strategy has.
    is_certified
        Whether a certificate is wanted.
    dtype
        float32 or float64.
    rooms
        Room for walks that no thread is in.
    """

    walk: Walk
    questions: Questions
    strategy_count: int
    is_certified: bool
    dtype: type[np.floating[Any]]
    rooms: SimpleQueue[Room] = field(default_factory=SimpleQueue[Room])

    def enter(self, numbers: Numbers) -> Room:
        """Room that the caller has to itself, until it puts it back into `rooms`."""
        try:
            return self.rooms.get_nowait()
        except Empty:
            return new_room(
                self.walk,
                numbers,
                strategy_count=self.strategy_count,
                atom_count=int(self.questions.summed[0]),
                carried=self.questions.atom[0] if self.questions.carried_count[0] else None,
                dtype=self.dtype,
            )


def make_seen(game: PreparedGame, wishes: Wishes) -> Seen:
    """Make a game and what is asked of it ready.

    What float32 finds is polished in float64 before it is certified; as the equilibrium is a closed
    form, the polish is the whole computation, and float32 is used only without a certificate.

    Parameters
    ----------
    game
        The game; it has perfect information.
    wishes
        What is wanted.
    """
    dtype = np.float64 if wishes.is_certified else wishes.dtype
    walk = game.walk if wishes.is_worth_wanted else game.walk_for_moves
    return Seen(
        walk=walk._replace(coefficient=walk.coefficient.astype(dtype, copy=False)),
        questions=pack_questions(walk, wishes.groups),
        strategy_count=game.strategy_count,
        is_certified=wishes.is_certified,
        dtype=dtype,
    )


def play_perfect(
    seen: Seen, variants: Variants, piece: slice, is_valid: NDArray[np.bool_], play: PerfectPlay
) -> None:
    """Solve one piece of a batch.

    Parameters
    ----------
    seen
        The game and what is asked.
    variants
        The numbers of the whole batch, in contiguous arrays.
    piece
        Which of them.
    is_valid : bool[variant]
        Which variants of the piece are a game; the others are left out.
    play
        Filled.
    """
    rationality = variants.rationality
    own = rationality if rationality.shape[1] == 1 else rationality[:, piece]
    is_rational = np.broadcast_to(np.isinf(own).any(axis=0), is_valid.size)
    for rational in (False, True):
        is_meant = is_valid & (is_rational == rational)
        if is_meant.all():
            _play_alike(seen, variants, piece, play, is_rational=rational)
        elif is_meant.any():
            which = np.flatnonzero(is_meant) + piece.start
            part = play.at(which)
            _play_alike(
                seen, cut(variants, which), slice(0, which.size), part, is_rational=rational
            )
            play.put(which, part)


def _play_alike(
    seen: Seen, variants: Variants, piece: slice, play: PerfectPlay, *, is_rational: bool
) -> None:
    """Solve a piece whose variants are all valid, and all rational or all not."""
    numbers = take_numbers(variants)
    room = seen.enter(numbers)
    solve_perfect(
        seen.walk,
        room,
        numbers,
        seen.questions,
        play.answers,
        play.findings,
        piece.start,
        piece.stop,
        is_rational,
        seen.is_certified,
    )
    seen.rooms.put(room)
