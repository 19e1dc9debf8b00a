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
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_response import LANES, MANY_ZEROS, add_product
from foedus.solve.kernels_rows import add_multiple, set_row

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_response import State
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

    share: NDArray[np.float64]
    log_share: NDArray[np.float64]
    utility: NDArray[np.float64]
    worth: NDArray[np.float64]
    quantity: NDArray[np.float64]
    rationality: NDArray[np.float64]
    row: NDArray[np.float64]
    gain: NDArray[np.float64]


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


@inner_kernel
def take_log_odds(plan: Plan, state: State, adjoint: Adjoint, information_set: int) -> None:
    """From the play at an information set to its log-odds; these are left in `log_share`."""
    start = plan.information_set[information_set].first_strategy
    stop = plan.information_set[information_set + 1].first_strategy
    set_row(adjoint.gain, 0, 0.0)
    for action in range(start, stop):
        add_product(adjoint.log_share, action, state.share, action, adjoint.share, action)
        set_row(adjoint.share, action, 0.0)
        for lane in range(LANES):
            adjoint.gain[0, lane] += adjoint.log_share[action, lane]
    for action in range(start, stop):
        for lane in range(LANES):
            mean = state.share[action, lane] * adjoint.gain[0, lane]
            adjoint.log_share[action, lane] -= mean


@inner_kernel
def undo_response(plan: Plan, state: State, adjoint: Adjoint, information_set: int) -> None:
    """From the logit response to the worths of the actions, and to λ."""
    take_log_odds(plan, state, adjoint, information_set)
    player = plan.information_set[information_set].player
    start = plan.information_set[information_set].first_strategy
    stop = plan.information_set[information_set + 1].first_strategy
    for action in range(start, stop):
        add_product(adjoint.rationality, player, adjoint.log_share, action, state.utility, action)
        for lane in range(LANES):
            adjoint.utility[action, lane] = (
                state.rationality[player, lane] * adjoint.log_share[action, lane]
            )
        set_row(adjoint.log_share, action, 0.0)


@inner_kernel
def undo_assessment(plan: Plan, state: State, adjoint: Adjoint, information_set: int) -> None:
    """From the worths of the actions to the worths below and the shares above."""
    start = plan.information_set[information_set].first_strategy
    actions = plan.information_set[information_set + 1].first_strategy - start
    first = plan.information_set[information_set].first_member
    last = plan.information_set[information_set + 1].first_member
    for member in range(first, last):
        set_row(adjoint.gain, 0, 0.0)
        for action in range(actions):
            worth = plan.action[plan.member[member].first_action + action].worth
            add_product(adjoint.worth, worth, state.belief, member, adjoint.utility, start + action)
            for lane in range(LANES):
                gain = state.worth[worth, lane] - state.utility[start + action, lane]
                adjoint.gain[0, lane] += gain * adjoint.utility[start + action, lane]
        if last - first > 1:
            undo_belief(plan, state, adjoint, member)
            for lane in range(LANES):
                if state.behind[member, lane] > 0:
                    undo_zeros(plan, state, adjoint, information_set, member, lane)


@inner_kernel
def undo_belief(plan: Plan, state: State, adjoint: Adjoint, member: int) -> None:
    """From the belief in a member to the logarithms of the shares that it rests on."""
    for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
        factor = plan.factor[place].share
        add_product(adjoint.log_share, factor, state.belief, member, adjoint.gain, 0)


@inner_kernel
def undo_zeros(
    plan: Plan, state: State, adjoint: Adjoint, information_set: int, member: int, lane: int
) -> None:
    """From the belief in a member to the priors that are zero on the way to it.

    A first small probability takes a zero away. With as few left as the others have, the member is
    believed in as much more as that probability; with fewer, it alone is believed in.
    """
    fewest, likeliest = MANY_ZEROS, -1
    for other in range(
        plan.information_set[information_set].first_member,
        plan.information_set[information_set + 1].first_member,
    ):
        fewest = min(fewest, state.behind[other, lane])
        if likeliest < 0 or state.belief[other, lane] > state.belief[likeliest, lane]:
            likeliest = other
    odds = np.exp(log_reach(plan, state, member, lane) - log_reach(plan, state, likeliest, lane))
    gain = state.belief[likeliest, lane] * odds * adjoint.gain[0, lane]
    is_in_doubt = False
    for action in range(
        plan.information_set[information_set].first_strategy,
        plan.information_set[information_set + 1].first_strategy,
    ):
        is_in_doubt = is_in_doubt or adjoint.utility[action, lane] != 0.0
    for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
        factor = plan.factor[place].share
        if state.zeros[factor, lane] > 0 and is_in_doubt:
            left = state.behind[member, lane] - count_factor(plan, member, factor)
            if left < fewest:
                adjoint.share[factor, lane] = np.nan
            elif left == fewest and state.behind[member, lane] == left + 1:
                adjoint.share[factor, lane] += gain


@inner_kernel
def log_reach(plan: Plan, state: State, member: int, lane: int) -> float:
    """The logarithm of the reach of a member, zeros apart, without what cancels."""
    total = 0.0
    for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
        total += state.log_share[plan.factor[place].share, lane]
    return total


@inner_kernel
def count_factor(plan: Plan, member: int, factor: int) -> int:
    """How often a share is a factor of the reach of a member."""
    count = 0
    for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
        count += 1 if plan.factor[place].share == factor else 0
    return count


@inner_kernel
def undo_worth(plan: Plan, state: State, adjoint: Adjoint, worth: int) -> None:
    """From a worth to what it is the sum of."""
    for term in range(plan.worth[worth].first_term, plan.worth[worth + 1].first_term):
        quantity, coefficient = plan.term[term].quantity, plan.term[term].coefficient
        add_multiple(adjoint.quantity, quantity, coefficient, adjoint.worth, worth)
    for pair in range(plan.worth[worth].first_pair, plan.worth[worth + 1].first_pair):
        share, below = plan.pair[pair].share, plan.pair[pair].worth
        add_product(adjoint.worth, below, state.share, share, adjoint.worth, worth)
        add_product(adjoint.share, share, state.worth, below, adjoint.worth, worth)
    set_row(adjoint.worth, worth, 0.0)


@inner_kernel
def undo(plan: Plan, state: State, adjoint: Adjoint, first: int, last: int) -> None:
    """Undo a run of the plan's operations, the last first."""
    for place in range(last - 1, first - 1, -1):
        operation = plan.operation[place]
        if operation >= 0:
            undo_worth(plan, state, adjoint, operation)
        else:
            undo_response(plan, state, adjoint, -1 - operation)
            undo_assessment(plan, state, adjoint, -1 - operation)
