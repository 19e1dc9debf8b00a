"""`foedus source`, `cite` and `check` read the other formats and count as they count."""

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

PAGE = """\
---
title: Minutes
---
# Minutes

The council met in *spring*, when
the river stood high.[^1]

[^1]: It stood at nine feet.
"""
SENTENCE = "The council met in spring, when the river stood high."
WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "minutes.md"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A DOCX file of two paragraphs, to which somebody added a sentence with changes tracked."""
    added = '<w:ins><w:r><w:t xml:space="preserve"> It rained.</w:t></w:r></w:ins>'
    body = (
        "<w:p><w:r><w:t>Minutes</w:t></w:r></w:p>"
        f"<w:p><w:r><w:t>{SENTENCE}</w:t></w:r>{added}</w:p>"
    )
    path = tmp_path / "minutes.docx"
    with zipfile.ZipFile(path, "w") as file:
        root = f'<w:document xmlns:w="{WORDS}">'
        file.writestr("word/document.xml", f"{root}<w:body>{body}</w:body></w:document>")
    return path


def test_the_format_and_how_the_file_was_read_are_said(foedus: Callable, page: Path) -> None:
    called = foedus("source", page)
    assert called.code == 0
    assert "minutes.md\n  format: Markdown\n  encoding: utf-8\n  paragraphs: 3" in called.out
    assert (
        "How it was read\n  The front matter (lines 1-3) was left out.\n  1 footnote" in called.out
    )
    assert "lines:" not in called.out


def test_a_docx_has_paragraphs_and_no_encoding(foedus: Callable, document: Path) -> None:
    called = foedus("source", document)
    assert "minutes.docx\n  format: DOCX\n  paragraphs: 2, headings" in called.out
    assert "encoding" not in called.out
    assert "1 tracked insertion is part of the text." in called.out


def test_plain_text_has_no_section_on_how_it_was_read(foedus: Callable, minutes: Path) -> None:
    out = foedus("source", minutes).out
    assert "format" not in out
    assert "How it was read" not in out


def test_json_holds_format_and_notes(foedus: Callable, page: Path, document: Path) -> None:
    told = json.loads(foedus("source", page, "--json").out)
    assert told["format"] == "Markdown"
    assert told["notes"][0] == "The front matter (lines 1-3) was left out."
    told = json.loads(foedus("source", document, "--json").out)
    assert (told["format"], told["encoding"]) == ("DOCX", None)


def test_a_passage_is_cited_by_the_place_that_its_format_counts(
    foedus: Callable, page: Path, document: Path
) -> None:
    of_page = foedus("cite", page, "council met").out
    of_document = foedus("cite", document, "council met").out
    assert of_page.startswith("minutes, lines 6-7\n")
    assert of_document.startswith("minutes, paragraph 2\n")
    assert of_page.splitlines()[-1] == of_document.splitlines()[-1]


def test_lines_joined_in_a_page_are_told_by_lines_of_the_file(
    foedus: Callable, tmp_path: Path, minutes: Path
) -> None:
    lines = minutes.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "minutes.html"
    path.write_text("<!doctype html>\n<p>\n" + "<br>\n".join(lines), encoding="utf-8")
    out = foedus("source", path).out
    assert "wrapped at 48 columns" in out
    assert "join lines: 12\n    lines 3-9; lines 11-16; lines 17-19\n" in out
    assert "drop an adjacent repeat: 1\n    line 7: although two engineers" in out


def test_a_declared_encoding_of_a_docx_is_refused(foedus: Callable, document: Path) -> None:
    called = foedus("source", document, "--encoding", "utf-8")
    assert called.is_refused_in_sentences
    assert "no encoding can be declared" in called.err


def test_a_case_checks_its_citations_against_other_formats(
    foedus: Callable, tmp_path: Path, document: Path, page: Path
) -> None:
    case = tmp_path / "case.yaml"
    names = {"minutes": document.name, "page": page.name}
    cites = {
        key: foedus("cite", tmp_path / file, "council met", "--key", key).out.splitlines()[-1]
        for key, file in names.items()
    }
    case.write_text(
        f"""\
foedus: 1
title: The council
question: Did it meet?
sources:
  minutes: {{title: Minutes, file: {document.name}}}
  page: {{title: Page, file: {page.name}}}
actors:
  town: {{name: Town, restraint: meets = no}}
play:
  - move: meets
    by: town
    options: [yes, no]
    {cites["minutes"]}
outcomes:
  met: meets = yes
  unmet: otherwise
preferences:
  town: {{met: 1, unmet: worth}}
assumptions:
  worth: {{between: [-1, 0], {cites["page"]}}}
""",
        encoding="utf-8",
    )
    called = foedus("check", case, "--sources", tmp_path)
    assert "2 of 2 citations checked: 2 valid." in called.out, called.err
    assert called.code == 0
