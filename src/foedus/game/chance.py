"""How likely is each thing that is left to chance, in whose eyes?

A rule fills the probabilities of the chance nodes that share a step, the options on offer and the
beliefs that apply. It holds for every viewpoint (the actors in their order, then the analyst),
and works on whole arrays of variants.

Where fewer options are on offer than the belief speaks of, the probabilities of those on offer
are scaled to sum to one; if all of them are zero, the options on offer are equally likely (the
limit of an equal small probability for each).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.case.conditions import Always, Condition
from foedus.case.problems import CaseError, Problem
from foedus.case.values import ANALYST

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from foedus.case.steps import Contest, Estimate, Side
    from foedus.case.values import Linear
    from foedus.game.expansion import Primitive
    from foedus.game.holding import Numbering, Row

ROUNDING = 1e-9
"""What is left may fall below zero by this much through rounding; it then counts as zero."""


@dataclass(frozen=True)
class BeliefRule:
    """Probabilities that beliefs state.

    Attributes
    ----------
    primitive
        The chance step.
    first_slot
        Where its slots begin; one slot for each option on offer.
    offered
        Indices of the options on offer, among all options of the step.
    parts
        For each viewpoint and option of the step, the assumption that holds its probability; None
        for the option that takes what the others leave.
    """

    primitive: str
    first_slot: int
    offered: tuple[int, ...]
    parts: tuple[tuple[str | None, ...], ...]

    def probabilities(
        self, values: Mapping[str, NDArray[np.float64]], count: int
    ) -> NDArray[np.float64]:
        """The probability of each option on offer.

        Parameters
        ----------
        values
            For each assumption, float64[variant].
        count
            Number of variants.

        Returns
        -------
        float64[viewpoint, offered option, variant]
        """
        result = np.empty((len(self.parts), len(self.offered), count))
        for viewpoint, parts in enumerate(self.parts):
            result[viewpoint] = self._of_viewpoint(parts, values, count)
        return result

    def _of_viewpoint(
        self,
        parts: tuple[str | None, ...],
        values: Mapping[str, NDArray[np.float64]],
        count: int,
    ) -> NDArray[np.float64]:
        stated = np.zeros((len(parts), count))
        for option, name in enumerate(parts):
            if name is not None:
                stated[option] = values[name]
        if None in parts:
            rest = 1.0 - stated.sum(axis=0)
            rest[(rest < 0.0) & (rest > -ROUNDING)] = 0.0
            stated[parts.index(None)] = rest
        if len(self.offered) == len(parts):
            return stated
        kept = stated[list(self.offered)]
        total = kept.sum(axis=0)
        equal = np.full_like(kept, 1.0 / len(self.offered))
        return np.divide(kept, total, out=equal, where=total > 0.0)


@dataclass(frozen=True)
class Odds:
    """A contest in one viewpoint's eyes: strengths of both sides, and the decisiveness m."""

    strengths: tuple[Linear, Linear]
    decisiveness: Linear


@dataclass(frozen=True)
class ContestRule:
    """Probabilities that follow from strengths: s₁^m / (s₁^m + s₂^m) (Tullock 1980).

    Attributes
    ----------
    primitive, first_slot
        As in `BeliefRule`.
    odds
        For each viewpoint.
    """

    primitive: str
    first_slot: int
    odds: tuple[Odds, ...]

    def probabilities(
        self, values: Mapping[str, NDArray[np.float64]], count: int
    ) -> NDArray[np.float64]:
        """The probability that each side prevails: float64[viewpoint, side, variant]."""
        result = np.empty((len(self.odds), 2, count))
        for viewpoint, odds in enumerate(self.odds):
            first, second = (
                np.maximum(evaluate_sum(one, values, count), 0.0) for one in odds.strengths
            )
            first_wins = _contest(first, second, evaluate_sum(odds.decisiveness, values, count))
            result[viewpoint, 0] = first_wins
            result[viewpoint, 1] = 1.0 - first_wins
        return result


ChanceRule = BeliefRule | ContestRule


def _contest(
    first: NDArray[np.float64], second: NDArray[np.float64], decisiveness: NDArray[np.float64]
) -> NDArray[np.float64]:
    """s₁^m / (s₁^m + s₂^m), through logarithms; one half where neither side has any strength."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        advantage = decisiveness * (np.log(first) - np.log(second))
        chance = 1.0 / (1.0 + np.exp(-advantage))
    return np.where(np.isnan(advantage), 0.5, chance)


def evaluate_sum(
    amount: Linear, values: Mapping[str, NDArray[np.float64]], count: int
) -> NDArray[np.float64]:
    """A sum of assumptions in every variant: float64[variant]."""
    total = np.full(count, amount.constant)
    for name, factor in amount.terms:
        total += factor * values[name]
    return total


class ChancePicker:
    """Which rule fills the slots of a chance node, given the history that leads there.

    Parameters
    ----------
    primitive
        The chance step.
    numbering
        Of the play.
    viewpoints
        The actors in their order, then the analyst.
    """

    def __init__(
        self, primitive: Primitive, numbering: Numbering, viewpoints: tuple[str, ...]
    ) -> None:
        self.primitive = primitive
        self.viewpoints = viewpoints
        self._groups = {
            viewpoint: [
                (numbering.test(given), _parts(primitive, viewpoint, given))
                for given in dict.fromkeys(
                    one.given for one in primitive.beliefs if one.holder == viewpoint
                )
            ]
            for viewpoint in viewpoints
        }
        self._adds: list[list[tuple[Callable[[Row], bool], Linear]]] = [
            [(numbering.test(add.when), add.strength) for add in side.adds]
            for side in (primitive.contest.sides if primitive.contest else ())
        ]

    def rule(self, row: Row, offered: tuple[int, ...], first_slot: int) -> ChanceRule:
        """The rule at a node with this history, with its slots from `first_slot` on."""
        contest = self.primitive.contest
        if contest is not None:
            added = tuple(
                tuple(strength for test, strength in adds if test(row)) for adds in self._adds
            )
            odds = tuple(_odds(contest, viewpoint, added) for viewpoint in self.viewpoints)
            return ContestRule(self.primitive.name, first_slot, odds)
        return BeliefRule(
            self.primitive.name,
            first_slot,
            tuple(value - 1 for value in offered),
            tuple(self._first_that_holds(viewpoint, row) for viewpoint in self.viewpoints),
        )

    def _first_that_holds(self, viewpoint: str, row: Row) -> tuple[str | None, ...]:
        for test, parts in self._groups[viewpoint]:
            if test(row):
                return parts
        who = "the analyst" if viewpoint == ANALYST else viewpoint
        raise CaseError(
            [
                Problem(
                    self.primitive.place,
                    f'{who} has no belief about "{self.primitive.name}" that applies there: state '
                    "one without a condition",
                )
            ]
        )


def _parts(primitive: Primitive, viewpoint: str, given: Condition) -> tuple[str | None, ...]:
    """The assumption behind each option, in the order of the step's options."""
    stated = {
        one.option: one.assumption
        for one in primitive.beliefs
        if one.holder == viewpoint and one.given == given
    }
    missing = [option.name for option in primitive.options if option.name not in stated]
    if missing:
        condition = "" if isinstance(given, Always) else f" where {given}"
        raise CaseError(
            [
                Problem(
                    primitive.place,
                    f'the belief of {viewpoint} about "{primitive.name}"{condition} does not say '
                    f"how likely {', '.join(missing)} is",
                )
            ]
        )
    return tuple(stated[option.name] for option in primitive.options)


def _odds(contest: Contest, viewpoint: str, added: tuple[tuple[Linear, ...], ...]) -> Odds:
    estimate = next((one for one in contest.estimates if one.holder == viewpoint), None)
    first, second = (
        _strength(side, estimate, extra) for side, extra in zip(contest.sides, added, strict=True)
    )
    decisiveness = contest.decisiveness
    if estimate is not None and estimate.decisiveness is not None:
        decisiveness = estimate.decisiveness
    return Odds((first, second), decisiveness)


def _strength(side: Side, estimate: Estimate | None, added: tuple[Linear, ...]) -> Linear:
    """A side's own strength, or what the viewpoint takes it for, and what moves have added."""
    own = dict(estimate.strengths).get(side.name) if estimate is not None else None
    total = side.strength if own is None else own
    for extra in added:
        total = type(total)((*total.terms, *extra.terms), total.constant + extra.constant)
    return total
