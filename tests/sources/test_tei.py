"""A TEI document holds the repaired text and the raw one, and every mark where it belongs."""

from __future__ import annotations

import os
import re
import textwrap
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from foedus.sources import (
    Citation,
    MarkKind,
    Source,
    check_citation,
    repair,
    tei_citation,
    tei_document,
)
from foedus.sources.layout import Layout

NS = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "tei_emitted.rng"))


def words(element: etree._Element, *, with_copies: bool) -> str:
    """The text of an element as the header says that it is read, white space folded."""
    parts: list[str] = []

    def read(one: etree._Element) -> None:
        name = one.tag.removeprefix(NS)
        is_copy = name == "surplus" and one.get("resp") == "#foedus"
        if not is_copy or with_copies:
            if name == "g":
                parts.append(chr(int(one.get("n").removeprefix("U+"), 16)))
            if name in {"lb", "milestone"} and with_copies:
                parts.append("\n")
            parts.append(one.text or "")
            for child in one:
                read(child)
        parts.append(one.tail or "")

    read(element)
    return " ".join("".join(parts).split())


def body_of(document: bytes) -> etree._Element:
    root = etree.fromstring(document)
    SCHEMA.assertValid(root)
    pointers = {
        value.removeprefix("#")
        for one in root.iter("*")
        for name, value in one.items()
        if name in {"target", "targetEnd", "from", "to", "resp", "ref"}
    }
    assert pointers <= {one.get(ID) for one in root.iter("*")}
    body = root.find(f".//{NS}body")
    assert body is not None
    return body


PIECES = st.sampled_from(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "the|a|river|dam|Mayor|said|that.|not|(and|in|of|council,|vote?|“No|20,000|wet-|year.|"
        "town|- item|1.|He|<b>|&amp;|]]>|\x0c|\x0b|\x85|\u2028|\ufffe|HEADING|extraordinary"
    ).split("|")
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Text of any kind, or broken at words or columns, with lines pasted in twice."""
    kind = draw(st.sampled_from(["any", "short", "words", "columns"]))
    if kind == "any":
        return draw(st.text(max_size=200))
    fewest, most = (0, 60) if kind == "short" else (80, 160)
    given_words = draw(st.lists(PIECES, min_size=fewest, max_size=most))
    size = draw(st.integers(1, 6))
    lines = [" ".join(given_words[i : i + size]) for i in range(0, len(given_words), size)]
    if kind == "columns":
        width = draw(st.integers(20, 90))
        lines = textwrap.wrap(" ".join(given_words), width, break_on_hyphens=False)
    for place in draw(st.lists(st.integers(0, max(0, len(lines) - 1)), max_size=5)):
        lines[place:place] = lines[place : place + draw(st.integers(1, 3))]
    for place in draw(st.lists(st.integers(0, max(0, len(lines) - 1)), max_size=2)):
        lines[place:place] = [""]
    return draw(st.sampled_from(["\n", "\r\n", "\r", "  \n"])).join(lines)


MARKS = st.lists(
    st.tuples(
        st.integers(0, 400),
        st.integers(0, 60),
        st.sampled_from(list(MarkKind)),
        st.sampled_from(["A. Editor", "B. Editor", "C\x00D"]),
    ),
    max_size=6,
)
SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def marked(text: str, marks: list[tuple[int, int, MarkKind, str]]) -> Source:
    source = repair(Source("any", text))
    size = len(source.repaired)
    for start, length, kind, by in marks:
        first = min(start, size)
        last = min(first + length, size)
        source = source.mark(first, last, kind, "a person's view", "so it seems", by)
    return source


@SETTINGS
@given(texts(), MARKS)
@example("a b", [(0, 3, MarkKind.UNCLEAR, "A. Editor"), (0, 3, MarkKind.SUPPLIED, "A. Editor")])
@example("a b c d", [(0, 3, MarkKind.UNCLEAR, "A. Editor"), (2, 3, MarkKind.UNCLEAR, "A. Editor")])
@example("", [])
@example("\x0c", [])
def test_without_the_copies_the_body_is_the_repaired_text_and_with_them_the_raw_one(
    text: str, marks: list[tuple[int, int, MarkKind, str]]
) -> None:
    source = marked(text, marks)
    cited = [(source.passage(0, len(source.repaired) // 2), "why \x00")]
    body = body_of(tei_document(source, cited))
    assert words(body, with_copies=False) == " ".join(source.repaired.split())
    assert words(body, with_copies=True) == " ".join(source.raw.split())


@SETTINGS
@given(texts(), MARKS, st.data())
def test_a_cited_passage_is_quoted_word_for_word(
    text: str, marks: list[tuple[int, int, MarkKind, str]], data: st.DataObject
) -> None:
    source = marked(text, marks)
    start = data.draw(st.integers(0, len(source.repaired)))
    end = data.draw(st.integers(start, len(source.repaired)))
    cited = etree.fromstring(tei_citation(source, source.passage(start, end)))
    quote = cited.find(f"{NS}quote")
    assert quote is not None
    assert words(quote, with_copies=False) == " ".join(source.repaired[start:end].split())
    assert len(cited.findall(f"{NS}note")) == len(source.passage(start, end).marks)


@SETTINGS
@given(texts())
def test_every_line_that_holds_words_begins_with_its_number(text: str) -> None:
    source = repair(Source("any", text))
    body = body_of(tei_document(source))
    numbers = [int(one.get("n")) for one in body.iter(f"{NS}lb")]
    lines = re.split(r"\r\n|\r|\n", text)
    assert numbers == [at for at, line in enumerate(lines, 1) if line.strip()]


def test_a_damaged_page_has_its_copies_gaps_and_lines(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    document = tei_document(source)
    body = body_of(document)
    copies = [one for one in body.iter(f"{NS}surplus") if one.get("reason") == "repeated"]
    assert " ".join("".join(copies[0].itertext()).split()) == "the river stood"
    assert len(copies) == 2
    assert sum(1 for _ in body.iter(f"{NS}gap")) == sum(
        mark.kind is MarkKind.GAP for mark in source.marks
    )
    notes = list(etree.fromstring(document).iter(f"{NS}note"))
    told = [note for note in notes if note.get("resp") == "#foedus"]
    assert len(told) == len(source.marks)
    assert all(note.get("target") for note in told)


def test_lines_joined_within_a_word_say_so() -> None:
    text = (
        "They told the council that the old bridge was well-\n"
        "known in the valley and that nobody had crossed it\n"
        "in a wet year, because the planks were rotten, they\n"
        "said, and the rail had been gone since the flood of\n"
        "the year before. Nobody had mended it, or asked who\n"
        "would pay.\n"
    )
    source = repair(Source("bridge", text))
    assert b'-</unclear><lb n="2" break="no"/>known' in tei_document(source)


def test_verse_and_tables_keep_their_lines_and_lists_their_items(kept_text: str) -> None:
    body = body_of(tei_document(repair(Source("kept", kept_text))))
    count = sum(bool(line.strip()) for line in kept_text.splitlines())
    assert sum(1 for _ in body.iter(f"{NS}lb")) == count


def test_headings_begin_divisions() -> None:
    text = (
        "The Flood of 1903\n\nThe river rose.\n\nThe Vote\n\n- a wall,\n- a boat.\n\nIt failed.\n"
    )
    body = body_of(tei_document(repair(Source("chronicle", text))))
    divisions = body.findall(f"{NS}div")
    assert ["".join(one.find(f"{NS}head").itertext()) for one in divisions] == [
        "The Flood of 1903",
        "The Vote",
    ]
    assert [one.tag.removeprefix(NS) for one in divisions[1]] == ["head", "list", "p"]


def test_pages_and_paragraphs_of_a_file_become_milestones() -> None:
    raw = "First line\nsecond line\nthird line\n"
    paged = Layout((0, 11, 23), numbers=(1, 2, 1), pages=(1, 1, 2))
    document = tei_document(Source("scan", raw, layout=paged))
    body_of(document)
    assert b'<pb n="1"/><lb n="1"/>First' in document
    assert b'<pb n="2"/><lb n="1"/>third' in document
    by_paragraph = tei_document(Source("letter", raw, layout=Layout((0, 11, 23), "paragraph")))
    body_of(by_paragraph)
    assert b'<milestone unit="paragraph" n="2"/>second' in by_paragraph


def test_marks_that_cross_are_anchored_and_noted() -> None:
    source = Source("note", "one two three four")
    source = source.mark(0, 7, MarkKind.UNCLEAR, "faded", "hard to read", "A. Editor")
    source = source.mark(4, 13, MarkKind.UNCLEAR, "faded", "the same", "B. Editor")
    document = tei_document(source)
    body_of(document)
    root = etree.fromstring(document)
    first, second = (note for note in root.iter(f"{NS}note") if note.get("type"))
    assert (first.get("target"), first.get("targetEnd")) == ("#mark-1", None)
    assert (second.get("target"), second.get("targetEnd")) == ("#mark-2-from", "#mark-2-to")
    assert first.get("resp") != second.get("resp")
    names = ["".join(one.itertext()) for one in root.iter(f"{NS}respStmt")]
    assert sum("Editor" in name for name in names) == 2


def test_what_xml_cannot_hold_is_named_and_declared() -> None:
    document = tei_document(Source("form feed", "page one\x0cpage two"))
    body_of(document)
    assert b'page one<g ref="#char-000C" n="U+000C"/>page two' in document
    assert b'<char xml:id="char-000C">' in document


def test_what_is_known_of_the_document_stands_in_its_header() -> None:
    document = tei_document(
        Source("minutes", "Rain fell.", title="Minutes of the council"),
        about={"author": "The clerk", "date": "1911", "where": "Town archive"},
    )
    body_of(document)
    told = "".join(etree.fromstring(document).find(f".//{NS}sourceDesc").itertext())
    for word in ("The clerk", "Minutes of the council", "1911", "Town archive"):
        assert word in told


def test_a_citation_holds_the_dropped_copy_and_its_note(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    passage = check_citation(source, Citation("council", "the river stood high")).passage
    assert passage is not None
    cited = etree.fromstring(tei_citation(source, passage))
    surplus = cited.find(f".//{NS}surplus")
    assert " ".join("".join(surplus.itertext()).split()) == "the river stood"
    note = cited.find(f"{NS}note")
    assert note.get("target") == f"#{surplus.get(ID)}"
    assert "".join(cited.find(f"{NS}bibl/{NS}biblScope").itertext()) == passage.where


@pytest.mark.skipif("TEI_ALL" not in os.environ, reason="TEI_ALL names no tei_all.rng: NOT tested")
def test_the_schema_of_tei_itself_accepts_what_is_written(damaged_page: str, verse: str) -> None:
    schema = etree.RelaxNG(etree.parse(os.environ["TEI_ALL"]))
    for text in (damaged_page, verse, "", "a\x0cb", f"HEADING\n\n{verse}\n\nANOTHER ONE"):
        marks = [(3, 9, MarkKind.UNCLEAR, "A"), (5, 20, MarkKind.SUPPLIED, "B")]
        source = marked(text, [*marks, (7, 0, MarkKind.GAP, "A"), (8, 0, MarkKind.SURPLUS, "A")])
        passage = source.passage(0, len(source.repaired) // 2)
        schema.assertValid(etree.fromstring(tei_document(source, [(passage, "")])))
        whole = etree.fromstring(tei_document(source))
        paragraph = etree.SubElement(whole.find(f".//{NS}body/{NS}div"), f"{NS}p")
        paragraph.append(etree.fromstring(tei_citation(source, passage)))
        for one in paragraph.iter("*"):
            one.attrib.pop(ID, None)
        schema.assertValid(whole)
