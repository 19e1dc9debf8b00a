"""Ten-line cases, and what to ask of them."""

from __future__ import annotations

from math import exp, inf
from textwrap import dedent

import numpy as np
import pytest

from foedus.case import Case, loads, parse_test
from foedus.case.claims import Comparison, Quantity
from foedus.game import compile_game, draw_tree, expand_play, print_expansion
from foedus.solve import Variants, solve


class Small:
    """A small case, expanded and compiled."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.expansion = expand_play(case)
        self.game = compile_game(case)

    @property
    def printed(self) -> str:
        """The play in ordinary moves, as `foedus show --expand` prints it."""
        return print_expansion(self.expansion)

    @property
    def play(self) -> list[str]:
        """Its first section, line by line, without the heading."""
        return self.printed.split("\n\n", maxsplit=1)[0].splitlines()[1:]

    @property
    def tree(self) -> str:
        """The tree as an outline."""
        return draw_tree(self.game)

    @property
    def warnings(self) -> list[str]:
        """What the author is warned of once the tree is known."""
        return [one.message for one in self.game.warnings]

    def at(self, rationality: float, quantity: str) -> float:
        """A quantity with the same λ for every actor, per unit of worth; `inf` is the limit."""
        asked = parse_test(f"{quantity} < 1")
        assert isinstance(asked, Comparison)
        assert isinstance(asked.left, Quantity)
        numbers = self.game.variants({}, kappa=1.0)
        solution = solve(
            self.game.form,
            Variants(
                numbers.worths, numbers.chance, np.full_like(numbers.rationality, rationality)
            ),
            [self.game.query(asked.left)],
            fixed=self.game.fixed(asked.left.announced),
            perception=self.case.perception,
        )
        assert solution.is_solved.all()
        return float(solution.values[0, 0])

    def solved(self, quantity: str) -> list[float]:
        """The quantity at λ = 0, at λ = 1 and in the rational limit."""
        return [self.at(rationality, quantity) for rationality in (0.0, 1.0, inf)]


def read(text: str) -> Case:
    """The case that a text says, without its first two lines."""
    return loads("foedus: 1\ntitle: A case of ten lines\n" + dedent(text))


def small(text: str) -> Small:
    """A small case from its text."""
    return Small(read(text))


def drawn(text: str) -> str:
    """A drawing in a test, without the margin and the empty lines around it."""
    return dedent(text).strip("\n")


def chosen(advantage: float) -> float:
    """The logit probability, at λ = 1, of what is better by `advantage` than the alternative."""
    return 1.0 / (1.0 + exp(-advantage))


def close(values: float | list[float]) -> object:
    """What equals these numbers to a millionth."""
    return pytest.approx(values, abs=1e-6)
