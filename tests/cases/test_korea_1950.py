"""The case of May 1950 runs whole, from its page to its verdicts."""

from pathlib import Path

import numpy as np
import pytest

import foedus
from foedus.case import (
    Bar,
    Consent,
    Contest,
    Message,
    Move,
    Plan,
    Pledge,
    Type,
    check_citations,
    check_marks,
    load,
    names_in_sources,
    read_sources,
)
from foedus.findings import Findings
from foedus.sources import CitationStatus

SHARED = Path(__file__).parents[2].parent / "shared"
CASE = load("korea-1950")


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> Findings:
    return foedus.run("korea-1950", 1_200, 5, out=tmp_path_factory.mktemp("korea") / "out")


@pytest.mark.source
def test_every_citation_stands_on_the_page_word_for_word() -> None:
    if not (SHARED / "sources" / "peking-1950.txt").is_file():
        pytest.skip("the page of May 1950 is not at hand")
    passages = check_citations(CASE, read_sources(CASE, SHARED / "sources"))
    assert len(passages) >= 20
    assert {passage.check.status for passage in passages} == {CitationStatus.VALID}


@pytest.mark.source
def test_every_mark_and_every_name_stands_on_the_page() -> None:
    if not (SHARED / "sources" / "peking-1950.txt").is_file():
        pytest.skip("the page of May 1950 is not at hand")
    sources = read_sources(CASE, SHARED / "sources")
    marks, names = check_marks(CASE, sources), names_in_sources(CASE, sources)
    assert [mark.check.holds for mark in marks] == [True, True]
    assert all(name.holds for name in names)
    counts = {name.name: name.count for name in names if name.is_its_own}
    assert counts["Kim"] == 8
    assert counts["Roschin"] == 2
    assert counts["Chou En Lai"] == 1


def test_citations_carry_a_few_words_and_not_the_passage() -> None:
    for combination in CASE.combinations:
        for cite in CASE.under(combination).all_cites():
            for words in (cite.start, cite.end):
                assert words is None or len(words.split()) <= 6


def test_without_the_page_nothing_counts_as_checked() -> None:
    statuses = {passage.check.status for passage in check_citations(CASE, {})}
    assert statuses == {CitationStatus.UNCHECKED}


def test_the_play_has_the_institutions_of_the_page() -> None:
    steps = {step.name: step for step in CASE.play}
    assert {type(step) for step in CASE.play} == {
        Type,
        Move,
        Message,
        Consent,
        Pledge,
        Plan,
        Bar,
        Contest,
    }
    consent = steps["peking"]
    assert isinstance(consent, Consent)
    assert not consent.is_binding
    assert consent.deferrals == 1


def test_each_assumption_is_cited_or_its_authors_own_or_listed(findings: Findings) -> None:
    listed = {one.name for one in findings.unsourced if not one.combination}
    for one in CASE.assumptions:
        assert one.cites or one.name in listed


def test_kim_and_mao_expect_america_differently_in_every_variant(findings: Findings) -> None:
    kim = findings.ensemble.column("assumption:kim-expects-america", "base")
    mao = findings.ensemble.column("assumption:mao-expects-america", "base")
    assert (kim < mao).all()


def test_every_variant_is_solved_or_counted(findings: Findings) -> None:
    for _, counts in findings.ensemble.manifest.counts:
        assert counts.solved + counts.unsolved == findings.ensemble.manifest.variants
        assert counts.solved >= 0.99 * findings.ensemble.manifest.variants
        assert counts.worst_residual <= 1e-9


def test_the_rule_is_not_binding_so_that_war_without_consent_is_possible(
    findings: Findings,
) -> None:
    verdict = next(one for one in findings.verdicts if one.thesis.name == "no-war-without-mao")
    assert verdict.word not in {"true by construction", "false by construction"}
    assert 0.0 < verdict.pooled.value < 1.0


def test_a_pledge_makes_china_come_more_often(findings: Findings) -> None:
    name = "quantity:P(sends = armies | intervenes = troops, do(pledge = {}))"
    given = findings.ensemble.column(name.format("give"), "base")
    withheld = findings.ensemble.column(name.format("withhold"), "base")
    assert np.nanmean(given) > np.nanmean(withheld)


def test_outcomes_exclude_each_other_and_leave_nothing_out(findings: Findings) -> None:
    names = [f"quantity:P({outcome.name})" for outcome in CASE.outcomes]
    total = sum(findings.ensemble.column(name, "base") for name in names)
    np.testing.assert_allclose(total, 1.0, rtol=0.0, atol=1e-9)
