"""Code, tables, verse and lists keep their lines; prose beside them is repaired as ever."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

import docx as python_docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.sources import Source, read_source, repair, undo
from foedus.sources.kept import KeptLines
from foedus.sources.operation import undo_operations

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCES = (
    "The council met in the spring, when the river stood high and the road was under water. "
    "The mayor said that the dam would hold, although two engineers had written to him. "
    "He did not read their letters to the others, and nobody asked him for them that night. "
    "Two of the older members wished to send the children to the upper town, where the school "
    "had stood empty since the autumn. The clerk wrote that they were thanked for it. When the "
    "water came over the wall in the morning, the letters lay unopened in his desk, and the road "
    "to the upper town could no longer be passed by cart or on foot. "
)
WRAPPED = textwrap.wrap(SENTENCES.strip(), 64)
CODE = textwrap.wrap(
    "read the table of the gauges and keep what stands above the mark. then count the days that "
    "follow one another And leave the others (as they are found in the file. note what was left "
    "out and why it was left out, so that whoever comes later may put it back where it was",
    64,
)
ITEMS = ("the mill, which stood below the weir and belonged to the", "the ferry.", "the inn.")


def html(paragraph: list[str], code: list[str]) -> str:
    items = "".join(f"<li>{item}</li>" for item in ITEMS)
    return (
        f"<p>{'<br>'.join(paragraph)}</p><pre>{chr(10).join(code)}</pre><ul>{items}</ul>"
        f"<table>{''.join(f'<tr><td>{line}</td><td>1</td></tr>' for line in code)}</table>"
    )


def markdown(paragraph: list[str], code: list[str]) -> str:
    rows = "".join(f"| {line} | 1 |\n" for line in code)
    return (
        f"{'<br>'.join(paragraph)}\n\n```\n{chr(10).join(code)}\n```\n\n"
        f"{''.join(f'- {item}{chr(10)}' for item in ITEMS)}\n| a | b |\n|---|---|\n{rows}"
    )


def tei(paragraph: list[str], code: list[str]) -> str:
    verse = "".join(f"<l>{line}</l>" for line in code)
    rows = "".join(f"<row><cell>{line}</cell><cell>1</cell></row>" for line in code)
    items = "".join(f"<item>{item}</item>" for item in ITEMS)
    return (
        '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
        f"<p>{'<lb/>'.join(paragraph)}</p><lg>{verse}</lg><list>{items}</list>"
        f"<table>{rows}</table></body></text></TEI>"
    )


WRITERS = {"page.html": html, "notes.md": markdown, "edition.xml": tei}


@pytest.mark.parametrize("name", WRITERS)
def test_lines_of_a_paragraph_are_joined_and_all_others_stay(
    text_file: Callable[..., Path], name: str
) -> None:
    source = read_source(text_file(name, WRITERS[name](WRAPPED, CODE)))
    assert SENTENCES.strip() in source.repaired
    assert "\n".join(CODE) in source.repaired
    assert "\n".join(f"{line}\t1" for line in CODE) in source.repaired
    joined = {made.first_line for made in source.operations}
    assert joined == set(range(1, len(WRAPPED)))


@pytest.mark.parametrize("name", WRITERS)
def test_nothing_in_code_tables_and_verse_is_doubted_but_items_are(
    text_file: Callable[..., Path], name: str
) -> None:
    source = read_source(text_file(name, WRITERS[name](WRAPPED, CODE)))
    assert [(mark.rule, mark.kind.value) for mark in source.marks] == [
        ("sentence without an end", "gap")
    ]
    assert "belonged to the" in source.marks[0].note


def test_preformatted_text_and_code_are_told_of(text_file: Callable[..., Path]) -> None:
    told = "keeps its lines; nothing in it was repaired or doubted."
    page = read_source(text_file("page.html", html(WRAPPED, CODE)))
    assert page.notes == (f"1 stretch of preformatted text {told}",)
    notes = read_source(text_file("notes.md", markdown(WRAPPED, CODE)))
    assert f"1 stretch of code {told}" in notes.notes


@pytest.mark.parametrize("name", WRITERS)
def test_repair_is_final_and_can_be_taken_back(text_file: Callable[..., Path], name: str) -> None:
    source = read_source(text_file(name, WRITERS[name](WRAPPED, CODE)))
    keeps_every_law(source)


def test_rows_of_a_docx_stay(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_paragraph("\n".join(WRAPPED))
    table = document.add_table(len(CODE), 2)
    for row, line in zip(table.rows, CODE, strict=True):
        row.cells[0].text, row.cells[1].text = line, "1"
    document.save(str(tmp_path / "minutes.docx"))
    source = read_source(tmp_path / "minutes.docx")
    assert source.repaired.startswith(SENTENCES.strip() + "\n\n")
    assert source.repaired.endswith("\n".join(f"{line}\t1" for line in CODE))
    assert source.marks == ()
    keeps_every_law(source)


def test_the_same_lines_are_joined_where_nothing_says_that_they_are_code() -> None:
    text = "\n".join(WRAPPED) + "\n\n" + "\n".join(WRAPPED)
    kept = KeptLines(len(text) // 2 + 1, len(text))
    assert "\n" not in repair(Source("plain", text)).repaired.replace("\n\n", "")
    source = repair(Source("marked up", text, kept=(kept,)))
    assert source.repaired.endswith("\n\n" + "\n".join(WRAPPED))
    assert source.repaired.startswith(SENTENCES.strip())


def test_an_edition_by_pages_has_no_running_heads_of_ours(text_file: Callable[..., Path]) -> None:
    pages = "".join(
        f"<pb n='{number}'/><p>MINUTES OF THE COUNCIL</p><p>On the {number}th nobody came, and</p>"
        "<p>then they met again.</p>"
        for number in range(4, 10)
    )
    source = read_source(
        text_file(
            "edition.xml",
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{pages}</body></text></TEI>',
        )
    )
    assert source.operations == ()
    assert source.raw.count("MINUTES OF THE COUNCIL") == 6


BLOCKS = st.lists(
    st.tuples(st.sampled_from(["prose", "verbatim", "items"]), st.integers(1, 12)),
    min_size=1,
    max_size=6,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(BLOCKS, st.integers(40, 80), st.sampled_from(["\n", "\r\n"]))
def test_kept_lines_stand_in_the_repaired_text_as_they_are(
    blocks: list[tuple[str, int]], width: int, end: str
) -> None:
    lines = textwrap.wrap(SENTENCES, width)
    text, kept = "", list[KeptLines]()
    for kind, count in blocks:
        block = end.join((lines * 2)[:count])
        if kind != "prose":
            kept.append(KeptLines(len(text), len(text) + len(block), kind == "items"))
        text += block + end + end
    source = repair(Source("any", text, kept=tuple(kept)))
    for start, last, _ in kept:
        assert source.repaired[slice(*source.offsets.range_after(start, last))] == text[start:last]
    for mark in source.marks:
        held = [one for one in kept if one.start <= mark.raw_start and mark.raw_end <= one.end]
        assert all(one.are_items for one in held)
    keeps_every_law(source)


def keeps_every_law(source: Source) -> None:
    """Repair is final, can be taken back at once or by parts, and its map goes there and back."""
    assert undo_operations(source.repaired, source.operations) == source.raw
    assert undo(source, *source.operations).repaired == source.raw
    assert repair(source) == source
    kept = tuple(
        KeptLines(*source.offsets.range_after(start, end), are_items)
        for start, end, are_items in source.kept
    )
    again = repair(replace(source, raw=source.repaired, kept=kept, layout=None, operations=()))
    assert again.operations == ()
    for place, sign in enumerate(source.repaired):
        if not sign.isspace():
            assert source.raw[source.to_raw(place)] == sign
            assert source.to_repaired(source.to_raw(place)) == place
