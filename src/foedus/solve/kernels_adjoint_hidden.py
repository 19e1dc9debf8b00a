"""And with what does the play change where moves or types are hidden?

The operations by which the play was computed are undone in reverse order (`kernels_adjoint_undo`).
Where information sets depend on each other in a circle the play is a zero of F(y, θ) = y − g(y, θ)
(see `kernels_jacobian`). By the implicit function theorem an answer v changes with the answer g to
the guess by w, with

    (∂F/∂y)ᵀ w = ∂v/∂y :

one transposed solution with the Jacobian that Newton's method uses. Where that is singular, as at a
bifurcation, the play has no derivative.
"""

# ruff: noqa: PLR0917, RUF002
# (Numba passes arguments by position; the letters of the equations.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_adjoint_undo import (
    new_adjoint,
    point_adjoint,
    take_log_odds,
    undo,
    undo_assessment,
)
from foedus.solve.kernels_blocks import unfold
from foedus.solve.kernels_branch import SMALLEST_PIVOT, take_parameters
from foedus.solve.kernels_hidden import choose_variants, take_odds
from foedus.solve.kernels_jacobian import differentiate
from foedus.solve.kernels_lanes import load_few, multiply_add, record, store
from foedus.solve.kernels_linear import factorise, substitute_transposed
from foedus.solve.kernels_response import carry_out
from foedus.solve.kernels_rows import copy_row, set_row
from foedus.solve.kernels_state import (
    LANES,
    PLAYERS,
    STRATEGIES,
    load_variants,
    point_plan,
    point_state,
)
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import point_workspace, row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_adjoint import Found
    from foedus.solve.kernels_adjoint_undo import Adjoint
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan


class Factors(NamedTuple):
    """The factors of the Jacobians of all clusters.

    Attributes
    ----------
    matrix : float64[cluster, lane, row, column]
        The factors; a cluster uses its first rows and columns.
    exchange : int64[cluster, lane, row]
        With which later row each row was exchanged.
    is_singular : bool[lane]
        Whether any of them has no factors.
    vector : float64[row]
        A right side.
    """

    matrix: NDArray[np.float64]
    exchange: NDArray[np.int64]
    is_singular: NDArray[np.bool_]
    vector: NDArray[np.float64]


@inner_kernel
def new_factors(plan: Plan) -> Factors:
    """Room for the factors of all clusters."""
    clusters, most = plan.cluster.size - 1, 0
    for cluster in range(clusters):
        rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
        most = max(most, rows)
    return Factors(
        np.zeros((clusters, LANES, most, most)),
        np.zeros((clusters, LANES, most), np.int64),
        np.zeros(LANES, np.bool_),
        np.zeros(most),
    )


@inner_kernel
def play_and_factorise(
    plan: Plan,
    here: State,
    work: Workspace,
    factors: Factors,
    clusters: int,
    end: NDArray[np.float64],
) -> None:
    """Play everything at t = 1, and factorise the Jacobian of each cluster.

    The log-odds of all clusters are given: float64[row, variant].
    """
    for lane in range(LANES):
        here.time[lane] = 1.0
    factors.is_singular[:] = False
    carry_out(plan, here, 0, record(plan.cluster, 0).parameter)
    for cluster in range(clusters):
        take_odds(plan, work, cluster, end, work.waiting)
        take_parameters(plan, here, cluster)
        differentiate(plan, here, work, cluster)
        for lane in range(LANES):
            keep_factors(plan, work, factors, cluster, lane)
    last = record(plan.cluster, clusters)
    carry_out(plan, here, last.parameter, last.values)


@inner_kernel
def keep_factors(plan: Plan, work: Workspace, factors: Factors, cluster: int, lane: int) -> None:
    """Factorise the Jacobian of a cluster in one lane, and say whether it can be done.

    A pivot is too small where what is left of a row is rounding: compared with the row as it was,
    and with 1, from which the answer was subtracted on the diagonal.
    """
    matrix, exchange = factors.matrix[cluster, lane], factors.exchange[cluster, lane]
    rows = row_count(plan, cluster)
    unfold(plan, work, cluster, lane, matrix)
    size = np.ones(rows)
    for row in range(rows):
        for column in range(rows):
            size[row] = max(size[row], abs(matrix[row, column]))
    if factorise(matrix, exchange, rows, SMALLEST_PIVOT) == 0:
        factors.is_singular[lane] = True
    for row in range(rows):
        kept = size[exchange[row]]
        size[exchange[row]] = size[row]
        if not abs(matrix[row, row]) > SMALLEST_PIVOT * kept:
            factors.is_singular[lane] = True


@inner_kernel
def answer_for_guess(
    plan: Plan, here: State, adjoint: Adjoint, factors: Factors, cluster: int
) -> None:
    """From the play that a cluster guessed to the answers of its players: (∂F/∂y)ᵀ w = ∂v/∂y."""
    base, rows = record(plan.cluster, cluster).first_row, row_count(plan, cluster)
    for place in range(
        record(plan.cluster, cluster).first_unknown, record(plan.cluster, cluster + 1).first_unknown
    ):
        information_set = plan.unknown[place]
        take_log_odds(plan, here, adjoint, information_set)
        row = base + record(plan.information_set, information_set).row
        start = record(plan.information_set, information_set).first_strategy
        stop = record(plan.information_set, information_set + 1).first_strategy
        for action in range(1, stop - start):
            copy_row(adjoint.row, row + action - 1, adjoint.log_share, start + action)
        for action in range(start, stop):
            set_row(adjoint.log_share, action, 0.0)
    for lane in range(LANES):
        matrix, exchange = factors.matrix[cluster, lane], factors.exchange[cluster, lane]
        for row in range(rows):
            factors.vector[row] = adjoint.row[(base + row) * LANES + lane]
        substitute_transposed(matrix, exchange, factors.vector, rows)
        for row in range(rows):
            adjoint.row[(base + row) * LANES + lane] = factors.vector[row]


@inner_kernel
def undo_answer(
    plan: Plan, here: State, adjoint: Adjoint, cluster: int, information_set: int
) -> None:
    """From what a player answers to the guess, g = λ_i (U(a) − U(a₀)), to what that hangs on."""
    player = record(plan.information_set, information_set).player
    row = (
        record(plan.cluster, cluster).first_row + record(plan.information_set, information_set).row
    )
    start = record(plan.information_set, information_set).first_strategy
    set_row(adjoint.utility, start, 0.0)
    for action in range(
        1, record(plan.information_set, information_set + 1).first_strategy - start
    ):
        at = row + action - 1
        gain = load_few(here.utility, start + action) - load_few(here.utility, start)
        total = load_few(adjoint.rationality, player)
        answer = load_few(adjoint.row, at)
        store(adjoint.rationality, player, multiply_add(answer, gain, total))
        change = load_few(here.rationality, player) * answer
        store(adjoint.utility, start + action, change)
        store(adjoint.utility, start, load_few(adjoint.utility, start) - change)
    undo_assessment(plan, here, adjoint, information_set)


@inner_kernel
def undo_cluster(plan: Plan, here: State, adjoint: Adjoint, factors: Factors, cluster: int) -> None:
    """From the play of a cluster to what it takes as given."""
    values, end = record(plan.cluster, cluster).values, record(plan.cluster, cluster + 1).parameter
    first, last = (
        record(plan.cluster, cluster).first_unknown,
        record(plan.cluster, cluster + 1).first_unknown,
    )
    undo(plan, here, adjoint, values, end)
    answer_for_guess(plan, here, adjoint, factors, cluster)
    for place in range(first, last):
        undo_answer(plan, here, adjoint, cluster, plan.unknown[place])
    undo(plan, here, adjoint, values, end)
    for place in range(first, last):
        # What is handed on to the guess itself has been counted, by the Jacobian.
        start = record(plan.information_set, plan.unknown[place]).first_strategy
        stop = record(plan.information_set, plan.unknown[place] + 1).first_strategy
        for action in range(start, stop):
            set_row(adjoint.share, action, 0.0)
            set_row(adjoint.log_share, action, 0.0)
    undo(plan, here, adjoint, record(plan.cluster, cluster).parameter, values)


@inner_kernel
def undo_all(plan: Plan, here: State, adjoint: Adjoint, factors: Factors, clusters: int) -> None:
    """From the play to worths, chance and rationality."""
    last = record(plan.cluster, clusters)
    undo(plan, here, adjoint, last.parameter, last.values)
    for cluster in range(clusters - 1, -1, -1):
        undo_cluster(plan, here, adjoint, factors, cluster)
    undo(plan, here, adjoint, 0, record(plan.cluster, 0).parameter)


@inner_kernel
def hand_over(
    here: State, adjoint: Adjoint, found: Found, query: int, variant: int, lane: int
) -> None:
    """Add what one lane found for one query to its variant."""
    for quantity in range(found.by_worth.shape[1]):
        found.by_worth[query, quantity, variant] += adjoint.quantity[quantity * LANES + lane]
    place = here.size[STRATEGIES]
    for player in range(here.size[PLAYERS]):
        found.by_rationality[query, player, variant] += adjoint.rationality[player * LANES + lane]
        for slot in range(found.by_chance.shape[2]):
            change = adjoint.share[(place + slot) * LANES + lane]
            if here.share[(place + slot) * LANES + lane] > 0.0:
                change += (
                    adjoint.log_share[(place + slot) * LANES + lane]
                    / here.share[(place + slot) * LANES + lane]
                )
            found.by_chance[query, player, slot, variant] += change
        place += found.by_chance.shape[2] + 2


@kernel
def go_on_from_hidden_play(
    plan: Plan,
    state: State,
    work: Workspace,
    by_play: NDArray[np.float64],
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    wanted: NDArray[np.int64],
    end: NDArray[np.float64],
    is_singular: NDArray[np.bool_],
    found: Found,
) -> None:
    """Add how answers change through the play to what was found.

    Parameters
    ----------
    plan, state, work
        The plan by which the play was computed, and room.
    by_play : float64[query, strategy, variant]
        How each answer changes with the play.
    worths, chance, rationality : float64[quantity, variant], [viewpoint, slot, variant], \
[player, variant]
        The numbers of a batch.
    wanted : int64[·]
        Which variants.
    end : float64[row, variant]
        The log-odds at which all clusters ended.
    is_singular : bool[variant]
        Set where the play has no derivative.
    found
        Added to.
    """
    pointed, here, at_work = point_plan(plan), point_state(state), point_workspace(work)
    drawn, clusters = Numbers(worths, chance, rationality), plan.cluster.size - 1
    adjoint = new_adjoint(plan, state, worths.shape[0])
    factors = new_factors(plan)
    for start in range(0, wanted.size, LANES):
        width = min(LANES, wanted.size - start)
        choose_variants(wanted, start, at_work.waiting)
        load_variants(pointed, here, drawn, at_work.waiting)
        play_and_factorise(pointed, here, at_work, factors, clusters, end)
        for lane in range(width):
            is_singular[wanted[start + lane]] |= factors.is_singular[lane]
        for query in range(by_play.shape[0]):
            clear(adjoint)
            for action in range(by_play.shape[1]):
                for lane in range(width):
                    adjoint.share[action, lane] = by_play[query, action, wanted[start + lane]]
            there = point_adjoint(adjoint)
            undo_all(pointed, here, there, factors, clusters)
            for lane in range(width):
                hand_over(here, there, found, query, wanted[start + lane], lane)


@inner_kernel
def clear(adjoint: Adjoint) -> None:
    """Begin with the next answer."""
    adjoint.share[:] = 0.0
    adjoint.log_share[:] = 0.0
    adjoint.utility[:] = 0.0
    adjoint.worth[:] = 0.0
    adjoint.quantity[:] = 0.0
    adjoint.rationality[:] = 0.0
