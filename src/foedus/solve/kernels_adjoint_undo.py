"""What was each number of the play made of, so that a change of it can be handed back?

Given how an answer v changes with the play, what it changes with in the end. The operations by
which a play was computed (see `kernels_response`) are undone in reverse order, and each hands what
it was given on to what it was made of. With ∂v/∂log σ(a) given,

- play: ∂v/∂ℓ(a) = ∂v/∂log σ(a) − σ(a) Σ_b ∂v/∂log σ(b), with ℓ = λ_i U, so that λ_i collects
  U(a) ∂v/∂ℓ(a), and ∂v/∂U(a) = λ_i ∂v/∂ℓ(a);
- the worth of an action under a belief: ∂v/∂V(n·a) = μ(n) ∂v/∂U(a), and for the logarithm of the
  reach of member n, μ(n) Σ_a (V(n·a) − U(a)) ∂v/∂U(a);
- a worth: ∂v/∂V(child) = share × ∂v/∂V, and for the share V(child) × ∂v/∂V.

Beliefs are limits where a player's own priors have zeros: what is not believed in changes nothing,
and a derivative by a prior that is zero is one-sided. Where that prior is one of the fewest zeros
that the belief rests on, any other value would overthrow the belief: NaN.
"""

# ruff: noqa: RUF002
# (The letters of the equations.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import (
    in_few,
    is_any_negative,
    load_few,
    multiply_add,
    pointer,
    record,
    store,
)
from foedus.solve.kernels_response import MANY_ZEROS
from foedus.solve.kernels_rows import add_multiple, add_product, set_row
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from foedus.solve.kernels_state import State
    from foedus.solve.plan import Plan


class Adjoint(NamedTuple):
    """How an answer changes with the numbers of a `State`, in each lane.

    Attributes
    ----------
    share, log_share : float64[share, lane]
        With each probability, and with its logarithm, one beside the other.
    utility, worth : float64[strategy, lane], float64[worth, lane]
        With the worth of each action, and with each worth.
    quantity, rationality : float64[quantity, lane], float64[player, lane]
        With the worth of each quantity, and with each λ.
    row : float64[row, lane]
        With the log-odds guessed in a cluster; then with the answer to them, w.
    gain : float64[1, lane]
        With the logarithm of the reach of a member.
    """

    share: Any
    log_share: Any
    utility: Any
    worth: Any
    quantity: Any
    rationality: Any
    row: Any
    gain: Any


@inner_kernel
def new_adjoint(plan: Plan, state: State, quantities: int) -> Adjoint:
    """Room for the derivatives of one answer."""
    rows = plan.cluster[plan.cluster.size - 1].first_row
    return Adjoint(
        np.zeros(state.share.shape),
        np.zeros(state.share.shape),
        np.zeros(state.utility.shape),
        np.zeros(state.worth.shape),
        np.zeros((quantities, LANES)),
        np.zeros(state.rationality.shape),
        np.zeros((rows, LANES)),
        np.zeros((1, LANES)),
    )


@row_kernel
def point_adjoint(adjoint: Adjoint) -> Adjoint:
    """The same derivatives, by pointers."""
    return Adjoint(
        pointer(adjoint.share),
        pointer(adjoint.log_share),
        pointer(adjoint.utility),
        pointer(adjoint.worth),
        pointer(adjoint.quantity),
        pointer(adjoint.rationality),
        pointer(adjoint.row),
        pointer(adjoint.gain),
    )


@inner_kernel
def take_log_odds(plan: Plan, here: State, adjoint: Adjoint, information_set: int) -> None:
    """From the play at an information set to its log-odds; these are left in `log_share`."""
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    set_row(adjoint.gain, 0, 0.0)
    for action in range(start, stop):
        add_product(adjoint.log_share, action, here.share, action, adjoint.share, action)
        set_row(adjoint.share, action, 0.0)
        add_multiple(adjoint.gain, 0, 1.0, adjoint.log_share, action)
    less = in_few(0.0) - load_few(adjoint.gain, 0)
    for action in range(start, stop):
        change = load_few(adjoint.log_share, action)
        store(adjoint.log_share, action, multiply_add(less, load_few(here.share, action), change))


@inner_kernel
def undo_response(plan: Plan, here: State, adjoint: Adjoint, information_set: int) -> None:
    """From the logit response to the worths of the actions, and to λ."""
    take_log_odds(plan, here, adjoint, information_set)
    player = record(plan.information_set, information_set).player
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    for action in range(start, stop):
        add_product(adjoint.rationality, player, adjoint.log_share, action, here.utility, action)
        change = load_few(here.rationality, player) * load_few(adjoint.log_share, action)
        store(adjoint.utility, action, change)
        set_row(adjoint.log_share, action, 0.0)


@inner_kernel
def undo_assessment(plan: Plan, here: State, adjoint: Adjoint, information_set: int) -> None:
    """From the worths of the actions to the worths below and the shares above."""
    start = record(plan.information_set, information_set).first_strategy
    actions = record(plan.information_set, information_set + 1).first_strategy - start
    first = record(plan.information_set, information_set).first_member
    last = record(plan.information_set, information_set + 1).first_member
    for member in range(first, last):
        set_row(adjoint.gain, 0, 0.0)
        for action in range(actions):
            worth = record(plan.action, record(plan.member, member).first_action + action).worth
            add_product(adjoint.worth, worth, here.belief, member, adjoint.utility, start + action)
            gain = load_few(here.worth, worth) - load_few(here.utility, start + action)
            change, total = load_few(adjoint.utility, start + action), load_few(adjoint.gain, 0)
            store(adjoint.gain, 0, multiply_add(gain, change, total))
        if last - first > 1:
            undo_belief(plan, here, adjoint, member)
            if is_any_negative(in_few(0.0) - load_few(here.behind, member)):
                for lane in range(LANES):
                    if here.behind[member * LANES + lane] > 0.0:
                        undo_zeros(plan, here, adjoint, information_set, member, lane)


@inner_kernel
def undo_belief(plan: Plan, here: State, adjoint: Adjoint, member: int) -> None:
    """From the belief in a member to the logarithms of the shares that it rests on."""
    for place in range(
        record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
    ):
        factor = record(plan.factor, place).share
        add_product(adjoint.log_share, factor, here.belief, member, adjoint.gain, 0)


@inner_kernel
def undo_zeros(
    plan: Plan, here: State, adjoint: Adjoint, information_set: int, member: int, lane: int
) -> None:
    """From the belief in a member to the priors that are zero on the way to it.

    A first small probability takes a zero away. With as few left as the others have, the member is
    believed in as much more as that probability; with fewer, it alone is believed in.
    """
    fewest, likeliest = MANY_ZEROS, -1
    for other in range(
        record(plan.information_set, information_set).first_member,
        record(plan.information_set, information_set + 1).first_member,
    ):
        fewest = min(fewest, here.behind[other * LANES + lane])
        if (
            likeliest < 0
            or here.belief[other * LANES + lane] > here.belief[likeliest * LANES + lane]
        ):
            likeliest = other
    odds = np.exp(log_reach(plan, here, member, lane) - log_reach(plan, here, likeliest, lane))
    gain = here.belief[likeliest * LANES + lane] * odds * adjoint.gain[lane]
    is_in_doubt = False
    for action in range(
        record(plan.information_set, information_set).first_strategy,
        record(plan.information_set, information_set + 1).first_strategy,
    ):
        is_in_doubt = is_in_doubt or adjoint.utility[action * LANES + lane] != 0.0
    for place in range(
        record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
    ):
        factor = record(plan.factor, place).share
        if here.zeros[factor * LANES + lane] > 0.0 and is_in_doubt:
            left = here.behind[member * LANES + lane] - count_factor(plan, member, factor)
            if left < fewest:
                adjoint.share[factor * LANES + lane] = np.nan
            elif left == fewest and here.behind[member * LANES + lane] == left + 1:
                adjoint.share[factor * LANES + lane] += gain


@inner_kernel
def log_reach(plan: Plan, here: State, member: int, lane: int) -> float:
    """The logarithm of the reach of a member, zeros apart, without what cancels."""
    total = 0.0
    for place in range(
        record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
    ):
        total += here.log_share[record(plan.factor, place).share * LANES + lane]
    return total


@inner_kernel
def count_factor(plan: Plan, member: int, factor: int) -> int:
    """How often a share is a factor of the reach of a member."""
    count = 0
    for place in range(
        record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
    ):
        count += 1 if record(plan.factor, place).share == factor else 0
    return count


@inner_kernel
def undo_worth(plan: Plan, here: State, adjoint: Adjoint, worth: int) -> None:
    """From a worth to what it is the sum of."""
    for term in range(
        record(plan.worth, worth).first_term, record(plan.worth, worth + 1).first_term
    ):
        quantity, coefficient = (
            record(plan.term, term).quantity,
            record(plan.term, term).coefficient,
        )
        add_multiple(adjoint.quantity, quantity, coefficient, adjoint.worth, worth)
    for pair in range(
        record(plan.worth, worth).first_pair, record(plan.worth, worth + 1).first_pair
    ):
        share, below = record(plan.pair, pair).share, record(plan.pair, pair).worth
        add_product(adjoint.worth, below, here.share, share, adjoint.worth, worth)
        add_product(adjoint.share, share, here.worth, below, adjoint.worth, worth)
    set_row(adjoint.worth, worth, 0.0)


@inner_kernel
def undo(plan: Plan, here: State, adjoint: Adjoint, first: int, last: int) -> None:
    """Undo a run of the plan's operations, the last first."""
    for place in range(last - 1, first - 1, -1):
        operation = plan.operation[place]
        if operation >= 0:
            undo_worth(plan, here, adjoint, operation)
        else:
            undo_response(plan, here, adjoint, -1 - operation)
            undo_assessment(plan, here, adjoint, -1 - operation)
