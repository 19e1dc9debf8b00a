"""What a PDF's text layer says, on which page and line, and what is doubtful about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from made_pdf import (
    ONE_PAGE,
    PICTURE,
    Word,
    content_of,
    lines_at,
    made_pdf,
    set_book,
    stream,
    written,
)

from foedus.sources import Source, SourceError, fingerprint, look_up, repair

if TYPE_CHECKING:
    from collections.abc import Callable

SHORT = lines_at("The council met in the spring.", "Nobody asked for the letters.")
UNMAPPED = (
    b"<</Type/Font/Subtype/Type1/BaseFont/Odd/FirstChar 65/LastChar 66/Widths[600 600]"
    b"/Encoding<</Type/Encoding/Differences[65/g17/g18]>>"
    b"/FontDescriptor<</Type/FontDescriptor/FontName/Odd/Flags 4/ItalicAngle 0/Ascent 700"
    b"/Descent -200/CapHeight 700/StemV 80/FontBBox[0 0 600 700]>>>>"
)


def test_the_text_stands_in_reading_order_with_its_lines_and_pages(read: Callable) -> None:
    source = read(made_pdf(SHORT, lines_at("A vote was taken.")), repaired=False)
    assert source.raw == (
        "The council met in the spring.\nNobody asked for the letters.\n\f\nA vote was taken.\n"
    )
    assert source.format == "PDF"
    assert source.encoding is None
    assert source.notes == ()
    place = source.raw.index("A vote")
    assert source.where(place, place + 6) == "page 2, line 1"
    assert source.where(4, place + 6) == "page 1, line 1 to page 2, line 1"


def test_heads_and_feet_stand_at_their_edges_whenever_they_were_drawn(read: Callable) -> None:
    head, foot = Word("Head", 72, 760), Word("9", 72, 40)
    for drawn in ([head, foot, *SHORT], [*SHORT, foot, head], [foot, *SHORT, head]):
        raw = read(made_pdf(drawn), repaired=False).raw
        assert raw.split("\n")[:-1] == ["Head", *(word.text for word in SHORT), "9"]


@pytest.mark.parametrize("hyphen", ["-", "\u00ad"])
def test_a_hyphen_at_a_lines_end_keeps_its_line_end_and_stays(read: Callable, hyphen: str) -> None:
    lines = (f"the letters of the engi{hyphen}", "neers lay there.")
    source = read(made_pdf(lines_at(*lines)), repaired=False)
    assert source.raw == "the letters of the engi-\nneers lay there.\n"
    assert source.where(25, 30) == "page 1, line 2"


def test_two_spaces_brackets_and_signs_stay_as_the_text_layer_has_them(read: Callable) -> None:
    text = "“Yes” (no) 20 % \u2013 30 € \\ naïve"
    assert read(made_pdf(lines_at(text))).raw == text + "\n"


def test_a_raised_note_number_does_not_break_its_line(read: Callable) -> None:
    words = [
        Word("The dam was soft", 72, 700),
        Word("7", 72 + 16 * 6, 704, 6),
        Word("at its foot, they said.", 72 + 17 * 6, 700),
    ]
    source = read(made_pdf(words), repaired=False)
    assert source.raw.count("\n") == 1
    assert "".join(source.raw.split()) == "Thedamwassoft7atitsfoot,theysaid."


def test_the_number_that_the_file_gives_a_page_is_told_beside_its_place(read: Callable) -> None:
    labels = b"/PageLabels<</Nums[0<</S/r>>1<</S/D/St 101>>]>>"
    source = read(made_pdf(SHORT, SHORT, catalogue=labels))
    assert source.where(0, 5) == "page 1 (numbered i), line 1"
    assert source.where(len(source.raw) - 5, len(source.raw)) == "page 2 (numbered 101), line 2"


def test_pages_that_are_pictures_are_named(read: Callable) -> None:
    source = read(made_pdf(SHORT, SHORT, PICTURE, PICTURE, PICTURE, SHORT, b"", SHORT, PICTURE))
    assert source.notes == (
        "Pages 3-5 and 9 have no text layer and were not read; a picture of text is no text.",
    )
    assert source.where(len(source.raw) - 3, len(source.raw)) == "page 8, line 2"


def test_a_scan_is_refused_with_what_to_do(read: Callable) -> None:
    with pytest.raises(SourceError, match=r"no text layer.*OCR.*witness with errors"):
        read(made_pdf(PICTURE, PICTURE))


def test_blank_pages_are_no_scan(read: Callable) -> None:
    with pytest.raises(SourceError, match="holds no words: all its pages are blank"):
        read(made_pdf(b"", b""))


def test_text_that_is_not_drawn_is_read_and_noted_as_a_reading_by_machine(read: Callable) -> None:
    scanned = PICTURE + b"\n" + content_of(SHORT, mode=3)
    source = read(made_pdf(SHORT, scanned))
    assert source.raw.count("The council met") == 2
    (note,) = source.notes
    assert "page 2 is not drawn" in note
    assert "errors of its own" in note


def test_letters_that_no_map_names_are_counted(read: Callable) -> None:
    source = read(made_pdf(lines_at("ABBA"), lines_at("BA"), font=UNMAPPED))
    (note,) = (note for note in source.notes if "which letters it draws" in note)
    assert note.startswith("6 characters on pages 1-2 are of a font")
    assert "may be garbled" in note


def test_signs_for_no_letter_are_shown_as_such_and_counted(read: Callable) -> None:
    source = read(made_pdf(b"BT /F1 10 Tf 72 700 Td (a\\000b\\001c) Tj ET"), repaired=False)
    assert source.raw == "a\ufffdb\ufffdc\n"
    assert any("2 characters on page 1 stand for no letter" in note for note in source.notes)


def to_unicode(pairs: dict[str, str]) -> bytes:
    """A font of which a map says what its letters mean."""
    lines = b"".join(
        b"<%02X><%s>\n" % (ord(code), meant.encode("utf-16-be", "surrogatepass").hex().encode())
        for code, meant in pairs.items()
    )
    return (
        b"/CIDInit /ProcSet findresource begin begincmap "
        b"1 begincodespacerange <00><FF> endcodespacerange %d beginbfchar\n%sendbfchar endcmap"
        % (len(pairs), lines)
    )


def mapped(pairs: dict[str, str], text: str) -> bytes:
    """A PDF with such a font."""
    return written(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
            b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 6 0 R>>",
            ONE_PAGE % b"/Font<</F1 3 0 R>>",
            stream(content_of(lines_at(text))),
            stream(to_unicode(pairs)),
        ]
    )


def test_what_the_map_of_a_font_says_is_kept_and_told(read: Callable) -> None:
    source = read(mapped({"A": "\ufb01", "B": "\ue001", "C": "\U00010330", "D": "\ud800"}, "A B C"))
    assert source.raw.split()[1:] == ["\ue001", "\U00010330"]
    assert any("1 character on page 1 has no meaning in Unicode" in note for note in source.notes)
    ligature = source.raw.split()[0]
    assert (ligature == "fi") != any("1 ligature" in note for note in source.notes)


def test_columns_told_line_by_line_are_warned_of(read: Callable) -> None:
    left = lines_at(*["the left column says"] * 8)
    right = lines_at(*["the right one differs"] * 8, x=350)
    across = [word for pair in zip(left, right, strict=True) for word in pair]
    assert any("reads across" in note for note in read(made_pdf(across)).notes)
    in_order = read(made_pdf([*left, *right]))
    assert in_order.notes == ()
    assert in_order.raw == "the left column says\n" * 8 + "the right one differs\n" * 8


def test_comments_are_counted_and_not_read(read: Callable) -> None:
    note = b"/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(secret)>>]"
    source = read(made_pdf(SHORT, page=note))
    assert "secret" not in source.raw
    assert any("1 comment or form field on page 1 was not read" in one for one in source.notes)


def test_words_have_the_fingerprint_that_they_have_in_plain_text(
    read: Callable, paragraphs: tuple[str, ...]
) -> None:
    source = read(made_pdf(*set_book(paragraphs * 3)))
    plain = repair(Source("paper", paragraphs[1]))
    for words in ("They asked for\n", "promised the same to the miners", "Nothing was written"):
        found = look_up(plain, words.strip())
        assert found.check is not None
        places = look_up(source, found.check.passage.text).places
        assert len(places) == 3
        text = source.passage(*places[1]).text
        assert fingerprint(text) == fingerprint(found.check.passage.text)


def test_a_page_of_absurd_size_is_read_as_any_other(read: Callable) -> None:
    for box in (b"0 0 1e30 1e30", b"0 0 0 0", b"5 5 -3 nan", b"-1e9 -1e9 1e9 1e9"):
        assert "The council met" in read(made_pdf(SHORT, box=box)).raw


def test_text_written_upwards_is_read_without_measures(read: Callable) -> None:
    turned = b"BT /F1 10 Tf 0 1 -1 0 300 100 Tm (The council met in the spring.) Tj ET"
    source = read(made_pdf(turned))
    assert "The council met in the spring." in source.raw
