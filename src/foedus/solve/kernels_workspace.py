"""Where do the numbers stand by which a cluster of a few variants is followed?

As in a `State` one variant stands in each lane. What all lanes do alike is done by rows; where each
stands on its way is a record of its own.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import row_kernel
from foedus.solve.kernels_lanes import pointer, record
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from foedus.solve.plan import Plan

LANE = np.dtype(
    [
        ("variant", np.int64),
        ("phase", np.int64),
        ("rounds", np.int64),
        ("time", np.float64),
        ("before", np.float64),
        ("long_before", np.float64),
        ("step", np.float64),
        ("spread", np.float64),
        ("growth", np.float64),
        ("size", np.float64),
    ]
)
"""Where a lane stands: which variant it holds, what it does, and how many rounds it has taken; the
t reached, and the two before it; the step in t to be tried, and the largest difference between
worths of moves times λ*; by how much the next step may grow, and the size of the first, then of the
last correction."""


class Workspace(NamedTuple):
    """Room for following one cluster of a few variants.

    Attributes
    ----------
    by_worth, by_share, by_log : float64[entry, lane]
        Derivatives of worths, of probabilities, and of the logarithms of probabilities. The first
        of worths is 1: that of a worth by itself.
    by_utility : float64[entry, lane]
        Derivatives of the worths of the actions at one information set, action after action.
    gain : float64[share · action, lane]
        By how much these worths change with the logarithm of each share above.
    jacobian : float64[entry, lane]
        ∂F/∂y, then its factors (see `kernels_blocks`).
    exchange : float64[row, lane]
        With which later row a row was exchanged.
    sign : float64[1, lane]
        The sign of the determinant, 0 where a pivot is too small to go on.
    step : float64[column, lane]
        A correction: of the rows, then of the worths in `Plan.through`.
    size, mask : float64[1, lane]
        How large a correction is, and where it is wanted: -1, else 1.
    point, trial, answer, defect : float64[row, lane]
        The log-odds y that were reached, those being tried, the answer g(y, t) to these, and
        F(y, t).
    first, second, third : float64[row, lane]
        The divided differences of the branch.
    weight : float64[3, lane]
        What these are multiplied or divided by.
    lane : record[lane]
        Where each lane stands; see `LANE`.
    waiting : int64[lane]
        Which variants wait for a lane.
    queue : int64[3]
        The variant after the last one seen; the next of those that wait, and how many these are.
    """

    by_worth: Any
    by_share: Any
    by_log: Any
    by_utility: Any
    gain: Any
    jacobian: Any
    exchange: Any
    sign: Any
    step: Any
    size: Any
    mask: Any
    point: Any
    trial: Any
    answer: Any
    defect: Any
    first: Any
    second: Any
    third: Any
    weight: Any
    lane: Any
    waiting: Any
    queue: Any


def new_workspace(plan: Plan) -> Workspace:
    """Room for the largest cluster of a plan."""
    rows = int(np.diff(plan.cluster["first_row"]).max(initial=0))
    for_worths, for_play, for_actions, for_gains, for_equations, columns = plan.room.tolist()
    by_worth = np.zeros((for_worths, LANES))
    by_worth[:1] = 1.0
    return Workspace(
        by_worth=by_worth,
        by_share=np.zeros((for_play, LANES)),
        by_log=np.zeros((for_play, LANES)),
        by_utility=np.zeros((for_actions, LANES)),
        gain=np.zeros((for_gains, LANES)),
        jacobian=np.zeros((for_equations, LANES)),
        exchange=np.zeros((rows, LANES)),
        sign=np.zeros((1, LANES)),
        step=np.zeros((columns, LANES)),
        size=np.zeros((1, LANES)),
        mask=np.ones((1, LANES)),
        point=np.zeros((rows, LANES)),
        trial=np.zeros((rows, LANES)),
        answer=np.zeros((rows, LANES)),
        defect=np.zeros((rows, LANES)),
        first=np.zeros((rows, LANES)),
        second=np.zeros((rows, LANES)),
        third=np.zeros((rows, LANES)),
        weight=np.zeros((3, LANES)),
        lane=np.zeros(LANES, LANE),
        waiting=np.zeros(LANES, np.int64),
        queue=np.zeros(3, np.int64),
    )


@row_kernel
def point_workspace(work: Workspace) -> Workspace:
    """The same workspace, by pointers."""
    return Workspace(
        pointer(work.by_worth),
        pointer(work.by_share),
        pointer(work.by_log),
        pointer(work.by_utility),
        pointer(work.gain),
        pointer(work.jacobian),
        pointer(work.exchange),
        pointer(work.sign),
        pointer(work.step),
        pointer(work.size),
        pointer(work.mask),
        pointer(work.point),
        pointer(work.trial),
        pointer(work.answer),
        pointer(work.defect),
        pointer(work.first),
        pointer(work.second),
        pointer(work.third),
        pointer(work.weight),
        pointer(work.lane),
        pointer(work.waiting),
        pointer(work.queue),
    )


@row_kernel
def row_count(plan: Plan, cluster: int) -> int:
    """How many equations a cluster has."""
    return record(plan.cluster, cluster + 1).first_row - record(plan.cluster, cluster).first_row
