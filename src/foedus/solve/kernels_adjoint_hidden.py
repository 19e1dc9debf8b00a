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
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel
from foedus.solve.kernels_adjoint_undo import new_adjoint, take_log_odds, undo, undo_assessment
from foedus.solve.kernels_blocks import unfold
from foedus.solve.kernels_branch import SMALLEST_PIVOT, take_parameters
from foedus.solve.kernels_jacobian import TRIAL, differentiate, row_count
from foedus.solve.kernels_linear import factorise, substitute_transposed
from foedus.solve.kernels_response import LANES, carry_out, load_variant
from foedus.solve.kernels_rows import copy_row, set_row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_adjoint import Found
    from foedus.solve.kernels_adjoint_undo import Adjoint
    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
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
    """

    matrix: NDArray[np.float64]
    exchange: NDArray[np.int64]
    is_singular: NDArray[np.bool_]


@inner_kernel
def new_factors(plan: Plan) -> Factors:
    """Room for the factors of all clusters."""
    clusters, most = plan.cluster.size - 1, 0
    for cluster in range(clusters):
        most = max(most, row_count(plan, cluster))
    return Factors(
        np.zeros((clusters, LANES, most, most)),
        np.zeros((clusters, LANES, most), np.int64),
        np.zeros(LANES, np.bool_),
    )


@inner_kernel
def play_and_factorise(
    plan: Plan, state: State, work: Workspace, factors: Factors, end: NDArray[np.float64]
) -> None:
    """Play everything at t = 1, and factorise the Jacobian of each cluster.

    The log-odds of all clusters are given: float64[row, lane].
    """
    state.time[:] = 1.0
    factors.is_singular[:] = False
    carry_out(plan, state, 0, plan.cluster[0].parameter)
    for cluster in range(plan.cluster.size - 1):
        base, rows = plan.cluster[cluster].first_row, row_count(plan, cluster)
        for row in range(rows):
            for lane in range(LANES):
                work.row[TRIAL, row, lane] = end[base + row, lane]
        take_parameters(plan, state, cluster)
        differentiate(plan, state, work, cluster)
        for lane in range(LANES):
            keep_factors(plan, work, factors, cluster, lane)
    last = plan.cluster.size - 1
    carry_out(plan, state, plan.cluster[last].parameter, plan.cluster[last].values)


@inner_kernel
def keep_factors(plan: Plan, work: Workspace, factors: Factors, cluster: int, lane: int) -> None:
    """Factorise the Jacobian of a cluster in one lane, and say whether it can be done.

    A pivot is too small where what is left of a row is rounding: compared with the row as it was,
    and with 1, from which the answer was subtracted on the diagonal.
    """
    matrix, exchange = factors.matrix[cluster, lane], factors.exchange[cluster, lane]
    rows = row_count(plan, cluster)
    unfold(plan, cluster, work.jacobian[lane], work.by_worth, lane, matrix)
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
    plan: Plan, state: State, adjoint: Adjoint, factors: Factors, work: Workspace, cluster: int
) -> None:
    """From the play that a cluster guessed to the answers of its players: (∂F/∂y)ᵀ w = ∂v/∂y."""
    base, rows = plan.cluster[cluster].first_row, row_count(plan, cluster)
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place]
        take_log_odds(plan, state, adjoint, information_set)
        row = base + plan.information_set[information_set].row
        start = plan.information_set[information_set].first_strategy
        stop = plan.information_set[information_set + 1].first_strategy
        for action in range(1, stop - start):
            copy_row(adjoint.row, row + action - 1, adjoint.log_share, start + action)
        for action in range(start, stop):
            set_row(adjoint.log_share, action, 0.0)
    for lane in range(LANES):
        matrix, exchange = factors.matrix[cluster, lane], factors.exchange[cluster, lane]
        for row in range(rows):
            work.step[row] = adjoint.row[base + row, lane]
        substitute_transposed(matrix, exchange, work.step, rows)
        for row in range(rows):
            adjoint.row[base + row, lane] = work.step[row]


@inner_kernel
def undo_answer(
    plan: Plan, state: State, adjoint: Adjoint, cluster: int, information_set: int
) -> None:
    """From what a player answers to the guess, g = λ_i (U(a) − U(a₀)), to what that hangs on."""
    player = plan.information_set[information_set].player
    row = plan.cluster[cluster].first_row + plan.information_set[information_set].row
    start = plan.information_set[information_set].first_strategy
    set_row(adjoint.utility, start, 0.0)
    for action in range(1, plan.information_set[information_set + 1].first_strategy - start):
        for lane in range(LANES):
            answer = adjoint.row[row + action - 1, lane]
            gain = state.utility[start + action, lane] - state.utility[start, lane]
            change = state.rationality[player, lane] * answer
            adjoint.rationality[player, lane] += answer * gain
            adjoint.utility[start + action, lane] = change
            adjoint.utility[start, lane] -= change
    undo_assessment(plan, state, adjoint, information_set)


@inner_kernel
def undo_cluster(
    plan: Plan, state: State, adjoint: Adjoint, factors: Factors, work: Workspace, cluster: int
) -> None:
    """From the play of a cluster to what it takes as given."""
    values, end = plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter
    first, last = plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    undo(plan, state, adjoint, values, end)
    answer_for_guess(plan, state, adjoint, factors, work, cluster)
    for place in range(first, last):
        undo_answer(plan, state, adjoint, cluster, plan.unknown[place])
    undo(plan, state, adjoint, values, end)
    for place in range(first, last):
        # What is handed on to the guess itself has been counted, by the Jacobian.
        start = plan.information_set[plan.unknown[place]].first_strategy
        stop = plan.information_set[plan.unknown[place] + 1].first_strategy
        for action in range(start, stop):
            set_row(adjoint.share, action, 0.0)
            set_row(adjoint.log_share, action, 0.0)
    undo(plan, state, adjoint, plan.cluster[cluster].parameter, values)


@inner_kernel
def undo_all(plan: Plan, state: State, adjoint: Adjoint, factors: Factors, work: Workspace) -> None:
    """From the play to worths, chance and rationality."""
    last = plan.cluster.size - 1
    undo(plan, state, adjoint, plan.cluster[last].parameter, plan.cluster[last].values)
    for cluster in range(last - 1, -1, -1):
        undo_cluster(plan, state, adjoint, factors, work, cluster)
    undo(plan, state, adjoint, 0, plan.cluster[0].parameter)


@inner_kernel
def hand_over(
    state: State, adjoint: Adjoint, found: Found, query: int, variant: int, lane: int
) -> None:
    """Add what one lane found for one query to its variant."""
    for quantity in range(found.by_worth.shape[1]):
        found.by_worth[query, quantity, variant] += adjoint.quantity[quantity, lane]
    place = state.utility.shape[0]
    for player in range(state.rationality.shape[0]):
        found.by_rationality[query, player, variant] += adjoint.rationality[player, lane]
        for slot in range(found.by_chance.shape[2]):
            change = adjoint.share[place + slot, lane]
            if state.share[place + slot, lane] > 0.0:
                change += adjoint.log_share[place + slot, lane] / state.share[place + slot, lane]
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
    at_end = np.zeros((end.shape[0], LANES))
    adjoint = new_adjoint(plan, state, worths.shape[0])
    factors = new_factors(plan)
    for start in range(0, wanted.size, LANES):
        width = min(LANES, wanted.size - start)
        for lane in range(LANES):
            variant = wanted[start + min(lane, width - 1)]
            load_variant(plan, state, worths, chance, rationality, variant, lane)
            for row in range(end.shape[0]):
                at_end[row, lane] = end[row, variant]
        play_and_factorise(plan, state, work, factors, at_end)
        for lane in range(width):
            is_singular[wanted[start + lane]] |= factors.is_singular[lane]
        for query in range(by_play.shape[0]):
            clear(adjoint)
            for action in range(by_play.shape[1]):
                for lane in range(width):
                    adjoint.share[action, lane] = by_play[query, action, wanted[start + lane]]
            undo_all(plan, state, adjoint, factors, work)
            for lane in range(width):
                hand_over(state, adjoint, found, query, wanted[start + lane], lane)


@inner_kernel
def clear(adjoint: Adjoint) -> None:
    """Begin with the next answer."""
    adjoint.share[:] = 0.0
    adjoint.log_share[:] = 0.0
    adjoint.utility[:] = 0.0
    adjoint.worth[:] = 0.0
    adjoint.quantity[:] = 0.0
    adjoint.rationality[:] = 0.0
