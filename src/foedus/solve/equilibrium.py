"""What do the players do, in every variant of a game?

The one call of this package. It looks once at the game, cuts the batch into pieces that do not
depend on the number of threads, hands each piece to the kernel for its kind of game, and answers
the queries while the play of a piece is still at hand, so that memory stays flat.

The rational limit of a game with hidden moves or types is taken at a very high rationality (see
`play`); a variant whose regret is above `RATIONAL_REGRET` there is `Status.UNCERTIFIED`.
"""

# ruff: noqa: RUF002 (the letters of the equations)

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

import numpy as np

from foedus.solve.answers import QueryGroup, answer_queries, check_choices, group_queries
from foedus.solve.batch import LARGEST_RESIDUAL, Query, Solution, Status, Variants
from foedus.solve.inputs import (
    Inspection,
    check_behaviour,
    check_shapes,
    check_worths,
    cut,
    first_fault,
    look_at,
    narrow,
    spread,
)
from foedus.solve.kernels_walk import RAREST, RAREST_IN_FLOAT32
from foedus.solve.mirror import play_mirror
from foedus.solve.perfect import Seen, judge, make_seen, play_perfect, room_in
from foedus.solve.pieces import Piece, in_pieces
from foedus.solve.play import LOST, TURNED, Play, find_ranges, play_piece
from foedus.solve.prepared import PreparedGame, prepare
from foedus.solve.wishes import Wishes, kept_entries

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm

RATIONAL_REGRET = 1e-6
_LARGEST_PIECE = 512
_SEEN_PIECE = 4096


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
        is announced never to happen is believed in as the limit of a small error. A node at which
        a choice is announced is chance's from then on: announce it at all nodes of an information
        set, or at those the mover can then tell from the others.
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
        kept=kept_entries(form, keep_behaviour),
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
    is_seen = game.has_perfect_information and perception == "disagreement" and look is None
    solution = _empty_solution(form, count, wishes, is_seen=is_seen)
    filled, inspection = _filled_strategy(form, fixed), Inspection(form, variants)
    found, seen = room_in(solution, wishes), make_seen(game, wishes) if is_seen else None

    def solve_seen(piece: slice, seen: Seen) -> None:
        is_valid = inspection.valid(look_at(variants, piece), piece.stop - piece.start)
        play_perfect(seen, variants, piece, is_valid, found)
        _fill_in(found.findings.behaviour[:, piece], filled, wishes.kept)
        judge(solution, piece, is_valid, wishes)

    def solve_hidden(piece: slice) -> None:
        numbers = cut(variants, piece)
        is_valid = inspection.valid(numbers, piece.stop - piece.start)
        numbers = spread(numbers, len(form.players), is_valid.size)
        play = (
            play_mirror(form, game, numbers, is_valid)
            if perception == "mirror"
            else play_piece(game, numbers, is_valid)
        )
        _fill_in(play.behaviour, filled, None)
        _certify(solution, piece, numbers, play, is_valid, game, wishes)
        _answer(solution, piece, numbers, play.behaviour, game, wishes.groups)
        if look is not None:
            look(Piece(piece, game, numbers, play, solution))

    if seen is not None:
        in_pieces(count, partial(solve_seen, seen=seen), threads, progress, _SEEN_PIECE)
    else:
        in_pieces(count, solve_hidden, threads, progress, _LARGEST_PIECE)
    if count and (solution.status == Status.INVALID).all():
        raise ValueError(first_fault(form, variants))
    if solution.behaviour is not None:
        rarest = RAREST_IN_FLOAT32 if seen is not None and seen.dtype is np.float32 else RAREST
        solution.behaviour[solution.behaviour < rarest] = 0.0
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

    Raises
    ------
    ValueError
        Where arrays do not fit the game, numbers are no game, or probabilities are none.
    """
    check_shapes(form, variants)
    variants = narrow(variants)
    wanted = (int(form.first_strategy[-1]), variants.count)
    if behaviour.shape != wanted:
        raise ValueError(
            f"behaviour has the shape {behaviour.shape}; this game needs {wanted} "
            "(strategy, variant)"
        )
    if fixed is not None:
        check_choices(form, fixed, "the announced choice")
    check_behaviour(behaviour)
    if not Inspection(form, variants).valid(variants, variants.count).all():
        raise ValueError(first_fault(form, variants))
    game = prepare(form, fixed)
    groups = group_queries(form, queries)
    solution = _empty_solution(form, variants.count, Wishes(groups), is_seen=False)
    solution.status[:] = Status.SOLVED

    def evaluate_piece(piece: slice) -> None:
        play = np.ascontiguousarray(behaviour[:, piece], dtype=np.float64)
        _answer(solution, piece, cut(variants, piece), play, game, groups)

    in_pieces(variants.count, evaluate_piece, threads, None, _LARGEST_PIECE)
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

    Raises
    ------
    ValueError
        If there is not one row of worths for each quantity.
    """
    return find_ranges(prepare(form, None), check_worths(form, worths))


def _check_choice(name: str, given: str, allowed: tuple[str, ...]) -> None:
    if given not in allowed:
        raise ValueError(f"{name} is {given!r}; it is {' or '.join(map(repr, allowed))}")


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


def _empty_solution(form: ExtensiveForm, count: int, wishes: Wishes, *, is_seen: bool) -> Solution:
    """Room for a solution; where everything is seen, what is going to be filled holds nothing.

    All numbers lie in one table: a large one comes in large pages, and first touching a small page
    costs as much as solving a variant or two.
    """
    asked, players = sum(len(group.numbers) for group in wishes.groups), len(form.players)
    table = np.empty((2 * asked + players + 2, count))
    filled = len(table) if is_seen and wishes.is_certified else len(table) - 2
    table[filled if is_seen else 0 :] = np.nan
    if not wishes.is_worth_wanted:
        table[2 * asked : -2] = np.nan
    kept = np.full((wishes.kept.size, count), np.nan) if wishes.is_behaviour_kept else None
    return Solution(
        form=form,
        values=table[:asked],
        condition=table[asked : 2 * asked],
        worth=table[2 * asked : -2],
        status=np.full(count, Status.INVALID, dtype=np.int8),
        residual=table[-2],
        regret=table[-1],
        turned=np.zeros(count, dtype=np.bool_),
        tied=np.zeros(count, dtype=np.bool_),
        kept=wishes.kept,
        behaviour=kept,
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
