"""What does a condition say, as the author wrote it?

``builds = build and (ground = soft or not flooded)``. From weakest to strongest: ``or``, ``and``,
``not``; then comparisons of a step with an option (``=``, ``!=``, ``in (a, b)``),
``reached(step)``, names of facts and ``always``. A recursive-descent parser; nothing is evaluated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Always, And, Condition, Fact, Not, Or, Reached, Taken
from foedus.case.nodes import Scalar, scalar_of
from foedus.case.tokens import KEYWORDS, TokenReader

if TYPE_CHECKING:
    from foedus.case.tokens import Token


class ConditionReader(TokenReader):
    """Reads conditions; the tests of theses read theirs with the same rules."""

    def disjunction(self) -> Condition:
        """``a or b or c``."""
        self.deeper()
        parts = [self.conjunction()]
        while self.at_word("or"):
            self.take()
            parts.append(self.conjunction())
        self.depth -= 1
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def conjunction(self) -> Condition:
        """``a and b and c``."""
        parts = [self.negation()]
        while self.at_word("and"):
            self.take()
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def negation(self) -> Condition:
        """``not a``."""
        if not self.at_word("not"):
            return self.primary()
        self.deeper()
        self.take()
        inner = Not(self.negation())
        self.depth -= 1
        return inner

    def primary(self) -> Condition:
        """A comparison, a fact, ``always``, ``reached(step)`` or something in parentheses."""
        if self.at_sign("("):
            self.take()
            inner = self.disjunction()
            self.expect(")", "after this condition")
            return inner
        if self.at_word("always"):
            self.take()
            return Always()
        if self.at_word("otherwise"):
            raise self.error(
                self.here, '"otherwise" stands alone, as the condition of the last outcome'
            )
        if self.at_word("reached") and self.ahead.text == "(":
            self.take()
            self.take()
            name = self.name("a step")
            self.expect(")", "after the step")
            return Reached(name.text, self.place(name))
        return self.comparison(self.name("a step or a fact"))

    def comparison(self, name: Token) -> Condition:
        """What follows the name of a step, or the name alone as a fact."""
        place = self.place(name)
        if self.at_sign("="):
            self.take()
            return Taken(name.text, (self.option(),), place)
        if self.at_sign("!="):
            self.take()
            return Not(Taken(name.text, (self.option(),), place))
        if self.at_sign("=="):
            raise self.error(self.here, 'unexpected "==": write "="')
        if self.at_word("in"):
            self.take()
            return Taken(name.text, self.options(), place)
        if self.at_word("not") and self.ahead.text == "in":
            self.take()
            self.take()
            return Not(Taken(name.text, self.options(), place))
        return Fact(name.text, place)

    def options(self) -> tuple[str, ...]:
        """``(a, b)``."""
        self.expect("(", 'after "in"')
        options = [self.option()]
        while self.at_sign(","):
            self.take()
            options.append(self.option())
        self.expect(")", "after the options")
        return tuple(dict.fromkeys(options))

    def option(self) -> str:
        """The name of an option, which may also be a number."""
        if self.here.kind == "number":
            return self.take().text
        return self.name("an option").text

    def name(self, what: str) -> Token:
        """A name that is no word of the language."""
        token = self.here
        if token.kind != "name":
            raise self.error(token, f"{what} is missing here, before {token}")
        if token.text in KEYWORDS:
            raise self.error(token, f'{what} is missing here, before the word "{token.text}"')
        return self.take()


def parse_condition(text: Scalar | str) -> Condition:
    """The condition that a text says.

    Parameters
    ----------
    text
        A scalar of a case, or a plain string.

    Raises
    ------
    ExpressionError
        With the place of the first mistake.

    Examples
    --------
    >>> str(parse_condition("builds = build and not ground in (firm, dry)"))
    'builds = build and not (ground in (firm, dry))'
    """
    reader = ConditionReader(scalar_of(text) if isinstance(text, str) else text)
    condition = reader.disjunction()
    reader.expect_end()
    return condition
