"""Where a citation does not hold, the place that was meant is shown, and shown exactly."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import (
    TYPOGRAPHY,
    Citation,
    CitationStatus,
    Source,
    check_citation,
    fingerprint,
)

SCRIPTS = {
    "Chinese": (
        "会议于五月举行。市长说水坝可以承受洪水,但工程师说地基松软。",
        "市长说水坝可以承受洪水",
        "市长说大坝可以承受洪水",
    ),
    "Korean": (
        "회의는 봄에 열렸다. 시장은 댐이 버틸 것이라고 말했지만 두 기술자는 땅이 무르다고 썼다.",
        "시장은 댐이 버틸 것이라고 말했지만",
        "시장은 댐이 견딜 것이라고 말했지만",
    ),
    "Russian": (
        "Совет собрался весной. Мэр сказал, что плотина выдержит. Никто ничего не спросил.",
        "Мэр сказал, что плотина выдержит",
        "Мэр сказал, что платина не выдержит",
    ),
    "Arabic": (
        "اجتمع المجلس في الربيع. قال العمدة إن السد سيصمد رغم أن الأرض رخوة. لم يسأل أحد.",
        "قال العمدة إن السد سيصمد",
        "قال العمدة ان السد لن يصمد",
    ),
}


def _minutes(count: int, seed: int = 5) -> str:
    """Write formulaic minutes: sentences that differ by a name, a number and a day."""
    chance = random.Random(seed)  # noqa: S311 (no secret)
    names = ["Brenwick", "Torley", "Halgate", "Osmund", "Verdale", "Kestrel", "Lorham", "Ulverton"]
    works = ["dam", "weir", "bridge", "canal", "ferry", "mill", "quarry", "wharf"]
    return " ".join(
        f"On {chance.randint(1, 28)} May {chance.randint(1871, 1939)} the council of "
        f"{chance.choice(names)} resolved that the {chance.choice(works)} at "
        f"{chance.choice(names)} would cost {chance.randint(1000, 99_999):,} crowns."
        for _ in range(count)
    )


@pytest.mark.parametrize("script", SCRIPTS)
def test_other_scripts_are_found_exactly_and_suggested_with_exact_ends(script: str) -> None:
    text, cited, altered = SCRIPTS[script]
    source = Source("note", text)
    assert check_citation(source, Citation("note", cited)).is_valid
    check = check_citation(source, Citation("note", altered))
    assert check.status is CitationStatus.ABSENT
    assert check.suggestion.passage.text == cited


def test_words_within_a_line_of_chinese_are_words_but_parts_of_english_words_are_none() -> None:
    source = Source("note", "市长说水坝可以承受洪水。 The mayor said so.")
    assert check_citation(source, Citation("note", "水坝可以承受")).is_valid
    assert not check_citation(source, Citation("note", "mayor sai")).holds


@pytest.mark.parametrize(
    ("cited", "found"),
    [
        ("the resolved that the ferry at Nowhere would", None),
        (
            "council of Marsh resolved that teh dyke at",
            "council of Marsh resolved that the dyke at",
        ),
        ("of Marsh resolvd that the dyke", "of Marsh resolved that the dyke"),
        (
            "Marsh resolved the dyke at Fenwold would",
            "Marsh resolved that the dyke at Fenwold would",
        ),
    ],
)
def test_the_ends_of_a_suggestion_stand_on_the_right_words(cited: str, found: str | None) -> None:
    told = "On 3 May 1911 the council of Marsh resolved that the dyke at Fenwold would stand."
    source = Source("minutes", f"{_minutes(300)} {told} {_minutes(300, 6)}")
    suggestion = check_citation(source, Citation("minutes", cited)).suggestion
    if found is not None:
        assert suggestion.passage.text == found
        assert check_citation(source, suggestion.citation).is_valid
    elif suggestion is not None:
        assert suggestion.passage.text in source.raw


def test_prose_of_the_same_kind_that_is_not_there_is_not_suggested() -> None:
    source = Source("minutes", _minutes(2_000))
    absent = (
        "The clerk was asked whether the letters had been read, and he answered that they had "
        "been put away unopened, as the mayor wished."
    )
    check = check_citation(source, Citation("minutes", absent))
    assert check.suggestion is None
    assert "more like them than by chance" in check.message


def test_a_fragment_copied_twice_from_a_damaged_page_is_searched_for_once() -> None:
    text = "The mayor said that the dam would hold, although two engineers had written to him."
    source = Source("note", f"{_minutes(200)} {text} {_minutes(200, 7)}")
    cited = "The mayor said that the dam would that the dam would hold, although two engineers"
    suggestion = check_citation(source, Citation("note", cited)).suggestion
    assert (
        suggestion.passage.text == "The mayor said that the dam would hold, although two engineers"
    )


def test_the_runner_up_is_another_place() -> None:
    source = Source("minutes", _minutes(400))
    words = " ".join(source.raw.split()[60:75]).replace("resolved", "resolvd")
    suggestion = check_citation(source, Citation("minutes", words)).suggestion
    assert suggestion.runner_up is not None
    first, second = suggestion.passage, suggestion.runner_up
    assert (
        second.repaired_end <= first.repaired_start or second.repaired_start >= first.repaired_end
    )
    assert suggestion.runner_up_score <= suggestion.score


PASSAGE = (
    "The mayor said that the dam would hold, although two engineers had written to him in private "
    "that the ground was soft."
)


@pytest.fixture(scope="module")
def long_source() -> Source:
    return Source("minutes", f"{_minutes(300)} {PASSAGE} {_minutes(300, 8)}")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("The major said thta the dam", "that the ground was soft."),
        ("The mayor said that the dam", "that the grounds was sopt."),
        ("The major sayed that the dam", "taht the ground is soft."),
    ],
)
def test_one_damaged_end_leans_on_the_other(long_source: Source, start: str, end: str) -> None:
    check = check_citation(long_source, Citation("minutes", start, end))
    assert check.suggestion.passage.text == PASSAGE
    assert check_citation(long_source, check.suggestion.citation).is_valid


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("The mayor said that the dam", "and all was well with everybody."),
        ("Nobody had expected anything", "private that the ground was soft."),
    ],
)
def test_a_fingerprint_finds_the_passage_by_one_end(
    long_source: Source, start: str, end: str
) -> None:
    check = check_citation(long_source, Citation("minutes", start, end, fingerprint(PASSAGE)))
    assert check.status is CitationStatus.ABSENT
    assert check.suggestion.passage.text == PASSAGE
    assert "every word of that passage is the one that was cited" in check.message


def test_where_one_end_is_nowhere_the_sentence_of_the_other_is_shown(long_source: Source) -> None:
    cited = Citation("minutes", "The mayor said that the dam", "sang \u2207\u2207\u2207 loudly")
    assert check_citation(long_source, cited).suggestion.passage.text == PASSAGE


def test_a_later_end_that_has_the_fingerprint_is_named_but_not_accepted() -> None:
    text = "The council met. They spoke of the dam. It rained. They spoke again of the dam."
    source = Source("note", text)
    cited = Citation("note", "The council", "of the dam.", fingerprint(text))
    check = check_citation(source, cited)
    assert check.status is CitationStatus.AMBIGUOUS
    assert check.suggestion.passage.text == text
    assert "cite more of its last words" in check.message
    assert check_citation(source, check.suggestion.citation).is_valid


TEXTS = st.text(st.characters(codec="utf-8"), max_size=300)


@given(TEXTS, TEXTS, TEXTS, st.sampled_from([None, "0" * 16, "not hexadecimal"]))
def test_a_check_of_any_words_in_any_text_never_raises(
    text: str, start: str, end: str, mark: str | None
) -> None:
    check = check_citation(Source("note", text), Citation("note", start, end, mark))
    assert check.message
    if check.suggestion is not None:
        assert check.suggestion.passage.text
        assert str(check)


WORDS = st.lists(
    st.text(st.sampled_from("abcdeé日本ש0"), min_size=1, max_size=6), min_size=1, max_size=40
)
BLANKS = st.sampled_from([" ", "\n", "\r\n", "\t", "  ", "\u00a0", "\u3000 "])


@given(WORDS, st.data())
def test_words_of_a_text_are_found_whatever_the_white_space(
    words: list[str], data: st.DataObject
) -> None:
    text = "".join(word + data.draw(BLANKS) for word in words)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    cited = "".join(word + data.draw(BLANKS) for word in words[first : last + 1])
    check = check_citation(Source("note", text), Citation("note", cited))
    assert check.status in (CitationStatus.VALID, CitationStatus.AMBIGUOUS)


@given(st.integers(0, 10_000), st.data())
def test_one_altered_character_is_never_valid(seed: int, data: st.DataObject) -> None:
    source = Source("minutes", _minutes(12, seed))
    words = source.raw.split()
    first = data.draw(st.integers(0, len(words) - 12))
    cited = " ".join(words[first : first + 12])
    at = data.draw(st.integers(0, len(cited) - 1).filter(lambda at: cited[at] != " "))
    new = data.draw(st.sampled_from("\u2207\u2200\u018f").map(str))
    altered = cited[:at] + new + cited[at + 1 :]
    for citation in (
        Citation("minutes", altered),
        Citation("minutes", " ".join(words[first : first + 4]), cited[-9:], fingerprint(altered)),
        Citation("minutes", altered[:30], cited[-9:], fingerprint(cited)),
    ):
        if altered[:30] == cited[:30] and citation.fingerprint == fingerprint(cited):
            continue
        assert not check_citation(source, citation, fold=TYPOGRAPHY).is_valid


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("a" * 500_000, "aaaab " * 20, "baaaa"),
        ("a b " * 100_000, "a b c a b", "a b a d"),
        (_minutes(800), _minutes(60, 6)[:7_000], _minutes(60, 9)[:7_000]),
        (_minutes(800), "a b " * 2_000, ""),
    ],
    ids=["one letter", "two words", "long ends", "long and nowhere"],
)
@pytest.mark.timeout(20)
def test_hostile_words_and_texts_are_answered_soon(text: str, start: str, end: str) -> None:
    assert not check_citation(Source("note", text), Citation("note", start, end)).holds
