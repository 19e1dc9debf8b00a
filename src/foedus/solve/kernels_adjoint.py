"""How does the answer to a query change with the shares on the way, the play being what it is?

The first half of every gradient. With R(n) the reach of a node in the viewpoint of a query and c(z)
what a terminal node adds to its answer v,

    c(z) = ([z in event and given] w(z) − v [z in given]) / P(given),
    X(z) = c(z),   X(n) = Σ share × X(child),

the answer changes with the share of the edge from n to m by R(n) X(m): one walk up the tree for X,
and one down it for R. Where an intervention forces the choice no share counts. The worth of a
quantity that is charged at n enters an expected worth by R(n) times the likelihood of the event
from there on. Nothing is divided by a share, so that zeros do no harm.

Reverse mode, or the adjoint (Griewank & Walther 2008, ch. 3); the second half, which goes on from
the play to what the play hangs on, is in `kernels_adjoint_perfect` and `kernels_adjoint_hidden`.
"""

# ruff: noqa: RUF002
# (The letters of the equations.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel, kernel, row_kernel
from foedus.solve.kernels_certificate import point_tree
from foedus.solve.kernels_lanes import in_few, load_few, multiply_add, pointer, record, store
from foedus.solve.kernels_rows import (
    add_multiple,
    add_product,
    add_rows,
    copy_row,
    load_rows,
    set_product,
    set_row,
)
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import Tree


class Asked(NamedTuple):
    """Some queries, as kernels read them.

    Attributes
    ----------
    viewpoint, worth_of : int32[query]
        As in `Query`.
    in_event, in_condition : bool[query, node]
        Which terminal nodes are in the event (and the condition), and in the condition.
    forced : int32[query, node]
        The action that is taken whatever the play; -1 for none.
    """

    viewpoint: NDArray[np.int32]
    worth_of: NDArray[np.int32]
    in_event: NDArray[np.bool_]
    in_condition: NDArray[np.bool_]
    forced: NDArray[np.int32]


class Found(NamedTuple):
    """Derivatives of the answers of a batch, added to by one kernel after another.

    Attributes
    ----------
    by_play : float64[query, strategy, variant]
        By the probability of each action.
    by_worth : float64[query, quantity, variant]
        By the worth of each quantity.
    by_chance : float64[query, viewpoint, slot, variant]
        By the probability of each chance slot in each viewpoint.
    by_rationality : float64[query, player, variant]
        By each λ.
    """

    by_play: NDArray[np.float64]
    by_worth: NDArray[np.float64]
    by_chance: NDArray[np.float64]
    by_rationality: NDArray[np.float64]


class Walk(NamedTuple):
    """The numbers of one query while a group of lanes walks the tree.

    Attributes
    ----------
    share, by_share : float64[factor, lane]
        The share of each factor (see `tree`) in the viewpoint of the query, and the derivative.
    worth, by_worth : float64[quantity, lane]
        The worth of each quantity, and the derivative.
    weight, mass, reach, paid : float64[node, lane]
        X, the likelihood of the event (over that of the condition) from a node on, R, and what the
        player whose worth is asked for has been charged by then.
    """

    share: Any
    by_share: Any
    worth: Any
    by_worth: Any
    weight: Any
    mass: Any
    reach: Any
    paid: Any


@row_kernel
def point_walk(walk: Walk) -> Walk:
    """The same walk, by pointers."""
    return Walk(
        pointer(walk.share),
        pointer(walk.by_share),
        pointer(walk.worth),
        pointer(walk.by_worth),
        pointer(walk.weight),
        pointer(walk.mass),
        pointer(walk.reach),
        pointer(walk.paid),
    )


@inner_kernel
def charge_on_the_way(tree: Tree, walk: Walk, nodes: int, player: int) -> None:
    """What a player has been charged when each node is reached."""
    set_row(walk.paid, 0, 0.0)
    for node in range(nodes):
        if node > 0:
            above = record(tree.node, node).parent
            copy_row(walk.paid, node, walk.paid, above)
        for term in range(
            record(tree.node, node).first_term, record(tree.node, node + 1).first_term
        ):
            if record(tree.term, term).player == player:
                quantity, factor = (
                    record(tree.term, term).quantity,
                    record(tree.term, term).coefficient,
                )
                add_multiple(walk.paid, node, factor, walk.worth, quantity)


@inner_kernel
def weigh_end(
    asked: Asked,
    walk: Walk,
    query: int,
    node: int,
    value: NDArray[np.float64],
    condition: NDArray[np.float64],
    begin: int,
) -> None:
    """What a terminal node adds to the answer: c(z)."""
    in_event = 1.0 if asked.in_event[query, node] else 0.0
    in_condition = 1.0 if asked.in_condition[query, node] else 0.0
    is_worth = asked.worth_of[query] >= 0
    last = value.shape[1] - 1
    for lane in range(LANES):
        variant = min(begin + lane, last)
        inverse = 1.0 / condition[query, variant]
        gain = in_event * walk.paid[node * LANES + lane] if is_worth else in_event
        walk.weight[node * LANES + lane] = (gain - in_condition * value[query, variant]) * inverse
        walk.mass[node * LANES + lane] = in_event * inverse


@inner_kernel
def weigh_nodes(
    tree: Tree,
    asked: Asked,
    walk: Walk,
    nodes: int,
    query: int,
    value: NDArray[np.float64],
    condition: NDArray[np.float64],
    begin: int,
) -> None:
    """What each node adds to the answer where it is reached: X(n), and the event's likelihood."""
    is_worth = asked.worth_of[query] >= 0
    for node in range(nodes - 1, -1, -1):
        first, last = record(tree.node, node).first_edge, record(tree.node, node + 1).first_edge
        if first == last:
            weigh_end(asked, walk, query, node, value, condition, begin)
            continue
        set_row(walk.weight, node, 0.0)
        set_row(walk.mass, node, 0.0)
        choice = asked.forced[query, node]
        for edge in range(first, last):
            child, factor = record(tree.edge, edge).child, record(tree.edge, edge).factor
            if choice < 0:
                add_product(walk.weight, node, walk.share, factor, walk.weight, child)
                if is_worth:
                    add_product(walk.mass, node, walk.share, factor, walk.mass, child)
            elif edge == first + choice:
                add_multiple(walk.weight, node, 1.0, walk.weight, child)
                add_multiple(walk.mass, node, 1.0, walk.mass, child)


@inner_kernel
def weigh_shares(tree: Tree, asked: Asked, walk: Walk, nodes: int, query: int) -> None:
    """How the answer changes with every share, and with the worths that are asked for."""
    player = asked.worth_of[query]
    set_row(walk.reach, 0, 1.0)
    for node in range(nodes):
        if node > 0:
            above, factor = record(tree.node, node).parent, record(tree.node, node).factor
            choice = asked.forced[query, above]
            if choice < 0:
                add_product(walk.by_share, factor, walk.reach, above, walk.weight, node)
                set_product(walk.reach, node, walk.reach, above, walk.share, factor)
            else:
                is_chosen = (
                    record(tree.edge, record(tree.node, above).first_edge + choice).child == node
                )
                reach = load_few(walk.reach, above) if is_chosen else in_few(0.0)
                store(walk.reach, node, reach)
        if player < 0:
            continue
        for term in range(
            record(tree.node, node).first_term, record(tree.node, node + 1).first_term
        ):
            if record(tree.term, term).player == player:
                quantity, factor = (
                    record(tree.term, term).quantity,
                    record(tree.term, term).coefficient,
                )
                reached = load_few(walk.reach, node) * load_few(walk.mass, node)
                total = load_few(walk.by_worth, quantity)
                store(walk.by_worth, quantity, multiply_add(in_few(factor), reached, total))


@kernel
def differentiate_answers(
    tree: Tree,
    asked: Asked,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    behaviour: NDArray[np.float64],
    value: NDArray[np.float64],
    condition: NDArray[np.float64],
    found: Found,
) -> None:
    """Add how answers change with play, chance and worths, each by itself, to what was found.

    Parameters
    ----------
    tree, asked
        The game and the queries.
    worths, chance, behaviour : float64[quantity, variant], [viewpoint, slot, variant], [strategy, \
variant]
        The numbers of a batch.
    value, condition : float64[query, variant]
        The answers, and the probability of their conditions.
    found
        Added to.
    """
    strategies, variants = behaviour.shape
    slots, nodes, quantities = chance.shape[1], tree.node.size - 1, worths.shape[0]
    walk = Walk(
        np.zeros((strategies + slots + 2, LANES)),
        np.zeros((strategies + slots + 2, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((quantities, LANES)),
        np.zeros((nodes, LANES)),
        np.zeros((nodes, LANES)),
        np.zeros((nodes, LANES)),
        np.zeros((nodes, LANES)),
    )
    rooted, here = point_tree(tree), point_walk(walk)
    set_row(here.share, strategies + slots, 1.0)
    for begin in range(0, variants, LANES):
        load_rows(here.worth, 0, worths, begin)
        load_rows(here.share, 0, behaviour, begin)
        for query in range(asked.viewpoint.size):
            viewpoint, player = asked.viewpoint[query], asked.worth_of[query]
            load_rows(here.share, strategies, chance[viewpoint], begin)
            if player >= 0:
                charge_on_the_way(rooted, here, nodes, player)
            weigh_nodes(rooted, asked, here, nodes, query, value, condition, begin)
            walk.by_share[:] = 0.0
            walk.by_worth[:] = 0.0
            weigh_shares(rooted, asked, here, nodes, query)
            add_rows(here.by_share, 0, found.by_play[query], begin)
            add_rows(here.by_share, strategies, found.by_chance[query, viewpoint], begin)
            add_rows(here.by_worth, 0, found.by_worth[query], begin)
