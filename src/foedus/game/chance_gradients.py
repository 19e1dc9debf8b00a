"""How do probabilities that follow from assumptions change with them?

The derivative of anything by the probabilities of a rule is handed on to the assumptions behind it.
"""

# ruff: noqa: RUF002 (the letters of the equations)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.game.chance import BeliefRule, evaluate_sum

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from foedus.game.chance import ChanceRule, ContestRule, Odds

Share = tuple[str, "NDArray[np.float64]"]
"""An assumption, and what a part of a derivative adds to that by it: float64[row, variant]."""


def by_assumptions(
    rule: ChanceRule, values: Mapping[str, NDArray[np.float64]], by_slot: NDArray[np.float64]
) -> Iterator[Share]:
    """What each assumption behind some probabilities does through them.

    Parameters
    ----------
    rule
        How the probabilities follow from assumptions.
    values
        For each assumption, float64[variant].
    by_slot : float64[row, viewpoint, slot, variant]
        Derivatives by the probabilities of the rule's slots.
    """
    count = by_slot.shape[-1]
    if isinstance(rule, BeliefRule):
        shares = rule.probabilities(values, count)
        for viewpoint, parts in enumerate(rule.parts):
            yield from _of_belief(rule, parts, values, shares[viewpoint], by_slot[:, viewpoint])
    else:
        yield from _of_contest(rule, values, by_slot)


def _of_belief(
    rule: BeliefRule,
    parts: tuple[str | None, ...],
    values: Mapping[str, NDArray[np.float64]],
    shares: NDArray[np.float64],
    by_slot: NDArray[np.float64],
) -> Iterator[Share]:
    """Each option's own assumption; the option without one takes what the others leave.

    Probabilities of the options on offer are scaled, p = q / Σ q, so that
    ∂/∂q = (∂/∂p − Σ p ∂/∂p) / Σ q.
    """
    if len(rule.offered) < len(parts):
        stated = {name: values[name] for name in parts if name is not None}
        rest = 1.0 - sum(stated.values(), np.zeros(shares.shape[-1]))
        total = np.zeros(shares.shape[-1])
        for option in rule.offered:
            name = parts[option]
            total = total + (rest if name is None else stated[name])
        mean = (by_slot * shares).sum(axis=1, keepdims=True)
        with np.errstate(divide="ignore", invalid="ignore"):
            by_slot = np.where(total > 0.0, (by_slot - mean) / total, np.nan)
    by_option = dict(zip(rule.offered, np.moveaxis(by_slot, 1, 0), strict=True))
    nothing = np.zeros((by_slot.shape[0], by_slot.shape[-1]))
    by_rest = by_option.get(parts.index(None), nothing) if None in parts else nothing
    for option, name in enumerate(parts):
        if name is not None:
            yield name, by_option.get(option, nothing) - by_rest


def _of_contest(
    rule: ContestRule, values: Mapping[str, NDArray[np.float64]], by_slot: NDArray[np.float64]
) -> Iterator[Share]:
    """The logarithm of the odds is m (log s₁ − log s₂); NaN where a side has no strength."""
    count = by_slot.shape[-1]
    shares = rule.probabilities(values, count)
    for viewpoint, odds in enumerate(rule.odds):
        first, second = shares[viewpoint]
        gain = (by_slot[:, viewpoint, 0] - by_slot[:, viewpoint, 1]) * first * second
        yield from _of_odds(odds, values, gain)


def _of_odds(
    odds: Odds, values: Mapping[str, NDArray[np.float64]], gain: NDArray[np.float64]
) -> Iterator[Share]:
    """From the logarithm of the odds to both strengths and the decisiveness."""
    count = gain.shape[-1]
    decisiveness = evaluate_sum(odds.decisiveness, values, count)
    strengths = [evaluate_sum(one, values, count) for one in odds.strengths]
    with np.errstate(divide="ignore", invalid="ignore"):
        logarithms = [np.log(one) for one in strengths]
        parts = [
            (odds.strengths[0], gain * decisiveness / strengths[0]),
            (odds.strengths[1], -gain * decisiveness / strengths[1]),
            (odds.decisiveness, gain * (logarithms[0] - logarithms[1])),
        ]
    for amount, change in parts:
        for name, factor in amount.terms:
            yield name, factor * change
