"""Who moves, knowing what, and what does it cost him?

A `Game` is a case under one combination of readings, unrolled: an extensive form for the solver,
with the names that lead back from its arrays to the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from foedus.case.values import ANALYST

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.case.model import Case
    from foedus.case.problems import Problem
    from foedus.game.chance import ChanceRule
    from foedus.game.expansion import Expansion
    from foedus.solve import ExtensiveForm


@dataclass(frozen=True, eq=False)
class Game:
    """An extensive form, payoffs linear in named assumptions, and its way back to the case.

    Attributes
    ----------
    form
        What the solver takes. Its quantities are names of assumptions, and ``1`` for constants.
    primitive_of_node : int32[node]
        Index of the primitive played at a node; -1 at terminal nodes.
    taken : int16[node, primitive]
        The option taken at each primitive on the way to a node; -1 where it was not reached, or
        not yet.
    chance_rules
        How the chance slots follow from the assumptions, for each viewpoint.
    outcome_of_node : int32[node]
        The index of the outcome of a terminal node; -1 elsewhere.
    warnings
        Leaks and other surprises met while unrolling.
    """

    case: Case
    expansion: Expansion
    form: ExtensiveForm
    primitive_of_node: NDArray[np.int32]
    taken: NDArray[np.int16]
    chance_rules: tuple[ChanceRule, ...]
    outcome_of_node: NDArray[np.int32]
    warnings: tuple[Problem, ...] = field(default=())

    @cached_property
    def outcomes(self) -> tuple[str, ...]:
        """Names of the outcomes, in the order of `outcome_of_node`."""
        return tuple(name for name, _ in self.expansion.outcomes)

    @cached_property
    def viewpoints(self) -> tuple[str, ...]:
        """The players, then the analyst: the first dimension of `foedus.solve.Variants.chance`."""
        return (*self.form.players, ANALYST)

    def __repr__(self) -> str:
        readings = "+".join(self.case.combination) or "base"
        return (
            f"Game({self.case.title!r}, reading {readings}: {self.form.node_count} nodes, "
            f"{len(self.form.information_sets)} information sets)"
        )
