"""How is play computed where next to no noise is left, and small differences of long sums decide?

At κ = 1e5 the logarithm of an unlikely choice is as long as -1e5, where neighbouring numbers differ
by 1e-11. Where two unlikely nodes share an information set the belief is as uncertain as that, what
hangs on it is multiplied by λ, and the answer misses the certificate. So here every logarithm is
the sum of two numbers, and what rounding takes from a sum is kept (Ogita, Rump & Oishi 2005,
alg. 4.1). It takes longer and is done only for the variants that need it.
"""

# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_jacobian import TRIAL, take_answer
from foedus.solve.kernels_response import LANES, assess_actions, find_worth, normalise_belief

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_jacobian import Workspace
    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree


class Rests(NamedTuple):
    """The second parts of logarithms whose first parts stand elsewhere.

    Attributes
    ----------
    odds : float64[row, lane]
        Of the log-odds being tried (`TRIAL` in `Workspace.row`), for all clusters.
    share : float64[share, lane]
        Of `State.log_share`.
    member : float64[member, lane]
        Of the log-reaches of which beliefs are made.
    node : float64[node, player, lane]
        Of `Sweep.log_reach`.
    """

    odds: NDArray[np.float64]
    share: NDArray[np.float64]
    member: NDArray[np.float64]
    node: NDArray[np.float64]


def new_rests(plan: Plan, state: State, sweep: Sweep) -> Rests:
    """Room for the second parts that go with a state and a sweep."""
    return Rests(
        odds=np.zeros((int(plan.cluster[-1]["first_row"]), LANES)),
        share=np.zeros_like(state.log_share),
        member=np.zeros_like(state.belief),
        node=np.zeros_like(sweep.log_reach),
    )


@inner_kernel
def lost_in_sum(one: float, other: float, total: float) -> float:
    """What rounding took from the sum of two numbers, exactly."""
    back = total - one
    return (one - (total - back)) + (other - back)


@inner_kernel
def guess_finely(plan: Plan, state: State, work: Workspace, rests: Rests, cluster: int) -> None:
    """Play the log-odds of the trial points, given in two parts."""
    base = plan.cluster[cluster].first_row
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place]
        row = plan.information_set[information_set].row - 1
        start = plan.information_set[information_set].first_strategy
        stop = plan.information_set[information_set + 1].first_strategy
        for lane in range(LANES):
            state.log_share[start, lane] = 0.0
            rests.share[start, lane] = 0.0
            for action in range(1, stop - start):
                state.log_share[start + action, lane] = work.row[TRIAL, row + action, lane]
                rests.share[start + action, lane] = rests.odds[base + row + action, lane]
        set_log_odds_finely(state, rests, start, stop)


@inner_kernel
def set_log_odds_finely(state: State, rests: Rests, start: int, stop: int) -> None:
    """Turn log-odds in two parts into probabilities and their logarithms in two parts."""
    for lane in range(LANES):
        top = state.log_share[start, lane]
        for action in range(start + 1, stop):
            top = max(top, state.log_share[action, lane])
        total = 0.0
        for action in range(start, stop):
            weight = np.exp((state.log_share[action, lane] - top) + rests.share[action, lane])
            state.share[action, lane] = weight
            total += weight
        scale = np.log(total)
        shift = top + scale
        beyond = lost_in_sum(top, scale, shift)
        for action in range(start, stop):
            odds = state.log_share[action, lane]
            state.log_share[action, lane] = odds - shift
            rests.share[action, lane] += lost_in_sum(odds, -shift, odds - shift) - beyond
            state.share[action, lane] /= total


@inner_kernel
def assess_finely(plan: Plan, state: State, rests: Rests, information_set: int) -> None:
    """The mover's belief at an information set, and the worth of each action under it."""
    first = plan.information_set[information_set].first_member
    last = plan.information_set[information_set + 1].first_member
    for member in range(first, last):
        state.belief[member] = 0.0
        state.behind[member] = 0
        rests.member[member] = 0.0
        for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
            factor = plan.factor[place].share
            for lane in range(LANES):
                above, added = state.belief[member, lane], state.log_share[factor, lane]
                lost = lost_in_sum(above, added, above + added)
                state.belief[member, lane] = above + added
                rests.member[member, lane] += lost + rests.share[factor, lane]
                state.behind[member, lane] += state.zeros[factor, lane]
    for lane in range(LANES):
        likeliest = first
        for member in range(first + 1, last):
            if is_likelier(state.belief, state.behind, member, likeliest, lane):
                likeliest = member
        top, beside = state.belief[likeliest, lane], rests.member[likeliest, lane]
        for member in range(first, last):
            less = rests.member[member, lane] - beside
            state.belief[member, lane] = (state.belief[member, lane] - top) + less
    normalise_belief(state.belief, state.behind, first, last)
    assess_actions(plan, state, information_set)


@inner_kernel
def is_likelier(
    log_reach: NDArray[np.float64], zeros: NDArray[np.int64], one: int, other: int, lane: int
) -> bool:
    """Whether a member lies behind fewer zeros than another, or has the larger reach."""
    if zeros[one, lane] != zeros[other, lane]:
        return zeros[one, lane] < zeros[other, lane]
    return log_reach[one, lane] > log_reach[other, lane]


@inner_kernel
def carry_out_finely(plan: Plan, state: State, rests: Rests, first: int, last: int) -> None:
    """Carry out a run of the plan's operations, each lane at its own t."""
    for place in range(first, last):
        operation = plan.operation[place]
        if operation >= 0:
            find_worth(plan, state, operation)
            continue
        information_set = -1 - operation
        assess_finely(plan, state, rests, information_set)
        start = plan.information_set[information_set].first_strategy
        stop = plan.information_set[information_set + 1].first_strategy
        player = plan.information_set[information_set].player
        for action in range(start, stop):
            for lane in range(LANES):
                gain = state.utility[action, lane] - state.utility[start, lane]
                factor = state.time[lane] * state.rationality[player, lane]
                state.log_share[action, lane] = factor * gain
                rests.share[action, lane] = 0.0
        set_log_odds_finely(state, rests, start, stop)


@inner_kernel
def answer_finely(plan: Plan, state: State, work: Workspace, rests: Rests, cluster: int) -> None:
    """Play the trial points of a cluster and all that follows from them, and find g and F.

    As `answer_to`, but for the second part of y in F, which is left out.
    """
    guess_finely(plan, state, work, rests, cluster)
    values, after = plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter
    carry_out_finely(plan, state, rests, values, after)
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        assess_finely(plan, state, rests, plan.unknown[place])
        take_answer(plan, state, work, plan.unknown[place])


@inner_kernel
def sweep_reaches_finely(tree: Tree, state: State, sweep: Sweep, rests: Rests) -> None:
    """As `sweep_reaches`, with play in two parts.

    To its mover the log-reach of a node is left in one part, relative to the likeliest node of its
    information set; nothing else is needed for beliefs.
    """
    player_count = state.rationality.shape[0]
    strategy_count = sweep.utility.shape[0]
    slot_count = (state.share.shape[0] - strategy_count) // player_count
    sweep.log_reach[0] = 0.0
    sweep.zeros[0] = 0
    rests.node[0] = 0.0
    for node in range(1, tree.node.size - 1):
        factor, above = tree.node[node].factor, tree.node[node].parent
        for player in range(player_count):
            share = factor if factor < strategy_count else factor + player * slot_count
            for lane in range(LANES):
                before, added = sweep.log_reach[above, player, lane], state.log_share[share, lane]
                lost = lost_in_sum(before, added, before + added) + rests.share[share, lane]
                sweep.log_reach[node, player, lane] = before + added
                rests.node[node, player, lane] = rests.node[above, player, lane] + lost
                sweep.zeros[node, player, lane] = (
                    sweep.zeros[above, player, lane] + state.zeros[share, lane]
                )
    for information_set in range(tree.information_set.size - 1):
        relate_reaches(tree, sweep, rests, information_set)


@inner_kernel
def relate_reaches(tree: Tree, sweep: Sweep, rests: Rests, information_set: int) -> None:
    """Make the mover's log-reaches of an information set relative to that of its likeliest node."""
    player = tree.information_set[information_set].player
    first = tree.information_set[information_set].first_member
    last = tree.information_set[information_set + 1].first_member
    reach, zeros = sweep.log_reach[:, player], sweep.zeros[:, player]
    for lane in range(LANES):
        likeliest = tree.member[first] if last > first else 0
        for position in range(first + 1, last):
            if is_likelier(reach, zeros, tree.member[position], likeliest, lane):
                likeliest = tree.member[position]
        top, beside = reach[likeliest, lane], rests.node[likeliest, player, lane]
        for position in range(first, last):
            node = tree.member[position]
            reach[node, lane] = (reach[node, lane] - top) + (
                rests.node[node, player, lane] - beside
            )
