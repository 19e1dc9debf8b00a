"""What is the answer to the case's question, in three sentences?

The first says what becomes of the theses that answer it: the first two of the case. The second says
which outcome the model gives most. The third says what the first answer hinges on, and whether that
has a source.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.findings.wording import assumption_in_words, listed, percent, reading_in_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedus.case import Case
    from foedus.findings.values import (
        Combination,
        Distribution,
        Hinge,
        Share,
        UnsourcedAssumption,
        Verdict,
    )

THESES_IN_ANSWER = 2
HINGES_IN_ANSWER = 3
WIDE = 0.1
"""Shares under two readings that differ by less are told as one."""


def answer(
    case: Case,
    verdicts: Sequence[Verdict],
    outcomes: Sequence[Distribution],
    recorded: Sequence[Distribution],
    unsourced: Sequence[UnsourcedAssumption],
) -> tuple[str, str, str]:
    """Three sentences that answer the question of a case, from its findings.

    Parameters
    ----------
    case
        For its names.
    verdicts
        In the order of the case.
    outcomes, recorded
        For each combination of readings, in the order of the case.
    unsourced
        What rests on no source.
    """
    return (
        _verdicts_in_words(verdicts[:THESES_IN_ANSWER]),
        _outcomes_in_words(case, outcomes, recorded),
        _hinges_in_words(case, verdicts[:THESES_IN_ANSWER], {one.name for one in unsourced}),
    )


def verdict_in_words(verdict: Verdict) -> str:
    """What becomes of a thesis, as the rest of a sentence that begins with it."""
    share = verdict.pooled
    readings = [one for one in verdict.by_reading if not math.isnan(one[1].value)]
    whatever = " under every reading" if len(readings) > 1 else ""
    if math.isnan(share.value) and not verdict.word.endswith("construction"):
        return "cannot be judged: in no variant is what it speaks of both possible and solved"
    match verdict.word:
        case "true by construction":
            told = "is true by construction: no history of this game could contradict it"
        case "false by construction":
            told = "is false by construction: no history of this game could bear it out"
        case "robust":
            told = f"is robust: it holds in {percent(share.value)} of the variants{_and(whatever)}"
        case "refuted":
            told = f"is refuted: it holds in {percent(share.value)} of the variants{_and(whatever)}"
        case "depends on the reading":
            told = f"depends on the reading: it holds in {_extremes(readings)}"
        case "contested":
            told = f"is contested: it holds in {percent(share.value)} of the variants"
            if _spread(readings) > WIDE:
                told += f" ({_extremes(readings)})"
    if verdict.turns_on_noise:
        told += (
            ", and this verdict turns on how surely actors are taken to choose the better option"
        )
    return told


def _and(words: str) -> str:
    return f", and is so{words}" if words else ""


def _spread(readings: Sequence[tuple[Combination, Share]]) -> float:
    values = [share.value for _, share in readings]
    return max(values) - min(values) if values else 0.0


def _extremes(readings: Sequence[tuple[Combination, Share]]) -> str:
    """The readings under which a thesis holds most and least."""
    most = max(readings, key=lambda one: one[1].value)
    least = min(readings, key=lambda one: one[1].value)
    return (
        f"{percent(least[1].value)} under {reading_in_words(least[0])} and "
        f"{percent(most[1].value)} under {reading_in_words(most[0])}"
    )


def _quoted(verdict: Verdict) -> str:
    return f"“{verdict.thesis.says.strip().rstrip('.')}”"


def _verdicts_in_words(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "The case puts no thesis to the test."
    return "; ".join(f"{_quoted(one)} {verdict_in_words(one)}" for one in verdicts) + "."


def _outcomes_in_words(
    case: Case, outcomes: Sequence[Distribution], recorded: Sequence[Distribution]
) -> str:
    called = {f"P({one.name})": one.label or one.name for one in case.outcomes}
    best, by_reading = _most_likely(case, outcomes, called)
    if best is None:
        return "No variant was solved, so the model says nothing of the outcomes."
    ours = [one for one in outcomes if one.name == best and not math.isnan(one.mean)]
    pooled = [one for one in ours if one.combination] or ours
    mean = sum(one.mean for one in pooled) / len(pooled)
    low = min(one.quantiles[0] for one in ours)
    high = max(one.quantiles[-1] for one in ours)
    told = (
        f"The outcome that the model gives most is “{called[best]}”, with a probability of {mean:.2f} "
        f"on average, and between {low:.2f} and {high:.2f} in 95 % of the variants"
    )
    told += " of every reading" if len(ours) > 1 else ""
    others = [
        f"“{called[name]}” under {reading_in_words(combination)}"
        for combination, name in by_reading.items()
        if name != best
    ]
    told += f"; but it is {listed(others)}" if others else ""
    return f"{told}{_given_the_record(case, recorded, best)}."


def _given_the_record(case: Case, recorded: Sequence[Distribution], before: str) -> str:
    called = {f"P({one.name} | recorded)": one.label or one.name for one in case.outcomes}
    best, _ = _most_likely(case, recorded, called)
    if best is None:
        return ""
    ours = [one for one in recorded if one.name == best and not math.isnan(one.mean)]
    pooled = [one for one in ours if one.combination] or ours
    mean = sum(one.mean for one in pooled) / len(pooled)
    name = "it" if best == f"{before[:-1]} | recorded)" else f"“{called[best]}”"
    return f"; given what is recorded, {name} has {mean:.2f}"


def _most_likely(
    case: Case, distributions: Sequence[Distribution], called: Mapping[str, str]
) -> tuple[str | None, dict[Combination, str]]:
    """The name with the largest mean over the pooled readings, and that of each combination."""
    by_reading: dict[Combination, str] = {}
    total: dict[str, float] = {}
    for combination in case.combinations:
        means = {
            one.name: one.mean
            for one in distributions
            if one.combination == combination and one.name in called and not math.isnan(one.mean)
        }
        if not means:
            continue
        by_reading[combination] = max(means, key=lambda name: means[name])
        if combination or len(case.combinations) == 1:
            for name, mean in means.items():
                total[name] = total.get(name, 0.0) + mean
    return max(total, key=lambda name: total[name], default=None), by_reading


def _hinges_in_words(case: Case, verdicts: Sequence[Verdict], unsourced: set[str]) -> str:
    moved = next((one for one in verdicts if one.hinges), None)
    if moved is None:
        return (
            "No single assumption can be shown to move these answers: what moves them, if anything, "
            "is what assumptions do together, or the reading."
        )
    hinges = moved.hinges[:HINGES_IN_ANSWER]
    named = [_hinge_in_words(case, hinge) for hinge in hinges]
    which = "The first of these" if moved is verdicts[0] and len(verdicts) > 1 else "This"
    if moved is not verdicts[0]:
        which = "The second of these"
    open_ones = [
        assumption_in_words(case, hinge.assumption)
        for hinge in hinges
        if hinge.assumption in unsourced
    ]
    return f"{which} hinges most on {listed(named)}{_support_in_words(hinges, open_ones)}."


def _hinge_in_words(case: Case, hinge: Hinge) -> str:
    does = {
        "raises": "the more, the better it holds",
        "lowers": "the more, the worse it holds",
        "bends": "with a bend",
    }[hinge.direction]
    name = assumption_in_words(case, hinge.assumption)
    return f"{name} (which explains {percent(hinge.explained)} of the variation; {does})"


def _support_in_words(hinges: Sequence[Hinge], unsourced: Sequence[str]) -> str:
    if not unsourced:
        return "; a source stands behind each" if len(hinges) > 1 else "; a source stands behind it"
    if len(unsourced) == len(hinges):
        return (
            "; no source stands behind any of them"
            if len(hinges) > 1
            else "; no source stands behind it"
        )
    return f"; no source stands behind {listed(unsourced)}"
