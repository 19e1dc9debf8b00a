"""How does the play that the players would answer with change, when the play changes a little?

A cluster's unknowns are log-odds y(h, a) = log σ(a|h) − log σ(a₀|h), with a₀ the first action. At
rationality t λ* an equilibrium is a zero of

    F(y, t) = y − t g(y),    g(h, a) = λ*_i (U(a|h) − U(a₀|h)).

In log-odds the equations stay well scaled however extreme the play is. The Jacobian follows from

- play below: ∂U(a|h)/∂σ(b|g) = Σ_m w(m) V_i(m·b), w(m) the reach of m ∈ g from h after a;
- play above: ∂U(a|h)/∂log σ(b|g) = Σ_n μ(n) (V_i(n·a) − U(a|h)) over the nodes n behind (g, b).

Own construction, in the manner of Turocy (2005, 2010), who follows the branch in log σ.
"""

# ruff: noqa: RUF002 (the letters of the equations)
# Numba reads the field of a record as a scalar; NumPy's stubs take it for anything.
# pyright: reportReturnType=false, reportArgumentType=false

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_response import assess_actions, believe, carry_out, set_log_odds

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.kernels_response import State
    from foedus.solve.plan import Plan
    from foedus.solve.tree import Records, Tree


class Workspace(NamedTuple):
    """Room for following one cluster of one variant.

    Attributes
    ----------
    entry : float64[entry]
        The Jacobian, then its factors, in the plan's sparse pattern.
    weight : float64[node]
        Reach of the nodes below a move.
    partial : float64[action, strategy]
        Derivatives of the worths of actions by the logarithms of probabilities.
    row : record[row]
        point (the log-odds y that were reached), trial (those being tried), answer (g(y) at the
        trial), defect (F(y, t) there), step (a correction), first, second, third (divided
        differences of the branch), eliminated (a row of the Jacobian being eliminated).
    """

    entry: NDArray[np.float64]
    weight: NDArray[np.float64]
    partial: NDArray[np.float64]
    row: Records


_OF_A_ROW = (
    "point",
    "trial",
    "answer",
    "defect",
    "step",
    "first",
    "second",
    "third",
    "eliminated",
)


def new_workspace(tree: Tree, plan: Plan) -> Workspace:
    """Room for the largest cluster of a plan."""
    rows = int(np.diff(plan.cluster["first_row"]).max(initial=0))
    widest = int(np.diff(tree.information_set["first_strategy"]).max(initial=1))
    strategies = int(tree.information_set[-1]["first_strategy"])
    return Workspace(
        entry=np.zeros(plan.column.size),
        weight=np.zeros(tree.node.size - 1),
        partial=np.zeros((widest, strategies)),
        row=np.zeros(rows, dtype=[(name, "f8") for name in _OF_A_ROW]),
    )


@inner_kernel
def answer_to(tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int) -> None:
    """Play the log-odds of the trial point and find g(y), the answer per unit of t."""
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place].information_set
        row = tree.information_set[information_set].row
        start = tree.information_set[information_set].first_strategy
        stop = tree.information_set[information_set + 1].first_strategy
        state.play[start].log_sigma = 0.0
        for action in range(1, stop - start):
            state.play[start + action].log_sigma = work.row[row + action - 1].trial
        set_log_odds(state, start, stop)
    first, last = plan.cluster[cluster].values, plan.cluster[cluster + 1].parameter
    carry_out(tree, plan, state, first, last, 1.0)
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place].information_set
        believe(tree, plan, state, information_set)
        assess_actions(tree, state, information_set)
        rationality = state.rationality[tree.information_set[information_set].player]
        row = tree.information_set[information_set].row
        start = tree.information_set[information_set].first_strategy
        for action in range(1, tree.information_set[information_set + 1].first_strategy - start):
            work.row[row + action - 1].answer = rationality * (
                state.play[start + action].utility - state.play[start].utility
            )


@inner_kernel
def differentiate(
    tree: Tree, plan: Plan, state: State, work: Workspace, cluster: int, time: float
) -> None:
    """Write ∂F/∂y at the play last answered to into `work.entry`."""
    base = plan.cluster[cluster].first_row
    begin = plan.row[base].first_entry
    for entry in range(begin, plan.row[plan.cluster[cluster + 1].first_row].first_entry):
        work.entry[entry] = 0.0
    for row in range(base, plan.cluster[cluster + 1].first_row):
        work.entry[plan.row[row].diagonal] = 1.0
    for place in range(
        plan.cluster[cluster].first_unknown, plan.cluster[cluster + 1].first_unknown
    ):
        information_set = plan.unknown[place].information_set
        clear_partials(tree, plan, work, place, information_set)
        differentiate_belief(tree, plan, state, work, information_set)
        differentiate_worths(tree, plan, state, work, information_set)
        factor = time * state.rationality[tree.information_set[information_set].player]
        collect_partials(tree, plan, state, work, place, information_set, factor)


@inner_kernel
def clear_partials(
    tree: Tree, plan: Plan, work: Workspace, place: int, information_set: int
) -> None:
    """Forget the derivatives of the information set before."""
    width = (
        tree.information_set[information_set + 1].first_strategy
        - tree.information_set[information_set].first_strategy
    )
    for other in range(plan.unknown[place].first_related, plan.unknown[place + 1].first_related):
        related = plan.number[other]
        for action in range(width):
            for index in range(
                tree.information_set[related].first_strategy,
                tree.information_set[related + 1].first_strategy,
            ):
                work.partial[action, index] = 0.0


@inner_kernel
def differentiate_belief(
    tree: Tree, plan: Plan, state: State, work: Workspace, information_set: int
) -> None:
    """Add what the play above an information set does to the worths of its actions."""
    player = tree.information_set[information_set].player
    start = tree.information_set[information_set].first_strategy
    width = tree.information_set[information_set + 1].first_strategy - start
    for member in range(
        tree.information_set[information_set].first_member,
        tree.information_set[information_set + 1].first_member,
    ):
        share = state.belief[member].share
        edge = tree.node[tree.member[member]].first_edge
        for place in range(plan.member[member].first_factor, plan.member[member + 1].first_factor):
            factor = plan.number[place]
            if factor < state.play.size and share > 0.0:
                for action in range(width):
                    worth = state.value[tree.edge[edge + action].child, player]
                    gain = worth - state.play[start + action].utility
                    work.partial[action, factor] += share * gain


@inner_kernel
def differentiate_worths(
    tree: Tree, plan: Plan, state: State, work: Workspace, information_set: int
) -> None:
    """Add what the play below an information set does to the worths of its actions."""
    player = tree.information_set[information_set].player
    width = (
        tree.information_set[information_set + 1].first_strategy
        - tree.information_set[information_set].first_strategy
    )
    strategy_count = state.play.size
    first_member = tree.information_set[information_set].first_member
    last_member = tree.information_set[information_set + 1].first_member
    first_pair = plan.member[first_member].first_pair
    for pair in range(first_pair, plan.member[last_member].first_pair):
        action = (pair - first_pair) % width
        share = state.belief[first_member + (pair - first_pair) // width].share
        first = plan.pair[pair]
        for place in range(first, plan.pair[pair + 1]):
            node = plan.number[place]
            reach = share
            if place > first:
                factor = tree.node[node].factor
                reach = work.weight[tree.node[node].parent]
                if factor < strategy_count:
                    reach *= state.play[factor].sigma
                else:
                    reach *= state.slot[player, factor - strategy_count].probability
            work.weight[node] = reach
            below = tree.node[node].information_set
            if below >= 0 and tree.information_set[below].row >= 0 and reach != 0.0:
                mean = state.value[node, player] - state.charge[node, player]
                for edge in range(tree.node[node].first_edge, tree.node[node + 1].first_edge):
                    index = tree.edge[edge].factor
                    gain = state.value[tree.edge[edge].child, player] - mean
                    work.partial[action, index] += reach * state.play[index].sigma * gain


@inner_kernel
def collect_partials(
    tree: Tree,
    plan: Plan,
    state: State,
    work: Workspace,
    place: int,
    information_set: int,
    factor: float,
) -> None:
    """Turn derivatives by log σ into derivatives by log-odds, and put them into the Jacobian."""
    width = (
        tree.information_set[information_set + 1].first_strategy
        - tree.information_set[information_set].first_strategy
    )
    position = plan.unknown[place].first_position
    for action in range(1, width):
        for other in range(
            plan.unknown[place].first_related, plan.unknown[place + 1].first_related
        ):
            start = tree.information_set[plan.number[other]].first_strategy
            stop = tree.information_set[plan.number[other] + 1].first_strategy
            total = 0.0
            for index in range(start, stop):
                total += work.partial[action, index] - work.partial[0, index]
            for index in range(start + 1, stop):
                change = work.partial[action, index] - work.partial[0, index]
                change -= state.play[index].sigma * total
                work.entry[plan.number[position]] = -factor * change
                position += 1


@inner_kernel
def factorise(plan: Plan, work: Workspace, cluster: int) -> int:
    """Factorise the Jacobian in place, row by row, without exchanges.

    Returns the sign of the determinant, or 0 where a pivot is too small to go on.
    """
    base = plan.cluster[cluster].first_row
    sign = 1
    for number in range(base, plan.cluster[cluster + 1].first_row):
        first = plan.row[number].first_entry
        last = plan.row[number + 1].first_entry
        size = 0.0
        for entry in range(first, last):
            work.row[plan.column[entry]].eliminated = work.entry[entry]
            size = max(size, abs(work.entry[entry]))
        diagonal = plan.row[number].diagonal
        for entry in range(first, diagonal):
            column = plan.column[entry]
            multiple = work.row[column].eliminated
            if multiple != 0.0:
                other = plan.row[base + column].diagonal
                multiple /= work.entry[other]
                work.row[column].eliminated = multiple
                for filled in range(other + 1, plan.row[base + column + 1].first_entry):
                    work.row[plan.column[filled]].eliminated -= multiple * work.entry[filled]
        for entry in range(first, last):
            work.entry[entry] = work.row[plan.column[entry]].eliminated
        pivot = work.entry[diagonal]
        if not abs(pivot) > 1e-9 * size:
            return 0
        if pivot < 0.0:
            sign = -sign
    return sign


@inner_kernel
def solve_factorised(plan: Plan, work: Workspace, cluster: int) -> None:
    """Turn the steps of the rows into the solution with the factorised Jacobian."""
    base = plan.cluster[cluster].first_row
    stop = plan.cluster[cluster + 1].first_row
    for number in range(base, stop):
        total = work.row[number - base].step
        for entry in range(plan.row[number].first_entry, plan.row[number].diagonal):
            total -= work.entry[entry] * work.row[plan.column[entry]].step
        work.row[number - base].step = total
    for number in range(stop - 1, base - 1, -1):
        total = work.row[number - base].step
        for entry in range(plan.row[number].diagonal + 1, plan.row[number + 1].first_entry):
            total -= work.entry[entry] * work.row[plan.column[entry]].step
        work.row[number - base].step = total / work.entry[plan.row[number].diagonal]
