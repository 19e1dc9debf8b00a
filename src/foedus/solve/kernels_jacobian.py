"""How does the play that the players would answer with, change when the guess changes a little?

A cluster's unknowns are log-odds y(h, a) = log σ(a|h) − log σ(a₀|h) at the information sets that
are guessed, with a₀ the first action. All other play follows in closed form, so that at
rationality t λ* an equilibrium is a zero of

    F(y, t) = y − t g(y, t),    g(h, a) = λ*_i (U(a|h) − U(a₀|h)).

In log-odds the equations stay well scaled however extreme the play is. The other play is eliminated
with a triangular Jacobian of unit diagonal, so that ∂F/∂y has the determinant of the whole system.

∂F/∂y is found by carrying derivatives by y along with the operations (forward mode), those only
that can differ from zero (see `derivatives`).

- ∂V = Σ share ∂V(child) + V(child) ∂share,
- ∂U(a) = Σ_n μ(n) ∂V(n·a) + Σ_n μ(n) (V(n·a) − U(a)) ∂log r(n), with r the reach of a member,
- ∂log σ(a) = ∂ℓ(a) − Σ_b σ(b) ∂ℓ(b), with ℓ = t λ* U where play follows, ℓ = y where it is guessed.

Own construction, in the manner of Turocy (2005, 2010), who follows the branch in log σ.
"""

# ruff: noqa: RUF002 (the letters of the equations)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_blocks import substitute_blocks
from foedus.solve.kernels_response import (
    LANES,
    add_product,
    assess_actions,
    believe,
    carry_out,
    find_worth,
    respond,
    set_log_odds,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan

POINT, TRIAL, ANSWER, DEFECT, FIRST, SECOND, THIRD = range(7)
"""What stands in `Workspace.row`."""


class Workspace(NamedTuple):
    """Room for following one cluster of a few variants.

    Attributes
    ----------
    by_worth, by_share, by_log : float64[entry, lane]
        Derivatives of worths, of probabilities, and of the logarithms of probabilities. The first
        of worths is 1: that of a worth by itself.
    by_utility : float64[entry, lane]
        Derivatives of the worths of the actions at one information set, action after action.
    mean : float64[entry, lane]
        Their mean over the actions.
    gain : float64[share · action, lane]
        By how much these worths change with the logarithm of each share above.
    jacobian : float64[lane, entry]
        ∂F/∂y, then its factors (see `kernels_blocks`).
    exchange : int64[lane, row]
        With which later row a row was exchanged.
    step : float64[column]
        A correction of one lane: of the rows, then of the worths in `Plan.through`.
    row : float64[7, row, lane]
        `POINT` (the log-odds y that were reached), `TRIAL` (those being tried), `ANSWER` (g(y, t)
        at the trial), `DEFECT` (F(y, t) there), and the divided differences of the branch: `FIRST`,
        `SECOND`, `THIRD`.
    """

    by_worth: NDArray[np.float64]
    by_share: NDArray[np.float64]
    by_log: NDArray[np.float64]
    by_utility: NDArray[np.float64]
    mean: NDArray[np.float64]
    gain: NDArray[np.float64]
    jacobian: NDArray[np.float64]
    exchange: NDArray[np.int64]
    step: NDArray[np.float64]
    row: NDArray[np.float64]


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
        mean=np.zeros((columns, LANES)),
        gain=np.zeros((for_gains, LANES)),
        jacobian=np.zeros((LANES, for_equations)),
        exchange=np.zeros((LANES, rows), dtype=np.int64),
        step=np.zeros(columns),
        row=np.zeros((7, rows, LANES)),
    )


@inner_kernel
def row_count(plan: Plan, cluster: int) -> int:
    """How many equations a cluster has."""
    return plan.cluster[cluster + 1].first_row - plan.cluster[cluster].first_row


@inner_kernel
def guess(plan: Plan, state: State, work: Workspace, cluster: int) -> None:
    """Play the log-odds of the trial points."""
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place]
        row = plan.information_set[information_set].row
        start = plan.information_set[information_set].first_strategy
        stop = plan.information_set[information_set + 1].first_strategy
        state.log_share[start] = 0.0
        for action in range(1, stop - start):
            for lane in range(LANES):
                odds = work.row[TRIAL, row + action - 1, lane]
                state.log_share[start + action, lane] = odds
        set_log_odds(state, start, stop)


@inner_kernel
def take_answer(plan: Plan, state: State, work: Workspace, information_set: int) -> None:
    """Write what a player would answer with at a set that was guessed, and F = y − t g(y, t)."""
    player = plan.information_set[information_set].player
    row = plan.information_set[information_set].row
    start = plan.information_set[information_set].first_strategy
    for action in range(1, plan.information_set[information_set + 1].first_strategy - start):
        for lane in range(LANES):
            gain = state.utility[start + action, lane] - state.utility[start, lane]
            answer = state.rationality[player, lane] * gain
            trial = work.row[TRIAL, row + action - 1, lane]
            work.row[ANSWER, row + action - 1, lane] = answer
            work.row[DEFECT, row + action - 1, lane] = trial - state.time[lane] * answer


@inner_kernel
def answer_to(plan: Plan, state: State, work: Workspace, cluster: int) -> None:
    """Play the trial points and all that follows from them, and find g and F."""
    guess(plan, state, work, cluster)
    carry_out(plan, state, plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter)
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        believe(plan, state, plan.unknown[place])
        assess_actions(plan, state, plan.unknown[place])
        take_answer(plan, state, work, plan.unknown[place])


@inner_kernel
def differentiate_guess(plan: Plan, state: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the play at a set that was guessed: ∂log σ(b)/∂y(a) = [a = b] − σ(a)."""
    start = plan.information_set[information_set].first_strategy
    stop = plan.information_set[information_set + 1].first_strategy
    for action in range(start, stop):
        entry = plan.strategy[action].entry
        for other in range(start + 1, stop):
            own = 1.0 if other == action else 0.0
            for lane in range(LANES):
                change = own - state.share[other, lane]
                work.by_log[entry, lane] = change
                work.by_share[entry, lane] = state.share[action, lane] * change
            entry += 1


@inner_kernel
def differentiate_worth(plan: Plan, state: State, work: Workspace, worth: int) -> None:
    """Derivatives of a worth."""
    begin = plan.worth[worth].entry
    for entry in range(begin, begin + plan.worth[worth].width):
        for lane in range(LANES):
            work.by_worth[entry, lane] = 0.0
    for pair in range(plan.worth[worth].first_pair, plan.worth[worth + 1].first_pair):
        share, below = plan.pair[pair].share, plan.pair[pair].worth
        place = plan.pair[pair].target
        begin = plan.pair[pair].entry
        for entry in range(begin, begin + plan.pair[pair].width):
            target = plan.target[place]
            place += 1
            add_product(work.by_worth, target, state.share, share, work.by_worth, entry)
        if share < plan.strategy.size:
            begin = plan.strategy[share].entry
            for entry in range(begin, begin + plan.strategy[share].width):
                target = plan.target[place]
                place += 1
                add_product(work.by_worth, target, state.worth, below, work.by_share, entry)


@inner_kernel
def differentiate_belief(plan: Plan, state: State, work: Workspace, information_set: int) -> None:
    """Add to the derivatives of the worths of actions what the play above does to the belief.

    By the logarithm of a share the worth of action a changes by Σ_n μ(n) (V(n·a) − U(a)) over the
    members n behind it.
    """
    start = plan.information_set[information_set].first_strategy
    actions = plan.information_set[information_set + 1].first_strategy - start
    width = plan.information_set[information_set].width
    first = plan.information_set[information_set].first_behind
    last = plan.information_set[information_set + 1].first_behind
    work.gain[: (last - first) * actions] = 0.0
    for member in range(
        plan.information_set[information_set].first_member,
        plan.information_set[information_set + 1].first_member,
    ):
        for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
            at = plan.factor[place].behind * actions
            if at < 0:
                continue
            for action in range(actions):
                worth = plan.action[plan.member[member].first_action + action].worth
                for lane in range(LANES):
                    gain = state.worth[worth, lane] - state.utility[start + action, lane]
                    work.gain[at + action, lane] += state.belief[member, lane] * gain
    for behind in range(first, last):
        share = plan.behind[behind].share
        begin = plan.strategy[share].entry
        for at in range(plan.strategy[share].width):
            target = plan.target[plan.behind[behind].target + at]
            for action in range(actions):
                gain = (behind - first) * actions + action
                place = action * width + target
                add_product(work.by_utility, place, work.gain, gain, work.by_log, begin + at)


@inner_kernel
def differentiate_utility(plan: Plan, state: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the worths of the actions at an information set, just assessed."""
    width = plan.information_set[information_set].width
    actions = (
        plan.information_set[information_set + 1].first_strategy
        - plan.information_set[information_set].first_strategy
    )
    work.by_utility[: actions * width] = 0.0
    for member in range(
        plan.information_set[information_set].first_member,
        plan.information_set[information_set + 1].first_member,
    ):
        for action in range(actions):
            place = plan.member[member].first_action + action
            begin, base = plan.action[place].entry, action * width
            for at in range(plan.action[place].width):
                target = base + plan.target[plan.action[place].target + at]
                add_product(
                    work.by_utility, target, state.belief, member, work.by_worth, begin + at
                )
    differentiate_belief(plan, state, work, information_set)


@inner_kernel
def differentiate_response(plan: Plan, state: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the logit response, from those of the worths of its actions."""
    start = plan.information_set[information_set].first_strategy
    actions = plan.information_set[information_set + 1].first_strategy - start
    player = plan.information_set[information_set].player
    width = plan.information_set[information_set].width
    work.mean[:width] = 0.0
    for action in range(actions):
        for at in range(width):
            entry = action * width + at
            add_product(work.mean, at, state.share, start + action, work.by_utility, entry)
    for action in range(actions):
        entry = plan.strategy[start + action].entry
        for at in range(width):
            for lane in range(LANES):
                factor = state.time[lane] * state.rationality[player, lane]
                change = work.by_utility[action * width + at, lane] - work.mean[at, lane]
                share = state.share[start + action, lane]
                work.by_log[entry + at, lane] = factor * change
                work.by_share[entry + at, lane] = share * factor * change


@inner_kernel
def differentiate(plan: Plan, state: State, work: Workspace, cluster: int) -> None:
    """Play the trial points as `answer_to` does, and write ∂F/∂y into `work.jacobian`."""
    guess(plan, state, work, cluster)
    first, last = plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    for place in range(first, last):
        differentiate_guess(plan, state, work, plan.unknown[place])
    for place in range(plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter):
        operation = plan.operation[place]
        if operation >= 0:
            find_worth(plan, state, operation)
            differentiate_worth(plan, state, work, operation)
        else:
            believe(plan, state, -1 - operation)
            assess_actions(plan, state, -1 - operation)
            respond(plan, state, -1 - operation)
            differentiate_utility(plan, state, work, -1 - operation)
            differentiate_response(plan, state, work, -1 - operation)
    for place in range(first, last):
        information_set = plan.unknown[place]
        believe(plan, state, information_set)
        assess_actions(plan, state, information_set)
        take_answer(plan, state, work, information_set)
        differentiate_utility(plan, state, work, information_set)
        write_jacobian(plan, state, work, cluster, information_set)


@inner_kernel
def write_jacobian(
    plan: Plan, state: State, work: Workspace, cluster: int, information_set: int
) -> None:
    """The rows of ∂F/∂y that belong to an information set."""
    start = plan.information_set[information_set].first_strategy
    player = plan.information_set[information_set].player
    width = plan.information_set[information_set].width
    first_column = plan.information_set[information_set].first_column
    base = plan.cluster[cluster].first_row
    for action in range(1, plan.information_set[information_set + 1].first_strategy - start):
        row = plan.information_set[information_set].row + action - 1
        entry, beside = plan.row[base + row].entry, plan.row[base + row].beside
        own, block_start = plan.row[base + row].own, plan.row[base + row].block_start
        size = plan.row[base + row].block_stop - block_start
        for place in range(own, own + size):
            for lane in range(LANES):
                work.jacobian[lane, place] = 0.0
        for at in range(width):
            place = entry + at
            if at >= beside:
                place = own + plan.target[first_column + at] - block_start
            for lane in range(LANES):
                factor = state.time[lane] * state.rationality[player, lane]
                change = work.by_utility[action * width + at, lane] - work.by_utility[at, lane]
                work.jacobian[lane, place] = -factor * change
        for lane in range(LANES):
            work.jacobian[lane, own + row - block_start] += 1.0


@inner_kernel
def correct(plan: Plan, work: Workspace, cluster: int, lane: int) -> float:
    """Correct the trial of a lane by Newton's method with the factors at hand.

    Returns the size of the correction: absolute for even odds, relative to long ones.
    """
    rows = row_count(plan, cluster)
    for row in range(rows):
        work.step[row] = -work.row[DEFECT, row, lane]
    substitute_blocks(
        plan, cluster, work.jacobian[lane], work.exchange[lane], work.by_worth, lane, work.step
    )
    size = 0.0
    for row in range(rows):
        own = abs(work.step[row]) / (1.0 + 0.1 * abs(work.row[TRIAL, row, lane]))
        if own > size or np.isnan(own):
            size = own
        work.row[TRIAL, row, lane] += work.step[row]
    return size
