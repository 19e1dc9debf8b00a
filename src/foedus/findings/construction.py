"""Could any history of the game contradict this thesis?

A thesis that no history could contradict is true by construction: it says something about how the
case was written, not about what the sources leave open. It must never be called robust.

A sum of probabilities under one condition is, whatever the actors do, a mean over the ends of the
play that fit the condition, of a number that each end contributes. So it lies between the smallest
and the largest of these. Nothing else is assumed of behaviour: a test is true, or false, by
construction only if it follows from such bounds and from the bounds of assumptions. What follows in
another way is not found: this errs on the side of silence.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.case import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    Negation,
    Number,
    Quantity,
)
from foedus.game import compile_game
from foedus.game.reachable import reachable_ends

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from foedus.case.claims import Term, Test
    from foedus.game import Game

Condition = tuple[str, ...]
"""What two probabilities must share to be means over the same ends, as text."""


@dataclass(frozen=True, eq=False)
class _Bounds:
    """What is known of a term in every variant.

    Attributes
    ----------
    low, high
        Bounds of the part that is no mean over ends.
    of_end : condition to float64[end]
        What each end that fits a condition contributes to the mean under that condition.
    """

    low: float
    high: float
    of_end: Mapping[Condition, NDArray[np.float64]]

    @property
    def least(self) -> float:
        """Nothing below this can happen."""
        return self.low + sum(float(ends.min()) for ends in self.of_end.values())

    @property
    def most(self) -> float:
        """Nothing above this can happen."""
        return self.high + sum(float(ends.max()) for ends in self.of_end.values())

    def scaled(self, factor: float) -> _Bounds:
        """The same term times a number."""
        if factor == 0.0:
            return _Bounds(0.0, 0.0, {})
        low, high = sorted((self.low * factor, self.high * factor))
        return _Bounds(low, high, {key: ends * factor for key, ends in self.of_end.items()})

    def plus(self, other: _Bounds) -> _Bounds:
        """The sum; means under the same condition are added end by end."""
        of_end = dict(self.of_end)
        for key, ends in other.of_end.items():
            of_end[key] = of_end[key] + ends if key in of_end else ends
        return _Bounds(self.low + other.low, self.high + other.high, of_end)


def settled_theses(game: Game) -> dict[str, bool]:
    """The theses that are true, or false, by construction under every combination of readings.

    Parameters
    ----------
    game
        The case under no reading, compiled; under the readings it is compiled only where a thesis
        is settled so far.
    """
    case = game.case
    truths = {one.name: truth_by_construction(one.test, game) for one in case.theses}
    settled = {name: truth for name, truth in truths.items() if truth is not None}
    for combination in case.combinations[1:] if settled else ():
        other = compile_game(case.under(combination))
        settled = {
            one.name: settled[one.name]
            for one in other.case.theses
            if one.name in settled and truth_by_construction(one.test, other) is settled[one.name]
        }
    return settled


def truth_by_construction(test: Test, game: Game) -> bool | None:
    """Whether a test is true, or false, in every variant in which it is defined.

    Returns
    -------
    bool or None
        None where behaviour or assumptions may decide, and where the test is never defined.

    Examples
    --------
    >>> from foedus.case import load, parse_test
    >>> from foedus.game import compile_game
    >>> game = compile_game(load("dam"))
    >>> truth_by_construction(parse_test("P(flood | do(builds = leave)) < 0.05"), game)
    True
    >>> truth_by_construction(parse_test("P(flood) > P(builds = build)"), game)
    False
    >>> truth_by_construction(parse_test("P(flood) < 0.05"), game) is None
    True
    """
    match test:
        case Comparison():
            return _of_comparison(test, game)
        case Negation():
            inner = truth_by_construction(test.inner, game)
            return None if inner is None else not inner
        case Combination():
            parts = [truth_by_construction(part, game) for part in test.parts]
            decisive = test.operator == "or"
            if decisive in parts:
                return decisive
            return None if None in parts else not decisive


def _of_comparison(test: Comparison, game: Game) -> bool | None:
    left, right = _bounds(test.left, game), _bounds(test.right, game)
    if left is None or right is None:
        return None
    margin = left.plus(right.scaled(-1.0))
    least, most = margin.least, margin.most
    if math.isnan(least) or math.isnan(most):
        return None
    always, never = {
        "<": (most < 0, least >= 0),
        "<=": (most <= 0, least > 0),
        ">": (least > 0, most <= 0),
        ">=": (least >= 0, most < 0),
    }[test.operator]
    return True if always else False if never else None


def _bounds(term: Term, game: Game) -> _Bounds | None:
    """What is known of a term; None where it is never defined."""
    match term:
        case Number():
            return _Bounds(term.value, term.value, {})
        case AssumedValue():
            assumption = game.case.assumption[term.name]
            return _Bounds(assumption.low, assumption.high, {})
        case Quantity():
            return _of_quantity(term, game)
        case Arithmetic():
            left, right = _bounds(term.left, game), _bounds(term.right, game)
            return None if left is None or right is None else _COMBINE[term.operator](left, right)


def _of_quantity(quantity: Quantity, game: Game) -> _Bounds | None:
    query = game.query(quantity)
    fits = reachable_ends(game.form, query.forced, game.fixed(quantity.announced)) & query.given
    if not fits.any():
        return None
    if quantity.measure == "worth":
        return _Bounds(-math.inf, math.inf, {})
    under = (
        quantity.viewpoint,
        str(quantity.given),
        ", ".join(sorted(map(str, quantity.done))),
        ", ".join(sorted(map(str, quantity.announced))),
    )
    return _Bounds(0.0, 0.0, {under: query.event[fits].astype(np.float64)})


def _product(left: _Bounds, right: _Bounds) -> _Bounds:
    for one, other in ((left, right), (right, left)):
        if one.least == one.most:
            return other.scaled(one.least)
    corners = [a * b for a in (left.least, left.most) for b in (right.least, right.most)]
    if any(map(math.isnan, corners)):
        return _Bounds(-math.inf, math.inf, {})
    return _Bounds(min(corners), max(corners), {})


def _quotient(left: _Bounds, right: _Bounds) -> _Bounds:
    if right.least <= 0.0 <= right.most:
        return _Bounds(-math.inf, math.inf, {})
    return _product(left, _Bounds(1.0 / right.most, 1.0 / right.least, {}))


_COMBINE: Mapping[str, Callable[[_Bounds, _Bounds], _Bounds]] = {
    "+": _Bounds.plus,
    "-": lambda left, right: left.plus(right.scaled(-1.0)),
    "*": _product,
    "/": _quotient,
}
