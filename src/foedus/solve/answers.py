"""How are many queries answered in one walk?

Queries that share a viewpoint, an intervention and a payoff are answered together. Terminal nodes
that none of them tells apart are one atom; the kernel weighs atoms, and a query is a sum over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.kernels_query import sum_atoms, weigh_atoms

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Query
    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.tree import Tree


@dataclass(frozen=True, eq=False)
class QueryGroup:
    """Queries that one walk answers.

    Attributes
    ----------
    numbers
        Which queries these are.
    viewpoint, worth_of
        As in `Query`.
    forced, atom_of_node : int32[node]
        The intervention, and the atom of each terminal node.
    in_event, in_condition : bool[query, atom]
        Whether an atom belongs to the event (and the condition), and to the condition.
    """

    numbers: tuple[int, ...]
    viewpoint: int
    worth_of: int
    forced: NDArray[np.int32]
    atom_of_node: NDArray[np.int32]
    in_event: NDArray[np.bool_]
    in_condition: NDArray[np.bool_]


def group_queries(form: ExtensiveForm, queries: Sequence[Query]) -> tuple[QueryGroup, ...]:
    """Sort queries into groups.

    Raises
    ------
    ValueError
        Where a query does not fit the game; says which and why.
    """
    together: dict[tuple[int, int, bytes], list[int]] = {}
    for number, query in enumerate(queries):
        _check_query(form, query, number)
        forced = b"" if query.forced is None else query.forced.astype(np.int32).tobytes()
        together.setdefault((query.viewpoint, query.worth_of, forced), []).append(number)
    return tuple(
        _make_group(form, [queries[number] for number in numbers], numbers)
        for numbers in together.values()
    )


def _check_query(form: ExtensiveForm, query: Query, number: int) -> None:
    players, nodes = len(form.players), form.node_count
    if not 0 <= query.viewpoint <= players:
        raise ValueError(
            f"query {number} has the viewpoint {query.viewpoint}; players are 0 to {players - 1} "
            f"and the analyst is {players}"
        )
    if not -1 <= query.worth_of < players:
        raise ValueError(f"query {number} asks for the worth of player {query.worth_of}")
    for name, array in (("event", query.event), ("given", query.given), ("forced", query.forced)):
        if array is not None and array.shape != (nodes,):
            raise ValueError(
                f"the {name} of query {number} has the shape {array.shape}; this game has "
                f"{nodes} nodes"
            )
    if query.forced is not None:
        check_choices(form, query.forced, f"the intervention of query {number}")


def check_choices(form: ExtensiveForm, choices: NDArray[np.int32], name: str) -> None:
    """Refuse choices that a node does not offer.

    Raises
    ------
    ValueError
        Says which node offers how many actions.
    """
    if choices.shape != (form.node_count,):
        raise ValueError(
            f"{name} has the shape {choices.shape}; this game has {form.node_count} nodes"
        )
    counts = np.diff(form.first_edge)
    wrong = np.flatnonzero((choices >= counts) | (choices < -1))
    if wrong.size:
        node = int(wrong[0])
        raise ValueError(
            f"{name} takes action {int(choices[node])} at node {node}, which has "
            f"{int(counts[node])} actions"
        )


def _make_group(form: ExtensiveForm, queries: list[Query], numbers: list[int]) -> QueryGroup:
    condition = np.stack([query.given & form.is_terminal for query in queries])
    event = np.stack([query.event for query in queries]) & condition
    counted = np.flatnonzero(condition.any(axis=0))
    signatures, atoms = np.unique(
        np.concatenate([event[:, counted], condition[:, counted]]), axis=1, return_inverse=True
    )
    atom_of_node = np.full(form.node_count, -1, dtype=np.int32)
    atom_of_node[counted] = atoms.ravel()
    forced = queries[0].forced
    return QueryGroup(
        numbers=tuple(numbers),
        viewpoint=queries[0].viewpoint,
        worth_of=queries[0].worth_of,
        forced=np.full(form.node_count, -1, dtype=np.int32)
        if forced is None
        else np.ascontiguousarray(forced, dtype=np.int32),
        atom_of_node=atom_of_node,
        in_event=np.ascontiguousarray(signatures[: len(queries)]),
        in_condition=np.ascontiguousarray(signatures[len(queries) :]),
    )


def answer_group(
    tree: Tree,
    group: QueryGroup,
    worths: NDArray[np.float64],
    chance: NDArray[np.float64],
    behaviour: NDArray[np.float64],
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Answer the queries of a group.

    Parameters
    ----------
    tree
        The game.
    group
        The queries.
    worths, chance, behaviour : float64[quantity, variant], [viewpoint, slot, variant], [strategy, \
variant]
        The numbers of a batch.

    Returns
    -------
    values, condition : float64[query, variant]
        The answers, and the probability of their conditions.
    """
    atom_count = group.in_event.shape[1]
    mass = np.zeros((atom_count, behaviour.shape[1]))
    weighted = np.zeros_like(mass)
    weigh_atoms(
        tree,
        group.atom_of_node,
        group.forced,
        group.worth_of,
        worths,
        np.ascontiguousarray(chance[group.viewpoint]),
        behaviour,
        mass,
        weighted,
    )
    condition = sum_atoms(group.in_condition, mass)
    total = sum_atoms(group.in_event, mass if group.worth_of < 0 else weighted)
    values = np.full_like(total, np.nan)
    np.divide(total, condition, out=values, where=condition > 0.0)
    return values, condition
