"""What is a move worth to whoever makes it, and how likely is he to make it?

The pieces from which the solver of games with hidden moves or types is built: the worths of the
plan, the belief at an information set, and the logit response. The worth of action a at information
set h of player i is U(a|h) = Σ_n μ(n|h) V_i(n·a), and σ(a|h) ∝ exp(λ_i U(a|h)) (McKelvey & Palfrey
1998, eq. 3). All that a kernel is handed here is pointers (see `kernels_state`).

Beliefs are sums of logarithms, so that no reach probability is too small for them. A zero in a
player's own priors counts apart: only nodes behind the fewest zeros are believed in, which is the
limit of an equal ε at each zero.
"""

# ruff: noqa: RUF002 (the letters of the equations)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    larger,
    load_few,
    multiply_add,
    record,
    smaller,
    store,
)
from foedus.solve.kernels_logarithms import exponential, logarithm
from foedus.solve.kernels_state import find_worth

if TYPE_CHECKING:
    from foedus.solve.kernels_lanes import Pointer
    from foedus.solve.kernels_state import State
    from foedus.solve.plan import Plan

MANY_ZEROS = 2147483647.0
NEVER = -1e308
"""The log-reach of what is not believed in."""


@row_kernel
def believe(plan: Plan, here: State, information_set: int) -> None:
    """The mover's belief over the members of an information set."""
    first = record(plan.information_set, information_set).first_member
    last = record(plan.information_set, information_set + 1).first_member
    if last - first == 1:
        store(here.belief, first, in_few(1.0))
    else:
        for member in range(first, last):
            reach, zeros = in_few(0.0), in_few(0.0)
            for place in range(
                record(plan.member, member).first_factor,
                record(plan.member, member + 1).first_factor,
            ):
                factor = record(plan.factor, place).share
                reach = reach + load_few(here.log_share, factor)
                zeros = zeros + load_few(here.zeros, factor)
            store(here.belief, member, reach)
            store(here.behind, member, zeros)
        normalise_belief(here.belief, here.behind, first, last)


@row_kernel
def normalise_belief(belief: Pointer, behind: Pointer, first: int, last: int) -> None:
    """Turn log-reaches into a belief, over the nodes behind the fewest zeros."""
    fewest = in_few(MANY_ZEROS)
    for member in range(first, last):
        fewest = smaller(load_few(behind, member), fewest)
    top, zero = in_few(NEVER), in_few(0.0)
    for member in range(first, last):
        more = fewest - load_few(behind, member)
        top = larger(choose(more, in_few(NEVER), load_few(belief, member)), top)
    total = zero
    for member in range(first, last):
        more = fewest - load_few(behind, member)
        share = choose(more, zero, exponential(load_few(belief, member) - top))
        store(belief, member, share)
        total = total + share
    scale = in_few(1.0) / total
    for member in range(first, last):
        store(belief, member, load_few(belief, member) * scale)


@row_kernel
def assess_actions(plan: Plan, here: State, information_set: int) -> None:
    """The worth of each action at an information set, for the belief held there."""
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    first = record(plan.information_set, information_set).first_member
    last = record(plan.information_set, information_set + 1).first_member
    for action in range(start, stop):
        total = in_few(0.0)
        for member in range(first, last):
            place = record(plan.member, member).first_action + action - start
            worth = load_few(here.worth, record(plan.action, place).worth)
            total = multiply_add(load_few(here.belief, member), worth, total)
        store(here.utility, action, total)


@row_kernel
def set_log_odds(here: State, start: int, stop: int) -> None:
    """Turn log-odds, given in `log_share`, into probabilities and their logarithms."""
    top = load_few(here.log_share, start)
    for action in range(start + 1, stop):
        top = larger(top, load_few(here.log_share, action))
    total = in_few(0.0)
    for action in range(start, stop):
        weight = exponential(load_few(here.log_share, action) - top)
        store(here.share, action, weight)
        total = total + weight
    shift = top + logarithm(total)
    scale = in_few(1.0) / total
    for action in range(start, stop):
        store(here.log_share, action, load_few(here.log_share, action) - shift)
        store(here.share, action, load_few(here.share, action) * scale)


@row_kernel
def respond(plan: Plan, here: State, information_set: int) -> None:
    """Play the logit response, with rationality t times the one asked for."""
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    player = record(plan.information_set, information_set).player
    pull = load_few(here.time, 0) * load_few(here.rationality, player)
    base = load_few(here.utility, start)
    for action in range(start, stop):
        gain = load_few(here.utility, action) - base
        store(here.log_share, action, pull * gain)
    set_log_odds(here, start, stop)


@inner_kernel
def carry_out(plan: Plan, here: State, first: int, last: int) -> None:
    """Carry out a run of the plan's operations, each lane at its own t."""
    for place in range(first, last):
        operation = plan.operation[place]
        if operation >= 0:
            find_worth(plan, here, operation)
        else:
            believe(plan, here, -1 - operation)
            assess_actions(plan, here, -1 - operation)
            respond(plan, here, -1 - operation)
