"""First-order indices agree with closed forms, and an irrelevant assumption gives nothing."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from foedus.findings import Hinge, find_hinges, first_order, sort_variants

Drawn = dict[str, NDArray[np.float64]]


def drawn(seed: int, count: int, *names: str, low: float = 0.0, high: float = 1.0) -> Drawn:
    rng = np.random.default_rng(seed)
    return {name: rng.uniform(low, high, count) for name in names}


def indices(assumptions: Drawn, margin: NDArray[np.float64]) -> dict[str, Hinge]:
    return {one.assumption: one for one in first_order([sort_variants(assumptions)], [margin])}


def ishigami(x: Drawn, a: float = 7.0, b: float = 0.1) -> NDArray[np.float64]:
    return np.sin(x["x1"]) + a * np.sin(x["x2"]) ** 2 + b * x["x3"] ** 4 * np.sin(x["x1"])


def test_the_function_of_ishigami() -> None:
    a, b = 7.0, 0.1
    variance = a**2 / 8 + b * math.pi**4 / 5 + b**2 * math.pi**8 / 18 + 0.5
    exact = {
        "x1": 0.5 * (1 + b * math.pi**4 / 5) ** 2 / variance,
        "x2": a**2 / 8 / variance,
        "x3": 0.0,
    }
    x = drawn(3, 20_000, "x1", "x2", "x3", low=-math.pi, high=math.pi)
    found = indices(x, ishigami(x))
    for name, value in exact.items():
        assert abs(found[name].explained - value) <= 1.5 * found[name].error
        assert found[name].error < 0.025
    assert found["x1"].direction == "raises"
    assert found["x2"].direction == "bends"
    assert {one.assumption for one in find_hinges([sort_variants(x)], [ishigami(x)])} == {
        "x1",
        "x2",
    }


def test_a_linear_model() -> None:
    weights = {"a": 3.0, "b": -2.0, "c": 1.0, "d": 0.0}
    x = drawn(5, 20_000, *weights)
    margin = sum((weight * x[name] for name, weight in weights.items()), np.zeros(20_000))
    total = sum(weight**2 for weight in weights.values())
    found = indices(x, margin)
    for name, weight in weights.items():
        assert found[name].explained == pytest.approx(weight**2 / total, abs=0.015)
    assert [one for one in found if found[one].explained > found[one].error] == ["a", "b", "c"]
    assert found["a"].direction == "raises"
    assert found["b"].direction == "lowers"


@pytest.mark.parametrize("count", [150, 1000, 5000])
def test_an_irrelevant_assumption_explains_nothing_on_average(count: int) -> None:
    found = []
    for seed in range(60):
        x = drawn(seed, count, "a", "b")
        found.append(indices(x, x["a"])["b"].explained)
    assert abs(np.mean(found)) < 3 * np.std(found) / math.sqrt(60)


def test_the_error_is_as_large_as_the_spread_of_independent_estimates() -> None:
    found = []
    for seed in range(80):
        x = drawn(seed, 2000, "a", "b")
        found.append(indices(x, x["a"] + x["b"])["a"])
    spread = float(np.std([one.explained for one in found]))
    told = float(np.mean([one.error for one in found])) / 2.0
    assert 0.7 < told / spread < 1.5


@settings(max_examples=20)
@given(st.floats(0.1, 50), st.floats(-100, 100))
def test_units_do_not_matter(factor: float, shift: float) -> None:
    x = drawn(8, 800, "a", "b")
    margin = x["a"] + x["b"] ** 2
    other = {"a": np.exp(x["a"]), "b": x["b"] * factor + shift}
    before, after = indices(x, margin), indices(other, margin * factor + shift)
    for name in x:
        assert after[name].explained == pytest.approx(before[name].explained, abs=1e-6)
        assert after[name].direction == before[name].direction


def test_what_only_a_reading_changes_is_no_hinge() -> None:
    low, high = drawn(1, 3000, "a", "b"), drawn(2, 3000, "a", "b")
    high["a"] = high["a"] + 10.0
    margins = [low["b"], high["b"] + 100.0]
    found = {
        one.assumption: one.explained
        for one in first_order([sort_variants(low), sort_variants(high)], margins)
    }
    assert found["b"] == pytest.approx(1.0, abs=0.01)
    assert abs(found["a"]) < 0.02


def test_an_assumption_that_one_reading_fixes_counts_where_it_varies() -> None:
    free = drawn(1, 3000, "a", "b")
    fixed = {"a": np.full(3000, 0.5), "b": free["b"]}
    margins = [one["a"] + one["b"] for one in (free, fixed)]
    found = {
        one.assumption: one.explained
        for one in first_order([sort_variants(free), sort_variants(fixed)], margins)
    }
    assert found["a"] == pytest.approx(1 / 3, abs=0.02)
    assert found["b"] == pytest.approx(2 / 3, abs=0.02)


def test_variants_that_are_not_known_are_left_out() -> None:
    x = drawn(6, 4000, "a", "b")
    margin = x["a"] + x["b"]
    holed = np.where(np.random.default_rng(0).random(4000) < 0.3, np.nan, margin)
    assert indices(x, holed)["a"].explained == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize(
    "margin", [np.ones(500), np.full(500, np.nan), np.r_[0.5, 1.5, np.full(498, np.nan)]]
)
def test_nothing_is_said_where_nothing_varies_or_little_is_known(
    margin: NDArray[np.float64],
) -> None:
    assert first_order([sort_variants(drawn(1, 500, "a"))], [margin]) == ()


def test_fixed_assumptions_are_no_hinges() -> None:
    assert first_order([sort_variants({"a": np.ones(500)})], [np.arange(500.0)]) == ()
