"""What does a fresh process need, in time and in memory?

Run by `engine.py` as a process of its own: ``engine_child.py start perfect`` solves a few variants
and says so, ``engine_child.py memory 1000000`` solves many and prints its peak in bytes.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

NODES = 1000
HIDDEN_NODES = 301
FEW = 8


def first_solution(kind: str) -> None:
    """Solve a few variants of a tree, with or without hidden types."""
    from engine_tree import as_form, as_variants, grow  # noqa: PLC0415 (imports are what is timed)
    from engine_types import as_form_with_types, grow_types  # noqa: PLC0415

    from foedus.solve import solve  # noqa: PLC0415

    is_hidden = kind == "hidden"
    tree = grow_types(HIDDEN_NODES) if is_hidden else grow(NODES)
    form = as_form_with_types(tree) if is_hidden else as_form(tree)
    solution = solve(form, as_variants(tree, tree.worths(FEW), 1.0), threads=1)
    print("solved", int(solution.is_solved.sum()), flush=True)


def peak_memory(count: int) -> None:
    """Solve many variants of the tree in one call, and print the peak of resident memory."""
    from engine_contest import Engine  # noqa: PLC0415
    from engine_tree import as_variants, grow  # noqa: PLC0415

    tree = grow(NODES)
    answers = Engine(tree, "float32").solve(as_variants(tree, tree.worths(count)))
    assert answers.status.size == count
    print("peak", resident_peak(), flush=True)


def resident_peak() -> int:
    """Most bytes that this process held at once.

    On Linux `getrusage` would count what its parent held when it was made.
    """
    status = Path("/proc/self/status")
    if status.exists():
        facts = dict(line.split(":", 1) for line in status.read_text().splitlines())
        return int(facts["VmHWM"].split()[0]) * 1024
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def ask_child(*arguments: str) -> tuple[float, int]:
    """Run this file as a process: wall-clock seconds until it answers, and its number."""
    start = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, str(Path(__file__)), *arguments], stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdout is not None
        line = child.stdout.readline()
        seconds = time.perf_counter() - start
    if child.returncode:
        raise ChildProcessError(f"{' '.join(arguments)} ended with {child.returncode}")
    return seconds, int(line.split()[-1])


if __name__ == "__main__":
    if sys.argv[1] == "start":
        first_solution(sys.argv[2])
    else:
        peak_memory(int(sys.argv[2]))
