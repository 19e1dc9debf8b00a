"""How is the C++ rival compiled, fed and called?"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from engine_tree import OUTCOMES, QUANTITIES, RATIONALITY, TERMS

from foedus.solve import TERMINAL

if TYPE_CHECKING:
    from engine_tree import Precision, RandomTree
    from numpy.typing import NDArray

FLAGS = ("-O3", "-march=native", "-ffast-math", "-std=c++17")
_NODE = np.dtype(
    [
        ("actions", "i1"),
        ("mover", "i1"),
        ("is_internal", "u1"),
        ("outcome", "u1", 3),
        ("slot_below", "u2", 3),
        ("slot", "u2"),
    ]
)
_ALIGNMENT = 4096


def compiler() -> str | None:
    """Where g++ is, if it is."""
    return shutil.which("g++")


def compile_library(folder: Path, name: str) -> ctypes.CDLL:
    """Compile one of the C++ files beside this one into a folder, and load it."""
    library = folder / f"{name}.so"
    if not library.exists():
        source = Path(__file__).with_name(f"{name}.cpp")
        command = [compiler() or "g++", *FLAGS, "-shared", "-fPIC", "-o", library, source]
        subprocess.run(command, check=True)
    return ctypes.CDLL(str(library))


def aligned(size: int) -> tuple[NDArray[np.uint8], ctypes.c_void_p]:
    """So many bytes, and the address of the first that begins a page."""
    memory = np.zeros(size + _ALIGNMENT, dtype=np.uint8)
    return memory, ctypes.c_void_p(memory.ctypes.data + -memory.ctypes.data % _ALIGNMENT)


def row_bytes(library: ctypes.CDLL) -> int:
    """How many bytes go abreast in the compiled rival."""
    return ctypes.c_int.in_dll(library, "bytes_of_row").value


class Rival:
    """The C++ kernel made ready for one tree.

    Parameters
    ----------
    library
        The compiled `rival.cpp`.
    tree
        The tree.
    precision
        ``"float32"`` or ``"float64"``.
    """

    def __init__(self, library: ctypes.CDLL, tree: RandomTree, precision: Precision) -> None:
        self.kind = np.dtype(precision)
        self.players = tree.players
        self.entry = getattr(library, f"solve_{precision}")
        self.real = ctypes.c_float if precision == "float32" else ctypes.c_double
        bytes_of_row = row_bytes(library)
        order, slot, slots = order_and_slots(tree)
        self.node = _pack_nodes(tree, order, slot)
        self.probability = _pack_probabilities(tree, order).astype(self.kind)
        self.term = _pack_terms(tree, order, self.kind, bytes_of_row)
        rows = QUANTITIES + slots * (tree.players + OUTCOMES - 1)
        self.memory, self.address = aligned(rows * bytes_of_row)

    def solve(self, worths: NDArray[np.floating]) -> NDArray[np.floating]:
        """Worths of all players, then probabilities of all outcomes: [row, variant].

        Parameters
        ----------
        worths : [quantity, variant]
            In the precision of the kernel, contiguous.
        """
        assert worths.dtype == self.kind
        assert worths.flags.c_contiguous
        count = worths.shape[1]
        result = np.empty((self.players + OUTCOMES, count), dtype=self.kind)
        self.entry(
            ctypes.c_long(self.node.size),
            _pointer(self.node),
            _pointer(self.probability),
            _pointer(self.term),
            self.players,
            QUANTITIES,
            self.real(RATIONALITY),
            ctypes.c_long(count),
            _pointer(worths),
            _pointer(result),
            self.address,
        )
        return result


def _pointer(array: NDArray[np.generic]) -> ctypes.c_void_p:
    return ctypes.c_void_p(array.ctypes.data)


def order_and_slots(tree: RandomTree) -> tuple[list[int], NDArray[np.int64], int]:
    """Internal nodes, children first, the slot of each, and how many slots there are.

    The child that needs most slots is visited first, so that few are needed: about the logarithm
    of the number of nodes (Sethi & Ullman 1970).
    """
    need = np.zeros(tree.node_count, dtype=np.int64)
    inner: dict[int, list[int]] = {}
    for node in np.flatnonzero(tree.mover != TERMINAL)[::-1].tolist():
        below = [one for one in tree.children(node).tolist() if tree.mover[one] != TERMINAL]
        inner[node] = sorted(below, key=lambda one: -int(need[one]))
        need[node] = max([1] + [int(need[one]) + place for place, one in enumerate(inner[node])])
    order: list[int] = []
    pending = [0]
    while pending:
        order.append(pending.pop())
        pending.extend(inner[order[-1]])
    order.reverse()
    slot = np.zeros(tree.node_count, dtype=np.int64)
    free = list(range(int(need[0]), -1, -1))
    for node in order:
        free.extend(slot[inner[node]].tolist())
        free.sort(reverse=True)
        slot[node] = free.pop()
    return order, slot, int(need[0]) + 1


def _pack_nodes(tree: RandomTree, order: list[int], slot: NDArray[np.int64]) -> NDArray[np.void]:
    """The records of internal nodes, in the order of the walk."""
    packed = np.zeros(len(order), dtype=_NODE)
    for place, node in enumerate(order):
        below = tree.children(node)
        is_internal = tree.mover[below] != TERMINAL
        packed[place]["actions"] = below.size
        packed[place]["mover"] = tree.mover[node]
        packed[place]["is_internal"] = int(is_internal @ (1 << np.arange(below.size)))
        packed[place]["outcome"][: below.size] = np.maximum(tree.outcome[below], 0)
        packed[place]["slot_below"][: below.size] = slot[below]
        packed[place]["slot"] = slot[node]
    return packed


def _pack_probabilities(tree: RandomTree, order: list[int]) -> NDArray[np.float64]:
    """Of each chance node all but its first probability, in pairs."""
    pairs: list[float] = []
    for node in order:
        if tree.mover[node] < 0:
            first, last = tree.first_child[node : node + 2]
            pairs += [*tree.probability[first + 1 : last].tolist(), 0.0][:2]
    return np.array(pairs)


def _pack_terms(
    tree: RandomTree, order: list[int], kind: np.dtype[np.floating], bytes_of_row: int
) -> NDArray[np.void]:
    """The terms of leaves as the walk reads them: the mover's first, then the other players'."""
    leaves: list[int] = []
    players: list[int] = []
    for node in order:
        below = [one for one in tree.children(node).tolist() if tree.mover[one] == TERMINAL]
        mover = int(tree.mover[node])
        first = [mover] if mover >= 0 else []
        for player in first + [one for one in range(tree.players) if one != mover]:
            leaves += below
            players += [player] * len(below)
    offset = "i4" if kind.itemsize == np.dtype("f4").itemsize else "i8"
    packed = np.zeros(len(leaves) * TERMS, dtype=[("coefficient", kind), ("place", offset)])
    packed["coefficient"] = tree.coefficient[leaves, players].ravel()
    packed["place"] = tree.quantity[leaves, players].ravel() * bytes_of_row
    packed["place"][TERMS - 1 :: TERMS] += 1
    return packed
