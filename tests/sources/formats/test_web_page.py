"""A page is read for what a browser shows of it, each word with its line in the file."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from foedus.sources import SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def raw(write: Callable[..., Path], body: str) -> str:
    return read_source(write("page.html", body), repaired=False).raw


def test_what_is_not_seen_is_not_read(text_file: Callable[..., Path]) -> None:
    source = read_source(
        text_file(
            "page.html",
            "<!doctype html><html><head><title>No</title><style>p{}</style></head><body>"
            "<!-- no --><script>no()</script><template>no</template><noscript>no</noscript>"
            "<p hidden>no</p><p style='display: none'>no</p><dialog>no</dialog>"
            "<p hidden=until-found>Yes,</p><details><summary>and</summary>yes.</details>",
        )
    )
    assert source.raw == "Yes,\n\nand\n\nyes."
    assert source.notes[0] == "3 hidden elements were left out."
    assert source.notes[1].startswith("1 embedded object or noscript has words")


def test_labels_of_drawings_are_seen(text_file: Callable[..., Path]) -> None:
    body = (
        "<p>A map:</p>\n<svg><title>no</title><desc>no</desc>\n<defs><text>no</text></defs> no\n"
        "<g><text x=1>The <tspan>dam</tspan></text><text>The town</text></g></svg><p>Behind."
    )
    source = read_source(text_file("page.html", body))
    assert source.raw == "A map:\n\nThe dam\n\nThe town\n\nBehind."
    assert source.notes == ("2 labels in drawings (svg) are paragraphs of their own.",)
    start = source.raw.index("The town")
    assert source.where(start, start + 3) == "line 4"


def test_what_a_browser_shows_elsewhere_or_not_always_is_told(
    text_file: Callable[..., Path],
) -> None:
    body = (
        "<p>Year <select><option>1911<option>1912</select> <object data=a>none</object>"
        "<iframe></iframe>of <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>."
    )
    source = read_source(text_file("page.html", body))
    assert source.raw == "Year of 漢."
    assert [note.partition(" (")[0] for note in source.notes] == [
        "1 list to choose from",
        (
            "1 embedded object or noscript has words for browsers that cannot show it; they were "
            "left out."
        ),
        "1 reading that a browser sets above the words",
    ]


def test_white_space_folds_as_a_browser_folds_it(text_file: Callable[..., Path]) -> None:
    body = "<p> The <b> council</b>\n\t met </p>  <p>in<i> spring</i> ,\n&nbsp;now</p>"
    assert raw(text_file, body) == "The council met\n\nin spring , \xa0now"


def test_br_is_a_line_end_and_two_part_paragraphs(text_file: Callable[..., Path]) -> None:
    assert raw(text_file, "<p>One<br> two<br><br>three<br></p>four") == "One\ntwo\n\nthree\n\nfour"


def test_pre_stays_as_it_is(text_file: Callable[..., Path]) -> None:
    body = "<p>a</p><pre>\n  kept   <b>so</b>\n\n end </pre><p>b"
    assert raw(text_file, body) == "a\n\n  kept   so\n\n end \n\nb"


def test_lists_have_the_markers_that_a_browser_draws(text_file: Callable[..., Path]) -> None:
    body = (
        "<ol start=3><li>three<li value=7>seven<ul><li>inner</ul></ol>"
        "<ol type=a><li>x<li>y</ol><ol type=I reversed><li>x<li>y</ol><ul><li></li><li>z</ul>"
    )
    assert raw(text_file, body) == (
        "3. three\n7. seven\n  - inner\n\na. x\nb. y\n\nII. x\nI. y\n\n- z"
    )


def test_a_row_of_data_is_a_line_and_cells_are_apart(text_file: Callable[..., Path]) -> None:
    body = (
        "<table><thead><tr><th>year<th>rain<tbody><tr><td>1901<td><p>31\nmm</p><tr><td><td>55"
        "</table>after"
    )
    source = read_source(text_file("page.html", body))
    assert source.raw == "year\train\n1901\t31 mm\n\t55\n\nafter"
    assert source.operations == ()


def test_a_table_that_lays_out_a_page_has_paragraphs(text_file: Callable[..., Path]) -> None:
    body = "<table><tr><td>menu<td><p>One.<p>Two.<table><tr><td>a<td>b</table></table>"
    assert raw(text_file, body) == "menu\n\nOne.\n\nTwo.\n\na\tb"


def test_references_are_characters_and_nothing_else_is(text_file: Callable[..., Path]) -> None:
    assert raw(text_file, "<p>a &lt;b&gt; &amp; &eacute;&#x2014;&#8220; &unknown;") == (
        "a <b> & \xe9\u2014\u201c &unknown;"
    )


def test_what_is_shown_in_another_way_is_told(text_file: Callable[..., Path]) -> None:
    source = read_source(
        text_file(
            "page.html", "<p>He said <q>no</q>, <del>no</del> <s>no</s> <img alt=x> co&shy;op"
        )
    )
    assert source.raw == "He said no, no no coop"
    told = " ".join(source.notes)
    for words in ("2 struck-out", "1 quotation (q)", "1 picture", "1 soft hyphen"):
        assert words in told


def test_words_have_the_lines_of_the_file(text_file: Callable[..., Path]) -> None:
    body = (
        "<html>\n<body\n class=x><!-- a\nb --><p>one\ntwo <script>\n\n</script>six\n<b\n>eight</b>"
    )
    source = read_source(text_file("page.html", body.replace("\n", "\r\n")))
    for word, line in (("one", 4), ("two", 5), ("six", 7), ("eight", 9)):
        start = source.raw.index(word)
        assert source.where(start, start + len(word)) == f"line {line}"


def test_lines_are_counted_beyond_the_parser_s_own_limit(text_file: Callable[..., Path]) -> None:
    lines = [f"<p>word{number}</p>" for number in range(70_000)]
    source = read_source(text_file("page.html", "\n".join(lines)), repaired=False)
    start = source.raw.index("word69990")
    assert source.where(start, start + 9) == "line 69991"
    assert source.notes == ()
    lines[66_000] = "<p\n>broken</p>"
    doubtful = read_source(text_file("page.html", "\n".join(lines)), repaired=False)
    assert "Behind line 65,535" in doubtful.notes[0]


def test_broken_markup_is_read_all_the_same(text_file: Callable[..., Path]) -> None:
    body = "<p>One <b>two<i>three</b> four</i></p></div><td>five<p>six</table>seven <"
    assert raw(text_file, body).split() == [
        "One",
        "twothree",
        "four",
        "five",
        "sixseven",
        "<",
    ]


TEXT = "caf\u00e9 \u201cno\u201d"


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        (f"<p>{TEXT}".encode(), "utf-8"),
        (f"<meta charset=utf-8><p>{TEXT}".encode(), "utf-8"),
        (f"<meta charset='ISO-8859-1'><p>{TEXT}".encode("cp1252"), "cp1252"),
        (
            b"<meta http-equiv=Content-Type content='text/html; charset=windows-1252'>"
            + TEXT.encode("cp1252"),
            "cp1252",
        ),
        (f"<?xml version='1.0' encoding='cp1252'?><html>{TEXT}".encode("cp1252"), "cp1252"),
        (f"<meta charset=cp1252><p>{TEXT}".encode("utf-8-sig"), "utf-8"),
        (f"<html><p>{TEXT}".encode("utf-16"), "utf-16-le"),
    ],
)
def test_a_page_says_how_it_is_encoded(
    text_file: Callable[..., Path], content: bytes, encoding: str
) -> None:
    source = read_source(text_file("page.html", content))
    assert (source.raw, source.encoding, source.encoding_is_guessed) == (TEXT, encoding, False)


def test_what_the_user_declares_goes_before_what_the_page_says(
    text_file: Callable[..., Path],
) -> None:
    path = text_file("page.html", f"<meta charset=cp1252><p>{TEXT}".encode())
    source = read_source(path, encoding="utf-8")
    assert source.raw == TEXT
    assert source.notes == (
        "The file says that it is in cp1252; it was read in utf-8, as declared.",
    )


def test_an_encoding_that_nothing_declares_is_a_guess(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("page.html", f"<p>{TEXT}".encode("cp1252")))
    assert (source.raw, source.encoding, source.encoding_is_guessed) == (TEXT, "cp1252", True)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("<div>" * 5000 + "deep", "2,000 deep"),
        ("<b>" * 300_000 + "deep", "2,000 deep"),
        ("<html><body><script>no</script></body></html>", "holds no words"),
        ("<!-- nothing -->", "holds no words"),
        ("<meta charset=klingon><p>x", "an encoding that does not exist"),
        (b"<meta charset=utf-8><p>caf\xe9", "not in utf-8: byte 27"),
        (b"<p>\x00\x01", "control characters"),
        ("<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]><p>&b;", "never expands"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(
    text_file: Callable[..., Path], content: str | bytes, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(text_file("page.html", content))


def test_huge_attributes_and_junk_do_not_hang(text_file: Callable[..., Path]) -> None:
    for content in (
        "<p " + "x=1 " * 300_000 + f"y='{'z' * 5_000_000}'>word",
        "&" * 1_000_000,
        "<" * 1_000_000,
        "<li>word" * 100_000,
        "<table><tr><td>word" * 500,
        "<!doctype html [" + "<" * 100_000,
        "<?xml " + "<!-- -->" * 10_000 + " <html",
        "<?" * 50_000,
        "<!--" * 50_000 + "word",
    ):
        path = text_file("page.html", content)
        if "word" in content and not content.startswith("<!--"):
            assert "word" in read_source(path, repaired=False).raw
        else:
            with suppress(SourceError):  # some of it has no words
                read_source(path, repaired=False)
