"""Which worths are the same sum, whatever the numbers?

The worth of a node to a player is V = charge + Σ share × V(child). Two nodes with the same terms,
the same shares and the same worths below have the same worth, however they were reached: late in a
play most of what happened before is paid for and done. Every distinct sum is kept once. That makes
the sums few, and it tells on which choices a worth truly turns.
"""

# ruff: noqa: RUF002 (the letters of the equations)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.tree import TreeArrays

NOTHING = 0
"""The worth that is zero whatever happens."""

Charge = tuple[tuple[int, float], ...]
Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, eq=False)
class Worths:
    """The distinct worths of a game, each after those that it is made of.

    Attributes
    ----------
    charges
        For each worth its payoff terms: (quantity, coefficient).
    pairs
        For each worth the shares and worths below: (share, worth); see `Shares`.
    turns_on
        For each worth the information sets whose play it turns on, as the bits of a number.
    of_node : int32[player, node]
        Which worth a node has to a player.
    """

    charges: tuple[Charge, ...]
    pairs: tuple[Pairs, ...]
    turns_on: tuple[int, ...]
    of_node: NDArray[np.int32]

    def below(self, node: int, player: int, tree: TreeArrays) -> tuple[int, ...]:
        """The worths to a player of the nodes that the actions at a node lead to."""
        first, last = tree.first_edge[node : node + 2]
        return tuple(self.of_node[player, tree.child_of_edge[first:last]].tolist())


@dataclass(frozen=True)
class Shares:
    """How shares are numbered: entries of the strategy first, then each player's chance slots.

    Attributes
    ----------
    strategies
        How many entries a behaviour strategy has.
    slots
        How many chance slots each player has, the certain and the impossible one included.
    """

    strategies: int
    slots: int

    def of(self, factor: int, player: int) -> int:
        """The share that a factor of the tree is to a player."""
        return factor if factor < self.strategies else factor + player * self.slots

    @property
    def impossible(self) -> int:
        """The factor that is zero for everybody."""
        return self.strategies + self.slots - 1

    @property
    def certain(self) -> int:
        """The factor that is one for everybody."""
        return self.strategies + self.slots - 2


def gather_worths(tree: TreeArrays, player_count: int, shares: Shares) -> Worths:
    """Find the distinct worths of a game, from the leaves up.

    Parameters
    ----------
    tree
        The game.
    player_count
        How many players it has.
    shares
        How shares are numbered.
    """
    widths = np.diff(tree.first_strategy)
    set_of_strategy = np.repeat(np.arange(widths.size), widths)
    bit_of_strategy = [1 << int(one) if widths[one] > 1 else 0 for one in set_of_strategy.tolist()]
    known: dict[tuple[Charge, Pairs], int] = {((), ()): NOTHING}
    turns_on = [0]
    of_node = np.zeros((player_count, tree.parent.size), dtype=np.int32)
    first_edge, children = tree.first_edge.tolist(), tree.child_of_edge.tolist()
    factors, is_decision = tree.factor_of_edge.tolist(), (tree.set_of_node >= 0).tolist()
    for node in range(tree.parent.size - 1, -1, -1):
        edges = range(first_edge[node], first_edge[node + 1])
        open_edges = [edge for edge in edges if factors[edge] != shares.impossible]
        charges = _charges_at(tree, node, player_count)
        for player in range(player_count):
            worths = of_node[player]
            below = [(factors[edge], int(worths[children[edge]])) for edge in open_edges]
            pairs = _pairs(below, player, shares, is_decision=is_decision[node])
            if not charges[player] and [share for share, _ in pairs] == [
                shares.of(shares.certain, player)
            ]:
                worths[node] = pairs[0][1]
                continue
            number = known.setdefault((charges[player], pairs), len(known))
            if number == len(turns_on):
                mask = 0
                for share, worth in pairs:
                    own = bit_of_strategy[share] if share < shares.strategies else 0
                    mask |= turns_on[worth] | own
                turns_on.append(mask)
            worths[node] = number
    ordered = list(known)
    return Worths(
        charges=tuple(charge for charge, _ in ordered),
        pairs=tuple(pairs for _, pairs in ordered),
        turns_on=tuple(turns_on),
        of_node=of_node,
    )


def _pairs(
    below: list[tuple[int, int]], player: int, shares: Shares, *, is_decision: bool
) -> Pairs:
    """Shares and worths below a node. A choice between equals is no choice."""
    if is_decision and len({worth for _, worth in below}) == 1:
        below = [(shares.certain, below[0][1])]
    return tuple((shares.of(factor, player), worth) for factor, worth in below if worth != NOTHING)


def _charges_at(tree: TreeArrays, node: int, player_count: int) -> list[Charge]:
    """The terms charged at a node, for each player, like terms together."""
    first, last = tree.first_term[node : node + 2]
    found: list[dict[int, float]] = [{} for _ in range(player_count)]
    for term in range(first, last):
        of_player = found[tree.player_of_term[term]]
        quantity = int(tree.quantity_of_term[term])
        coefficient = float(tree.coefficient_of_term[term])
        of_player[quantity] = of_player.get(quantity, 0.0) + coefficient
    return [tuple(sorted(one.items())) for one in found]
