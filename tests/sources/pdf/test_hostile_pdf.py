"""A file that begins like a PDF gives a source or a sentence: no crash, no hang, no flood."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_pdf import ONE_PAGE, bomb, lines_at, made_pdf, set_book, stream, written

from foedus.sources import SourceError
from foedus.sources.formats.pdf import extract_pdf
from foedus.sources.formats.pdf_apart import read_pages

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = Path("paper.pdf")
GOOD = made_pdf(lines_at("The council met in the spring."), lines_at("A vote was taken."))
PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]>>"
LOCKED = (
    b"/Encrypt<</Filter/Standard/V 2/R 3/Length 128/P -44/O("
    + b"o" * 32
    + b")/U("
    + b"u" * 32
    + b")>>/ID[(0123456789abcdef)(0123456789abcdef)]"
)


def tree(pages: bytes, *more: bytes) -> bytes:
    return written([b"<</Type/Catalog/Pages 2 0 R>>", pages, *more])


BROKEN = {
    "nothing behind the name": (b"%PDF-1.7\n", "damaged, or no PDF"),
    "noise": (b"%PDF-1.7\n" + bytes(range(256)) * 40, "damaged, or no PDF"),
    "a page of HTML": (b"%PDF-1.4\n<html><body>Not found</body></html>", "damaged, or no PDF"),
    "a password": (made_pdf(lines_at("secret"), trailer=LOCKED), "needs a password"),
    "another lock": (
        made_pdf(lines_at("secret"), trailer=b"/Encrypt<</Filter/Other/V 9/R 9>>"),
        "encrypted|password|damaged",
    ),
    "no pages": (tree(b"<</Type/Pages/Count 0/Kids[]>>"), "without pages"),
    "a page tree in a circle": (
        tree(b"<</Type/Pages/Count 1/Kids[2 0 R]>>"),
        "is damaged: none of its pages",
    ),
    "900,000 pages": (
        tree(b"<</Type/Pages/Count 900000/Kids[3 0 R]>>", PAGE),
        r"says that it has 900,000 pages.*up to 20,000",
    ),
    "a catalogue without pages": (written([b"<</Type/Catalog>>"]), "damaged|without pages"),
}


@pytest.mark.parametrize(("content", "message"), BROKEN.values(), ids=BROKEN.keys())
def test_what_cannot_be_read_gets_a_sentence(read: Callable, content: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message) as caught:
        read(content)
    assert "paper.pdf" in str(caught.value)


def test_a_count_beyond_all_numbers_is_not_believed(read: Callable) -> None:
    with pytest.raises(SourceError):
        read(tree(b"<</Type/Pages/Count 99999999999999999999/Kids[3 0 R]>>", PAGE))


def test_a_small_file_that_asks_for_all_memory_is_stopped() -> None:
    with pytest.raises(SourceError, match="could not be read"):
        read_pages(bomb(30), PATH, most_memory=600 * 1024**2)


def test_a_file_that_takes_too_long_is_stopped() -> None:
    start = time.monotonic()
    with pytest.raises(SourceError, match=r"within 0\.5 seconds"):
        read_pages(bomb(24), PATH, most_seconds=0.5)
    assert time.monotonic() - start < 20


def test_a_small_bomb_is_only_a_word(read: Callable) -> None:
    assert "lol" in read(bomb(8)).raw


def test_a_page_that_calls_itself_ends(read: Callable) -> None:
    form = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>"
    content = written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<<>>",
            ONE_PAGE % b"/XObject<</X 6 0 R>>",
            stream(b"/X Do"),
            stream(b"/X Do", form),
        ]
    )
    with pytest.raises(SourceError):
        read(content)


def test_a_file_that_was_cut_off_is_read_as_far_as_it_goes_and_says_so(
    read: Callable, paragraphs: tuple[str, ...]
) -> None:
    whole = made_pdf(*set_book(paragraphs * 4))
    source = read(whole[: len(whole) // 2] + whole[whole.index(b"xref") :])
    assert any("The file is damaged" in note for note in source.notes)
    cut = read(whole[: whole.index(b"startxref")])
    assert any("its end is missing" in note for note in cut.notes)
    assert "The council met" in cut.raw


def test_threads_may_read_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        texts = set(pool.map(lambda _: extract_pdf(GOOD, PATH).text, range(6)))
    assert len(texts) == 1


def is_read_or_refused(content: bytes) -> bool:
    """Whether it gives text or a sentence; anything else fails the test."""
    try:
        read = extract_pdf(content, PATH)
    except SourceError as refusal:
        return str(refusal).startswith("paper.pdf")
    return bool(read.text) and read.layout is not None


SETTINGS = settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
HEADS = st.sampled_from([b"%PDF-1.7\n", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"])


@pytest.mark.slow
@SETTINGS
@given(HEADS, st.binary(max_size=400))
def test_any_bytes_behind_the_name_are_read_or_refused(head: bytes, rest: bytes) -> None:
    assert is_read_or_refused(head + rest)


@pytest.mark.slow
@SETTINGS
@given(st.data())
def test_a_good_file_cut_or_with_bytes_changed_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(0, 12))):
        content[data.draw(st.integers(9, len(content) - 1))] = data.draw(st.integers(0, 255))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(9, len(content))) :]
    assert is_read_or_refused(bytes(content))
