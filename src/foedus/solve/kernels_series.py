"""By which polynomial do the kernels raise 2 to a power?

Worked out when the package is loaded, in fractions, so that only the last step rounds.
"""

from __future__ import annotations

import math
from fractions import Fraction


def series_of_powers(degree: int) -> tuple[float, ...]:
    """Coefficients of a polynomial for 2**f where f is at most 1/2 in size, lowest first.

    With z = ln(2)/2, 2**(x/2) = I_0(z) + 2 sum I_k(z) T_k(x), where I are modified Bessel functions
    and T Chebyshev polynomials (Abramowitz & Stegun 1964, 9.6.34). Worked out in fractions, so that
    only the last step rounds.

    >>> [round(one, 3) for one in series_of_powers(2)]
    [1.0, 0.704, 0.243]
    """
    half = Fraction("0.693147180559945309417232121458176568") / 2
    before, now = [Fraction(1)], [Fraction(0), Fraction(1)]
    total = [Fraction(0)] * (degree + 1)
    for order in range(degree + 1):
        bessel = sum(
            (half / 2) ** (2 * term + order) / (math.factorial(term) * math.factorial(term + order))
            for term in range(12)
        )
        for power, coefficient in enumerate(before):
            total[power] += (1 if order == 0 else 2) * bessel * coefficient * 2**power
        following = [Fraction(0), *(2 * one for one in now)]
        for power, coefficient in enumerate(before):
            following[power] -= coefficient
        before, now = now, following
    return tuple(float(one) for one in total)
