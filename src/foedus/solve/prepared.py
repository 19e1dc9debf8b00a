"""What is worked out once for a game, before any numbers are known?

The tree in the kernels' arrays and, where moves or types are hidden, the plan. A game is prepared
at its first use and the result is kept as long as the game is.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

import numpy as np

from foedus.solve.plan import Plan, make_plan
from foedus.solve.tree import Tree, grow_tree, pack_tree
from foedus.solve.validation import validate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.extensive_form import ExtensiveForm


@dataclass(frozen=True, eq=False)
class PreparedGame:
    """A game made ready for the kernels; `plan` is None where information is perfect."""

    tree: Tree
    plan: Plan | None


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
    if (np.diff(arrays.first_member) <= 1).all():
        return PreparedGame(pack_tree(arrays), None)
    certain = int(arrays.first_strategy[-1]) + len(form.chance_slots)
    plan, row_of_set = make_plan(arrays, len(form.players), certain)
    return PreparedGame(pack_tree(arrays, row_of_set), plan)
