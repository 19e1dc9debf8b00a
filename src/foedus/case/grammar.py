"""In what terms is the case language described?

A handful of forms: a `Value` on one line, a `ListOf`, a `Shape` of words, `Either` of these, and
`Tagged` entries that their first word names. `foedus.case.language` describes the whole language
once in these terms; the reader's checks, the JSON Schema and the language reference come from
there.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Value:
    """Text on one line.

    Attributes
    ----------
    what
        How messages call it: ``a name``.
    pattern
        A regular expression that the whole text must match. Where a `language` is given it is for
        editors only: the reader of that language says better what is wrong.
    choices
        The only texts allowed.
    language
        ``condition``, ``sum``, ``test``, ``quantity``, ``date``, …: what it is read by.
    can_be_empty
        Nothing at all may be written.
    """

    what: str
    pattern: str | None = None
    choices: tuple[str, ...] = ()
    language: str | None = None
    can_be_empty: bool = False


@dataclass(frozen=True)
class ListOf:
    """Any number of the same form.

    Attributes
    ----------
    what
        How messages call it: ``a list of names``.
    least, most
        How many there must and may be.
    """

    item: Kind
    what: str
    least: int = 0
    most: int = 1_000_000


@dataclass(frozen=True)
class Word:
    """One word of a shape, with what may follow it.

    Attributes
    ----------
    reads_on
        A mistake in its value does not keep the words beside it from being read, although it is
        required.
    stands_elsewhere
        Although it is required, it may come from a file beside the case, so that an editor, which
        sees the case alone, cannot ask for it.
    """

    name: str
    kind: Kind
    says: str
    is_required: bool = False
    can_be_empty: bool = False
    reads_on: bool = False
    stands_elsewhere: bool = False


@dataclass(frozen=True)
class Others:
    """Words that the author chooses, each with the same kind of value."""

    key: Value
    value: Kind
    says: str
    least: int = 0


@dataclass(frozen=True)
class Shape:
    """Words that may stand together.

    Attributes
    ----------
    title
        How messages and the schema call it: ``a move``.
    words
        Those of the language.
    others
        Those of the author; None where only words of the language may stand.
    one_of
        Words of which at least one must be written.
    """

    title: str
    says: str
    words: tuple[Word, ...] = ()
    others: Others | None = None
    one_of: tuple[str, ...] = ()

    def word(self, name: str) -> Word | None:
        """The word of this name."""
        return next((word for word in self.words if word.name == name), None)


@dataclass(frozen=True)
class Either:
    """Two or three forms; at most one of them a value, one a list and one a shape.

    Attributes
    ----------
    unquoted
        Said to an author who wrote a value in brackets or braces without the quotes it needs.
    """

    kinds: tuple[Value | ListOf | Shape, ...]
    unquoted: str | None = None


@dataclass(frozen=True)
class Tagged:
    """One of several shapes, told apart by the first word of each.

    Attributes
    ----------
    is_named
        What follows the first word is a name, by which others may refer to the entry.
    """

    what: str
    shapes: tuple[Shape, ...]
    is_named: bool = True


Kind = Value | ListOf | Shape | Either | Tagged
