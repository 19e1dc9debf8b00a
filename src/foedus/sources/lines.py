"""What kind of line is this, and what kind of block do lines make?

A block is a run of lines without a blank one. Only blocks of prose may ever be joined; verse,
tables, lists and dialogue give themselves away by how their lines begin, end and are spaced.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = [
    "ENDED_WORD",
    "Block",
    "Line",
    "begins_list_item",
    "begins_sentence",
    "begins_small",
    "blocks_of",
    "content_end",
    "content_start",
    "ends_sentence",
    "indent_of",
    "is_closed",
    "is_prose",
    "is_running_text",
    "is_set_by_capitals",
    "split_lines",
]

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
_ENDS = frozenset(".!?…؟۔。！？।")  # noqa: RUF001 (signs of many languages)
_CLOSERS = ")]}\"'”’“»«*_"  # noqa: RUF001 (typographic quotation marks)
_CLOSING = frozenset(')]}"”’“»«')  # noqa: RUF001 (as above)
_OPENERS = "([{\"'“‘„‚«»_*¿¡"  # noqa: RUF001 (as above)
_LIST_ITEM = re.compile(
    r"""\s*(?:
        \(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})\)\s   # (1), 1), (a), iv)
      | \d{1,3}\.\s                                 # 1.
      | \d{1,2}(?:st|nd|rd|th)\s\w+:                # 1st phase:
      | [-*+•–·>|#]+(?:\s|$)                        # bullets, quoted mail, headings
      | [—–](?=[^\W\d]|[¿¡“"«])                      # a dash before a speech
      | [^\w\s]{3,}\s*$                             # rules and stars across the page
    )""",  # noqa: RUF001 (a dash is a bullet)
    re.VERBOSE,
)
_COLUMN_GAP = re.compile(
    r"(?<=\S) *\t\s*(?=\S)|\||(?<=[^\s.!?:;)\]\"”’])\s{2,}(?=\S)|(?<=\S)\s{3,}(?=\S)"  # noqa: RUF001 (as above)
)
# Thai, Lao and Khmer; the signs, syllables and characters of Chinese and Japanese
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1780-\u17ff\u2e80-\u31ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]"
)
_WIDE_GAP = re.compile(r"\S(?:\s{4,}|\s*\t\s*)\S")
_WORDLESS = re.compile(r"(?<!\S)(?:[^\w\s]|[\d_])+(?!\S)")
ENDED_WORD = re.compile(rf"[{''.join(sorted(_ENDS))}][{re.escape(_CLOSERS)}]*(?!\S)")
"""The end of a word at which a sentence ends."""

_FEWEST_WORDS_A_LINE = 1.5
_MOST_CAPITAL_LINES = 0.6
_FEWEST_RUNNING_ON = 0.25
_FEWEST_ENDED = 3
_MOST_NUMBERS = 0.4
_MOST_TABLE_LINES = 0.4
_LONGEST_SENTENCE = 60
_FEWEST_PARALLEL = 5
_MOST_UNSPACED = 0.2
_FEWEST_JUSTIFIED = 2
_LEAST_SAME_LENGTH = 0.8
_MOST_PARALLEL = 0.4


@final
class Line(NamedTuple):
    """One line of a text: its characters run from `start` to `end`, the next begins at `after`."""

    start: int
    end: int
    after: int


@final
class Block(NamedTuple):
    """A run of lines without a blank one: `first` to `last`, both included."""

    first: int
    last: int


def split_lines(text: str) -> list[Line]:
    """Split at line feeds and carriage returns alone, so that lines count as editors count them."""
    lines = [Line(m.start(), m.end(1), m.end()) for m in _LINE.finditer(text)]
    if len(lines) > 1 and lines[-1].start == lines[-1].after:
        lines.pop()
    return lines


def content_end(raw: str, line: Line) -> int:
    """The offset behind the last sign of a line that is not blank."""
    return line.start + len(raw[line.start : line.end].rstrip())


def content_start(raw: str, line: Line) -> int:
    """The offset of the first sign of a line that is not blank."""
    return line.end - len(raw[line.start : line.end].lstrip())


def blocks_of(texts: Sequence[str]) -> list[Block]:
    """Find the runs of lines that no blank line divides."""
    blocks: list[Block] = []
    first: int | None = None
    for index, text in enumerate(texts):
        is_blank = not text or text.isspace()
        if is_blank and first is not None:
            blocks.append(Block(first, index - 1))
            first = None
        elif not is_blank and first is None:
            first = index
    if first is not None:
        blocks.append(Block(first, len(texts) - 1))
    return blocks


def ends_sentence(text: str) -> bool:
    """Does the text end with a full stop or its like, perhaps inside a bracket or quotation?"""
    return text.rstrip().rstrip(_CLOSERS)[-1:] in _ENDS


def is_closed(text: str) -> bool:
    """Does the text end as a paragraph may: a sentence's end, a colon, a closing bracket?"""
    stripped = text.rstrip()
    inner = stripped.rstrip(_CLOSERS)
    last = inner[-1:]
    return last in _ENDS or last == ":" or not _CLOSING.isdisjoint(stripped[len(inner) :])


def begins_sentence(text: str) -> bool:
    """Can a sentence begin so: with a capital, a number, a letter of a script without cases?"""
    first = text.lstrip().lstrip(_OPENERS)[:1]
    return first.isalnum() and not first.islower()


def begins_small(text: str) -> bool:
    """Does the text begin with a small letter?"""
    return text.lstrip().lstrip(_OPENERS)[:1].islower()


def indent_of(text: str) -> int:
    """Count the columns before the first word, a tab for as many as it takes to the next eighth."""
    space = text[: len(text) - len(text.lstrip())]
    return len(space.expandtabs())


def begins_list_item(text: str) -> bool:
    """Does the line begin as items, headings, rules and quoted mail do?"""
    return _LIST_ITEM.match(text) is not None


def is_prose(texts: Sequence[str]) -> bool:
    """Can these lines of a block be running prose, and no verse, table, list or dialogue?"""
    return is_running_text(texts) and not is_set_by_capitals(texts)


def is_running_text(texts: Sequence[str]) -> bool:
    """Can these lines of a block be running prose, their capitals left aside?

    Not where the lines are spaced into columns or most begin with one and the same word, where most
    are list items, where no sentence ever ends, where they hold numbers rather than words, or where
    words have no spaces between them.
    """
    text = "\n".join(texts)
    count = len(text.split())
    if count < _FEWEST_WORDS_A_LINE * len(texts):
        return False
    if not text.isascii() and _is_unspaced(texts):
        return False
    if count > _LONGEST_SENTENCE and ENDED_WORD.search(text) is None:
        return False
    numbers = len(_WORDLESS.findall(text))
    return numbers <= _MOST_NUMBERS * count and not _is_set_by_lines(texts)


def is_set_by_capitals(texts: Sequence[str]) -> bool:
    """Do lines begin with capitals although no sentence ended, more often than words inside do?

    Lines of verse and of lists do. Those of prose do as often as its other words: seldom in
    English, often in German, always in a script that has no small letters.
    """
    continuing = [
        text
        for before, text in pairwise(texts)
        if not (ends_sentence(before) and begins_sentence(text))
    ]
    count = len(texts) - 1
    ended = sum(map(ends_sentence, texts[:-1]))
    if count >= _FEWEST_ENDED and ended > (1 - _FEWEST_RUNNING_ON) * count:
        return True  # one sentence a line
    if len(continuing) < _FEWEST_RUNNING_ON * count:
        return True
    capitals = sum(map(begins_sentence, continuing))
    if capitals <= _MOST_CAPITAL_LINES * len(continuing):
        return False
    inside = [word for text in texts for word in text.split()[1:]]
    usual = sum(map(begins_sentence, inside)) / max(1, len(inside))
    return capitals > (1 + usual) / 2 * len(continuing)


def _is_set_by_lines(texts: Sequence[str]) -> bool:
    """Tell tables, lists and parallel clauses by what their lines have in common."""
    count = len(texts)
    columns = sum(_has_gap(text) for text in texts)
    return (
        (columns > _MOST_TABLE_LINES * count and not _is_justified(texts))
        or sum(map(begins_list_item, texts)) * 2 > count
        or (count >= _FEWEST_PARALLEL and _parallel_lines(texts) > _MOST_PARALLEL * count)
    )


def _is_unspaced(texts: Sequence[str]) -> bool:
    """Is the script one without spaces between words, so that a join would have to put one in?"""
    unspaced = sum(_UNSPACED.match(text.rstrip()[-1:]) is not None for text in texts)
    return unspaced > _MOST_UNSPACED * len(texts)


def _has_gap(text: str) -> bool:
    if "|" not in text and " ".join(text.split()) == text.strip():
        return False
    return _COLUMN_GAP.search(text) is not None


def _is_justified(texts: Sequence[str]) -> bool:
    """Were spaces doubled here and there, to make all lines but the last of one length?"""
    full = [text.strip() for text in texts[:-1]]
    if len(full) < _FEWEST_JUSTIFIED or any(_WIDE_GAP.search(text) for text in full):
        return False
    lengths = Counter(len(text.rstrip()) for text in texts[:-1])
    double = sum(text.count("  ") for text in full)
    single = sum(len(text.split()) - 1 for text in full) - double
    same = lengths.most_common(1)[0][1]
    return single > double and same >= _LEAST_SAME_LENGTH * (len(texts) - 1)


def _parallel_lines(texts: Sequence[str]) -> int:
    """Count the lines that begin with the word that most begin with, numbers taken for one."""
    first_words = Counter(re.sub(r"\d+", "0", text.split(maxsplit=1)[0]) for text in texts)
    return first_words.most_common(1)[0][1]
