"""Where in the file does each word stand?

YAML read into plain values that keep their positions. Every scalar stays the text that the author
wrote: nothing is turned into a number, a date or a yes by the format. Aliases, tags and deep
nesting are refused, because a case needs none of them and a hostile file can explode through them.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, cast

import yaml

from foedus.case.problems import Place
from foedus.case.yaml_errors import NOT_TEXT, in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.problems import Problems

DEEPEST = 40
"""Levels of nesting that a case may have."""
LARGEST = 5_000_000
"""Bytes that a case file may have."""
_LOADER = cast("type[yaml.BaseLoader]", getattr(yaml, "CBaseLoader", yaml.BaseLoader))


@dataclass(frozen=True)
class Page:
    """The text of a file, with its lines found."""

    file: str
    text: str = field(repr=False)

    @cached_property
    def _line_starts(self) -> list[int]:
        starts = [0]
        starts.extend(
            index + 1
            for index, character in enumerate(self.text)
            if character == "\n" or (character == "\r" and self.text[index + 1 : index + 2] != "\n")
        )
        return starts

    def place(self, index: int) -> Place:
        """The line and column of the character at this index."""
        line = bisect_right(self._line_starts, index)
        return Place(self.file, line, index - self._line_starts[line - 1] + 1)


@dataclass(frozen=True)
class Scalar:
    """A piece of text as the author wrote it.

    Attributes
    ----------
    style
        ``""`` plain, ``'`` or ``"`` quoted, ``|`` or ``>`` a block.
    """

    text: str
    page: Page = field(repr=False, compare=False)
    start: int = field(repr=False, compare=False)
    style: str = field(default="", compare=False)

    @property
    def place(self) -> Place:
        """Where it begins."""
        return self.page.place(self.start)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written after the colon."""
        return not self.text and not self.style

    @property
    def is_cut_by_a_comment(self) -> bool:
        """Whether a comment ends it that may have been meant as part of it."""
        if self.style:
            return False
        rest = self.page.text[self._indices[-1] :].split("\n", 1)[0]
        return rest.lstrip().startswith("#")

    def at(self, offset: int) -> Place:
        """The place in the file of the character at this offset of the text.

        Line breaks and indentation inside the scalar are skipped by counting the characters that
        are no white space; after an escape in quotes the column can be off by its length.
        """
        return self.page.place(self._indices[min(offset, len(self.text))])

    @cached_property
    def _indices(self) -> list[int]:
        """The index in the file of every character of the text, and of its end."""
        raw, found = self.page.text, list[int]()
        index = self.start + (1 if self.style in {"'", '"'} else 0)
        if self.style in {"|", ">"}:
            index = raw.find("\n", index) + 1
        for character in self.text:
            if not character.isspace():
                while index < len(raw) and raw[index].isspace():
                    index += 1
            found.append(min(index, len(raw)))
            index += 1
        return [*found, min(index, len(raw))]


@dataclass(frozen=True)
class Listing:
    """An ordered list: lines that begin with ``-``, or ``[…]``."""

    items: tuple[Node, ...]
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Mapping:
    """Words with their values, in the order of the file.

    Attributes
    ----------
    is_flow
        Written in braces on a line, where a comma ends a value.
    """

    entries: tuple[tuple[Scalar, Node], ...]
    place: Place = field(compare=False)
    is_flow: bool = field(default=False, compare=False)

    def get(self, word: str) -> Node | None:
        """The value of a word, None where it is not written."""
        return next((value for key, value in self.entries if key.text == word), None)

    def key(self, word: str) -> Scalar | None:
        """The word itself as written, with its place."""
        return next((key for key, _ in self.entries if key.text == word), None)

    def having(self, entries: tuple[tuple[Scalar, Node], ...]) -> Mapping:
        """The same mapping with other entries."""
        return Mapping(entries, self.place, self.is_flow)


Node = Scalar | Listing | Mapping


@dataclass
class _Open:
    """A list or a mapping whose end has not been read yet."""

    place: Place
    is_mapping: bool
    is_flow: bool
    children: list[Node | None] = field(default_factory=list["Node | None"])


class _RefusedError(Exception):
    """Something after which it is of no use to read on."""


def read_nodes(text: str, file: str, problems: Problems) -> Node | None:
    """The tree of one YAML document, None if there is none to work with.

    Parameters
    ----------
    text
        The content of the file.
    file
        Its name, for places.
    problems
        Takes syntax errors, repeated keys, aliases, tags and nesting deeper than `DEEPEST`.
    """
    page = Page(file, text.removeprefix("\ufeff"))
    bad = NOT_TEXT.search(page.text)
    if bad is not None:
        problems.add(
            page.place(bad.start()),
            f"a character that is not text (U+{ord(bad.group()):04X}): take it out",
        )
        return None
    try:
        return _build(page, problems)
    except _RefusedError:
        return None
    except yaml.YAMLError as error:
        index, message = in_plain_words(error, page.text)
        problems.add(page.place(index), message)
        return None


def _build(page: Page, problems: Problems) -> Node | None:
    """Assemble nodes from the events of the parser, without recursion."""
    stack: list[_Open] = []
    root: Node | None = None
    for event in _events(page):
        node: Node | None = None
        if isinstance(event, yaml.NodeEvent):
            _refuse_marks(event, page, problems)
        if isinstance(event, yaml.DocumentStartEvent) and root is not None:
            problems.add(
                page.place(event.start_mark.index),
                'a second document begins here: a case is one document, without "---" inside',
            )
            return root
        if isinstance(event, yaml.CollectionStartEvent):
            _open(stack, event, page, problems)
            continue
        if isinstance(event, yaml.ScalarEvent):
            style = event.style or ""
            node = Scalar(event.value, page, event.start_mark.index, style)
        elif isinstance(event, yaml.CollectionEndEvent):
            node = _close(stack.pop(), problems)
        else:
            continue
        if stack:
            stack[-1].children.append(node)
        else:
            root = node
    if root is None:
        problems.add(Place(page.file, 1, 1), "the file is empty: a case begins with foedus: 1")
    return root


def _events(page: Page) -> Iterator[yaml.Event]:
    return cast("Iterator[yaml.Event]", yaml.parse(page.text, Loader=_LOADER))


def _open(
    stack: list[_Open], event: yaml.CollectionStartEvent, page: Page, problems: Problems
) -> None:
    place = page.place(event.start_mark.index)
    if len(stack) >= DEEPEST:
        problems.add(place, f"nested more than {DEEPEST} levels deep: a case needs far fewer")
        raise _RefusedError
    stack.append(_Open(place, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))


def _close(opened: _Open, problems: Problems) -> Node:
    """Turn what was read between start and end into a list or a mapping."""
    children = [child for child in opened.children if child is not None]
    if not opened.is_mapping:
        return Listing(tuple(children), opened.place)
    entries: list[tuple[Scalar, Node]] = []
    seen: dict[str, Scalar] = {}
    for key, value in zip(children[::2], children[1::2], strict=True):
        if not isinstance(key, Scalar):
            problems.add(key.place, "a list or a mapping stands where a word was expected")
        elif key.text in seen:
            first = seen[key.text].place
            problems.add(key.place, f'"{key.text}" stands here already, in line {first.line}')
        else:
            seen[key.text] = key
            entries.append((key, value))
    return Mapping(tuple(entries), opened.place, opened.is_flow)


def _refuse_marks(event: yaml.NodeEvent, page: Page, problems: Problems) -> None:
    """Refuse anchors, aliases and tags, which a case does not need."""
    tag = getattr(event, "tag", None)
    if event.anchor is None and tag is None:
        return  # an alias has an anchor
    place = page.place(event.start_mark.index)
    if isinstance(event, yaml.AliasEvent):
        problems.add(
            place, f'"*{event.anchor}": aliases are not part of the language; write it out'
        )
        raise _RefusedError
    if event.anchor is not None:
        problems.add(
            place,
            f'"&{event.anchor}": anchors are not part of the language; a value that begins with & '
            "needs quotes",
        )
    if tag is not None and not (isinstance(event, yaml.ScalarEvent) and tag == "!"):
        written = page.text[event.start_mark.index :].split(maxsplit=1)[0]
        problems.add(
            place, f'"{written}": tags are not part of the language; write the value alone'
        )


def scalar_of(text: str, file: str = "") -> Scalar:
    """A scalar that stands alone, for text that comes from elsewhere than a case file."""
    return Scalar(text, Page(file, text), 0)
