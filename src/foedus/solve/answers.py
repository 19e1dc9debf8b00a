"""How are many queries answered in one walk?

Queries that share a viewpoint, an intervention and a payoff are answered together. Terminal nodes
that none of them tells apart are one atom; the kernel weighs atoms, and a query is a sum over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.inputs import take_numbers
from foedus.solve.kernels_query import Answers, Questions, answer_play
from foedus.solve.kernels_walk import new_room
from foedus.solve.tree import records

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.solve.batch import Query, Variants
    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.prepared import PreparedGame
    from foedus.solve.tree import Records
    from foedus.solve.walk import Walk


MOST_CARRIED = 6
"""With more atoms a walk down is quicker."""


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

    @property
    def atom_count(self) -> int:
        """How many atoms its queries tell apart."""
        return int(self.in_event.shape[1])


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
    signatures, atoms = _told_apart(np.concatenate([event[:, counted], condition[:, counted]]))
    atom_of_node = np.full(form.node_count, -1, dtype=np.int32)
    atom_of_node[counted] = atoms
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


def _told_apart(
    belongs: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
    """The distinct columns of a table, and which of them each column is.

    In time that grows with the table: the columns are not sorted, but split row by row.
    """
    number = np.zeros(belongs.shape[1], dtype=np.int64)
    for row in belongs:
        split = 2 * number + row
        is_used = np.bincount(split) > 0
        number = (np.cumsum(is_used) - 1)[split]
    example = np.zeros(int(number.max(initial=-1)) + 1, dtype=np.int64)
    example[number] = np.arange(number.size)
    return belongs[:, example], number


def pack_questions(walk: Walk, groups: Sequence[QueryGroup]) -> Questions:
    """Put groups of queries into arrays for the kernels.

    Parameters
    ----------
    walk
        The game.
    groups
        The queries.
    """
    stops, leaves, _, _ = walk.size.tolist()
    is_stop, is_leaf = walk.stop_of_node >= 0, walk.leaf_of_node >= 0
    forced = np.full((len(groups), stops), -1, dtype=np.int32)
    atom = np.full((len(groups), leaves), -1, dtype=np.int32)
    first = 0
    for number, group in enumerate(groups):
        forced[number, walk.stop_of_node[is_stop]] = group.forced[is_stop]
        of_leaf = group.atom_of_node[is_leaf]
        atom[number, walk.leaf_of_node[is_leaf]] = np.where(of_leaf >= 0, of_leaf + first, -1)
        first += group.atom_count
    query, summed = _sums(groups)
    may_carry = (
        len(groups) == 1
        and stops > 0
        and 0 < first <= MOST_CARRIED
        and groups[0].worth_of < 0
        and bool((groups[0].forced < 0).all())
    )
    return Questions(
        carried_count=np.array([first if may_carry else 0], dtype=np.int32),
        group=records(
            len(groups),
            viewpoint=np.array([group.viewpoint for group in groups], dtype=np.int32),
            worth_of=np.array([group.worth_of for group in groups], dtype=np.int32),
        ),
        forced=forced,
        atom=atom,
        query=query,
        summed=summed,
    )


def _sums(groups: Sequence[QueryGroup]) -> tuple[Records, NDArray[np.int32]]:
    """Which atoms each query sums: records of queries, and the atoms."""
    found: dict[int, tuple[int, list[int], list[int]]] = {}
    first = 0
    for group in groups:
        for row, number in enumerate(group.numbers):
            condition = (np.flatnonzero(group.in_condition[row]) + first).tolist()
            event = (np.flatnonzero(group.in_event[row]) + first).tolist()
            found[number] = (int(group.worth_of >= 0), condition, event)
        first += group.atom_count
    begins = [1]
    for number in range(len(found)):
        _, condition, event = found[number]
        begins += [begins[-1] + len(condition), begins[-1] + len(condition) + len(event)]
    query = records(
        len(found) + 1,
        is_worth=np.array([found[number][0] for number in range(len(found))], dtype=np.int32),
        first_of_condition=np.array(begins[::2], dtype=np.int32),
        first_of_event=np.array(begins[1::2], dtype=np.int32),
    )
    lists = [atoms for number in range(len(found)) for atoms in found[number][1:]]
    return query, np.array([first, *(atom for atoms in lists for atom in atoms)], dtype=np.int32)


def answer_queries(
    game: PreparedGame,
    groups: Sequence[QueryGroup],
    numbers: Variants,
    behaviour: NDArray[np.float64],
) -> Answers:
    """Answer queries about a play that is given.

    Parameters
    ----------
    game
        The game.
    groups
        The queries.
    numbers
        The batch, in contiguous arrays.
    behaviour : float64[strategy, variant]
        The play.
    """
    walk, own = game.walk, take_numbers(numbers)
    shape = (sum(len(group.numbers) for group in groups), behaviour.shape[1])
    answers = Answers(np.full(shape, np.nan), np.full(shape, np.nan))
    if groups:
        questions = pack_questions(walk, groups)
        room = new_room(
            walk, own, strategy_count=game.strategy_count, atom_count=int(questions.summed[0])
        )
        answer_play(walk, room, own, questions, behaviour, answers)
    return answers
