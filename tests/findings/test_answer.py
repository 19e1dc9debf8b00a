"""The answer is three sentences made from the numbers, and honest where they leave things open."""

import math
from dataclasses import replace

import numpy as np
import pytest

from foedus.case import Case
from foedus.findings import (
    Combination,
    Distribution,
    Findings,
    Hinge,
    Verdict,
    answer,
    distribution,
    share_of,
)

TRUSTING: Combination = ("trusting",)


def outcome(name: str, combination: Combination, mean: float) -> Distribution:
    return distribution(f"P({name})", combination, np.full(10, mean))


def told(case: Case, verdicts: tuple[Verdict, ...], **means: tuple[float, float]) -> list[str]:
    outcomes = [
        outcome(name.replace("_", "-"), combination, mean)
        for name, pair in means.items()
        for combination, mean in zip(((), TRUSTING), pair, strict=True)
    ]
    return list(answer(case, verdicts, outcomes, [], []))


def test_three_sentences(dam_findings: Findings) -> None:
    assert len(dam_findings.answer) == 3
    for sentence in dam_findings.answer:
        assert sentence.endswith(".")
        assert "nan" not in sentence


def test_the_first_sentence_names_the_first_theses_and_their_verdicts(
    dam_findings: Findings,
) -> None:
    for verdict in dam_findings.verdicts[:2]:
        assert verdict.thesis.says.rstrip(".") in dam_findings.answer[0]
        assert verdict.word in dam_findings.answer[0]


def test_the_outcome_given_most_is_named_with_the_reading_that_disagrees(dam: Case) -> None:
    second = told(dam, (), flood=(0.6, 0.3), no_dam=(0.4, 0.7))[1]
    assert "“no-dam”, with a probability of 0.70 on average" in second
    assert "“flood” under no reading" in second


def test_without_a_solved_variant_nothing_is_claimed(dam: Case) -> None:
    first, second, third = told(dam, (), flood=(math.nan, math.nan))
    assert first == "The case puts no thesis to the test."
    assert second == "No variant was solved, so the model says nothing of the outcomes."
    assert third.startswith("No single assumption")


@pytest.mark.parametrize(
    ("word", "held", "expected"),
    [
        ("robust", np.ones(100), "is robust: it holds in every variant, whatever the reading"),
        ("refuted", np.zeros(100), "is refuted: it holds in no variant, whatever the reading"),
        ("contested", np.r_[np.ones(50), np.zeros(50)], "is contested: it holds in 50 % of the"),
        ("undefined", np.full(10, -1.0), "cannot be judged"),
        ("true by construction", np.ones(100), "no history of this game could contradict it"),
        ("false by construction", np.zeros(100), "no history of this game could bear it out"),
    ],
)
def test_a_verdict_in_words(
    word: str, held: np.ndarray, expected: str, dam: Case, dam_findings: Findings
) -> None:
    share = share_of(held)
    verdict = replace(
        dam_findings.verdicts[0],
        word=word,
        pooled=share,
        by_reading=(((), share), (TRUSTING, share)),
        turns_on_noise=False,
    )
    assert expected in told(dam, (verdict,))[0]


def test_a_verdict_that_depends_on_the_reading_names_both(
    dam: Case, dam_findings: Findings
) -> None:
    verdict = replace(
        dam_findings.verdicts[0],
        word="depends on the reading",
        by_reading=(((), share_of(np.zeros(90))), (TRUSTING, share_of(np.ones(90)))),
    )
    assert "it holds in 0 % under no reading and 100 % under “trusting”" in told(dam, (verdict,))[0]


def test_hinges_say_what_they_do_and_what_supports_them(dam: Case, dam_findings: Findings) -> None:
    hinges = (
        Hinge("loss", 0.4, 0.02, "raises"),
        Hinge("P[capital](ground = soft)", 0.2, 0.02, "lowers"),
        Hinge("outcry", 0.1, 0.02, "bends"),
        Hinge("honour", 0.05, 0.02, "raises"),
    )
    verdict = replace(dam_findings.verdicts[0], hinges=hinges)
    third = answer(dam, (verdict,), [], [], dam_findings.unsourced)[2]
    assert "“loss” (40 % of the variation; the higher, the better it holds)" in third
    assert "the capital's probability of “ground = soft” (20 %" in third
    assert "honour" not in third
    assert "“outcry” (10 % of the variation; up to a point)" in third
    assert third.endswith(
        "no source stands behind the capital's probability of “ground = soft” and “outcry”."
    )
