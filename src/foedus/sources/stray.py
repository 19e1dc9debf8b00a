"""Which capitals and brackets stand where nothing explains them?"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.function_words import FUNCTION_WORDS
from foedus.sources.lines import begins_list_item
from foedus.sources.mark import Doubt, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.paragraphs import Paragraph

__all__ = ["stray_capitals", "unbalanced_brackets"]

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # noqa: RUF001 (a typographic apostrophe)
_CAPITALISED = sorted(word.capitalize() for word in FUNCTION_WORDS if len(word) > 1)
_FUNCTION_WORD = re.compile(
    rf"(?<![^\W_])(?:{'|'.join(_CAPITALISED)})"
    r"(?![^\W\d_]|['’-][^\W\d_])"  # noqa: RUF001 (a typographic apostrophe)
)
_INSIDE_SENTENCE = re.compile(r"(?:[^\W_]|[,%]|(?<![.!?…])[)\]])\s+$")
_BRACKETED = re.compile(r"(?:\s*[(\[][^()\[\]]*[)\]])+\s*$")
_CLOSING_BRACKETS = frozenset(")]")
_ASIDE = 300
_REACH = 60
_LIST_MARKER = re.compile(r"\s*\(?\w{1,5}[).]\s*$")
_ENUMERATED = re.compile(r"(?:^|\s)(?:[A-Za-z]|[ivx]{1,5}|\d{1,2})$")  # as in "b) …"
_SHORT = 7
_SHORT_NAME = 3
_MOST_STRAY = 2  # a writer who does it more often means it: a defined term, a reverence
_OPENING = "([{“„"
_PAIRED = re.compile(r"[()\[\]{}“”„]")
_MARKER_BRACKET = re.compile(r"\s*\w{1,5}\)")
_MOSTLY = 0.5
_PAIRS = {")": "(", "]": "[", "}": "{", "”": "“„", "“": "„"}


def stray_capitals(paragraphs: Sequence[Paragraph], *, is_damaged: bool) -> Iterator[Doubt]:
    """Doubt capitals inside a sentence that belong to no name.

    English function words are never names. In a text that is damaged anyway, a word is doubted,
    too, that has a capital once and small letters elsewhere.
    """
    small = {
        word for p in paragraphs for word in _WORD.findall(p.text) if is_damaged and word.islower()
    }
    words = _WORD if is_damaged else _FUNCTION_WORD
    found = [
        (paragraph.start, capital)
        for paragraph in paragraphs
        for capital in _capitals_inside(paragraph.text, words)
    ]
    counts = Counter(capital.word for _, capital in found)
    for offset, (start, word, is_after_name, is_before_name) in found:
        if is_before_name or counts[word] > _MOST_STRAY:
            continue
        is_function_word = word.lower() in FUNCTION_WORDS
        if is_function_word and is_after_name and len(word) <= _SHORT_NAME:
            continue
        if is_function_word or (word.lower() in small and counts[word] == 1):
            yield Doubt(
                offset + start,
                offset + start + len(word),
                MarkKind.UNCLEAR,
                "stray capital",
                f"{word!r} has a capital inside a sentence; words or a full stop may be lost "
                "before it.",
            )


class _Capital(NamedTuple):
    """A word with a capital inside a sentence, and whether capitals stand next to it."""

    start: int
    word: str
    is_after_name: bool
    is_before_name: bool


def _capitals_inside(text: str, words: re.Pattern[str]) -> Iterator[_Capital]:
    for match in words.finditer(text):
        word = match.group()
        start, end = match.span()
        if not (word[0].isupper() and word[1:].islower()):
            continue
        if not _is_inside_sentence(text[max(0, start - _ASIDE) : start]):
            continue
        before = _WORD.findall(text[max(0, start - _REACH) : start])
        following = _WORD.search(text, end)
        is_before_name = following is not None and (
            following.group()[0].isupper() and text[end] == " "
        )
        yield _Capital(start, word, bool(before) and before[-1][0].isupper(), is_before_name)


def _is_inside_sentence(before: str) -> bool:
    """Does a sentence run on here, the asides in brackets before it left out?"""
    if _LIST_MARKER.fullmatch(before):
        return False
    if before.rstrip()[-1:] not in _CLOSING_BRACKETS:
        return _INSIDE_SENTENCE.search(before[-_SHORT:]) is not None
    without = _BRACKETED.sub("", before)
    return _INSIDE_SENTENCE.search(f"{without.rstrip()} ") is not None


def unbalanced_brackets(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Doubt brackets and typographic quotation marks without their partner in the paragraph.

    A sign that is mostly without one, throughout the text, is not lost anywhere: some plays open
    the bracket of a stage direction and never close it, and braces tie lines together.
    """
    unpaired = [(paragraph, place) for paragraph in paragraphs for place in _unpaired(paragraph)]
    lone = Counter(paragraph.text[place] for paragraph, place in unpaired)
    followed = {id(a): b.text.lstrip() for a, b in pairwise(paragraphs)}
    usual = {
        sign
        for sign, count in lone.items()
        if count > _MOST_STRAY
        and count > _MOSTLY * sum(paragraph.text.count(sign) for paragraph in paragraphs)
    }
    for paragraph, place in unpaired:
        sign = paragraph.text[place]
        is_continued = sign in "“„«" and followed.get(id(paragraph), "").startswith(sign)
        if sign not in usual and not is_continued:
            yield Doubt(
                paragraph.start + place,
                paragraph.start + place + 1,
                MarkKind.UNCLEAR,
                "unbalanced bracket",
                f"{sign!r} has no partner in its paragraph.",
            )


def _unpaired(paragraph: Paragraph) -> list[int]:
    text = paragraph.text
    open_signs: list[int] = []
    unpaired: list[int] = []
    skipped = _MARKER_BRACKET.match(text) if begins_list_item(text) else None
    for match in _PAIRED.finditer(text, skipped.end() if skipped else 0):
        place, sign = match.start(), match.group()
        last = text[open_signs[-1]] if open_signs else ""
        if last and last in _PAIRS.get(sign, ""):
            open_signs.pop()
        elif sign in _OPENING:
            open_signs.append(place)
        elif sign != ")" or _ENUMERATED.search(text[max(0, place - _SHORT) : place]) is None:
            unpaired.append(place)
    return unpaired + open_signs
