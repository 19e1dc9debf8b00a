"""A TEI edition is read for the text that was edited, by its pages where they are numbered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def tei(body: str, names: str = ' xmlns="http://www.tei-c.org/ns/1.0"') -> str:
    return (
        f'<?xml version="1.0"?>\n<TEI{names}><teiHeader><title>No</title></teiHeader>\n'
        f"<text><body>\n{body}\n</body></text></TEI>"
    )


def test_paragraphs_verse_lists_and_tables_are_read(text_file: Callable[..., Path]) -> None:
    body = (
        "<head>Minutes</head><p>The council\n met in<lb/>spring and <lb break='no'/>town.</p>"
        "<lg><l>The water</l><l>came</l></lg><list><item>a</item><item>b</item></list>"
        "<table><row><cell>1901</cell><cell>31</cell></row><row><cell>x</cell></row></table>"
    )
    source = read_source(text_file("edition.xml", tei(body)))
    assert source.format == "TEI XML"
    assert source.raw == (
        "Minutes\n\nThe council met in\nspring and town.\n\nThe water\ncame\n\na\nb\n\n1901\t31\nx"
    )
    start = source.raw.index("met")
    assert source.where(start, start + 3) == "line 5"


def test_the_text_is_the_one_that_was_edited(text_file: Callable[..., Path]) -> None:
    body = (
        "<p>In <choice><sic>spirng</sic><corr>spring</corr></choice> <fw>12</fw>the "
        "<app><lem>dam</lem><rdg>ram</rdg></app> <del>fell</del> <supplied>stood</supplied> "
        "<gap/><unclear>there</unclear>.</p>"
    )
    source = read_source(text_file("edition.xml", tei(body)))
    assert source.raw == "In spirng the dam fell stood there."
    told = " ".join(source.notes)
    for words in (
        "1 correction, expansion or regular form was left out",
        "1 reading of other witnesses",
        "1 place is marked as a gap by the editors (line 4)",
        "1 stretch was supplied",
        "1 stretch that the writer deleted",
        "1 running head",
    ):
        assert words in told


def test_page_breaks_with_numbers_give_pages(text_file: Callable[..., Path]) -> None:
    body = "<p>Before.</p><pb n='12'/><p>One.</p><p>Two<note>Noted.</note><pb n='13'/> three.</p>"
    source = read_source(text_file("edition.xml", tei(body)))
    assert source.raw == "Before.\n\nOne.\n\nTwo three.\n\nNoted."
    for word, where in (
        ("Before", "page 11, paragraph 1"),
        ("One", "page 12, paragraph 1"),
        ("Two", "page 12, paragraph 2"),
        ("three", "page 13, paragraph 1"),
        ("Noted", "page 12, paragraph 2"),
    ):
        start = source.raw.index(word)
        assert source.where(start, start + len(word)) == where
    assert source.notes == ("1 note stands behind the text.",)


def test_other_page_breaks_leave_lines_and_say_so(text_file: Callable[..., Path]) -> None:
    source = read_source(text_file("edition.xml", tei("<pb n='iv'/><p>One.</p>")))
    assert source.where(0, 3) == "line 4"
    assert "Not every page break has a number" in source.notes[0]


def test_the_encoding_is_the_one_declared(text_file: Callable[..., Path]) -> None:
    page = tei("<p>caf\xe9</p>").replace('"1.0"', '"1.0" encoding="iso-8859-1"')
    source = read_source(text_file("edition.xml", page.encode("latin-1")))
    assert (source.raw, source.encoding) == ("caf\xe9", "cp1252")


def laughs(root: str) -> str:
    entities = "".join(f'<!ENTITY h{level} "{f"&h{level - 1};" * 10}">' for level in range(1, 10))
    return (
        f'<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY h0 "ha">{entities}]><{root}>&h9;</{root}>'
    )


@pytest.mark.parametrize("ending", [".xml", ".tei", ".txt", ".md", ".html", ".xhtml"])
@pytest.mark.parametrize("root", ["TEI", "html", "lolz"])
def test_a_billion_laughs_get_a_sentence(
    text_file: Callable[..., Path], root: str, ending: str
) -> None:
    with pytest.raises(SourceError, match="never expands"):
        read_source(text_file(f"laughs{ending}", laughs(root)))


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            '<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd">]><TEI><text>&x;</text></TEI>',
            "never expands",
        ),
        ('<?xml version="1.0"?><svg><text>no</text></svg>', "its root is 'svg'"),
        ("<TEI><text><body><p>open", "damaged in line 1"),
        ("<TEI>" + "<p>" * 5000, "damaged in line 1"),
        ("<TEI><text>&eacute;</text></TEI>", "damaged in line 1"),
        ("<TEI/>", "holds no words"),
        ("no tags at all", "damaged in line 1"),
    ],
)
def test_other_xml_gets_a_sentence(
    text_file: Callable[..., Path], content: str, message: str
) -> None:
    with pytest.raises(SourceError, match=message):
        read_source(text_file("edition.xml", content))


def test_nothing_is_fetched(text_file: Callable[..., Path]) -> None:
    page = (
        '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/tei.dtd">' + tei("<p>One.</p>").partition("\n")[2]
    )
    assert read_source(text_file("edition.xml", page)).raw == "One."
