"""Which sentences lack their end or their beginning, and where does a quotation start unmarked?"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from foedus.sources.function_words import FUNCTION_WORDS
from foedus.sources.habits import INDENT
from foedus.sources.lines import (
    begins_list_item,
    begins_sentence,
    begins_small,
    indent_of,
    is_closed,
)
from foedus.sources.mark import UNMARKED, Doubt, MarkKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.paragraphs import Paragraph

__all__ = ["lost_ends"]

_SHORT_TEXT = 6
_LONG_SALUTATION = 6
_LEAST_SMALL_STYLE = 3
_BREAKS_OFF = re.compile(r"(?:[—–-]|;(?: or| and)?)$")  # noqa: RUF001 (a dash may end a speech)
_DOCUMENT = re.compile(
    r"\b(?:telegram|letter|message|cable|dispatch|note|reply|answer)\b", re.IGNORECASE
)
_SALUTATION = re.compile(
    r"(?:my )?(?:dear|esteemed|respected|honou?red|comrades?|gentlemen|sirs?|to (?:the|his|her)"
    r"|(?:your|his) (?:excellency|majesty|highness))\b",
    re.IGNORECASE,
)
_MOST_SALUTATIONS = 2
# not before one letter and a number, which is a sign, such as x² or "x 2" where the 2 was raised
_STOP_AND_SMALL = re.compile(r"\.\s+(?=[a-zß-öø-ÿ])(?![b-df-np-xz]\s?[\d²³¹])")
_LONG_WORD = re.compile(r"\b[^\W\d_]{4,}$")
_REACH = 40
_LONG_ENTRY_END = 60
_ABBREVIATIONS = frozenset(
    """
    approx capt chap coll corp dept dist encl govt illus incl intl misc prof repr sect seqq supp
    trans univ vols
    """.split()  # noqa: SIM905 (a list of so many strings would be a page)
)
_ENTRY_END = re.compile(r"(?:,\s*[\divxl,\s–-]+|\S[/@.]\S+)$")  # noqa: RUF001 (as above)
_ASIDE = re.compile(r"[_*]*[(\[]|['’]\w\b|\S*[/@.]\w")  # noqa: RUF001 (an elision: 't, 'n)
_QUOTED = re.compile(r"[\"'“‘«>]")  # noqa: RUF001 (as above)


def lost_ends(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Doubt paragraphs that stop or start in the middle of a sentence."""
    texts = [paragraph for paragraph in paragraphs if paragraph.is_text]
    small = sum(begins_small(paragraph.text) for paragraph in texts)
    is_small_style = small >= _LEAST_SMALL_STYLE and small * 3 > len(texts)
    running = [paragraph for paragraph in texts if not paragraph.is_heading]
    for start in _small_starts(running):
        yield Doubt(
            start.start,
            start.start,
            MarkKind.GAP,
            "sentence without a beginning",
            f"a small letter follows a full stop at {start.text!r}; words seem to be lost.",
        )
    for before, paragraph, after in _neighbours(paragraphs):
        if not paragraph.is_text or paragraph.is_heading:
            continue
        if _lacks_end(paragraph, *after):
            yield Doubt(
                paragraph.end,
                paragraph.end,
                MarkKind.GAP,
                "sentence without an end",
                f"the sentence stops at {_tail(paragraph.text)!r}; words seem to be lost.",
            )
        if not is_small_style and _lacks_beginning(paragraph, before):
            start = paragraph.start + len(paragraph.text) - len(paragraph.text.lstrip())
            yield Doubt(
                start,
                start,
                MarkKind.GAP,
                "sentence without a beginning",
                f"the paragraph starts with a small letter at {_head(paragraph.text)!r}; "
                "words seem to be lost before it.",
            )
    yield from _unmarked_quotations(paragraphs)


def _unmarked_quotations(paragraphs: Sequence[Paragraph]) -> Iterator[Doubt]:
    """Doubt addresses behind which a document seems to be quoted."""
    lines = [line for paragraph in paragraphs for line in _lines_of(paragraph)]
    salutations = sum(_is_address(line) and _is_salutation(line) for line in lines)
    # minutes name who speaks in the same way, time and again
    are_told = salutations <= _MOST_SALUTATIONS
    for before, line, after in _neighbours(lines):
        if before and after and _is_unmarked_quotation(before, line, after[0], are_told=are_told):
            yield Doubt(
                line.start,
                line.end,
                MarkKind.UNCLEAR,
                UNMARKED,
                "a document seems to be quoted from here; no quotation marks say where it ends.",
            )


def _lines_of(paragraph: Paragraph) -> Iterator[Paragraph]:
    """A paragraph, or the lines of one that kept them: a salutation may be one of them."""
    if paragraph.is_text or paragraph.is_verbatim or "\n" not in paragraph.text:
        yield paragraph
        return
    place = paragraph.start
    for line in paragraph.text.split("\n"):
        yield paragraph._replace(text=line, start=place)
        place += len(line) + 1


def _neighbours(
    paragraphs: Sequence[Paragraph],
) -> Iterator[tuple[Paragraph | None, Paragraph, Sequence[Paragraph]]]:
    """Go through the paragraphs, each with the one before it and the two behind it."""
    for index, paragraph in enumerate(paragraphs):
        before = paragraphs[index - 1] if index else None
        yield before, paragraph, paragraphs[index + 1 : index + 3]


class _SmallStart(NamedTuple):
    """A small letter behind a full stop: the word that has the stop, and the letter's place."""

    word: str
    start: int
    text: str


def _small_starts(paragraphs: Sequence[Paragraph]) -> list[_SmallStart]:
    """Find small letters behind full stops, those behind abbreviations left out.

    A word that has a full stop before a small letter more than once is an abbreviation (Kiss &
    Strunk 2006): no sentence is lost there twice by an accident of copying.
    """
    found: list[_SmallStart] = []
    for paragraph in paragraphs:
        text = paragraph.text
        for match in _STOP_AND_SMALL.finditer(text):
            before = text[max(0, match.start() - _REACH) : match.start()]
            word = _LONG_WORD.search(before)
            if word is not None:
                place = paragraph.start + match.end()
                found.append(_SmallStart(word[0].lower(), place, _head(text[match.end() :][:80])))
    counts = Counter(start.word for start in found)
    return [
        start for start in found if counts[start.word] == 1 and start.word not in _ABBREVIATIONS
    ]


def _lacks_end(
    paragraph: Paragraph, after: Paragraph | None = None, then: Paragraph | None = None
) -> bool:
    text = paragraph.text.rstrip()
    words = text.split()
    if is_closed(text) or _BREAKS_OFF.search(text) or len(words) <= _SHORT_TEXT:
        return False
    if paragraph.is_item:
        return words[-1].lower() in FUNCTION_WORDS
    if _ENTRY_END.search(text[-_LONG_ENTRY_END:]) or begins_list_item(text):
        return False  # a page number, an address: an entry, no sentence
    return after is None or (after.is_text and not _leads_on(paragraph, after, then))


def _leads_on(paragraph: Paragraph, after: Paragraph, then: Paragraph | None) -> bool:
    """Does the paragraph lead to what is set apart from it: a list, a quotation, a signature?"""
    text = paragraph.text.rstrip()
    is_short = len(after.text.split()) <= _SHORT_TEXT
    if text.endswith(",") and (is_short or begins_list_item(after.text)):
        return True
    if begins_list_item(after.text) or begins_small(after.text):
        return text.split()[-1].lower() in FUNCTION_WORDS or begins_small(after.text)
    is_set_in = indent_of(after.text) >= indent_of(paragraph.text) + INDENT
    is_aside = after.text.lstrip()[:1] == "[" and then is not None and begins_small(then.text)
    return (is_set_in and is_short) or is_aside


def _lacks_beginning(paragraph: Paragraph, before: Paragraph | None) -> bool:
    text = paragraph.text.lstrip()
    if paragraph.is_item or not begins_small(text) or _ASIDE.match(text):
        return False
    if len(text.split()) <= _SHORT_TEXT:
        return False
    return before is None or (before.is_text and is_closed(before.text))


def _is_unmarked_quotation(
    before: Paragraph, paragraph: Paragraph, after: Paragraph, *, are_told: bool
) -> bool:
    """Does a document begin here: by what is said before it, or by its salutation alone?"""
    if not _is_address(paragraph) or _QUOTED.match(after.text.lstrip()):
        return False
    if paragraph.is_text and _DOCUMENT.search(before.text[-200:]):
        return True
    is_told = are_told and _is_salutation(paragraph)
    return is_told and is_closed(before.text) and len(before.text.split()) > _LONG_SALUTATION


def _is_salutation(paragraph: Paragraph) -> bool:
    return _SALUTATION.match(paragraph.text.strip()) is not None


def _is_address(paragraph: Paragraph) -> bool:
    text = paragraph.text.strip()
    return (
        len(text.split()) <= _LONG_SALUTATION
        and text.endswith((":", ","))
        and begins_sentence(text)
        and _QUOTED.match(text) is None
    )


def _tail(text: str) -> str:
    return " ".join(text.split()[-4:])


def _head(text: str) -> str:
    return " ".join(text.split()[:4])
