"""Citations that cannot lie."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import (
    TYPOGRAPHY,
    Citation,
    CitationStatus,
    Fold,
    Source,
    SourceError,
    check_citation,
    cite,
    fingerprint,
    look_up,
    repair,
)

FIRST = "The mayor said that the dam would hold"
LAST = "the ground was soft."


@pytest.fixture(scope="module")
def council(damaged_page: str) -> Source:
    return repair(Source("council", damaged_page))


@pytest.fixture(scope="module")
def sentence(paragraphs: tuple[str, ...]) -> str:
    start = paragraphs[0].index(FIRST)
    return paragraphs[0][start : paragraphs[0].index(LAST) + len(LAST)]


def test_a_citation_is_valid_when_found_once_with_its_fingerprint(
    council: Source, sentence: str
) -> None:
    check = check_citation(council, Citation("council", FIRST, LAST, fingerprint(sentence)))
    assert check.status is CitationStatus.VALID
    assert check.is_valid
    assert check.holds
    assert check.passage.text == sentence
    assert check.passage.first_line == 10
    raw = council.raw[check.passage.raw_start : check.passage.raw_end]
    assert raw.split() == sentence.split()


def test_without_a_fingerprint_it_holds_but_says_what_was_not_checked(
    council: Source, sentence: str
) -> None:
    check = check_citation(council, Citation("council", FIRST, LAST))
    assert check.status is CitationStatus.NO_FINGERPRINT
    assert check.holds
    assert not check.is_valid
    assert fingerprint(sentence) in check.message


def test_a_citation_that_gives_all_words_needs_no_fingerprint(
    council: Source, sentence: str
) -> None:
    assert check_citation(council, Citation("council", sentence)).is_valid


def test_a_changed_passage_is_found_out(council: Source, sentence: str) -> None:
    cited = sentence.replace("would hold", "would hold,").replace("two", "three")
    check = check_citation(council, Citation("council", "The mayor said", LAST, fingerprint(cited)))
    assert check.status is CitationStatus.CHANGED
    assert not check.holds
    assert check.suggestion.citation.fingerprint == fingerprint(sentence)


def test_words_that_fit_several_places_ask_for_more(council: Source) -> None:
    check = check_citation(council, Citation("council", "The", "council"))
    assert check.status is CitationStatus.AMBIGUOUS
    assert "more of the first words" in check.message
    assert len(check.places) > 1
    assert check.places[0].where in check.message
    assert not check.holds


def test_the_fingerprint_names_the_one_meant_but_does_not_make_it_valid() -> None:
    text = "He said no to the dam. He said no to the wall."
    source = Source("note", text)
    cited = Citation("note", "He said", "the wall.", fingerprint("He said no to the wall."))
    check = check_citation(source, cited)
    assert check.status is CitationStatus.AMBIGUOUS
    assert check.suggestion.passage.text == "He said no to the wall."


def test_only_the_first_end_behind_a_start_counts() -> None:
    source = Source("note", "We came late. They saw us. We left. They saw us.")
    check = check_citation(source, Citation("note", "We came", "saw us."))
    assert check.passage.text == "We came late. They saw us."


def test_the_last_words_stand_behind_the_first() -> None:
    source = Source("note", "It was over. We left.")
    check = check_citation(source, Citation("note", "We left.", "It was"))
    assert check.status is CitationStatus.ABSENT
    assert "do not follow" in check.message
    overlapping = Citation("note", "It was over.", "over. We left.")
    assert check_citation(source, overlapping).status is CitationStatus.ABSENT


def test_ends_that_stand_a_chapter_apart_are_no_passage() -> None:
    source = Source("long", "It began here. " + "Nothing happened today. " * 1000 + "It ended.")
    check = check_citation(source, Citation("long", "It began", "It ended."))
    assert check.status is CitationStatus.ABSENT


@pytest.mark.parametrize("words", ["mayor sai", "ayor said", "20", "000", "clerk wrot"])
def test_matches_begin_and_end_with_whole_words(paragraphs: tuple[str, ...], words: str) -> None:
    text = " ".join(paragraphs).replace("river town", "River").replace("2 ", "two ")
    source = Source("council", text)
    assert check_citation(source, Citation("council", words)).status is CitationStatus.ABSENT


def test_a_range_can_be_cited_up_to_its_sign() -> None:
    source = Source("note", "They would send 20,000~30,000 men to N.V. Rohr.")
    assert check_citation(source, Citation("note", "20,000~30,000 men")).is_valid
    assert check_citation(source, Citation("note", "30,000")).is_valid
    assert not check_citation(source, Citation("note", "V. Rohr")).is_valid


@pytest.mark.parametrize(
    ("old", "new"), [("would hold", "would not hold"), ("two", "ten"), ("soft", "firm")]
)
def test_one_altered_word_is_not_accepted(
    council: Source, sentence: str, old: str, new: str
) -> None:
    check = check_citation(council, Citation("council", sentence.replace(old, new)))
    assert check.status is CitationStatus.ABSENT
    assert check.suggestion.score > 90
    shown = " ".join(map(str, check.suggestion.difference))
    assert "{+" in shown or "[-" in shown


def test_white_space_never_matters(council: Source, sentence: str) -> None:
    spaced = sentence.replace(" ", "\n  ")
    assert check_citation(council, Citation("council", spaced)).is_valid


def test_typography_matters_unless_asked_for(council: Source) -> None:
    straight = Citation("council", "The town's own clerk")
    check = check_citation(council, straight)
    assert check.status is CitationStatus.ABSENT
    assert "quotation marks or dashes" in check.message
    assert check_citation(council, straight, fold=TYPOGRAPHY).is_valid
    assert check_citation(council, straight, fold=Fold(quotation_marks=True)).is_valid
    assert not check_citation(council, straight, fold=Fold(dashes=True)).is_valid
    assert str(TYPOGRAPHY) == "white space, quotation marks, dashes"


def test_case_and_accents_always_matter() -> None:
    source = Source("note", "The café was closed.")
    for words in ("the café was", "The cafe was"):
        assert not check_citation(source, Citation("note", words), fold=TYPOGRAPHY).is_valid


def test_without_the_source_nothing_is_checked() -> None:
    check = check_citation(None, Citation("lost", "some words"))
    assert check.status is CitationStatus.UNCHECKED
    assert "not at hand" in check.message
    assert not check.holds


def test_a_citation_without_words_is_not_found(council: Source) -> None:
    assert check_citation(council, Citation("council", "  ")).status is CitationStatus.ABSENT


def test_a_passage_across_a_dropped_repeat_or_a_lost_place_says_so(council: Source) -> None:
    check = check_citation(council, Citation("council", "the river stood high"))
    assert check.is_valid
    assert check.passage.runs_across_dropped_repeat
    assert any("runs across a dropped repeat" in note for note in check.notes)
    check = check_citation(council, Citation("council", "to the others, and nobody asked"))
    assert check.passage.runs_across_lost_place
    assert any("stands next to a lost place" in note for note in check.notes)
    check = check_citation(council, Citation("council", "that meeting. was taken on"))
    assert any("runs across a lost place" in note for note in check.notes)


@pytest.mark.parametrize("words", ["when the river stood", "high and the lower"])
def test_a_passage_on_either_side_of_a_dropped_repeat_says_so(council: Source, words: str) -> None:
    check = check_citation(council, Citation("council", words))
    assert check.passage.runs_across_dropped_repeat
    assert any("stands next to a dropped repeat (line 6)" in note for note in check.notes)


def test_a_passage_of_which_a_copy_was_dropped_says_so(council: Source) -> None:
    check = check_citation(council, Citation("council", "losses of a wet year"))
    assert check.is_valid
    (note,) = check.notes
    assert "stands in a fragment of which a copy was dropped (line 31)" in note
    assert "stood there again (lines 31-32)" in note
    outside = check_citation(council, Citation("council", "30,000 crowns, or for a"))
    assert not outside.passage.runs_across_dropped_repeat


def test_words_copied_with_the_repeat_are_not_cited_but_explained(council: Source) -> None:
    check = check_citation(council, Citation("council", "the river stood the river stood high"))
    assert check.status is CitationStatus.ABSENT
    assert "run across a repeat that was dropped (line 6)" in check.message
    assert "runs across a dropped repeat" in str(check.suggestion)
    absent = check_citation(council, Citation("council", "the river stood low"))
    assert "as it was found" not in absent.message


def test_a_passage_one_word_further_on_is_not_doubted(council: Source) -> None:
    assert check_citation(council, Citation("council", "and the lower fields")).notes == ()


def test_a_word_in_doubt_within_a_passage_is_not_said_to_stand_next_to_it() -> None:
    source = repair(Source("note", "The clerk (who was old wrote to the town."))
    check = check_citation(source, Citation("note", "(who was old"))
    (note,) = check.notes
    assert "runs across a doubtful place" in note


def test_raw_offsets_enclose_the_dropped_copy(council: Source) -> None:
    passage = check_citation(council, Citation("council", "the river stood high")).passage
    raw = council.raw[passage.raw_start : passage.raw_end]
    assert raw == "the river stood\nthe river stood\nhigh"
    assert (passage.first_line, passage.last_line) == (5, 7)
    assert "lines 5-7" in repr(passage)


def test_suggestions_place_the_ends_and_show_the_runner_up(council: Source, sentence: str) -> None:
    cited = Citation("council", "The major said that the damm would", "the grounds was soft.")
    check = check_citation(council, cited)
    assert check.status is CitationStatus.ABSENT
    assert check.suggestion.passage.text == sentence
    assert check.suggestion.runner_up_score < check.suggestion.score
    assert "[-major-] {+mayor+}" in str(check.suggestion)
    assert check_citation(council, check.suggestion.citation).is_valid


def test_passages_that_are_not_there_get_no_suggestion(council: Source) -> None:
    cited = Citation("council", "Quantum fields fluctuate", "inside every vacuum chamber.")
    assert check_citation(council, cited).suggestion is None


@pytest.mark.parametrize(
    "words", ["in private", "two engineers", "high and the", "The rule of", "town's own", "20,000"]
)
def test_cite_makes_a_citation_that_is_valid(council: Source, words: str) -> None:
    citation = cite(council, words)
    check = check_citation(council, citation)
    assert check.is_valid, str(check)
    assert len(citation.start.split()) <= 6
    assert citation.fingerprint == fingerprint(check.passage.text)
    assert check.passage.text[0].isupper() or check.passage.runs_across_lost_place


def test_cite_takes_the_whole_sentence_and_writes_what_a_case_holds(
    council: Source, sentence: str
) -> None:
    citation = cite(council, "engineers had written")
    assert check_citation(council, citation).passage.text == sentence
    mark = fingerprint(sentence)
    assert str(citation) == f'[council, "The mayor said", "ground was soft.", "{mark}"]'


def test_cite_takes_more_words_where_three_are_not_enough() -> None:
    source = Source("note", "They said that we lost it all. They said that we won it all.")
    citation = cite(source, "won")
    assert citation.start == "They said that we won"
    assert check_citation(source, citation).is_valid


def test_cite_asks_for_more_words_or_says_that_there_are_none(council: Source) -> None:
    with pytest.raises(SourceError, match=r"stand in \d+ places .*Give more words"):
        cite(council, "that")
    with pytest.raises(SourceError, match="do not stand in council"):
        cite(council, "the engineer was wrong")
    with pytest.raises(SourceError, match="no words"):
        cite(council, " ")


def test_looking_up_tells_one_place_from_several_and_from_none(council: Source) -> None:
    once = look_up(council, "in private")
    assert len(once.places) == 1
    assert once.check.is_valid
    several = look_up(council, "that")
    assert len(several.places) > 1
    assert several.check is None
    assert several.suggestion is None
    nowhere = look_up(council, "the engineers had wrote")
    assert nowhere.places == ()
    assert nowhere.check is None
    assert nowhere.suggestion.score < 100


def test_more_words_than_a_passage_has_are_not_looked_for(council: Source) -> None:
    with pytest.raises(SourceError, match="at most 10,000 characters"):
        look_up(council, "word " * 2_001)


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1))
def test_every_citation_is_read_from_yaml_as_it_was_written(words: str) -> None:
    citation = Citation("note", words, words[::-1], "0" * 16)
    assert yaml.safe_load(str(citation)) == ["note", words, words[::-1], "0" * 16]


def test_fingerprints_are_sixteen_digits_and_fold_typography() -> None:
    assert fingerprint("The town\u2019s  “clerk” \u2013 no") == fingerprint(
        'The town\'s "clerk" - no'
    )
    assert fingerprint("did not") != fingerprint("did now")
    assert len(fingerprint("")) == 16
    assert set(fingerprint("a")) <= set("0123456789abcdef")


def test_a_check_shows_itself(council: Source) -> None:
    text = str(check_citation(council, Citation("council", "The major said that", "was soft.")))
    assert "absent" in text
    assert "paste: [council," in text
