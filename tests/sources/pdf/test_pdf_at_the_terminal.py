"""`foedus source` and `foedus cite` of a PDF: format, pages, notes, place, annotation."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from made_pdf import PICTURE, made_pdf, set_book

from foedus.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def paper(tmp_path: Path, paragraphs: tuple[str, ...]) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(made_pdf(*set_book((*paragraphs * 3, "The mill was sold.")), PICTURE))
    return path


@pytest.fixture
def foedus(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Callable[..., str]:
    monkeypatch.setenv("COLUMNS", "100")

    def call(*arguments: object) -> str:
        main([str(one) for one in arguments])
        return capsys.readouterr().out

    return call


def test_source_tells_format_pages_notes_and_what_was_left_out(
    foedus: Callable, paper: Path
) -> None:
    out = foedus("source", paper)
    assert "format: PDF" in out
    assert "73 lines on 6 pages; how they were set says where a line runs on" in out
    assert "encoding" not in out
    assert "Page 7 has no text layer and was not read" in out
    assert "leave out a running head" in out
    assert "page 1 (numbered 101), line 14 to page 2 (numbered 102), line 1: 101 ¶ A HISTORY" in out


def test_source_as_json_holds_format_and_notes(foedus: Callable, paper: Path) -> None:
    told = json.loads(foedus("source", paper, "--json"))
    assert told["format"] == "PDF"
    assert len(told["notes"]) == 1
    assert told["encoding"] is None
    assert "A HISTORY" not in told["text"]
    assert all(made["where"].startswith("page ") for made in told["operations"])


def test_cite_tells_page_and_line(foedus: Callable, paper: Path) -> None:
    out = foedus("cite", paper, "The mill was sold")
    assert out.startswith("paper, page 6 (numbered 106), line 2\n")
    assert 'cite: [paper, "The mill was", "sold.", "' in out


def test_an_annotation_points_at_the_page(foedus: Callable, paper: Path) -> None:
    target = json.loads(foedus("cite", paper, "The mill was sold", "--annotation"))["target"]
    assert target["source"] == "paper.pdf"
    selector = target["selector"]
    assert selector["type"] == "FragmentSelector"
    assert selector["conformsTo"] == "http://tools.ietf.org/rfc/rfc3778"
    assert selector["value"] == "page=6"
    assert selector["refinedBy"]["type"] == "TextQuoteSelector"
    assert selector["refinedBy"]["exact"] == "The mill was sold."


def test_an_annotation_across_a_page_has_a_target_on_each(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    words = [
        f"{'Word' if number % 29 == 0 else 'word'}{number}{'.' if number % 29 == 28 else ''}"
        for number in range(400)
    ]
    path.write_bytes(made_pdf(*set_book((" ".join(words),))))
    asked = words[60:110]
    told = json.loads(foedus("cite", path, " ".join(asked), "--json"))
    assert " to page " in told["passage"]["where"]
    annotation = json.loads(foedus("cite", path, " ".join(asked), "--annotation"))
    targets = annotation["target"]
    values = [target["selector"]["value"] for target in targets]
    assert values == ["page=1", "page=2"]
    quoted = [target["selector"]["refinedBy"]["exact"] for target in targets]
    assert " ".join(quoted).split() == words[58:116]  # whole sentences
