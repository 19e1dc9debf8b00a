"""How large is a quantity, in the author's words?

A number, a range, a word of the lexicon or nothing at all, as text on a line; and the same with
bounds, orders and citations, as a mapping.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, cast

from foedus.case.kinds import NUMBER_PATTERN
from foedus.case.lexicon import lexicons
from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.sum_text import size_complaint
from foedus.case.values import plain

if TYPE_CHECKING:
    from foedus.case.problems import Place, Problems

_NUMBER = re.compile(NUMBER_PATTERN)
_RANGE = re.compile(rf"({NUMBER_PATTERN})\s+to\s+({NUMBER_PATTERN})")
_PHRASE = re.compile(r"[^\W\d_][\w'\u2019-]*(?:\s+[^\W\d_][\w'\u2019-]*)+")
_WAYS = ("value", "between", "word", "unknown")


@dataclass(frozen=True)
class Given:
    """What is said of a quantity alone, before its use is known.

    Attributes
    ----------
    low, high
        None where nothing is said.
    is_word
        It is a word of estimative probability.
    """

    low: float | None
    high: float | None
    stated: str
    is_word: bool = False


UNKNOWN = Given(None, None, "unknown")


def given_text(scalar: Scalar, lexicon: str, problems: Problems) -> Given | None:
    """What a text on one line says of a quantity: None if it is a name, a sum or a mistake.

    Parameters
    ----------
    scalar
        The text.
    lexicon
        Name of the lexicon in use.
    problems
        Takes a range that is the wrong way round.
    """
    text = scalar.text.strip()
    if text == "unknown":
        return UNKNOWN
    if _NUMBER.fullmatch(text):
        value = number(scalar, problems)
        return Given(value, value, plain(value))
    match = _RANGE.fullmatch(text)
    if match is not None:
        start = scalar.text.index(text)
        places = (scalar.at(start + match.start(1)), scalar.at(start + match.start(2)))
        return between((match[1], match[2]), places, problems)
    phrase = lexicons()[lexicon].find(text)
    if phrase is not None:
        return Given(phrase.low, phrase.high, f"{phrase.text} ({lexicon})", is_word=True)
    return None


def number(scalar: Scalar, problems: Problems) -> float:
    """The number that a text is; the form was checked before."""
    text = scalar.text.strip()
    complaint = size_complaint(text)
    if complaint is not None:
        problems.add(scalar.place, complaint)
        return 0.0
    return float(text)


def between(ends: tuple[str, str], places: tuple[Place, Place], problems: Problems) -> Given:
    """A range, with its ends in order, and where each of them stands."""
    complaints = [size_complaint(end) for end in ends]
    for complaint, place in zip(complaints, places, strict=True):
        if complaint is not None:
            problems.add(place, complaint)
    if any(complaints):
        return UNKNOWN
    low, high = (float(end) for end in ends)
    if low > high:
        problems.add(
            places[0],
            f"the range from {plain(low)} to {plain(high)} is the wrong way round: "
            f"{plain(high)} to {plain(low)}",
        )
        return UNKNOWN
    return Given(low, high, f"between {plain(low)} and {plain(high)}")


def is_phrase(text: str) -> bool:
    """Whether a text looks like words of a source rather than a name or a sum."""
    return _PHRASE.fullmatch(text.strip()) is not None


def unknown_phrase(text: str, lexicon: str) -> str:
    """A sentence on a phrase that the lexicon in use does not hold."""
    phrase = " ".join(text.split())
    others = [name for name, one in lexicons().items() if one.find(phrase) is not None]
    where = f" ({' and '.join(others)} does)" if others else ""
    near = did_you_mean(phrase.casefold(), lexicon_words(lexicon))
    word = near.removeprefix('did you mean "').removesuffix('"?') if near[:3] == "did" else "…"
    return (
        f'the lexicon {lexicon} does not hold "{phrase}"{where}: say which of its words it is '
        f"taken for, as {{word: {word}, as written: {phrase}}}"
    )


def not_a_quantity(text: str, lexicon: str) -> str:
    """A sentence on a text that says nothing of a quantity, with the word that was meant."""
    near = did_you_mean(text, (*lexicon_words(lexicon), "unknown"))
    return (
        f'"{text}" is not a number, a range (10 to 40), a word of the lexicon {lexicon} or unknown'
        f"{f': {near}' if near.startswith('did') else ''}"
    )


def lexicon_words(lexicon: str) -> tuple[str, ...]:
    """The words of a lexicon."""
    return tuple(one.text for one in lexicons()[lexicon].phrases)


@dataclass(frozen=True)
class Described:
    """A quantity written as a mapping.

    Attributes
    ----------
    less_than, more_than
        Numbers and names, still as text.
    """

    given: Given
    less_than: tuple[Scalar, ...]
    more_than: tuple[Scalar, ...]
    distribution: Literal["uniform", "log-uniform"] | None
    note: str | None
    cite: Node | None


def described(node: Mapping, lexicon: str, problems: Problems) -> Described:
    """What a mapping says of a quantity; its form was checked before."""
    ways = [key for key, _ in node.entries if key.text in _WAYS]
    if len(ways) > 1:
        problems.add(
            ways[1].place,
            f'"{ways[0].text}" and "{ways[1].text}" at once: a quantity is given in one way',
        )
    given = _given(node, ways[0].text if ways else "unknown", lexicon, problems)
    phrase = node.get("as written")
    if isinstance(phrase, Scalar):
        if given.is_word:
            given = Given(given.low, given.high, f"{phrase.text}, taken as {given.stated}", True)
        elif node.get("word") is None:
            problems.add(
                phrase.place, '"as written" needs "word": which word of the lexicon stands for it'
            )
    distribution, note = _text(node, "distribution"), _text(node, "note")
    return Described(
        given,
        _bounds(node.get("less than")),
        _bounds(node.get("more than")),
        cast("Literal['uniform', 'log-uniform'] | None", distribution),
        note,
        node.get("cite"),
    )


def _given(node: Mapping, way: str, lexicon: str, problems: Problems) -> Given:
    value = node.get(way)
    if way == "between" and isinstance(value, Listing):
        first, second = (item for item in value.items if isinstance(item, Scalar))
        ends = (first.text.strip(), second.text.strip())
        return between(ends, (first.place, second.place), problems)
    if way == "unknown" or not isinstance(value, Scalar):
        return UNKNOWN
    text = value.text.strip()
    found = given_text(value, lexicon, problems)
    if way == "word" and (found is None or not found.is_word):
        problems.add(value.place, unknown_phrase(text, lexicon))
        return UNKNOWN
    if found is None:
        told = unknown_phrase if is_phrase(text) else not_a_quantity
        problems.add(value.place, told(text, lexicon))
        return UNKNOWN
    return found


def _bounds(node: Node | None) -> tuple[Scalar, ...]:
    if isinstance(node, Scalar):
        return (node,)
    if isinstance(node, Listing):
        return tuple(item for item in node.items if isinstance(item, Scalar))
    return ()


def _text(node: Mapping, word: str) -> str | None:
    value = node.get(word)
    return value.text.strip() if isinstance(value, Scalar) else None
