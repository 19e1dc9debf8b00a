"""What goes out to other tools, and what comes in from them, at the terminal."""

from __future__ import annotations

import codecs
import json
from typing import TYPE_CHECKING

import pytest
import yaml
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NS = "{http://www.tei-c.org/ns/1.0}"


def test_a_source_is_printed_as_tei(foedus: Callable, minutes: Path) -> None:
    printed = foedus("source", minutes, "--tei").out
    root = etree.fromstring(printed.encode())
    assert root.tag == f"{NS}TEI"
    assert [one.get("reason") for one in root.iter(f"{NS}surplus")] == ["repeated"]
    assert foedus("source", minutes, "--tei", "--json").is_refused_in_sentences


def test_a_citation_is_printed_as_tei(foedus: Callable, minutes: Path) -> None:
    cited = etree.fromstring(foedus("cite", minutes, "ground was soft", "--tei").out.encode())
    assert cited.tag == f"{NS}cit"
    assert cited.find(f"{NS}bibl/{NS}biblScope").text == "lines 3-6"
    refused = foedus("cite", minutes, "The mayor said", "--tei")
    assert (refused.code, refused.out) == (1, "")
    assert foedus("cite", minutes, "ford", "--annotation", "--tei").is_refused_in_sentences


def test_an_annotation_takes_the_address_of_the_file(foedus: Callable, minutes: Path) -> None:
    address = "https://example.org/minutes"
    printed = foedus("cite", minutes, "ground was soft", "--annotation", "--iri", address).out
    assert json.loads(printed)["target"]["source"] == address
    assert foedus("cite", minutes, "ground was soft", "--iri", address).is_refused_in_sentences


CASE = """\
foedus: 1
title: The dam
sources: {minutes: {title: Minutes, file: minutes.txt}}
actors: {upland: {}}
play: [{move: builds, by: upland, options: [build, leave], cite: [minutes, "the ground was", ""]}]
outcomes: {dam: builds = build, no-dam: otherwise}
theses:
  known:
    says: It was known, and = nothing came of it.
    test: P(dam) > 0.5
    cite: [[minutes, "two engineers had", "was soft."], [minutes, "not there", "at all"]]
testimony:
  - {matter: the ground, by: the engineers, says: -It was soft., cite: [minutes]}
"""


@pytest.fixture
def case(minutes: Path) -> Path:
    path = minutes.with_name("case.yaml")
    path.write_text(CASE, encoding="utf-8")
    return path


def test_check_writes_every_citation_that_holds(foedus: Callable, case: Path) -> None:
    out = case.with_name("annotations.json")
    called = foedus("check", case, "--sources", case.parent, "--annotations", out)
    assert called.code == 2  # one citation does not hold
    tags = [one["body"][0]["value"] for one in json.loads(out.read_text())["first"]["items"]]
    assert tags == ["step builds", "thesis known"]
    assert "annotations.json: 2 annotations of 2 passages" in called.out
    assert "1 of 3 citations do not hold and are left out" in called.out
    assert foedus("check", case, "--annotations", out).is_refused_in_sentences


def test_check_writes_every_source_as_tei(foedus: Callable, case: Path) -> None:
    folder = case.with_name("tei")
    called = foedus("check", case, "--sources", case.parent, "--tei", folder)
    assert "minutes.xml: minutes with its marks and its cited passages" in called.out
    root = etree.parse(folder / "minutes.xml").getroot()
    assert [span.text.split(": ")[1] for span in root.iter(f"{NS}span")] == [
        "step builds",
        "thesis known",
    ]
    assert foedus("check", case, "--tei", folder).is_refused_in_sentences


def test_claims_go_out_for_spreadsheets_and_come_back(foedus: Callable, case: Path) -> None:
    out = case.with_name("claims.csv")
    assert foedus("claims", case, "--sources", case.parent, "--out", out).code == 0
    written = out.read_bytes()
    assert written.startswith(codecs.BOM_UTF8)
    assert b",'-It was soft.," in written
    assert written.count(b"no fingerprint") == 1
    assert written.count(b",absent,") == 1
    called = foedus("claims", out)
    assert called.code == 0
    assert yaml.safe_load(called.out)["testimony"] == [
        {
            "matter": "the ground",
            "by": "the engineers",
            "says": "-It was soft.",
            "layer": "report",
            "cite": ["minutes"],
        }
    ]
    assert "rows of other sections were left out" in called.err
    assert foedus("claims", case).out.startswith("id,section,says,by,")


def test_a_table_can_be_read_into_a_file(foedus: Callable, tmp_path: Path) -> None:
    table, out = tmp_path / "own.csv", tmp_path / "testimony.yaml"
    table.write_bytes("claim;asserted_by\nKöln lag fern;Müller\n".encode("cp1252"))
    refused = foedus("claims", table)
    assert refused.is_refused_in_sentences
    assert "--encoding cp1252" in refused.err
    assert foedus("claims", table, "--encoding", "cp1252", "--out", out).code == 0
    assert yaml.safe_load(out.read_text("utf-8"))["testimony"][0]["by"] == "Müller"
    assert foedus("claims", table, "--sources", tmp_path).is_refused_in_sentences
    assert foedus("claims", "dam", "--encoding", "utf-8").is_refused_in_sentences
    assert foedus("claims", tmp_path / "none.csv").is_refused_in_sentences


def test_a_table_as_excel_saves_unicode_text_is_read(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "claims.txt"
    path.write_bytes("claim\tby\r\nThe dam holds.\tthe clerk\r\n".encode("utf-16"))
    called = foedus("claims", path)
    assert called.code == 0
    (claim,) = yaml.safe_load(called.out)["testimony"]
    assert (claim["says"], claim["by"]) == ("The dam holds.", "the clerk")


def test_a_case_in_a_text_file_is_no_table(foedus: Callable, case: Path) -> None:
    as_text = case.rename(case.with_suffix(".txt"))
    called = foedus("claims", as_text)
    assert called.code == 0
    assert called.out.startswith("id,section,says,by,")


def test_a_bibliography_is_printed_as_sources(foedus: Callable, tmp_path: Path) -> None:
    path = tmp_path / "refs.json"
    path.write_text(
        '[{"id": "shen", "title": "The Dam: yes", "issued": {"date-parts": [[2000]]}},'
        ' {"id": "http://zotero.org/1", "title": "A Second Dam"}, {"id": "bare"}]',
        encoding="utf-8",
    )
    called = foedus("sources", path)
    assert called.code == 0
    assert yaml.load(called.out, yaml.BaseLoader)["sources"] == {  # noqa: S506 - texts only
        "shen": {"title": "The Dam: yes", "year": "2000"},
        "a-second-dam": {"title": "A Second Dam"},
        "bare": {},
    }
    assert "a case cannot call a source 'http://zotero.org/1': named a-second-dam" in called.err
    assert "'bare' has no title" in called.err
    assert list(yaml.safe_load(foedus("sources", path, "--key", "shen").out)["sources"]) == ["shen"]
    refused = foedus("sources", path, "--key", "shn")
    assert refused.is_refused_in_sentences
    assert 'did you mean "shen"?' in refused.err
    path.write_text("[]", encoding="utf-8")
    assert foedus("sources", path).is_refused_in_sentences


def test_what_is_printed_of_a_bibliography_is_what_a_case_takes_from_it(
    foedus: Callable, case: Path
) -> None:
    library = case.with_name("refs.bib")
    library.write_text("@book{shen, title={The Dam}, author={Shen, Z.}, year=2000}\n")
    block = foedus("sources", library).out
    text = CASE[: CASE.index("sources:")] + "BLOCK" + CASE[CASE.index("actors:") :]
    text = text[: text.index("theses:")].replace(', cite: [minutes, "the ground was", ""]', "")
    from foedus.case import load  # noqa: PLC0415 - beside its only use

    case.write_text(text.replace("BLOCK", block))
    pasted = load(case).sources
    case.write_text(text.replace("BLOCK", "bibliography: refs.bib\nsources: {shen: }\n"))
    named = load(case).sources
    assert pasted == named
    assert named[0].author == "Shen, Z."
