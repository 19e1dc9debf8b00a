"""Whatever the format: the same words are the same text, the map holds, and nothing breaks."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.sources import SourceError, look_up, read_source, web_annotation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

FORMATS = [".txt", ".md", ".html", ".xml", ".docx"]
ENDINGS = [*FORMATS, ".pdf", ".doc", ".odt", ".zip", ".xhtml", "", ".weird"]
SETTINGS = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)

WORDS = st.text(
    st.characters(categories=("L", "Nd"), include_characters=",;?\u2019\u201c"),
    min_size=1,
    max_size=9,
).filter(lambda word: word[0].isalpha())
PARAGRAPHS = st.lists(
    st.lists(WORDS, min_size=1, max_size=12).map(lambda words: " ".join(words) + "."),
    min_size=1,
    max_size=6,
)


@pytest.mark.parametrize("ending", FORMATS)
def test_plain_paragraphs_come_out_as_they_were(
    words: Callable[[str, Sequence[str]], Path], ending: str
) -> None:
    @SETTINGS
    @given(PARAGRAPHS)
    def law(paragraphs: list[str]) -> None:
        assert read_source(words(ending, paragraphs)).raw == "\n\n".join(paragraphs)

    law()


@pytest.mark.parametrize("ending", FORMATS)
def test_the_map_leads_there_and_back(
    words: Callable[[str, Sequence[str]], Path], ending: str, paragraphs: tuple[str, ...]
) -> None:
    source = read_source(words(ending, paragraphs))
    for place, sign in enumerate(source.repaired):
        assert source.raw[source.to_raw(place)] == sign
        assert source.to_repaired(source.to_raw(place)) == place


def test_the_same_page_has_the_same_citation_in_every_format(
    words: Callable[[str, Sequence[str]], Path], paragraphs: tuple[str, ...]
) -> None:
    found = {}
    for ending in FORMATS:
        check = look_up(read_source(words(ending, paragraphs)), "three men to the capital").check
        assert check is not None
        assert check.passage is not None
        found[ending] = (str(check.citation), check.passage.where)
    assert len({citation for citation, _ in found.values()}) == 1
    assert [where for _, where in found.values()] == [
        "line 3",
        "line 3",
        "line 3",
        "line 2",
        "paragraph 2",
    ]


@pytest.mark.parametrize("ending", FORMATS)
def test_only_offsets_of_plain_text_are_offsets_of_the_file(
    words: Callable[[str, Sequence[str]], Path], ending: str
) -> None:
    source = read_source(words(ending, ["The dam stood."]))
    selectors = web_annotation(source, source.passage(4, 7))["target"]["selector"]
    kinds = ["TextQuoteSelector", "TextPositionSelector"]
    assert [one["type"] for one in selectors] == (kinds if ending == ".txt" else kinds[:1])
    assert selectors[0]["exact"] == "dam"


MARKUP = st.sampled_from(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "<p>|</p>|<br>|<ul>|</ul>|<li>|<ol start=x type=i reversed>|</ol>|<table>|</table>|<tr>"
        "|<td>|<pre>|</pre>|<!--|-->|<script>|</script>|<q>|<p hidden>|<dialog>|&amp;|&#0;|&#xD800;"
        "|<svg>|<b|=|'|\"|[|](|]:|[^1]|[^1]:|`|```|> |- |1. |# |---|***|\\|~~|| a | b ||\n|\n\n|\r"
        "|\t|    "
        "|<TEI>|</TEI>|<text>|<pb n='3'/>|<pb/>|<note>|</note>|<gap/>|<?xml version='1.0'?>|<html>"
        "|<!DOCTYPE html>|<![CDATA[|]]>|\u00ad|word|Words.|\ufeff|\x0b|<meta charset=utf-16>"
    ).split("|")
)
BYTES = st.one_of(
    st.binary(max_size=300),
    st.lists(MARKUP, max_size=40).map(lambda pieces: "".join(pieces).encode()),
    st.lists(MARKUP, max_size=30).map(lambda pieces: "".join(pieces).encode("utf-16")),
    st.tuples(
        st.sampled_from([b"PK\x03\x04", b"%PDF", b"<html>", b"<TEI>", b"\xff\xfe", b"---\n"]),
        st.binary(max_size=200),
    ).map(b"".join),
)


def check_read(path: Path, encoding: str | None = None) -> None:
    """Either a sentence, or a source whose every place can be told and whose map holds."""
    refused: list[SourceError] = []
    try:
        source = read_source(path, encoding=encoding)
    except SourceError as error:
        refused.append(error)
    if refused:
        assert str(refused[0]).endswith(".")
        return
    assert source.raw.strip()
    if source.layout is not None:
        assert source.layout.starts[0] == 0
        assert list(source.layout.starts) == sorted(set(source.layout.starts))
        assert source.layout.starts[-1] < len(source.raw)
        assert min(source.layout.numbers or (1,)) >= 1
    for place in range(len(source.repaired)):
        assert source.where(place, place + 1)
        assert 0 <= source.to_raw(place) < len(source.raw)


@pytest.mark.parametrize("ending", ENDINGS)
def test_any_bytes_give_a_sentence_or_a_source(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"any{ending}"

    @SETTINGS
    @given(BYTES, st.sampled_from([None, None, "utf-8", "cp1252", "utf-16", "utf-7"]))
    def law(content: bytes, encoding: str | None) -> None:
        path.write_bytes(content)
        check_read(path, encoding)

    law()


def zipped_part(parts: dict[str, str], name: str, content: bytes) -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as file:
        for other, text in parts.items():
            file.writestr(other, content if other == name else text)
    return held.getvalue()


PIECES = st.sampled_from(
    (  # noqa: SIM905 (as above)
        "<w:p>|</w:p>|<w:r>|</w:r>|<w:t>word</w:t>|<w:tbl>|</w:tbl>|<w:tr>|</w:tr>|<w:tc>|</w:tc>|"
        "<w:ins>|</w:ins>|<w:del>|</w:del>|<w:br/>|<w:tab/>|<w:fldChar w:fldCharType='begin'/>|"
        "<w:fldChar w:fldCharType='end'/>|<w:footnoteReference w:id='1'/>|<mc:AlternateContent>|"
        "</mc:AlternateContent>|<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>|<w:sym/>|<w:txbxContent>|"
        "</w:txbxContent>|<w:drawing>|</w:drawing>|<!-- x -->|<?x y?>"
    ).split("|")
)


def test_any_body_of_a_docx_gives_a_sentence_or_a_source(
    tmp_path: Path, parts: Callable[..., dict[str, str]]
) -> None:
    path = tmp_path / "any.docx"

    @SETTINGS
    @given(st.lists(PIECES, max_size=30))
    def law(pieces: list[str]) -> None:
        made = parts("".join(pieces), footnotes="<w:footnote w:id='1'><w:p/></w:footnote>")
        path.write_bytes(zipped_part(made, "", b""))
        check_read(path)

    law()


def test_a_docx_with_any_byte_changed_gives_a_sentence_or_a_source(
    words: Callable[[str, Sequence[str]], Path],
) -> None:
    path = words(".docx", ["The dam stood.", "The town did not."])
    content = path.read_bytes()

    @SETTINGS
    @given(st.integers(0, len(content) - 1), st.integers(0, 255))
    def law(place: int, byte: int) -> None:
        changed = bytearray(content)
        changed[place] = byte
        path.write_bytes(changed)
        check_read(path)

    law()
