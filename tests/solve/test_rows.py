"""Rows of variants compute what numbers compute."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from numba import njit

from foedus.solve.kernels_lanes import (
    FEW,
    alike,
    choose,
    constant,
    in_few,
    is_any_negative,
    lane_count,
    larger,
    load,
    load_few,
    multiply_add,
    new_row_array,
    pointer,
    power_of_two,
    smaller,
    store,
)
from foedus.solve.kernels_logarithms import exponential, logarithm
from foedus.solve.kernels_series import series_of_powers

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


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def exponentials(given: NDArray[np.float64], found: NDArray[np.float64]) -> None:
    for row in range(given.size // FEW):
        store(pointer(found), row, exponential(load_few(pointer(given), row)))


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def logarithms(given: NDArray[np.float64], found: NDArray[np.float64]) -> None:
    for row in range(given.size // FEW):
        store(pointer(found), row, logarithm(load_few(pointer(given), row)))


@njit  # pyright: ignore[reportUntypedFunctionDecorator]
def on_few(given: NDArray[np.float64], found: NDArray[np.float64]) -> bool:
    first, second = load_few(pointer(given), 0), load_few(pointer(given), 1)
    store(pointer(found), 0, multiply_add(first, in_few(0.1), alike(first, 3.0)) / second)
    return is_any_negative(first)


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


def units_off(found: NDArray[np.float64], right: NDArray[np.longdouble]) -> float:
    """The largest distance in units of the last place of what is right."""
    distances = np.abs(found - right) / np.spacing(np.abs(right.astype(np.float64)))
    return float(distances.max())


def test_exponentials_are_right_to_two_units_in_the_last_place() -> None:
    given = np.concatenate([np.linspace(-708.0, 700.0, 80_000), np.linspace(-1.0, 1.0, 80_000)])
    found = np.empty_like(given)
    exponentials(given, found)
    assert units_off(found, np.exp(given.astype(np.longdouble))) <= 2.0


def test_an_exponential_is_never_quite_zero_and_hands_on_what_is_no_number() -> None:
    given = np.resize([-708.0, -709.0, -1e30, -np.inf, 0.0, np.nan, -1.0, 1.0], FEW)
    found = np.empty_like(given)
    exponentials(given, found)
    assert (found[:4] == found[0]).all()
    assert 0.0 < found[0] < 1e-307
    assert found[4] == 1.0
    assert np.isnan(found[5])


def test_logarithms_are_right_to_two_units_in_the_last_place() -> None:
    near_one = 1.0 + np.concatenate([np.logspace(-15, -1, 40_000), -np.logspace(-15, -1, 40_000)])
    given = np.concatenate(
        [np.logspace(-307, 308, 80_000), np.linspace(1.0, 9.0, 80_000), near_one]
    )
    found = np.empty_like(given)
    logarithms(given, found)
    assert units_off(found, np.log(given.astype(np.longdouble))) <= 2.0


def test_a_logarithm_hands_on_what_is_no_number() -> None:
    given = np.resize([np.nan, np.inf, 1.0, 2.0, 0.5, 1e-300, 1e300, 3.0], FEW)
    found = np.empty_like(given)
    logarithms(given, found)
    assert np.isnan(found[:2]).all()
    assert found[2] == 0.0
    np.testing.assert_array_max_ulp(found[3:8], np.log(given[3:8]), maxulp=2)


@pytest.mark.parametrize("lane", range(FEW))
def test_rows_of_few_see_every_lane(lane: int) -> None:
    given = np.arange(1.0, 1.0 + 2 * FEW)
    found = np.empty(FEW)
    assert not on_few(given, found)
    given[lane] *= -1.0
    assert on_few(given, found)
    exact = (given[:FEW].astype(np.longdouble) * 0.1 + 3.0).astype(np.float64) / given[FEW:]
    np.testing.assert_array_max_ulp(found, exact, maxulp=1)
