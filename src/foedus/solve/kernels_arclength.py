"""And where the branch turns back: how is it followed round the bend?

Pseudo-arclength continuation (Allgower & Georg 2003, ch. 6; Turocy 2005): the curve of zeros of
F(y, t) is followed by its own length in y and a scaled t, so that t may fall for a while. The
first crossing of t = 1 is taken. Where branches cross, the smooth continuation is kept.

The unknowns of a cluster are followed together with a dense Jacobian. It is slow, and meant for
the few variants whose branch cannot be followed in t.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_branch import begin_branch, defect_at, polish, take_parameters
from foedus.solve.kernels_jacobian import differentiate, factorise

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree

FIRST_LENGTH = 0.1
SMALLEST_LENGTH = 1e-8
LONGEST_CORRECTION = 0.02
"""How far the tangent may miss the curve: with 0.1 about one curve in 700 was left for another."""
SMALLEST_COSINE = 0.99
LARGEST_RATIO = 0.5
MOST_CORRECTIONS = 8
MOST_STEPS = 6000
SETTLED = 1e-9
NEAR = 1e-6
NUDGE = 1e-6


class Curve(NamedTuple):
    """Points (y, s) on a curve, with s = scale · t the last entry.

    Attributes
    ----------
    point, trial, step : float64[row + 1]
        The last point, the one being tried, and a correction of it.
    tangent, following : float64[row + 1]
        The unit tangents at the last point and at the one being tried.
    matrix : float64[row + 1, row + 1]
        The bordered Jacobian.
    """

    point: NDArray[np.float64]
    trial: NDArray[np.float64]
    step: NDArray[np.float64]
    tangent: NDArray[np.float64]
    following: NDArray[np.float64]
    matrix: NDArray[np.float64]


@inner_kernel
def eliminate_dense(matrix: NDArray[np.float64], vector: NDArray[np.float64]) -> bool:
    """Bring a linear system to triangular form, with row exchanges; whether it is regular."""
    rows = vector.size
    for column in range(rows):
        best = column + np.argmax(np.abs(matrix[column:, column]))
        if not abs(matrix[best, column]) > 0.0:
            return False
        if best != column:
            for other in range(column, rows):
                kept = matrix[best, other]
                matrix[best, other] = matrix[column, other]
                matrix[column, other] = kept
            kept = vector[best]
            vector[best] = vector[column]
            vector[column] = kept
        for row in range(column + 1, rows):
            multiple = matrix[row, column] / matrix[column, column]
            if multiple != 0.0:
                for other in range(column + 1, rows):
                    matrix[row, other] -= multiple * matrix[column, other]
                vector[row] -= multiple * vector[column]
    return True


@inner_kernel
def solve_dense(matrix: NDArray[np.float64], vector: NDArray[np.float64]) -> bool:
    """Solve a linear system in place; whether it is regular."""
    if not eliminate_dense(matrix, vector):
        return False
    rows = vector.size
    for row in range(rows - 1, -1, -1):
        total = vector[row]
        for other in range(row + 1, rows):
            total -= matrix[row, other] * vector[other]
        vector[row] = total / matrix[row, row]
    return True


@inner_kernel
def border(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int, curve: Curve, scale: float
) -> None:
    """Write [∂F/∂y, ∂F/∂s; tangent] at the trial point into the matrix, and F into the workspace.

    ∂F/∂s is a central difference, as the parameters of a cluster change with t in their own way.
    """
    rows = curve.trial.size - 1
    time = curve.trial[rows] / scale
    for row in range(rows):
        work.row[row].trial = curve.trial[row]
    nudge = NUDGE * max(abs(time), 1.0 / scale)
    for sign in (1.0, -1.0):
        take_parameters(tree, plan, state, cluster, time + sign * nudge)
        defect_at(tree, plan, state, work, cluster, time + sign * nudge)
        for row in range(rows):
            change = sign * work.row[row].defect / (2.0 * nudge * scale)
            curve.matrix[row, rows] = change + (0.0 if sign > 0.0 else curve.matrix[row, rows])
    take_parameters(tree, plan, state, cluster, time)
    defect_at(tree, plan, state, work, cluster, time)
    differentiate(tree, plan, state, work, cluster, time)
    base = plan.cluster[cluster].first_row
    curve.matrix[:rows, :rows] = 0.0
    curve.matrix[rows] = curve.tangent
    for row in range(rows):
        for entry in range(plan.row[base + row].first_entry, plan.row[base + row + 1].first_entry):
            curve.matrix[row, plan.column[entry]] = work.entry[entry]


@inner_kernel
def correct_on_curve(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    cluster: int,
    curve: Curve,
    scale: float,
    length: float,
) -> bool:
    """Bring the trial point back to the curve across the tangent; whether that was safe."""
    rows = curve.trial.size - 1
    previous = 0.0
    for iteration in range(MOST_CORRECTIONS):
        border(tree, plan, state, work, cluster, curve, scale)
        for row in range(rows):
            curve.step[row] = -work.row[row].defect
        curve.step[rows] = length - np.sum(curve.tangent * (curve.trial - curve.point))
        if not solve_dense(curve.matrix, curve.step):
            return False
        curve.trial[:] += curve.step
        size = np.max(np.abs(curve.step))
        if iteration == 0 and not size <= LONGEST_CORRECTION * max(1.0, length):
            return False
        if iteration == 1 and previous > SETTLED and size > LARGEST_RATIO * previous:
            return False
        if size <= SETTLED * (1.0 + np.max(np.abs(curve.trial))):
            return True
        previous = size
    return previous <= NEAR


@inner_kernel
def find_tangent(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int, curve: Curve, scale: float
) -> float:
    """Write the unit tangent at the trial point; its cosine with the one before, 0 if none."""
    border(tree, plan, state, work, cluster, curve, scale)
    curve.following[:] = 0.0
    curve.following[-1] = 1.0
    if not solve_dense(curve.matrix, curve.following):
        return 0.0
    curve.following[:] /= np.sqrt(np.sum(curve.following * curve.following))
    cosine = np.sum(curve.following * curve.tangent)
    return cosine if np.isfinite(cosine) else 0.0


@inner_kernel
def land(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int, curve: Curve, scale: float
) -> bool:
    """Bring the point where the curve crosses t = 1, before the trial point, to rest there."""
    rows = curve.trial.size - 1
    share = (scale - curve.point[rows]) / (curve.trial[rows] - curve.point[rows])
    farthest = NEAR
    for row in range(rows):
        whole = curve.trial[row] - curve.point[row]
        farthest = max(farthest, abs(whole))
        work.row[row].trial = curve.point[row] + share * whole
        work.row[row].point = work.row[row].trial
    take_parameters(tree, plan, state, cluster, 1.0)
    defect_at(tree, plan, state, work, cluster, 1.0)
    differentiate(tree, plan, state, work, cluster, 1.0)
    if factorise(plan, work, cluster) == 0:
        return False
    if not polish(tree, plan, state, work, cluster, 1.0):
        return False
    moved = 0.0
    for row in range(rows):
        moved = max(moved, abs(work.row[row].trial - work.row[row].point))
    return moved <= farthest


@inner_kernel
def begin_curve(work: Workspace, rows: int, scale: float) -> Curve:
    """The curve at λ = 0, where play is uniform and the tangent is the slope of the branch."""
    curve = Curve(
        np.zeros(rows + 1),
        np.zeros(rows + 1),
        np.zeros(rows + 1),
        np.zeros(rows + 1),
        np.zeros(rows + 1),
        np.zeros((rows + 1, rows + 1)),
    )
    for row in range(rows):
        curve.tangent[row] = work.row[row].first / scale
    curve.tangent[rows] = 1.0
    curve.tangent[:] /= np.sqrt(np.sum(curve.tangent * curve.tangent))
    return curve


@inner_kernel
def follow_curve(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int
) -> tuple[bool, bool]:
    """Follow the curve of a cluster to its first crossing of t = 1.

    Returns whether that succeeded, and whether t ever fell on the way.
    """
    rows = plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row
    scale = max(1.0, begin_branch(tree, plan, state, work, cluster))
    curve = begin_curve(work, rows, scale)
    has_turned = False
    length = FIRST_LENGTH
    for _ in range(MOST_STEPS):
        curve.trial[:] = curve.point + length * curve.tangent
        cosine = 0.0
        if correct_on_curve(tree, plan, state, work, cluster, curve, scale, length):
            cosine = find_tangent(tree, plan, state, work, cluster, curve, scale)
        is_step = cosine >= SMALLEST_COSINE
        if is_step and curve.trial[rows] >= scale:
            if land(tree, plan, state, work, cluster, curve, scale):
                return True, has_turned
            is_step = False
        if not is_step:
            length *= 0.5
            if length < SMALLEST_LENGTH:
                return False, has_turned
            continue
        if curve.trial[rows] < 0.0:
            return False, has_turned
        has_turned = has_turned or curve.following[rows] < 0.0
        curve.point[:] = curve.trial
        curve.tangent[:] = curve.following
        length *= 2.0 if 1.0 - cosine < 0.25 * (1.0 - SMALLEST_COSINE) else 1.3
    return False, has_turned
