"""What is worked out once for a game, before any numbers are known?

The tree in the kernels' arrays and, where moves or types are hidden, the plan. A game is prepared
at its first use and the result is kept as long as the game is.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from foedus.solve.plan import Plan, make_plan
from foedus.solve.tree import Tree, TreeArrays, grow_tree, pack_tree
from foedus.solve.validation import validate
from foedus.solve.walk import Walk, make_walk
from foedus.solve.worths import Shares

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm


@dataclass(frozen=True, eq=False)
class PreparedGame:
    """A game made ready for the kernels; its plans are made when they are first needed.

    Attributes
    ----------
    arrays, tree
        The game's tree, for plans and for kernels.
    player_count
        How many players it has.
    shares
        How shares are numbered.
    """

    arrays: TreeArrays
    tree: Tree
    player_count: int
    shares: Shares

    @property
    def has_perfect_information(self) -> bool:
        """Whether every information set is a single node."""
        return bool((np.diff(self.arrays.first_member) <= 1).all())

    @property
    def strategy_count(self) -> int:
        """How many entries a behaviour strategy has."""
        return self.shares.strategies

    @cached_property
    def walk(self) -> Walk:
        """The walk that finds everybody's expected payoff."""
        return make_walk(self.arrays, self.player_count, is_worth_wanted=True)

    @cached_property
    def walk_for_moves(self) -> Walk:
        """The walk that finds no more than is needed for choices."""
        return make_walk(self.arrays, self.player_count, is_worth_wanted=False)

    @cached_property
    def brief_plan(self) -> Plan:
        """The plan that guesses as few information sets as possible."""
        return make_plan(self.arrays, self.player_count, self.shares)

    @cached_property
    def full_plan(self) -> Plan:
        """The plan that guesses every information set on a circle."""
        return make_plan(self.arrays, self.player_count, self.shares, guess_all=True)


_prepared: WeakKeyDictionary[ExtensiveForm, dict[bytes, PreparedGame]] = WeakKeyDictionary()
_lock = threading.Lock()
_MOST_KEPT = 64


def prepare(form: ExtensiveForm, fixed: NDArray[np.int32] | None) -> PreparedGame:
    """Make a game ready for the kernels, or take it from the shelf.

    Parameters
    ----------
    form
        The game; it is validated at its first use.
    fixed : int32[node] or None
        Announced choices.
    """
    key = b"" if fixed is None else np.ascontiguousarray(fixed, dtype=np.int32).tobytes()
    with _lock:
        shelf = _prepared.get(form)
        if shelf is None:
            validate(form)
            shelf = _prepared.setdefault(form, {})
        if key not in shelf:
            if len(shelf) >= _MOST_KEPT:
                shelf.pop(next(iter(shelf)))
            shelf[key] = _make_ready(form, fixed)
        return shelf[key]


def _make_ready(form: ExtensiveForm, fixed: NDArray[np.int32] | None) -> PreparedGame:
    arrays = grow_tree(form, fixed)
    shares = Shares(int(arrays.first_strategy[-1]), len(form.chance_slots) + 2)
    return PreparedGame(arrays, pack_tree(arrays), len(form.players), shares)
