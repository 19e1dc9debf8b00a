"""What do the players do, in every variant of a game?

The one call of this package. It looks once at the game, cuts the batch into pieces that do not
depend on the number of threads, hands each piece to the kernel for its kind of game, and answers
the queries while the play of a piece is still at hand, so that memory stays flat.

The rational limit of a game with hidden moves or types is taken at a very high rationality (see
`play`); a variant whose regret is above `RATIONAL_REGRET` there is `Status.UNCERTIFIED`.
"""

# ruff: noqa: RUF002 (the letters of the equations)

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.solve.answers import QueryGroup, answer_queries, check_choices, group_queries
from foedus.solve.batch import Query, Solution, Status, Variants
from foedus.solve.inputs import (
    check_shapes,
    cut,
    first_fault,
    look_at,
    narrow,
    spread,
    valid_variants,
)
from foedus.solve.kernels_perfect import Findings
from foedus.solve.kernels_query import Answers
from foedus.solve.perfect import PerfectPlay, Wishes, play_perfect
from foedus.solve.play import LARGEST_RESIDUAL, LOST, TURNED, Play, find_ranges, play_piece
from foedus.solve.prepared import PreparedGame, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm

RATIONAL_REGRET = 1e-6
_LARGEST_PIECE = 512
_SMALLEST_PIECE = 128
_SEEN_PIECE = 4096
_PIECES = 8


@dataclass(frozen=True, eq=False)
class Piece:
    """Some variants that were solved together.

    Attributes
    ----------
    place
        Which variants of the batch.
    game
        The game, with what is announced worked in.
    numbers, play
        The numbers of these variants, and their play.
    solution
        Of the whole batch; what belongs to these variants is filled.
    """

    place: slice
    game: PreparedGame
    numbers: Variants
    play: Play
    solution: Solution


def solve(
    form: ExtensiveForm,
    variants: Variants,
    queries: Sequence[Query] = (),
    *,
    keep_behaviour: bool | Sequence[str] = False,
    keep_worths: bool = True,
    fixed: NDArray[np.int32] | None = None,
    perception: Literal["disagreement", "mirror"] = "disagreement",
    precision: Literal["float64", "float32"] = "float64",
    certify: bool = True,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Solution:
    """Solve every variant of a game for its logit agent quantal response equilibrium.

    The principal branch is taken: the one continuous with uniform play at λ = 0. Players' beliefs
    and worths are computed with their own chance probabilities and everybody's play.

    Parameters
    ----------
    form
        The game.
    variants
        The numbers: worths, chance for each viewpoint, rationality.
    queries
        Probabilities and expected worths to be read off every variant.
    keep_behaviour
        Whether to keep the behaviour strategy of every variant, or the names of the information
        sets at which to keep it.
    keep_worths
        Whether each player's expected payoff is wanted. Without it, only those worths are found
        that somebody's choice turns on.
    fixed : int32[node] or None
        Choices that are announced: the action taken at a node, known to all; -1 where free. What
        is announced never to happen is believed in as the limit of a small error.
    perception
        ``"disagreement"``: players know that their priors differ. ``"mirror"``: each player plans
        as if everybody held its own priors, and the plans are played against each other.
    precision
        What is found in ``"float32"`` is polished in float64 wherever a certificate is wanted.
        With perfect information the polish is the whole computation, so that float32 is quicker
        only without a certificate; its probabilities are good to about 1e-6 times κ. Where moves
        or types are hidden, branches are followed in float64 in either case: where two of them
        pass close to each other float32 cannot tell which one it is on.
    certify
        Whether every variant is to carry a certificate. Without it, with perfect information, its
        status is `Status.UNCHECKED`.
    threads
        How many threads to use; all processors by default. The numbers do not depend on it.
    progress
        Called with the number of variants done and the number of all, from any thread.

    Returns
    -------
    Solution
        Answers, worths and certificates, one column a variant.

    Raises
    ------
    ValueError
        Where the game or the arrays are malformed, or no variant is a game; names the quantity.

    References
    ----------
    McKelvey & Palfrey (1998); Turocy (2005, 2010); Allgower & Georg (2003).
    """
    wishes = Wishes(
        groups=group_queries(form, queries),
        kept=_kept_entries(form, keep_behaviour),
        is_behaviour_kept=keep_behaviour is not False,
        is_worth_wanted=keep_worths,
        is_certified=certify,
        dtype=np.float32 if precision == "float32" else np.float64,
    )
    _check_choice("precision", precision, ("float64", "float32"))
    return solve_and_look(
        form,
        variants,
        wishes,
        fixed=fixed,
        perception=perception,
        threads=threads,
        progress=progress,
    )


def solve_and_look(
    form: ExtensiveForm,
    variants: Variants,
    wishes: Wishes,
    *,
    fixed: NDArray[np.int32] | None,
    perception: Literal["disagreement", "mirror"],
    threads: int | None,
    progress: Callable[[int, int], None] | None = None,
    look: Callable[[Piece], None] | None = None,
) -> Solution:
    """Solve as `solve` does, and show each piece of the batch while its play is at hand.

    Parameters
    ----------
    form, variants, fixed, perception, threads, progress
        As in `solve`.
    wishes
        What is wanted.
    look
        Called with each piece once it is solved, from any thread.
    """
    check_shapes(form, variants)
    _check_choice("perception", perception, ("disagreement", "mirror"))
    if fixed is not None:
        check_choices(form, fixed, "the announced choice")
    game, variants = prepare(form, fixed), narrow(variants)
    count = variants.count
    solution = _empty_solution(form, count, wishes)
    filled = _filled_strategy(form, fixed)
    is_seen = game.has_perfect_information and perception == "disagreement" and look is None
    seen = _room_in(solution, wishes)

    def solve_seen(piece: slice) -> None:
        is_valid = valid_variants(form, look_at(variants, piece), piece.stop - piece.start)
        play_perfect(game, variants, piece, is_valid, wishes, seen)
        _fill_in(seen.findings.behaviour[:, piece], filled, wishes.kept)
        _judge_seen(solution, piece, is_valid, wishes)

    def solve_hidden(piece: slice) -> None:
        numbers = cut(variants, piece)
        is_valid = valid_variants(form, numbers, piece.stop - piece.start)
        numbers = spread(numbers, len(form.players), is_valid.size)
        play = (
            _play_mirror(form, game, numbers, is_valid)
            if perception == "mirror"
            else play_piece(game, numbers, is_valid)
        )
        _fill_in(play.behaviour, filled, None)
        _certify(solution, piece, numbers, play, is_valid, game, wishes)
        _answer(solution, piece, numbers, play.behaviour, game, wishes.groups)
        if look is not None:
            look(Piece(piece, game, numbers, play, solution))

    if is_seen:
        _in_pieces(count, solve_seen, threads, progress, _SEEN_PIECE)
    else:
        _in_pieces(count, solve_hidden, threads, progress, _LARGEST_PIECE)
    if count and (solution.status == Status.INVALID).all():
        raise ValueError(first_fault(form, variants))
    return solution


def evaluate(
    form: ExtensiveForm,
    variants: Variants,
    behaviour: NDArray[np.float64],
    queries: Sequence[Query],
    *,
    fixed: NDArray[np.int32] | None = None,
    threads: int | None = None,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Answer queries for a play that is given, whether or not it is an equilibrium.

    Parameters
    ----------
    form
        The game.
    variants
        The numbers.
    behaviour : float64[strategy, variant]
        The behaviour strategy of all players (see `ExtensiveForm.first_strategy`).
    queries
        What is asked.
    fixed
        Announced choices, as in `solve`.
    threads
        How many threads to use; all processors by default.

    Returns
    -------
    values, condition : float64[query, variant]
        The answers, NaN where the condition has probability zero, and those probabilities.
    """
    check_shapes(form, variants)
    variants = narrow(variants)
    wanted = (int(form.first_strategy[-1]), variants.count)
    if behaviour.shape != wanted:
        raise ValueError(
            f"behaviour has the shape {behaviour.shape}; this game needs {wanted} "
            "(strategy, variant)"
        )
    game = prepare(form, fixed)
    groups = group_queries(form, queries)
    solution = _empty_solution(form, variants.count, Wishes(groups))
    solution.status[:] = Status.SOLVED

    def evaluate_piece(piece: slice) -> None:
        play = np.ascontiguousarray(behaviour[:, piece], dtype=np.float64)
        _answer(solution, piece, cut(variants, piece), play, game, groups)

    _in_pieces(variants.count, evaluate_piece, threads, None, _LARGEST_PIECE)
    return solution.values, solution.condition


def payoff_range(form: ExtensiveForm, worths: NDArray[np.float64]) -> NDArray[np.float64]:
    """Largest less smallest payoff of each player over all terminal nodes.

    Rationality free of scale is κ = λ × this range.

    Parameters
    ----------
    form
        The game.
    worths : float64[quantity, variant]
        The worth of each quantity.

    Returns
    -------
    float64[player, variant]
        The ranges.
    """
    return find_ranges(prepare(form, None), np.ascontiguousarray(worths, np.float64))


def _in_pieces(
    count: int,
    work: Callable[[slice], None],
    threads: int | None,
    progress: Callable[[int, int], None] | None,
    largest: int,
) -> None:
    """Do the work for all variants, piece by piece."""
    size = min(largest, max(_SMALLEST_PIECE, -(-count // _PIECES)))
    pieces = [slice(start, min(start + size, count)) for start in range(0, count, size)]
    done = 0
    with ThreadPoolExecutor(max_workers=threads or os.cpu_count() or 1) as pool:
        for piece, _ in zip(pieces, pool.map(work, pieces), strict=True):
            done += piece.stop - piece.start
            if progress is not None:
                progress(done, count)


def _check_choice(name: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise ValueError(f"{name} is {given!r}; it is {' or '.join(map(repr, allowed))}")


def _kept_entries(form: ExtensiveForm, wanted: bool | Sequence[str]) -> NDArray[np.int32]:
    """The entries of the behaviour strategy that are wanted: int32[kept]."""
    if isinstance(wanted, bool):
        return np.arange(form.first_strategy[-1] if wanted else 0, dtype=np.int32)
    unknown = [name for name in wanted if name not in form.information_sets]
    if unknown:
        near = get_close_matches(unknown[0], form.information_sets, 1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise ValueError(
            f"keep_behaviour names {unknown[0]!r}, which is no information set of the game{hint}"
        )
    numbers = sorted({form.information_sets.index(name) for name in wanted})
    runs = [np.arange(*form.first_strategy[number : number + 2]) for number in numbers]
    return np.concatenate([np.zeros(0), *runs]).astype(np.int32)


def _fill_in(
    behaviour: NDArray[np.float64],
    filled: NDArray[np.float64] | None,
    kept: NDArray[np.int32] | None,
) -> None:
    """Write down what is played where every choice is announced."""
    if filled is not None:
        announced = filled if kept is None else filled[kept]
        known = ~np.isnan(announced)
        behaviour[known] = announced[known, None]


def _room_in(solution: Solution, wishes: Wishes) -> PerfectPlay:
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


def _judge_seen(
    solution: Solution, piece: slice, is_valid: NDArray[np.bool_], wishes: Wishes
) -> None:
    """Say of each variant of a piece what it carries, and drop what is not certain."""
    if wishes.is_certified:
        is_good = solution.residual[piece] <= LARGEST_RESIDUAL
        status = np.where(is_good, Status.SOLVED, Status.UNCERTIFIED)
    else:
        # an overflow shows in what was asked for
        is_finite = np.isfinite(solution.condition[:, piece]).all(axis=0)
        if wishes.is_worth_wanted:
            is_finite &= np.isfinite(solution.worth[:, piece]).all(axis=0)
        status = np.where(is_finite, Status.UNCHECKED, Status.UNCERTIFIED)
    status[~is_valid] = Status.INVALID
    solution.status[piece] = status
    lost = np.flatnonzero((status == Status.UNCERTIFIED) | (status == Status.INVALID))
    for array in (solution.values, solution.condition, solution.worth):
        array[:, lost + piece.start] = np.nan


def _play_mirror(
    form: ExtensiveForm, game: PreparedGame, numbers: Variants, is_valid: NDArray[np.bool_]
) -> Play:
    """Let each player plan as if all held its priors, and put the plans together."""
    owner = np.repeat(form.player_of_information_set, np.diff(form.first_strategy))
    plans: list[Play] = []
    for player in range(len(form.players)):
        own_chance = np.broadcast_to(numbers.chance[player], numbers.chance.shape)
        imagined = Variants(numbers.worths, np.ascontiguousarray(own_chance), numbers.rationality)
        plans.append(play_piece(game, imagined, is_valid))
    behaviour = np.full_like(plans[0].behaviour, np.nan)
    for player, plan in enumerate(plans):
        behaviour[owner == player] = plan.behaviour[owner == player]
    return Play(
        behaviour=behaviour,
        worth=_worths_of_play(form, game, numbers, behaviour),
        residual=np.max([plan.residual for plan in plans], axis=0),
        regret=np.max([plan.regret for plan in plans], axis=0),
        outcome=np.max([plan.outcome for plan in plans], axis=0),
        is_tied=np.any([plan.is_tied for plan in plans], axis=0),
        imagined=tuple(plans),
    )


def _worths_of_play(
    form: ExtensiveForm, game: PreparedGame, numbers: Variants, behaviour: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Each player's expected payoff, with its own chance: float64[player, variant]."""
    everything = np.ones(form.node_count, dtype=np.bool_)
    queries = [
        Query(player, everything, everything, worth_of=player)
        for player in range(len(form.players))
    ]
    return answer_queries(game, group_queries(form, queries), numbers, behaviour).values


def _filled_strategy(
    form: ExtensiveForm, fixed: NDArray[np.int32] | None
) -> NDArray[np.float64] | None:
    """The strategy at information sets where every choice is announced, NaN elsewhere."""
    if fixed is None:
        return None
    filled = np.full(int(form.first_strategy[-1]), np.nan)
    for information_set in range(len(form.information_sets)):
        announced = fixed[form.information_set_of_node == information_set]
        if (announced >= 0).all():
            start, stop = form.first_strategy[information_set : information_set + 2]
            counts = np.bincount(announced, minlength=int(stop - start))
            filled[start:stop] = counts / counts.sum()
    return filled


def _empty_solution(form: ExtensiveForm, count: int, wishes: Wishes) -> Solution:
    query_count = sum(len(group.numbers) for group in wishes.groups)
    kept = wishes.kept
    return Solution(
        form=form,
        values=np.full((query_count, count), np.nan),
        condition=np.full((query_count, count), np.nan),
        worth=np.full((len(form.players), count), np.nan),
        status=np.full(count, Status.INVALID, dtype=np.int8),
        residual=np.full(count, np.nan),
        regret=np.full(count, np.nan),
        turned=np.zeros(count, dtype=np.bool_),
        tied=np.zeros(count, dtype=np.bool_),
        kept=kept,
        behaviour=np.full((kept.size, count), np.nan) if wishes.is_behaviour_kept else None,
    )


def _certify(
    solution: Solution,
    piece: slice,
    numbers: Variants,
    play: Play,
    is_valid: NDArray[np.bool_],
    game: PreparedGame,
    wishes: Wishes,
) -> None:
    """Write down what is known of a piece, and no more than its certificate bears."""
    is_rational = np.isinf(numbers.rationality).any(axis=0)
    is_good = play.residual <= LARGEST_RESIDUAL
    if not game.has_perfect_information:
        is_good &= ~is_rational | (play.regret <= RATIONAL_REGRET)
    status = np.where(is_good, Status.SOLVED, Status.UNCERTIFIED)
    status[play.outcome == LOST] = Status.FAILED
    status[~is_valid] = Status.INVALID
    is_found = (status == Status.SOLVED) | (status == Status.UNCERTIFIED)
    solution.status[piece] = status
    if wishes.is_worth_wanted:
        solution.worth[:, piece] = np.where(status == Status.SOLVED, play.worth, np.nan)
    solution.residual[piece] = np.where(is_found, play.residual, np.nan)
    solution.regret[piece] = np.where(is_found, play.regret, np.nan)
    solution.turned[piece] = play.outcome == TURNED
    solution.tied[piece] = play.is_tied & is_rational & is_found
    if solution.behaviour is not None:
        kept = play.behaviour[solution.kept]
        solution.behaviour[:, piece] = np.where(is_found, kept, np.nan)


def _answer(
    solution: Solution,
    piece: slice,
    numbers: Variants,
    behaviour: NDArray[np.float64],
    game: PreparedGame,
    groups: Sequence[QueryGroup],
) -> None:
    """Answer the queries for the variants of a piece that are solved."""
    is_solved = solution.status[piece] == Status.SOLVED
    answers = answer_queries(game, groups, numbers, behaviour)
    solution.values[:, piece] = np.where(is_solved, answers.values, np.nan)
    solution.condition[:, piece] = np.where(is_solved, answers.condition, np.nan)
