"""What do the kernels that differentiate do to the same number of several variants at once?

Rows of few lanes (see `kernels_lanes`) are set, copied, multiplied and added up where they stand,
and variants of a batch are brought into lanes and back. Rows are given by pointers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel, row_kernel
from foedus.solve.kernels_lanes import beyond, in_few, load_few, multiply_add, pointer, store
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from foedus.solve.kernels_lanes import Pointer


@row_kernel
def add_product(
    total: Pointer, at: int, factor: Pointer, of: int, addend: Pointer, entry: int
) -> None:
    """Add ``factor[of] * addend[entry]`` to ``total[at]`` in all lanes."""
    product = multiply_add(load_few(factor, of), load_few(addend, entry), load_few(total, at))
    store(total, at, product)


@row_kernel
def set_product(
    result: Pointer, at: int, factor: Pointer, of: int, other: Pointer, entry: int
) -> None:
    """Set ``result[at]`` to ``factor[of] * other[entry]`` in all lanes."""
    store(result, at, load_few(factor, of) * load_few(other, entry))


@row_kernel
def set_row(result: Pointer, at: int, value: float) -> None:
    """Set ``result[at]`` to a number in all lanes."""
    store(result, at, in_few(value))


@row_kernel
def copy_row(result: Pointer, at: int, source: Pointer, entry: int) -> None:
    """Set ``result[at]`` to ``source[entry]`` in all lanes."""
    store(result, at, load_few(source, entry))


@row_kernel
def add_multiple(total: Pointer, at: int, factor: float, addend: Pointer, entry: int) -> None:
    """Add ``factor * addend[entry]`` to ``total[at]`` in all lanes."""
    store(total, at, multiply_add(in_few(factor), load_few(addend, entry), load_few(total, at)))


@inner_kernel
def load_rows(rows: Pointer, at: int, batch: NDArray[np.float64], begin: int) -> None:
    """Copy the variants from `begin` on into lanes; lanes without a variant repeat the last."""
    numbers, (count, variants) = pointer(batch), batch.shape
    for row in range(count):
        if begin + LANES <= variants:
            first = beyond(numbers, row * variants + begin)
            store(rows, at + row, load_few(first, 0))
        else:
            for lane in range(LANES):
                variant = min(begin + lane, variants - 1)
                rows[(at + row) * LANES + lane] = numbers[row * variants + variant]


@inner_kernel
def add_rows(rows: Pointer, at: int, batch: NDArray[np.float64], begin: int) -> None:
    """Add lanes to the variants of a batch from `begin` on."""
    numbers, (count, variants) = pointer(batch), batch.shape
    for row in range(count):
        first = row * variants + begin
        if begin + LANES <= variants:
            here = beyond(numbers, first)
            store(here, 0, load_few(here, 0) + load_few(rows, at + row))
        else:
            for lane in range(variants - begin):
                numbers[first + lane] += rows[(at + row) * LANES + lane]
