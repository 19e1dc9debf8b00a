"""Who moves, knowing what, and what does it cost him?

A `Game` is a case under one combination of readings, unrolled: an extensive form for the solver,
with the names that lead back from its arrays to the case.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from foedus.case.values import ANALYST
from foedus.game.chance import BeliefRule, ContestRule
from foedus.game.holding import Numbering
from foedus.game.interventions import forced_actions
from foedus.game.numbers import make_numbers
from foedus.game.payoffs import UNIT
from foedus.game.resolve import Names
from foedus.game.unroll import in_words
from foedus.solve import Query

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.case.claims import Intervention, Quantity
    from foedus.case.conditions import Condition
    from foedus.case.model import Case
    from foedus.case.problems import Problem
    from foedus.game.chance import ChanceRule
    from foedus.game.expansion import Expansion
    from foedus.solve import ExtensiveForm, Variants


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

    @cached_property
    def names(self) -> Names:
        """What the names of the case mean in ordinary moves."""
        facts = dict((*self.expansion.facts, *self.expansion.outcomes))
        return Names(self.expansion.primitives, self.expansion.definitions, facts)

    @cached_property
    def numbering(self) -> Numbering:
        """Numbers of primitives and options, as in `taken`."""
        return Numbering(self.expansion.primitives)

    @cached_property
    def needed(self) -> tuple[str, ...]:
        """Names of the assumptions on which the numbers of this game depend."""
        found = dict.fromkeys(name for name in self.form.quantities if name != UNIT)
        for rule in self.chance_rules:
            match rule:
                case BeliefRule(parts=parts):
                    found |= dict.fromkeys(one for each in parts for one in each if one)
                case ContestRule(odds=odds):
                    sums = (amount for one in odds for amount in (*one.strengths, one.decisiveness))
                    found |= dict.fromkeys(name for amount in sums for name, _ in amount.terms)
        return tuple(found)

    def variants(
        self, values: Mapping[str, NDArray[np.float64]], *, kappa: float | None = None
    ) -> Variants:
        """The numbers of a batch, from the values of assumptions.

        Parameters
        ----------
        values
            For each assumption of the case, float64[variant]; those that the case fixes may be
            left out. ``rationality.<actor>`` holds κ, free of scale.
        kappa
            One κ for all actors instead: a number, or ``inf`` for the rational limit.

        Raises
        ------
        ValueError
            If a value is missing, or arrays differ in length.
        """
        return make_numbers(self, values, kappa)

    def mask(self, condition: Condition) -> NDArray[np.bool_]:
        """Where a condition, in the author's names, holds: bool[node].

        Within a play it speaks of what was done so far: *not reached* may mean *not yet*.

        Raises
        ------
        CaseError
            If it names something that does not exist.
        """
        return self.numbering.holds(self.names.resolve(condition), self.taken)

    def query(self, quantity: Quantity) -> Query:
        """What a quantity of a test asks of the solver, `announced` left aside (see `fixed`).

        Raises
        ------
        CaseError
            If an intervention cannot be made (see `foedus.game.interventions`).
        """
        is_worth = quantity.measure == "worth"
        return Query(
            viewpoint=self.viewpoints.index(quantity.viewpoint),
            event=np.ones(self.form.node_count, np.bool_)
            if is_worth
            else self.mask(quantity.event),
            given=self.mask(quantity.given),
            forced=forced_actions(self, quantity.done),
            worth_of=self.form.players.index(quantity.actor or "") if is_worth else -1,
        )

    def fixed(self, announced: Sequence[Intervention]) -> NDArray[np.int32] | None:
        """Choices that are known to all, for ``solve(…, fixed=…)``: int32[node], None if none."""
        return forced_actions(self, announced)

    def history(self, node: int) -> str:
        """What was done on the way to a node: ``ground = soft, proposes = dam``."""
        row = bytes((self.taken[node] + 1).astype(np.uint8))
        return in_words(self.expansion.primitives, row)

    def __repr__(self) -> str:
        """Give the case, its reading and the size of the tree."""
        readings = "+".join(self.case.combination) or "base"
        return (
            f"Game({self.case.title!r}, reading {readings}: {self.form.node_count} nodes, "
            f"{len(self.form.information_sets)} information sets)"
        )
