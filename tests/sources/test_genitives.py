"""A word ends before a genitive, and nowhere else at an apostrophe."""

from __future__ import annotations

import pytest

from foedus.sources import Citation, Source, check_citation, look_up


@pytest.mark.parametrize("apostrophe", ["'", "\u2019"])
@pytest.mark.parametrize("words", ["Stalin", "to hear Stalin", "the Soviet leaders"])
def test_words_before_a_genitive_stand_there(words: str, apostrophe: str) -> None:
    page = Source("page", f"Mao came to hear Stalin{apostrophe}s plan, the Soviet leaders' own.")
    assert len(look_up(page, words).places) == 1
    assert check_citation(page, Citation("page", words)).is_valid


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("They didn't go.", "did"),
        ("They didn\u2019t go.", "didn"),
        ("At ten o'clock they went.", "o"),
        ("Voici l'homme.", "l"),
        ("Voici l'homme.", "homme"),
        ("He wrote to P'yongyang.", "P"),
        ("He wrote to P'songyang.", "P"),
    ],
)
def test_other_words_with_an_apostrophe_stay_one_word(text: str, words: str) -> None:
    assert look_up(Source("page", text), words).places == ()


def test_a_name_and_its_genitive_are_two_places() -> None:
    page = Source("page", "The Mao-Stalin talks came first. Stalin's plan came later.")
    assert len(look_up(page, "Stalin").places) == 2
