"""A small case whose every number can be worked out by hand, and spaces to draw from."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from foedus.case import Assumption, loads
from foedus.ensemble import draw

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from numpy.typing import NDArray

    from foedus.case import Case
    from foedus.ensemble import Space

LOAN = """\
foedus: 1
title: A loan before the harvest
actors:
  lender: {restraint: lends = no}
  borrower: {restraint: repays = yes}
play:
  - {move: lends, by: lender, options: [yes, no]}
  - {event: harvest, when: lends = yes, options: [good, bad]}
  - {move: repays, by: borrower, when: lends = yes, options: [yes, no]}
outcomes: {repaid: repays = yes, kept: repays = no, no-loan: otherwise}
beliefs:
  lender: {harvest = good: 0.4 to 0.9}
  borrower: {harvest = good: 0.2 to 0.6}
  analyst: {harvest = good: hope}
preferences:
  lender: {repaid: interest, kept: -stake}
  borrower:
    - {when: repays = no, worth: gain}
    - {when: repays = no and harvest = good, worth: -shame}
assumptions:
  hope: 0.3 to 0.8
  interest: {between: [5, 30], less than: stake}
  stake: {between: [10, 60]}
  gain: {between: [5, 40]}
  shame: {between: [10, 60]}
  trust: {between: [0.5, 0.7], note: only the reading of that name uses it}
readings:
  temper:
    harsh: {assumptions: {shame: {between: [50, 90]}}}
    trusting: {beliefs: {lender: {harvest = good: trust}}}
theses:
  he-lends: {says: He lends., test: P(lends = yes) > 0.5}
  he-is-repaid: {says: He is repaid., test: "P[lender](repaid | lends = yes) - P(kept) > hope / 2"}
  never-asked: {says: Not defined., test: P(repaid | lends = no and repays = yes) < 0.5}
  either:
    says: One of both.
    test: P(repaid | lends = no and repays = yes) < 0.5 or E[lender]() > -200
  known:
    says: It matters that it is known.
    test: P(repaid | announced(lends = yes)) > P(repaid | do(lends = yes)) + 0.001
record:
  - {entry: the-loan, on: 1911-03, says: He lends., step: lends = yes}
"""


@pytest.fixture
def loan() -> Case:
    """A case of two moves and one event, all seen by both."""
    return loads(LOAN)


@pytest.fixture
def intervals() -> Callable[..., list[Assumption]]:
    """Assumptions by name, each between two numbers."""

    def make(**bounds: tuple[float, float]) -> list[Assumption]:
        return [Assumption(name, "worth", low, high) for name, (low, high) in bounds.items()]

    return make


@pytest.fixture
def probabilities() -> Callable[..., list[Assumption]]:
    """Probabilities by name, each between two numbers."""

    def make(**bounds: tuple[float, float]) -> list[Assumption]:
        return [Assumption(name, "probability", low, high) for name, (low, high) in bounds.items()]

    return make


@pytest.fixture
def sample() -> Callable[[Space], NDArray[np.float64]]:
    """Twenty thousand variants of a space, always the same: float64[assumption, variant]."""

    def drawn(space: Space) -> NDArray[np.float64]:
        return np.stack(list(draw(space, 1950, np.arange(20_000)).values()))

    return drawn


@pytest.fixture
def rows() -> Callable[[Any], list[dict[str, Any]]]:
    """A table as one dictionary a row, in which NaN compares equal to itself."""

    def listed(table: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - PyArrow comes without types
        return [
            {key: "nan" if value != value else value for key, value in row.items()}  # noqa: PLR0124
            for row in table.to_pylist()
        ]

    return listed
