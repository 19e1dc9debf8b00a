"""Lines inside a sentence, quotation marks of any shape, salutations, letters written otherwise."""

from __future__ import annotations

import unicodedata

import pytest

from foedus.sources import Citation, Source, check_citation, look_up, repair, whose_words

LETTER = (
    "The minister came late to the hall and he spoke to all\n"
    "of them about the harvest of that year, which was poor.\n"
    "{salutation}\n"
    "We ask you for grain, since the people of the north are\n"
    "hungry and the trains do not come. We trust in your help\n"
    "and in that of your government, as we did before.\n"
    "The letter was sent on the next day by a special envoy.\n"
)


def test_a_sentence_runs_on_over_a_line_end_before_a_small_letter() -> None:
    text = "A title\nWe ask for grain, since they\nare hungry. Verse\nStands\n\nalone."
    found = look_up(Source("page", text), "for grain")
    assert found.check is not None
    assert found.check.passage is not None
    assert found.check.passage.text == "We ask for grain, since they\nare hungry."


@pytest.mark.parametrize("salutation", ["Dear Comrade Stalin:", "Comrade Mao:", "Your Excellency,"])
def test_a_letter_is_asked_for_by_its_salutation_alone(salutation: str) -> None:
    source = repair(Source("page", LETTER.format(salutation=salutation)))
    start = source.repaired.index("ask you")
    asked = whose_words(source, start, start + 7)
    assert asked is not None
    assert asked.kind.value == "document"


def test_minutes_that_name_each_speaker_quote_no_letter() -> None:
    turn = "Comrade Mao:\nWe shall send the men to the river in the spring of that year.\n"
    source = Source("minutes", turn * 4)
    assert not [mark for mark in source.marks if mark.rule == "quotation without marks"]


@pytest.mark.parametrize(
    "quoted",
    ["\u2018it isn\u2019t late\u2019", "\u00bbNein\u00ab", "\u201aNein\u2018", "\u203aNein\u2039"],
)
def test_quotation_marks_of_any_shape_are_asked_about(quoted: str) -> None:
    text = f"He said {quoted} and left the soldiers\u2019 hall, as Kim\u2019s men did."
    source = Source("page", text)
    assert whose_words(source, 9, 12) is not None
    place = text.index("left")
    assert whose_words(source, place, place + 20) is None


@pytest.mark.parametrize(
    "written",
    [unicodedata.normalize("NFD", "M\u00fcller"), "M\u00fcl\u00adler", "M\u00fcller\u200f"],
)
def test_the_same_letters_written_otherwise_are_explained(written: str) -> None:
    page = Source("page", f"Der Gesandte {written} schrieb einen langen Brief nach Moskau.")
    check = check_citation(page, Citation("page", "Gesandte M\u00fcller schrieb"))
    assert not check.holds
    assert "the same letters, written otherwise" in check.message
