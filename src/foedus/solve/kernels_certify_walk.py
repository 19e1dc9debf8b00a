"""Is the play of a game with perfect information what it is said to be?

A walk up the tree takes the play as given: worths from the leaves up by the shares that are written
down, everybody's logit answer to them, its distance from what is written down, and what the best
single action would have gained. The range of every player's payoffs, to which regret and ties are
compared, comes from a walk of its own.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.compilation import kernel, row_kernel
from foedus.solve.kernels_lanes import (
    constant,
    larger,
    load,
    magnitude,
    multiply_add,
    power_of_two,
    record,
    smaller,
    store,
)
from foedus.solve.kernels_walk import (
    FIRST_OF_PLAYERS,
    RESIDUAL,
    TAINT,
    Room,
    add_payment,
    chance_share,
    fill,
    point,
    point_at,
    worth_below,
    write_row,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Row
    from foedus.solve.walk import Walk


@row_kernel
def find_ranges(walk: Walk, here: Room) -> None:
    """The largest less the smallest payoff of each player, into `Room.found`."""
    for stop in range(walk.size[0]):
        for who in range(walk.size[2]):
            bound_branches(walk, here, stop, who)
    write_ranges(walk, here)


@row_kernel
def write_ranges(walk: Walk, here: Room) -> None:
    """Write down each player's range, once the best and the worst are known at the root."""
    player_count = walk.size[2]
    if walk.size[0] > 0:
        for who in range(player_count):
            span = load(here.highest, who) - load(here.lowest, who)
            store(here.found, FIRST_OF_PLAYERS + player_count + who, span)


@row_kernel
def bound_branches(walk: Walk, here: Room, stop: int, who: int) -> None:
    """The best and the worst that can be reached below a stop, for somebody."""
    best, worst = constant(here.stack, -np.inf), constant(here.stack, np.inf)
    for edge in range(record(walk.stop, stop).first_edge, record(walk.stop, stop + 1).first_edge):
        below = record(walk.edge, edge).below
        if below >= 0:
            best = larger(load(here.highest, below + who), best)
            worst = smaller(load(here.lowest, below + who), worst)
        else:
            paid = worth_below(walk, here, below, who)
            best, worst = larger(paid, best), smaller(paid, worst)
    put_bounds(walk, here, stop, who, best, worst)


@row_kernel
def put_bounds(walk: Walk, here: Room, stop: int, who: int, best: Row, worst: Row) -> None:
    """Write down the best and the worst that can be reached from a stop, with what it charges."""
    payer, place = record(walk.stop, stop).payer, record(walk.stop, stop).place
    if payer >= 0:
        best = add_payment(walk, here, payer + who, best)
        worst = add_payment(walk, here, payer + who, worst)
    store(here.highest, place + who, best)
    store(here.lowest, place + who, worst)


@kernel
def span_payoffs(
    walk: Walk, room: Room, worths: NDArray[np.float64], result: NDArray[np.float64]
) -> None:
    """Fill the largest less the smallest payoff of each player: float64[player, variant]."""
    player_count = result.shape[0]
    rows = FIRST_OF_PLAYERS + 2 * player_count
    lanes = room.found.size // rows
    here, tree = point(room), point_at(walk)
    for start in range(0, result.shape[1], lanes):
        width = min(lanes, result.shape[1] - start)
        fill(room.worth, worths, start, width)
        for row in range(rows):
            store(here.found, row, constant(here.found, 0.0))
        find_ranges(tree, here)
        for player in range(player_count):
            row = FIRST_OF_PLAYERS + player_count + player
            write_row(result, player, start, width, here.found, row, lanes)


@row_kernel
def weigh_branches(
    walk: Walk,
    here: Room,
    stop: int,
    who: int,
    player: int,
    own_slots: int,
    is_constant: bool,
) -> None:
    """What a stop is worth to somebody, by the shares written down, and what it could be worth.

    What each action is worth to whoever moves there is kept in `Room.choice`.
    """
    first = record(walk.stop, stop).first_edge
    worth = constant(here.stack, 0.0)
    best, worst = constant(here.stack, -np.inf), constant(here.stack, np.inf)
    for edge in range(first, record(walk.stop, stop + 1).first_edge):
        factor, below = record(walk.edge, edge).factor, record(walk.edge, edge).below
        branch = worth_below(walk, here, below, who)
        if below >= 0:
            best = larger(load(here.highest, below + who), best)
            worst = smaller(load(here.lowest, below + who), worst)
        else:
            best, worst = larger(branch, best), smaller(branch, worst)
        if who == player:
            store(here.choice, edge - first, branch)
        if player >= 0:
            share = load(here.share, factor)
        else:
            share = chance_share(here, factor + who * own_slots, is_constant)
        worth = multiply_add(share, branch, worth)
    payer = record(walk.stop, stop).payer
    if payer >= 0:
        worth = add_payment(walk, here, payer + who, worth)
    store(here.stack, record(walk.stop, stop).place + who, worth)
    put_bounds(walk, here, stop, who, best, worst)


@row_kernel
def check_move(walk: Walk, here: Room, stop: int, player: int, is_rational: bool) -> None:
    """Compare what is played at a stop with the answer to what the actions are worth."""
    first = record(walk.stop, stop).first_edge
    count = record(walk.stop, stop + 1).first_edge - first
    factor = record(walk.edge, first).factor
    best, mean = load(here.choice, 0), constant(here.choice, 0.0)
    for action in range(count):
        worth = load(here.choice, action)
        best = larger(best, worth)
        mean = multiply_add(load(here.share, factor + action), worth, mean)
    at = FIRST_OF_PLAYERS + player
    store(here.found, at, larger(load(here.found, at), best - mean))
    taint = multiply_add(mean, constant(here.choice, 0.0), load(here.found, TAINT))
    if not is_rational:
        rationality = load(here.rationality, player)
        total = constant(here.choice, 0.0)
        for action in range(count):
            weight = power_of_two(rationality * (load(here.choice, action) - best))
            total = total + weight
            store(here.answer, action, weight)
        residual, scale = load(here.found, RESIDUAL), constant(here.choice, 1.0) / total
        for action in range(count):
            answer = load(here.answer, action) * scale
            distance = magnitude(answer - load(here.share, factor + action))
            residual = larger(distance, residual)
            taint = multiply_add(distance, constant(here.choice, 0.0), taint)
        store(here.found, RESIDUAL, residual)
    store(here.found, TAINT, taint)


@row_kernel
def certify_walk(
    walk: Walk, here: Room, own_slots: int, is_constant: bool, is_rational: bool
) -> None:
    """Find the residual, and each player's largest regret and range, into `Room.found`.

    A number that is none taints the row `TAINT`, which is zero otherwise.
    """
    player_count = walk.size[2]
    for stop in range(walk.size[0]):
        player = record(walk.stop, stop).player
        for who in range(player_count):
            weigh_branches(walk, here, stop, who, player, own_slots, is_constant)
        if player >= 0:
            check_move(walk, here, stop, player, is_rational)
    write_ranges(walk, here)
