"""What did the author type that YAML could not read?

YAML's own messages speak of tokens and indicators. Each is put in plain words here, with the thing
to try first.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import yaml

NOT_TEXT = re.compile(
    "[^\\t\\n\\r\\x20-\\x7e\\x85\\xa0-\\ud7ff\\ue000-\\ufefe\\uff00-\\ufffd\\U00010000-\\U0010ffff]"
)
"""What YAML does not allow: control characters, half surrogates, a stray byte-order mark."""

_IN_PLAIN_WORDS = (
    (
        "mapping values are not allowed",
        'a second ": " in one line: put the value in quotes, or check the indentation above',
    ),
    ("could not find expected ':'", 'a word without its colon: write "word: value"'),
    (
        "did not find expected ',' or '}'",
        'a "{" is not closed by "}", or a comma is missing, or a value needs quotes',
    ),
    (
        "did not find expected ',' or ']'",
        'a "[" is not closed by "]", or a comma is missing, or a value needs quotes',
    ),
    (
        "did not find expected key",
        "this line does not fit those before it: check the indentation, and closing quotes",
    ),
    (
        "did not find expected '-' indicator",
        'this line does not continue the list above: begin it with "- ", or check the indentation',
    ),
    (
        "block sequence entries are not allowed",
        'a list cannot begin here: put "- " on a line of its own below the word',
    ),
    ("found unexpected end of stream", "a quote is opened here and never closed"),
    (
        "unexpected document indicator",
        'a quote or bracket is still open where "---" or "..." begins',
    ),
    (
        "found unknown escape character",
        "a backslash in double quotes: use single quotes, or write it twice",
    ),
    (
        "did not find expected alphabetic or numeric character",
        'a value that begins with "*" or "&" needs quotes',
    ),
    (
        "did not find expected <document start>",
        "this line belongs to nothing: check the indentation, and that the file is one mapping",
    ),
    ("found unexpected ':'", 'a ":" that YAML cannot place: put the value in quotes'),
    ("did not find expected node content", "a value is missing here, or needs quotes"),
    ("did not find the expected comment or line break", 'text after "|" or ">": begin a new line'),
    ("did not find expected comment or line break", 'text after "|" or ">": begin a new line'),
    (
        "found a tab character",
        "a tab in the indentation: use spaces",
    ),
)


def in_plain_words(error: yaml.YAMLError, text: str) -> tuple[int, str]:
    """The index in the text of a YAML error, and a sentence about it.

    Parameters
    ----------
    error
        As PyYAML raised it.
    text
        The whole file.
    """
    said = str(getattr(error, "problem", None) or error)
    where, opening = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if "unexpected end of stream" in said:
        where = opening or where
    index = min(where.index if where is not None else 0, len(text))
    if "cannot start any token" in said:
        return index, _cannot_start(text[index : index + 1])
    if "expected node content" in said and text[index : index + 1] == "?":
        return index, _cannot_start("?")
    for part, sentence in _IN_PLAIN_WORDS:
        if part in said:
            return index, f"not readable as YAML: {sentence}{_opened(opening, sentence)}"
    return index, f"not readable as YAML: {said}"


def _opened(mark: yaml.Mark | None, sentence: str) -> str:
    return (
        ""
        if mark is None or "is not closed" not in sentence
        else f" (opened in line {mark.line + 1})"
    )


def _cannot_start(character: str) -> str:
    if character == "\t":
        return "not readable as YAML: a tab stands here: indent with spaces"
    return f'not readable as YAML: a value cannot begin with "{character}": put it in quotes'
