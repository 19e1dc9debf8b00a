"""Who receives or pays what, and where in the tree is it charged?

Each charge falls due at the highest node at which its condition is settled: it holds at every end
of the play below that node, but not at every end below the node above. What an end of the play is
worth to an actor is the same as if everything were charged there, and most of the work of solving
is saved.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.game.expansion import Charge, Expansion
    from foedus.game.holding import Numbering

UNIT = "1"
"""The quantity that constants are multiples of."""


class Terms(NamedTuple):
    """Payoff terms, as `foedus.solve.ExtensiveForm` takes them."""

    quantities: tuple[str, ...]
    first_term: NDArray[np.int32]
    player_of_term: NDArray[np.int32]
    quantity_of_term: NDArray[np.int32]
    coefficient_of_term: NDArray[np.float64]


class Shape(NamedTuple):
    """What placing charges needs to know of a tree.

    Attributes
    ----------
    parent : int32[node]
        The node above; -1 at the root.
    first_end, last_end : int32[node]
        The ends of the play below a node are numbers ``first_end : last_end`` of all ends.
    is_terminal : bool[node]
        Which nodes are ends of the play.
    """

    parent: NDArray[np.int32]
    first_end: NDArray[np.int32]
    last_end: NDArray[np.int32]
    is_terminal: NDArray[np.bool_]


def make_shape(parent: NDArray[np.int32], is_terminal: NDArray[np.bool_]) -> Shape:
    """Number the ends of the play; nodes are in depth-first order."""
    nodes = parent.size
    end_of_subtree = np.arange(1, nodes + 1, dtype=np.int32)
    for node in range(nodes - 1, 0, -1):
        above = parent[node]
        end_of_subtree[above] = max(end_of_subtree[above], end_of_subtree[node])
    ends_before = np.concatenate([[0], np.cumsum(is_terminal)]).astype(np.int32)
    return Shape(parent, ends_before[:-1], ends_before[end_of_subtree], is_terminal)


def settled_at(shape: Shape, holds: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The highest nodes below which a condition always holds.

    Parameters
    ----------
    shape
        The tree.
    holds : bool[node]
        Whether the condition holds; only ends of the play count.
    """
    true_before = np.concatenate([[0], np.cumsum(holds[shape.is_terminal])])
    found = true_before[shape.last_end] - true_before[shape.first_end]
    always = found == shape.last_end - shape.first_end
    above = np.concatenate([[False], always[shape.parent[1:]]])
    return np.flatnonzero(always & ~above)


def place_charges(
    expansion: Expansion,
    numbering: Numbering,
    taken: NDArray[np.int16],
    shape: Shape,
    players: tuple[str, ...],
) -> Terms:
    """The payoff terms of a tree."""
    quantities = _quantities(expansion.charges)
    row = {name: at for at, name in enumerate(quantities)}
    position = {player: at for at, player in enumerate(players)}
    coefficients: dict[tuple[int, int, int], float] = {}
    for charge in expansion.charges:
        parts = _parts(charge)
        if not parts:
            continue
        player = position[charge.actor]
        for node in settled_at(shape, numbering.holds(charge.when, taken)).tolist():
            for name, factor in parts:
                key = (node, player, row[name])
                coefficients[key] = coefficients.get(key, 0.0) + factor
    kept = sorted(key for key, value in coefficients.items() if value != 0.0)
    columns = np.array(kept, dtype=np.int32).reshape(-1, 3)
    counts = np.bincount(columns[:, 0], minlength=shape.parent.size)
    return Terms(
        quantities=quantities,
        first_term=np.concatenate([[0], np.cumsum(counts)]).astype(np.int32),
        player_of_term=np.ascontiguousarray(columns[:, 1]),
        quantity_of_term=np.ascontiguousarray(columns[:, 2]),
        coefficient_of_term=np.array([coefficients[key] for key in kept], dtype=np.float64),
    )


def _parts(charge: Charge) -> list[tuple[str, float]]:
    """Assumptions with their factors, the constant as a multiple of the unit."""
    parts = [(name, factor) for name, factor in charge.amount.terms if factor != 0.0]
    if charge.amount.constant != 0.0:
        parts.append((UNIT, charge.amount.constant))
    return parts


def _quantities(charges: tuple[Charge, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for charge in charges for name, _ in _parts(charge)))
