r"""What are the words of an `.efg` file, and where does each stand?

A file of Gambit's is a run of quoted texts, numbers, braces, commas and bare words, with white
space and line breaks wherever the writer liked. Within quotation marks ``\"`` is a quotation mark
and ``\\`` a backslash; any other backslash stands for itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import Enum
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from foedus._user_error import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_TOLD = 100
"""So many mistakes of a file are told; of the others, how many there are."""
LONGEST_NUMBER = 400
"""The most characters of a number; a float64 of full precision has fewer than 330."""


class Mistake(NamedTuple):
    """What is wrong at one place of a file; lines and columns are counted from 1."""

    line: int
    column: int
    message: str


class GambitError(UserError, ValueError):
    """A file that is no game in Gambit's format, with every mistake in the order of the file.

    Attributes
    ----------
    file
        The name of the file.
    mistakes
        All that was found.
    """

    def __init__(self, file: str, mistakes: Sequence[Mistake]) -> None:
        self.file = file
        self.mistakes = tuple(sorted(set(mistakes)))
        told = [f"{file}:{one.line}:{one.column}: {one.message}" for one in self.mistakes]
        if len(told) > MOST_TOLD:
            told[MOST_TOLD:] = [f"{file}: and {len(told) - MOST_TOLD:,} mistakes more"]
        super().__init__("\n".join(told))


class Kind(Enum):
    """What a token is; the value is what a person calls it."""

    TEXT = "a text in quotation marks"
    NUMBER = "a number"
    WORD = "a word without quotation marks"
    OPEN = '"{"'
    CLOSE = '"}"'
    COMMA = '","'
    END = "the end of the file"


class Token(NamedTuple):
    """A token, what it says (quotation marks and escapes taken off), and where it begins."""

    kind: Kind
    text: str
    offset: int

    def __str__(self) -> str:
        """Name it in a message."""
        if self.kind is Kind.TEXT:
            return f"the text {quoted(self.text)}"
        if self.kind in {Kind.NUMBER, Kind.WORD}:
            return f"{self.text[:40]!r}"
        return self.kind.value


class Mistakes:
    """Collects what is wrong with a file, each at its line and column.

    Attributes
    ----------
    found
        All mistakes so far.
    """

    def __init__(self, text: str) -> None:
        self.found: list[Mistake] = []
        lengths = (len(line) for line in text.split("\n"))
        self._starts = [0, *accumulate(length + 1 for length in lengths)]

    def note(self, offset: int, message: str) -> None:
        """Note what is wrong at this offset into the text."""
        line = self.line(offset)
        self.found.append(Mistake(line, offset - self._starts[line - 1] + 1, message))

    def line(self, offset: int) -> int:
        """The line of this offset, from 1."""
        return bisect_right(self._starts, offset)

    def raise_if_any(self, file: str) -> None:
        """Give up, with every mistake found so far.

        Raises
        ------
        GambitError
            If anything was noted.
        """
        if self.found:
            raise GambitError(file, self.found)


_NUMBER = re.compile(r"[+-]?(?:\d+/\d+|(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?)", re.ASCII)
_TOKEN = re.compile(
    r"""
    \s+ |
    (?P<text> " (?P<inside> (?: [^"\\] | \\. )* ) " ) |
    (?P<open> \{ ) | (?P<close> \} ) | (?P<comma> , ) |
    (?P<word> [^\s{},"]+ ) |
    (?P<unclosed> " )
    """,
    re.VERBOSE | re.DOTALL,
)
_SIGNS = {"open": Kind.OPEN, "close": Kind.CLOSE, "comma": Kind.COMMA}
_ESCAPE = re.compile(r'\\(["\\])')
_NEEDS_ESCAPE = re.compile(r'"|\\(?=["\\]|\Z)')


def tokens_of(text: str, mistakes: Mistakes) -> list[Token]:
    """Cut a file's text into tokens; the last one is its end.

    Parameters
    ----------
    text
        The whole text.
    mistakes
        Where a quotation that does not end is noted.

    Examples
    --------
    >>> [token.text for token in tokens_of('t "" 1 "won" { 1/2, .5 }', Mistakes(""))]
    ['t', '', '1', 'won', '{', '1/2', ',', '.5', '}', '']
    """
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text):
        name, start = found.lastgroup, found.start()
        if name is None:
            continue
        if name == "text":
            tokens.append(Token(Kind.TEXT, _ESCAPE.sub(r"\1", found["inside"]), start))
        elif name == "word":
            is_number = _NUMBER.fullmatch(found[0])
            tokens.append(Token(Kind.NUMBER if is_number else Kind.WORD, found[0], start))
        elif name == "unclosed":
            mistakes.note(start, "the quotation that begins here does not end")
            break
        else:
            tokens.append(Token(_SIGNS[name], found[0], start))
    tokens.append(Token(Kind.END, "", len(text)))
    return tokens


def quoted(text: str) -> str:
    r"""Write a text in quotation marks as Gambit reads it.

    A backslash is doubled only where it would else be taken for an escape, because Gambit itself
    does not read a doubled one as one.

    >>> print(quoted('a "b" c'))
    "a \"b\" c"
    """
    return '"' + _NEEDS_ESCAPE.sub(r"\\\g<0>", text) + '"'


def exact(number: str) -> Fraction | None:
    """The exact value of a number; None where it is too large or long for one of the solver's.

    >>> exact("-.25"), exact("1/3")
    (Fraction(-1, 4), Fraction(1, 3))
    """
    if len(number) > LONGEST_NUMBER:
        return None
    try:
        value = Fraction(number)
        float(value)
    except (ZeroDivisionError, OverflowError):
        return None
    return value
