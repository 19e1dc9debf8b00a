"""The kernels' derivatives, as Python can see them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numba import njit

from foedus.solve.kernels_blocks import factorise_blocks, substitute_blocks, unfold
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_jacobian import answer_to, differentiate
from foedus.solve.kernels_lanes import record
from foedus.solve.kernels_linear import factorise
from foedus.solve.kernels_response import carry_out
from foedus.solve.kernels_state import (
    LANES,
    load_variants,
    new_state,
    point_plan,
    point_state,
)
from foedus.solve.kernels_walk import Numbers
from foedus.solve.kernels_workspace import new_workspace, point_workspace, row_count

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import Variants
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan
    from foedus.solve.prepared import PreparedGame


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def _evaluate(  # noqa: PLR0917 (Numba passes arguments by position)
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    time: NDArray[np.float64],
    points: NDArray[np.float64],
    has_derivatives: bool,
) -> None:
    pointed, here, at_work = point_plan(plan), point_state(state), point_workspace(work)
    for lane in range(LANES):
        at_work.waiting[lane] = lane
        here.time[lane] = time[lane]
        for row in range(row_count(pointed, cluster)):
            at_work.trial[row * LANES + lane] = points[row, lane]
    load_variants(pointed, here, Numbers(worths, chance, rationality), at_work.waiting)
    carry_out(pointed, here, 0, record(pointed.cluster, 0).parameter)
    take_parameters(pointed, here, cluster)
    if has_derivatives:
        differentiate(pointed, here, at_work, cluster)
    else:
        answer_to(pointed, here, at_work, cluster)


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def _unfold(plan: Plan, work: Workspace, cluster: int, matrix: NDArray[np.float64]) -> None:
    for lane in range(LANES):
        unfold(point_plan(plan), point_workspace(work), cluster, lane, matrix[lane])


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def _solve(
    plan: Plan, work: Workspace, cluster: int, vector: NDArray[np.float64], smallest: float
) -> NDArray[np.float64]:
    pointed, at_work = point_plan(plan), point_workspace(work)
    factorise_blocks(pointed, at_work, cluster, smallest)
    work.step[: vector.shape[1]] = vector.T
    substitute_blocks(pointed, at_work, cluster)
    vector[:] = work.step[: vector.shape[1]].T
    return work.sign[0].copy()


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def sign_of_determinant(matrix: NDArray[np.float64], rows: int, smallest: float) -> int:
    """The sign that the solver takes from the factors of a matrix, which are left in its place."""
    return factorise(matrix, np.zeros(rows, np.int64), rows, smallest)


def solve_cluster(
    game: PreparedGame,
    plan: Plan,
    cluster: int,
    variants: Variants,
    time: NDArray[np.float64],
    points: NDArray[np.float64],
    right_side: NDArray[np.float64],
    smallest: float = 0.0,
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The solution of ∂F/∂y x = b in each lane, block by block, and the sign of the determinant.

    Takes and returns float64[lane, row].
    """
    state = new_state(plan, game.player_count, variants.chance.shape[1])
    work = new_workspace(plan)
    drawn = (variants.worths, variants.chance, variants.rationality)
    _evaluate(plan, state, work, cluster, *drawn, time, points, True)
    solution = right_side.copy()
    sign = _solve(plan, work, cluster, solution, smallest)
    return solution, sign


def evaluate_cluster(
    game: PreparedGame,
    plan: Plan,
    cluster: int,
    variants: Variants,
    time: NDArray[np.float64],
    points: NDArray[np.float64],
    *,
    has_derivatives: bool,
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """F and ∂F/∂y of a cluster at a point in each lane, and the strategy played there.

    Returns float64[row, lane], float64[lane, row, y] and float64[strategy, lane].
    """
    state = new_state(plan, game.player_count, variants.chance.shape[1])
    work = new_workspace(plan)
    drawn = (variants.worths, variants.chance, variants.rationality)
    _evaluate(plan, state, work, cluster, *drawn, time, points, has_derivatives)
    rows = points.shape[0]
    jacobian = np.full((LANES, rows, rows), np.nan)
    _unfold(plan, work, cluster, jacobian)
    return (
        work.defect[:rows].copy(),
        jacobian,
        state.share[: plan.strategy.size].copy(),
    )
