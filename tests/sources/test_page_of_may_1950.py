"""The real page: what repair makes of it. Only a few words of it stand here."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from foedus.cli.main import main
from foedus.sources import (
    Citation,
    MarkKind,
    Rule,
    Source,
    check_citation,
    cite,
    read_source,
    repair,
)
from foedus.sources.operation import undo_operations

if TYPE_CHECKING:
    from pathlib import Path


pytestmark = pytest.mark.source


@pytest.fixture(scope="module")
def page(page_of_may_1950: Path) -> Source:
    return read_source(page_of_may_1950, key="peking")


def lines_of(page: Source, rule: str) -> list[int]:
    return [mark.line for mark in page.marks if mark.rule == rule]


def test_the_wrap_is_found(page: Source) -> None:
    assert (page.wrap.unit, page.wrap.size) == ("words", 3)


def test_six_repeats_are_dropped(page: Source) -> None:
    dropped = [made for made in page.operations if made.rule is Rule.DROP]
    assert [(made.first_line, made.last_line) for made in dropped] == [
        (52, 52),
        (59, 60),
        (68, 70),
        (169, 169),
        (174, 174),
        (180, 180),
    ]


def test_paragraphs_begin_where_the_page_shows_it(page: Source) -> None:
    broken = [made.first_line for made in page.operations if made.rule is Rule.BREAK]
    expected = [4, 34, 47, 53, 61, 71, 89, 90, 165, 170, 175, 181, 195, 256, 303, 321, 337]
    assert broken == expected


def test_lost_places_are_marked(page: Source) -> None:
    assert lines_of(page, "sentence without an end") == [51, 320]
    assert lines_of(page, "sentence without a beginning") == [337]
    assert lines_of(page, "stray capital") == [44, 269, 359]
    assert lines_of(page, "quotation without marks") == [89]
    assert lines_of(page, "repeat next to a break") == [51, 58, 67, 168, 173, 179]
    assert lines_of(page, "repeat inside a sentence") == [168, 173]
    assert not [mark for mark in page.marks if mark.kind is MarkKind.SUPPLIED]


def test_no_word_but_the_copies_is_lost(page: Source) -> None:
    kept = page.raw.split()
    dropped = [word for m in page.operations for word in m.removed.split()]
    assert len(page.repaired.split()) == len(kept) - len(dropped)
    assert undo_operations(page.repaired, page.operations) == page.raw
    assert repair(Source("again", page.repaired)).operations == ()


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        ("if China showed", "a new agreement.", (27, 33)),
        ("Mao asked about", "troops to Korea.", (223, 234)),
        ("20,000~30,000", "to Korea.", (233, 234)),
        ("He said that", "North Korea.", (262, 267)),
        ("wishing to hear Stalin\u2019s", "on it", (79, 82)),
    ],
)
def test_its_passages_can_be_cited(
    page: Source, start: str, end: str, lines: tuple[int, int]
) -> None:
    check = check_citation(page, Citation("peking", start, end))
    assert check.holds
    assert (check.passage.first_line, check.passage.last_line) == lines
    assert check_citation(page, cite(page, check.passage.text)).is_valid


def test_a_passage_next_to_the_lost_end_says_so(page: Source) -> None:
    check = check_citation(page, cite(page, "would provide necessary"))
    assert check.is_valid
    assert check.passage.runs_across_lost_place


def test_the_terminal_lists_its_damage(
    page_of_may_1950: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["source", str(page_of_may_1950)])
    out = capsys.readouterr().out
    assert "wrapped at 3 words" in out
    assert "Repaired: 359 operations" in out
    assert "drop an adjacent repeat: 6\n    line 52: " in out
    assert "lines 59-60: " in out
    assert "Doubtful: 25 marks" in out
    for line, mark in ((51, "gap"), (89, "unclear"), (169, "surplus"), (320, "gap"), (337, "gap")):
        assert f"line {line}: {mark} (" in out
    assert "--all" not in out


@pytest.mark.parametrize("words", ["20,000~30,000", "would provide necessary", "second only to"])
def test_the_terminal_cites_it_and_the_citation_holds(
    page: Source, page_of_may_1950: Path, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    main(["cite", str(page_of_may_1950), words, "--key", "peking"])
    line = capsys.readouterr().out.splitlines()[-1]
    cited = Citation(*yaml.safe_load(line)["cite"])
    check = check_citation(page, cited)
    assert check.is_valid
    assert words in check.passage.text
