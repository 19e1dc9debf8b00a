"""The generator is Philox4x64-10, as published."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.ensemble.kernels import fill_units, high_product, philox, unit

WORD = st.integers(0, 2**64 - 1)

# The known answers of the Random123 library, by the authors of Salmon et al. (2011).
KNOWN_ANSWERS = [
    (
        "0000000000000000 0000000000000000 0000000000000000 0000000000000000",
        "0000000000000000 0000000000000000",
        "16554d9eca36314c db20fe9d672d0fdc d7e772cee186176b 7e68b68aec7ba23b",
    ),
    (
        "ffffffffffffffff ffffffffffffffff ffffffffffffffff ffffffffffffffff",
        "ffffffffffffffff ffffffffffffffff",
        "87b092c3013fe90b 438c3c67be8d0224 9cc7d7c69cd777b6 a09caebf594f0ba0",
    ),
    (
        "243f6a8885a308d3 13198a2e03707344 a4093822299f31d0 082efa98ec4e6c89",
        "452821e638d01377 be5466cf34e90c6c",
        "a528f45403e61d95 38c72dbd566e9788 a5a1610e72fd18b5 57bd43b5e52b7fe6",
    ),
]


def words(text: str) -> list[np.uint64]:
    return [np.uint64(int(word, 16)) for word in text.split()]


@pytest.mark.parametrize(("counter", "key", "answer"), KNOWN_ANSWERS)
def test_it_gives_the_known_answers(counter: str, key: str, answer: str) -> None:
    found = philox(*words(counter), *words(key))
    assert [f"{int(word):016x}" for word in found] == answer.split()


@given(counter=st.lists(WORD, min_size=4, max_size=4), key=st.lists(WORD, min_size=2, max_size=2))
def test_it_agrees_with_that_of_numpy(counter: list[int], key: list[int]) -> None:
    number = sum(word << (64 * place) for place, word in enumerate(counter))
    before = (number - 1) % 2**256  # NumPy counts up before it draws
    other = np.random.Philox(counter=before, key=key[0] + (key[1] << 64)).random_raw(4)
    found = philox(*(np.uint64(word) for word in (*counter, *key)))
    assert [int(word) for word in found] == other.tolist()


@given(first=WORD, second=WORD)
def test_products_have_their_upper_half(first: int, second: int) -> None:
    assert int(high_product(np.uint64(first), np.uint64(second))) == first * second >> 64


def test_units_never_reach_zero_or_one() -> None:
    assert 0.0 < unit(np.uint64(0)) == 2.0**-53
    assert unit(np.uint64(2**64 - 1)) == 1.0 - 2.0**-53 < 1.0


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 8, 9])
def test_a_longer_draw_begins_like_a_shorter_one(size: int) -> None:
    place = [np.uint64(one) for one in (1950, 7, 12, 3)]
    short, long = np.empty(size), np.empty(12)
    fill_units(*place, short)
    fill_units(*place, long)
    np.testing.assert_array_equal(short, long[:size])
    assert np.unique(long).size == long.size


@pytest.mark.parametrize("changed", range(4))
def test_every_part_of_the_place_counts(changed: int) -> None:
    place = [np.uint64(one) for one in (1950, 7, 12, 3)]
    here, there = np.empty(4), np.empty(4)
    fill_units(*place, here)
    place[changed] += np.uint64(1)
    fill_units(*place, there)
    assert not np.isin(here, there).any()
