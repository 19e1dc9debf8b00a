"""Ten-line cases, and what to ask of them."""

from __future__ import annotations

from math import exp, inf
from textwrap import dedent
from typing import TYPE_CHECKING

import numpy as np
import pytest

from foedus.case import loads, parse_test
from foedus.game import compile_game, draw_tree, expand_play, print_expansion
from foedus.solve import Variants, solve

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.case import Case
    from foedus.game import Game


def read_case(text: str) -> Case:
    return loads("foedus: 1\ntitle: A case of ten lines\n" + dedent(text))


def ask(game: Game, rationality: float, *quantities: str) -> list[float]:
    """Solve with the same λ for every actor, per unit of worth; `inf` is the rational limit."""
    numbers = game.variants({}, kappa=1.0)
    numbers = Variants(
        numbers.worths, numbers.chance, np.full_like(numbers.rationality, rationality)
    )
    queries = [game.query(parse_test(f"{one} < 1").left) for one in quantities]
    solution = solve(game.form, numbers, queries)
    assert solution.is_solved.all()
    return solution.values[:, 0].tolist()


class Small:
    """A small case, expanded and compiled."""

    def __init__(self, text: str) -> None:
        self.case = read_case(text)
        self.expansion = expand_play(self.case)
        self.game = compile_game(self.case)

    @property
    def printed(self) -> str:
        return print_expansion(self.expansion)

    @property
    def tree(self) -> str:
        return draw_tree(self.game)

    @property
    def warnings(self) -> list[str]:
        return [one.message for one in self.game.warnings]

    def at(self, rationality: float, quantity: str) -> float:
        return ask(self.game, rationality, quantity)[0]

    def solved(self, quantity: str) -> list[float]:
        """The quantity at λ = 0, at λ = 1 and in the rational limit."""
        return [self.at(rationality, quantity) for rationality in (0.0, 1.0, inf)]


@pytest.fixture
def small() -> Callable[[str], Small]:
    return Small


@pytest.fixture
def drawn() -> Callable[[str], str]:
    """A drawing in a test, without the margin and the empty lines around it."""
    return lambda text: dedent(text).strip("\n")


@pytest.fixture
def chosen() -> Callable[[float], float]:
    """The logit probability, at λ = 1, of what is better by `advantage` than the alternative."""
    return lambda advantage: 1.0 / (1.0 + exp(-advantage))


@pytest.fixture
def close() -> Callable[[list[float]], object]:
    return lambda values: pytest.approx(values, abs=1e-6)
