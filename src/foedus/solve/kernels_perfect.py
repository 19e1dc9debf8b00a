"""And where everybody sees everything?

Then the logit equilibrium is a closed form: one walk up the tree, the worths of the nodes still
needed on a stack, many variants abreast so that the stack stays in the first-level cache whatever
the size of the tree. The rational limit is backward induction; actions within 1e-12 of the player's
range of the best one share equally, as they do in the limit of logit play.

A second walk takes the play as given and computes everybody's answer to it anew: its distance from
the play is the residual, and what the best single action would gain is the regret. A walk down
weighs the ends of the play for those who ask.
"""

# ruff: noqa: PLR0917
# (Numba passes arguments by position.)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from foedus.solve.compilation import kernel, row_kernel
from foedus.solve.kernels_carry import (
    carry_by_chance,
    carry_many,
    carry_three,
    carry_two,
)
from foedus.solve.kernels_certify_walk import certify_walk, find_ranges
from foedus.solve.kernels_lanes import (
    choose,
    constant,
    larger,
    load,
    multiply_add,
    power_of_two,
    record,
    smaller,
    store,
)
from foedus.solve.kernels_query import Answers, Questions, answer_all
from foedus.solve.kernels_walk import (
    FIRST_OF_PLAYERS,
    RESIDUAL,
    TAINT,
    TIED,
    Numbers,
    Room,
    add_payment,
    chance_share,
    fill_constant_chance,
    fill_room,
    gain_below,
    point,
    point_at,
    worth_below,
    write_row,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Row
    from foedus.solve.walk import Walk

TIE = 1e-12
"""Actions closer than this fraction of the player's range are equally good."""
TWO, THREE = 2, 3


class Findings(NamedTuple):
    """What is filled for every variant, besides answers.

    Attributes
    ----------
    worth : float64[player, variant]
        Each player's expected payoff.
    residual, regret : float64[variant]
        The certificate; untouched unless it is asked for.
    is_tied : bool[variant]
        Whether actions tied in the rational limit.
    kept : int32[kept]
        Which entries of the behaviour strategy are wanted.
    behaviour : float64[kept, variant]
        Those entries.
    """

    worth: NDArray[np.float64]
    residual: NDArray[np.float64]
    regret: NDArray[np.float64]
    is_tied: NDArray[np.bool_]
    kept: NDArray[np.int32]
    behaviour: NDArray[np.float64]


@row_kernel
def answer_sharply(here: Room, player: int, count: int, player_count: int) -> None:
    """The best action at a stop; equally good ones share."""
    best = load(here.choice, 0)
    for action in range(1, count):
        best = larger(best, load(here.choice, action))
    margin = load(here.found, FIRST_OF_PLAYERS + player_count + player) * constant(here.found, TIE)
    one, zero = constant(here.choice, 1.0), constant(here.choice, 0.0)
    total = zero
    for action in range(count):
        behind = best - load(here.choice, action)
        weight = choose(margin - behind, zero, one)
        total = total + weight
        store(here.answer, action, weight)
    store(here.found, TIED, larger(load(here.found, TIED), total))
    for action in range(count):
        store(here.answer, action, load(here.answer, action) / total)


@row_kernel
def answer_softly(here: Room, player: int, count: int) -> None:
    """The logit answer at a stop, from the worth of its actions."""
    rationality = load(here.rationality, player)
    best = load(here.choice, 0)
    for action in range(1, count):
        best = larger(best, load(here.choice, action))
    total = constant(here.choice, 0.0)
    for action in range(count):
        weight = power_of_two(rationality * (load(here.choice, action) - best))
        total = total + weight
        store(here.answer, action, weight)
    scale = constant(here.choice, 1.0) / total
    for action in range(count):
        store(here.answer, action, load(here.answer, action) * scale)


@row_kernel
def put_worth(walk: Walk, here: Room, stop: int, who: int, worth: Row) -> None:
    """Put the worth of a stop to somebody in its place, with what is charged there."""
    payer = record(walk.stop, stop).payer
    if payer >= 0:
        worth = add_payment(walk, here, payer + who, worth)
    store(here.stack, record(walk.stop, stop).place + who, worth)


@row_kernel
def move_in_two(
    walk: Walk, here: Room, stop: int, player: int, carried: int, is_share_wanted: bool
) -> None:
    """The logit answer at a stop with two actions, and its worth; all of it in registers."""
    edge = record(walk.stop, stop).first_edge
    left, right = record(walk.edge, edge).below, record(walk.edge, edge + 1).below
    base = worth_below(walk, here, left, player)
    gain = gain_below(walk, here, right, player, base)
    pull = load(here.rationality, player) * gain
    one, zero = constant(here.stack, 1.0), constant(here.stack, 0.0)
    power = power_of_two(smaller(pull, zero - pull))
    likely = one / (one + power)
    unlikely = power * likely
    first, second = choose(pull, likely, unlikely), choose(pull, unlikely, likely)
    if is_share_wanted:
        factor = record(walk.edge, edge).factor
        store(here.share, factor, first)
        store(here.share, factor + 1, second)
    carry_two(walk, here, stop, carried, first, second)
    if record(walk.stop, stop).is_mover_wanted:
        put_worth(walk, here, stop, player, multiply_add(second, gain, base))
    for at in range(record(walk.stop, stop).first_wanted, record(walk.stop, stop + 1).first_wanted):
        who = walk.wanted[at]
        base = worth_below(walk, here, left, who)
        gain = gain_below(walk, here, right, who, base)
        put_worth(walk, here, stop, who, multiply_add(second, gain, base))


@row_kernel
def move_in_three(
    walk: Walk, here: Room, stop: int, player: int, carried: int, is_share_wanted: bool
) -> None:
    """The logit answer at a stop with three actions, and its worth; all of it in registers.

    The best action needs no power, and two are enough for the others: of the second and the third
    action the better one is compared with the first, and the worse one with the best of all.
    """
    edge = record(walk.stop, stop).first_edge
    left, middle = record(walk.edge, edge).below, record(walk.edge, edge + 1).below
    right = record(walk.edge, edge + 2).below
    rationality, zero = load(here.rationality, player), constant(here.stack, 0.0)
    one = constant(here.stack, 1.0)
    base = worth_below(walk, here, left, player)
    gain = gain_below(walk, here, middle, player, base)
    other = gain_below(walk, here, right, player, base)
    better, worse = larger(gain, other), smaller(gain, other)
    behind = power_of_two(rationality * smaller(better, zero - better))
    last = power_of_two(rationality * (worse - larger(better, zero)))
    first = choose(zero - better, behind, one)
    leading = choose(zero - better, one, behind)
    scale = one / (first + leading + last)
    leading = leading * scale
    last = last * scale
    second = choose(gain - other, last, leading)
    third = choose(gain - other, leading, last)
    first = first * scale
    if is_share_wanted:
        factor = record(walk.edge, edge).factor
        store(here.share, factor, first)
        store(here.share, factor + 1, second)
        store(here.share, factor + 2, third)
    carry_three(walk, here, stop, carried, first, second, third)
    if record(walk.stop, stop).is_mover_wanted:
        worth = multiply_add(third, other, multiply_add(second, gain, base))
        put_worth(walk, here, stop, player, worth)
    for at in range(record(walk.stop, stop).first_wanted, record(walk.stop, stop + 1).first_wanted):
        who = walk.wanted[at]
        base = worth_below(walk, here, left, who)
        gain = gain_below(walk, here, middle, who, base)
        other = gain_below(walk, here, right, who, base)
        worth = multiply_add(third, other, multiply_add(second, gain, base))
        put_worth(walk, here, stop, who, worth)


@row_kernel
def move_in_many(
    walk: Walk, here: Room, stop: int, player: int, carried: int, is_rational: bool
) -> None:
    """What a player does at a stop with any number of actions, and its worth."""
    edge = record(walk.stop, stop).first_edge
    count = record(walk.stop, stop + 1).first_edge - edge
    factor = record(walk.edge, edge).factor
    for action in range(count):
        below = record(walk.edge, edge + action).below
        store(here.choice, action, worth_below(walk, here, below, player))
    if is_rational:
        answer_sharply(here, player, count, walk.size[2])
    else:
        answer_softly(here, player, count)
    mean = constant(here.stack, 0.0)
    for action in range(count):
        mean = multiply_add(load(here.answer, action), load(here.choice, action), mean)
        store(here.share, factor + action, load(here.answer, action))
    carry_many(walk, here, stop, carried)
    if record(walk.stop, stop).is_mover_wanted:
        put_worth(walk, here, stop, player, mean)
    for at in range(record(walk.stop, stop).first_wanted, record(walk.stop, stop + 1).first_wanted):
        who = walk.wanted[at]
        mean = constant(here.stack, 0.0)
        for action in range(count):
            below = record(walk.edge, edge + action).below
            worth = worth_below(walk, here, below, who)
            mean = multiply_add(load(here.answer, action), worth, mean)
        put_worth(walk, here, stop, who, mean)


@row_kernel
def happen(walk: Walk, here: Room, stop: int, own_slots: int, is_constant: bool) -> None:
    """The worth of a stop where chance decides, with each player's own probabilities.

    `own_slots` is how many slots lie between two viewpoints, 0 where all share theirs.
    """
    first = record(walk.stop, stop).first_edge
    last = record(walk.stop, stop + 1).first_edge
    for at in range(record(walk.stop, stop).first_wanted, record(walk.stop, stop + 1).first_wanted):
        who = walk.wanted[at]
        mean = constant(here.stack, 0.0)
        for edge in range(first, last):
            slot = record(walk.edge, edge).factor + who * own_slots
            worth = worth_below(walk, here, record(walk.edge, edge).below, who)
            mean = multiply_add(chance_share(here, slot, is_constant), worth, mean)
        put_worth(walk, here, stop, who, mean)


@row_kernel
def walk_up(
    walk: Walk,
    here: Room,
    own_slots: int,
    is_constant: bool,
    is_rational: bool,
    carried: int,
    asking: int,
    is_share_wanted: bool,
) -> None:
    """Find what everybody does at every stop.

    So many atoms as `carried` says are carried up, as the viewpoint `asking` sees chance.
    """
    for stop in range(walk.size[0]):
        player = record(walk.stop, stop).player
        count = record(walk.stop, stop + 1).first_edge - record(walk.stop, stop).first_edge
        if player < 0:
            happen(walk, here, stop, own_slots, is_constant)
            carry_by_chance(walk, here, stop, carried, asking * own_slots, is_constant)
        elif count == TWO and not is_rational:
            move_in_two(walk, here, stop, player, carried, is_share_wanted)
        elif count == THREE and not is_rational:
            move_in_three(walk, here, stop, player, carried, is_share_wanted)
        else:
            move_in_many(walk, here, stop, player, carried, is_rational)
    if walk.size[0] == 0:
        for who in range(walk.size[2]):
            store(here.stack, who, add_payment(walk, here, who, constant(here.stack, 0.0)))


@kernel
def solve_perfect(
    walk: Walk,
    room: Room,
    numbers: Numbers,
    questions: Questions,
    answers: Answers,
    findings: Findings,
    begin: int,
    end: int,
    is_rational: bool,
    is_certified: bool,
) -> None:
    """Solve some variants of a game with perfect information.

    Parameters
    ----------
    walk, room
        The game, and room of the precision wanted.
    numbers
        The batch.
    questions
        What is asked of the play.
    answers, findings
        Filled.
    begin, end
        Which variants; none of them invalid, and all rational or none.
    is_rational
        Whether they are.
    is_certified
        Whether a certificate is wanted.
    """
    viewpoints, slots, chance_variants = numbers.chance.shape
    player_count = walk.size[2]
    own_slots = slots + 2 if viewpoints > 1 else 0
    is_constant = chance_variants == 1
    lanes = room.found.size // (FIRST_OF_PLAYERS + 2 * player_count)
    fill_constant_chance(room, numbers)
    here, tree = point(room), point_at(walk)
    carried = questions.carried_count[0]
    asking = questions.group[0].viewpoint if carried > 0 else 0
    is_share_wanted = is_certified or findings.kept.size > 0 or carried == 0
    for start in range(begin, end, lanes):
        width = min(lanes, end - start)
        fill_room(room, numbers, start, width, lanes)
        for row in range(FIRST_OF_PLAYERS + 2 * player_count):
            store(here.found, row, constant(here.found, 0.0))
        if is_rational:
            find_ranges(tree, here)
        walk_up(tree, here, own_slots, is_constant, is_rational, carried, asking, is_share_wanted)
        for player in range(findings.worth.shape[0]):
            write_row(findings.worth, player, start, width, here.stack, player, lanes)
        if is_certified:
            certify_walk(tree, here, own_slots, is_constant, is_rational)
        for at in range(findings.kept.size):
            entry = findings.kept[at]
            write_row(findings.behaviour, at, start, width, here.share, entry, lanes)
        for lane in range(width if is_rational or is_certified else 0):
            write_certificate(room, findings, start, lane, lanes, player_count, is_certified)
        answer_all(
            tree,
            here,
            questions,
            own_slots,
            is_constant,
            answers,
            start,
            width,
            lanes,
            carried > 0,
        )


@row_kernel
def write_certificate(
    room: Room,
    findings: Findings,
    start: int,
    lane: int,
    lanes: int,
    player_count: int,
    is_certified: bool,
) -> None:
    """Write down how far the play in a lane can be trusted."""
    variant = start + lane
    findings.is_tied[variant] = room.found[TIED * lanes + lane] > 1.0
    if is_certified:
        residual = room.found[RESIDUAL * lanes + lane] + room.found[TAINT * lanes + lane]
        regret = 0.0
        for player in range(player_count):
            loss = room.found[(FIRST_OF_PLAYERS + player) * lanes + lane]
            span = room.found[(FIRST_OF_PLAYERS + player_count + player) * lanes + lane]
            if span > 0.0:
                regret = max(regret, loss / span)
        findings.residual[variant] = residual
        findings.regret[variant] = regret
