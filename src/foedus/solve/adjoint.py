"""How do all answers about one piece of a batch change with all its numbers?

An adjoint pass: first how each answer changes with the play and, directly, with chance and worths;
then what the play itself changes with, by the kernels for its kind of game.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.batch import Status, Variants
from foedus.solve.kernels_adjoint import Asked, Found, differentiate_answers
from foedus.solve.kernels_adjoint_hidden import go_on_from_hidden_play
from foedus.solve.kernels_adjoint_perfect import go_on_from_perfect_play
from foedus.solve.kernels_state import new_state
from foedus.solve.kernels_workspace import new_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Query
    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.pieces import Piece
    from foedus.solve.play import Play
    from foedus.solve.prepared import PreparedGame


def differentiate_piece(
    piece: Piece, queries: Sequence[Query], numbers: range, entries: Sequence[int]
) -> tuple[Found, NDArray[np.bool_]]:
    """Derivatives of some answers about a piece that was solved.

    Parameters
    ----------
    piece
        The piece.
    queries
        All queries of the batch.
    numbers
        Which of them.
    entries
        Entries of the behaviour strategy whose probability is asked for as well.

    Returns
    -------
    found
        The derivatives, one row for each query, then for each entry.
    is_singular : bool[variant]
        In which variants the play has no derivative: they are tied, or at a bifurcation.
    """
    drawn, solution, form = piece.numbers, piece.solution, piece.solution.form
    found = _nothing_found(form, drawn, len(numbers) + len(entries))
    differentiate_answers(
        piece.game.tree,
        _asked(form, [queries[number] for number in numbers]),
        drawn.worths,
        drawn.chance,
        piece.play.behaviour,
        np.ascontiguousarray(solution.values[numbers.start : numbers.stop, piece.place]),
        np.ascontiguousarray(solution.condition[numbers.start : numbers.stop, piece.place]),
        found,
    )
    for row, entry in enumerate(entries, start=len(numbers)):
        found.by_play[row, entry] = 1.0
    is_solved = solution.status[piece.place] == Status.SOLVED
    is_singular = solution.tied[piece.place] & piece.game.has_perfect_information
    if piece.play.imagined:
        _go_on_in_mirror(piece, drawn, is_solved, is_singular, found)
    else:
        _go_on(piece.game, drawn, piece.play, is_solved, is_singular, found)
    found.by_rationality[:, np.isinf(drawn.rationality)] = 0.0
    return found, is_singular


def _go_on(
    game: PreparedGame,
    drawn: Variants,
    play: Play,
    is_solved: NDArray[np.bool_],
    is_singular: NDArray[np.bool_],
    found: Found,
) -> None:
    """Add how the answers change through the play."""
    if game.has_perfect_information:
        go_on_from_perfect_play(
            game.tree,
            found.by_play,
            drawn.worths,
            drawn.chance,
            drawn.rationality,
            play.behaviour,
            found,
        )
        return
    is_open = is_solved.copy()
    for arrival in reversed(play.arrivals):
        wanted = np.flatnonzero(is_open & arrival.is_found)
        is_open[wanted] = False
        if wanted.size:
            go_on_from_hidden_play(
                arrival.plan,
                new_state(arrival.plan, drawn.rationality.shape[0], drawn.chance.shape[1]),
                new_workspace(arrival.plan),
                found.by_play,
                drawn.worths,
                drawn.chance,
                arrival.rationality,
                wanted,
                arrival.end,
                is_singular,
                found,
            )


def _go_on_in_mirror(
    piece: Piece,
    drawn: Variants,
    is_solved: NDArray[np.bool_],
    is_singular: NDArray[np.bool_],
    found: Found,
) -> None:
    """Add how the answers change through the plan of each player, in the game that it imagines."""
    form = piece.solution.form
    owner = np.repeat(form.player_of_information_set, np.diff(form.first_strategy))
    for player, plan in enumerate(piece.play.imagined):
        own = np.ascontiguousarray(np.broadcast_to(drawn.chance[player], drawn.chance.shape))
        through_plan = Found(
            np.where((owner == player)[:, None], found.by_play, 0.0),
            found.by_worth,
            np.zeros_like(found.by_chance),
            found.by_rationality,
        )
        imagined = Variants(drawn.worths, own, drawn.rationality)
        _go_on(piece.game, imagined, plan, is_solved, is_singular, through_plan)
        found.by_chance[:, player] += through_plan.by_chance.sum(axis=1)


def _nothing_found(form: ExtensiveForm, drawn: Variants, rows: int) -> Found:
    players, count = drawn.rationality.shape
    return Found(
        by_play=np.zeros((rows, int(form.first_strategy[-1]), count)),
        by_worth=np.zeros((rows, drawn.worths.shape[0], count)),
        by_chance=np.zeros((rows, *drawn.chance.shape)),
        by_rationality=np.zeros((rows, players, count)),
    )


def _asked(form: ExtensiveForm, queries: Sequence[Query]) -> Asked:
    """Queries in arrays."""
    nodes = form.node_count
    free = np.full(nodes, -1, dtype=np.int32)
    condition = [query.given & form.is_terminal for query in queries]
    event = [query.event & one for query, one in zip(queries, condition, strict=True)]
    forced = [free if query.forced is None else query.forced for query in queries]
    return Asked(
        viewpoint=np.array([query.viewpoint for query in queries], dtype=np.int32),
        worth_of=np.array([query.worth_of for query in queries], dtype=np.int32),
        in_event=np.array(event, dtype=np.bool_).reshape(-1, nodes),
        in_condition=np.array(condition, dtype=np.bool_).reshape(-1, nodes),
        forced=np.array(forced, dtype=np.int32).reshape(-1, nodes),
    )
