"""Does a condition hold, in one history or in many at once?

A history is a row of numbers, one a primitive: 0 where it was not reached, else one more than the
index of the option taken. Conditions over primitives become functions of such rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.case.conditions import Always, And, Condition, Fact, Not, Or, Reached, Taken

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.game.expansion import Primitive

Row = bytearray | bytes


class Numbering:
    """Numbers of primitives and of their options."""

    def __init__(self, primitives: Sequence[Primitive]) -> None:
        self.index: Mapping[str, int] = {one.name: at for at, one in enumerate(primitives)}
        self.options: list[dict[str, int]] = [
            {option.name: at + 1 for at, option in enumerate(one.options)} for one in primitives
        ]

    def test(self, condition: Condition) -> Callable[[Row], bool]:  # noqa: PLR0911
        """A function that says whether the condition holds in a row."""
        match condition:
            case Always():
                return lambda _row: True
            case Reached(step):
                at = self.index[step]
                return lambda row: row[at] != 0
            case Not(inner):
                held = self.test(inner)
                return lambda row: not held(row)
            case And(parts):
                tests = tuple(self.test(part) for part in parts)
                return lambda row: all(test(row) for test in tests)
            case Or(parts):
                tests = tuple(self.test(part) for part in parts)
                return lambda row: any(test(row) for test in tests)
            case Fact():
                raise TypeError(f"{condition} is not resolved")
            case _:
                at = self.index[condition.step]
                values = frozenset(self.options[at][option] for option in condition.options)
                if len(values) == 1:
                    value = next(iter(values))
                    return lambda row: row[at] == value
                return lambda row: row[at] in values

    def holds(self, condition: Condition, taken: NDArray[np.int16]) -> NDArray[np.bool_]:
        """Where a condition holds.

        Parameters
        ----------
        condition
            Over primitives alone.
        taken : int16[node, primitive]
            The option taken; -1 where a primitive was not reached.

        Returns
        -------
        bool[node]
        """
        match condition:
            case Always():
                held = np.ones(taken.shape[0], dtype=np.bool_)
            case Reached(step):
                held = taken[:, self.index[step]] >= 0
            case Not(inner):
                held = ~self.holds(inner, taken)
            case And(parts):
                held = np.logical_and.reduce([self.holds(part, taken) for part in parts])
            case Or(parts):
                held = np.logical_or.reduce([self.holds(part, taken) for part in parts])
            case Fact():
                raise TypeError(f"{condition} is not resolved")
            case Taken(step, options):
                at = self.index[step]
                values = [self.options[at][option] - 1 for option in options]
                column = taken[:, at]
                held = column == values[0] if len(values) == 1 else np.isin(column, values)
        return held

    def mentioned(self, condition: Condition) -> set[int]:
        """Indices of the primitives that a condition mentions."""
        match condition:
            case Always() | Fact():
                return set()
            case Not(inner):
                return self.mentioned(inner)
            case And(parts) | Or(parts):
                return {at for part in parts for at in self.mentioned(part)}
            case _:
                return {self.index[condition.step]}
