"""Systems of linear equations are solved in every lane as if it were alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from numba import njit

from foedus.solve.kernels_abreast import factorise_all, substitute_all
from foedus.solve.kernels_lanes import pointer
from foedus.solve.kernels_state import LANES

if TYPE_CHECKING:
    from numpy.typing import NDArray

SIZES = [1, 2, 5, 17]


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def solve_all(
    matrix: NDArray[np.float64],
    exchange: NDArray[np.float64],
    sign: NDArray[np.float64],
    vector: NDArray[np.float64],
    smallest: float,
) -> None:
    size = vector.shape[0]
    factorise_all(pointer(matrix), pointer(exchange), pointer(sign), size, smallest)
    substitute_all(pointer(matrix), pointer(exchange), pointer(vector), size)


def solved(
    matrices: NDArray[np.float64], sides: NDArray[np.float64], smallest: float = 0.0
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The solution of each lane's system, and the sign of its determinant."""
    size = sides.shape[1]
    matrix = matrices.reshape(LANES, size * size).T.copy(order="C")
    vector, sign = sides.T.copy(order="C"), np.ones((1, LANES))
    solve_all(matrix, np.zeros((size, LANES)), sign, vector, smallest)
    return vector.T, sign[0]


def drawn(size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Matrices whose largest entries stand in other rows in every lane."""
    generator = np.random.default_rng(size)
    matrices = generator.normal(size=(LANES, size, size))
    for lane in range(1, LANES):
        matrices[lane] += 5.0 * np.eye(size)[generator.permutation(size)]
    return matrices, generator.normal(size=(LANES, size))


@pytest.mark.parametrize("size", SIZES)
def test_every_lane_is_solved(size: int) -> None:
    matrices, sides = drawn(size)
    found, sign = solved(matrices, sides)
    np.testing.assert_array_equal(sign, np.linalg.slogdet(matrices)[0])
    left = np.einsum("lij,lj->li", matrices, found) - sides
    scale = np.abs(matrices).sum(axis=(1, 2)) * np.abs(found).max(axis=1)
    assert (np.abs(left).max(axis=1) <= 1e-15 * size * scale).all()


@pytest.mark.parametrize("lane", [0, 5, LANES - 1])
@pytest.mark.parametrize("bad", [0.0, np.nan, np.inf])
def test_a_singular_lane_is_named_and_disturbs_no_other(lane: int, bad: float) -> None:
    matrices, sides = drawn(5)
    right, _ = solved(matrices, sides)
    matrices[lane] = bad
    found, sign = solved(matrices, sides)
    others = np.arange(LANES) != lane
    np.testing.assert_array_equal(found[others], right[others])
    assert sign[lane] == 0.0
    assert (sign[others] != 0.0).all()


def test_a_pivot_that_is_small_beside_its_row_counts_as_none() -> None:
    matrices = np.tile(np.array([[1.0, 1e6], [0.0, 1.0]]), (LANES, 1, 1))
    sides = np.ones((LANES, 2))
    assert (solved(matrices, sides, 1e-7)[1] == 1.0).all()
    assert (solved(matrices, sides, 1e-5)[1] == 0.0).all()
