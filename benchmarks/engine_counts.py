"""How much work is a variant, what can the machine do, and which limit comes first?

Counted from the tree, for the way in which the C++ rival works, which is the least work that we
know. Numbers, not vectors; a multiplication with an addition is one operation.

- A payoff term is one operation and reads one number: leaves x players x 3.
- A mean of ``a`` actions takes ``a - 1`` operations a player, and a gap to an internal child an
  addition, which has units of its own.
- Logit play of ``a`` actions takes ``a - 1`` powers of two (6 operations in float32, 8 in
  float64), one division (3 or 5) and ``a - 1`` products where there are more than two.
- Outcomes take 3 operations for each internal child, and an addition for a leaf.
- Every internal node's worths and outcomes (players + 3) are written once and read once.
- Terms are read once for all lanes of a group: 8 bytes, or 16, by 64 lanes or 32 with AVX-512.
"""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from engine_timing import fastest
from engine_tree import OUTCOMES, QUANTITIES, TERMS
from rival import aligned, compile_library

from foedus.solve import TERMINAL

if TYPE_CHECKING:
    from pathlib import Path

    from engine_tree import Precision, RandomTree

COLUMNS = OUTCOMES - 1
_ROUNDS = 4_000_000
_BYTES_IN = {"L1": 12_288, "L2": 393_216, "memory": 402_653_184}
_ORDINARY = 63
"""A byte of which floating-point numbers can be made that are neither large nor tiny."""
_FEWEST_ROUNDS = 2


@dataclass(frozen=True)
class Work:
    """The work of one variant; numbers of one precision.

    Attributes
    ----------
    operations
        Multiplications, each with an addition or without, and what shares their units.
    additions
        Alone.
    loads, stores
        Of numbers, in the first-level cache.
    streamed
        Bytes of the tree read from beyond it.
    moved
        Bytes from and to memory: assumptions in, answers out.
    """

    operations: int
    additions: int
    loads: int
    stores: int
    streamed: float
    moved: int


def count_work(tree: RandomTree, precision: Precision, lanes: int) -> Work:
    """Count the work of one variant.

    Parameters
    ----------
    tree
        The tree.
    precision
        Of the numbers.
    lanes
        How many variants read the tree together.
    """
    size = np.dtype(precision).itemsize
    is_single = size == np.dtype("float32").itemsize
    widths = np.diff(tree.first_child)
    is_leaf = tree.mover == TERMINAL
    internal, leaves = int((~is_leaf).sum()), int(is_leaf.sum())
    decisions = widths[tree.mover >= 0]
    is_first = np.zeros(tree.node_count, dtype=np.bool_)
    is_first[tree.child[tree.first_child[:-1][~is_leaf]]] = True
    later = int((~is_first[1:] & ~is_leaf[1:]).sum())
    terms = leaves * tree.players * TERMS
    means = int((widths[~is_leaf] - 1).sum()) * tree.players
    powers = int((decisions - 1).sum())
    products = int((decisions - 1)[decisions > 2].sum())
    logit = powers * (6 if is_single else 8) + decisions.size * (3 if is_single else 5) + products
    height = tree.players + COLUMNS
    return Work(
        operations=terms + means + logit + COLUMNS * (internal - 1),
        additions=later * tree.players + 2 * powers + internal + leaves,
        loads=terms + height * (internal - 1),
        stores=height * internal,
        streamed=terms * 2 * size / lanes,
        moved=(QUANTITIES + tree.players + OUTCOMES) * size,
    )


def measure_rates(folder: Path, precision: Precision) -> dict[str, float]:
    """Numbers per core-second: operations, loads from L1, L2 and memory, stores to L1.

    Parameters
    ----------
    folder
        Where to compile.
    precision
        Of the numbers.
    """
    library = compile_library(folder, "machine_rates")
    bytes_of_vector = ctypes.c_int.in_dll(library, "bytes_of_vector").value
    chains = ctypes.c_int.in_dll(library, "vectors_of_chains").value
    lanes = bytes_of_vector // np.dtype(precision).itemsize
    memory, address = aligned(_BYTES_IN["memory"])
    memory.fill(_ORDINARY)  # pages that were never written to are all the same page

    def rate(name: str, level: str) -> float:
        count = _BYTES_IN[level] // bytes_of_vector // chains * chains
        rounds = max(_FEWEST_ROUNDS, _ROUNDS * chains // count)
        entry = getattr(library, f"{name}_{precision}")
        seconds = fastest(lambda: entry(ctypes.c_long(rounds), ctypes.c_long(count), address), 5)
        return rounds * count * lanes / seconds

    def operation_rate() -> float:
        entry = getattr(library, f"multiply_and_add_{precision}")
        seconds = fastest(lambda: entry(ctypes.c_long(_ROUNDS), ctypes.c_long(0), address), 5)
        return _ROUNDS * chains * lanes / seconds

    return {
        "operations": operation_rate(),
        "loads from L1": rate("load", "L1"),
        "loads from L2": rate("load", "L2"),
        "loads from memory": rate("load", "memory"),
        "stores to L1": rate("store", "L1"),
    }


def bounds(work: Work, rates: dict[str, float], precision: Precision) -> dict[str, float]:
    """Seconds that a variant takes at the least, by each limit of the machine."""
    size = np.dtype(precision).itemsize
    return {
        "operations": work.operations / rates["operations"],
        "loads from L1": work.loads / rates["loads from L1"],
        "stores to L1": work.stores / rates["stores to L1"],
        "the tree from L2": work.streamed / size / rates["loads from L2"],
        "memory": work.moved / size / rates["loads from memory"],
    }
