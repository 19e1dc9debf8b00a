"""Does a test hold, in each of many variants?

A test is true, false or undefined. It is undefined where it needs a probability whose condition has
probability zero; what is false already by another part needs no more (Kleene 1952, § 64).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.case.claims import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    Negation,
    Number,
    Quantity,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from foedus.case.claims import Term, Test

HOLDS, FAILS, UNDEFINED = 1, 0, -1


@dataclass(frozen=True, eq=False)
class Numbers:
    """What tests are about, for each variant.

    Attributes
    ----------
    quantities : str to float64[variant]
        By canonical text; NaN where undefined.
    assumptions : str to float64[variant]
        By name.
    count
        Number of variants.
    """

    quantities: Mapping[str, NDArray[np.float64]]
    assumptions: Mapping[str, NDArray[np.float64]]
    count: int


def evaluate_term(term: Term, numbers: Numbers) -> NDArray[np.float64]:
    """The value of a term in each variant: float64[variant], NaN where undefined.

    A quotient by zero is undefined.
    """
    match term:
        case Number():
            return np.full(numbers.count, term.value)
        case AssumedValue():
            return numbers.assumptions[term.name]
        case Quantity():
            return numbers.quantities[str(term)]
        case Arithmetic():
            left, right = evaluate_term(term.left, numbers), evaluate_term(term.right, numbers)
            calculate = {"+": np.add, "-": np.subtract, "*": np.multiply, "/": _quotient}
            return calculate[term.operator](left, right)


def _quotient(dividend: NDArray[np.float64], divisor: NDArray[np.float64]) -> NDArray[np.float64]:
    undefined = np.full_like(dividend, np.nan)
    return np.divide(dividend, divisor, out=undefined, where=divisor != 0.0)


def evaluate_test(test: Test, numbers: Numbers) -> NDArray[np.int8]:
    """Whether a test holds in each variant: int8[variant], `HOLDS`, `FAILS` or `UNDEFINED`.

    Examples
    --------
    >>> import numpy as np
    >>> from foedus.case import AssumedValue, Comparison
    >>> test = Comparison("<", AssumedValue("loss"), Number(0.0))
    >>> evaluate_test(test, Numbers({}, {"loss": np.array([-1.0, 1.0, np.nan])}, 3)).tolist()
    [1, 0, -1]
    """
    match test:
        case Comparison():
            left, right = evaluate_term(test.left, numbers), evaluate_term(test.right, numbers)
            compare = {
                "<": np.less,
                "<=": np.less_equal,
                ">": np.greater,
                ">=": np.greater_equal,
            }[test.operator]
            is_undefined = np.isnan(left) | np.isnan(right)
            return np.where(is_undefined, UNDEFINED, compare(left, right)).astype(np.int8)
        case Negation():
            inner = evaluate_test(test.inner, numbers)
            return np.where(inner == UNDEFINED, UNDEFINED, 1 - inner).astype(np.int8)
        case Combination():
            parts = np.stack([evaluate_test(part, numbers) for part in test.parts])
            decisive, otherwise = (FAILS, HOLDS) if test.operator == "and" else (HOLDS, FAILS)
            result = np.where((parts == UNDEFINED).any(axis=0), UNDEFINED, otherwise)
            return np.where((parts == decisive).any(axis=0), decisive, result).astype(np.int8)


def margin_of(test: Test, numbers: Numbers) -> NDArray[np.float64] | None:
    """Left side less right side of a single comparison: float64[variant]; None for other tests."""
    if not isinstance(test, Comparison):
        return None
    return evaluate_term(test.left, numbers) - evaluate_term(test.right, numbers)


def quantities_of(test: Test) -> tuple[Quantity, ...]:
    """The quantities that a test needs, each once."""
    match test:
        case Comparison():
            found = (*_quantities_in(test.left), *_quantities_in(test.right))
        case Negation():
            found = quantities_of(test.inner)
        case Combination():
            found = tuple(one for part in test.parts for one in quantities_of(part))
    return tuple(dict.fromkeys(found))


def _quantities_in(term: Term) -> tuple[Quantity, ...]:
    match term:
        case Quantity():
            return (term,)
        case Arithmetic():
            return (*_quantities_in(term.left), *_quantities_in(term.right))
        case _:
            return ()
