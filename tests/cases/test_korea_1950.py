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
from foedus.record import chronicle
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
    assert len(passages) >= 40
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


def test_the_record_says_who_met_wrote_and_said_what() -> None:
    entries = {entry.name: entry for entry in CASE.record}
    assert len(entries) == 19
    assert {entry.kind for entry in CASE.record} == {
        "meeting",
        "message",
        "statement",
        "decision",
        "act",
    }
    for entry in CASE.record:
        assert entry.who, entry.name
        assert all(told.cites or entry.cites for told in entry.said), entry.name
    told = entries["kim-informs-mao"]
    assert [(one.name, one.actor) for one in told.who] == [
        ("Kim Il Sung", "dprk"),
        ("Pak Hon-yong", "dprk"),
        ("Mao Zedong", "prc"),
    ]
    answer = entries["filippov-answers"]
    assert [one.name for one in answer.through] == ["Vyshinsky", "Roshchin"]
    assert [str(answer.when), str(answer.received)] == ["1950-05-14", "1950-05-14"]


def test_what_moscow_said_reached_mao_through_kim_and_then_from_stalin() -> None:
    tellings = [
        (entry.name, told.by.name)
        for entry in CASE.record
        for told in entry.said
        if told.claim == "moscow-approves" and "Mao Zedong" in {one.name for one in told.to}
    ]
    assert tellings == [
        ("kim-informs-mao", "Kim Il Sung"),
        ("filippov-answers", "Stalin"),
        ("contents-of-the-talks", "Roshchin"),
    ]


def test_six_entries_are_the_path_that_was_taken() -> None:
    assert [entry.taken for entry in CASE.record if entry.taken is not None] == [
        ("moscow", "approve"),
        ("report", "approve"),
        ("report.check", "verify"),
        ("unification.purpose", "camouflage"),
        ("peking.1.prc", "agree"),
        ("pledge", "give"),
    ]


def test_agreements_and_rules_are_those_of_the_page() -> None:
    changes = {
        (name, str(state), entry.name) for entry in CASE.record for name, state in entry.makes
    }
    assert changes == {
        ("joint-decision", "agreed in principle", "april-in-moscow"),
        ("joint-decision", "confirmed", "filippov-answers"),
        ("plan-of-attack", "conditional", "april-in-moscow"),
        ("plan-of-attack", "confirmed", "mao-agrees"),
        ("friendship-treaty", "proposed", "mao-confers"),
    }
    # Of the trade agreement the page tells only that Kim meant to propose it.
    assert {one.name for one in CASE.agreements} - {name for name, _, _ in changes} == {
        "trade-agreement"
    }
    assert [one.name for one in CASE.rules if one.is_pledge] == ["chinas-pledge"]
    assert all(one.cites for one in (*CASE.agreements, *CASE.rules))


def test_what_the_page_does_not_tell_is_not_recorded() -> None:
    assert [entry.name for entry in CASE.expected] == [
        "the-invasion",
        "americas-entry",
        "chinas-armies",
        "unification",
    ]
    assert not any(entry.cites for entry in CASE.expected)


DISPUTED = [
    "agreement at Peking",
    "what Mao expected of America",
    "whose dissent defers",
    "what ends the deferral",
    "who takes the final decision",
    "who wanted the treaty later",
    "the chance of America's coming in",
    "the effect of Japan's coming in",
    "Taiwan first or Korea now",
    "what Stalin agreed to",
    "how Mao came to know",
    "who told Mao what was said in Moscow",
    "how willingly Mao agreed",
    "why Stalin approved",
]


def test_matters_on_which_the_page_or_others_disagree_stand_side_by_side() -> None:
    matters = chronicle(CASE).matters
    assert [matter.name for matter in matters] == DISPUTED
    assert all(matter.is_disputed for matter in matters)
    assert all(one.testimony.cites for matter in matters for one in matter.statements)


def test_ten_of_these_tensions_stand_on_the_page_itself() -> None:
    on_the_page = [
        matter.name
        for matter in chronicle(CASE).matters
        if sum(
            any(
                cite.source == "page" for one in position.statements for cite in one.testimony.cites
            )
            for position in matter.told
        )
        > 1
    ]
    assert len(on_the_page) == 10


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
