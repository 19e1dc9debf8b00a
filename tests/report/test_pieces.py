"""What people supply stands apart in the report; without it a passage is what its source says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

import foedus
from foedus.case import loads
from foedus.report import write_report
from foedus.report.document import render
from foedus.report.names import names_table
from foedus.report.pieces import LOST, pieces
from foedus.sources import MarkKind, Remark, Side, Source, lay_over, repair

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from foedus.findings import Findings

EDITOR = "A. Editor"
TEXT = (Path(__file__).parents[1] / "minutes.txt").read_text(encoding="utf-8")
CASE = f"""\
foedus: 1
title: A page with gaps
sources:
  minutes:
    title: Minutes of the council
    file: minutes.txt
    marks:
      - {{supplied: "<b>a date</b>", after: nobody asked for, by: {EDITOR}, certainty: low}}
      - {{unclear: who was tired, reading: who was tried, by: {EDITOR}}}
      - {{settled: its pledge, by: {EDITOR}, note: so it stands in the original}}
      - {{surplus: no such words, by: {EDITOR}}}
    names: {{"The reeve": [The mayor, the Mayor], river: the river town}}
  letter: {{title: A letter, names: {{river: Rivertown}}}}
actors:
  upland: {{name: Upland, voices: {{"The reeve": }}}}
  river: {{name: The river}}
play: [{{move: go, by: upland, options: [here, there]}}]
outcomes: {{done: always}}
theses:
  asked:
    says: x
    test: P(done) > 0.5
    cite: [minutes, "The mayor said that the dam", "asked for"]
  sent: {{says: x, test: P(done) > 0.5, cite: [minutes, "In the second week", "for a date."]}}
"""


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    folder = tmp_path_factory.mktemp("marked")
    (folder / "minutes.txt").write_text(TEXT, encoding="utf-8")
    return foedus.run(loads(CASE), 40, 7, sources=folder, out=folder / "out")


def marked(*remarks: Remark) -> Source:
    return lay_over(repair(Source("minutes", TEXT)), remarks)


def test_a_guess_stands_in_brackets_where_the_gap_is_and_the_text_is_as_it_was() -> None:
    guess = Remark(MarkKind.SUPPLIED, "nobody asked for", EDITOR, Side.AFTER, reading="a date")
    source = marked(guess)
    start = source.repaired.index("He did not")
    end = source.repaired.index("asked for") + len("asked for")
    shown = pieces(source.passage(start, end))
    assert [(piece.text, piece.look) for piece in shown] == [
        (source.repaired[start:end], ""),
        (" [a date]", "supplied"),
    ]
    assert shown[1].doubt == 'line 7: "a date", supplied by A. Editor.'
    without = pieces(marked().passage(start, end))
    assert [piece.text for piece in without] == [source.repaired[start:end], LOST]


def test_a_guess_inside_a_passage_is_parted_from_the_words_on_both_sides() -> None:
    guess = Remark(MarkKind.SUPPLIED, "sent three", EDITOR, Side.BEFORE, reading="had")
    source = marked(guess)
    start = source.repaired.index("the river town sent")
    shown = pieces(source.passage(start, start + 25))
    assert "".join(piece.text for piece in shown) == "the river town [had] sent three"
    assert (
        "".join(piece.text for piece in shown if not piece.look)
        == source.repaired[start : start + 25]
    )


def test_what_is_settled_loses_its_sign_but_not_its_words() -> None:
    settled = marked(
        Remark(None, "nobody asked for", EDITOR), Remark(None, "get its pledge", EDITOR)
    )
    whole = pieces(settled.passage(0, len(settled.repaired)))
    assert LOST not in [piece.text for piece in whole]
    assert [piece.text for piece in whole if piece.look == "settled"] == ["["]


def test_no_passage_is_altered_by_marks_or_names(findings: Findings) -> None:
    unmarked = marked()
    for passage in findings.passages:
        found = passage.check.passage
        assert found is not None
        assert found.text == unmarked.repaired[found.repaired_start : found.repaired_end]
        source_words = "".join(
            piece.text for piece in pieces(found) if piece.look in {"", "doubtful", "settled"}
        )
        assert source_words == found.text
    assert "The mayor" in findings.passages[0].check.passage.text  # type: ignore[union-attr]


def test_the_names_are_told_by_voice_and_source_with_counts(findings: Findings) -> None:
    table = names_table(findings)
    assert table is not None
    assert table.head == ("who", "Minutes of the council", "A letter")
    assert table.rows == (
        ("The reeve (Upland)", "The mayor (2), the Mayor (not there)", "no name"),
        ("The river", "the river town (1)", "Rivertown (not looked for)"),
    )
    bare = replace(findings, names=())
    assert names_table(bare) is None
    assert 'id="names"' not in render(bare)


@pytest.mark.browser
def test_a_reader_sees_and_hears_what_is_supplied_doubtful_and_settled(
    findings: Findings, chromium: Browser, tmp_path: Path
) -> None:
    path = write_report(findings, tmp_path / "report.html")
    page = chromium.new_page(viewport={"width": 390, "height": 844})
    page.goto(path.as_uri())
    guess = page.locator("blockquote ins.supplied")
    expect(guess).to_have_text("[<b>a date</b>]")
    expect(guess).to_have_accessible_description(
        'The passage stands next to an editor\'s guess (line 7): "<b>a date</b>", supplied by '
        "A. Editor (certainty: low)."
    )
    expect(page.locator("blockquote .settled")).to_have_accessible_description(
        "The passage runs across a doubtful place (line 13): '[' has no partner in its paragraph. "
        "Settled by A. Editor: so it stands in the original."
    )
    doubtful = page.locator("blockquote mark.doubtful", has_text="who was tired")
    expect(doubtful).to_have_accessible_description(
        "The passage runs across a doubtful place (line 10): doubted by A. Editor, who reads "
        '"who was tried".'
    )
    legend = page.get_by_role("list", name="How doubts are shown")
    expect(legend).to_contain_text("an editor's guess, which is not in the source")
    expect(legend).to_contain_text("settled by a person who looked")
    said = page.get_by_role("list", name="What people say of it")
    expect(said.get_by_role("listitem")).to_have_count(4)
    expect(said.locator(".wrong")).to_contain_text('without a place: surplus "no such words"')
    names = page.get_by_role("region", name="Names as the sources write them").last
    expect(names).to_contain_text("The mayor (2)")
    expect(page.locator("#names .wrong")).to_contain_text('"the Mayor" does not stand in minutes')
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    page.close()
