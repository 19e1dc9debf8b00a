"""Which words, numbers and signs make up an expression?

The three small languages inside a case (conditions, sums, tests) share their words. A name holds
letters, digits, ``_``, ``-`` and ``.``, so that ``dam-stands`` and ``council.1.river`` are names; a
minus between two things therefore needs spaces round it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from foedus.case.nodes import Scalar
    from foedus.case.problems import Place

DEEPEST_EXPRESSION = 50
"""Levels of parentheses, ``not`` and the like that an expression may have."""
KEYWORDS = frozenset({"and", "or", "not", "in", "always", "otherwise", "reached"})
"""Words of conditions, which cannot be names."""

NUMBER = re.compile(r"(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_NAME = re.compile(r"\w(?:[\w.-]*\w)?")
_SIGN = re.compile(r"!=|<=|>=|==|[=<>()\[\],|+*/-]")
_SPACE = re.compile(r"\s*")
_HINTS = {
    "%": "write a percentage as a number between 0 and 1",
    "≠": 'write "!="',
    "≤": 'write "<="',
    "≥": 'write ">="',
    "\N{EN DASH}": 'write "to" between two numbers, or "-" for a minus',
    "\N{MINUS SIGN}": 'write "-"',
    "&": 'write "and"',
    "!": 'write "not" or "!="',
    "{": "braces are not part of an expression",
    "}": "braces are not part of an expression",
    ":": 'write "=" between a step and its option',
    ";": 'write "," or "and"',
    "'": "names need no quotes",
    '"': "names need no quotes",
}


@dataclass(frozen=True)
class Token:
    """A word, a number or a sign, with the offset at which it begins.

    Attributes
    ----------
    is_spaced
        White space stands before and after it.
    """

    kind: Literal["name", "number", "sign", "end"]
    text: str
    offset: int
    is_spaced: bool = False

    def __str__(self) -> str:
        """Write it as messages do."""
        return "the end" if self.kind == "end" else f'"{self.text}"'


class ExpressionError(Exception):
    """An expression that cannot be read, at its place."""

    def __init__(self, place: Place, message: str) -> None:
        super().__init__(message)
        self.place = place
        self.message = message


def tokens_of(scalar: Scalar) -> tuple[Token, ...]:
    """The words, numbers and signs of an expression; the last one is ``end``.

    Raises
    ------
    ExpressionError
        At the first character that has no place in an expression.
    """
    text = scalar.text
    found: list[Token] = []
    position = _skip(text, 0)
    while position < len(text):
        match = NUMBER.match(text, position)
        name = _NAME.match(text, position)
        kind: Literal["name", "number", "sign"] = "number"
        if name is not None and (match is None or name.end() > match.end()):
            match, kind = name, "name"
        if match is None:
            match, kind = _SIGN.match(text, position), "sign"
        if match is None:
            character = text[position]
            hint = _HINTS.get(character, "it has no meaning in an expression")
            raise ExpressionError(scalar.at(position), f'unexpected "{character}": {hint}')
        end = match.end()
        is_spaced = text[position - 1 : position].isspace() and text[end : end + 1].isspace()
        found.append(Token(kind, match.group(), position, is_spaced))
        position = _skip(text, end)
    return (*found, Token("end", "", len(text)))


def _skip(text: str, position: int) -> int:
    match = _SPACE.match(text, position)
    return match.end() if match is not None else position


class TokenReader:
    """Steps through the tokens of one expression; every parser is a final subclass."""

    def __init__(self, scalar: Scalar) -> None:
        self.scalar = scalar
        self.tokens = tokens_of(scalar)
        self.position = 0
        self.depth = 0

    @property
    def here(self) -> Token:
        """The token to be read next."""
        return self.tokens[self.position]

    @property
    def ahead(self) -> Token:
        """The one after it."""
        return self.tokens[min(self.position + 1, len(self.tokens) - 1)]

    def place(self, token: Token) -> Place:
        """Where a token stands in the file."""
        return self.scalar.at(token.offset)

    def take(self) -> Token:
        """Read one token."""
        token = self.here
        self.position = min(self.position + 1, len(self.tokens) - 1)
        return token

    def at_sign(self, *signs: str) -> bool:
        """Whether one of these signs comes next."""
        return self.here.kind == "sign" and self.here.text in signs

    def at_word(self, *words: str) -> bool:
        """Whether one of these words comes next."""
        return self.here.kind == "name" and self.here.text in words

    def is_before(self, text: str) -> bool:
        """Whether this text stands after the next token."""
        return self.ahead.text == text

    def expect(self, sign: str, after: str) -> Token:
        """Read this sign, or say what is missing."""
        if not self.at_sign(sign):
            raise self.error(self.here, f'"{sign}" is missing {after}, before {self.here}')
        return self.take()

    def expect_end(self) -> None:
        """Refuse anything that is left."""
        if self.here.kind == "end":
            return
        hint = ""
        if self.at_sign("="):
            hint = ": a step is compared once with one option"
        elif self.at_sign("=="):
            hint = ': write "="'
        elif self.here.kind != "sign":
            hint = ': "and" or "or" is missing, or a name is in two words'
        raise self.error(self.here, f"unexpected {self.here}{hint}")

    def deeper(self) -> None:
        """Count one level of nesting.

        Raises
        ------
        ExpressionError
            Beyond `DEEPEST_EXPRESSION`.
        """
        self.depth += 1
        if self.depth > DEEPEST_EXPRESSION:
            raise self.error(
                self.here, f"nested more than {DEEPEST_EXPRESSION} levels deep: name parts as facts"
            )

    def error(self, token: Token, message: str) -> ExpressionError:
        """A mistake at this token."""
        if token.kind == "end" and self.scalar.is_cut_by_a_comment:
            message += ' (what follows " #" is a comment: put the value in quotes)'
        return ExpressionError(self.place(token), message)
