"""How long does a variant take, and what is each device of the solver worth?

uv run --group referee python benchmarks/solve_speed.py

All times are of one core. Ratios are measured in one run, the parts of each one after another.
"""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from engine_timing import fastest

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "solve"))

from solve_games import random_form, random_variants

import foedus
from foedus.ensemble.drawing import draw
from foedus.ensemble.space import make_space
from foedus.game import compile_game
from foedus.solve import ExtensiveForm, Status, Variants, compile_kernels, solve
from foedus.solve.kernels_branch import follow_branches
from foedus.solve.kernels_state import new_state
from foedus.solve.kernels_workspace import new_workspace
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from foedus.solve.plan import Plan

KOREA_VARIANTS = 512
RATIONAL_VARIANTS = 256


def cut(variants: Variants, count: int) -> Variants:
    """The first variants of a batch."""
    return Variants(
        np.ascontiguousarray(variants.worths[:, :count]),
        np.ascontiguousarray(variants.chance[:, :, :count]),
        np.ascontiguousarray(variants.rationality[:, :count]),
    )


def report(name: str, form: ExtensiveForm, variants: Variants) -> None:
    """Print the time of a variant, and how the variants ended."""
    solve(form, cut(variants, 8), threads=1)
    seconds = fastest(lambda: solve(form, variants, threads=1))
    solution = solve(form, variants)
    ended = ", ".join(
        f"{count} {Status(number).name.lower()}"
        for number, count in enumerate(np.bincount(solution.status))
        if count
    )
    turned = int(solution.turned.sum())
    print(f"  {name}: {1e3 * seconds / variants.count:.4f} ms; {ended}; {turned} turned")


def korea(kappa: float | None, count: int) -> tuple[ExtensiveForm, Variants]:
    """The built-in case under no reading, at its own rationality or at one for all."""
    case = foedus.load("korea-1950")
    game = compile_game(case.under(()))
    values = draw(make_space(case.under(())), 1950, np.arange(count))
    return game.form, game.variants(values, kappa=kappa)


def follow(form: ExtensiveForm, plan: Plan, variants: Variants, *, together: bool) -> None:
    """Follow the branches of all variants, as many abreast as can be or each alone."""
    state = new_state(plan, len(form.players), variants.chance.shape[1])
    work = new_workspace(plan)
    end = np.zeros((int(plan.cluster[-1]["first_row"]), variants.count))
    drawn = (variants.worths, variants.chance, variants.rationality)
    groups = [slice(None)] if together else [slice(one, one + 1) for one in range(variants.count)]
    for group in groups:
        is_open = np.zeros(variants.count, dtype=np.bool_)
        is_open[group] = True
        for cluster in range(plan.cluster.size - 1):
            follow_branches(plan, state, work, cluster, *drawn, is_open, end)


def report_devices() -> None:
    """Print what a brief plan and many lanes are worth on the case of 1950."""
    form, drawn = korea(None, 256)
    variants = cut(drawn, 256)
    game = prepare(form, None)
    brief, full = game.brief_plan, game.full_plan
    seconds = {
        "brief": fastest(lambda: follow(form, brief, variants, together=True)),
        "full": fastest(lambda: follow(form, full, variants, together=True)),
        "alone": fastest(lambda: follow(form, brief, variants, together=False)),
    }
    rows = [int(plan.cluster[-1]["first_row"]) for plan in (brief, full)]
    sums, nodes = brief.worth.size - 1, form.node_count * len(form.players)
    print(f"  {sums} distinct worths of {nodes}; {rows[0]} equations instead of {rows[1]}")
    print(f"  guessing all against few: {seconds['full'] / seconds['brief']:.1f} times as long")
    print(f"  one lane against all: {seconds['alone'] / seconds['brief']:.1f} times as long")


def report_referee() -> None:
    """Print how long pygambit takes for some of the trees that it judges, where it is installed."""
    if importlib.util.find_spec("pygambit") is None:
        print("  pygambit is not installed")
        return
    from solve_catalogue import at_rationality, catalogue  # noqa: PLC0415
    from solve_referee import gambit_answer  # noqa: PLC0415

    games = catalogue()
    for name in ("beer or quiche", "four players, types and hidden moves", "many actions"):
        form, one = games[name]
        for rationality in (1.0, 4.0):
            numbers = at_rationality(one, rationality)
            many = Variants(*(np.repeat(array, 512, axis=-1) for array in vars(numbers).values()))
            solve(form, numbers)
            own = fastest(lambda form=form, many=many: solve(form, many, threads=1)) / 512
            alone = fastest(lambda form=form, numbers=numbers: solve(form, numbers, threads=1))
            theirs = fastest(
                lambda form=form, numbers=numbers, rationality=rationality: gambit_answer(
                    form, numbers, rationality
                )
            )
            print(
                f"  {name}, λ {rationality:.0f}: pygambit {1e3 * theirs:.1f} ms; "
                f"here {1e3 * alone:.2f} ms alone, {1e3 * own:.4f} ms in a batch"
            )


def main() -> None:
    """Print everything."""
    start = time.perf_counter()
    compile_kernels()
    print(f"kernels ready after {time.perf_counter() - start:.1f} s")
    form, _ = korea(None, 1)
    print(f"korea-1950, {form!r}")
    for name, kappa, count in (
        ("κ 4 to 29, own", None, KOREA_VARIANTS),
        ("κ 4", 4.0, KOREA_VARIANTS),
        ("κ 11", 11.0, KOREA_VARIANTS),
        ("κ 29", 29.0, KOREA_VARIANTS),
        ("rational", np.inf, RATIONAL_VARIANTS),
    ):
        report(name, *korea(kappa, count))
    print("its devices")
    report_devices()
    generator = np.random.default_rng(11)
    for name, shape in (
        ("all seen", {"nodes": 380, "has_types": False, "hidden": 0.0}),
        ("a hidden type", {"nodes": 400, "hidden": 0.0}),
        ("a hidden type and hidden moves", {"nodes": 400, "hidden": 0.1}),
    ):
        form = random_form(generator, players=5, **shape)  # pyright: ignore[reportArgumentType]
        print(f"five players, {name}: {form!r}")
        for kappa in (10.0, 30.0, 100.0):
            report(f"κ {kappa:.0f}", form, random_variants(form, generator, 512, kappa=kappa))
    print("against pygambit")
    report_referee()


if __name__ == "__main__":
    main()
