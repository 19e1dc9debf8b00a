"""Contradicting sources stand side by side, with whose words they are and how many origins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

import foedus
from foedus.case import loads
from foedus.report import render
from foedus.report.apparatus import Apparatus, Link, shortened
from foedus.report.assumptions import anchors_of
from foedus.report.citing import Citing, opposed_by, resting_on
from foedus.report.testimony import matter_views
from foedus.report.theses import thesis_views

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.findings import Findings

CASE = """\
foedus: 1
title: Versions
sources:
  book: {title: A book, file: book.txt}
  print: {title: The book in print, copy of: book}
actors: {a: {name: Upland, voices: {the mayor: [His Worship]}}}
play:
  - {move: go, by: a, options: [yes, no], cite: [book], against: [print]}
outcomes: {done: always}
record:
  - {entry: e, on: 1911, says: It was done., cite: [book], against: [[book, It, fell]]}
testimony:
  - {matter: the dam, by: His Worship, to: a clerk, says: It held., through: [a clerk, a judge],
     when: 1911, position: it held, cite: [book]}
  - {matter: the dam, by: the mayor, says: It surely held., position: it held, cite: [print]}
  - {matter: the dam, by: a poet, from: a boatman, says: It fell., position: it fell,
     against: [book, The dam, held]}
  - {matter: the dam, by: a child, says: It rained.}
  - {matter: the river, by: a child, says: It rose.}
"""


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    """A case in which sources contradict one another, its only file at hand."""
    folder: Path = tmp_path_factory.mktemp("versions")
    (folder / "book.txt").write_text("The dam of old had held. It never fell.\n", encoding="utf-8")
    return foedus.run(loads(CASE), 20, 7, sources=folder, out=folder / "out")


def section(text: str, name: str) -> str:
    return text.split(f'<section id="{name}"')[1].split("</section>", maxsplit=1)[0]


def test_positions_stand_in_the_columns_of_a_table(versions: Findings) -> None:
    shown = section(render(versions), "testimony")
    assert shown.count("<table") == 1  # on the river nobody takes a position
    heads = re.findall(r'<th scope="col" role="columnheader">.*?</th>', shown)
    assert [re.sub(r"<[^>]+>", "", head) for head in heads] == [
        "it fell 1 statement",
        "it held 2 statements, of 1 origin",
        "position not said 1 statement",
    ]
    assert shown.count('role="cell"') == 3
    assert shown.count("It rests on one origin, however many tell it.") == 1


def test_a_matter_says_what_all_of_it_rests_on(versions: Findings) -> None:
    dam, river = matter_views(versions, Apparatus(versions.case, versions.passages))
    assert dam.summary == (
        "2 positions contradict one another; 4 statements, of 1 to 3 origins: whether they are "
        "independent is not said; all that is cited comes through one document: A book."
    )
    assert river.summary == "1 statement."
    assert not river.has_positions


def test_a_statement_says_whose_it_is_and_how_it_came(versions: Findings) -> None:
    dam = matter_views(versions, Apparatus(versions.case, versions.passages))[0]
    told = {one.by: one for position in dam.positions for one in position.statements}
    mayor, poet = told["His Worship"], told["a poet"]
    assert (mayor.known_as, mayor.speaks_for) == ("the mayor", "Upland")
    assert mayor.way == ("to a clerk, who passed it on", "passed on by a judge")
    assert mayor.date is not None
    assert mayor.date.read == "1911"
    assert poet.date is None
    assert mayor.standing == "at two removes, reported"
    assert poet.way == ("as heard from a boatman",)
    assert poet.standing == "at one remove, reported"


def test_no_statement_is_lost_and_each_has_one_anchor(versions: Findings, korea: Findings) -> None:
    for findings in (versions, korea):
        text = render(findings)
        shown = section(text, "testimony")
        for said in findings.case.testimony:
            assert shown.count(said.says.replace("'", "&#39;")) == 1
        anchors = re.findall(r'id="(testimony-\d+-\d+)"', shown)
        assert len(set(anchors)) == len(anchors) == len(findings.case.testimony)


def test_for_and_against_stand_side_by_side_with_words_and_voices(korea: Findings) -> None:
    apparatus = Apparatus(korea.case, korea.passages)
    views = thesis_views(korea, apparatus, anchors_of(korea.case))
    divided = next(one for one in views if one.verdict.thesis.name == "divided-over-america")
    for_it, against_it = divided.weighed.sides
    assert [link.whose for link in for_it.links] == ["the page's author, as narrator"]
    assert [link.whose for link in against_it.links] == [
        "direct speech of Kim Il Sung, passed on by Roshchin"
    ]
    assert against_it.links[0].words == "At the dinner … agreement on every issue."
    shown = section(render(korea), "theses")
    assert shown.count('class="weighed"') == 1
    assert shown.index("cited for it") < shown.index("cited against it")


def test_copies_are_counted_once_where_they_speak_against(dam: Findings) -> None:
    shown = section(render(dam), "theses")
    assert "2 citations, of 1 origin" in shown.split("cited against it")[1].split("</dl>")[0]


def test_whatever_can_be_cited_can_be_cited_against(versions: Findings) -> None:
    text = render(versions)
    for name, count in {"play": 1, "record": 1, "testimony": 1}.items():
        assert section(text, name).count('class="weighed"') == count
    assert "nothing is cited" in section(text, "testimony")


def test_a_passage_says_whose_words_it_is_and_against_what_it_speaks(korea: Findings) -> None:
    shown = section(render(korea), "passages")
    assert "Whose words: <span" in shown
    assert "a document of Stalin, passed on by Roshchin (14 May 1950)" in shown
    assert "Goes back to <span" in shown
    assert '<p class="resting">against <a' in shown
    known = sum(bool(one.whose) for one in Apparatus(korea.case, ()).quoted)
    assert f"The case says of {known} of 46 passages whose words they are." in shown


def test_a_copy_says_of_what(versions: Findings) -> None:
    shown = section(render(versions), "passages")
    assert 'a copy of <a href="#source-1" dir="auto">A book</a>' in shown


def test_a_passage_that_only_speaks_against_something_has_its_place(versions: Findings) -> None:
    apparatus = Apparatus(versions.case, versions.passages)
    assert [one.start for one in apparatus.quoted] == ["The dam", "It"]
    assert [one.holds for one in apparatus.quoted] == [True, True]


def test_what_speaks_against_something_is_not_behind_it() -> None:
    one = Citing(
        "a thesis", "thesis-1", (Link("1", "passage-1", ""),), (Link("2", "passage-2", ""),)
    )
    assert list(resting_on([one])) == ["passage-1"]
    assert list(opposed_by([one])) == ["passage-2"]


def test_a_long_passage_is_shortened_by_its_middle() -> None:
    text = " ".join(map(str, range(40)))
    assert shortened(text) == "0 1 2 3 4 5 6 7 8 … 31 32 33 34 35 36 37 38 39"
    assert shortened("a  b\nc") == "a b c"


def test_a_statement_says_which_readings_rest_on_it(korea: Findings, versions: Findings) -> None:
    matters = matter_views(korea, Apparatus(korea.case, korea.passages))
    told = [one for matter in matters for each in matter.positions for one in each.statements]
    by_reading = {name: one for one in told for name in one.readings}
    assert {"willing", "deferential"} <= set(by_reading)
    shown = " ".join(section(render(korea), "testimony").split())
    assert 'the reading <i dir="auto">willing</i> rests on it' in shown
    dam = matter_views(versions, Apparatus(versions.case, versions.passages))[0]
    assert not any(one.readings for each in dam.positions for one in each.statements)
