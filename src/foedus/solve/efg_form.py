"""How do the entries of an `.efg` file become the solver's arrays?

Information sets are numbered in the order in which the file first describes them, and so are the
actions of chance, of which each is a slot. A node pays its outcome in multiples of the unit.
"""

from __future__ import annotations

from itertools import accumulate, chain
from typing import TYPE_CHECKING

import numpy as np

from foedus.solve.builder import UNIT
from foedus.solve.efg_entries import CHANCE_ENTRY, CHANCE_PLAYER, TERMINAL_ENTRY
from foedus.solve.efg_names import distinct_names
from foedus.solve.extensive_form import CHANCE, NOWHERE, TERMINAL, ExtensiveForm

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from foedus.solve.efg_declarations import Declarations
    from foedus.solve.efg_entries import Entry, GambitText


def make_form(said: GambitText, known: Declarations, parents: list[int]) -> ExtensiveForm:
    """Put a file without mistakes into arrays; whether all remember is still to be checked.

    Parameters
    ----------
    said
        The file.
    known
        What its numbers stand for.
    parents
        The parent of each entry.
    """
    entries = said.entries
    own_sets = [key for key in known.sets if key[0] != CHANCE_PLAYER]
    row_of_set = {key: row for row, key in enumerate(own_sets)}
    edges: list[list[int]] = [[] for _ in entries]
    for node, parent in enumerate(parents):
        if parent != NOWHERE:
            edges[parent].append(node)
    slots = _slots(entries, known)
    terms = [_terms(entry, known) for entry in entries]
    movers = {CHANCE_ENTRY: CHANCE, TERMINAL_ENTRY: TERMINAL}
    players = distinct_names(
        said.players, [f"player {number}" for number in range(1, len(said.players) + 1)]
    )
    return ExtensiveForm(
        players=players,
        quantities=(UNIT,),
        chance_slots=_slot_names(known),
        information_sets=distinct_names(
            [known.sets[key].label for key in own_sets],
            [f"{players[player - 1]}, set {number}" for player, number in own_sets],
        ),
        actions=tuple(_action_names(known.sets[key].actions) for key in own_sets),
        parent=_array(parents),
        player_of_node=_array(movers.get(entry.kind, entry.player - 1) for entry in entries),
        information_set_of_node=_array(
            row_of_set.get((entry.player, entry.set_number), NOWHERE) for entry in entries
        ),
        first_edge=_starts(edges),
        child_of_edge=_array(chain.from_iterable(edges)),
        chance_slot_of_edge=_array(chain.from_iterable(slots)),
        first_term=_starts(terms),
        player_of_term=_array(player for player, _ in chain.from_iterable(terms)),
        quantity_of_term=_array(0 for _ in chain.from_iterable(terms)),
        coefficient_of_term=np.array(
            [amount for _, amount in chain.from_iterable(terms)], dtype=np.float64
        ),
    )


def chance_of_slots(known: Declarations) -> NDArray[np.float64]:
    """The probability of each chance slot: float64[slot]."""
    described = (known.sets[CHANCE_PLAYER, number].probabilities for number in _chance_sets(known))
    return np.array([float(one) for odds in described for one in odds or ()], dtype=np.float64)


def _chance_sets(known: Declarations) -> list[int]:
    """The numbers of chance's information sets, in the order of their slots."""
    return [number for player, number in known.sets if player == CHANCE_PLAYER]


def _slots(entries: Sequence[Entry], known: Declarations) -> list[Sequence[int]]:
    """The chance slot of each action of each node; `NOWHERE` where chance does not move."""
    numbers = _chance_sets(known)
    widths = [len(known.sets[CHANCE_PLAYER, number].actions) for number in numbers]
    firsts = dict(zip(numbers, accumulate([0, *widths]), strict=False))
    slots: list[Sequence[int]] = []
    for entry in entries:
        if entry.kind == TERMINAL_ENTRY:
            slots.append(())
            continue
        width = len(known.sets[entry.player, entry.set_number].actions)
        first = firsts[entry.set_number] if entry.kind == CHANCE_ENTRY else NOWHERE
        slots.append([NOWHERE] * width if first == NOWHERE else range(first, first + width))
    return slots


def _terms(entry: Entry, known: Declarations) -> list[tuple[int, float]]:
    """What a node pays, as pairs of player and amount; zero is not paid."""
    if not entry.outcome_number:
        return []
    payoffs = known.outcomes[entry.outcome_number].payoffs
    return [(player, float(payoff)) for player, payoff in enumerate(payoffs) if payoff]


def _slot_names(known: Declarations) -> tuple[str, ...]:
    named = [
        (name, f"chance, set {number}")
        for number in _chance_sets(known)
        for name in _action_names(known.sets[CHANCE_PLAYER, number].actions)
    ]
    return distinct_names([name for name, _ in named], [place for _, place in named])


def _action_names(labels: tuple[str, ...]) -> tuple[str, ...]:
    return distinct_names(labels, [f"action {number}" for number in range(1, len(labels) + 1)])


def _starts(lists: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    return _array(accumulate([0, *map(len, lists)]))


def _array(numbers: Iterable[int]) -> NDArray[np.int32]:
    return np.fromiter(numbers, dtype=np.int32)
