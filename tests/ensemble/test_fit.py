"""Draws have the distribution that they should have; every test of fit here can fail."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pytest
from scipy import stats

from foedus.case import Assumption, Order, Simplex
from foedus.ensemble import space_of
from foedus.ensemble.extensions import count_completions

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.ensemble import Space

    Sampler = Callable[[Space], NDArray[np.float64]]
    Maker = Callable[..., list[Assumption]]

LEAST_P = 1e-3


def fits(values: NDArray[np.float64], distribution: stats.rv_continuous) -> bool:
    """Whether a test of Kolmogorov and Smirnov has nothing against it."""
    return stats.kstest(values, distribution.cdf).pvalue > LEAST_P


def test_the_test_of_fit_can_fail(intervals: Maker, sample: Sampler) -> None:
    values = sample(space_of(intervals(loss=(0.0, 1.0))))[0]
    assert fits(values, stats.uniform())
    assert not fits(values, stats.uniform(0.0, 1.02))
    assert not fits(values, stats.beta(1.06, 1.0))


def test_an_interval_is_uniform_between_its_bounds(intervals: Maker, sample: Sampler) -> None:
    values = sample(space_of(intervals(loss=(-100.0, -40.0))))[0]
    assert fits(values, stats.uniform(-100.0, 60.0))
    assert values.min() >= -100.0
    assert values.max() <= -40.0


def test_kappa_is_uniform_in_its_logarithm(sample: Sampler) -> None:
    space = space_of([Assumption("kappa", "rationality", 4.05, 29.4, "log-uniform")])
    values = sample(space)[0]
    assert space.blocks[0].how == "log-uniform"
    assert fits(values, stats.loguniform(4.05, 29.4))
    assert not fits(values, stats.uniform(4.05, 29.4 - 4.05))


def test_independent_assumptions_are_independent(intervals: Maker, sample: Sampler) -> None:
    values = sample(space_of(intervals(**{f"worth-{one}": (0.0, 1.0) for one in range(12)})))
    correlations = np.corrcoef(values)[np.triu_indices(12, 1)]
    statistic = (correlations**2).sum() * values.shape[1]
    assert stats.chi2(correlations.size).sf(statistic) > LEAST_P
    counts, *_ = np.histogram2d(values[0], values[1], bins=10, range=[[0, 1], [0, 1]])
    assert stats.chisquare(counts.ravel()).pvalue > LEAST_P


@pytest.mark.parametrize("count", [2, 4, 16])
def test_a_chain_has_the_order_statistics(count: int, intervals: Maker, sample: Sampler) -> None:
    names = [f"worth-{one:02d}" for one in range(count)]
    orders = [Order(*pair) for pair in pairwise(names)]
    space = space_of(intervals(**dict.fromkeys(names, (-100.0, 100.0))), orders)
    assert space.blocks[0].how == "sorted, along one of 1 linear extensions"
    values = sample(space)
    assert (np.diff(values, axis=0) > 0).all()
    for rank in range(count):
        expected = stats.beta(rank + 1, count - rank, -100.0, 200.0)
        assert fits(values[rank], expected)
        assert not fits(values[rank], stats.beta(rank + 2.0, count - rank, -100.0, 200.0))


def test_a_chain_can_be_uniform_in_its_logarithm(sample: Sampler) -> None:
    pair = [Assumption(name, "strength", 1.0, 100.0, "log-uniform") for name in ("small", "large")]
    values = np.log(sample(space_of(pair, [Order("small", "large")]))) / np.log(100.0)
    assert fits(values[0], stats.beta(1, 2))
    assert fits(values[1], stats.beta(2, 1))


# a < c, b < c, b < d: the smallest order that is no tree, of five linear extensions.
LETTER_N = (("a", "c"), ("b", "c"), ("b", "d"))


def test_every_linear_extension_is_as_likely(intervals: Maker, sample: Sampler) -> None:
    assumptions = intervals(**dict.fromkeys("abcd", (0.0, 1.0)))
    space = space_of(assumptions, [Order(*pair) for pair in LETTER_N])
    assert space.blocks[0].how == "sorted, along one of 5 linear extensions"
    rows = np.argsort(sample(space), axis=0).T
    found = Counter("".join("abcd"[one] for one in row) for row in rows)
    assert set(found) == {"abcd", "abdc", "bacd", "badc", "bdac"}
    assert stats.chisquare(list(found.values())).pvalue > LEAST_P


def test_values_along_an_extension_are_order_statistics(intervals: Maker, sample: Sampler) -> None:
    assumptions = intervals(**dict.fromkeys("abcd", (0.0, 1.0)))
    values = np.sort(sample(space_of(assumptions, [Order(*pair) for pair in LETTER_N])), axis=0)
    for rank in range(4):
        assert fits(values[rank], stats.beta(rank + 1, 4 - rank))


@pytest.mark.parametrize(
    ("count", "orders", "ways"),
    [(1, (), 1), (4, (), 24), (4, ((0, 1), (2, 3)), 6), (5, ((0, 1), (1, 2), (2, 3), (3, 4)), 1)],
)
def test_linear_extensions_are_counted(
    count: int, orders: tuple[tuple[int, int], ...], ways: int
) -> None:
    assert count_completions(count, orders)[0] == ways


def test_an_order_on_different_bounds_is_uniform_on_what_is_left(
    intervals: Maker, sample: Sampler
) -> None:
    space = space_of(intervals(less=(0.0, 10.0), more=(5.0, 20.0)), [Order("less", "more")])
    left = 150.0 - 12.5  # the rectangle without the triangle in which the order fails
    assert space.blocks[0].acceptance == pytest.approx(left / 150.0, abs=0.01)
    less, more = sample(space)
    assert (less < more).all()

    def less_is_below(value: NDArray[np.float64]) -> NDArray[np.float64]:
        above = np.maximum(value - 5.0, 0.0)
        return (15.0 * value - above**2 / 2.0) / left

    assert stats.kstest(less, less_is_below).pvalue > LEAST_P
    assert not fits(less, stats.uniform(0.0, 10.0))


def test_probabilities_that_sum_to_one_are_flat_dirichlet(
    probabilities: Maker, sample: Sampler
) -> None:
    parts = dict.fromkeys(("peace", "war", "talks"), (0.0, 1.0))
    space = space_of(probabilities(**parts), [], [Simplex(tuple(parts), is_complete=True)])
    values = sample(space)
    assert space.blocks[0].method == "dirichlet"
    assert space.blocks[0].acceptance == 1.0
    np.testing.assert_allclose(values.sum(axis=0), 1.0, atol=1e-15)
    assert all(fits(part, stats.beta(1, 2)) for part in values)
    expected = np.where(np.eye(3, dtype=bool), 1.0 / 18.0, -1.0 / 36.0)
    np.testing.assert_allclose(np.cov(values), expected, atol=0.0015)
    np.testing.assert_allclose(values.mean(axis=1), 1.0 / 3.0, atol=0.007)


def test_probabilities_that_leave_a_rest_are_flat_together_with_it(
    probabilities: Maker, sample: Sampler
) -> None:
    parts = dict.fromkeys(("peace", "war"), (0.0, 1.0))
    values = sample(
        space_of(probabilities(**parts), [], [Simplex(tuple(parts), is_complete=False)])
    )
    for part in (*values, 1.0 - values.sum(axis=0)):
        assert fits(part, stats.beta(1, 2))


@pytest.mark.parametrize(
    ("highest", "method", "acceptance"),
    [(0.8, "dirichlet", 1.0 - 3 * 0.2**2), (0.5, "box", 0.5)],
)
def test_bounded_probabilities_are_uniform_on_what_is_left(
    highest: float, method: str, acceptance: float, probabilities: Maker, sample: Sampler
) -> None:
    parts = dict.fromkeys(("peace", "war", "talks"), (0.0, highest))
    space = space_of(probabilities(**parts), [], [Simplex(tuple(parts), is_complete=True)])
    assert space.blocks[0].method == method
    assert space.blocks[0].acceptance == pytest.approx(acceptance, abs=0.015)
    values = sample(space)
    np.testing.assert_allclose(values.sum(axis=0), 1.0, atol=1e-15)
    flat = np.random.default_rng(7).dirichlet([1.0, 1.0, 1.0], size=200_000).T
    kept = flat[:, (flat <= highest).all(axis=0)]
    for drawn, expected in zip(values, kept, strict=True):
        assert stats.ks_2samp(drawn, expected).pvalue > LEAST_P


def test_orders_hold_among_probabilities_that_sum_to_one(
    probabilities: Maker, sample: Sampler
) -> None:
    parts = dict.fromkeys(("peace", "war", "talks"), (0.0, 1.0))
    space = space_of(
        probabilities(**parts),
        [Order("peace", "war"), Order("war", "talks")],
        [Simplex(tuple(parts), is_complete=True)],
    )
    values = sample(space)
    flat = np.sort(np.random.default_rng(7).dirichlet([1.0, 1.0, 1.0], size=50_000).T, axis=0)
    np.testing.assert_allclose(values.sum(axis=0), 1.0, atol=1e-15)
    for drawn, expected in zip(values, flat, strict=True):
        assert stats.ks_2samp(drawn, expected).pvalue > LEAST_P
