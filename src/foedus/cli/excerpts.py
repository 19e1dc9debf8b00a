"""Which few words show a reader the place that is meant?"""

from __future__ import annotations

import re
import shutil
import textwrap
import unicodedata
from itertools import groupby
from typing import TYPE_CHECKING

from foedus.sources.mark import MarkKind, by_place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources import Mark, Source

NARROWEST, WIDEST = 40, 100
WORDS_AROUND = 6
LONGEST_EXCERPT = 14
REACH = 200
PARAGRAPH_SIGN = "¶"


def visible(text: str) -> str:
    """Text on one line: line ends as ¶, and no sign that would command the terminal."""
    line = re.sub(r"\s*[\r\n]\s*", f" {PARAGRAPH_SIGN} ", text)
    return printable(" ".join(line.split()))


def printable(text: str) -> str:
    """Replace control characters, which a terminal would obey rather than show."""
    if text.isprintable():
        return text
    return "".join(
        "\ufffd" if unicodedata.category(sign) == "Cc" and sign != "\n" else sign for sign in text
    )


def shortened(text: str, most: int = LONGEST_EXCERPT) -> str:
    """The first and the last words of a text that is longer than `most` words."""
    words = visible(text).split()
    if len(words) <= most:
        return " ".join(words)
    half = most // 2
    return " ".join([*words[:half], "…", *words[-half:]])


def words_around(source: Source, start: int, end: int, label: str = "") -> str:
    """The stretch `start:end` of the repaired text in double brackets, with the words around it.

    Parameters
    ----------
    source
        The source, repaired.
    start, end
        The stretch; where it is empty, `label` stands in the brackets.
    label
        What to call a place that has no words.
    """
    text = source.repaired
    if set(text[start:end]) <= set("[]"):
        end = start  # a bracket within brackets could not be read
    before = visible(text[max(0, start - REACH) : start]).split()
    after = visible(text[end : end + REACH]).split()
    inside = shortened(text[start:end]) or label
    left = ("… " if len(before) > WORDS_AROUND else "") + " ".join(before[-WORDS_AROUND:])
    right = " ".join(after[:WORDS_AROUND]) + (" …" if len(after) > WORDS_AROUND else "")
    is_apart_left = start == end or text[start - 1 : start].isspace()
    is_apart_right = start == end or text[end : end + 1].isspace()
    shown = (
        f"{left}{' ' if is_apart_left else ''}[[{inside}]]{' ' if is_apart_right else ''}{right}"
    )
    return shown.strip()


def marks_around(source: Source, marks: Sequence[Mark]) -> Iterator[tuple[str, list[Mark]]]:
    """Each marked place, in double brackets with the words around it, and its marks.

    Several marks of one place, as a dropped copy at a lost end, are told together.
    """
    for (start, end), here in groupby(marks, key=by_place):
        together = list(here)
        label = ", ".join(dict.fromkeys(map(_label, together)))
        yield words_around(source, start, end, label), together


def _label(mark: Mark) -> str:
    """What to call a mark where it has no words: its term, a guess, and whether it is settled."""
    guess = f": {mark.reading}" if mark.kind is MarkKind.SUPPLIED else ""
    return f"{mark.kind.value}{guess}{'' if mark.is_open else ' (settled)'}"


def filled(text: str, indent: str = "") -> str:
    """Text in lines as wide as the terminal, but no wider than is easily read."""
    columns = shutil.get_terminal_size((WIDEST, 24)).columns
    return textwrap.fill(
        text,
        width=min(max(columns, NARROWEST), WIDEST),
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
        break_long_words=False,
    )
