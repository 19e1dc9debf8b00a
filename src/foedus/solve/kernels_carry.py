"""How likely are a few outcomes, found on the way up together with what everybody does?

Where all that is asked are probabilities of one viewpoint, and few *atoms* tell the queries apart
(see `kernels_query`), the probability of each atom below a stop stands beside its worths, and no
walk down is needed: the play itself need not be written down. That keeps the cost of a node the
same in a tree of any size; the play of a large one fits into no cache.
"""

# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import row_kernel
from foedus.solve.kernels_lanes import constant, load, multiply_add, record, store
from foedus.solve.kernels_walk import Room, chance_share

if TYPE_CHECKING:
    from foedus.solve.kernels_lanes import Row
    from foedus.solve.walk import Walk


@row_kernel
def chance_of_atom(
    walk: Walk, here: Room, edge: int, count: int, atom: int, share: Row, total: Row
) -> Row:
    """Add to a row how likely an atom is by way of an edge that is taken so often."""
    below = record(walk.edge, edge).below
    if below >= 0:
        return multiply_add(share, load(here.carried, below * count + atom), total)
    if here.atom[record(walk.edge, edge).leaf] == atom:
        return total + share
    return total


@row_kernel
def carry_two(walk: Walk, here: Room, stop: int, count: int, first: Row, second: Row) -> None:
    """Carry the atoms past a stop with two actions, given how likely each is."""
    edge = record(walk.stop, stop).first_edge
    for atom in range(count):
        total = constant(here.carried, 0.0)
        total = chance_of_atom(walk, here, edge, count, atom, first, total)
        total = chance_of_atom(walk, here, edge + 1, count, atom, second, total)
        store(here.carried, record(walk.stop, stop).place * count + atom, total)


@row_kernel
def carry_three(
    walk: Walk, here: Room, stop: int, count: int, first: Row, second: Row, third: Row
) -> None:
    """Carry the atoms past a stop with three actions, given how likely each is."""
    edge = record(walk.stop, stop).first_edge
    for atom in range(count):
        total = constant(here.carried, 0.0)
        total = chance_of_atom(walk, here, edge, count, atom, first, total)
        total = chance_of_atom(walk, here, edge + 1, count, atom, second, total)
        total = chance_of_atom(walk, here, edge + 2, count, atom, third, total)
        store(here.carried, record(walk.stop, stop).place * count + atom, total)


@row_kernel
def carry_many(walk: Walk, here: Room, stop: int, count: int) -> None:
    """Carry the atoms past a stop with any number of actions; `Room.answer` is how likely each."""
    first = record(walk.stop, stop).first_edge
    for atom in range(count):
        total = constant(here.carried, 0.0)
        for edge in range(first, record(walk.stop, stop + 1).first_edge):
            share = load(here.answer, edge - first)
            total = chance_of_atom(walk, here, edge, count, atom, share, total)
        store(here.carried, record(walk.stop, stop).place * count + atom, total)


@row_kernel
def carry_by_chance(
    walk: Walk, here: Room, stop: int, count: int, first_slot: int, is_constant: bool
) -> None:
    """Carry the atoms past a stop where chance decides, as the viewpoint that asks sees it."""
    for atom in range(count):
        total = constant(here.carried, 0.0)
        for edge in range(
            record(walk.stop, stop).first_edge, record(walk.stop, stop + 1).first_edge
        ):
            share = chance_share(here, record(walk.edge, edge).factor + first_slot, is_constant)
            total = chance_of_atom(walk, here, edge, count, atom, share, total)
        store(here.carried, record(walk.stop, stop).place * count + atom, total)
