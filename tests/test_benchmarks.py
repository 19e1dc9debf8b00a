"""Does the benchmark of the engine run, and do its contestants agree?"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
