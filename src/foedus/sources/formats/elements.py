"""What is an element of a parsed file, as far as the readers use one?

lxml comes without types; what is used of it is written down here, once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from lxml import etree as untyped  # pyright: ignore[reportAttributeAccessIssue]

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Element", "Walk", "etree", "local_name", "walk_through"]

etree: Any = untyped
"""lxml's parsers; what they hand on is an `Element` from here on."""


class Element(Protocol):
    """An element: its words, what follows it, and what stands in it."""

    @property
    def tag(self) -> object:
        """The name; of a comment it is no text."""
        ...

    @property
    def text(self) -> str | None:
        """The words before the first element inside."""
        ...

    @property
    def tail(self) -> str | None:
        """The words between its end and the next element."""
        ...

    @property
    def sourceline(self) -> int | None:
        """The line of the file in which its first tag ends."""
        ...

    def __iter__(self) -> Iterator[Element]:
        """Go through the elements inside, one level deep."""
        ...

    def get(self, key: str, default: str = "") -> str:
        """Look an attribute up."""
        ...

    def getparent(self) -> Element | None:
        """Find the element in which it stands."""
        ...

    def items(self) -> Iterable[tuple[str, str]]:
        """List the attributes."""
        ...

    def iter(self, *tags: str) -> Iterator[Element]:
        """Go through the elements of these names inside, and itself."""
        ...

    def itertext(self) -> Iterator[str]:
        """Go through all words inside."""
        ...


class Walk(Protocol):
    """The elements of a tree as they begin and end, in the order of the file."""

    def __iter__(self) -> Iterator[tuple[str, Element]]:
        """Go on to what begins or ends next."""
        ...

    def skip_subtree(self) -> None:
        """Do not go into the element that has just begun."""
        ...


def walk_through(root: Element) -> Walk:
    """Go through a tree without recursion, however deep it is."""
    walk: Walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
    return walk


def local_name(element: Element) -> str:
    """The name of an element without its namespace; empty for comments and the like."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
