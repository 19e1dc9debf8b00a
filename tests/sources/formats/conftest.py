"""Files of every format, made by the tests themselves."""

from __future__ import annotations

import zipfile
from html import escape
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="urn:wps" xmlns:v="urn:v" xmlns:a="urn:a"'
)
TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def docx_parts(body: str, **others: str) -> dict[str, str]:
    """The parts of a small DOCX file; others, such as footnotes, are named by what they are."""
    related = "".join(
        f'<Relationship Id="r{kind}" Type="{TYPES}/{kind}" Target="{kind}.xml"/>' for kind in others
    )
    return {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": (
            '<Relationships xmlns="urn:r"><Relationship Id="r" '
            f'Type="{TYPES}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/_rels/document.xml.rels": f'<Relationships xmlns="urn:r">{related}</Relationships>',
        "word/document.xml": f"<w:document {NAMES}><w:body>{body}</w:body></w:document>",
        **{
            f"word/{kind}.xml": f"<w:{kind} {NAMES}>{content}</w:{kind}>"
            for kind, content in others.items()
        },
    }


def write_zip(path: Path, parts: Mapping[str, str | bytes]) -> Path:
    """Write parts into a zipped file."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def write_words(folder: Path, ending: str, paragraphs: Sequence[str]) -> Path:
    """Write plain paragraphs as a file of the format that goes with an ending."""
    path = folder / f"minutes{ending}"
    if ending == ".docx":
        body = "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{escape(one)}</w:t></w:r></w:p>'
            for one in paragraphs
        )
        return write_zip(path, docx_parts(body))
    if ending == ".html":
        text = "<!doctype html>\n" + "\n".join(f"<p>{escape(one)}</p>" for one in paragraphs)
    elif ending == ".xml":
        inside = "\n".join(f"<p>{escape(one, quote=False)}</p>" for one in paragraphs)
        text = f"<TEI xmlns='http://www.tei-c.org/ns/1.0'><text><body>{inside}</body></text></TEI>"
    else:
        text = "\n\n".join(paragraphs)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def docx(tmp_path: Path) -> Callable[..., Path]:
    """Write a DOCX file with this body and these other parts."""
    return lambda body, **others: write_zip(tmp_path / "minutes.docx", docx_parts(body, **others))


@pytest.fixture
def zipped(tmp_path: Path) -> Callable[[str, Mapping[str, str | bytes]], Path]:
    """Write any zipped file."""
    return lambda name, parts: write_zip(tmp_path / name, parts)


@pytest.fixture
def parts() -> Callable[..., dict[str, str]]:
    return docx_parts


@pytest.fixture
def words(tmp_path: Path) -> Callable[[str, Sequence[str]], Path]:
    """Write plain paragraphs in the format that goes with an ending."""
    return lambda ending, paragraphs: write_words(tmp_path, ending, paragraphs)


@pytest.fixture
def text_file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file with this name and content."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
