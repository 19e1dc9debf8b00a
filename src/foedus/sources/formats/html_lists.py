"""Which marker does a browser draw in front of the item of a list?

A hyphen for a bullet, as people type it; numbers and letters as the HTML standard (section 4.4.5)
counts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, final

if TYPE_CHECKING:
    from foedus.sources.formats.elements import Element

__all__ = ["ListMarkers"]

_MOST_DIGITS = 9
_ROMAN = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_LARGEST_ROMAN = 3999
_LETTERS = 26


@final
class ListMarkers:
    """The lists that are open, and how far each has counted."""

    def __init__(self) -> None:
        self._next: list[int | None] = []
        self._steps: list[int] = []
        self._kinds: list[str] = []

    @property
    def depth(self) -> int:
        """How many lists are open."""
        return len(self._next)

    def open(self, element: Element) -> None:
        """Begin a list."""
        is_ordered = element.tag == "ol"
        is_reversed = is_ordered and "reversed" in dict(element.items())
        first = sum(one.tag == "li" for one in element) if is_reversed else 1
        self._next.append(_whole(element.get("start", ""), first) if is_ordered else None)
        self._steps.append(-1 if is_reversed else 1)
        self._kinds.append(element.get("type", "1"))

    def close(self) -> None:
        """End the innermost list."""
        if self._next:
            self._next.pop()
            self._steps.pop()
            self._kinds.pop()

    def marker(self, element: Element) -> str:
        """The marker of the next item, indented as deep as its list."""
        indent = "  " * (len(self._next) - 1)
        number = self._next[-1] if self._next else None
        if number is None:
            return f"{indent}- "
        number = _whole(element.get("value", ""), number)
        self._next[-1] = number + self._steps[-1]
        return f"{indent}{_counted(number, self._kinds[-1])}. "


def _whole(text: str, otherwise: int) -> int:
    try:
        return int(text[:_MOST_DIGITS])
    except ValueError:
        return otherwise


def _counted(number: int, kind: str) -> str:
    if kind in {"a", "A"} and number > 0:
        letters = ""
        while number > 0:
            number, digit = divmod(number - 1, _LETTERS)
            letters = chr(ord(kind) + digit) + letters
        return letters
    if kind in {"i", "I"} and 0 < number <= _LARGEST_ROMAN:
        numeral = ""
        for worth, sign in _ROMAN:
            count, number = divmod(number, worth)
            numeral += sign * count
        return numeral.upper() if kind == "I" else numeral
    return str(number)
