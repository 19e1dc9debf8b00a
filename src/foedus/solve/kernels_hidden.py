"""Given where the branches of all clusters end: what is played, and how certain is that?

All that is not iterated is played in closed form, and every variant gets its certificate.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, kernel, row_kernel
from foedus.solve.kernels_branch import take_parameters
from foedus.solve.kernels_certificate import (
    certify,
    point_sweep,
    point_tree,
    sweep_beliefs,
    sweep_reaches,
    sweep_worths,
    take_span,
)
from foedus.solve.kernels_jacobian import answer_to
from foedus.solve.kernels_lanes import record
from foedus.solve.kernels_response import carry_out
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
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_lanes import Pointer
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree


@row_kernel
def choose_variants(wanted: NDArray[np.int64], start: int, variants: Pointer) -> None:
    """Which variants stand in the lanes; those without one repeat the last."""
    for lane in range(LANES):
        variants[lane] = wanted[min(start + lane, wanted.size - 1)]


@row_kernel
def take_odds(
    plan: Plan, work: Workspace, cluster: int, end: NDArray[np.float64], variants: Pointer
) -> None:
    """Take the log-odds at which a cluster ended as trials."""
    base = record(plan.cluster, cluster).first_row
    for row in range(row_count(plan, cluster)):
        for lane in range(LANES):
            work.trial[row * LANES + lane] = end[base + row, variants[lane]]


@row_kernel
def write_down(
    here: State,
    sweep: Sweep,
    lane: int,
    variant: int,
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    is_tied: NDArray[np.bool_],
) -> None:
    """Write what is played in a lane, and how certain that is, to its variant."""
    residual[variant] = sweep.residual[lane]
    regret[variant] = sweep.regret[lane]
    is_tied[variant] = sweep.tied[lane] > 0.0
    for player in range(here.size[PLAYERS]):
        worth[player, variant] = sweep.worth[player * LANES + lane]
    for action in range(here.size[STRATEGIES]):
        behaviour[action, variant] = here.share[action * LANES + lane]


@inner_kernel
def play_on(
    plan: Plan, here: State, work: Workspace, clusters: int, end: NDArray[np.float64]
) -> None:
    """Play everything at t = 1, given the log-odds of all clusters: float64[row, variant]."""
    for lane in range(LANES):
        here.time[lane] = 1.0
    carry_out(plan, here, 0, record(plan.cluster, 0).parameter)
    for cluster in range(clusters):
        take_odds(plan, work, cluster, end, work.waiting)
        take_parameters(plan, here, cluster)
        answer_to(plan, here, work, cluster)
    last = record(plan.cluster, clusters)
    carry_out(plan, here, last.parameter, last.values)


@kernel
def play_to_the_end(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    sweep: Sweep,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    payoff_range: NDArray[np.float64],
    wanted: NDArray[np.int64],
    end: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    worth: NDArray[np.float64],
    residual: NDArray[np.float64],
    regret: NDArray[np.float64],
    is_tied: NDArray[np.bool_],
) -> None:
    """Play the variants that are wanted, and certify them; the last five arrays are filled."""
    rooted, pointed, here = point_tree(tree), point_plan(plan), point_state(state)
    at_work, found = point_workspace(work), point_sweep(sweep)
    drawn = Numbers(worths, chance, rationality)
    for start in range(0, wanted.size, LANES):
        choose_variants(wanted, start, at_work.waiting)
        load_variants(pointed, here, drawn, at_work.waiting)
        play_on(pointed, here, at_work, plan.cluster.size - 1, end)
        sweep_worths(rooted, here, found)
        sweep_reaches(rooted, here, found)
        sweep_beliefs(rooted, here, found)
        take_span(found, payoff_range, at_work.waiting)
        certify(rooted, here, found)
        for lane in range(min(LANES, wanted.size - start)):
            variant = wanted[start + lane]
            write_down(here, found, lane, variant, behaviour, worth, residual, regret, is_tied)
