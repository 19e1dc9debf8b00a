"""What is a move worth to whoever makes it, and how likely is he to make it?

The pieces from which the solver of games with hidden moves or types is built: its numbers
(`State`), the worths of the plan, the belief at an information set, and the logit response. The
worth of action a at information set h of player i is U(a|h) = Σ_n μ(n|h) V_i(n·a), and σ(a|h) ∝
exp(λ_i U(a|h)) (McKelvey & Palfrey 1998, eq. 3).

Several variants stand abreast, one in each *lane*, the innermost dimension of every array: what is
looked up for one operation serves all of them, and a processor handles a row of lanes at once. No
lane ever touches another, so that a variant's numbers do not depend on its company.

Beliefs are sums of logarithms, so that no reach probability is too small for them. A zero in a
player's own priors counts apart: only nodes behind the fewest zeros are believed in, which is the
limit of an equal ε at each zero.
"""

# ruff: noqa: RUF002 (the letters of the equations)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.plan import Plan

LANES = 8
"""How many variants stand abreast: as many float64 as the widest registers hold."""
MANY_ZEROS = 2147483647


class State(NamedTuple):
    """The numbers of a few variants while they are being solved, written over for the next.

    Attributes
    ----------
    time : float64[lane]
        At which fraction t of the λ asked for each lane is being computed.
    share, log_share : float64[share, lane]
        Probabilities: the strategy, then each player's chance slots with the certain and the
        impossible one; and their logarithms (0 where a chance probability is zero).
    zeros : int64[share, lane]
        1 where a chance probability is zero.
    rationality : float64[player, lane]
        The λ asked for.
    charge, worth : float64[worth, lane]
        The payoff terms charged with a worth, and the worth.
    utility : float64[strategy, lane]
        The worth of each action.
    belief : float64[member, lane]
        The belief over the members of each information set.
    behind : int64[member, lane]
        How many zeros a member lies behind.
    """

    time: NDArray[np.float64]
    share: NDArray[np.float64]
    log_share: NDArray[np.float64]
    zeros: NDArray[np.int64]
    rationality: NDArray[np.float64]
    charge: NDArray[np.float64]
    worth: NDArray[np.float64]
    utility: NDArray[np.float64]
    belief: NDArray[np.float64]
    behind: NDArray[np.int64]


def new_state(plan: Plan, player_count: int, slot_count: int) -> State:
    """Room for the numbers of one variant in each lane."""
    strategies = int(plan.strategy.size)
    shares = strategies + player_count * (slot_count + 2)
    return State(
        time=np.zeros(LANES),
        share=np.ones((shares, LANES)),
        log_share=np.zeros((shares, LANES)),
        zeros=np.zeros((shares, LANES), dtype=np.int64),
        rationality=np.zeros((player_count, LANES)),
        charge=np.zeros((plan.worth.size - 1, LANES)),
        worth=np.zeros((plan.worth.size - 1, LANES)),
        utility=np.zeros((strategies, LANES)),
        belief=np.zeros((plan.member.size, LANES)),
        behind=np.zeros((plan.member.size, LANES), dtype=np.int64),
    )


@inner_kernel
def load_variant(
    plan: Plan,
    state: State,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    variant: int,
    lane: int,
) -> None:
    """Take the numbers of one variant out of the batch, into a lane."""
    player_count, slot_count = state.rationality.shape[0], chance.shape[1]
    place = state.utility.shape[0]
    for player in range(player_count):
        state.rationality[player, lane] = rationality[player, variant]
        for slot in range(slot_count + 2):
            probability = 1.0 if slot == slot_count else 0.0
            if slot < slot_count:
                probability = chance[player, slot, variant]
            state.share[place, lane] = probability
            state.zeros[place, lane] = 1 if probability <= 0.0 else 0
            state.log_share[place, lane] = np.log(probability) if probability > 0.0 else 0.0
            place += 1
    for worth in range(state.charge.shape[0]):
        total = 0.0
        for term in range(plan.worth[worth].first_term, plan.worth[worth + 1].first_term):
            total += plan.term[term].coefficient * worths[plan.term[term].quantity, variant]
        state.charge[worth, lane] = total


@inner_kernel
def add_product(
    total: NDArray[np.float64],
    at: int,
    factor: NDArray[np.float64],
    of: int,
    addend: NDArray[np.float64],
    entry: int,
) -> None:
    """Add ``factor[of] * addend[entry]`` to ``total[at]`` in all eight lanes.

    Most of the time is spent here. It is written out because the compiler then sees that nothing
    is stored before everything is loaded, and makes one operation of each eight.
    """
    first = total[at, 0] + factor[of, 0] * addend[entry, 0]
    second = total[at, 1] + factor[of, 1] * addend[entry, 1]
    third = total[at, 2] + factor[of, 2] * addend[entry, 2]
    fourth = total[at, 3] + factor[of, 3] * addend[entry, 3]
    fifth = total[at, 4] + factor[of, 4] * addend[entry, 4]
    sixth = total[at, 5] + factor[of, 5] * addend[entry, 5]
    seventh = total[at, 6] + factor[of, 6] * addend[entry, 6]
    eighth = total[at, 7] + factor[of, 7] * addend[entry, 7]
    total[at, 0] = first
    total[at, 1] = second
    total[at, 2] = third
    total[at, 3] = fourth
    total[at, 4] = fifth
    total[at, 5] = sixth
    total[at, 6] = seventh
    total[at, 7] = eighth


@inner_kernel
def find_worth(plan: Plan, state: State, worth: int) -> None:
    """V = charge + Σ share × V(child)."""
    for lane in range(LANES):
        state.worth[worth, lane] = state.charge[worth, lane]
    for pair in range(plan.worth[worth].first_pair, plan.worth[worth + 1].first_pair):
        share, below = plan.pair[pair].share, plan.pair[pair].worth
        add_product(state.worth, worth, state.share, share, state.worth, below)


@inner_kernel
def believe(plan: Plan, state: State, information_set: int) -> None:
    """The mover's belief over the members of an information set."""
    first = plan.information_set[information_set].first_member
    last = plan.information_set[information_set + 1].first_member
    if last - first == 1:
        state.belief[first] = 1.0
        return
    for member in range(first, last):
        state.belief[member] = 0.0
        state.behind[member] = 0
        for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
            factor = plan.factor[place].share
            for lane in range(LANES):
                state.belief[member, lane] += state.log_share[factor, lane]
                state.behind[member, lane] += state.zeros[factor, lane]
    normalise_belief(state.belief, state.behind, first, last)


@inner_kernel
def normalise_belief(
    belief: NDArray[np.float64], behind: NDArray[np.int64], first: int, last: int
) -> None:
    """Turn log-reaches into a belief, over the nodes behind the fewest zeros."""
    for lane in range(LANES):
        fewest = MANY_ZEROS
        for member in range(first, last):
            fewest = min(fewest, behind[member, lane])
        top = -np.inf
        for member in range(first, last):
            if behind[member, lane] == fewest:
                top = max(top, belief[member, lane])
        total = 0.0
        for member in range(first, last):
            share = 0.0
            if behind[member, lane] == fewest:
                share = np.exp(belief[member, lane] - top)
            belief[member, lane] = share
            total += share
        for member in range(first, last):
            belief[member, lane] /= total


@inner_kernel
def assess_actions(plan: Plan, state: State, information_set: int) -> None:
    """The worth of each action at an information set, for the belief held there."""
    start = plan.information_set[information_set].first_strategy
    stop = plan.information_set[information_set + 1].first_strategy
    for action in range(start, stop):
        state.utility[action] = 0.0
    for member in range(
        plan.information_set[information_set].first_member,
        plan.information_set[information_set + 1].first_member,
    ):
        first = plan.member[member].first_action
        for action in range(stop - start):
            worth = plan.action[first + action].worth
            add_product(state.utility, start + action, state.belief, member, state.worth, worth)


@inner_kernel
def set_log_odds(state: State, start: int, stop: int) -> None:
    """Turn log-odds, given in `log_share`, into probabilities and their logarithms."""
    for lane in range(LANES):
        top = state.log_share[start, lane]
        for action in range(start + 1, stop):
            top = max(top, state.log_share[action, lane])
        total = 0.0
        for action in range(start, stop):
            weight = np.exp(state.log_share[action, lane] - top)
            state.share[action, lane] = weight
            total += weight
        shift = top + np.log(total)
        for action in range(start, stop):
            state.log_share[action, lane] -= shift
            state.share[action, lane] /= total


@inner_kernel
def respond(plan: Plan, state: State, information_set: int) -> None:
    """Play the logit response, with rationality t times the one asked for."""
    start = plan.information_set[information_set].first_strategy
    stop = plan.information_set[information_set + 1].first_strategy
    player = plan.information_set[information_set].player
    for action in range(start, stop):
        for lane in range(LANES):
            gain = state.utility[action, lane] - state.utility[start, lane]
            factor = state.time[lane] * state.rationality[player, lane]
            state.log_share[action, lane] = factor * gain
    set_log_odds(state, start, stop)


@inner_kernel
def carry_out(plan: Plan, state: State, first: int, last: int) -> None:
    """Carry out a run of the plan's operations, each lane at its own t."""
    for place in range(first, last):
        operation = plan.operation[place]
        if operation >= 0:
            find_worth(plan, state, operation)
        else:
            believe(plan, state, -1 - operation)
            assess_actions(plan, state, -1 - operation)
            respond(plan, state, -1 - operation)
