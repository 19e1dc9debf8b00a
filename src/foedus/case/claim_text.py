"""Which test does a thesis put to every variant?

``P(builds = build | do(council.river = object)) < 0.05 and E[river](| dam-stands) > -10``. Tests
and numbers share parentheses, so one parser of operator precedence (Pratt 1973) reads both, and
each operator then insists on the kind that it joins.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, cast, get_args

from foedus.case.claims import (
    Arithmetic,
    AssumedValue,
    Combination,
    Comparison,
    HoldsBack,
    Intervention,
    Negation,
    Number,
    Quantity,
    Term,
    Test,
)
from foedus.case.condition_text import ConditionReader
from foedus.case.conditions import Always, Condition, all_of
from foedus.case.nodes import Scalar, scalar_of
from foedus.case.sum_text import read_number, spaced_minus
from foedus.case.values import ANALYST

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.case.tokens import Token

_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2}
_COMPARISONS = ("<", "<=", ">", ">=")


class ClaimReader(ConditionReader):
    """Reads tests, and the conditions inside them."""

    def any_of_tests(self) -> Test | Term:
        """``a or b``, or what binds more strongly."""
        self.deeper()
        found = self.joined("or", self.all_of_tests)
        self.depth -= 1
        return found

    def all_of_tests(self) -> Test | Term:
        """``a and b``, or what binds more strongly."""
        return self.joined("and", self.negated)

    def joined(self, word: Literal["and", "or"], part: Callable[[], Test | Term]) -> Test | Term:
        """Parts with this word between them."""
        first = part()
        if not self.at_word(word):
            return first
        parts = [self.test(first, self.here)]
        while self.at_word(word):
            token = self.take()
            parts.append(self.test(part(), token))
        return Combination(word, tuple(parts))

    def negated(self) -> Test | Term:
        """``not a``, or what binds more strongly."""
        if not self.at_word("not"):
            return self.compared()
        self.deeper()
        token = self.take()
        found = Negation(self.test(self.negated(), token))
        self.depth -= 1
        return found

    def compared(self) -> Test | Term:
        """``a < b``, or a number alone."""
        left = self.arithmetic(1)
        if not self.at_sign(*_COMPARISONS):
            return left
        sign = self.take()
        right = self.term(self.arithmetic(1), sign)
        if self.at_sign(*_COMPARISONS):
            raise self.error(self.here, 'a second comparison: join two with "and"')
        operator = cast("Literal['<', '<=', '>', '>=']", sign.text)
        return Comparison(operator, self.term(left, sign), right)

    def arithmetic(self, least: int) -> Test | Term:
        """Everything joined by operators at least this strong."""
        self.deeper()
        left = self.prefix()
        while self.here.kind == "sign" and _STRENGTH.get(self.here.text, 0) >= least:
            sign = self.take()
            if sign.text == "-":
                spaced_minus(self, sign)
            right = self.term(self.arithmetic(_STRENGTH[sign.text] + 1), sign)
            if sign.text == "/" and right == Number(0.0):
                raise self.error(sign, "a division by zero")
            operator = cast("Literal['+', '-', '*', '/']", sign.text)
            left = Arithmetic(operator, self.term(left, sign), right)
        self.depth -= 1
        return left

    def prefix(self) -> Test | Term:
        """What a number can begin with; parentheses may also hold a test."""
        token = self.here
        if self.at_sign("-"):
            self.take()
            self.deeper()
            found = _negative(self.term(self.prefix(), token))
            self.depth -= 1
            return found
        if self.at_sign("("):
            self.take()
            inner = self.any_of_tests()
            self.expect(")", "to close the parenthesis")
            return inner
        if token.kind == "number":
            return Number(read_number(self))
        if token.text in {"P", "E"} and self.ahead.text in {"(", "["}:
            return self.quantity()
        name = self.name("a number, an assumption, P(…) or E[…]")
        return AssumedValue(name.text, self.place(name))

    def test(self, found: Test | Term, token: Token) -> Test:
        """Insist on something that is true or false."""
        if isinstance(found, get_args(Test)):
            return cast("Test", found)
        raise self.error(
            token, f'"{found}" is a number and no test: compare it with "<" or ">" first'
        )

    def term(self, found: Test | Term, token: Token) -> Term:
        """Insist on a number."""
        if isinstance(found, get_args(Term)):
            return cast("Term", found)
        raise self.error(token, f'"{found}" is a test and no number')

    def quantity(self) -> Quantity:
        """``P(event | …)``, ``P[actor](event | …)`` or ``E[actor](| …)``."""
        letter = self.take()
        place = self.place(letter)
        viewpoints = self.viewpoints()
        if letter.text == "P":
            if len(viewpoints) > 1:
                raise self.error(letter, "P takes one viewpoint: P[actor](…)")
            viewpoint = viewpoints[0] if viewpoints else ANALYST
            self.expect("(", "after P")
            event = self.disjunction()
            given, done, announced = self.provisos()
            return Quantity("probability", viewpoint, event, given, done, announced, place=place)
        if not viewpoints or len(viewpoints) > 2:  # noqa: PLR2004
            raise self.error(letter, "E needs the actor whose worth it is: E[actor](…)")
        actor, viewpoint = viewpoints[0], viewpoints[-1]
        if not self.at_sign("("):
            return Quantity("worth", viewpoint, Always(), actor=actor, place=place)
        self.take()
        if not self.at_sign("|", ")"):
            raise self.error(
                self.here, "a worth has no event, only conditions: E[actor](| condition)"
            )
        given, done, announced = self.provisos()
        return Quantity("worth", viewpoint, Always(), given, done, announced, actor, place)

    def viewpoints(self) -> list[str]:
        """What stands in brackets after P or E."""
        names: list[str] = []
        if not self.at_sign("["):
            return names
        while self.at_sign("[", ","):
            self.take()
            names.append(self.name("an actor").text)
        self.expect("]", "after the actor")
        return names

    def provisos(
        self,
    ) -> tuple[Condition, tuple[Intervention | HoldsBack, ...], tuple[Intervention, ...]]:
        """Everything after ``|`` up to the closing parenthesis."""
        given: list[Condition] = []
        done: list[Intervention | HoldsBack] = []
        announced: list[Intervention] = []
        if self.at_sign("|"):
            self.take()
            self.proviso(given, done, announced)
            while self.at_sign(","):
                self.take()
                self.proviso(given, done, announced)
        self.expect(")", "to close P(…) or E[…](…)")
        return all_of(*given), tuple(done), tuple(announced)

    def proviso(
        self,
        given: list[Condition],
        done: list[Intervention | HoldsBack],
        announced: list[Intervention],
    ) -> None:
        """A condition, ``do(…)`` or ``announced(…)``."""
        if not (self.at_word("do", "announced") and self.is_before("(")):
            given.append(self.disjunction())
            return
        word = self.take()
        while self.at_sign("(", ","):
            self.take()
            if self.at_word("holds") and self.is_before("back"):
                if word.text == "announced":
                    raise self.error(self.here, '"holds back" stands inside do(…) only')
                done.append(self.holds_back())
            elif word.text == "do":
                done.append(self.intervention())
            else:
                announced.append(self.intervention())
        self.expect(")", f"to close {word.text}(…)")

    def holds_back(self) -> HoldsBack:
        """``holds back(actor)``."""
        place = self.place(self.take())
        self.take()
        self.expect("(", 'after "holds back"')
        actor = self.name("an actor")
        self.expect(")", "after the actor")
        return HoldsBack(actor.text, place)

    def intervention(self) -> Intervention:
        """``step = option``."""
        step = self.name("a step")
        self.expect("=", "after the step")
        return Intervention(step.text, self.option(), self.place(step))

    def whole(self) -> Test:
        """The test that the whole text says."""
        first = self.here
        found = self.any_of_tests()
        if self.at_sign("=", "!=", "=="):
            raise self.error(
                self.here,
                'numbers are compared with "<" or ">"; the probability that a step took an option '
                "is P(step = option)",
            )
        self.expect_end()
        return self.test(found, first)


def _negative(term: Term) -> Term:
    if isinstance(term, Number):
        return Number(-term.value)
    return Arithmetic("*", Number(-1.0), term)


def parse_test(text: Scalar | str) -> Test:
    """The test that a text says.

    Raises
    ------
    ExpressionError
        With the place of the first mistake.

    Examples
    --------
    >>> str(parse_test("P(war | do(peking = object)) < 0.05"))
    'P(war | do(peking = object)) < 0.05'
    """
    return ClaimReader(scalar_of(text) if isinstance(text, str) else text).whole()
