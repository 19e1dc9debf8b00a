"""Is this play what it is said to be?

One full sweep over the tree, sharing no schedule, no merged worths, no cancelled factors and no
log-odds with the solvers: worths of all nodes from the leaves up, reaches of all nodes from the
root down, beliefs from the reaches. From these the answer of every information set to the play is
computed afresh, and the largest distance between the two is the residual. The regret is the
largest gain by another action at any single information set, as a fraction of the player's range
of payoffs.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    larger,
    load_few,
    magnitude,
    multiply_add,
    pointer,
    record,
    store,
)
from foedus.solve.kernels_logarithms import exponential
from foedus.solve.kernels_response import normalise_belief
from foedus.solve.kernels_state import LANES, PLAYERS, SLOTS, STRATEGIES
from foedus.solve.tree import Tree

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer
    from foedus.solve.kernels_state import State

TIE = 1e-12
"""Actions closer than this fraction of the player's range are equally good."""


class Sweep(NamedTuple):
    """What a sweep over the whole tree finds, for the variant in each lane.

    Attributes
    ----------
    worth : float64[node, player, lane]
        The worth of each node.
    log_reach : float64[node, player, lane]
        The logarithm of each player's own reach of a node, zeros apart.
    zeros : float64[node, player, lane]
        How many zeros of its own priors lie on the way.
    belief, behind : float64[member, lane]
        The belief over the nodes of each information set, and their zeros.
    utility : float64[strategy, lane]
        The worth of each action.
    span : float64[player, lane]
        Each player's range of payoffs.
    residual, regret, tied : float64[1, lane]
        The certificate; and 1 where any action ties with the best, else 0.
    size : int64[2]
        How many nodes and information sets there are.
    """

    worth: Any
    log_reach: Any
    zeros: Any
    belief: Any
    behind: Any
    utility: Any
    span: Any
    residual: Any
    regret: Any
    tied: Any
    size: Any


def new_sweep(tree: Tree, player_count: int) -> Sweep:
    """Room for one sweep."""
    nodes = int(tree.node.size) - 1
    rows = (nodes * player_count, LANES)
    strategies = int(tree.information_set[-1]["first_strategy"])
    return Sweep(
        worth=np.zeros(rows),
        log_reach=np.zeros(rows),
        zeros=np.zeros(rows),
        belief=np.zeros((tree.member.size, LANES)),
        behind=np.zeros((tree.member.size, LANES)),
        utility=np.zeros((strategies, LANES)),
        span=np.zeros((player_count, LANES)),
        residual=np.zeros((1, LANES)),
        regret=np.zeros((1, LANES)),
        tied=np.zeros((1, LANES)),
        size=np.array([nodes, tree.information_set.size - 1]),
    )


@row_kernel
def point_sweep(sweep: Sweep) -> Sweep:
    """The same sweep, by pointers."""
    return Sweep(
        pointer(sweep.worth),
        pointer(sweep.log_reach),
        pointer(sweep.zeros),
        pointer(sweep.belief),
        pointer(sweep.behind),
        pointer(sweep.utility),
        pointer(sweep.span),
        pointer(sweep.residual),
        pointer(sweep.regret),
        pointer(sweep.tied),
        pointer(sweep.size),
    )


@row_kernel
def point_tree(tree: Tree) -> Tree:
    """The same tree, by pointers."""
    return Tree(
        pointer(tree.node),
        pointer(tree.edge),
        pointer(tree.information_set),
        pointer(tree.term),
        pointer(tree.member),
    )


@inner_kernel
def sweep_worths(tree: Tree, here: State, sweep: Sweep) -> None:
    """The worth of every node to every player."""
    players, slots = here.size[PLAYERS], here.size[SLOTS] + 2
    for node in range(sweep.size[0] - 1, -1, -1):
        now, following = record(tree.node, node), record(tree.node, node + 1)
        first = node * players
        for player in range(players):
            store(sweep.worth, first + player, in_few(0.0))
        for place in range(now.first_term, following.first_term):
            term = record(tree.term, place)
            worth = load_few(here.quantity, term.quantity)
            total = load_few(sweep.worth, first + term.player)
            total = multiply_add(in_few(term.coefficient), worth, total)
            store(sweep.worth, first + term.player, total)
        between = 0 if now.information_set >= 0 else slots
        for edge in range(now.first_edge, following.first_edge):
            factor, below = record(tree.edge, edge).factor, record(tree.edge, edge).child * players
            for player in range(players):
                share = load_few(here.share, factor + player * between)
                total = load_few(sweep.worth, first + player)
                total = multiply_add(share, load_few(sweep.worth, below + player), total)
                store(sweep.worth, first + player, total)


@inner_kernel
def sweep_reaches(tree: Tree, here: State, sweep: Sweep) -> None:
    """The logarithm of each player's own reach of every node, and the zeros on the way."""
    players, slots = here.size[PLAYERS], here.size[SLOTS] + 2
    for player in range(players):
        store(sweep.log_reach, player, in_few(0.0))
        store(sweep.zeros, player, in_few(0.0))
    for node in range(1, sweep.size[0]):
        factor, above = record(tree.node, node).factor, record(tree.node, node).parent * players
        between = 0 if factor < here.size[STRATEGIES] else slots
        first = node * players
        for player in range(players):
            share = factor + player * between
            reach = load_few(sweep.log_reach, above + player) + load_few(here.log_share, share)
            zeros = load_few(sweep.zeros, above + player) + load_few(here.zeros, share)
            store(sweep.log_reach, first + player, reach)
            store(sweep.zeros, first + player, zeros)


@inner_kernel
def sweep_beliefs(tree: Tree, here: State, sweep: Sweep) -> None:
    """Every belief, from the mover's own reaches, and the worth of every action under it."""
    players = here.size[PLAYERS]
    for information_set in range(sweep.size[1]):
        now, following = (
            record(tree.information_set, information_set),
            record(tree.information_set, information_set + 1),
        )
        first, last, player = now.first_member, following.first_member, now.player
        for position in range(first, last):
            place = tree.member[position] * players + player
            store(sweep.belief, position, load_few(sweep.log_reach, place))
            store(sweep.behind, position, load_few(sweep.zeros, place))
        normalise_belief(sweep.belief, sweep.behind, first, last)
        for action in range(following.first_strategy - now.first_strategy):
            total = in_few(0.0)
            for position in range(first, last):
                edge = record(tree.node, tree.member[position]).first_edge + action
                worth = load_few(sweep.worth, record(tree.edge, edge).child * players + player)
                total = multiply_add(load_few(sweep.belief, position), worth, total)
            store(sweep.utility, now.first_strategy + action, total)


@row_kernel
def take_span(sweep: Sweep, payoff_range: NDArray[np.float64], variants: Pointer) -> None:
    """Take each player's range of payoffs out of the batch."""
    for player in range(payoff_range.shape[0]):
        for lane in range(LANES):
            sweep.span[player * LANES + lane] = payoff_range[player, variants[lane]]


@inner_kernel
def certify(tree: Tree, here: State, sweep: Sweep) -> None:
    """Residual, regret, and whether any action ties with the best, after a sweep."""
    zero = in_few(0.0)
    store(sweep.residual, 0, zero)
    store(sweep.regret, 0, zero)
    store(sweep.tied, 0, zero)
    for information_set in range(sweep.size[1]):
        now, following = (
            record(tree.information_set, information_set),
            record(tree.information_set, information_set + 1),
        )
        if now.first_member < following.first_member:
            start, stop = now.first_strategy, following.first_strategy
            find_regret(here, sweep, now.player, start, stop)
            find_residual(here, sweep, now.player, start, stop)


@row_kernel
def find_regret(here: State, sweep: Sweep, player: int, start: int, stop: int) -> None:
    """What the best action would gain, as a fraction of the range, and whether others equal it."""
    zero, one, span = in_few(0.0), in_few(1.0), load_few(sweep.span, player)
    best, mean = load_few(sweep.utility, start), zero
    for action in range(start, stop):
        worth = load_few(sweep.utility, action)
        best = larger(worth, best)
        mean = multiply_add(load_few(here.share, action), worth, mean)
    regret = choose(zero - span, (best - mean) / span, zero)
    store(sweep.regret, 0, larger(regret, load_few(sweep.regret, 0)))
    equals = zero
    for action in range(start, stop):
        behind = best - load_few(sweep.utility, action)
        equals = equals + choose(in_few(TIE) * span - behind, zero, one)
    is_tied = choose(one - equals, one, zero)
    store(sweep.tied, 0, larger(is_tied, load_few(sweep.tied, 0)))


@row_kernel
def find_residual(here: State, sweep: Sweep, player: int, start: int, stop: int) -> None:
    """How far play is from the logit answer to it; not a number where that is none."""
    rationality = load_few(here.rationality, player)
    best = load_few(sweep.utility, start)
    for action in range(start + 1, stop):
        best = larger(load_few(sweep.utility, action), best)
    total = in_few(0.0)
    for action in range(start, stop):
        total = total + exponential(rationality * (load_few(sweep.utility, action) - best))
    residual, taint = load_few(sweep.residual, 0), in_few(0.0)
    for action in range(start, stop):
        weight = exponential(rationality * (load_few(sweep.utility, action) - best))
        distance = magnitude(weight / total - load_few(here.share, action))
        residual = larger(distance, residual)
        taint = taint + (distance - distance)
    store(sweep.residual, 0, residual + taint)
