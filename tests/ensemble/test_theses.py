"""A test is true, false or undefined, as Kleene's strong logic has it."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    Negation,
    Number,
    Quantity,
    parse_test,
)
from foedus.ensemble import Numbers, evaluate_test, margin_of, quantities_of
from foedus.ensemble.testing import FAILS, HOLDS, UNDEFINED, evaluate_term

NAN = float("nan")
WORTH = {HOLDS: -1.0, FAILS: 1.0, UNDEFINED: NAN}


def numbers(**assumptions: list[float]) -> Numbers:
    arrays = {name: np.array(values) for name, values in assumptions.items()}
    return Numbers({}, arrays, len(next(iter(arrays.values()))))


def below_zero(name: str) -> Comparison:
    return Comparison("<", AssumedValue(name), Number(0.0))


PAIRS = list(product((HOLDS, FAILS, UNDEFINED), repeat=2))
BOTH = numbers(a=[WORTH[one] for one, _ in PAIRS], b=[WORTH[other] for _, other in PAIRS])
A, B = below_zero("a"), below_zero("b")


def test_and_is_false_once_one_part_is_and_true_once_all_are() -> None:
    expected = [1, 0, -1, 0, 0, 0, -1, 0, -1]
    assert evaluate_test(Combination("and", (A, B)), BOTH).tolist() == expected


def test_or_is_true_once_one_part_is_and_false_once_all_are() -> None:
    expected = [1, 1, 1, 1, 0, -1, 1, -1, -1]
    assert evaluate_test(Combination("or", (A, B)), BOTH).tolist() == expected


def test_not_leaves_undefined_what_is() -> None:
    assert evaluate_test(Negation(A), BOTH).tolist() == [0, 0, 0, 1, 1, 1, -1, -1, -1]


@pytest.mark.parametrize(
    ("written", "expected"),
    [("<", [1, 0, 0, -1]), ("<=", [1, 1, 0, -1]), (">", [0, 0, 1, -1]), (">=", [0, 1, 1, -1])],
)
def test_comparisons(written: str, expected: list[int]) -> None:
    test = parse_test(f"a {written} 2")
    assert evaluate_test(test, numbers(a=[1.0, 2.0, 3.0, NAN])).tolist() == expected


def test_a_quotient_by_zero_is_undefined() -> None:
    term = Arithmetic("/", Number(1.0), AssumedValue("a"))
    found = evaluate_term(term, numbers(a=[2.0, 0.0, NAN]))
    np.testing.assert_array_equal(found, [0.5, NAN, NAN])


def test_sums_and_products_are_calculated_as_written() -> None:
    test = parse_test("a * 2 + b / 4 - 1 > 0")
    assert isinstance(test, Comparison)
    found = evaluate_term(test.left, numbers(a=[1.0, -3.0], b=[8.0, 2.0]))
    assert found.tolist() == [3.0, -6.5]


def test_a_margin_is_how_far_a_comparison_is_from_turning() -> None:
    test = parse_test("a - b < 2")
    margin = margin_of(test, numbers(a=[5.0, NAN], b=[1.0, 1.0]))
    np.testing.assert_array_equal(margin, [2.0, NAN])
    assert margin_of(parse_test("a < 2 or b < 2"), numbers(a=[1.0], b=[1.0])) is None


def test_quantities_are_found_by_their_canonical_text() -> None:
    test = parse_test("P(war) - P[prc](war) > 0.1 and not (E[prc]() < x or P(war) / 2 > 0.3)")
    found = quantities_of(test)
    assert all(isinstance(one, Quantity) for one in found)
    assert [str(one) for one in found] == ["P(war)", "P[prc](war)", "E[prc]()"]


TRUTH = st.sampled_from([HOLDS, FAILS, UNDEFINED])


@given(st.lists(TRUTH, min_size=1, max_size=5), st.sampled_from(["and", "or"]))
def test_de_morgan_holds_also_where_something_is_undefined(truth: list[int], word: str) -> None:
    names = [f"x{place}" for place in range(len(truth))]
    known = numbers(**{name: [WORTH[one]] for name, one in zip(names, truth, strict=True)})
    parts = tuple(below_zero(name) for name in names)
    other = "or" if word == "and" else "and"
    left = Negation(Combination(word, parts))
    right = Combination(other, tuple(Negation(part) for part in parts))
    assert evaluate_test(left, known).tolist() == evaluate_test(right, known).tolist()
