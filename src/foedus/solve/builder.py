"""How is a game written down by hand?

As nested values that look like the tree: `chance`, `decision` and `terminal` nodes, put into the
solver's arrays by `build`, and numbers for it by `make_variants`.

    root = chance({
        "strong": decision("sender", "strong type", {
            "beer": terminal({"sender": 3, "receiver": 0}),
            "quiche": terminal({"sender": 2, "receiver": "reward"}),
        }),
        "weak": terminal({}),
    })
    form = build(["sender", "receiver"], root)
    variants = make_variants(
        form, worths={"reward": 1.0}, chance={"strong": 0.9, "weak": 0.1}, rationality=2.0
    )
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import numpy as np

from foedus.solve.batch import Variants
from foedus.solve.extensive_form import CHANCE, NOWHERE, TERMINAL, ExtensiveForm
from foedus.solve.names import nearest_name
from foedus.solve.validation import validate

if TYPE_CHECKING:
    from numpy.typing import NDArray

ANALYST = "analyst"
UNIT = "unit"
"""The quantity whose worth is 1: a payoff that is a plain number is a multiple of it."""

Amount: TypeAlias = "float | str | Sequence[tuple[float, str]]"
"""What a player gets: a number, a quantity, or a sum of (coefficient, quantity)."""
Payoffs: TypeAlias = "Mapping[str, Amount]"
Value = TypeVar("Value")
Numbers: TypeAlias = "float | Sequence[float] | NDArray[np.float64]"


@dataclass(frozen=True)
class Node:
    """A node of a game tree that is being written down; see `chance`, `decision`, `terminal`.

    Attributes
    ----------
    player
        Who moves; None at chance and terminal nodes.
    information_set
        The name of the information set; None where nobody decides.
    branches
        The node below each action or chance slot.
    payoffs
        What is charged to players for every history through this node.
    """

    player: str | None
    information_set: str | None
    branches: Mapping[str, Node]
    payoffs: Payoffs


def chance(branches: Mapping[str, Node], payoffs: Payoffs | None = None) -> Node:
    """Write a chance node; `branches` maps names of chance slots to nodes.

    The same slot at two nodes has the same probability at both.

    Raises
    ------
    ValueError
        Where there is no branch.
    """
    if not branches:
        raise ValueError("a chance node needs a branch; a game ends at `terminal`")
    return Node(None, None, dict(branches), dict(payoffs or {}))


def decision(
    player: str,
    information_set: str,
    branches: Mapping[str, Node],
    payoffs: Payoffs | None = None,
) -> Node:
    """Write a node where a player moves; `branches` maps actions to nodes.

    Nodes with the same `information_set` look the same to the player, and must offer the same
    actions in the same order.

    Raises
    ------
    ValueError
        Where there is no branch.
    """
    if not branches:
        raise ValueError(
            f"information set {information_set!r} has a node without actions; a game ends at "
            "`terminal`"
        )
    return Node(player, information_set, dict(branches), dict(payoffs or {}))


def terminal(payoffs: Payoffs | None = None) -> Node:
    """Write a node where the game ends."""
    return Node(None, None, {}, dict(payoffs or {}))


@dataclass
class _Arrays:
    """The flat arrays of a game while its nodes are visited in preorder."""

    players: dict[str, int]
    quantities: dict[str, int] = field(default_factory=dict[str, int])
    chance_slots: dict[str, int] = field(default_factory=dict[str, int])
    information_sets: dict[str, int] = field(default_factory=dict[str, int])
    actions: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    parent: list[int] = field(default_factory=list[int])
    player_of_node: list[int] = field(default_factory=list[int])
    information_set_of_node: list[int] = field(default_factory=list[int])
    edges: list[list[int]] = field(default_factory=list[list[int]])
    slots: list[list[int]] = field(default_factory=list[list[int]])
    terms: list[list[tuple[int, int, float]]] = field(
        default_factory=list[list[tuple[int, int, float]]]
    )

    def visit(self, node: Node, parent: int) -> int:
        """Write one node; its number."""
        number = len(self.parent)
        self.parent.append(parent)
        if parent != NOWHERE:
            self.edges[parent].append(number)
        self.edges.append([])
        self.slots.append([])
        self.terms.append(self._terms_of(node))
        if not node.branches:
            self.player_of_node.append(TERMINAL)
            self.information_set_of_node.append(NOWHERE)
        elif node.player is None:
            self.player_of_node.append(CHANCE)
            self.information_set_of_node.append(NOWHERE)
            self.slots[number] = [
                self.chance_slots.setdefault(name, len(self.chance_slots)) for name in node.branches
            ]
        else:
            self.player_of_node.append(self._player(node.player))
            self.information_set_of_node.append(self._information_set(node))
            self.slots[number] = [NOWHERE] * len(node.branches)
        return number

    def _player(self, name: str) -> int:
        if name not in self.players:
            raise ValueError(f"{name!r} is not among the players {', '.join(self.players)}")
        return self.players[name]

    def _information_set(self, node: Node) -> int:
        name = str(node.information_set)
        labels = tuple(node.branches)
        number = self.information_sets.setdefault(name, len(self.information_sets))
        if number == len(self.actions):
            self.actions.append(labels)
        if self.actions[number] != labels:
            raise ValueError(
                f"information set {name!r} offers {', '.join(self.actions[number])} at one node "
                f"and {', '.join(labels)} at another; the mover could tell them apart"
            )
        return number

    def _terms_of(self, node: Node) -> list[tuple[int, int, float]]:
        terms: list[tuple[int, int, float]] = []
        for player, amount in node.payoffs.items():
            pairs: Sequence[tuple[float, str]]
            if isinstance(amount, str):
                pairs = [(1.0, amount)]
            elif isinstance(amount, Sequence):
                pairs = amount
            else:
                pairs = [(float(amount), UNIT)]
            for coefficient, quantity in pairs:
                row = self.quantities.setdefault(quantity, len(self.quantities))
                terms.append((self._player(player), row, float(coefficient)))
        return terms


def build(players: Sequence[str], root: Node) -> ExtensiveForm:
    """Put a game that was written down as nested nodes into the solver's arrays.

    Parameters
    ----------
    players
        Names of the players, in the order of every array with a player dimension.
    root
        The first node.

    Returns
    -------
    ExtensiveForm
        The game, validated: it has perfect recall.

    Raises
    ------
    ValueError
        Where a name is unknown, the nodes of an information set differ, or a player forgets.
    """
    _check_players(players)
    arrays = _Arrays({name: number for number, name in enumerate(players)})
    pending = [(root, NOWHERE)]
    while pending:
        node, parent = pending.pop()
        number = arrays.visit(node, parent)
        pending.extend((below, number) for below in reversed(list(node.branches.values())))
    terms = [term for of_node in arrays.terms for term in of_node]
    form = ExtensiveForm(
        players=tuple(players),
        quantities=tuple(arrays.quantities),
        chance_slots=tuple(arrays.chance_slots),
        information_sets=tuple(arrays.information_sets),
        actions=tuple(arrays.actions),
        parent=np.array(arrays.parent, dtype=np.int32),
        player_of_node=np.array(arrays.player_of_node, dtype=np.int32),
        information_set_of_node=np.array(arrays.information_set_of_node, dtype=np.int32),
        first_edge=_starts(arrays.edges),
        child_of_edge=np.array([child for edges in arrays.edges for child in edges], np.int32),
        chance_slot_of_edge=np.array([slot for slots in arrays.slots for slot in slots], np.int32),
        first_term=_starts(arrays.terms),
        player_of_term=np.array([player for player, _, _ in terms], dtype=np.int32),
        quantity_of_term=np.array([quantity for _, quantity, _ in terms], dtype=np.int32),
        coefficient_of_term=np.array([coefficient for _, _, coefficient in terms], np.float64),
    )
    validate(form)
    return form


def _check_players(players: Sequence[str]) -> None:
    """Refuse names that could not be told apart."""
    for number, name in enumerate(players):
        if name in players[:number]:
            raise ValueError(f"there are two players called {name!r}; each needs a name of its own")
        if name in {ANALYST, "*"}:
            raise ValueError(
                f"a player cannot be called {name!r}: that is the "
                + ("analyst's viewpoint" if name == ANALYST else "word for all who are not named")
            )


def _starts(lists: Sequence[Sequence[object]]) -> NDArray[np.int32]:
    counts = [len(one) for one in lists]
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)


def make_variants(
    form: ExtensiveForm,
    *,
    rationality: Numbers | Mapping[str, Numbers],
    worths: Mapping[str, Numbers] | None = None,
    chance: Mapping[str, Numbers | Mapping[str, Numbers]] | None = None,
) -> Variants:
    """Give numbers to a game by name; a sequence gives one number to each variant.

    Parameters
    ----------
    form
        The game.
    rationality
        λ, the same for all players or for each by name; ``inf`` is the rational limit.
    worths
        The worth of each quantity; the unit is 1.
    chance
        The probability of each chance slot: one for all viewpoints, or one for each by name, the
        analyst under ``"analyst"``. A viewpoint that is not named takes the number under ``"*"``.

    Raises
    ------
    ValueError
        Where a quantity, slot, player or viewpoint has no number or is unknown, or the counts
        differ.
    """
    viewpoints = (*form.players, ANALYST)
    given: dict[str, Numbers] = {UNIT: 1.0, **(worths or {})}
    _refuse_unknown("worths", worths or {}, (*form.quantities, UNIT))
    _refuse_unknown("chance", chance or {}, form.chance_slots)
    if isinstance(rationality, Mapping):
        _refuse_unknown("rationality", rationality, (*form.players, "*"))
    for name, slot in (chance or {}).items():
        if isinstance(slot, Mapping):
            _refuse_unknown(f"chance of {name!r}", slot, (*viewpoints, "*"))
    slots = [_by_name(chance or {}, name, "probability of") for name in form.chance_slots]
    groups: list[list[Numbers]] = [
        [_by_name(given, name, "worth of") for name in form.quantities],
        [
            _by_name(slot, viewpoint, f"probability of {name!r} for", "*")
            if isinstance(slot, Mapping)
            else slot
            for viewpoint in viewpoints
            for name, slot in zip(form.chance_slots, slots, strict=True)
        ],
        [
            _by_name(rationality, name, "rationality of", "*")
            if isinstance(rationality, Mapping)
            else rationality
            for name in form.players
        ],
    ]
    columns = [[_column(row) for row in group] for group in groups]
    counts = sorted({column.size for group in columns for column in group} - {1})
    if len(counts) > 1:
        raise ValueError(
            f"numbers for {' and '.join(map(str, counts))} variants were given; give one number, "
            "or as many everywhere"
        )
    count = counts[0] if counts else 1
    # what all variants share is not repeated in memory, although it looks so
    quantities, chances, rationalities = map(_table, columns)
    return Variants(
        worths=np.broadcast_to(quantities, (quantities.shape[0], count)),
        chance=np.broadcast_to(
            chances.reshape(len(viewpoints), len(slots), chances.shape[1]),
            (len(viewpoints), len(slots), count),
        ),
        rationality=np.broadcast_to(rationalities, (rationalities.shape[0], count)),
    )


def _column(row: Numbers) -> NDArray[np.float64]:
    """One number, or one for each variant: float64[1] or float64[variant]."""
    try:
        column = np.atleast_1d(np.asarray(row, dtype=np.float64))
    except (TypeError, ValueError):
        raise ValueError(f"{row!r} is no number, and no sequence of numbers") from None
    if column.ndim > 1:
        raise ValueError(
            f"numbers of shape {column.shape} were given; a sequence has one for each variant"
        )
    return column


def _table(rows: list[NDArray[np.float64]]) -> NDArray[np.float64]:
    """Rows of numbers as a table, with one column where all of them are single numbers."""
    table = np.zeros((len(rows), max((row.size for row in rows), default=1)))
    for place, row in enumerate(rows):
        table[place] = row
    return table


def _refuse_unknown(argument: str, given: Mapping[str, object], known: Sequence[str]) -> None:
    """Refuse names that the game does not have."""
    for name in given:
        if name not in known:
            raise ValueError(
                f"{argument} names {name!r}, which the game does not have"
                f"{nearest_name(name, known)} (it has {', '.join(map(repr, known))})"
            )


def _by_name(
    table: Mapping[str, Value], name: str, what: str, otherwise: str | None = None
) -> Value:
    if name in table:
        return table[name]
    if otherwise is not None and otherwise in table:
        return table[otherwise]
    raise ValueError(f"the {what} {name!r} is not given")
