"""Laws that hold for any text."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.sources import (
    TYPOGRAPHY,
    Citation,
    CitationStatus,
    Source,
    check_citation,
    fingerprint,
    repair,
    undo,
)
from foedus.sources.fold import fold_text
from foedus.sources.operation import undo_operations

WORDS = st.sampled_from(
    (  # noqa: SIM905 (a list of so many strings would be a page)
        "the|a|river|dam|Mayor|said|that.|not|(and|in|of|council,|vote?|“No|20,000|wet-|year.|"
        "town|- item|1.|he|It|extraordinary"
    ).split("|")
)
LINE_ENDS = st.sampled_from(["\n", "\n", "\n", "\n\n", " \n", "\r\n", "\r", "\n  ", "\n\x0b\n"])
PIECES = st.lists(st.tuples(st.lists(WORDS, max_size=6), LINE_ENDS), max_size=60)


@st.composite
def broken_texts(draw: st.DrawFn) -> str:
    """Text broken at words or columns, with lines pasted twice: what repair works on."""
    words = draw(st.lists(WORDS, min_size=80, max_size=160))
    if draw(st.booleans()):
        size = draw(st.integers(1, 6))
        lines = [" ".join(words[i : i + size]) for i in range(0, len(words), size)]
    else:
        lines = textwrap.wrap(" ".join(words), draw(st.integers(20, 90)), break_on_hyphens=False)
    for place in draw(st.lists(st.integers(0, len(lines) - 1), max_size=5)):
        length = draw(st.integers(1, 3))
        lines[place:place] = lines[place : place + length]
    return draw(st.sampled_from(["\n", "\r\n"])).join(lines)


SENTENCES = (
    "The council met for the first time in the spring, when the river stood high.",
    "The mayor said that the dam would hold, although two engineers had written to him.",
    "He did not read their letters (there were three) to the others, and nobody asked for them.",
    "“Come in May,” he wrote; 20,000 crowns were promised to the half-drowned town of N. Rohr.",
    "Nobody came.",
)
UNUSUAL = "\t\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\u00a0\u200b\u0301\ufeff\x00\x07\ud800-—(“”|aÄ1."
RUNS = ("a\n", "word\n", "two words\n", "  \n", " ", "x", "\r", "- a\n", "a. b\n\n", "1,2,", "a) (")


@st.composite
def long_runs(draw: st.DrawFn) -> str:
    """Thousands of lines or characters of one kind."""
    run = draw(st.sampled_from(RUNS)) * draw(st.integers(0, 3000))
    return run + draw(st.sampled_from(["", "The end.", "\n\n"]))


@st.composite
def wrapped_prose(draw: st.DrawFn) -> str:
    """Paragraphs wrapped as editors do it, then damaged: lines lost, pasted twice or cut."""
    width = draw(st.integers(36, 90))
    indent = draw(st.sampled_from(["", "", "   ", "\t"]))
    between = draw(st.sampled_from(["\n\n", "\n\n", "\n"]))
    pieces: list[str] = []
    for _ in range(draw(st.integers(1, 4))):
        text = " ".join(draw(st.lists(st.sampled_from(SENTENCES), min_size=2, max_size=7)))
        pieces.append(textwrap.fill(text, width, initial_indent=indent, break_on_hyphens=False))
    pieces.insert(
        draw(st.integers(0, len(pieces))), draw(st.sampled_from(["", "- a\n- b", "i\nam"]))
    )
    lines = between.join(pieces).split("\n")
    for place in draw(st.lists(st.integers(0, len(lines) - 1), max_size=4)):
        kind = draw(st.sampled_from(["twice", "lost", "cut", "hyphen"]))
        if kind == "twice":
            lines[place:place] = lines[place : place + draw(st.integers(1, 3))]
        elif kind == "lost":
            lines[place] = ""
        elif kind == "cut":
            lines[place] = " ".join(lines[place].split()[:-2])
        else:
            lines[place] += "-"
    text = draw(st.sampled_from(["\n", "\n", "\r\n", "\r"])).join(lines)
    for place in draw(st.lists(st.integers(0, max(0, len(text) - 1)), max_size=6)):
        text = text[:place] + draw(st.sampled_from(UNUSUAL)) + text[place:]
    return text


ANY_TEXT = st.one_of(
    st.text(max_size=300),
    st.text(st.sampled_from(UNUSUAL + "\n\n ab"), max_size=200),
    PIECES.map(lambda pieces: "".join(" ".join(words) + end for words, end in pieces)),
    broken_texts(),
    wrapped_prose(),
    wrapped_prose(),
)
SETTINGS = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MANY = settings(SETTINGS, max_examples=2500)


def keeps_every_law(text: str) -> None:
    """Check all laws of repair on one text."""
    source = repair(Source("any", text))
    assert undo_operations(source.repaired, source.operations) == text
    assert repair(Source("any", source.repaired)).operations == ()
    dropped = "".join(
        made.removed for made in source.operations if made.rule == "drop an adjacent repeat"
    )
    left = "".join(source.repaired.split()) + "".join(dropped.split())
    assert sorted(left) == sorted("".join(text.split()))
    assert {sign for made in source.operations for sign in made.added} <= set(" \r\n")
    for mark in source.marks:
        assert 0 <= mark.repaired_start <= mark.repaired_end <= len(source.repaired)
        assert 0 <= mark.raw_start <= mark.raw_end <= len(text)
        assert 1 <= mark.line <= source.line_count


@settings(SETTINGS, max_examples=60)
@given(long_runs())
def test_the_laws_hold_for_long_and_monotonous_texts(text: str) -> None:
    keeps_every_law(text)


@SETTINGS
@given(ANY_TEXT)
def test_no_letter_digit_or_sign_is_lost_but_those_of_dropped_repeats(text: str) -> None:
    keeps_every_law(text)


@pytest.mark.slow
@MANY
@given(ANY_TEXT)
def test_the_laws_hold_for_thousands_of_texts(text: str) -> None:
    keeps_every_law(text)


@SETTINGS
@given(wrapped_prose(), st.data())
def test_operations_can_be_taken_back_one_by_one_in_any_order(
    text: str, data: st.DataObject
) -> None:
    source = repair(Source("any", text))
    if not source.operations:
        return
    some = data.draw(st.lists(st.sampled_from(source.operations), max_size=5, unique=True))
    by_raw = {(made.raw_start, made.raw_end) for made in some}
    one_by_one = source
    for place in data.draw(st.permutations(sorted(by_raw))):
        made = next(m for m in one_by_one.operations if (m.raw_start, m.raw_end) == place)
        one_by_one = undo(one_by_one, made)
    assert one_by_one == undo(source, *some)
    for place, character in enumerate(one_by_one.repaired):
        assert 0 <= one_by_one.to_raw(place) < len(text)
        if not character.isspace():
            assert text[one_by_one.to_raw(place)] == character


@SETTINGS
@given(ANY_TEXT)
def test_undoing_every_operation_gives_the_raw_text(text: str) -> None:
    source = repair(Source("any", text))
    assert undo_operations(source.repaired, source.operations) == text


@SETTINGS
@given(ANY_TEXT)
def test_repairing_what_was_repaired_changes_nothing(text: str) -> None:
    source = repair(Source("any", text))
    again = repair(Source("any", source.repaired))
    assert again.operations == ()
    assert again.repaired == source.repaired
    assert repair(source) == source


@SETTINGS
@given(ANY_TEXT)
def test_the_map_goes_there_and_back(text: str) -> None:
    source = repair(Source("any", text))
    changed = {
        place
        for made in source.operations
        for place in range(made.repaired_start, made.repaired_end)
    }
    for place, character in enumerate(source.repaired):
        raw_place = source.to_raw(place)
        assert 0 <= raw_place < len(text)
        if place in changed:
            assert character.isspace()
        else:
            assert text[raw_place] == character
            assert source.to_repaired(raw_place) == place
    for raw_place in range(len(text)):
        assert 0 <= source.to_repaired(raw_place) <= len(source.repaired)


@SETTINGS
@given(ANY_TEXT)
def test_repair_adds_nothing_but_spaces_and_line_ends(text: str) -> None:
    source = repair(Source("any", text))
    for made in source.operations:
        assert set(made.added) <= set(" \r\n")
        assert made.rule == "drop an adjacent repeat" or not made.removed.strip()


@SETTINGS
@given(ANY_TEXT)
def test_marks_lie_within_the_text(text: str) -> None:
    source = repair(Source("any", text))
    for mark in source.marks:
        assert 0 <= mark.repaired_start <= mark.repaired_end <= len(source.repaired)
        assert 0 <= mark.raw_start <= mark.raw_end <= len(text)
        assert mark.line >= 1
        assert mark.note


@SETTINGS
@given(ANY_TEXT)
def test_folding_keeps_the_way_back(text: str) -> None:
    folded = fold_text(text, TYPOGRAPHY)
    assert fold_text(folded.text, TYPOGRAPHY).text == folded.text
    for place, character in enumerate(folded.text):
        original = text[folded.offsets.to_before(place)]
        assert fold_text(original, TYPOGRAPHY).text == character
    assert fingerprint(text) == fingerprint(folded.text)


TOLD = (
    "The mayor said that the dam would hold for 20 years. The clerk wrote that it would not. "
    "Six voices were for it, 2 were against it, and 20,000 crowns were promised. "
    "The minister did not answer before the river rose, and nobody was asked again in May."
)
STORY = TOLD.split()


@SETTINGS
@given(st.data())
def test_altered_quotes_are_never_valid(data: st.DataObject) -> None:
    source = repair(Source("story", " ".join(STORY)))
    first = data.draw(st.integers(0, len(STORY) - 8))
    last = data.draw(st.integers(first + 7, len(STORY)))
    quote = STORY[first:last]
    place = data.draw(st.integers(0, len(quote) - 1))
    altered = list(quote)
    kind = data.draw(st.sampled_from(["replace", "drop", "add"]))
    if kind == "replace":
        altered[place] = data.draw(st.sampled_from(["not", "21", "never", "dams", "200,000"]))
    elif kind == "drop":
        del altered[place]
    else:
        altered.insert(place, "not")
    text = " ".join(altered)
    if text in source.repaired:
        return
    ends = Citation("story", " ".join(altered[:3]), " ".join(altered[-3:]), fingerprint(text))
    whole = Citation("story", text)
    for citation in (ends, whole):
        check = check_citation(source, citation, fold=TYPOGRAPHY)
        assert check.status is not CitationStatus.VALID
        assert not check.holds


@SETTINGS
@given(st.integers(0, len(STORY) - 1), st.integers(1, 30))
def test_true_quotes_are_always_found(first: int, length: int) -> None:
    source = Source("story", "\n".join(STORY))
    text = " ".join(STORY[first : first + length])
    check = check_citation(source, Citation("story", text))
    assert check.status in (CitationStatus.VALID, CitationStatus.AMBIGUOUS)
    assert any(" ".join(place.text.split()) == text for place in check.places)


@SETTINGS
@given(ANY_TEXT, st.data())
def test_any_operations_can_be_taken_back_and_the_others_stand(
    text: str, data: st.DataObject
) -> None:
    source = repair(Source("any", text))
    if not source.operations:
        return
    some = data.draw(st.lists(st.sampled_from(source.operations), max_size=4))
    undone = undo(source, *some)
    assert len(undone.operations) == len(source.operations) - len(set(some))
    assert undo_operations(undone.repaired, undone.operations) == text
    assert repair(undone) == source
