"""How are times taken, so that what else the machine does hits all alike?

Processor time of one core. Contestants take turns, and the median of their rounds counts.
"""

from __future__ import annotations

import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def processor_seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def fastest(work: Callable[[], object], times: int) -> float:
    """The fewest seconds of processor time that some work takes; for what the machine can do."""
    return min(processor_seconds(work) for _ in range(times))


def race(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of processor time of each, after a first turn that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for turn in range(rounds + 1):
        for name, work in contestants.items():
            taken = processor_seconds(work)
            if turn:
                seconds[name].append(taken)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def processor_name() -> str:
    """What the machine calls its processor."""
    path = Path("/proc/cpuinfo")
    if not path.exists():
        return "unknown processor"
    facts: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(":")
        facts.setdefault(name.strip(), value.strip())
    known = {"avx2": "AVX2", "avx512f": "AVX-512"}
    widest = [title for flag, title in known.items() if flag in facts.get("flags", "").split()]
    return ", ".join([facts.get("model name", "unknown processor"), *widest[-1:]])
