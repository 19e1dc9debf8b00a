"""Rows of variants compute what numbers compute."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numba import njit

from foedus.solve.kernels_lanes import (
    choose,
    constant,
    lane_count,
    larger,
    load,
    multiply_add,
    new_row_array,
    pointer,
    power_of_two,
    series_of_powers,
    smaller,
    store,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

ROWS = 64
FLOATS = [np.float32, np.float64]


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def powers(given: NDArray[np.float64], found: NDArray[np.float64], rows: int) -> None:
    for row in range(rows):
        store(pointer(found), row, power_of_two(load(pointer(given), row)))


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def operations(given: NDArray[np.float64], found: NDArray[np.float64]) -> None:
    rows = pointer(given)
    first, second, third = load(rows, 0), load(rows, 1), load(rows, 2)
    results = pointer(found)
    store(results, 0, multiply_add(first, second, third))
    store(results, 1, choose(first, second, third))
    store(results, 2, larger(first, second))
    store(results, 3, smaller(first, second))
    store(results, 4, (first + second) * third - first / second)
    store(results, 5, constant(rows, 0.1))


def drawn(rows: int, dtype: type[np.floating[Any]]) -> NDArray[Any]:
    given = new_row_array(rows, dtype)
    given[:] = np.random.default_rng(3).normal(size=given.size)
    return given


@pytest.mark.parametrize("dtype", FLOATS)
def test_powers_of_two_are_right_to_two_units_in_the_last_place(
    dtype: type[np.floating[Any]],
) -> None:
    given, found = drawn(ROWS, dtype), new_row_array(ROWS, dtype)
    limit = 126 if dtype is np.float32 else 1022
    given[:] = np.linspace(-limit, limit - 1, given.size)
    powers(given, found, ROWS)
    right = np.exp2(given.astype(np.longdouble))
    assert np.abs(found / right - 1.0).max() <= 2.0 * np.finfo(dtype).eps


@pytest.mark.parametrize("dtype", FLOATS)
def test_a_power_is_never_quite_zero(dtype: type[np.floating[Any]]) -> None:
    given, found = drawn(1, dtype), new_row_array(1, dtype)
    given[:] = -np.inf
    given[1] = -1e30
    powers(given, found, 1)
    tiny = np.finfo(dtype).tiny
    assert ((found >= tiny) & (found <= 1.001 * tiny)).all()


@pytest.mark.parametrize("dtype", FLOATS)
def test_operations_on_rows_are_those_on_numbers(dtype: type[np.floating[Any]]) -> None:
    given, found = drawn(3, dtype), new_row_array(6, dtype)
    operations(given, found)
    first, second, third = given.reshape(3, -1)
    exact = (first.astype(np.longdouble) * second + third).astype(dtype)
    rows = found.reshape(6, -1)
    np.testing.assert_array_max_ulp(rows[0], exact, maxulp=1)
    np.testing.assert_array_equal(rows[1], np.where(first < 0, second, third))
    np.testing.assert_array_equal(rows[2], np.maximum(first, second))
    np.testing.assert_array_equal(rows[3], np.minimum(first, second))
    np.testing.assert_array_equal(rows[4], (first + second) * third - first / second)
    np.testing.assert_array_equal(rows[5], np.full(lane_count(dtype), 0.1, dtype))


def test_the_series_of_powers_ends_where_rounding_begins() -> None:
    places = np.linspace(-0.5, 0.5, 1001)
    for degree, allowed in ((5, np.finfo(np.float32).eps), (11, np.finfo(np.float64).eps)):
        total = np.zeros_like(places, dtype=np.longdouble)
        for coefficient in reversed(series_of_powers(degree)):
            total = operator.add(total * places, coefficient)
        assert np.abs(total / np.exp2(places.astype(np.longdouble)) - 1.0).max() <= allowed
