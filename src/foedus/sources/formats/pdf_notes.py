"""What should a reader know about how a PDF was read?"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from foedus.sources.formats.pdf_order import has_lines_across_columns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.sources.formats.pdf_apart import Pages
    from foedus.sources.formats.pdf_set import PageText

__all__ = ["lacks_text", "notes_on", "pages_in_words"]

_MOST_RANGES = 8
_LIGATURES = frozenset("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06")
_END_OF_FILE = b"%%EOF"
_REACH_OF_END = 2048


def notes_on(read: Pages, content: bytes) -> tuple[str, ...]:
    """Say what was left out, and what is doubtful, a sentence each."""
    pages = read.pages
    return (
        *_on_file(read, content),
        *_on_pages_left_out(pages),
        *_on_machine_reading(pages),
        *_on_signs(pages),
        *_on_columns(pages),
        *_on_comments(pages),
    )


def lacks_text(page: PageText) -> bool:
    """Is there something on the page, but no text layer?"""
    return page.is_readable and not page.lines and not page.is_blank


def pages_in_words(numbers: Sequence[int]) -> str:
    """Name pages in order: ``"pages 3-5 and 9"``."""
    ranges: list[str] = []
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        first, last = members[0], members[-1]
        ranges.append(f"{first}" if first == last else f"{first}-{last}")
    if len(ranges) > _MOST_RANGES:
        ranges[_MOST_RANGES - 1 :] = ["others"]
    named = f"{', '.join(ranges[:-1])} and {ranges[-1]}" if len(ranges) > 1 else ranges[0]
    return f"page {named}" if len(numbers) == 1 else f"pages {named}"


def _numbers(pages: Sequence[PageText], *questions: bool) -> list[int]:
    return [number for number, answer in enumerate(questions, 1) if answer and number <= len(pages)]


def _on_file(read: Pages, content: bytes) -> Iterator[str]:
    is_cut = _END_OF_FILE not in content[-_REACH_OF_END:]
    if is_cut or read.is_rebuilt:
        why = "its end is missing" if is_cut else "its table of contents does not fit"
        yield (
            f"The file is damaged ({why}); what could be found of it was read, and words or whole "
            "pages may be lost."
        )


def _on_pages_left_out(pages: Sequence[PageText]) -> Iterator[str]:
    damaged = _numbers(pages, *(not page.is_readable for page in pages))
    if damaged:
        were = "is damaged and was" if len(damaged) == 1 else "are damaged and were"
        yield _capital(f"{pages_in_words(damaged)} {were} not read.")
    bare = _numbers(pages, *map(lacks_text, pages))
    if bare:
        were = "has no text layer and was" if len(bare) == 1 else "have no text layer and were"
        yield _capital(f"{pages_in_words(bare)} {were} not read; a picture of text is no text.")


def _on_machine_reading(pages: Sequence[PageText]) -> Iterator[str]:
    unseen = _numbers(pages, *(2 * page.invisible > page.characters > 0 for page in pages))
    if unseen:
        yield (
            f"The text of {pages_in_words(unseen)} is not drawn on the page, as where OCR lays its "
            "reading under a scan. A reading by machine is a witness with errors of its own: "
            "compare quotations with the picture."
        )


def _on_signs(pages: Sequence[PageText]) -> Iterator[str]:
    unmapped = _numbers(pages, *(page.unmapped > 0 for page in pages))
    if unmapped:
        count = sum(page.unmapped for page in pages)
        yield (
            f"{_counted(count, 'character')} on {pages_in_words(unmapped)} "
            f"{'is' if count == 1 else 'are'} of a font that does not say which letters it draws; "
            "the text there may be garbled."
        )
    private = _numbers(pages, *(page.private > 0 for page in pages))
    if private:
        count = sum(page.private for page in pages)
        yield (
            f"{_counted(count, 'character')} on {pages_in_words(private)} "
            f"{'has' if count == 1 else 'have'} no meaning in Unicode (private or unassigned); "
            "the text there may be garbled."
        )
    unknown = _numbers(pages, *(page.unknown > 0 for page in pages))
    if unknown:
        count = sum(page.unknown for page in pages)
        yield (
            f"{_counted(count, 'character')} on {pages_in_words(unknown)} "
            f"{'stands' if count == 1 else 'stand'} for no letter (control characters and the "
            "like); each is written as \ufffd."
        )
    texts = [line.text for page in pages for line in page.lines]
    ligatures = sum(sign in _LIGATURES for text in texts for sign in text)
    if ligatures:
        yield (
            f"The text layer holds {_counted(ligatures, 'ligature')} as a sign of its own, such as "
            "\ufb01 for fi; they stand as they are, and must be asked for so."
        )


def _on_columns(pages: Sequence[PageText]) -> Iterator[str]:
    across = _numbers(pages, *(has_lines_across_columns(page.lines) for page in pages))
    if across:
        yield (
            f"On {pages_in_words(across)} wide gaps stand one below the other within lines: a "
            "table, or two columns that the text layer reads across, line by line. Of columns read "
            "across, no sentence may be trusted."
        )


def _on_comments(pages: Sequence[PageText]) -> Iterator[str]:
    count = sum(page.comments for page in pages)
    if count:
        numbers = _numbers(pages, *(page.comments > 0 for page in pages))
        yield (
            f"{_counted(count, 'comment')} or form {'field' if count == 1 else 'fields'} on "
            f"{pages_in_words(numbers)} {'was' if count == 1 else 'were'} not read; only the "
            "pages' own text is."
        )


def _counted(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
