"""A variant's numbers are its own: the same bits in any company, order, piece and thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import clustered_form, random_form, random_variants, stag_hunt

from foedus.solve import Query, Variants, equilibrium, pieces, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Solution

SEEDS = range(6)


def drawn(seed: int, count: int = 45) -> tuple[ExtensiveForm, Variants]:
    """Calm and sharp play, pure chance and the rational limit, side by side."""
    generator = np.random.default_rng(40 + seed)
    form = clustered_form(generator) if seed else random_form(generator, nodes=40, hidden=0.0)
    kappa = generator.choice([0.0, 0.5, 8.0, 60.0, np.inf], count)
    return form, random_variants(form, generator, count, kappa=kappa)


def chosen(variants: Variants, which: NDArray[np.int64]) -> Variants:
    return Variants(
        variants.worths[:, which], variants.chance[:, :, which], variants.rationality[:, which]
    )


def solved(form: ExtensiveForm, variants: Variants, threads: int = 1) -> Solution:
    event = form.is_terminal & (np.arange(form.node_count) % 3 == 0)
    queries = [Query(0, event, form.is_terminal, worth_of=1)]
    return solve(form, variants, queries, keep_behaviour=True, threads=threads)


def assert_same_bits(one: Solution, other: Solution, which: NDArray[np.int64]) -> None:
    assert one.behaviour is not None
    assert other.behaviour is not None
    np.testing.assert_array_equal(one.behaviour[:, which], other.behaviour)
    np.testing.assert_array_equal(one.values[:, which], other.values)
    for name in ("worth", "status", "residual", "regret", "turned", "tied"):
        np.testing.assert_array_equal(getattr(one, name)[..., which], getattr(other, name))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_variants_changes_no_bit(seed: int) -> None:
    form, variants = drawn(seed)
    order = np.random.default_rng(seed).permutation(variants.count)
    assert_same_bits(solved(form, variants), solved(form, chosen(variants, order)), order)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("count", [1, 3, 15, 16, 17])
def test_the_company_of_a_variant_changes_no_bit(seed: int, count: int) -> None:
    form, variants = drawn(seed)
    some = np.random.default_rng(seed).choice(variants.count, count, replace=False)
    assert_same_bits(solved(form, variants), solved(form, chosen(variants, some)), some)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("size", [1, 7, 64])
def test_the_size_of_pieces_and_the_number_of_threads_change_no_bit(
    seed: int, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    form, variants = drawn(seed)
    usual = solved(form, variants)
    monkeypatch.setattr(equilibrium, "_LARGEST_PIECE", size)
    monkeypatch.setattr(equilibrium, "_SEEN_PIECE", size)
    monkeypatch.setattr(pieces, "_SMALLEST_PIECE", size)
    assert_same_bits(usual, solved(form, variants, threads=3), np.arange(variants.count))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_variant_that_is_beyond_all_numbers_spoils_no_other(seed: int) -> None:
    form, variants = drawn(seed)
    usual = solved(form, variants)
    spoilt = chosen(variants, np.arange(variants.count))
    broken = np.arange(0, variants.count, 5)
    spoilt.worths[:, broken] = 1.7e308 * np.sign(spoilt.worths[:, broken])
    others = np.setdiff1d(np.arange(variants.count), broken)
    found = solved(form, spoilt)
    assert found.behaviour is not None
    assert usual.behaviour is not None
    np.testing.assert_array_equal(found.behaviour[:, others], usual.behaviour[:, others])
    np.testing.assert_array_equal(found.status[others], usual.status[others])


def test_one_that_bends_back_spoils_no_other() -> None:
    form = stag_hunt(2.4)
    generator = np.random.default_rng(3)
    variants = random_variants(form, generator, 24, kappa=np.geomspace(0.1, 1e5, 24))
    assert_same_bits(
        solved(form, variants),
        solved(form, chosen(variants, np.arange(24)[::-1])),
        np.arange(24)[::-1],
    )
