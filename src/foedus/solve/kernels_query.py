"""How likely is it, and what is it worth, once it is known what everybody does?

One walk down the tree for each viewpoint and intervention, many variants abreast: the reach of
every leaf is added to the *atom* that it belongs to, an atom being the leaves that no query tells
apart. What a query asks for is then a sum over atoms.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foedus.solve.compilation import kernel, row_kernel
from foedus.solve.kernels_lanes import choose, constant, load, multiply_add, pointer, record, store
from foedus.solve.kernels_walk import (
    FIRST_OF_PLAYERS,
    Numbers,
    Room,
    add_payment,
    chance_share,
    fill,
    fill_constant_chance,
    fill_room,
    point,
    point_at,
    write_row,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer, Row
    from foedus.solve.tree import Records
    from foedus.solve.walk import Walk


class Questions(NamedTuple):
    """What is asked of a play: groups of queries, each answered by one walk down.

    Attributes
    ----------
    carried_count : int32[1]
        How many atoms can be carried up (see `kernels_carry`); 0 where they are not.
    group : record[group]
        viewpoint, worth_of (-1 where no worth is asked for), is_forced.
    forced : int32[group, stop]
        The action taken at a stop whatever the play; -1 for none.
    atom : int32[group, leaf]
        The atom of each leaf, numbered through all groups; -1 for none.
    query : record[query + 1]
        is_worth, first_of_condition, first_of_event: which of `summed` are its condition's atoms,
        and after them its event's; they end where the next query's begin.
    summed : int32[1 + summed]
        How many atoms there are; then those to be summed.
    """

    carried_count: NDArray[np.int32]
    group: Records
    forced: NDArray[np.int32]
    atom: NDArray[np.int32]
    query: Records
    summed: NDArray[np.int32]


class Answers(NamedTuple):
    """What is filled for every query and variant.

    Attributes
    ----------
    values : float64[query, variant]
        The answers, NaN where the condition has probability zero.
    condition : float64[query, variant]
        The probability of each query's condition.
    """

    values: NDArray[np.float64]
    condition: NDArray[np.float64]


@row_kernel
def answer_all(
    walk: Walk,
    here: Room,
    questions: Questions,
    own_slots: int,
    is_constant: bool,
    answers: Answers,
    start: int,
    width: int,
    lanes: int,
    is_carried: bool,
) -> None:
    """Answer all queries for the variants whose play is in a room, and write the answers down."""
    if is_carried:
        for atom in range(questions.summed[0]):
            store(here.mass, atom, load(here.carried, atom))
    else:
        weigh(walk, here, questions, own_slots, is_constant)
    for query in range(questions.query.size - 1):
        sum_up(here, questions, query)
        write_row(answers.condition, query, start, width, here.total, 0, lanes)
        write_row(answers.values, query, start, width, here.total, 1, lanes)


@row_kernel
def weigh(walk: Walk, here: Room, questions: Questions, own_slots: int, is_constant: bool) -> None:
    """Weigh the atoms of all groups, each by a walk down."""
    for atom in range(questions.summed[0]):
        store(here.mass, atom, constant(here.mass, 0.0))
        store(here.weighted, atom, constant(here.weighted, 0.0))
    for group in range(questions.group.size):
        atoms = pointer(questions.atom[group])
        forced = pointer(questions.forced[group])
        viewpoint, worth_of = questions.group[group].viewpoint, questions.group[group].worth_of
        first_slot = viewpoint * own_slots
        if worth_of >= 0:
            walk_down_paying(walk, here, forced, atoms, first_slot, is_constant, worth_of)
        else:
            walk_down(walk, here, forced, atoms, first_slot, is_constant)


@row_kernel
def sum_up(here: Room, questions: Questions, query: int) -> None:
    """Sum the atoms of a query's condition, and answer it, into `Room.total`."""
    summed, asked = pointer(questions.summed), pointer(questions.query)
    condition, event = constant(here.total, 0.0), constant(here.total, 0.0)
    first, last = record(asked, query).first_of_event, record(asked, query + 1).first_of_condition
    for at in range(record(asked, query).first_of_condition, first):
        condition = condition + load(here.mass, summed[at])
    is_worth = record(asked, query).is_worth
    for at in range(first, last):
        counted = load(here.weighted, summed[at]) if is_worth else load(here.mass, summed[at])
        event = event + counted
    zero, excess = constant(here.total, 0.0), condition - load(here.total, 2)
    condition, event = choose(excess, zero, condition), choose(excess, zero, event)
    store(here.total, 0, condition)
    # where the condition is impossible so is the event, and 0 / 0 is undefined as it should be
    store(here.total, 1, event / condition)


@row_kernel
def reach_below(
    walk: Walk, here: Room, stop: int, edge: int, choice: int, first_slot: int, is_constant: bool
) -> Row:
    """How likely it is that an edge is taken, given its stop."""
    if choice >= 0:
        is_taken = record(walk.stop, stop).first_edge + choice == edge
        return constant(here.reach, 1.0 if is_taken else 0.0)
    factor = record(walk.edge, edge).factor
    if record(walk.stop, stop).player >= 0:
        return load(here.share, factor)
    return chance_share(here, factor + first_slot, is_constant)


@row_kernel
def walk_down(
    walk: Walk,
    here: Room,
    forced: Pointer,
    atoms: Pointer,
    first_slot: int,
    is_constant: bool,
) -> None:
    """Weigh the atoms of one group that asks for probabilities."""
    store(here.reach, 0, constant(here.reach, 1.0))
    for stop in range(walk.size[0] - 1, -1, -1):
        reach = load(here.reach, record(walk.stop, stop).place)
        for edge in range(
            record(walk.stop, stop).first_edge, record(walk.stop, stop + 1).first_edge
        ):
            share = reach_below(walk, here, stop, edge, forced[stop], first_slot, is_constant)
            below = record(walk.edge, edge).below
            if below >= 0:
                store(here.reach, below, reach * share)
            elif atoms[record(walk.edge, edge).leaf] >= 0:
                atom = atoms[record(walk.edge, edge).leaf]
                store(here.mass, atom, multiply_add(reach, share, load(here.mass, atom)))
    if walk.size[0] == 0 and atoms[0] >= 0:
        store(here.mass, atoms[0], constant(here.reach, 1.0))


@row_kernel
def walk_down_paying(
    walk: Walk,
    here: Room,
    forced: Pointer,
    atoms: Pointer,
    first_slot: int,
    is_constant: bool,
    worth_of: int,
) -> None:
    """Weigh the atoms of one group, also by the payoff of a player."""
    store(here.reach, 0, constant(here.reach, 1.0))
    store(here.paid, 0, constant(here.paid, 0.0))
    for stop in range(walk.size[0] - 1, -1, -1):
        place, payer = record(walk.stop, stop).place, record(walk.stop, stop).payer
        reach, paid = load(here.reach, place), load(here.paid, place)
        if payer >= 0:
            paid = add_payment(walk, here, payer + worth_of, paid)
        for edge in range(
            record(walk.stop, stop).first_edge, record(walk.stop, stop + 1).first_edge
        ):
            share = reach_below(walk, here, stop, edge, forced[stop], first_slot, is_constant)
            below = record(walk.edge, edge).below
            if below >= 0:
                store(here.reach, below, reach * share)
                store(here.paid, below, paid)
            elif atoms[record(walk.edge, edge).leaf] >= 0:
                atom = atoms[record(walk.edge, edge).leaf]
                weight = reach * share
                total = add_payment(walk, here, -1 - below + worth_of, paid)
                store(here.mass, atom, load(here.mass, atom) + weight)
                store(here.weighted, atom, multiply_add(weight, total, load(here.weighted, atom)))
    if walk.size[0] == 0 and atoms[0] >= 0:
        store(here.mass, atoms[0], constant(here.reach, 1.0))
        store(here.weighted, atoms[0], add_payment(walk, here, worth_of, constant(here.paid, 0.0)))


@kernel
def answer_play(
    walk: Walk,
    room: Room,
    numbers: Numbers,
    questions: Questions,
    behaviour: NDArray[np.float64],
    answers: Answers,
) -> None:
    """Answer all queries for a play that is given: float64[strategy, variant]."""
    viewpoints, slots, chance_variants = numbers.chance.shape
    own_slots = slots + 2 if viewpoints > 1 else 0
    lanes = room.found.size // (FIRST_OF_PLAYERS + 2 * walk.size[2])
    fill_constant_chance(room, numbers)
    here, tree = point(room), point_at(walk)
    for start in range(0, behaviour.shape[1], lanes):
        width = min(lanes, behaviour.shape[1] - start)
        fill_room(room, numbers, start, width, lanes)
        fill(room.share, behaviour, start, width)
        answer_all(
            tree,
            here,
            questions,
            own_slots,
            chance_variants == 1,
            answers,
            start,
            width,
            lanes,
            False,
        )
