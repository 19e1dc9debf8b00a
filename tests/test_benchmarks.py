"""Do the benchmarks run, and do the contestants of the engine agree?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CITATIONS = Path(__file__).parents[1] / "benchmarks" / "citations.py"
ENGINE = Path(__file__).parents[1] / "benchmarks" / "engine.py"


@pytest.mark.slow
def test_one_command_prints_the_whole_table() -> None:
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "error", ENGINE, "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    rivals = ["NumPy", *(["C++"] if shutil.which("g++") else [])]
    for name in ["Foedus", "Foedus, certified", *rivals]:
        lines = [line for line in run.stdout.splitlines() if line.startswith(f"  {name} ")]
        told = [line for line in lines if "variants per core-second" in line]
        assert len(told) == 2, f"{name} should be told of in float32 and float64:\n{run.stdout}"
    for part in ("cost of a node", "hidden types", "fresh process", "MB resident at most"):
        assert part in run.stdout


@pytest.mark.slow
def test_the_benchmark_of_citations_prints_its_tables_and_accepts_nothing_altered() -> None:
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-W", "error", CITATIONS, "--quick"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    rows = run.stdout.splitlines()
    for kind, valid in (
        ("exact", "100.0%"),
        ("5% of the characters changed", "0.0%"),
        ("one word or number changed", "0.0%"),
        ("the same, a word between changed", "0.0%"),
    ):
        told = [
            row.removeprefix(f"  {kind} ").split() for row in rows if row.startswith(f"  {kind} ")
        ]
        assert [row[1] for row in told] == [valid, valid], run.stdout
    assert run.stdout.count("MB at most") == 4
