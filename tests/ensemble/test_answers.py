"""What an ensemble says of a variant is what a pencil says: every number, worked out apart."""

from __future__ import annotations

from math import exp, inf
from typing import TYPE_CHECKING

import numpy as np
import pytest

from foedus.ensemble import Ensemble, as_numbers, run
from foedus.ensemble.testing import UNDEFINED

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case import Case

COUNT = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("loan")


@pytest.fixture
def ensemble(loan: Case, folder: Path) -> Ensemble:
    return run(loan, COUNT, folder=folder, noise_variants=5)


def logit(advantage: float, rationality: float) -> float:
    """How often the first of two options is taken, if it is better by `advantage`."""
    if rationality == inf:
        return 1.0 if advantage > 0 else 0.0
    return 1.0 / (1.0 + exp(-rationality * advantage))


class Loan:
    """The loan, solved by hand for one variant."""

    def __init__(self, number: dict[str, float], kappa: float | None = None) -> None:
        self.number = number
        worths = (0.0, number["gain"], number["gain"] - number["shame"])
        lender_range = number["interest"] + number["stake"]
        borrower_range = max(worths) - min(worths)
        lender = (number["rationality.lender"] if kappa is None else kappa) / lender_range
        borrower = (number["rationality.borrower"] if kappa is None else kappa) / borrower_range
        self.repays_if_good = logit(number["shame"] - number["gain"], borrower)
        self.repays_if_bad = logit(-number["gain"], borrower)
        self.worth_of_lending = self.repaid(self.lenders_prior) * lender_range - number["stake"]
        self.lends = logit(self.worth_of_lending, lender)

    @property
    def lenders_prior(self) -> float:
        """How likely the lender thinks a good harvest."""
        stated = self.number.get("P[lender](harvest = good)")
        return self.number["trust"] if stated is None else stated

    def repaid(self, prior: float) -> float:
        """The probability that a loan is repaid, for a prior of a good harvest."""
        return prior * self.repays_if_good + (1.0 - prior) * self.repays_if_bad

    @property
    def answers(self) -> dict[str, float]:
        """Quantities by their canonical text."""
        repaid = self.repaid(self.number["hope"])
        lends = self.lends
        return {
            "P(repaid)": lends * repaid,
            "P(kept)": lends * (1.0 - repaid),
            "P(no-loan)": 1.0 - lends,
            "P(recorded)": lends,
            "P(repaid | recorded)": repaid,
            "P(no-loan | recorded)": 0.0,
            "P(no-loan | do(holds back(lender)))": 1.0,
            "P(repaid | do(holds back(borrower)))": lends,
            "P[lender](repaid | lends = yes)": self.repaid(self.lenders_prior),
            "P(repaid | announced(lends = yes))": repaid,
            "P(repaid | do(lends = yes))": repaid,
            "E[lender]()": lends * self.worth_of_lending,
        }

    @property
    def theses(self) -> dict[str, int]:
        """1, 0 or -1 by name."""
        repaid = self.repaid(self.number["hope"])
        surplus = self.repaid(self.lenders_prior) - self.lends * (1.0 - repaid)
        is_repaid = int(surplus > self.number["hope"] / 2.0)
        return {
            "he-lends": int(self.lends > 0.5),
            "he-is-repaid": is_repaid if self.lends > 0.0 else UNDEFINED,
            "never-asked": UNDEFINED,
            "either": 1,
            "known": 0,
        }


def variants(ensemble: Ensemble, reading: str) -> list[dict[str, float]]:
    """The assumptions of each variant."""
    table = ensemble.table(reading=reading)
    names = [name for name in table.column_names if name.startswith("assumption:")]
    columns = {name.removeprefix("assumption:"): as_numbers(table, name) for name in names}
    return [
        {name: float(values[row]) for name, values in columns.items()}
        for row in range(table.num_rows)
    ]


@pytest.mark.parametrize("reading", ["base", "harsh", "trusting"])
def test_every_quantity_is_what_a_pencil_says(ensemble: Ensemble, reading: str) -> None:
    by_hand = [Loan(number).answers for number in variants(ensemble, reading)]
    for text in by_hand[0]:
        found = ensemble.column(f"quantity:{text}", reading)
        expected = [one[text] for one in by_hand]
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9, err_msg=text)


@pytest.mark.parametrize("reading", ["base", "harsh", "trusting"])
def test_every_thesis_is_judged_as_a_pencil_judges(ensemble: Ensemble, reading: str) -> None:
    by_hand = [Loan(number).theses for number in variants(ensemble, reading)]
    for name in by_hand[0]:
        found = ensemble.column(f"thesis:{name}", reading)
        assert found.tolist() == [one[name] for one in by_hand], name


def test_theses_turn_both_ways_here(ensemble: Ensemble) -> None:
    assert set(ensemble.column("thesis:he-lends").tolist()) == {0.0, 1.0}
    assert set(ensemble.column("thesis:he-is-repaid").tolist()) == {0.0, 1.0}


def test_margins_are_those_of_the_comparison(ensemble: Ensemble) -> None:
    found = ensemble.column("margin:he-lends", "base")
    lends = [Loan(number).lends for number in variants(ensemble, "base")]
    np.testing.assert_allclose(found, np.array(lends) - 0.5, atol=1e-9)


@pytest.mark.parametrize("level", ["4", "11", "29", "rational"])
def test_noise_is_judged_at_its_own_kappa(ensemble: Ensemble, level: str) -> None:
    kappa = inf if level == "rational" else float(level)
    by_hand = [Loan(number, kappa).theses for number in variants(ensemble, "harsh")[:5]]
    table = ensemble.noise(level, "harsh")
    assert table.column("variant").to_pylist() == [0, 1, 2, 3, 4]
    for name in by_hand[0]:
        found = as_numbers(table, f"thesis:{name}").tolist()
        assert found == [one[name] for one in by_hand], name
