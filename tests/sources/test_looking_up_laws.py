"""Whatever the text: words that stand in it are found, and what is cited is valid."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import Citation, Source, check_citation, look_up, repair

WORDS = st.sampled_from(
    [
        "the",
        "The",
        "dam",
        "town.",
        "(2)",
        "no,",
        "well-",
        "known",
        "“So”",
        "20,000",
        "a",
        "\n",
        "\n\n",
    ]
)
TEXTS = st.lists(WORDS, min_size=3, max_size=120).map(" ".join).filter(str.strip)


@given(TEXTS, st.data())
def test_words_of_the_text_are_found_and_cited_validly_or_called_ambiguous(
    text: str, data: st.DataObject
) -> None:
    source = repair(Source("note", text))
    words = source.repaired.split()
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, min(first + 8, len(words) - 1)))
    asked = " ".join(words[first : last + 1])
    found = look_up(source, asked)
    assert found.places
    if found.check is None:
        assert len(found.places) > 1
        return
    assert found.check.is_valid
    assert asked in " ".join(found.check.passage.text.split())
    assert check_citation(source, found.check.citation).is_valid


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_any_words_in_any_text_give_one_of_three_answers(text: str, words: str) -> None:
    source = repair(Source("note", text))
    found = look_up(source, words)
    if found.check is not None:
        assert found.check.is_valid
    elif found.places:
        assert len(found.places) > 1
        assert not check_citation(source, Citation("note", words)).holds
