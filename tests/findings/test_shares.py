"""A share counts what it says, and its interval is honest about what is not known."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import binomtest

from foedus.findings import pooled_share, share_of, wilson

HELD = st.lists(st.sampled_from([1.0, 0.0, -1.0, math.nan]), max_size=60).map(np.array)


@given(st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_is_wilsons(counted: tuple[int, int]) -> None:
    holds, count = counted
    expected = binomtest(holds, count).proportion_ci(0.95, method="wilson")
    assert wilson(holds, count) == pytest.approx((expected.low, expected.high), abs=1e-12)


def test_nothing_known_leaves_everything_open() -> None:
    share = share_of(np.array([-1.0, -1.0]))
    assert math.isnan(share.value)
    assert (share.low, share.high, share.undefined) == (0.0, 1.0, 2)


@given(HELD)
def test_every_variant_is_counted_once_and_the_share_lies_in_its_interval(
    held: NDArray[np.float64],
) -> None:
    share = share_of(held)
    assert share.holds + share.fails + share.undefined + share.unsolved == held.size
    assert 0.0 <= share.low <= share.high <= 1.0
    if share.holds + share.fails:
        assert share.low <= share.value <= share.high
        assert share.value == share.holds / (share.holds + share.fails)


@given(HELD)
def test_undefined_variants_change_nothing_but_their_count(held: NDArray[np.float64]) -> None:
    plain, more = share_of(held), share_of(np.append(held, [-1.0, -1.0]))
    assert (plain.low, plain.high) == (more.low, more.high)
    assert more.undefined == plain.undefined + 2


@given(HELD)
def test_an_unsolved_variant_widens_the_interval_to_both_sides(held: NDArray[np.float64]) -> None:
    plain, more = share_of(held), share_of(np.append(held, math.nan))
    if plain.holds + plain.fails + plain.unsolved:
        assert more.low <= plain.low + 1e-12
        assert more.high >= plain.high - 1e-12


def test_unsolved_variants_bound_the_share_as_if_all_failed_or_all_held() -> None:
    held = np.array([1.0] * 80 + [0.0] * 10 + [math.nan] * 10)
    share = share_of(held)
    assert share.low == wilson(80, 100)[0]
    assert share.high == wilson(90, 100)[1]
    assert share.value == 80 / 90


@given(HELD)
def test_more_that_holds_is_never_a_lower_share(held: NDArray[np.float64]) -> None:
    better = np.where(held == 0.0, 1.0, held)
    assert share_of(better).low >= share_of(held).low
    assert share_of(better).high >= share_of(held).high


def test_the_same_variants_under_three_readings_are_no_more_than_one_sample() -> None:
    held = np.array([1.0] * 70 + [0.0] * 30)
    pooled, single = pooled_share([held, held, held]), share_of(held)
    assert pooled.holds == 210
    assert (pooled.low, pooled.high) == pytest.approx((single.low, single.high))


def test_unlike_variants_under_three_readings_are_as_good_as_three_samples() -> None:
    rng = np.random.default_rng(4)
    held = [(rng.random(3000) < 0.4).astype(np.float64) for _ in range(3)]
    pooled = pooled_share(held)
    low, high = wilson(pooled.holds, 9000)
    assert pooled.high - pooled.low == pytest.approx(high - low, rel=0.05)


def test_where_all_readings_agree_on_everything_numbers_of_variants_count() -> None:
    pooled = pooled_share([np.ones(50), np.ones(50)])
    assert pooled.low == pytest.approx(wilson(50, 50)[0])


def test_a_pooled_interval_covers_at_its_level_where_draws_are_shared() -> None:
    rng = np.random.default_rng(11)
    covered = 0
    for _ in range(400):
        shared = rng.random(200)
        # Under one reading the test holds below 0.5, under the other below 0.7: 0.6 together.
        pooled = pooled_share([(shared < limit).astype(np.float64) for limit in (0.5, 0.7)])
        covered += pooled.low <= 0.6 <= pooled.high
    assert 0.92 <= covered / 400 <= 0.98
