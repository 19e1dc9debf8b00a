"""What do walks over a tree share: their room, and how numbers come into it?

All that a walk needs lies in one `Room`, in rows (see `kernels_lanes`), small enough to stay in the
first two levels of the cache whatever the size of the tree. A kernel takes the room as arrays and
hands it on as pointers, under the same names.
"""

# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from foedus.solve.compilation import row_kernel
from foedus.solve.kernels_lanes import (
    LOG2_E,
    constant,
    lane_count,
    load,
    load_numbers,
    multiply_add,
    new_row_array,
    pointer,
    splat,
    store,
    store_numbers,
)
from foedus.solve.walk import Walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer, Row


class Numbers(NamedTuple):
    """The numbers of a batch; a dimension of size 1 stands for numbers that are all the same.

    Attributes
    ----------
    worths : float64[quantity, variant]
        The worth of each quantity.
    chance : float64[viewpoint | 1, slot, variant | 1]
        Each viewpoint's chance.
    rationality : float64[player | 1, variant | 1]
        The λ of each player.
    """

    worths: NDArray[np.float64]
    chance: NDArray[np.float64]
    rationality: NDArray[np.float64]


class Room(NamedTuple):
    """The rows of one walk.

    Attributes
    ----------
    worth, rationality : float[quantity * lane], float[player * lane]
        Numbers of the batch; λ is multiplied by log2(e), as powers of two are quicker.
    chance : float[viewpoint * (slot + 2) (* lane)]
        One number for each slot where chance is the same in all variants, else a row. After the
        slots of a viewpoint stand the certain and the impossible one.
    share : float[strategy * lane]
        The behaviour strategy.
    stack, highest, lowest : float[place * player * lane]
        The worth of a stop to each player, and the best and worst that can be reached below it.
    reach, paid : float[place * player * lane]
        How likely a stop is, and what was paid on the way to it, in the first row of its place.
    choice, answer : float[action * lane]
        What each action at a stop is worth, and how likely it is.
    found : float[place * lane]
        Rows for results, then each player's largest regret, then each one's range.
    mass, weighted : float[atom * lane]
        The probability of each atom of queries, and that times the payoff asked for.
    total : float[3 * lane]
        How likely the condition of one query is, its answer, and the least probability that is
        told from zero.
    carried : float[place * player * atom * lane]
        The probability of each atom below a stop, where atoms are carried up: rows that begin at
        the stop's place times their number.
    atom : int32[leaf]
        The atom of each leaf that is carried up.
    """

    worth: Any
    rationality: Any
    chance: Any
    share: Any
    stack: Any
    highest: Any
    lowest: Any
    reach: Any
    paid: Any
    choice: Any
    answer: Any
    found: Any
    mass: Any
    weighted: Any
    total: Any
    carried: Any
    atom: Any


RAREST, RAREST_IN_FLOAT32 = 2.0**-1000, 2.0**-110
"""What is less likely counts as impossible: a choice is never quite zero, but no smaller than the
least normal number, so that what is rarer than this may be nothing but that."""
RESIDUAL, TAINT, TIED, FIRST_OF_PLAYERS = range(4)
"""Rows of `Room.found`: after these, each player's largest regret, then each one's range."""


def new_room(
    walk: Walk,
    numbers: Numbers,
    *,
    strategy_count: int = 0,
    atom_count: int = 0,
    carried: NDArray[np.int32] | None = None,
    dtype: type[np.floating[Any]] = np.float64,
) -> Room:
    """Room for walks over one tree, in float32 or float64."""
    _, _, players, height = walk.size.tolist()
    widest = int(np.diff(walk.stop["first_edge"]).max(initial=2))
    viewpoints, slots, _ = numbers.chance.shape
    rows = {
        "worth": numbers.worths.shape[0],
        "rationality": players,
        "chance": viewpoints * (slots + 2),
        "share": strategy_count,
        "stack": height * players,
        "highest": height * players,
        "lowest": height * players,
        "reach": height * players,
        "paid": height * players,
        "choice": widest,
        "answer": widest,
        "found": FIRST_OF_PLAYERS + 2 * players,
        "mass": atom_count,
        "weighted": atom_count,
        "total": 3,
        "carried": 0 if carried is None else height * players * atom_count,
    }
    atom = np.zeros(0, np.int32) if carried is None else carried
    rarest = RAREST_IN_FLOAT32 if dtype is np.float32 else RAREST
    room = Room(**{name: new_row_array(count, dtype) for name, count in rows.items()}, atom=atom)
    room.total[-lane_count(dtype) :] = rarest
    return room


@row_kernel
def point(room: Room) -> Room:
    """The same room, by pointers."""
    return Room(
        pointer(room.worth),
        pointer(room.rationality),
        pointer(room.chance),
        pointer(room.share),
        pointer(room.stack),
        pointer(room.highest),
        pointer(room.lowest),
        pointer(room.reach),
        pointer(room.paid),
        pointer(room.choice),
        pointer(room.answer),
        pointer(room.found),
        pointer(room.mass),
        pointer(room.weighted),
        pointer(room.total),
        pointer(room.carried),
        pointer(room.atom),
    )


@row_kernel
def point_at(walk: Walk) -> Walk:
    """The same walk, by pointers."""
    return Walk(
        pointer(walk.stop),
        pointer(walk.edge),
        pointer(walk.first_term),
        pointer(walk.coefficient),
        pointer(walk.quantity),
        pointer(walk.wanted),
        pointer(walk.stop_of_node),
        pointer(walk.leaf_of_node),
        pointer(walk.size),
    )


@row_kernel
def fill(rows: NDArray[np.float64], table: NDArray[np.float64], start: int, width: int) -> None:
    """Take some variants out of a table into rows; the last one fills the lanes left over."""
    lanes = rows.size // max(table.shape[0], 1)
    taken, numbers = pointer(rows), pointer(table)
    for row in range(table.shape[0]):
        first = row * table.shape[1] + start
        if width == lanes:
            store(taken, row, load_numbers(taken, numbers, first))
        else:
            for lane in range(lanes):
                taken[row * lanes + lane] = numbers[first + min(lane, width - 1)]


@row_kernel
def write_row(
    table: NDArray[np.float64], row: int, start: int, width: int, rows: Pointer, at: int, lanes: int
) -> None:
    """Write the lanes in use of one row into a table."""
    numbers = pointer(table)
    first = row * table.shape[1] + start
    if width == lanes:
        store_numbers(numbers, first, load(rows, at))
    else:
        for lane in range(width):
            numbers[first + lane] = rows[at * lanes + lane]


@row_kernel
def fill_constant_chance(room: Room, numbers: Numbers) -> None:
    """Take into a room the chance that is the same in all variants."""
    viewpoints, slots, variants = numbers.chance.shape
    lanes = 1 if variants == 1 else room.chance.size // (viewpoints * (slots + 2))
    for viewpoint in range(viewpoints):
        first = viewpoint * (slots + 2)
        for slot in range(slots if variants == 1 else 0):
            room.chance[first + slot] = numbers.chance[viewpoint, slot, 0]
        for lane in range(lanes):
            room.chance[(first + slots) * lanes + lane] = 1.0
            room.chance[(first + slots + 1) * lanes + lane] = 0.0


@row_kernel
def fill_room(room: Room, numbers: Numbers, start: int, width: int, lanes: int) -> None:
    """Take the numbers of some variants into a room."""
    fill(room.worth, numbers.worths, start, width)
    for player in range(room.rationality.size // lanes):
        row = min(player, numbers.rationality.shape[0] - 1)
        for lane in range(lanes):
            variant = start + min(lane, width - 1) if numbers.rationality.shape[1] > 1 else 0
            room.rationality[player * lanes + lane] = LOG2_E * numbers.rationality[row, variant]
    viewpoints, slots, variants = numbers.chance.shape
    if variants > 1:
        for viewpoint in range(viewpoints):
            first = viewpoint * (slots + 2) * lanes
            rows = room.chance[first : first + slots * lanes]
            fill(rows, numbers.chance[viewpoint], start, width)


@row_kernel
def chance_share(here: Room, slot: int, is_constant: bool) -> Row:
    """The probability of a chance slot of a viewpoint, as a row."""
    if is_constant:
        return splat(here.chance[slot])
    return load(here.chance, slot)


@row_kernel
def add_payment(walk: Walk, here: Room, payer: int, total: Row) -> Row:
    """Add to a row the payoff that is charged to one player at a leaf or stop.

    The last term says that it is the last one. Terms are few, and a loop whose length the compiler
    could work out beforehand would be unrolled, at more cost than gain.
    """
    term = walk.first_term[payer]
    while term >= 0:
        code = walk.quantity[term]
        total = multiply_add(splat(walk.coefficient[term]), load(here.worth, code >> 1), total)
        term = -1 if code & 1 else term + 1
    return total


@row_kernel
def worth_below(walk: Walk, here: Room, below: int, who: int) -> Row:
    """What the node below an edge is worth to somebody."""
    if below >= 0:
        return load(here.stack, below + who)
    return add_payment(walk, here, -1 - below + who, constant(here.stack, 0.0))


@row_kernel
def gain_below(walk: Walk, here: Room, below: int, who: int, base: Row) -> Row:
    """By how much what is below an edge is worth more to somebody than a worth given."""
    if below >= 0:
        return load(here.stack, below + who) - base
    return add_payment(walk, here, -1 - below + who, constant(here.stack, 0.0) - base)
