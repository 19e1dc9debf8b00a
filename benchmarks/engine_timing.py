"""How are times taken, so that what else the machine does hits all alike?

Processor time of one core. Contestants take turns, and the median of their rounds counts.
"""

from __future__ import annotations

import math
import statistics
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


SHORTEST_TURN = 0.05
"""Seconds."""


def processor_seconds(work: Callable[[], object]) -> float:
    """Seconds of processor time that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def fastest(work: Callable[[], object], times: int = 3) -> float:
    """The fewest seconds of processor time that some work takes; for what the machine can do."""
    return min(processor_seconds(work) for _ in range(times))


def race(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """Median seconds of processor time that each takes.

    A first turn does not count. It tells how often the quick do their work in each later turn, so
    that no turn is over before it can be measured. Every turn begins with work that is not timed:
    caches then hold what belongs to the contestant, and not what the one before left there.
    """
    first = {name: processor_seconds(work) for name, work in contestants.items()}
    times = {name: max(1, math.ceil(SHORTEST_TURN / taken)) for name, taken in first.items()}
    seconds: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(rounds):
        for name, work in contestants.items():
            work()
            start = time.process_time()
            for _ in range(times[name]):
                work()
            seconds[name].append((time.process_time() - start) / times[name])
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
