"""What is a picture?

A specification that draws it, a caption that says how to read it, a text for those who cannot see
it, and the table of its numbers. Specifications are plain dicts in the language of Vega-Lite
(Satyanarayan et al. 2017), with their data inside; colours are left to the page, so that they stand
alone and follow light and dark.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
"""A name, which nobody fetches."""
ROOM = 330
"""Pixels that a text in a chart may take, so that a phone has room for it."""


@dataclass(frozen=True)
class Table:
    """Rows of text under a head; the first column names the row."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, eq=False)
class Figure:
    """A picture.

    Attributes
    ----------
    name
        Its place in a page: letters, digits and hyphens.
    spec
        A Vega-Lite specification.
    title
        What it shows, in a few words.
    caption
        How to read it.
    alternative
        What it shows, for a reader who cannot see it.
    table
        The numbers that it draws.
    """

    name: str
    spec: dict[str, Any]
    title: str
    caption: str
    alternative: str
    table: Table


def chart(height: int, layers: list[dict[str, Any]], alternative: str) -> dict[str, Any]:
    """A specification as wide as the page gives it room."""
    return {
        "$schema": SCHEMA,
        "description": alternative,
        "width": "container",
        "height": height,
        "autosize": {"type": "fit-x", "contains": "padding"},
        "layer": layers,
    }
