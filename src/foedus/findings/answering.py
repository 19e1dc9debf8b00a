"""What is the answer to the case's question, in three sentences?

The first says what becomes of the theses that answer it: the first two of the case. The second says
which outcome the model gives most. The third says what the first answer hinges on, and whether that
has a source.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from foedus.findings.likeliest import likeliest
from foedus.findings.wording import (
    assumption_in_words,
    listed,
    percent,
    reading_in_words,
    variants_in_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    relevant = verdicts[:THESES_IN_ANSWER]
    return (
        _verdicts_in_words(relevant),
        _outcomes_in_words(case, outcomes, recorded),
        _hinges_in_words(case, relevant, {one.name for one in unsourced}),
    )


def verdict_in_words(verdict: Verdict) -> str:
    """What becomes of a thesis, as the rest of a sentence that begins with it."""
    if verdict.word == "true by construction":
        return "is true by construction: no history of this game could contradict it"
    if verdict.word == "false by construction":
        return "is false by construction: no history of this game could bear it out"
    readings = [one for one in verdict.by_reading if not math.isnan(one[1].value)]
    if math.isnan(verdict.pooled.value):
        return "cannot be judged: in no variant is what it speaks of both possible and solved"
    holds = f"it holds in {variants_in_words(verdict.pooled)}"
    if verdict.word in {"robust", "refuted"}:
        whatever = ", whatever the reading" if len(readings) > 1 else ""
        told = f"is {verdict.word}: {holds}{whatever}"
    elif verdict.word == "depends on the reading":
        told = f"depends on the reading: it holds in {_extremes(readings)}"
    else:
        told = f"is contested: {holds}"
        if differ(verdict):
            told += f" ({_extremes(readings)})"
    if verdict.turns_on_noise:
        told += ", and this verdict turns on how rational the actors are taken to be"
    return told


def differ(verdict: Verdict) -> bool:
    """Whether the shares of some readings differ by more than their sampling errors."""
    shares = [share for _, share in verdict.by_reading if not math.isnan(share.value)]
    return bool(shares) and max(one.low for one in shares) > min(one.high for one in shares)


def _extremes(readings: Sequence[tuple[Combination, Share]]) -> str:
    """The readings under which a thesis holds least and most."""
    least = min(readings, key=lambda one: one[1].value)
    most = max(readings, key=lambda one: one[1].value)
    return " and ".join(
        f"{percent(share.value)} under {reading_in_words(combination)}"
        for combination, share in (least, most)
    )


def _verdicts_in_words(verdicts: Sequence[Verdict]) -> str:
    if not verdicts:
        return "The case puts no thesis to the test."
    told = [
        f"“{verdict.thesis.says.strip().rstrip('.')}” {verdict_in_words(verdict)}"
        for verdict in verdicts
    ]
    return "; ".join(told) + "."


def _outcomes_in_words(
    case: Case, outcomes: Sequence[Distribution], recorded: Sequence[Distribution]
) -> str:
    called = {f"P({one.name})": one.label or one.name for one in case.outcomes}
    first = likeliest(outcomes, called)
    if first is None:
        return "No variant was solved, so the model says nothing of the outcomes."
    every = " of every reading" if len(first.by_reading) > 1 else ""
    others = [
        f"“{called[name]}” under {reading_in_words(combination)}"
        for combination, name in first.by_reading
        if name != first.name
    ]
    return (
        f"The outcome that the model gives most is “{called[first.name]}”, with a probability of "
        f"{first.mean:.2f} on average, and between {first.low:.2f} and {first.high:.2f} in 95 % of "
        f"the variants{every}"
        + (f"; but it is {listed(others)}" if others else "")
        + _given_the_record(case, recorded, called[first.name])
        + "."
    )


def _given_the_record(case: Case, recorded: Sequence[Distribution], before: str) -> str:
    called = {f"P({one.name} | recorded)": one.label or one.name for one in case.outcomes}
    first = likeliest(recorded, called)
    if first is None:
        return ""
    now = called[first.name]
    told = "it has" if now == before else f"“{now}” comes first with"
    return f"; once what is recorded has happened, {told} {first.mean:.2f}"


def _hinges_in_words(case: Case, verdicts: Sequence[Verdict], unsourced: set[str]) -> str:
    moved = next((one for one in verdicts if one.hinges), None)
    if moved is None:
        return (
            "No single assumption can be shown to move this: what moves it, if anything, is what "
            "assumptions do together, or the reading."
        )
    if len(verdicts) == 1:
        subject = "This"
    else:
        subject = f"The {'first' if moved is verdicts[0] else 'second'} of these theses"
    hinges = moved.hinges[:HINGES_IN_ANSWER]
    named = listed([_hinge_in_words(case, hinge) for hinge in hinges])
    bare = [
        assumption_in_words(case, one.assumption) for one in hinges if one.assumption in unsourced
    ]
    return f"{subject} hinges most on {named}; {_support_in_words(len(hinges), bare)}."


def _hinge_in_words(case: Case, hinge: Hinge) -> str:
    does = {
        "raises": "the higher, the better it holds",
        "lowers": "the higher, the worse it holds",
        "bends": "up to a point",
    }[hinge.direction]
    name = assumption_in_words(case, hinge.assumption)
    return f"{name} ({percent(hinge.explained)} of the variation; {does})"


def _support_in_words(hinges: int, bare: Sequence[str]) -> str:
    """Whether sources stand behind hinges, of which some are bare."""
    if not bare:
        return f"a source stands behind {'each' if hinges > 1 else 'it'}"
    if len(bare) == hinges:
        return f"no source stands behind {'any of them' if hinges > 1 else 'it'}"
    return f"no source stands behind {listed(bare)}"
