"""What repair does to a damaged page, and that it hides none of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from foedus.sources import MarkKind, Operation, Rule, Source, repair, undo
from foedus.sources.operation import undo_operations

if TYPE_CHECKING:
    from collections.abc import Callable

    Wrapper = Callable[[tuple[str, ...], int], str]


def rules_of(source: Source) -> set[str]:
    return {mark.rule for mark in source.marks}


@pytest.mark.parametrize("size", [2, 3, 4, 5])
def test_the_wrap_is_estimated_and_never_fixed_at_three_words(
    break_page: Wrapper, paragraphs: tuple[str, ...], size: int
) -> None:
    source = repair(Source("council", break_page(paragraphs, size)))
    assert (source.wrap.unit, source.wrap.size) == ("words", size)
    assert source.repaired == "\n\n".join(paragraphs) + "\n"


def test_adjacent_identical_fragments_are_dropped_and_nothing_else(
    damaged_page: str, paragraphs: tuple[str, ...]
) -> None:
    source = repair(Source("council", damaged_page))
    dropped = [made for made in source.operations if made.rule is Rule.DROP]
    assert [len(made.removed.split()) for made in dropped] == [3, 18]
    assert paragraphs[1] in source.repaired
    words = damaged_page.split()
    kept = source.repaired.split()
    assert len(words) - len(kept) == 21


def test_only_spaces_and_line_ends_are_added(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    assert all(made.added.strip(" \n") == "" for made in source.operations)


def test_a_fragment_pasted_three_times_stands_once(broken_page: str) -> None:
    page = broken_page.replace("\nthe river stood\n", "\nthe river stood" * 3 + "\n")
    source = repair(Source("council", page))
    assert source.repaired == repair(Source("council", broken_page)).repaired
    assert undo_operations(source.repaired, source.operations) == page


def test_every_operation_says_what_where_and_why(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    lines = damaged_page.split("\n")
    for made in source.operations:
        assert isinstance(made, Operation)
        assert damaged_page[made.raw_start : made.raw_end] == made.removed
        assert source.repaired[made.repaired_start : made.repaired_end] == made.added
        if made.rule is Rule.DROP:
            assert "\n".join(lines[made.first_line - 1 : made.last_line]) == made.removed.strip()
    assert "drop an adjacent repeat" in str(
        next(m for m in source.operations if m.rule == "drop an adjacent repeat")
    )


def test_undoing_every_operation_gives_the_raw_text(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    assert undo_operations(source.repaired, source.operations) == damaged_page
    undone = undo(source, *source.operations)
    assert undone.repaired == damaged_page
    assert not undone.operations


def test_one_operation_alone_can_be_taken_back(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    drop = next(made for made in source.operations if made.rule is Rule.DROP)
    undone = undo(source, drop)
    assert len(undone.operations) == len(source.operations) - 1
    assert "the river stood\nthe river stood" in undone.repaired
    assert undo_operations(undone.repaired, undone.operations) == damaged_page


def test_lost_places_are_marked_and_never_filled(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    gaps = [mark for mark in source.marks if mark.kind is MarkKind.GAP]
    assert [mark.rule for mark in gaps] == [
        "sentence without an end",
        "sentence without a beginning",
    ]
    lines = damaged_page.split("\n")
    assert lines[gaps[0].line - 1] == "and nobody asked"
    assert lines[gaps[1].line - 1] == "was taken on"
    assert all(mark.repaired_start == mark.repaired_end for mark in gaps)
    assert MarkKind.SUPPLIED not in {mark.kind for mark in source.marks}


def test_every_dropped_repeat_is_marked_as_surplus(damaged_page: str) -> None:
    source = repair(Source("council", damaged_page))
    surplus = [mark for mark in source.marks if mark.kind is MarkKind.SURPLUS]
    dropped = [made for made in source.operations if made.rule is Rule.DROP]
    assert [(m.line, damaged_page[m.raw_start : m.raw_end]) for m in surplus] == [
        (made.first_line, made.removed.strip()) for made in dropped
    ]
    assert "fragment pasted in" in rules_of(source)


def test_a_repeat_next_to_a_break_is_doubted(broken_page: str) -> None:
    page = broken_page.replace("\nat that meeting.\n", "\nat that meeting.\nat that meeting.\n")
    assert page != broken_page
    source = repair(Source("council", page))
    assert "repeat next to a break" in rules_of(source)


def test_a_whole_sentence_that_stands_twice_is_left_and_doubted(
    break_page: Wrapper, paragraphs: tuple[str, ...]
) -> None:
    page = break_page(paragraphs, 3)
    page = page.replace("\nA vote\n", "\nIt was late.\nIt was late.\nA vote\n")
    source = repair(Source("council", page))
    assert source.repaired.count("It was late.") == 2
    assert "repeat left standing" in rules_of(source)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The mayor said that Since the rain fell nobody came to the vote.", "stray capital"),
        ("The mayor (who was late said that nobody came to the vote.", "unbalanced bracket"),
        ("The mayor said] that nobody came to the vote.", "unbalanced bracket"),
        ("The mayor said that nobody came to the vote because of the", "sentence without an end"),
        ("The vote was held. was taken in May, the clerk wrote.", "sentence without a beginning"),
        ("said that nobody at all came to the vote in May.", "sentence without a beginning"),
        (
            "The minister sent the following telegram.\n\nDear Mayor:\n\nWe shall come in May.",
            "quotation without marks",
        ),
    ],
)
def test_doubtful_places_are_marked(text: str, rule: str) -> None:
    assert rule in rules_of(repair(Source("note", text)))


@pytest.mark.parametrize(
    "text",
    [
        "The mayor spoke with N. V. Rohr, the minister (a tired man), in May. “Come,” he said.",
        "THE VOTE ON THE DAM\n\nThe mayor spoke. The Times wrote of it; the King came.",
        "b) The second point is that the rule (of the valley) holds.",
        "“We shall come,” he wrote.\n\n“And we shall stay.”",
        "I know that I was there, and I said so.",
        "They measured the pressure. x 2 was the number that it took, and t² the other.",
    ],
)
def test_sound_text_has_no_marks(text: str) -> None:
    assert repair(Source("note", text)).marks == ()


def test_a_word_broken_at_a_hyphen_is_joined_and_doubted(
    wrap_page: Wrapper, paragraphs: tuple[str, ...]
) -> None:
    page = wrap_page(paragraphs, 70).replace("could\nnot", "could-\nnot")
    lines = page.split("\n")
    place = next(i for i, line in enumerate(lines) if line and lines[i + 1] and line[-1].isalpha())
    lines[place] += "-"
    source = repair(Source("council", "\n".join(lines)))
    joined = lines[place].split()[-1] + lines[place + 1].split()[0]
    assert joined in source.repaired
    assert "hyphen at a line end" in rules_of(source)


def test_values_are_frozen_and_show_themselves(damaged_page: str) -> None:
    raw = Source("council", damaged_page, title="Minutes")
    source = repair(raw)
    assert raw.operations == ()
    with pytest.raises(AttributeError):
        source.raw = ""  # type: ignore[misc]
    assert "council 'Minutes'" in repr(source)
    assert "2 surplus" in repr(source)
    assert "words" in str(source.wrap)
    assert all("line" in str(mark) for mark in source.marks)
