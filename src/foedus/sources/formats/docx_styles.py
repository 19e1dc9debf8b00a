"""Which styles of a DOCX file number their paragraphs?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.sources.formats.elements import local_name

if TYPE_CHECKING:
    from foedus.sources.formats.elements import Element

__all__ = ["attribute", "child", "is_numbering", "numbered_styles", "value"]


def numbered_styles(styles: Element | None) -> frozenset[str]:
    """The ids of the styles that number, by themselves or by the style that they are based on."""
    numbering: dict[str, bool | None] = {}
    based_on: dict[str, str] = {}
    for style in styles if styles is not None else ():
        name = attribute(style, "styleId")
        numbering[name] = is_numbering(child(style, "pPr"))
        based_on[name] = value(child(style, "basedOn"))
    return frozenset(name for name in numbering if _numbers(name, numbering, based_on))


def _numbers(name: str, numbering: dict[str, bool | None], based_on: dict[str, str]) -> bool:
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        decided = numbering.get(name)
        if decided is not None:
            return decided
        name = based_on.get(name, "")
    return False


def is_numbering(properties: Element | None) -> bool | None:
    """Do these properties of a paragraph number it? None where they do not say."""
    numbering = child(properties, "numPr")
    if numbering is None:
        return None
    return value(child(numbering, "numId")) != "0"


def child(element: Element | None, name: str) -> Element | None:
    """The first child of that name, whatever its namespace."""
    children = () if element is None else element
    return next((one for one in children if local_name(one) == name), None)


def attribute(element: Element, name: str) -> str:
    """An attribute of that name, whatever its namespace; empty where there is none."""
    named = (str(text) for key, text in element.items() if _local(str(key)) == name)
    return next(named, "")


def value(element: Element | None) -> str:
    """The value that an element of properties carries."""
    return "" if element is None else attribute(element, "val")


def _local(name: str) -> str:
    return name.rpartition("}")[2]
