"""A TEI document holds the repaired text and the raw one, and every mark where it belongs."""

from __future__ import annotations

import os
import re
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lxml import etree

from foedus.dates import parse_date
from foedus.sources import (
    Attribution,
    Certainty,
    Citation,
    MarkKind,
    Relay,
    Source,
    Voicing,
    check_citation,
    read_source,
    repair,
    tei_citation,
    tei_document,
)
from foedus.sources.layout import Layout
from foedus.sources.mark import FOEDUS
from foedus.sources.operation import Rule

NS = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"
SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).parent / "data" / "tei_emitted.rng"))


def words(element: etree._Element, *, with_copies: bool) -> str:
    """The text of an element as the header says that it is read, white space folded."""
    parts: list[str] = []

    def read(one: etree._Element) -> None:
        name = one.tag.removeprefix(NS)
        is_copy = name == "surplus" and one.get("resp") == "#foedus"
        around = one.getparent()
        is_reading = around is not None and around.tag == f"{NS}choice" and one != around[0]
        is_guess = name == "supplied" and one.get("reason") != "in-the-edition"
        if not is_guess and not is_reading and (not is_copy or with_copies):
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
        st.sampled_from([None, "them", "a\x0cb & <c>", "two\nlines"]),
        st.sampled_from([None, *Certainty]),
        st.sampled_from([None, "about two words", "a \x00"]),
    ),
    max_size=6,
)
SETTINGS = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


Marking = tuple[int, int, MarkKind, str, str | None, Certainty | None, str | None]


def marked(text: str, marks: list[Marking]) -> Source:
    """The text, repaired, with what people say of it as far as each kind can say it."""
    source = repair(Source("any", text))
    size = len(source.repaired)
    for mark in source.marks[::2]:
        source = source.settle(mark, "S. Ettler", "seen \x00")
    for start, length, kind, by, reading, certainty, extent in marks:
        first = min(start, size)
        last = min(first + length, size)
        if kind is MarkKind.SUPPLIED:
            reading = reading or "guess"  # noqa: PLW2901 - a guess has words
        can_read = kind in {MarkKind.SUPPLIED, MarkKind.UNCLEAR}
        source = source.mark(
            first,
            last,
            kind,
            "a person's view",
            "so it seems",
            by,
            reading=reading if can_read else None,
            certainty=certainty if can_read and reading else None,
            extent=extent if kind is MarkKind.GAP else None,
        )
    return source


def mark_of(
    start: int, length: int, kind: MarkKind, by: str = "A. Editor", reading: str | None = None
) -> Marking:
    return start, length, kind, by, reading, None, None


@SETTINGS
@given(texts(), MARKS)
@example("a b", [mark_of(0, 3, MarkKind.UNCLEAR), mark_of(0, 3, MarkKind.SUPPLIED)])
@example("a b", [mark_of(0, 3, MarkKind.UNCLEAR, reading="c"), mark_of(2, 1, MarkKind.UNCLEAR)])
@example("a b c d", [mark_of(0, 3, MarkKind.UNCLEAR), mark_of(2, 3, MarkKind.UNCLEAR, reading="e")])
@example("", [])
@example("\x0c", [])
def test_without_the_copies_the_body_is_the_repaired_text_and_with_them_the_raw_one(
    text: str, marks: list[Marking]
) -> None:
    source = marked(text, marks)
    cited = [(source.passage(0, len(source.repaired) // 2), "why \x00")]
    body = body_of(tei_document(source, cited))
    assert words(body, with_copies=False) == " ".join(source.repaired.split())
    assert words(body, with_copies=True) == " ".join(source.raw.split())


@SETTINGS
@given(texts(), MARKS, st.data())
def test_a_cited_passage_is_quoted_word_for_word(
    text: str, marks: list[Marking], data: st.DataObject
) -> None:
    source = marked(text, marks)
    start = data.draw(st.integers(0, len(source.repaired)))
    end = data.draw(st.integers(start, len(source.repaired)))
    cited = etree.fromstring(tei_citation(source, source.passage(start, end)))
    quote = cited.find(f"{NS}quote")
    assert quote is not None
    assert words(quote, with_copies=False) == " ".join(source.repaired[start:end].split())
    told = source.passage(start, end).marks
    assert len(cited.findall(f"{NS}note")) == sum(1 + len(mark.settled) for mark in told)


@SETTINGS
@given(texts())
def test_every_line_that_holds_words_begins_with_its_number(text: str) -> None:
    source = repair(Source("any", text))
    body = body_of(tei_document(source))
    numbers = [int(one.get("n")) for one in body.iter(f"{NS}lb")]
    lines = re.split(r"\r\n|\r|\n", text)
    assert numbers == [at for at, line in enumerate(lines, 1) if line.strip()]


@SETTINGS
@given(texts(), MARKS)
@example("no one asked for", [mark_of(16, 0, MarkKind.SUPPLIED, reading="a date")])
def test_what_was_written_is_read_again_with_the_same_words(
    tmp_path_factory: pytest.TempPathFactory, text: str, marks: list[Marking]
) -> None:
    source = marked(text, marks)
    if not source.repaired.split():
        return
    file = tmp_path_factory.mktemp("written") / "again.xml"
    file.write_bytes(tei_document(source))
    again = read_source(file)
    assert again.repaired.split() == source.repaired.split()
    people = {mark.by for mark in source.marks if mark.by != FOEDUS}
    assert {mark.by.replace("\x00", "[U+0000]") for mark in again.marks} >= {
        name.replace("\x00", "[U+0000]") for name in people
    }


EDITION = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<respStmt xml:id="ed"><resp>edited</resp><name>E. Ditor</name></respStmt>
</titleStmt></fileDesc></teiHeader><text><body>
<p>They would <unclear cert="low" reason="faded">not</unclear> send <supplied reason="lost"
resp="#ed">the men</supplied> of the <gap extent="3 words"/> town.</p>
<p>In <choice><sic>spirng</sic><corr>spring</corr></choice> the <surplus>the</surplus> dam
<del>fell</del> <add place="above">stood</add> by the <corr>river</corr>, and
<choice><unclear>ten</unclear><unclear>two</unclear></choice> saw it.</p>
</body></text></TEI>"""


def test_marks_of_an_edition_are_told_written_and_read_again(tmp_path: Path) -> None:
    first = tmp_path / "edition.xml"
    first.write_text(EDITION, encoding="utf-8")
    source = read_source(first)
    assert source.repaired == (
        "They would not send the men of the town.\n\n"
        "In spirng the the dam fell stood by the river, and ten saw it."
    )
    said = [
        (source.repaired[mark.repaired_start : mark.repaired_end], mark.kind, mark.said)
        for mark in source.marks
    ]
    assert said == [
        ("not", "unclear", "doubted by The file's editor (certainty: low): faded."),
        ("the men", "supplied", '"the men", supplied by E. Ditor: lost.'),
        ("", "gap", "The file's editor finds something lost here (3 words)."),
        (
            "spirng",
            "unclear",
            'doubted by The file\'s editor, who reads "spring": marked sic.',
        ),
        ("the", "surplus", "The file's editor finds that this does not belong here."),
        (
            "fell",
            "surplus",
            "The file's editor shows these words as deleted by the writer.",
        ),
        ("stood", "unclear", "The file's editor shows these words as added by the writer."),
        ("river", "supplied", '"river", supplied by The file\'s editor: a correction.'),
        ("ten", "unclear", 'doubted by The file\'s editor, who reads "two".'),
    ]
    found = check_citation(source, Citation("edition", "would not send the men")).passage
    assert found is not None
    assert [doubt.partition(" (")[0] for doubt in found.doubts] == [
        "The passage runs across a doubtful place",
        "The passage runs across an editor's guess",
    ]
    cited = tei_citation(source, found)
    assert b"would <unclear" in cited
    assert b">the men</supplied></quote>" in cited
    document = tei_document(source)
    body_of(document)
    again = tmp_path / "again.xml"
    again.write_bytes(document)
    read = read_source(again)
    assert read.repaired == source.repaired
    assert [
        (read.repaired[mark.repaired_start : mark.repaired_end], mark.kind, mark.said)
        for mark in read.marks
    ] == said
    assert tei_document(replace(read, path=source.path, key=source.key)).count(b"<supplied") == 2


def test_guesses_copies_and_notes_of_its_own_are_no_text_when_read(
    tmp_path: Path, damaged_page: str
) -> None:
    source = repair(Source("council", f"{damaged_page}\n\nVerse one\nVerse two\n"))
    end = source.repaired.index("asked for") + len("asked for")
    source = source.mark(
        end,
        end,
        MarkKind.SUPPLIED,
        "by hand",
        "so: it seems",
        "A. B.",
        reading="a date",
        certainty=Certainty.LOW,
    )
    file = tmp_path / "council.xml"
    file.write_bytes(tei_document(source))
    read = read_source(file)
    assert read.repaired.split() == source.repaired.split()
    assert "Verse one\nVerse two" in read.repaired
    (guess,) = (mark for mark in read.marks if mark.kind is MarkKind.SUPPLIED)
    assert guess.said == '"a date", supplied by A. B. (certainty: low): so: it seems.'
    assert guess.rule == "by hand"
    assert read.repaired[: guess.repaired_start].endswith("asked for")
    copies = [mark for mark in read.marks if mark.kind is MarkKind.SURPLUS]
    assert len(copies) == sum(made.rule is Rule.DROP for made in source.operations) > 0
    assert all("a copy was left out" in mark.said for mark in copies)
    assert any("guess of an editor" in note for note in read.notes)


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


def test_a_guess_stands_apart_with_its_author_and_its_certainty() -> None:
    source = Source("minutes", "Nobody asked for.\nThey paid half the toll and sig")
    source = source.mark(
        16, 16, MarkKind.SUPPLIED, "by hand", "", "A. B.", reading="them", certainty=Certainty.LOW
    )
    source = source.mark(37, 41, MarkKind.UNCLEAR, "by hand", "", "A. B.", reading="tool")
    source = source.mark(49, 49, MarkKind.GAP, "by hand", "", "A. B.", extent="about two words")
    document = tei_document(source)
    body_of(document)
    common = b'reason="by-hand" resp="#person-1"'
    assert b'for<supplied xml:id="mark-1" %b cert="low"> them</supplied>.' % common in document
    assert (
        b'half the <choice><unclear xml:id="mark-2" %b>toll</unclear><unclear %b>tool</unclear>'
        b"</choice> and" % (common, common) in document
    )
    assert b'sig<gap xml:id="mark-3" %b extent="about two words"/>' % common in document
    notes = ["".join(one.itertext()) for one in etree.fromstring(document).iter(f"{NS}note")]
    assert any('"them", supplied by A. B. (certainty: low).' in note for note in notes)


def test_a_guess_within_a_word_does_not_break_it_and_one_on_words_names_them() -> None:
    source = Source("minutes", "The minster paid")
    source = source.mark(7, 7, MarkKind.SUPPLIED, "by hand", "", "A. B.", reading="i")
    source = source.mark(12, 16, MarkKind.SUPPLIED, "by hand", "", "A. B.", reading="prayed")
    document = tei_document(source)
    body_of(document)
    assert b">i</supplied>ster" in document
    assert b'<anchor xml:id="mark-2-from"/>paid<supplied xml:id="mark-2"' in document


def test_what_is_settled_stays_and_is_noted_with_the_name(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    source = source.settle(source.marks[0], "A. Editor", "the page ends so")
    document = tei_document(source)
    body_of(document)
    notes = list(etree.fromstring(document).iter(f"{NS}note"))
    (settled,) = (note for note in notes if note.get("type") == "settled")
    mark, also = (note for note in notes if note.get("target") == settled.get("target"))
    assert also is settled
    assert settled.text.endswith("Settled by A. Editor: the page ends so.")
    assert (settled.get("resp"), mark.get("resp")) == ("#person-1", "#foedus")
    assert "Settled" not in mark.text


def test_whose_words_a_cited_passage_is_stands_beside_it_once() -> None:
    source = Source("minutes", "The dam would hold. Nobody asked.")
    said = Attribution(Voicing.REPORTED_SPEECH, "the mayor", (Relay("the clerk"),))
    passage = replace(source.passage(0, 19), attribution=said)
    document = tei_document(source, [(passage, "why"), (passage, "why else")])
    body_of(document)
    first, second, whose = etree.fromstring(document).iter(f"{NS}span")
    assert whose.get("type") == "reported-speech"
    assert whose.text == "Whose words: reported speech of the mayor, passed on by the clerk"
    assert (whose.get("from"), whose.get("to")) == (first.get("from"), first.get("to"))
    assert second.text == "line 1: why else"
    note = etree.fromstring(tei_citation(source, passage)).find(f"{NS}note")
    assert (note.get("type"), note.text) == ("attribution", whose.text)


@pytest.mark.skipif("TEI_ALL" not in os.environ, reason="TEI_ALL names no tei_all.rng: NOT tested")
def test_the_schema_of_tei_itself_accepts_what_is_written(damaged_page: str, verse: str) -> None:
    schema = etree.RelaxNG(etree.parse(os.environ["TEI_ALL"]))
    for text in (damaged_page, verse, "", "a\x0cb", f"HEADING\n\n{verse}\n\nANOTHER ONE"):
        marks: list[Marking] = [
            (3, 9, MarkKind.UNCLEAR, "A", "them", Certainty.LOW, None),
            (5, 20, MarkKind.SUPPLIED, "B", "a\x0cb", Certainty.HIGH, None),
            (6, 0, MarkKind.SUPPLIED, "B", "guess", None, None),
            (7, 0, MarkKind.GAP, "A", None, None, "about two words"),
            mark_of(8, 0, MarkKind.SURPLUS),
        ]
        source = marked(text, marks)
        said = Attribution(Voicing.REPORTED_SPEECH, "A", (Relay("B", parse_date("1911-05")),))
        passage = replace(source.passage(0, len(source.repaired) // 2), attribution=said)
        schema.assertValid(etree.fromstring(tei_document(source, [(passage, "")])))
        whole = etree.fromstring(tei_document(source))
        paragraph = etree.SubElement(whole.find(f".//{NS}body/{NS}div"), f"{NS}p")
        paragraph.append(etree.fromstring(tei_citation(source, passage)))
        for one in paragraph.iter("*"):
            one.attrib.pop(ID, None)
        schema.assertValid(whole)


def test_an_editor_supplies_words_and_not_the_notes_on_them(tmp_path: Path) -> None:
    body = "<p>The <supplied>dam<note>So B.</note></supplied> <supplied/>fell.</p>"
    file = tmp_path / "edition.xml"
    file.write_text(f"<TEI><text><body>{body}</body></text></TEI>", encoding="utf-8")
    source = read_source(file)
    (mark,) = (one for one in source.marks if one.by != FOEDUS)
    assert (mark.reading, source.repaired[mark.repaired_start : mark.repaired_end]) == ("dam",) * 2
