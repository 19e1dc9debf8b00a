"""What is done to the same number of several variants at once?

Rows of lanes (see `kernels_response`) are set, copied, multiplied and added up, and variants of a
batch are brought into lanes and back. What is written out number by number is so for the reason
that `add_product` gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.solve.compilation import inner_kernel
from foedus.solve.kernels_response import LANES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@inner_kernel
def set_product(
    result: NDArray[np.float64],
    at: int,
    factor: NDArray[np.float64],
    of: int,
    other: NDArray[np.float64],
    entry: int,
) -> None:
    """Set ``result[at]`` to ``factor[of] * other[entry]`` in all lanes; see `add_product`."""
    first = factor[of, 0] * other[entry, 0]
    second = factor[of, 1] * other[entry, 1]
    third = factor[of, 2] * other[entry, 2]
    fourth = factor[of, 3] * other[entry, 3]
    fifth = factor[of, 4] * other[entry, 4]
    sixth = factor[of, 5] * other[entry, 5]
    seventh = factor[of, 6] * other[entry, 6]
    eighth = factor[of, 7] * other[entry, 7]
    result[at, 0] = first
    result[at, 1] = second
    result[at, 2] = third
    result[at, 3] = fourth
    result[at, 4] = fifth
    result[at, 5] = sixth
    result[at, 6] = seventh
    result[at, 7] = eighth


@inner_kernel
def set_row(result: NDArray[np.float64], at: int, value: float) -> None:
    """Set ``result[at]`` to a number in all lanes."""
    for lane in range(LANES):
        result[at, lane] = value


@inner_kernel
def copy_row(result: NDArray[np.float64], at: int, source: NDArray[np.float64], entry: int) -> None:
    """Set ``result[at]`` to ``source[entry]`` in all lanes; see `add_product`."""
    first, second = source[entry, 0], source[entry, 1]
    third, fourth = source[entry, 2], source[entry, 3]
    fifth, sixth = source[entry, 4], source[entry, 5]
    seventh, eighth = source[entry, 6], source[entry, 7]
    result[at, 0] = first
    result[at, 1] = second
    result[at, 2] = third
    result[at, 3] = fourth
    result[at, 4] = fifth
    result[at, 5] = sixth
    result[at, 6] = seventh
    result[at, 7] = eighth


@inner_kernel
def add_multiple(
    total: NDArray[np.float64], at: int, factor: float, addend: NDArray[np.float64], entry: int
) -> None:
    """Add ``factor * addend[entry]`` to ``total[at]`` in all lanes; see `add_product`."""
    first = total[at, 0] + factor * addend[entry, 0]
    second = total[at, 1] + factor * addend[entry, 1]
    third = total[at, 2] + factor * addend[entry, 2]
    fourth = total[at, 3] + factor * addend[entry, 3]
    fifth = total[at, 4] + factor * addend[entry, 4]
    sixth = total[at, 5] + factor * addend[entry, 5]
    seventh = total[at, 6] + factor * addend[entry, 6]
    eighth = total[at, 7] + factor * addend[entry, 7]
    total[at, 0] = first
    total[at, 1] = second
    total[at, 2] = third
    total[at, 3] = fourth
    total[at, 4] = fifth
    total[at, 5] = sixth
    total[at, 6] = seventh
    total[at, 7] = eighth


@inner_kernel
def load_rows(rows: NDArray[np.float64], at: int, batch: NDArray[np.float64], begin: int) -> None:
    """Copy the variants from `begin` on into lanes; lanes without a variant repeat the last."""
    last = batch.shape[1] - 1
    if begin + LANES <= batch.shape[1]:
        for row in range(batch.shape[0]):
            for lane in range(LANES):
                rows[at + row, lane] = batch[row, begin + lane]
        return
    for row in range(batch.shape[0]):
        for lane in range(LANES):
            rows[at + row, lane] = batch[row, min(begin + lane, last)]


@inner_kernel
def add_rows(rows: NDArray[np.float64], at: int, batch: NDArray[np.float64], begin: int) -> None:
    """Add lanes to the variants of a batch from `begin` on."""
    width = min(LANES, batch.shape[1] - begin)
    for row in range(batch.shape[0]):
        for lane in range(width):
            batch[row, begin + lane] += rows[at + row, lane]
