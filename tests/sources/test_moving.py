"""When a file is replaced, citations are found by their words, and what moved is told."""

from __future__ import annotations

import pytest

from foedus.sources import Citation, Fate, Source, check_citation, cite, what_moved

EARLIER = "The council met.\n\nThe mayor said that the dam would hold.\n\nNobody asked."
BY_ENDS = Citation("note", "The mayor said", "would hold.")


def fate_of(citation: Citation, later: str, earlier: str = EARLIER) -> tuple[Fate, str]:
    checks = (check_citation(Source("note", text), citation) for text in (earlier, later))
    move = what_moved(*checks)
    return move.fate, str(move)


def test_what_stands_where_it_stood_is_not_told() -> None:
    fate, _ = fate_of(BY_ENDS, EARLIER + "\n\nAn afterword.")
    assert fate is Fate.SAME


def test_words_that_moved_are_found_and_both_places_named() -> None:
    citation = cite(Source("note", EARLIER), "the dam")
    fate, told = fate_of(citation, "A foreword.\n\n" + EARLIER)
    assert fate is Fate.MOVED
    assert "stood in line 3 and now stands in line 5, word for word" in told


def test_another_line_break_inside_the_passage_is_no_other_wording() -> None:
    fate, _ = fate_of(BY_ENDS, EARLIER.replace("that the", "that\nthe"))
    assert fate is Fate.MOVED


@pytest.mark.parametrize("has_fingerprint", [True, False])
def test_a_passage_that_was_reworded_is_told_word_by_word(*, has_fingerprint: bool) -> None:
    citation = cite(Source("note", EARLIER), "the dam") if has_fingerprint else BY_ENDS
    fate, told = fate_of(citation, EARLIER.replace("the dam", "neither dam"))
    assert fate is Fate.REWORDED
    assert "[-the-] {+neither+} dam would hold." in told


def test_a_passage_that_is_gone_is_lost_with_its_earlier_place() -> None:
    fate, told = fate_of(BY_ENDS, "The council met.\n\nNobody asked.")
    assert fate is Fate.LOST
    assert "stood in line 3 of the earlier file and is found no longer (absent)" in told


def test_a_passage_that_came_to_stand_twice_is_lost_as_ambiguous() -> None:
    fate, told = fate_of(BY_ENDS, f"{EARLIER}\n\n{EARLIER}")
    assert fate is Fate.LOST
    assert "and fits several places now: cite more of its words" in told


def test_a_passage_that_was_not_there_before_is_found() -> None:
    fate, told = fate_of(BY_ENDS, EARLIER, earlier="The council met.")
    assert fate is Fate.FOUND
    assert "now stands in line 3" in told


def test_without_one_of_the_files_nothing_is_known() -> None:
    unchecked = check_citation(None, BY_ENDS)
    checked = check_citation(Source("note", EARLIER), BY_ENDS)
    assert what_moved(unchecked, checked).fate is Fate.UNKNOWN
    assert what_moved(checked, unchecked).fate is Fate.UNKNOWN


def test_checks_of_different_citations_are_not_compared() -> None:
    source = Source("note", EARLIER)
    with pytest.raises(ValueError, match="different citations"):
        what_moved(
            check_citation(source, BY_ENDS), check_citation(source, Citation("note", "Nobody"))
        )
