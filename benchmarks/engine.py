"""How near is the engine to the machine's limit, and how far ahead of its rivals?

uv run --group referee python benchmarks/engine.py

prints every figure in one run. Times are processor time on one core; those that are compared are
taken by turns, and medians count. Without g++ or pygambit their columns are missing. `--quick` runs
everything small, to see that it runs; its figures mean nothing.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numba
import numpy as np
from engine_child import NODES, ask_child
from engine_contest import CERTIFIED, FOEDUS, KERNEL, NUMPY, RIVAL, contest, sizes
from engine_counts import bounds, count_work, measure_rates
from engine_referee import Comparison, hidden_types, perfect_information
from engine_timing import processor_name
from engine_tree import grow
from rival import compile_library, compiler, row_bytes

from foedus.solve import compile_kernels

if TYPE_CHECKING:
    import ctypes

    from engine_tree import Precision

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
MANY = 1_000_000
PRECISIONS: tuple[Literal["float32"], Literal["float64"]] = ("float32", "float64")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="run everything small")
    is_quick = parser.parse_args().quick
    if any(os.environ.get(name) != count for name, count in ONE_THREAD.items()):
        again = [sys.executable, *sys.argv]
        sys.exit(subprocess.run(again, env={**os.environ, **ONE_THREAD}, check=False).returncode)
    print(
        f"{processor_name()}; Python {platform.python_version()}, NumPy {np.__version__}, "
        f"Numba {numba.__version__}"
    )
    compile_kernels()
    with tempfile.TemporaryDirectory() as folder:
        library = compile_library(Path(folder), "rival") if compiler() else None
        if library is None:
            print("no g++ here: the C++ rival and the rates of the machine are left out")
        for precision in PRECISIONS:
            report_contest(precision, library, Path(folder), is_quick=is_quick)
        report_sizes(library, is_quick=is_quick)
    rounds, count = (1, 64) if is_quick else (5, 16_384)
    report_referee("perfect information", perfect_information(300, count, rounds))
    report_referee("hidden types", hidden_types(301, 16 if is_quick else 512, rounds))
    report_processes(is_quick=is_quick)


def report_contest(
    precision: Precision, library: ctypes.CDLL | None, folder: Path, *, is_quick: bool
) -> None:
    """Print how fast everybody is on the tree of 1,000 nodes, and how near to the limits."""
    tree = grow(NODES)
    count, rounds = (1024, 1) if is_quick else (65_536, 7)
    seconds = contest(tree, precision, count, rounds, library)
    print(f"\n{NODES:,} nodes, 5 players, worths and four outcomes, {precision}")
    for name, taken in seconds.items():
        print(
            f"  {name:20} {1 / taken:12,.0f} variants per core-second, {1e9 * taken:9,.0f} ns each"
        )
    pairs = ((FOEDUS, NUMPY), (CERTIFIED, NUMPY), (RIVAL, NUMPY), (FOEDUS, RIVAL), (KERNEL, RIVAL))
    for name, of in pairs:
        if name in seconds and of in seconds:
            print(f"  {name} is {seconds[of] / seconds[name]:.2f} times as fast as {of}")
    if library is None:
        return
    work = count_work(tree, precision, row_bytes(library) // np.dtype(precision).itemsize)
    print(
        f"  a variant: {work.operations:,} operations, {work.additions:,} additions alone, "
        f"{work.loads:,} loads, {work.stores:,} stores, {work.streamed:,.0f} bytes of the tree, "
        f"{work.moved} bytes from and to memory"
    )
    rates = measure_rates(folder, precision)
    print(
        "  this core, thousand million numbers a second: "
        + ", ".join(f"{name} {rate / 1e9:.1f}" for name, rate in rates.items())
    )
    limits = bounds(work, rates, precision)
    limit = max(limits.values())
    print("  least ns: " + ", ".join(f"{name} {1e9 * least:.0f}" for name, least in limits.items()))
    print(
        "  of the first limit: "
        + ", ".join(f"{name} {limit / taken:.1%}" for name, taken in seconds.items())
    )


def report_sizes(library: ctypes.CDLL | None, *, is_quick: bool) -> None:
    """Print the cost of a node in trees of different sizes."""
    nodes, rounds = ([100, 1000], 1) if is_quick else ([100, 1000, 10_000, 100_000], 5)
    for precision in PRECISIONS:
        print(f"\ncost of a node and variant, {precision}")
        found = sizes(nodes, precision, rounds, library)
        for count, preparation, own, rival in found:
            theirs = "" if library is None else f"C++ {1e9 * rival:6.3f} ns; "
            print(
                f"  {count:7,} nodes: {1e9 * own:6.3f} ns; {theirs}"
                f"the first call {preparation:.3f} s"
            )
        costs = [own for _, _, own, _ in found]
        print(f"  the dearest against the smallest tree: {max(costs) / costs[0]:.2f} times")


def report_referee(name: str, comparison: Comparison) -> None:
    """Print how fast the engine is next to pygambit."""
    print(f"\n{name}: {comparison.game}")
    theirs = comparison.seconds.get("pygambit")
    for kind, taken in comparison.seconds.items():
        ratio = f"; {theirs / taken:,.0f} times pygambit" if theirs and taken != theirs else ""
        print(
            f"  {kind:18} {1 / taken:12,.0f} variants per core-second, {1e6 * taken:.3g} µs{ratio}"
        )
    if theirs is None:
        print("  pygambit is not installed")
    print(f"  {comparison.solved} of {comparison.count} certified")


def report_processes(*, is_quick: bool) -> None:
    """Print what fresh processes need."""
    print("\na fresh process, wall clock from its start to its first solution")
    for kind in ("perfect", "hidden"):
        turns = [ask_child("start", kind)[0] for _ in range(1 if is_quick else 5)]
        print(f"  {kind} information: {statistics.median(turns):.2f} s")
    count = 1000 if is_quick else MANY
    _, peak = ask_child("memory", str(count))
    print(f"{count:,} variants of {NODES:,} nodes, float32: {peak / 1e6:,.0f} MB resident at most")


if __name__ == "__main__":
    main()
