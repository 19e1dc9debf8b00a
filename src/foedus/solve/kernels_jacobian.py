"""How does the play that the players would answer with, change when the guess changes a little?

A cluster's unknowns are log-odds y(h, a) = log σ(a|h) − log σ(a₀|h) at the information sets that
are guessed, with a₀ the first action. All other play follows in closed form, so that at
rationality t λ* an equilibrium is a zero of

    F(y, t) = y − t g(y, t),    g(h, a) = λ*_i (U(a|h) − U(a₀|h)).

In log-odds the equations stay well scaled however extreme the play is. The other play is eliminated
with a triangular Jacobian of unit diagonal, so that ∂F/∂y has the determinant of the whole system.

∂F/∂y is found by carrying derivatives by y along with the operations (forward mode), those only
that can differ from zero (see `derivatives`).

- ∂V = Σ share ∂V(child) + V(child) ∂share,
- ∂U(a) = Σ_n μ(n) ∂V(n·a) + Σ_n μ(n) (V(n·a) − U(a)) ∂log r(n), with r the reach of a member,
- ∂log σ(a) = ∂ℓ(a) − Σ_b σ(b) ∂ℓ(b), with ℓ = t λ* U where play follows, ℓ = y where it is guessed.

Own construction, in the manner of Turocy (2005, 2010), who follows the branch in log σ.
"""

# ruff: noqa: RUF002 (the letters of the equations)
# Numba types what Python's stubs cannot: pointers, rows, fields of records.
# pyright: reportReturnType=false, reportArgumentType=false, reportOperatorIssue=false

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_blocks import substitute_blocks
from foedus.solve.kernels_lanes import (
    choose,
    in_few,
    larger,
    load_few,
    magnitude,
    multiply_add,
    record,
    store,
)
from foedus.solve.kernels_response import assess_actions, believe, carry_out, respond, set_log_odds
from foedus.solve.kernels_state import STRATEGIES, find_worth
from foedus.solve.kernels_workspace import row_count

if TYPE_CHECKING:
    from foedus.solve.kernels_state import State
    from foedus.solve.kernels_workspace import Workspace
    from foedus.solve.plan import Plan


@row_kernel
def guess(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """Play the log-odds of the trial points."""
    for place in range(
        record(plan.cluster, cluster).first_unknown, record(plan.cluster, cluster + 1).first_unknown
    ):
        information_set = plan.unknown[place]
        row = record(plan.information_set, information_set).row
        start = record(plan.information_set, information_set).first_strategy
        stop = record(plan.information_set, information_set + 1).first_strategy
        store(here.log_share, start, in_few(0.0))
        for action in range(1, stop - start):
            store(here.log_share, start + action, load_few(work.trial, row + action - 1))
        set_log_odds(here, start, stop)


@row_kernel
def take_answer(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """Write what a player would answer with at a set that was guessed, and F = y − t g(y, t)."""
    player = record(plan.information_set, information_set).player
    row = record(plan.information_set, information_set).row
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    rationality, time = load_few(here.rationality, player), load_few(here.time, 0)
    base = load_few(here.utility, start)
    for action in range(1, stop - start):
        answer = rationality * (load_few(here.utility, start + action) - base)
        store(work.answer, row + action - 1, answer)
        store(work.defect, row + action - 1, load_few(work.trial, row + action - 1) - time * answer)


@inner_kernel
def answer_to(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """Play the trial points and all that follows from them, and find g and F."""
    guess(plan, here, work, cluster)
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    carry_out(plan, here, now.values, following.parameter)
    for place in range(now.first_unknown, following.first_unknown):
        believe(plan, here, plan.unknown[place])
        assess_actions(plan, here, plan.unknown[place])
        take_answer(plan, here, work, plan.unknown[place])


@row_kernel
def differentiate_guess(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the play at a set that was guessed: ∂log σ(b)/∂y(a) = [a = b] − σ(a)."""
    start = record(plan.information_set, information_set).first_strategy
    stop = record(plan.information_set, information_set + 1).first_strategy
    for action in range(start, stop):
        entry = record(plan.strategy, action).entry
        share = load_few(here.share, action)
        for other in range(start + 1, stop):
            own = in_few(1.0 if other == action else 0.0)
            change = own - load_few(here.share, other)
            place = entry + other - start - 1
            store(work.by_log, place, change)
            store(work.by_share, place, share * change)


@row_kernel
def differentiate_worth(plan: Plan, here: State, work: Workspace, worth: int) -> None:
    """Derivatives of a worth."""
    begin = record(plan.worth, worth).entry
    for entry in range(begin, begin + record(plan.worth, worth).width):
        store(work.by_worth, entry, in_few(0.0))
    for pair in range(
        record(plan.worth, worth).first_pair, record(plan.worth, worth + 1).first_pair
    ):
        own = record(plan.pair, pair)
        place, width, first = own.target, own.width, own.entry
        share = load_few(here.share, own.share)
        for at in range(width):
            target = plan.target[place + at]
            change = load_few(work.by_worth, first + at)
            store(
                work.by_worth, target, multiply_add(share, change, load_few(work.by_worth, target))
            )
        if own.share < here.size[STRATEGIES]:
            play = record(plan.strategy, own.share)
            below, first = load_few(here.worth, own.worth), play.entry
            for at in range(play.width):
                target = plan.target[place + width + at]
                change = load_few(work.by_share, first + at)
                total = multiply_add(below, change, load_few(work.by_worth, target))
                store(work.by_worth, target, total)


@row_kernel
def gather_gains(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """By how much the worths of actions change with the logarithms of the shares above.

    By that of one share the worth of action a changes by Σ_n μ(n) (V(n·a) − U(a)) over the members
    n behind it.
    """
    own = record(plan.information_set, information_set)
    following = record(plan.information_set, information_set + 1)
    actions = following.first_strategy - own.first_strategy
    for gain in range((following.first_behind - own.first_behind) * actions):
        store(work.gain, gain, in_few(0.0))
    for member in range(own.first_member, following.first_member):
        belief = load_few(here.belief, member)
        first_action = record(plan.member, member).first_action
        for place in range(
            record(plan.member, member).first_factor, record(plan.member, member + 1).first_factor
        ):
            behind = record(plan.factor, place).behind
            for action in range(actions if behind >= 0 else 0):
                worth = load_few(here.worth, record(plan.action, first_action + action).worth)
                gain = worth - load_few(here.utility, own.first_strategy + action)
                at = behind * actions + action
                store(work.gain, at, multiply_add(belief, gain, load_few(work.gain, at)))


@row_kernel
def differentiate_belief(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """Add to the derivatives of the worths of actions what the play above does to the belief."""
    own = record(plan.information_set, information_set)
    following = record(plan.information_set, information_set + 1)
    actions = following.first_strategy - own.first_strategy
    gather_gains(plan, here, work, information_set)
    for behind in range(own.first_behind, following.first_behind):
        play = record(plan.strategy, record(plan.behind, behind).share)
        first_target, first = record(plan.behind, behind).target, play.entry
        for action in range(actions):
            gain = load_few(work.gain, (behind - own.first_behind) * actions + action)
            base = action * own.width
            for at in range(play.width):
                place = base + plan.target[first_target + at]
                change = load_few(work.by_log, first + at)
                total = multiply_add(gain, change, load_few(work.by_utility, place))
                store(work.by_utility, place, total)


@row_kernel
def differentiate_utility(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the worths of the actions at an information set, just assessed."""
    own = record(plan.information_set, information_set)
    following = record(plan.information_set, information_set + 1)
    actions = following.first_strategy - own.first_strategy
    for entry in range(actions * own.width):
        store(work.by_utility, entry, in_few(0.0))
    for member in range(own.first_member, following.first_member):
        belief = load_few(here.belief, member)
        for action in range(actions):
            below = record(plan.action, record(plan.member, member).first_action + action)
            base, first_target, first = action * own.width, below.target, below.entry
            for at in range(below.width):
                place = base + plan.target[first_target + at]
                change = load_few(work.by_worth, first + at)
                total = multiply_add(belief, change, load_few(work.by_utility, place))
                store(work.by_utility, place, total)
    differentiate_belief(plan, here, work, information_set)


@row_kernel
def differentiate_response(plan: Plan, here: State, work: Workspace, information_set: int) -> None:
    """Derivatives of the logit response, from those of the worths of its actions."""
    own = record(plan.information_set, information_set)
    start = own.first_strategy
    actions = record(plan.information_set, information_set + 1).first_strategy - start
    pull = load_few(here.time, 0) * load_few(here.rationality, own.player)
    for at in range(own.width):
        mean = in_few(0.0)
        for action in range(actions):
            change = load_few(work.by_utility, action * own.width + at)
            mean = multiply_add(load_few(here.share, start + action), change, mean)
        for action in range(actions):
            entry = record(plan.strategy, start + action).entry + at
            change = pull * (load_few(work.by_utility, action * own.width + at) - mean)
            store(work.by_log, entry, change)
            store(work.by_share, entry, load_few(here.share, start + action) * change)


@inner_kernel
def differentiate(plan: Plan, here: State, work: Workspace, cluster: int) -> None:
    """Play the trial points as `answer_to` does, and write ∂F/∂y into `work.jacobian`."""
    guess(plan, here, work, cluster)
    now, following = record(plan.cluster, cluster), record(plan.cluster, cluster + 1)
    for place in range(now.first_unknown, following.first_unknown):
        differentiate_guess(plan, here, work, plan.unknown[place])
    played = following.parameter - now.values
    for step in range(played + following.first_unknown - now.first_unknown):
        operation = 0
        if step < played:
            operation = plan.operation[now.values + step]
        else:
            operation = -1 - plan.unknown[now.first_unknown + step - played]
        if operation >= 0:
            find_worth(plan, here, operation)
            differentiate_worth(plan, here, work, operation)
        else:
            believe(plan, here, -1 - operation)
            assess_actions(plan, here, -1 - operation)
            if step < played:
                respond(plan, here, -1 - operation)
            differentiate_utility(plan, here, work, -1 - operation)
            if step < played:
                differentiate_response(plan, here, work, -1 - operation)
            else:
                take_answer(plan, here, work, -1 - operation)
                write_jacobian(plan, here, work, cluster, -1 - operation)


@row_kernel
def write_jacobian(
    plan: Plan, here: State, work: Workspace, cluster: int, information_set: int
) -> None:
    """The rows of ∂F/∂y that belong to an information set."""
    own = record(plan.information_set, information_set)
    actions = record(plan.information_set, information_set + 1).first_strategy - own.first_strategy
    pull = load_few(here.time, 0) * load_few(here.rationality, own.player)
    first_row = record(plan.cluster, cluster).first_row + own.row
    one, zero = in_few(1.0), in_few(0.0)
    for action in range(1, actions):
        row = record(plan.row, first_row + action - 1)
        for place in range(row.own, row.own + row.block_stop - row.block_start):
            store(work.jacobian, place, zero)
        for at in range(own.width):
            place = row.entry + at
            if at >= row.beside:
                place = row.own + plan.target[own.first_column + at] - row.block_start
            change = load_few(work.by_utility, action * own.width + at)
            change = change - load_few(work.by_utility, at)
            store(work.jacobian, place, (zero - pull) * change)
        diagonal = row.own + own.row + action - 1 - row.block_start
        store(work.jacobian, diagonal, load_few(work.jacobian, diagonal) + one)


@inner_kernel
def find_step(plan: Plan, work: Workspace, cluster: int) -> None:
    """Newton's correction of the trials with the factors at hand: `work.step`, and its size.

    The size is absolute for even odds, relative to long ones; not a number where a part is none.
    """
    rows = row_count(plan, cluster)
    zero = in_few(0.0)
    for row in range(rows):
        store(work.step, row, zero - load_few(work.defect, row))
    substitute_blocks(plan, work, cluster)
    size, taint = zero, zero
    for row in range(rows):
        step = load_few(work.step, row)
        odds = magnitude(load_few(work.trial, row))
        size = larger(magnitude(step) / multiply_add(in_few(0.1), odds, in_few(1.0)), size)
        taint = taint + (step - step)
    store(work.size, 0, size + taint)


@row_kernel
def correct(plan: Plan, work: Workspace, cluster: int) -> None:
    """Correct the trials by Newton's method with the factors at hand, where the mask says so."""
    find_step(plan, work, cluster)
    mask = load_few(work.mask, 0)
    for row in range(row_count(plan, cluster)):
        trial = load_few(work.trial, row)
        store(work.trial, row, choose(mask, trial + load_few(work.step, row), trial))
