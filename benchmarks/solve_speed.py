"""How many variants a second does the solver do, on one core and on all?

uv run python benchmarks/solve_speed.py
"""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "solve"))

from solve_games import random_form, random_variants

from foedus.solve import ExtensiveForm, Query, Variants, compile_kernels, solve


def measure(form: ExtensiveForm, variants: Variants, threads: int) -> tuple[float, float]:
    """Variants a second (median of three), and the share that is certified."""
    event = form.is_terminal & (np.arange(form.node_count) % 2 == 0)
    queries = [Query(len(form.players), event, form.is_terminal)]
    seconds: list[float] = []
    share = 0.0
    for _ in range(3):
        start = time.perf_counter()
        solution = solve(form, variants, queries, threads=threads)
        seconds.append(time.perf_counter() - start)
        share = float(solution.is_solved.mean())
    return variants.count / statistics.median(seconds), share


def main() -> None:
    """Print one line for each kind of game and each level of noise."""
    start = time.perf_counter()
    compile_kernels()
    print(f"kernels ready after {time.perf_counter() - start:.1f} s")
    generator = np.random.default_rng(11)
    games = {
        "300 nodes, 5 players, all seen": (
            random_form(generator, players=5, nodes=380, has_types=False, hidden=0.0),
            20_000,
            (10.0,),
        ),
        "300 nodes, 5 players, hidden type": (
            random_form(generator, players=5, nodes=400, hidden=0.0),
            2_000,
            (1.0, 10.0, 30.0, 100.0),
        ),
        "300 nodes, 5 players, type and hidden moves": (
            random_form(generator, players=5, nodes=400, hidden=0.1),
            2_000,
            (1.0, 10.0, 30.0),
        ),
    }
    for name, (form, count, kappas) in games.items():
        print(f"{name}: {form!r}")
        for kappa in kappas:
            variants = random_variants(form, generator, count, kappa=kappa)
            for threads in (1, 2):
                rate, share = measure(form, variants, threads)
                print(
                    f"  κ {kappa:5.0f}, {threads} threads: {rate:9,.0f} /s, {share:.2%} certified"
                )


if __name__ == "__main__":
    main()
