"""Marks by people are laid over the sources of a case; each source has names of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import (
    CaseError,
    check_citations,
    check_marks,
    loads,
    names_in_sources,
    names_to_ask_about,
    read_sources,
)
from foedus.sources import Certainty, CitationStatus, MarkKind, Remark, Side, Source
from foedus.sources.mark import FOEDUS
from foedus.sources.names import find_names, near_names, nearest_spelling

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case import Case

TEXT = """\
The council met in May, and Old Tom spoke for the town. Thomas Reeve, as the clerk calls him, was
against the dam. Tom's word was not heard by Kim, nor by Kim Senior, and nobody asked for
"""

CASE = """\
foedus: 1
title: The dam
sources:
  minutes:
    title: Minutes
    file: minutes.txt
    marks: MARKS
    names: NAMES
  letter: {title: A letter, names: {the miller: Kim}}
actors:
  upland: {voices: {Kim Senior: Kim, the miller: }}
  river: {name: River town, voices: {Thomas Rieve: [Old Tom]}}
play: [{move: go, by: upland, options: [here, there]}]
outcomes: {done: always}
theses:
  asked:
    says: Nobody asked.
    test: P(done) > 0.5
    cite: [minutes, "Tom's word was", "nobody asked for"]
testimony: TESTIMONY
"""


def case_of(marks: str = "[]", names: str = "{}", testimony: str = "[]") -> Case:
    text = CASE.replace("MARKS", marks).replace("NAMES", names)
    return loads(text.replace("TESTIMONY", testimony), "case.yaml")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    (tmp_path / "minutes.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


GUESS = "[{supplied: a date, after: nobody asked for, by: A. Editor, certainty: low}]"


def test_a_guess_is_told_with_every_citation_that_touches_it(papers: Path) -> None:
    case = case_of(GUESS)
    (plain,) = check_citations(case, read_sources(case_of(), papers))
    (passage,) = check_citations(case, read_sources(case, papers))
    assert passage.check.status is plain.check.status is CitationStatus.NO_FINGERPRINT
    assert passage.check.passage is not None
    assert plain.check.passage is not None
    assert passage.check.passage.text == plain.check.passage.text
    assert any(
        '"a date", supplied by A. Editor (certainty: low).' in one for one in passage.check.notes
    )
    (mark,) = check_marks(case, read_sources(case, papers))
    assert mark.check.holds
    assert mark.told == (
        'line 2: supplied "a date" after "nobody asked for", by A. Editor (certainty: low)'
    )


def test_a_mark_without_a_place_names_its_line_and_what_may_be_meant(papers: Path) -> None:
    case = case_of("[{unclear: nobody had asked for, by: A. Editor}]")
    (mark,) = check_marks(case, read_sources(case, papers))
    assert mark.is_wrong
    assert str(mark.mark.place) == "case.yaml:7:13"
    assert "nobody [-had-] asked for" in str(mark.check)
    assert mark.told.startswith(
        'without a place: unclear "nobody had asked for", by A. Editor. These'
    )


def test_without_the_source_marks_and_names_are_unchecked() -> None:
    case = case_of(GUESS, "{Thomas Rieve: Tom}")
    (mark,) = check_marks(case, {})
    assert mark.check.status is CitationStatus.UNCHECKED
    assert not mark.is_wrong
    assert {(one.name, one.count, one.holds) for one in names_in_sources(case, {})} == {
        ("Tom", None, True),
        ("Kim", None, True),
    }


def test_each_name_is_counted_as_the_source_writes_it_and_the_longest_counts(papers: Path) -> None:
    case = case_of(names="{Thomas Rieve: [Tom, Thomas Reeve]}")
    there = names_in_sources(case, read_sources(case, papers))
    assert {one.name: (one.means, one.count) for one in there if one.source == "minutes"} == {
        "Tom": ("Thomas Rieve", 1),
        "Thomas Reeve": ("Thomas Rieve", 1),
        "Old Tom": ("Thomas Rieve", 1),
        "Kim Senior": ("Kim Senior", 1),
        "Kim": ("Kim Senior", 1),
    }


def test_a_name_that_does_not_stand_there_is_told_with_the_nearest(papers: Path) -> None:
    case = case_of(names="{Thomas Rieve: [Thomas Rieve, thomas Reeve]}")
    wrong = [one for one in names_in_sources(case, read_sources(case, papers)) if not one.holds]
    assert [one.message for one in wrong] == [
        f'the name "{name}" does not stand in minutes: the nearest spelling there is '
        '"Thomas Reeve" (once)'
        for name in ("Thomas Rieve", "thomas Reeve")
    ]


def test_spellings_near_to_a_name_are_asked_about_and_never_taken(papers: Path) -> None:
    case = case_of()
    sources = read_sources(case, papers)
    (near,) = names_to_ask_about(case, sources["minutes"])
    assert (near.spelling, near.name, near.count) == ("Thomas Reeve", "Thomas Rieve", 1)
    assert all(one.name != near.spelling for one in names_in_sources(case, sources))
    covered = case_of(names="{Thomas Rieve: Thomas Reeve}")
    assert names_to_ask_about(covered, sources["minutes"]) == ()


def test_a_name_means_whom_the_cited_source_means() -> None:
    testimony = (
        "[{matter: m, by: Kim, says: x, cite: [letter]},"
        " {matter: m, by: Kim, to: KIM, says: x, cite: [minutes]},"
        " {matter: m, by: Kim, says: x}]"
    )
    spoke = case_of(testimony=testimony).testimony
    assert [one.speaker for one in spoke] == ["the miller", "Kim Senior", "Kim Senior"]
    assert [one.by for one in spoke] == ["Kim"] * 3


def test_a_name_that_two_cited_sources_use_of_two_voices_is_a_mistake() -> None:
    with pytest.raises(CaseError) as caught:
        case_of(
            names="{Kim Senior: Kim}",
            testimony="[{matter: m, by: Kim, says: x, cite: [[minutes], [letter]]}]",
        )
    assert str(caught.value) == (
        'case.yaml:20:29: "Kim" means "Kim Senior" in minutes, "the miller" in letter: write the '
        "name that the case declares"
    )


def test_a_name_of_a_source_that_is_not_cited_warns() -> None:
    case = case_of(
        names="{Thomas Rieve: Tommy}", testimony="[{matter: m, by: Tommy, says: x, cite: [letter]}]"
    )
    assert case.testimony[0].speaker is None
    (warning,) = case.warnings
    assert '"Tommy" means "Thomas Rieve" in minutes alone' in str(warning)


def test_names_stand_as_whole_words_and_before_a_genitive() -> None:
    page = Source("page", "Kimberley, Kim-Mao, Kim\u2019s, Kims, KIM, O'Kim and Kim\nIl  Sung's.")
    found = find_names(page, ["Kim", "Kim Il Sung", "Mao", ""])
    assert {name: len(starts) for name, starts in found.items()} == {
        "Kim": 2,
        "Kim Il Sung": 1,
        "Mao": 1,
        "": 0,
    }


def test_spellings_of_other_lengths_and_with_other_signs_are_near() -> None:
    page = Source("page", "Then Chou En Lai wrote to P\u2019yongyang, and Pak Heun Yung went.")
    near = near_names(page, ["Zhou Enlai", "Pyongyang", "Pak Hon-yong", "Li"])
    assert {(one.spelling, one.name) for one in near} == {
        ("P\u2019yongyang", "Pyongyang"),
        ("Chou En Lai", "Zhou Enlai"),
        ("Pak Heun Yung", "Pak Hon-yong"),
    }
    assert nearest_spelling(page, "Churchill") is None


said = st.text(st.characters(exclude_categories=["Cs", "Cn"]), min_size=1, max_size=20).map(
    lambda text: " ".join(text.split())
)
worded = said.filter(lambda text: text not in {"", FOEDUS})
certainties = st.none() | st.sampled_from(Certainty)
remarks = st.one_of(
    st.builds(
        Remark,
        st.just(MarkKind.SUPPLIED),
        worded,
        worded,
        st.sampled_from([Side.BEFORE, Side.AFTER]),
        note=said,
        reading=worded,
        certainty=certainties,
    ),
    st.builds(
        Remark,
        st.just(MarkKind.GAP),
        worded,
        worded,
        st.sampled_from([Side.BEFORE, Side.AFTER]),
        note=said,
        extent=st.none() | worded,
    ),
    st.builds(
        Remark,
        st.sampled_from([MarkKind.UNCLEAR, MarkKind.SURPLUS]),
        worded,
        worded,
        within=st.none() | worded,
        note=said,
    ),
    st.builds(
        Remark,
        st.just(MarkKind.UNCLEAR),
        worded,
        worded,
        note=said,
        reading=worded,
        certainty=certainties,
    ),
    st.builds(
        Remark,
        st.none(),
        worded,
        worded,
        note=said,
        settles=st.none() | st.sampled_from([MarkKind.GAP, MarkKind.UNCLEAR]),
    ),
)


@given(remarks)
def test_a_remark_that_is_pasted_says_what_it_said(remark: Remark) -> None:
    (mark,) = case_of(f"[{remark}]").sources[0].marks
    assert mark.remark == remark
