"""How is play computed where next to no noise is left, and small differences of long sums decide?

At κ = 1e5 the logarithm of an unlikely choice is as long as -1e5, where neighbouring numbers differ
by 1e-11. Where two unlikely nodes share an information set the belief is as uncertain as that, what
hangs on it is multiplied by λ, and the answer misses the certificate. So here every logarithm is
the sum of two numbers, and what rounding takes from a sum is kept (Ogita, Rump & Oishi 2005,
alg. 4.1). It takes longer and is done only for the variants that need it.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_jacobian import take_answer
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    larger,
    load_few,
    pointer,
    record,
    store,
)
from foedus.solve.kernels_logarithms import exponential, logarithm
from foedus.solve.kernels_response import assess_actions, normalise_belief
from foedus.solve.kernels_state import LANES, PLAYERS, SLOTS, STRATEGIES, find_worth

if TYPE_CHECKING:
    from foedus.solve.kernels_certificate import Sweep
    from foedus.solve.kernels_lanes import Row
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Tree


class Rests(NamedTuple):
    """The second parts of logarithms whose first parts stand elsewhere.

    Attributes
    ----------
    odds : float64[row, lane]
        Of the log-odds being tried (`Workspace.trial`), for all clusters.
    share : float64[share, lane]
        Of `State.log_share`.
    member : float64[member, lane]
        Of the log-reaches of which beliefs are made.
    node : float64[node, player, lane]
        Of `Sweep.log_reach`.
    """

    odds: Any
    share: Any
    member: Any
    node: Any


def new_rests(plan: Plan, state: State, sweep: Sweep) -> Rests:
    """Room for the second parts that go with a state and a sweep."""
    return Rests(
        odds=np.zeros((int(plan.cluster[-1]["first_row"]), LANES)),
        share=np.zeros_like(state.log_share),
        member=np.zeros_like(state.belief),
        node=np.zeros_like(sweep.log_reach),
    )


@row_kernel
def point_rests(rests: Rests) -> Rests:
    """The same rests, by pointers."""
    return Rests(
        pointer(rests.odds), pointer(rests.share), pointer(rests.member), pointer(rests.node)
    )


@row_kernel
def lost_in_sum(one: Row, other: Row, total: Row) -> Row:
    """What rounding took from the sum of two numbers, exactly."""
    back = total - one
    return (one - (total - back)) + (other - back)


@row_kernel
def guess_finely(plan: Plan, here: State, work: Workspace, rests: Rests, cluster: int) -> None:
    """Play the log-odds of the trial points, given in two parts."""
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    for place in range(now.first_unknown, following.first_unknown):
        information_set = plan.unknown[place]
        row = record(plan.information_set, information_set).row - 1
        start = record(plan.information_set, information_set).first_strategy
        stop = record(plan.information_set, information_set + 1).first_strategy
        store(here.log_share, start, in_few(0.0))
        store(rests.share, start, in_few(0.0))
        for action in range(1, stop - start):
            rest = load_few(rests.odds, now.first_row + row + action)
            store(here.log_share, start + action, load_few(work.trial, row + action))
            store(rests.share, start + action, rest)
        set_log_odds_finely(here, rests, start, stop)


@inner_kernel
def set_log_odds_finely(here: State, rests: Rests, start: int, stop: int) -> None:
    """Turn log-odds in two parts into probabilities and their logarithms in two parts."""
    top = load_few(here.log_share, start)
    for action in range(start + 1, stop):
        top = larger(top, load_few(here.log_share, action))
    total, zero = in_few(0.0), in_few(0.0)
    for action in range(start, stop):
        odds = (load_few(here.log_share, action) - top) + load_few(rests.share, action)
        weight = exponential(odds)
        store(here.share, action, weight)
        total = total + weight
    scale = logarithm(total)
    shift = top + scale
    beyond = lost_in_sum(top, scale, shift)
    for action in range(start, stop):
        odds = load_few(here.log_share, action)
        lost = lost_in_sum(odds, zero - shift, odds - shift) - beyond
        store(here.log_share, action, odds - shift)
        store(rests.share, action, load_few(rests.share, action) + lost)
        store(here.share, action, load_few(here.share, action) / total)


@inner_kernel
def assess_finely(plan: Plan, here: State, rests: Rests, information_set: int) -> None:
    """The mover's belief at an information set, and the worth of each action under it."""
    first = record(plan.information_set, information_set).first_member
    last = record(plan.information_set, information_set + 1).first_member
    for member in range(first, last):
        reach, zeros, rest = in_few(0.0), in_few(0.0), in_few(0.0)
        for place in range(
            record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
        ):
            factor = record(plan.factor, place).share
            added = load_few(here.log_share, factor)
            lost = lost_in_sum(reach, added, reach + added)
            reach = reach + added
            rest = rest + (lost + load_few(rests.share, factor))
            zeros = zeros + load_few(here.zeros, factor)
        store(here.belief, member, reach)
        store(rests.member, member, rest)
        store(here.behind, member, zeros)
    top, beside, fewest = (
        load_few(here.belief, first),
        load_few(rests.member, first),
        load_few(here.behind, first),
    )
    for member in range(first + 1, last):
        reach, zeros = load_few(here.belief, member), load_few(here.behind, member)
        order = likelier(reach, zeros, top, fewest)
        top = choose(order, reach, top)
        beside = choose(order, load_few(rests.member, member), beside)
        fewest = choose(order, zeros, fewest)
    for member in range(first, last):
        less = load_few(rests.member, member) - beside
        store(here.belief, member, (load_few(here.belief, member) - top) + less)
    normalise_belief(here.belief, here.behind, first, last)
    assess_actions(plan, here, information_set)


@row_kernel
def likelier(reach: Row, zeros: Row, other_reach: Row, other_zeros: Row) -> Row:
    """Negative where a member lies behind fewer zeros than another, or has the larger reach."""
    one = in_few(1.0)
    by_reach = other_reach - reach
    return choose(zeros - other_zeros, in_few(-1.0), choose(other_zeros - zeros, one, by_reach))


@inner_kernel
def carry_out_finely(plan: Plan, here: State, rests: Rests, first: int, last: int) -> None:
    """Carry out a run of the plan's operations, each lane at its own t."""
    for place in range(first, last):
        operation = plan.operation[place]
        if operation >= 0:
            find_worth(plan, here, operation)
        else:
            assess_finely(plan, here, rests, -1 - operation)
            respond_finely(plan, here, rests, -1 - operation)


@row_kernel
def respond_finely(plan: Plan, here: State, rests: Rests, information_set: int) -> None:
    """Play the logit response, as `respond`, with logarithms in two parts."""
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    player = record(plan.information_set, information_set).player
    pull = load_few(here.time, 0) * load_few(here.rationality, player)
    base = load_few(here.utility, start)
    for action in range(start, stop):
        store(here.log_share, action, pull * (load_few(here.utility, action) - base))
        store(rests.share, action, in_few(0.0))
    set_log_odds_finely(here, rests, start, stop)


@inner_kernel
def answer_finely(plan: Plan, here: State, work: Workspace, rests: Rests, cluster: int) -> None:
    """Play the trial points of a cluster and all that follows from them, and find g and F.

    As `answer_to`, but for the second part of y in F, which is left out.
    """
    guess_finely(plan, here, work, rests, cluster)
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    carry_out_finely(plan, here, rests, now.values, following.parameter)
    for place in range(now.first_unknown, following.first_unknown):
        assess_finely(plan, here, rests, plan.unknown[place])
        take_answer(plan, here, work, plan.unknown[place])


@inner_kernel
def sweep_reaches_finely(tree: Tree, here: State, sweep: Sweep, rests: Rests) -> None:
    """As `sweep_reaches`, with play in two parts.

    To its mover the log-reach of a node is left in one part, relative to the likeliest node of its
    information set; nothing else is needed for beliefs.
    """
    players, slots = here.size[PLAYERS], here.size[SLOTS] + 2
    for player in range(players):
        store(sweep.log_reach, player, in_few(0.0))
        store(sweep.zeros, player, in_few(0.0))
        store(rests.node, player, in_few(0.0))
    for node in range(1, sweep.size[0]):
        factor, above = record(tree.node, node).factor, record(tree.node, node).parent * players
        between = 0 if factor < here.size[STRATEGIES] else slots
        for player in range(players):
            share, own = factor + player * between, node * players + player
            before = load_few(sweep.log_reach, above + player)
            added = load_few(here.log_share, share)
            lost = lost_in_sum(before, added, before + added) + load_few(rests.share, share)
            zeros = load_few(sweep.zeros, above + player) + load_few(here.zeros, share)
            store(sweep.log_reach, own, before + added)
            store(rests.node, own, load_few(rests.node, above + player) + lost)
            store(sweep.zeros, own, zeros)
    for information_set in range(sweep.size[1]):
        relate_reaches(tree, sweep, rests, information_set, players)


@row_kernel
def relate_reaches(
    tree: Tree, sweep: Sweep, rests: Rests, information_set: int, players: int
) -> None:
    """Make the mover's log-reaches of an information set relative to that of its likeliest node."""
    player = record(tree.information_set, information_set).player
    first = record(tree.information_set, information_set).first_member
    last = record(tree.information_set, information_set + 1).first_member
    if first < last:
        start = tree.member[first] * players + player
        top, beside = load_few(sweep.log_reach, start), load_few(rests.node, start)
        fewest = load_few(sweep.zeros, start)
        for position in range(first + 1, last):
            place = tree.member[position] * players + player
            reach, zeros = load_few(sweep.log_reach, place), load_few(sweep.zeros, place)
            order = likelier(reach, zeros, top, fewest)
            top = choose(order, reach, top)
            beside = choose(order, load_few(rests.node, place), beside)
            fewest = choose(order, zeros, fewest)
        for position in range(first, last):
            place = tree.member[position] * players + player
            less = load_few(rests.node, place) - beside
            store(sweep.log_reach, place, (load_few(sweep.log_reach, place) - top) + less)
