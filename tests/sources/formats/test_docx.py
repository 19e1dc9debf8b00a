"""A DOCX file is read as Word shows it with all changes accepted, and by its paragraphs."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx as python_docx
import pytest

from foedus.sources import SourceError, read_source

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(*inside: str) -> str:
    return f"<w:p>{''.join(inside)}</w:p>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_a_file_written_by_python_docx_is_read(tmp_path: Path) -> None:
    document = python_docx.Document()
    document.add_heading("Minutes")
    document.add_paragraph("The council met.\nA second line\tand a tab")
    document.add_paragraph("An item", style="List Number")
    table = document.add_table(2, 2)
    for number in range(4):
        table.cell(number // 2, number % 2).text = f"cell {number}"
    document.add_paragraph("The end.")
    document.save(str(tmp_path / "minutes.docx"))
    source = read_source(tmp_path / "minutes.docx")
    assert source.raw == (
        "Minutes\n\nThe council met.\nA second line\tand a tab\n\nAn item\n\n"
        "cell 0\tcell 1\ncell 2\tcell 3\n\nThe end."
    )
    assert (source.format, source.encoding) == ("DOCX", None)
    start = source.raw.index("cell 2")
    assert source.where(start, start + 6) == "paragraph 5"
    assert len(source.notes) == 1
    assert "1 paragraph is numbered" in source.notes[0]


def test_insertions_are_text_deletions_are_not_and_both_are_counted(
    docx: Callable[..., Path],
) -> None:
    body = paragraph(
        run("The dam "),
        f"<w:ins>{run('would')}</w:ins><w:del><w:r><w:delText>will</w:delText></w:r></w:del>",
        run(" stand"),
        f"<w:moveFrom>{run(' here')}</w:moveFrom><w:moveTo>{run(' there')}</w:moveTo>",
    )
    source = read_source(docx(body))
    assert source.raw == "The dam would stand there"
    assert source.notes == (
        "2 tracked insertions are part of the text.",
        "2 tracked deletions are no part of it.",
    )


def test_paragraphs_whose_division_was_deleted_are_one(docx: Callable[..., Path]) -> None:
    deleted = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"
    body = paragraph(deleted, run("One ")) + paragraph(run("paragraph.")) + paragraph(run("Two."))
    assert read_source(docx(body)).raw == "One paragraph.\n\nTwo."
    assert read_source(docx(paragraph(deleted, run("Last.")))).raw == "Last."


def test_notes_stand_behind_the_text_in_the_order_of_reference(docx: Callable[..., Path]) -> None:
    def note(kind: str, number: int, words: str) -> str:
        inside = paragraph(f"<w:r><w:{kind}Ref/></w:r>", run(f" {words}"))
        return f'<w:{kind} w:id="{number}">{inside}</w:{kind}>'

    def reference(kind: str, number: int) -> str:
        return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'

    body = paragraph(
        run("The dam"), reference("footnote", 3), run(" stood"), reference("footnote", 2), run(".")
    ) + paragraph(run("End."), reference("endnote", 2))
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph(run("-"))}</w:footnote>'
    source = read_source(
        docx(
            body,
            footnotes=separator + note("footnote", 2, "second") + note("footnote", 3, "first"),
            endnotes=note("endnote", 2, "last"),
        )
    )
    assert source.raw == "The dam stood.\n\nEnd.\n\nfirst\n\nsecond\n\nlast"
    assert source.notes == (
        "2 footnotes stand behind the text (paragraphs 3-4), without their numbers.",
        "1 endnote stands behind the text (paragraph 5), without its number.",
    )


def test_text_boxes_are_read_once(docx: Callable[..., Path]) -> None:
    box = f"<w:txbxContent>{paragraph(run('Boxed.'))}</w:txbxContent>"
    body = paragraph(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><a:blip/>"
        f"<wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>",
        run("Tied."),
    )
    source = read_source(docx(body))
    assert source.raw == "Tied.\n\nBoxed."
    assert [note.split(maxsplit=2)[1] for note in source.notes] == ["text", "picture"]


def test_links_fields_and_controls_give_what_is_shown(docx: Callable[..., Path]) -> None:
    body = paragraph(
        f'<w:hyperlink w:anchor="x">{run("Page ")}</w:hyperlink>',
        field("begin"),
        "<w:r><w:instrText>PAGE</w:instrText></w:r>",
        run("code"),
        field("separate"),
        run("7"),
        field("end"),
        f'<w:fldSimple w:instr="DATE">{run(", in May")}</w:fldSimple>',
        f"<w:sdt><w:sdtPr/><w:sdtContent>{run(', here')}</w:sdtContent></w:sdt>",
    )
    assert read_source(docx(body)).raw == "Page 7, in May, here"


def test_signs_that_are_elements_are_characters(docx: Callable[..., Path]) -> None:
    body = paragraph(
        run("co"),
        "<w:r><w:softHyphen/><w:t>operate</w:t><w:tab/><w:t>well</w:t><w:noBreakHyphen/>"
        '<w:t>known</w:t><w:br/><w:t>x</w:t><w:sym w:char="2022"/><w:sym w:char="F0E0"/>'
        '<w:sym w:char="klingon"/></w:r>',
    )
    source = read_source(docx(body))
    assert source.raw == "cooperate\twell\u2011known\nx\u2022\ufffd\ufffd"
    assert [note.split(maxsplit=2)[1] for note in source.notes] == ["signs", "soft"]


def test_what_is_hidden_struck_out_or_said_in_the_margin_is_told(
    docx: Callable[..., Path],
) -> None:
    body = paragraph(
        run("No", "<w:vanish/>"),
        run("Yes", '<w:vanish w:val="0"/>'),
        run(", gone", "<w:strike/>"),
        '<w:r><w:commentReference w:id="0"/></w:r>',
    )
    source = read_source(docx(body, comments=paragraph(run("no")), header=paragraph(run("no"))))
    assert source.raw == "Yes, gone"
    assert source.notes == (
        "1 comment was left out.",
        "1 hidden stretch was left out.",
        "1 struck-out stretch stands in the text.",
        "Headers and footers were left out.",
    )


def test_a_numbering_style_counts_unless_it_is_switched_off(docx: Callable[..., Path]) -> None:
    styles = (
        '<w:style w:styleId="list"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="own"><w:basedOn w:val="list"/></w:style>'
        '<w:style w:styleId="round"><w:basedOn w:val="round"/></w:style>'
    )
    off = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(
        paragraph(f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>', run("x"))
        for style, more in (("list", ""), ("own", ""), ("own", off), ("round", ""), ("no", ""))
    )
    source = read_source(docx(body, styles=styles))
    assert source.notes[0].startswith("2 paragraphs are numbered")


def test_a_table_that_lays_out_a_letter_has_paragraphs(docx: Callable[..., Path]) -> None:
    def cell(*words: str) -> str:
        return f"<w:tc><w:tcPr/>{''.join(paragraph(run(one)) for one in words)}</w:tc>"

    data = f"<w:tbl><w:tr>{cell('')}{cell('31')}</w:tr><w:tr>{cell('a')}{cell('b')}</w:tr></w:tbl>"
    letter = f"<w:tbl><w:tr>{cell('One.', 'Two.')}{cell('side')}</w:tr></w:tbl>"
    removed = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr>{cell('no')}</w:tr></w:tbl>"
    source = read_source(docx(data + letter + removed))
    assert source.raw == "\t31\na\tb\n\nOne.\n\nTwo.\n\nside"
    assert any(note.startswith("1 row of a table has a cell with") for note in source.notes)


def test_the_strict_form_has_other_namespaces_and_is_read(
    zipped: Callable[[str, Mapping[str, str]], Path], parts: Callable[..., dict[str, str]]
) -> None:
    strict = {
        name: content.replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        for name, content in parts(paragraph(run("The dam."))).items()
    }
    assert read_source(zipped("strict.docx", strict)).raw == "The dam."


def test_any_ending_will_do(
    zipped: Callable[[str, Mapping[str, str]], Path], parts: Callable[..., dict[str, str]]
) -> None:
    assert read_source(zipped("minutes.txt", parts(paragraph(run("The dam."))))).format == "DOCX"


def test_no_encoding_can_be_declared(docx: Callable[..., Path]) -> None:
    with pytest.raises(SourceError, match="no encoding can be declared"):
        read_source(docx(paragraph(run("x"))), encoding="utf-8")


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    "<w:document><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
)


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"word/document.xml": LAUGHS}, "document type"),
        ({"word/document.xml": "<w:document"}, "damaged in line 1"),
        ({"word/document.xml": ""}, "is damaged"),
        ({"word/document.xml": "<other/>"}, "missing or no text"),
        ({"word/document.xml": "<x>" * 5000}, "damaged in line 1"),
        ({"word/document.xml": None}, "main part .word/document.xml. is missing"),
        ({"_rels/.rels": "<"}, "damaged in line 1"),
        (
            {"word/document.xml": None, "mimetype": "application/vnd.oasis.opendocument.text"},
            "an OpenDocument file",
        ),
        ({"word/document.xml": None, "mimetype": "application/epub+zip"}, "an EPUB book"),
        ({"word/document.xml": None, "xl/workbook.xml": "x"}, "an Excel file"),
        ({"word/document.xml": None, "ppt/presentation.xml": "x"}, "a PowerPoint file"),
    ],
)
def test_damaged_and_other_zipped_files_get_a_sentence(
    zipped: Callable[[str, Mapping[str, str]], Path],
    parts: Callable[..., dict[str, str]],
    changed: dict[str, str | None],
    message: str,
) -> None:
    made = {**parts(paragraph(run("x"))), **changed}
    path = zipped("bad.docx", {name: text for name, text in made.items() if text is not None})
    with pytest.raises(SourceError, match=message) as caught:
        read_source(path)
    assert "bad.docx" in str(caught.value)
    assert "codec" not in str(caught.value)


def test_an_archive_of_something_else_says_so(
    zipped: Callable[[str, Mapping[str, str]], Path],
) -> None:
    with pytest.raises(SourceError, match="a zipped file, but no DOCX; unpack it"):
        read_source(zipped("letters.zip", {"one.txt": "One."}))


def test_a_bomb_is_not_unpacked(
    zipped: Callable[[str, Mapping[str, bytes]], Path], parts: Callable[..., dict[str, str]]
) -> None:
    declared = zipped("bomb.docx", {**parts(""), "word/document.xml": b" " * 300_000_000})
    assert declared.stat().st_size < 1_000_000
    with pytest.raises(SourceError, match="unpacks to more than 67 MB"):
        read_source(declared)
    content = declared.read_bytes()
    size = (300_000_000).to_bytes(4, "little")
    assert content.count(size) == 2
    lying = declared.with_name("lying.docx")
    lying.write_bytes(content.replace(size, (1000).to_bytes(4, "little")))
    with pytest.raises(SourceError, match=r"unpacks to more|cannot be unpacked|damaged"):
        read_source(lying)


def test_an_encrypted_file_says_so(
    zipped: Callable[[str, Mapping[str, str]], Path], parts: Callable[..., dict[str, str]]
) -> None:
    path = zipped("secret.docx", parts(paragraph(run("x"))))
    content = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(mark, at + 1)
    path.write_bytes(content)
    with pytest.raises(SourceError, match="protected by a password"):
        read_source(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000))
    with pytest.raises(SourceError, match=r"old Word file .* password"):
        read_source(path)


def test_a_list_of_parts_without_end_is_not_read(tmp_path: Path) -> None:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for number in range(60_000):
            file.writestr(f"a-part-with-a-long-name-{number}", b"")
    path = tmp_path / "many.docx"
    path.write_bytes(held.getvalue())
    with pytest.raises(SourceError, match="too many parts"):
        read_source(path)


def test_a_file_cut_short_anywhere_gets_a_sentence(docx: Callable[..., Path]) -> None:
    path = docx(paragraph(run("The dam stood.")))
    content = path.read_bytes()
    for length in range(4, len(content) - 1, 7):
        path.write_bytes(content[:length])
        with pytest.raises(SourceError, match=r"damaged|no DOCX"):
            read_source(path)
