"""A passage says whose words it is and through whom they came, and never guesses it."""

from __future__ import annotations

import pytest
import yaml

from foedus.dates import parse_date
from foedus.sources import (
    Attribution,
    Citation,
    CitationStatus,
    Relay,
    Source,
    Voicing,
    check_citation,
    look_up,
    repair,
    web_annotation,
    whose_words,
)

CHAIN = Attribution(
    Voicing.REPORTED_SPEECH,
    "the mayor",
    (Relay("a clerk", parse_date("1911-03")), Relay("the minister")),
)
TEXT = 'Rain fell. The mayor said: "The dam will hold for ever." Nobody asked him for more.'


@pytest.mark.parametrize(
    ("attribution", "said"),
    [
        (Attribution(Voicing.NARRATOR), "the narrator"),
        (Attribution(Voicing.NARRATOR, "the clerk"), "the clerk, as narrator"),
        (Attribution(Voicing.DOCUMENT, "the mayor"), "a document of the mayor"),
        (Attribution(Voicing.QUOTATION, "the mayor"), "direct speech of the mayor"),
        (
            CHAIN,
            "reported speech of the mayor, passed on by a clerk (March 1911), then by the minister",
        ),
    ],
)
def test_it_answers_the_question_whose_words(attribution: Attribution, said: str) -> None:
    assert str(attribution) == said


def test_its_mouths_begin_with_the_speaker() -> None:
    assert CHAIN.mouths == ("the mayor", "a clerk", "the minister")
    assert Attribution(Voicing.NARRATOR).mouths == ()


def test_a_check_hands_it_on_to_the_passage_and_to_what_it_suggests() -> None:
    source = Source("minutes", TEXT)
    found = check_citation(source, Citation("minutes", "The dam will hold", "", None, CHAIN))
    assert found.status is CitationStatus.VALID
    assert found.passage is not None
    assert found.passage.attribution == CHAIN
    changed = check_citation(source, Citation("minutes", "The dam did hold for", "", None, CHAIN))
    assert changed.suggestion is not None
    assert changed.suggestion.citation.attribution == CHAIN


def test_a_citation_without_it_says_nothing_of_it() -> None:
    source = Source("minutes", TEXT)
    found = look_up(source, "dam will hold").check
    assert found is not None
    assert found.passage is not None
    assert found.citation.attribution is None
    assert found.passage.attribution is None


def test_it_is_pasted_as_a_case_takes_it() -> None:
    written = yaml.safe_load(str(Citation("minutes", "The dam", "hold", "0011223344556677", CHAIN)))
    assert written == {
        "passage": ["minutes", "The dam", "hold", "0011223344556677"],
        "words of": "the mayor",
        "as": "reported speech",
        "through": [{"by": "a clerk", "when": "1911-03"}, "the minister"],
    }


def test_names_with_quotes_and_line_ends_are_pasted_whole() -> None:
    hostile = Attribution(Voicing.DOCUMENT, 'a "b"\n]', (Relay("x: {y}", parse_date("1911~")),))
    written = yaml.safe_load(str(Citation("minutes", "The", "dam", None, hostile)))
    assert written["words of"] == 'a "b"\n]'
    assert written["through"] == [{"by": "x: {y}", "when": "1911~"}]


def test_it_goes_out_with_an_annotation() -> None:
    source = Source("minutes", TEXT)
    found = check_citation(source, Citation("minutes", "The dam will hold", "", None, CHAIN))
    assert found.passage is not None
    body = web_annotation(source, found.passage)["body"][0]
    assert body["value"] == f"Whose words: {CHAIN}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said: "The dam will hold." Nobody asked.', "dam will"),
        ("He said: “The dam will hold.” Nobody asked.", "dam will"),
        ("Il dit: «le barrage tient». Personne ne demanda.", "barrage tient"),
        ("Er sagte: „Der Damm hält.“ Niemand fragte.", "Damm hält"),
        ('He said: "The dam will hold." Nobody asked.', "He said"),
    ],
)
def test_words_between_quotation_marks_are_asked_about(text: str, words: str) -> None:
    start = text.index(words)
    end = text.index(".") if words == "He said" else start + len(words)
    asked = whose_words(Source("minutes", text), start, end)
    assert asked is not None
    assert asked.kind is Voicing.QUOTATION
    assert asked.question.endswith("?")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('He said: "The dam will hold." Nobody asked.', "Nobody"),
        ("It isn't the mayor's dam, nor the clerks' river.", "mayor's dam"),
        ('A board of 12" and one of 14" lay there.', "and one"),
        ('He said: "The dam will hold.\n\nNobody asked." He left.', "He said"),
    ],
)
def test_other_words_are_not(text: str, words: str) -> None:
    start = text.index(words)
    assert whose_words(Source("minutes", text), start, start + len(words)) is None


LETTER = """\
The council heard nothing for a week. Then the mayor sent them the following telegram.

Dear friends:

The dam will be built next spring, whatever the river town may say about it.

The council met again on the next day and did not answer him.
"""


def test_a_document_without_marks_is_asked_about_as_far_as_its_next_paragraph() -> None:
    source = repair(Source("minutes", LETTER))
    assert [mark.rule for mark in source.marks] == ["quotation without marks"]
    asked = look_up(source, "built next spring").question
    assert asked is not None
    assert asked.kind is Voicing.DOCUMENT
    assert look_up(source, "Dear friends").question is not None
    assert look_up(source, "heard nothing").question is None
    assert look_up(source, "met again").question is None
