"""What is a move worth to whoever makes it, and how likely is he to make it?

The pieces from which every solver of games with hidden moves or types is built, for one variant:
its numbers (`State`), the worth of a node to a player, the belief at an information set, and the
logit response. The worth of action a at information set h of player i is
U(a|h) = Σ_n μ(n|h) V_i(n·a), and σ(a|h) ∝ exp(λ_i U(a|h)) (McKelvey & Palfrey 1998, eq. 3).

Beliefs are sums of logarithms, so that no reach probability is too small for them. A zero in a
player's own priors counts apart: only nodes behind the fewest zeros are believed in, which is the
limit of an equal ε at each zero.
"""

# ruff: noqa: RUF002 (the letters of the equations)

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.plan import Plan
    from foedus.solve.tree import Records, Tree


class State(NamedTuple):
    """The numbers of one variant while it is being solved, written over for the next.

    Attributes
    ----------
    slot : record[player, slot]
        probability (with the certain and the impossible slot), logarithm (0 where the probability
        is zero), zeros (1 where it is zero).
    rationality : float64[player]
        The λ asked for.
    charge, value : float64[node, player]
        The payoff terms charged at a node, and the worth of the node to the player.
    play : record[strategy]
        sigma, log_sigma (its logarithm), utility (the worth of the action).
    belief : record[member]
        share (the belief over the nodes of each information set), zeros.
    """

    slot: Records
    rationality: NDArray[np.float64]
    charge: NDArray[np.float64]
    value: NDArray[np.float64]
    play: Records
    belief: Records


def new_state(tree: Tree, player_count: int, slot_count: int) -> State:
    """Room for the numbers of one variant."""
    nodes = tree.node.size - 1
    strategies = int(tree.information_set[-1]["first_strategy"])
    play = np.zeros(strategies, dtype=[("sigma", "f8"), ("log_sigma", "f8"), ("utility", "f8")])
    play["sigma"] = 1.0
    return State(
        slot=np.zeros(
            (player_count, slot_count + 2),
            dtype=[("probability", "f8"), ("logarithm", "f8"), ("zeros", "i8")],
        ),
        rationality=np.zeros(player_count),
        charge=np.zeros((nodes, player_count)),
        value=np.zeros((nodes, player_count)),
        play=play,
        belief=np.zeros(tree.member.size, dtype=[("share", "f8"), ("zeros", "i8")]),
    )


@inner_kernel
def load_variant(
    tree: Tree,
    state: State,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    rationality: NDArray[np.float64],
    variant: int,
) -> None:
    """Take the numbers of one variant out of the batch."""
    player_count = state.rationality.size
    slot_count = chance.shape[1]
    for player in range(player_count):
        state.rationality[player] = rationality[player, variant]
        for slot in range(slot_count + 2):
            probability = 1.0 if slot == slot_count else 0.0
            if slot < slot_count:
                probability = chance[player, slot, variant]
            state.slot[player, slot].probability = probability
            state.slot[player, slot].zeros = 1 if probability <= 0.0 else 0
            state.slot[player, slot].logarithm = np.log(probability) if probability > 0.0 else 0.0
    node_count = tree.node.size - 1
    for node in range(node_count):
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            state.charge[node, tree.term[term].player] = 0.0
        for term in range(tree.node[node].first_term, tree.node[node + 1].first_term):
            state.charge[node, tree.term[term].player] += (
                tree.term[term].coefficient * worths[tree.term[term].quantity, variant]
            )


@inner_kernel
def believe(tree: Tree, plan: Plan, state: State, information_set: int) -> None:
    """The mover's belief over the nodes of an information set."""
    first = tree.information_set[information_set].first_member
    last = tree.information_set[information_set + 1].first_member
    if last - first == 1:
        state.belief[first].share = 1.0
        return
    player = tree.information_set[information_set].player
    strategy_count = state.play.size
    fewest = 2147483647
    for position in range(first, last):
        total = 0.0
        zeros = 0
        for place in range(
            plan.member[position].first_factor, plan.member[position + 1].first_factor
        ):
            factor = plan.number[place]
            if factor < strategy_count:
                total += state.play[factor].log_sigma
            else:
                total += state.slot[player, factor - strategy_count].logarithm
                zeros += state.slot[player, factor - strategy_count].zeros
        state.belief[position].share = total
        state.belief[position].zeros = zeros
        fewest = min(fewest, zeros)
    normalise_belief(state, first, last, fewest)


@inner_kernel
def normalise_belief(state: State, first: int, last: int, fewest: int) -> None:
    """Turn log-reaches into a belief, over the nodes behind the fewest zeros."""
    top = -np.inf
    for position in range(first, last):
        if state.belief[position].zeros == fewest:
            top = max(top, state.belief[position].share)
    total = 0.0
    for position in range(first, last):
        share = 0.0
        if state.belief[position].zeros == fewest:
            share = np.exp(state.belief[position].share - top)
        state.belief[position].share = share
        total += share
    for position in range(first, last):
        state.belief[position].share /= total


@inner_kernel
def assess_actions(tree: Tree, state: State, information_set: int) -> None:
    """The worth of each action at an information set, for the belief held there."""
    player = tree.information_set[information_set].player
    start = tree.information_set[information_set].first_strategy
    stop = tree.information_set[information_set + 1].first_strategy
    for action in range(start, stop):
        state.play[action].utility = 0.0
    for position in range(
        tree.information_set[information_set].first_member,
        tree.information_set[information_set + 1].first_member,
    ):
        share = state.belief[position].share
        edge = tree.node[tree.member[position]].first_edge
        for action in range(stop - start):
            child = tree.edge[edge + action].child
            state.play[start + action].utility += share * state.value[child, player]


@inner_kernel
def set_log_odds(state: State, start: int, stop: int) -> None:
    """Turn log-odds, given in `log_sigma`, into probabilities and their logarithms."""
    top = state.play[start].log_sigma
    for action in range(start + 1, stop):
        top = max(top, state.play[action].log_sigma)
    total = 0.0
    for action in range(start, stop):
        weight = np.exp(state.play[action].log_sigma - top)
        state.play[action].sigma = weight
        total += weight
    shift = top + np.log(total)
    for action in range(start, stop):
        state.play[action].log_sigma -= shift
        state.play[action].sigma /= total


@inner_kernel
def respond(tree: Tree, state: State, information_set: int, time: float) -> None:
    """Play the logit response, with rationality `time` times the one asked for."""
    start = tree.information_set[information_set].first_strategy
    stop = tree.information_set[information_set + 1].first_strategy
    factor = time * state.rationality[tree.information_set[information_set].player]
    top = state.play[start].utility
    for action in range(start + 1, stop):
        top = max(top, state.play[action].utility)
    for action in range(start, stop):
        state.play[action].log_sigma = factor * (state.play[action].utility - top)
    set_log_odds(state, start, stop)


@inner_kernel
def carry_out(tree: Tree, plan: Plan, state: State, first: int, last: int, time: float) -> None:
    """Carry out a run of the plan's operations, at rationality `time` times the one asked for."""
    node_count = tree.node.size - 1
    strategy_count = state.play.size
    for place in range(first, last):
        operation = plan.number[place]
        if operation < 0:
            believe(tree, plan, state, -1 - operation)
            assess_actions(tree, state, -1 - operation)
            respond(tree, state, -1 - operation, time)
            continue
        player = operation // node_count
        node = operation - player * node_count
        total = state.charge[node, player]
        is_decision = tree.node[node].information_set >= 0
        for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
            factor = tree.edge[edge].factor
            if is_decision:
                share = state.play[factor].sigma
            else:
                share = state.slot[player, factor - strategy_count].probability
            total += share * state.value[tree.edge[edge].child, player]
        state.value[node, player] = total
