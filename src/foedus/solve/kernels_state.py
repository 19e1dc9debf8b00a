"""Which numbers does a variant bring along, and where do they stand while it is being solved?

Several variants stand abreast, one in each *lane*, the innermost dimension of every array: a row of
lanes is what a processor handles at once (`kernels_lanes`). No lane ever touches another, so that a
variant's numbers do not depend on its company.

A state has room for as many variants again, which wait for a free lane: what does not turn on play
is computed for all of them at once, and of that a cluster is given only what it looks up.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import (
    FEW,
    beyond,
    choose,
    in_few,
    load_few,
    multiply_add,
    pointer,
    record,
    store,
)
from foedus.solve.kernels_logarithms import logarithm
from foedus.solve.plan import Plan

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer
    from foedus.solve.kernels_walk import Numbers

LANES = FEW
"""How many variants stand abreast."""

BETWEEN, PLAYERS, SLOTS, STRATEGIES, SHARES, WORTHS, QUANTITIES = range(7)
"""What stands in `State.size`."""


class State(NamedTuple):
    """The numbers of a few variants while they are being solved, written over for the next.

    Attributes
    ----------
    time : float64[lane]
        At which fraction t of the λ asked for each lane is being computed.
    share, log_share : float64[share, lane]
        Probabilities: the strategy, then each player's chance slots with the certain and the
        impossible one; and their logarithms (0 where a chance probability is zero).
    zeros : float64[share, lane]
        1 where a chance probability is zero.
    rationality : float64[player, lane]
        The λ asked for.
    quantity : float64[quantity, lane]
        The worth of each quantity.
    charge, worth : float64[worth, lane]
        The payoff terms charged with a worth, and the worth.
    utility : float64[strategy, lane]
        The worth of each action.
    belief : float64[member, lane]
        The belief over the members of each information set.
    behind : float64[member, lane]
        How many zeros a member lies behind.
    size : int64[7]
        How far it is to the room of those that wait, and how many there are of everything.
    """

    time: Any
    share: Any
    log_share: Any
    zeros: Any
    rationality: Any
    quantity: Any
    charge: Any
    worth: Any
    utility: Any
    belief: Any
    behind: Any
    size: Any


def new_state(plan: Plan, player_count: int, slot_count: int) -> State:
    """Room for the numbers of one variant in each lane, and of one that waits for it."""
    strategies, worths = int(plan.strategy.size), int(plan.worth.size) - 1
    shares = strategies + player_count * (slot_count + 2)
    quantities = int(plan.term["quantity"].max(initial=-1)) + 1
    rows = {
        "time": 1,
        "share": shares,
        "log_share": shares,
        "zeros": shares,
        "rationality": player_count,
        "quantity": quantities,
        "charge": worths,
        "worth": worths,
        "utility": strategies,
        "belief": int(plan.member.size),
        "behind": int(plan.member.size),
    }
    total = sum(rows.values()) * LANES
    room = np.zeros(2 * total + LANES)
    room = room[-room.ctypes.data % (8 * LANES) // 8 :]
    arrays: dict[str, NDArray[np.float64]] = {}
    first = 0
    for name, count in rows.items():
        arrays[name] = room[first : first + count * LANES].reshape(count, LANES)
        first += count * LANES
    size = [total, player_count, slot_count, strategies, shares, worths, quantities]
    arrays["share"][:] = 1.0
    return State(**arrays, size=np.array(size))


@row_kernel
def point_state(state: State) -> State:
    """The same state, by pointers."""
    return State(
        pointer(state.time),
        pointer(state.share),
        pointer(state.log_share),
        pointer(state.zeros),
        pointer(state.rationality),
        pointer(state.quantity),
        pointer(state.charge),
        pointer(state.worth),
        pointer(state.utility),
        pointer(state.belief),
        pointer(state.behind),
        pointer(state.size),
    )


@row_kernel
def those_waiting(here: State) -> State:
    """The room of the variants that wait, given that of those in the lanes, by pointers."""
    far = here.size[BETWEEN]
    return State(
        beyond(here.time, far),
        beyond(here.share, far),
        beyond(here.log_share, far),
        beyond(here.zeros, far),
        beyond(here.rationality, far),
        beyond(here.quantity, far),
        beyond(here.charge, far),
        beyond(here.worth, far),
        beyond(here.utility, far),
        beyond(here.belief, far),
        beyond(here.behind, far),
        here.size,
    )


@row_kernel
def point_plan(plan: Plan) -> Plan:
    """The same plan, by pointers."""
    return Plan(
        pointer(plan.operation),
        pointer(plan.cluster),
        pointer(plan.unknown),
        pointer(plan.row),
        pointer(plan.information_set),
        pointer(plan.strategy),
        pointer(plan.member),
        pointer(plan.factor),
        pointer(plan.behind),
        pointer(plan.action),
        pointer(plan.worth),
        pointer(plan.term),
        pointer(plan.pair),
        pointer(plan.through),
        pointer(plan.target),
        pointer(plan.ground),
        pointer(plan.given),
        pointer(plan.room),
    )


@row_kernel
def take_numbers(here: State, drawn: Numbers, variants: Pointer) -> None:
    """Take the worths of quantities and the rationality of a few variants out of the batch."""
    worths, rationality = pointer(drawn.worths), pointer(drawn.rationality)
    count = drawn.rationality.shape[1]
    for lane in range(LANES):
        variant = variants[lane]
        for quantity in range(here.size[QUANTITIES]):
            here.quantity[quantity * LANES + lane] = worths[quantity * count + variant]
        for player in range(here.size[PLAYERS]):
            here.rationality[player * LANES + lane] = rationality[player * count + variant]


@row_kernel
def take_chance(here: State, drawn: Numbers, variants: Pointer, share: int) -> None:
    """Take the probability of a chance slot to a player out of the batch."""
    slots = here.size[SLOTS]
    player = (share - here.size[STRATEGIES]) // (slots + 2)
    slot = (share - here.size[STRATEGIES]) % (slots + 2)
    count = drawn.rationality.shape[1]
    probability = in_few(1.0 if slot == slots else 0.0)
    if slot < slots:
        chance, first = pointer(drawn.chance), (player * slots + slot) * count
        for lane in range(LANES):
            here.share[share * LANES + lane] = chance[first + variants[lane]]
        probability = load_few(here.share, share)
    zero, one = in_few(0.0), in_few(1.0)
    is_positive = zero - probability
    store(here.share, share, probability)
    store(here.zeros, share, choose(is_positive, zero, one))
    store(here.log_share, share, choose(is_positive, logarithm(probability), zero))


@row_kernel
def find_charge(plan: Plan, here: State, worth: int) -> None:
    """The payoff terms that are charged with a worth."""
    total = in_few(0.0)
    for term in range(
        record(plan.worth, worth).first_term, record(plan.worth, worth + 1).first_term
    ):
        quantity = load_few(here.quantity, record(plan.term, term).quantity)
        total = multiply_add(in_few(record(plan.term, term).coefficient), quantity, total)
    store(here.charge, worth, total)


@row_kernel
def find_worth(plan: Plan, here: State, worth: int) -> None:
    """A worth: what is charged, and the worths below, each times its share."""
    total = load_few(here.charge, worth)
    for pair in range(
        record(plan.worth, worth).first_pair, record(plan.worth, worth + 1).first_pair
    ):
        share = load_few(here.share, record(plan.pair, pair).share)
        below = load_few(here.worth, record(plan.pair, pair).worth)
        total = multiply_add(share, below, total)
    store(here.worth, worth, total)


@inner_kernel
def load_variants(plan: Plan, here: State, drawn: Numbers, variants: Pointer) -> None:
    """Take all numbers of a few variants out of the batch, one into each lane."""
    take_numbers(here, drawn, variants)
    for share in range(here.size[STRATEGIES], here.size[SHARES]):
        take_chance(here, drawn, variants, share)
    for worth in range(here.size[WORTHS]):
        find_charge(plan, here, worth)


@inner_kernel
def let_wait(plan: Plan, here: State, cluster: int, drawn: Numbers, variants: Pointer) -> None:
    """Take what a cluster needs of a few variants out of the batch, and compute what is settled."""
    waiting = those_waiting(here)
    take_numbers(waiting, drawn, variants)
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    for at in range(now.first_chance, now.first_charge):
        take_chance(waiting, drawn, variants, plan.given[at])
    for at in range(now.first_ground, following.first_ground):
        find_charge(plan, waiting, plan.ground[at])
        find_worth(plan, waiting, plan.ground[at])
    for at in range(now.first_charge, now.first_worth):
        find_charge(plan, waiting, plan.given[at])


@inner_kernel
def take_in(plan: Plan, here: State, cluster: int, place: int, lane: int) -> None:
    """Give a lane what a cluster looks up of the variant at a place among those that wait."""
    waiting = those_waiting(here)
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    for player in range(here.size[PLAYERS]):
        row = player * LANES
        here.rationality[row + lane] = waiting.rationality[row + place]
    for at in range(now.first_share, now.first_charge):
        row = plan.given[at] * LANES
        here.share[row + lane] = waiting.share[row + place]
        here.log_share[row + lane] = waiting.log_share[row + place]
        here.zeros[row + lane] = waiting.zeros[row + place]
    for at in range(now.first_charge, now.first_worth):
        row = plan.given[at] * LANES
        here.charge[row + lane] = waiting.charge[row + place]
    for at in range(now.first_worth, following.first_chance):
        row = plan.given[at] * LANES
        here.worth[row + lane] = waiting.worth[row + place]
