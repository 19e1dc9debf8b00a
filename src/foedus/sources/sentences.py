"""Where does a sentence begin, and where does it end?

Full stops behind initials and usual abbreviations end nothing. The rules are those of English
prose; where they miss an end the passage is longer, never wrong.
"""

from __future__ import annotations

import re

__all__ = ["is_abbreviation", "sentence_around", "sentence_starts"]

_END = re.compile(r"(?<![.!?…])[.!?…]+[)\]}\"'”’»*_]*\s+(?=[\"'“‘«(\[]*[^\W_a-zß-ÿ])")  # noqa: RUF001
_PARAGRAPH = re.compile(r"[\r\n]\s*")
_RUNS_ON = re.compile(r"(?:[^\W_]|,)[^\S\r\n]*(?:\r\n?|\n)[^\S\r\n]*(?=[a-zß-öø-ÿ])")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(\[“\"'])(?:[^\W\d_]|(?:[^\W\d_]\.)+[^\W\d_]|Mr|Mrs|Ms|Dr|Prof|Rev|St|Gen|Col|Lt|Capt|"
    r"Sgt|Maj|Adm|Gov|Sen|Rep|Hon|Jr|Sr|No|Nos|vol|vols|pp|ed|eds|cf|ca|vs|etc|viz|fig|art|"
    r"Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)$"
)
_REACH = 20


def is_abbreviation(text: str) -> bool:
    """Does the text end in an initial or an abbreviation, its full stop taken away?"""
    return _ABBREVIATION.search(text, max(0, len(text) - _REACH)) is not None


def sentence_starts(text: str, start: int, end: int) -> list[int]:
    """Find where sentences begin in `text[start:end]`, `start` included.

    Line ends count as ends of sentences: after repair they part paragraphs, verses or items. But
    where repair left lines as they are, a single line end behind a word or a comma and before a
    small letter stands inside a sentence.
    """
    inside = {m.end() for m in _RUNS_ON.finditer(text, start, end)}
    starts = {m.end() for m in _PARAGRAPH.finditer(text, start, end)} - inside | {start}
    for match in _END.finditer(text, start, end):
        before = text[max(start, match.start() - _REACH) : match.start()]
        if text[match.start()] == "." and _ABBREVIATION.search(before):
            continue
        starts.add(match.end())
    return sorted(place for place in starts if place < end)


def sentence_around(text: str, start: int, end: int, reach: int = 10_000) -> tuple[int, int]:
    """Widen `start:end` to whole sentences, without the white space at their ends."""
    left, right = max(0, start - reach), min(len(text), end + reach)
    starts = sentence_starts(text, left, right)
    first = max(place for place in starts if place <= start)
    last = min((place for place in starts if place >= end), default=right)
    words = text[first:last]
    return first + len(words) - len(words.lstrip()), first + len(words.rstrip())
