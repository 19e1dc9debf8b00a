"""The report is one page that is whole, safe, and the same for the same findings."""

from __future__ import annotations

import json
import math
import re
import time
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

import foedus
from foedus.case import Place, Problem
from foedus.cli.summary import summary
from foedus.findings import UnsourcedAssumption
from foedus.report import render, write_report

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.findings import Findings

NAMES = ["dam", "korea", "hostile", "bare"]
VOID = {"meta", "img", "br", "hr", "input", "link", "source"}
FETCHING = {"src", "srcset", "poster", "background", "formaction", "action", "data", "ping"}
MEGABYTE = 1_000_000


class Page(HTMLParser):
    """What a page is made of."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.texts: dict[str, list[str]] = {}
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that is closed at once."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """An element ends: the one that was opened last."""
        assert self.open[-1] == tag, f"</{tag}> closes <{self.open[-1]}>"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        """Text."""
        if self.open:
            self.texts.setdefault(self.open[-1], []).append(data)

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def text_of(self, *without: str) -> str:
        """All text but that inside these elements."""
        texts = (text for tag, parts in self.texts.items() if tag not in without for text in parts)
        return "\n".join(texts)


@pytest.fixture(scope="module")
def texts(pages: dict[str, Path]) -> dict[str, str]:
    return {name: path.read_text(encoding="utf-8") for name, path in pages.items()}


@pytest.mark.parametrize("name", NAMES)
def test_elements_are_closed_as_they_were_opened(texts: dict[str, str], name: str) -> None:
    assert Page(texts[name]).open == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_fetches_nothing(texts: dict[str, str], name: str) -> None:
    page = Page(texts[name])
    for tag, attributes in page.elements:
        assert tag not in {"link", "iframe", "object", "embed", "img", "base", "form"}
        assert not FETCHING & attributes.keys(), (tag, attributes)
        assert attributes.get("href", "#").startswith("#")
    (style,) = page.texts["style"]
    assert "url(" not in style
    assert "@import" not in style


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere_and_places_have_one_name(texts: dict[str, str], name: str) -> None:
    page = Page(texts[name])
    places = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(set(places)) == len(places)
    links = {attributes["href"].removeprefix("#") for attributes in page.all("a")}
    assert links <= set(places)
    named = " ".join(attributes.get("aria-labelledby", "") for _, attributes in page.elements)
    assert set(named.split()) <= set(places)


@pytest.mark.parametrize("name", NAMES)
def test_headings_form_an_outline_below_one_title(texts: dict[str, str], name: str) -> None:
    page = Page(texts[name])
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    for above, below in pairwise(levels):
        assert below <= above + 1
    assert page.all("html") == [{"lang": "en"}]
    for landmark in ("header", "main", "nav", "footer"):
        assert len(page.all(landmark)) == 1


def test_hostile_text_stays_text(texts: dict[str, str]) -> None:
    page = Page(texts["hostile"])
    assert len(page.all("script")) == len(Page(texts["dam"]).all("script")) == 3
    assert page.all("img") == []
    for _, attributes in page.elements:
        assert not [name for name in attributes if name.startswith("on")]
    assert page.text_of("script", "style").count("window.stolen = true") > 10
    assert "<script>window.stolen" not in texts["hostile"]


def test_the_data_of_charts_cannot_end_their_script(texts: dict[str, str]) -> None:
    for name in NAMES:
        found = re.search(r'id="specifications">(.*?)</script>', texts[name], re.DOTALL)
        assert found is not None
        specifications = json.loads(found[1])
        assert set(specifications) == {
            attributes["data-chart"]
            for _, attributes in Page(texts[name]).elements
            if "data-chart" in attributes
        } | ({"figure-shares"} if name == "bare" else set())


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_small_enough_to_be_sent(texts: dict[str, str], name: str) -> None:
    assert len(texts[name].encode()) < 2 * MEGABYTE


def test_the_same_findings_give_the_same_page(dam: Findings) -> None:
    assert render(dam) == render(dam)


def test_a_page_is_written_in_a_second(korea: Findings) -> None:
    render(korea)  # makes the library of charts where there is none yet
    started = time.perf_counter()
    render(korea)
    assert time.perf_counter() - started < 1


def test_the_report_is_written_whole_into_a_new_folder(dam: Findings, tmp_path: Path) -> None:
    path = write_report(dam, tmp_path / "new" / "report.html")
    assert path.read_text(encoding="utf-8") == render(dam)
    assert [one.name for one in path.parent.iterdir()] == ["report.html"]
    assert foedus.report(dam, path) == path


def test_the_answer_comes_first_with_what_it_rests_on(dam: Findings, texts: dict[str, str]) -> None:
    told = Page(texts["dam"]).text_of("script", "style").replace("\N{NO-BREAK SPACE}", " ")
    for sentence in dam.answer:
        assert sentence in told
    assert "it is not a probability" in told
    assert "From 400 variants" in texts["dam"]
    assert texts["dam"].index("2 of 2 citations checked") < texts["dam"].index('id="theses"')


@pytest.mark.parametrize("name", ["dam", "korea"])
def test_everything_of_the_case_is_told(
    name: str, texts: dict[str, str], request: pytest.FixtureRequest
) -> None:
    findings: Findings = request.getfixturevalue(name)
    told = " ".join(Page(texts[name]).text_of("script", "style").split())
    case = findings.case
    wanted = [
        *(verdict.thesis.says for verdict in findings.verdicts),
        *(verdict.word for verdict in findings.verdicts),
        *(str(verdict.thesis.test) for verdict in findings.verdicts),
        *(actor.name for actor in case.actors),
        *(reading.name for reading in case.readings),
        *(reading.by for reading in case.readings),
        *(said.says for said in case.testimony),
        *(entry.says for entry in case.record),
        *(one.name for one in case.assumptions if one.note is not None and "[" not in one.name),
        *(one.name for one in findings.play.game.expansion.primitives),
        *(step.why for step in case.play),
        *(source.title for source in case.sources),
        findings.ensemble.manifest.case_hash,
        findings.ensemble.manifest.processor,
    ]
    for text in wanted:
        if text is not None:
            assert " ".join(text.split()) in told


def test_each_assumption_says_whether_a_source_supports_it(
    dam: Findings, texts: dict[str, str]
) -> None:
    with_source, without = texts["dam"].split('id="unsourced"')
    bare = {one.name for one in dam.unsourced}
    assert ">loss</th>" in with_source
    assert ">outcry</th>" in without
    assert "outcry" in bare
    assert "loss" not in bare


def test_unsolved_and_undefined_variants_are_counted_where_there_are_any(dam: Findings) -> None:
    verdict = dam.verdicts[0]
    name, share = verdict.by_reading[0]
    lost = replace(share, undefined=17, unsolved=3)
    changed = replace(verdict, by_reading=((name, lost), *verdict.by_reading[1:]))
    page = render(replace(dam, verdicts=(changed, *dam.verdicts[1:])))
    total = share.holds + share.fails + 20
    assert f"of {total} variants, 17 undefined and 3 unsolved" in page
    assert "undefined and" not in render(dam)


def test_shares_at_fixed_noise_say_on_how_many_variants_and_of_how_many_some_are_missing(
    dam: Findings, korea: Findings
) -> None:
    verdict = korea.verdicts[0]
    (level, share), *others = verdict.by_noise
    noise = korea.ensemble.manifest.noise_variants
    lost = replace(share, holds=share.holds + share.fails - 7, fails=0, undefined=0, unsolved=7)
    changed = replace(verdict, by_noise=((level, lost), *others))
    page = render(replace(korea, verdicts=(changed, *korea.verdicts[1:])))
    assert f"on {noise} variants for each of 3 readings, pooled" in page
    assert f"of {3 * noise} runs at fixed noise, 7 unsolved" in page
    assert "on 100 variants under trusting" in render(dam)


def test_a_thesis_that_nothing_decides_is_called_undefined(dam: Findings) -> None:
    verdict = dam.verdicts[0]
    nothing = replace(
        verdict.pooled, holds=0, fails=0, undefined=400, value=math.nan, low=0.0, high=1.0
    )
    by_reading = tuple((names, nothing) for names, _ in verdict.by_reading)
    gone = replace(
        verdict, word="undefined", pooled=nothing, by_reading=by_reading, by_noise=(), hinges=()
    )
    page = render(replace(dam, verdicts=(gone,)))
    table = page.split('class="verdicts"')[1].split("</table>")[0]
    assert '<strong class="verdict verdict-undefined">undefined</strong>' in table
    assert ">none</td>" in table
    assert "strip-range" not in table
    assert "strip-mark" not in table
    assert ".verdict-undefined {" in page
    assert f"{verdict.thesis.name}: undefined" in page
    assert "it is <em>undefined</em>" in page.split('id="definitions"')[1]


def test_findings_of_which_nothing_is_known_can_be_reported(dam: Findings) -> None:
    nan = math.nan
    verdict = dam.verdicts[0]
    share = replace(verdict.pooled, holds=0, fails=0, value=nan, low=0.0, high=1.0, unsolved=9)
    unknown = replace(
        dam,
        verdicts=(
            replace(
                verdict,
                pooled=share,
                by_reading=tuple((names, share) for names, _ in verdict.by_reading),
                by_noise=(),
                hinges=(),
            ),
        ),
        outcomes=tuple(
            replace(one, mean=nan, error=nan, quantiles=(nan,) * 5, counts=(0,) * 40)
            for one in dam.outcomes
        ),
        recorded=(),
        restraint=tuple(replace(row, mean=nan, error=nan) for row in dam.restraint),
        play=replace(
            dam.play,
            node_probability=dam.play.node_probability * nan,
            edge_probability=dam.play.edge_probability * nan,
            variants=0,
        ),
    )
    page = Page(render(unknown))
    assert page.open == []
    assert "undefined" in page.text_of("script", "style")
    assert "nan" not in page.text_of("script", "style").lower().split()


def test_assumptions_without_a_source_are_counted_as_in_the_terminal(
    dam: Findings, korea: Findings
) -> None:
    for findings in (dam, korea):
        said = next(
            line
            for line in " ".join(summary(findings).split()).split("  ")
            if "assumptions rest on no source" in line
        )
        counts = re.search(r"\d+ of \d+ assumptions rest on no source, \d+ of them", said)
        assert counts is not None
        assert counts[0] in render(findings)
    assert "1 of them lacks one only under the reading that is named." in render(dam)
    assert "under the reading that is named" not in render(korea)


def test_testimony_is_not_quoted_where_it_is_paraphrased(
    korea: Findings, texts: dict[str, str]
) -> None:
    section = texts["korea"].split('id="testimony"')[1].split("</section>")[0]
    assert len(korea.case.testimony) >= 3
    # The words of a date are the source's own, and are quoted.
    assert "“" not in re.sub("as written: “[^”]*”", "", section)
    assert (
        section.count("The words are those of the case\N{RIGHT SINGLE QUOTATION MARK}s author") == 1
    )


def test_any_name_of_an_actor_fits_the_sentences(dam: Findings) -> None:
    case = dam.case
    upland, *others = case.actors
    plural = replace(case, actors=(replace(upland, name="Liberals"), *others))
    page = render(replace(dam, case=plural))
    told = " ".join(Page(page).text_of("script", "style").split())
    assert "Liberals" in told
    assert not re.findall(r"Liberals (?:wants|holds|alone learns|tells|is|has|moves)\b", told)
    assert "learnt by Liberals alone" in told


def test_an_assumption_is_called_by_its_bare_name_in_tables(dam: Findings) -> None:
    assert "“outcry”" not in render(dam).split('id="assumptions"')[1]


def test_an_assumption_that_a_reading_leaves_bare_says_which(dam: Findings) -> None:
    bare = UnsourcedAssumption("loss", "no source given", ("trusting",))
    page = render(replace(dam, unsourced=(*dam.unsourced, bare)))
    assert "no source given, under trusting" in page.split('id="unsourced"')[1]


def test_what_was_noticed_about_the_case_is_told(dam: Findings, bare: Findings) -> None:
    case = replace(dam.case, warnings=(Problem(Place("case.yaml", 7, 1), "an odd thing"),))
    assert "line 7: an odd thing" in render(replace(dam, case=case))
    assert "Warnings about the case" not in render(bare)


def test_text_from_right_to_left_keeps_to_itself(texts: dict[str, str]) -> None:
    page = Page(texts["hostile"])
    assert "\u202e" not in page.text_of("script")
    assert any(attributes.get("dir") == "auto" for attributes in page.all("h1"))
    assert any(attributes.get("dir") == "auto" for attributes in page.all("th"))
