"""Which sum of assumptions does a worth or a price stand for?

``-payment``, ``2 * loss + 3``, ``(loss - payment) / 2``: anything linear. A product of two
assumptions is refused, because payoffs are linear in the assumptions throughout Foedus.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Scalar, scalar_of
from foedus.case.tokens import TokenReader
from foedus.case.values import Linear

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.tokens import Token

LARGEST_NUMBER = 1e9
"""Beyond this a number in a case is taken for a slip."""
SMALLEST_NUMBER = 1e-100
"""Nearer to zero than this no reciprocal is safe, and nobody's knowledge is as fine."""


class SumReader(TokenReader):
    """Reads sums, and notes where each name stood."""

    def __init__(self, scalar: Scalar) -> None:
        super().__init__(scalar)
        self.places: dict[str, Place] = {}

    def sum(self) -> Linear:
        """Products joined by ``+`` and ``-``."""
        self.deeper()
        total = self.product()
        while self.at_sign("+", "-"):
            sign = self.take()
            if sign.text == "-":
                spaced_minus(self, sign)
            right = self.product()
            total = added(total, right if sign.text == "+" else right.scaled(-1))
        self.depth -= 1
        return total

    def product(self) -> Linear:
        """Factors joined by ``*`` and ``/``, of which at most one holds assumptions."""
        total = self.factor()
        while self.at_sign("*", "/"):
            sign = self.take()
            right = self.factor()
            if sign.text == "/":
                total = total.scaled(1 / self.divisor(right, sign))
            elif not right.terms:
                total = total.scaled(right.constant)
            elif not total.terms:
                total = right.scaled(total.constant)
            else:
                raise self.error(
                    sign,
                    "a product of two assumptions: worths and prices are sums of assumptions "
                    "with number factors",
                )
        return total

    def divisor(self, right: Linear, sign: Token) -> float:
        """The number to divide by."""
        if right.terms:
            raise self.error(sign, "a division by an assumption: divide by a number only")
        if right.constant == 0:
            raise self.error(sign, "a division by zero")
        return right.constant

    def factor(self) -> Linear:
        """A number, a name, something in parentheses, each perhaps with a sign."""
        token = self.here
        if self.at_sign("-", "+"):
            self.take()
            self.deeper()
            inner = self.factor()
            self.depth -= 1
            return inner.scaled(-1) if token.text == "-" else inner
        if self.at_sign("("):
            self.take()
            inner = self.sum()
            self.expect(")", "after this sum")
            return inner
        if token.kind == "number":
            return Linear(constant=read_number(self))
        if token.kind != "name":
            raise self.error(token, f"a number or an assumption is missing here, before {token}")
        self.take()
        self.places.setdefault(token.text, self.place(token))
        return Linear(((token.text, 1.0),))


def read_number(reader: TokenReader) -> float:
    """The number that comes next.

    Raises
    ------
    ExpressionError
        If it is absurdly large, or absurdly small without being zero.
    """
    token = reader.take()
    complaint = size_complaint(token.text)
    if complaint is not None:
        raise reader.error(token, complaint)
    return float(token.text)


def size_complaint(text: str) -> str | None:
    """A sentence on a number of absurd size, None for any other.

    >>> size_complaint("1e-320")
    '"1e-320" is too near to zero to be computed with: write 0'
    >>> size_complaint("0.0")
    """
    size = abs(float(text))
    if size > LARGEST_NUMBER:
        return f'"{text}" is too large'
    # What is smaller still becomes zero when it is read, but was not written as zero.
    is_zero = not any(digit in "123456789" for digit in text.lower().partition("e")[0])
    if size < SMALLEST_NUMBER and not is_zero:
        return f'"{text}" is too near to zero to be computed with: write 0'
    return None


def spaced_minus(reader: TokenReader, sign: Token) -> None:
    """Insist on spaces round a minus between two things.

    Raises
    ------
    ExpressionError
        If one is missing.
    """
    if not sign.is_spaced:
        raise reader.error(sign, 'a minus between two things needs spaces round it: "a - b"')


def added(left: Linear, right: Linear) -> Linear:
    """The sum of two sums, each assumption once."""
    factors: dict[str, float] = {}
    for name, factor in (*left.terms, *right.terms):
        factors[name] = factors.get(name, 0.0) + factor
    terms = tuple((name, factor) for name, factor in factors.items() if factor)
    return Linear(terms, left.constant + right.constant)


def parse_sum(text: Scalar | str) -> tuple[Linear, dict[str, Place]]:
    """A sum of assumptions, and where each of its names stands.

    Raises
    ------
    ExpressionError
        With the place of the first mistake.

    Examples
    --------
    >>> str(parse_sum("2 * loss - payment + 3")[0])
    '2 * loss - payment + 3'
    """
    reader = SumReader(scalar_of(text) if isinstance(text, str) else text)
    total = reader.sum()
    if reader.here.kind == "sign" and reader.here.text == ",":
        raise reader.error(reader.here, 'unexpected ",": write numbers without commas')
    if reader.here.kind in {"name", "number"}:
        raise reader.error(
            reader.here, f'unexpected {reader.here}: "+", "-" or "*" is missing before it'
        )
    reader.expect_end()
    sizes = (total.constant, *(factor for _, factor in total.terms))
    if not all(abs(size) <= LARGEST_NUMBER for size in sizes):
        raise reader.error(reader.tokens[0], "the numbers of this sum are too large")
    if any(0 < abs(size) < SMALLEST_NUMBER for size in sizes):
        raise reader.error(
            reader.tokens[0], "the numbers of this sum are too near to zero to be computed with"
        )
    return total, reader.places
