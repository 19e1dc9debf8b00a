"""Does a file keep to the forms of the language?

The tree of a file is held against the grammar once, before anything is made of it. What does not
fit is reported and left out, so that everything later can rely on the forms; the names of what was
left out are kept, so that nobody complains of missing them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.grammar import Either, Kind, ListOf, Shape, Tagged, Value
from foedus.case.kinds import NAME, NAME_PATTERN
from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean

if TYPE_CHECKING:
    from foedus.case.grammar import Others, Word
    from foedus.case.problems import Place, Problems

ANY_NAME = "*"
"""Stands among damaged names for one that could not be read."""


def is_excused(name: str, damaged: set[str]) -> bool:
    """Whether a name that is not known may belong to something that was left out."""
    return ANY_NAME in damaged or any(name == bad or name.startswith(f"{bad}.") for bad in damaged)


@dataclass
class Conformity:
    """Holds nodes against the grammar.

    Attributes
    ----------
    damaged
        Names of steps, facts and the like in which something was wrong: what refers to them is not
        to be blamed.
    """

    problems: Problems
    damaged: set[str] = field(default_factory=set[str])

    def fit(self, node: Node, kind: Kind) -> Node | None:
        """The part of a node that fits a kind; None if nothing does."""
        match kind:
            case Value():
                return self._value(node, kind)
            case ListOf():
                return self._list(node, kind)
            case Shape():
                return self._shape(node, kind)
            case Either():
                return self._either(node, kind)
            case Tagged():
                return self._tagged(node, kind)

    def _value(self, node: Node, kind: Value) -> Node | None:
        if not isinstance(node, Scalar):
            return self._refuse(node.place, f"expected {kind.what}, found {_form(node)}")
        text = node.text.strip()
        message = None
        if not text:
            message = None if kind.can_be_empty else f"expected {kind.what}, found nothing"
        elif kind.choices and text not in kind.choices:
            hint = did_you_mean(text, kind.choices)
            message = f'"{_short(text)}" is not {kind.what}: {hint}'
            if len(kind.choices) == 1:
                message = f'expected {kind.choices[0]}, found "{_short(text)}"'
        elif (
            kind.language is None
            and kind.pattern is not None
            and re.fullmatch(kind.pattern, text) is None
        ):
            message = f'"{_short(text)}" is not {kind.what}'
        return node if message is None else self._refuse(node.place, message)

    def _list(self, node: Node, kind: ListOf) -> Node | None:
        if not isinstance(node, Listing):
            return self._refuse(node.place, f"expected {kind.what}, found {_form(node)}")
        count = len(node.items)
        if count < kind.least or count > kind.most:
            return self._refuse(node.place, f"expected {kind.what}, found {count} of them")
        fitted = [self.fit(item, kind.item) for item in node.items]
        kept = tuple(item for item in fitted if item is not None)
        return Listing(kept, node.place) if len(kept) >= kind.least else None

    def _either(self, node: Node, kind: Either) -> Node | None:
        if kind.unquoted is not None and _is_unquoted(node, kind):
            return self._refuse(node.place, kind.unquoted)
        forms = {Value: Scalar, ListOf: Listing, Shape: Mapping}
        for one in kind.kinds:
            if type(node) is forms[type(one)]:
                return self.fit(node, one)
        expected = " or ".join(_expected(one) for one in kind.kinds)
        return self._refuse(node.place, f"expected {expected}, found {_form(node)}")

    def _tagged(self, node: Node, kind: Tagged) -> Node | None:
        tags = {shape.words[0].name: shape for shape in kind.shapes}
        begins = f"{kind.what} begins with one of {', '.join(tags)}"
        if not isinstance(node, Mapping):
            return self._refuse(node.place, f"expected {kind.what}, found {_form(node)}: {begins}")
        found = [key for key, _ in node.entries if key.text in tags]
        # "type" is a tag; "as: type" is not, and no shape has another's tag among its words.
        if not found:
            first = node.entries[0][0] if node.entries else None
            if first is None:
                return self._refuse(node.place, f"nothing stands here: {begins}")
            self._damage_tagged(kind, node.entries[0][1])
            guess = did_you_mean(first.text, tuple(tags))
            hint = guess if guess.startswith("did") else begins
            return self._refuse(first.place, f'"{first.text}" does not begin {kind.what}: {hint}')
        if len(found) > 1:
            self._damage_tagged(kind, node.get(found[0].text))
            one = f"one {kind.what.split(maxsplit=1)[1]}"
            return self._refuse(
                found[1].place,
                f'"{found[0].text}" and "{found[1].text}" in {one}: begin a new one with "- "',
            )
        tag = tags[found[0].text]
        name = node.get(tag.words[0].name)
        before = len(self.problems.found)
        fitted = self._shape(node, tag)
        if len(self.problems.found) > before:
            self._damage_tagged(kind, name)
        return fitted

    def _damage_tagged(self, kind: Tagged, name: Node | None) -> None:
        if kind.is_named:
            self._damage(name)

    def _damage(self, name: Node | None) -> None:
        """Remember the name of something broken; one that cannot be read may be any name."""
        text = name.text.strip() if isinstance(name, Scalar) else ""
        self.damaged.add(text if re.fullmatch(NAME_PATTERN, text) else ANY_NAME)

    def _shape(self, node: Node, kind: Shape) -> Node | None:
        if not isinstance(node, Mapping):
            return self._refuse(node.place, f"expected {_words(kind)}, found {_form(node)}")
        if kind.others is not None and len(node.entries) < kind.others.least:
            few = "nothing" if not node.entries else f"only {len(node.entries)}"
            return self._refuse(
                node.place, f"{kind.title}: at least {kind.others.least} expected, found {few}"
            )
        entries: list[tuple[Scalar, Node]] = []
        written = {key.text for key, _ in node.entries}
        # What a comma has cut in pieces is left out, all pieces of it.
        cut = _cut_by_a_comma(node, kind)
        for number, (key, value) in enumerate(node.entries):
            word = kind.word(key.text)
            if number in cut:
                if number == cut[number] + 1:
                    self._complain_of_comma(key)
                elif number == cut[number] and kind.others is not None:
                    self._damage(key)
            elif word is not None or kind.others is not None:
                fitted = self._word(value, word) if word else self._other(key, value, kind.others)
                entries.extend([(key, fitted)] if fitted is not None else [])
            else:
                written.add(self._unknown(key, kind))
        if self._is_whole(node, kind, entries, written):
            return node.having(tuple(entries))
        if kind.words and kind.words[0].kind == NAME:
            self._damage(node.get(kind.words[0].name))
        return None

    def _is_whole(
        self, node: Mapping, kind: Shape, entries: list[tuple[Scalar, Node]], written: set[str]
    ) -> bool:
        """Whether what fits can be read without the words that are missing or mistaken."""
        fitted = {key.text for key, _ in entries}
        missing = [word for word in kind.words if word.is_required and word.name not in fitted]
        for word in missing:
            if word.name not in written:
                self.problems.add(node.place, f'{kind.title} lacks the word "{word.name}"')
        if kind.one_of and not written & set(kind.one_of):
            names = ", ".join(kind.one_of)
            self.problems.add(node.place, f"{kind.title} has at least one of the words {names}")
        if kind.one_of and not fitted & set(kind.one_of):
            return False
        return all(word.reads_on and word.name in written for word in missing)

    def _word(self, value: Node, word: Word) -> Node | None:
        if word.can_be_empty and isinstance(value, Scalar) and value.is_empty:
            return value
        return self.fit(value, word.kind)

    def _other(self, key: Scalar, value: Node, others: Others | None) -> Node | None:
        if others is None:
            return None
        before = len(self.problems.found)
        fitted = self.fit(value, others.value) if self._value(key, others.key) is not None else None
        if len(self.problems.found) > before:
            self._damage(key)
        return fitted

    def _unknown(self, key: Scalar, kind: Shape) -> str:
        """Report a word that the shape does not have; the word that was probably meant."""
        hint = did_you_mean(key.text, tuple(word.name for word in kind.words))
        self._refuse(key.place, f'"{_short(key.text)}" is not a word of {kind.title}: {hint}')
        return hint.removeprefix('did you mean "').removesuffix('"?')

    def _complain_of_comma(self, key: Scalar) -> None:
        self._refuse(
            key.place,
            f'"{_short(key.text)}" stands alone after a comma: a value with a comma inside '
            "braces needs quotes",
        )

    def _refuse(self, place: Place, message: str) -> None:
        self.problems.add(place, message)


def _is_unquoted(node: Node, kind: Either) -> bool:
    """Whether brackets or braces hold bare values where no list, and no such words, may stand."""
    if isinstance(node, Listing):
        return not any(isinstance(one, ListOf) for one in kind.kinds)
    if not isinstance(node, Mapping) or not node.is_flow or not node.entries:
        return False
    words = {word.name for one in kind.kinds if isinstance(one, Shape) for word in one.words}
    return all(
        isinstance(value, Scalar) and value.is_empty and key.text not in words
        for key, value in node.entries
    )


def _cut_by_a_comma(node: Mapping, kind: Shape) -> dict[int, int]:
    """The entries of a mapping in braces that are pieces of one value, each with the first of them.

    A piece has no value of its own. It follows what has a parenthesis still open, or is no word.
    """
    cut: dict[int, int] = {}
    first, depth = 0, 0
    for number, (key, value) in enumerate(node.entries if node.is_flow else ()):
        is_empty = isinstance(value, Scalar) and value.is_empty
        is_inside = depth > 0 and (is_empty or _still_open(key) < 0)
        if is_inside or (is_empty and kind.others is None and kind.word(key.text) is None):
            cut |= {first: first, number: first} if number else {}
            depth += _still_open(key)
        else:
            first, depth = number, _still_open(key) + _still_open(value)
    return cut


def _still_open(node: Node) -> int:
    """How many parentheses a text opens without closing them."""
    return node.text.count("(") - node.text.count(")") if isinstance(node, Scalar) else 0


def _form(node: Node) -> str:
    if isinstance(node, Scalar):
        return f'"{_short(node.text)}"' if node.text else "nothing"
    if isinstance(node, Listing):
        return "a list"
    words = ", ".join(_short(key.text) for key, _ in node.entries[:3])
    return f"words with values ({words})" if words else "words with values"


def _expected(kind: Value | ListOf | Shape) -> str:
    return _words(kind) if isinstance(kind, Shape) else kind.what


def _words(kind: Shape) -> str:
    if kind.words:
        names = ", ".join(word.name for word in kind.words[:4])
        return f"the words of {kind.title} ({names}{', …' if len(kind.words) > 4 else ''})"  # noqa: PLR2004
    return f"names with values ({kind.title})"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004
