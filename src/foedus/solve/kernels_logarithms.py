"""What are e to the power of every number of a row, and their logarithms?

Where moves or types are hidden, play and beliefs are kept as logarithms, which go back and forth
all the time. Both functions are at most two units in the last place off, and hand on what is not a
number.
"""

# ruff: noqa: ANN401
# (Kernels are not typed by Python: Numba types a row by what is put in.)
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUnknownParameterType=false
# pyright: reportMissingTypeStubs=false

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from llvmlite import ir
from numba.extending import intrinsic

from foedus.solve.compilation import row_kernel
from foedus.solve.kernels_lanes import (
    LOG2_E,
    alike,
    larger,
    multiply_add,
    nearest,
    times_power_of_two,
)
from foedus.solve.kernels_series import series_of_powers

if TYPE_CHECKING:
    from foedus.solve.kernels_lanes import Row

_written_by: Any = intrinsic
LOWEST = -708.0
"""Of a lower number the power is that of this one, 3.3e-308."""
SMALLEST = 2.2250738585072014e-308
"""The least number whose logarithm is taken."""
LN2_HIGH, LN2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
"""ln 2 in two parts; a whole number below 2**20 times the first one is not rounded."""
POWERS = series_of_powers(11)
INVERSES = tuple(2.0 / (2 * term + 1) for term in range(11))
"""ln((1 + s) / (1 - s)) = 2 (s + s**3 / 3 + s**5 / 5 + ...)."""
BITS_OF_ROOT_OF_HALF = 0x3FE6A09E667F3BCD


@_written_by
def exponent_of(_context: Any, row: Any) -> Any:
    """The whole number n for which a normal float64 over 2**n is between sqrt(1/2) and sqrt(2)."""
    signature = row(row)

    def emit(context: Any, builder: Any, signature: Any, values: Any) -> Any:
        vector = context.get_value_type(signature.return_type)
        whole = ir.VectorType(ir.IntType(64), vector.count)
        root = ir.Constant(whole, [BITS_OF_ROOT_OF_HALF] * vector.count)
        fraction = ir.Constant(whole, [52] * vector.count)
        above = builder.sub(builder.bitcast(values[0], whole), root)
        return builder.sitofp(builder.ashr(above, fraction), vector)

    return signature, emit


@row_kernel
def exponential(row: Row) -> Row:
    """E to the power of every number of a row of float64, of which none is above 700.

    The nearest multiple of ln 2 is set apart without loss (Cody & Waite 1980); see `power_of_two`.
    """
    bounded = larger(alike(row, LOWEST), row)
    whole = nearest(bounded * alike(row, LOG2_E))
    rest = multiply_add(whole, alike(row, -LN2_HIGH), bounded)
    rest = multiply_add(whole, alike(row, -LN2_LOW), rest) * alike(row, LOG2_E)
    total = alike(row, POWERS[11])
    for term in range(11):
        total = multiply_add(total, rest, alike(row, POWERS[10 - term]))
    return times_power_of_two(total, whole)


@row_kernel
def logarithm(row: Row) -> Row:
    """The natural logarithm of every number of a row of float64, all positive.

    The power of two is set apart; of what is left, m, the logarithm is a series in
    (m - 1) / (m + 1), which is at most 0.172 (Muller 2016, *Elementary Functions*, ch. 11).
    """
    bounded = larger(alike(row, SMALLEST), row)
    whole = exponent_of(bounded)
    least = times_power_of_two(bounded, alike(row, 0.0) - whole)
    one = alike(row, 1.0)
    ratio = (least - one) / (least + one)
    square = ratio * ratio
    total = alike(row, INVERSES[10])
    for term in range(9):
        total = multiply_add(total, square, alike(row, INVERSES[9 - term]))
    total = multiply_add(total * square, ratio, whole * alike(row, LN2_LOW))
    total = multiply_add(ratio, alike(row, 2.0), total)
    return multiply_add(whole, alike(row, LN2_HIGH), total) + (row - row)
