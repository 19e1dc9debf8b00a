"""The same variant is the same numbers, however and wherever it is drawn."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import Assumption, Order, Simplex, load
from foedus.ensemble import draw, make_space, space_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.ensemble import Space

ASSUMPTIONS = (
    Assumption("alone", "worth", -5, 5),
    Assumption("kappa", "rationality", 4.05, 29.4, "log-uniform"),
    Assumption("low", "worth", -100, 100),
    Assumption("middle", "worth", -100, 100),
    Assumption("high", "worth", -100, 100),
    Assumption("less", "worth", 0, 10),
    Assumption("more", "worth", 5, 20),
    Assumption("first", "probability", 0, 1),
    Assumption("second", "probability", 0, 1),
    Assumption("given", "worth", 3, 3),
)
ORDERS = (Order("low", "middle"), Order("low", "high"), Order("less", "more"))
SIMPLEXES = (Simplex(("first", "second"), is_complete=False),)
SPACE = space_of(ASSUMPTIONS, ORDERS, SIMPLEXES)


def drawn(
    variants: NDArray[np.int64] | list[int], space: Space = SPACE, seed: int = 1950
) -> NDArray[np.float64]:
    return np.stack(list(draw(space, seed, variants).values()))


def test_the_space_is_drawn_in_all_ways() -> None:
    assert {block.method for block in SPACE.blocks} == {"interval", "ordered", "box", "dirichlet"}
    assert dict(SPACE.fixed) == {"given": 3.0}


@given(
    numbers=st.lists(st.integers(0, 2**62), min_size=1, max_size=30),
    cut=st.integers(0, 30),
    order=st.randoms(use_true_random=False),
)
def test_neither_order_nor_chunks_matter(
    numbers: list[int], cut: int, order: random.Random
) -> None:
    whole = drawn(np.array(numbers))
    chunks = [chunk for chunk in (numbers[:cut], numbers[cut:]) if chunk]
    np.testing.assert_array_equal(np.hstack([drawn(chunk) for chunk in chunks]), whole)
    shuffled = order.sample(range(len(numbers)), len(numbers))
    np.testing.assert_array_equal(drawn([numbers[one] for one in shuffled]), whole[:, shuffled])


def test_threads_at_once_draw_what_one_draws() -> None:
    chunks = [np.arange(start, start + 500) for start in range(0, 8_000, 500)]
    with ThreadPoolExecutor(max_workers=8) as pool:
        together = np.hstack(list(pool.map(drawn, chunks)))
    np.testing.assert_array_equal(together, drawn(np.arange(8_000)))


def test_another_seed_is_another_ensemble() -> None:
    open_rows = slice(0, len(ASSUMPTIONS) - 1)
    one, other = drawn(np.arange(100)), drawn(np.arange(100), seed=1951)
    assert not np.isin(one[open_rows], other[open_rows]).any()
    np.testing.assert_array_equal(drawn([3], seed=-1), drawn([3], seed=2**64 - 1))


def test_an_assumption_more_leaves_the_others_as_they_were() -> None:
    more = (Assumption("more-still", "worth", 0, 1), *ASSUMPTIONS)
    larger = draw(space_of(more, ORDERS, SIMPLEXES), 1950, np.arange(50))
    for name, values in draw(SPACE, 1950, np.arange(50)).items():
        np.testing.assert_array_equal(larger[name], values)


@pytest.mark.parametrize("reading", [("willing",), ("trapped",), ("deferential",)])
def test_a_reading_changes_only_the_blocks_that_it_touches(reading: tuple[str, ...]) -> None:
    base, under = load("korea-1950"), load("korea-1950").under(reading)
    own = {one.name: (one.low, one.high) for one in base.assumptions}
    changed = {one.name for one in under.assumptions if own[one.name] != (one.low, one.high)}
    assert changed
    spaces = [make_space(case) for case in (base, under)]
    touched = {
        name
        for space in spaces
        for block in space.blocks
        if changed & set(block.names)
        for name in block.names
    }
    numbers = [draw(space, 1950, np.arange(200)) for space in spaces]
    differ = {name for name in numbers[0] if (numbers[0][name] != numbers[1][name]).any()}
    assert changed <= differ <= touched


def test_a_changed_interval_keeps_its_rank_among_variants(
    intervals: Callable[..., list[Assumption]],
) -> None:
    near, far = (
        draw(space_of(intervals(loss=bounds)), 1950, np.arange(1_000))["loss"]
        for bounds in ((0.0, 1.0), (10.0, 50.0))
    )
    np.testing.assert_allclose((far - 10.0) / 40.0, near, atol=1e-14)
