"""What does it cost to differentiate an answer by every number of a game, besides solving it?

uv run python benchmarks/gradient_cost.py

Processor time of one core, the best of a few; each ratio is measured in one run, solving before and
after differentiating.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
from engine_timing import fastest

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "solve"))

from solve_games import random_form, random_variants

import foedus
from foedus.ensemble.drawing import draw
from foedus.ensemble.space import make_space
from foedus.game import compile_game
from foedus.solve import ExtensiveForm, Query, Variants, compile_kernels, gradients, solve


def report(name: str, form: ExtensiveForm, variants: Variants) -> None:
    """Print what a variant costs to solve, and to solve and differentiate, for 1 and 9 queries."""
    generator = np.random.default_rng(1)
    queries = [
        Query(len(form.players), generator.random(form.node_count) < 0.4, form.is_terminal)
        for _ in range(9)
    ]
    for count in (1, 9):
        asked = queries[:count]
        gradients(form, variants, asked, threads=1)
        before = fastest(lambda asked=asked: solve(form, variants, asked, threads=1), 5)
        both = fastest(lambda asked=asked: gradients(form, variants, asked, threads=1), 5)
        after = fastest(lambda asked=asked: solve(form, variants, asked, threads=1), 5)
        alone = min(before, after)
        print(
            f"  {name}, {count} queries: solved in {1e6 * alone / variants.count:.1f} µs, solved "
            f"and differentiated in {1e6 * both / variants.count:.1f} µs: {both / alone:.2f} times"
        )


def perfect_tree() -> tuple[ExtensiveForm, Variants]:
    """About 1,000 nodes, 5 players, 30 quantities, all of it seen by all."""
    generator = np.random.default_rng(11)
    form = random_form(generator, players=5, nodes=1250, has_types=False, hidden=0.0, quantities=30)
    while not 900 < form.node_count < 1100:
        form = random_form(
            generator, players=5, nodes=1250, has_types=False, hidden=0.0, quantities=30
        )
    return form, random_variants(form, generator, 2048, kappa=8.0)


def hidden_tree() -> tuple[ExtensiveForm, Variants]:
    """About 300 nodes, 5 players, one of whom has a type."""
    generator = np.random.default_rng(3)
    form = random_form(generator, players=5, nodes=330, quantities=30)
    while form.has_perfect_information or not 280 < form.node_count < 320:
        form = random_form(generator, players=5, nodes=330, quantities=30)
    return form, random_variants(form, generator, 512, kappa=8.0)


def korea() -> tuple[ExtensiveForm, Variants]:
    """The built-in case under no reading."""
    case = foedus.load("korea-1950").under(())
    game = compile_game(case)
    return game.form, game.variants(draw(make_space(case), 1950, np.arange(512)))


def main() -> None:
    """Print all of it."""
    compile_kernels(with_gradients=True)
    for name, make in (
        ("perfect information", perfect_tree),
        ("hidden types", hidden_tree),
        ("korea-1950", korea),
    ):
        form, variants = make()
        print(f"{name}: {form}")
        report(name, form, variants)


if __name__ == "__main__":
    main()
