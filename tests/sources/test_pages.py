"""Running heads are left out on evidence alone, and sentences run on from page to page."""

from __future__ import annotations

import textwrap
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from foedus.sources import MarkKind, Rule, Source, look_up, repair, undo
from foedus.sources.composing import composed
from foedus.sources.form_feeds import layout_by_form_feeds
from foedus.sources.operation import Edit, apply_edits, undo_operations
from foedus.sources.running_heads import find_running_lines

SETTINGS = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def paged(pages: list[list[str]], end: str = "\n\f\n") -> Source:
    """A plain text whose pages a form feed divides."""
    raw = end.join("\n".join(page) for page in pages) + "\n"
    return Source("book", raw, layout=layout_by_form_feeds(raw))


def book(
    paragraphs: tuple[str, ...], lines: int = 9, head: str = "The Valley Council", first: int = 1
) -> list[list[str]]:
    """Pages with a head and a number, on which the paragraphs run on."""
    text = textwrap.wrap(" ".join(paragraphs), 60)
    starts = range(0, len(text), lines)
    return [
        [head, *text[start : start + lines], f"- {number} -"]
        for number, start in enumerate(starts, first)
    ]


def test_running_heads_are_left_out_and_the_sentence_goes_on(paragraphs: tuple[str, ...]) -> None:
    source = repair(paged(book(paragraphs * 4)))
    assert "Valley Council" not in source.repaired
    assert " ".join(source.repaired.split()) == " ".join(" ".join(paragraphs * 4).split())
    left_out = [made for made in source.operations if made.rule is Rule.RUNNING_LINE]
    assert left_out[1].removed == "\n- 1 -\n\f\nThe Valley Council"
    assert left_out[1].where == "page 1, line 11 to page 2, line 1"


def test_each_head_within_a_paragraph_is_marked_as_surplus(paragraphs: tuple[str, ...]) -> None:
    source = repair(paged(book(paragraphs * 4)))
    marks = [mark for mark in source.marks if mark.rule == "running head"]
    assert len(marks) == len(book(paragraphs * 4)) - 1
    assert {mark.kind for mark in marks} == {MarkKind.SURPLUS}
    assert "'- 1 - / The Valley Council' stood here between two pages" in marks[0].note
    assert marks[0].where == "page 1, line 10"


def test_a_citation_across_a_page_says_so(paragraphs: tuple[str, ...]) -> None:
    source = repair(paged(book(paragraphs * 4, lines=10)))
    found = [look_up(source, text) for text in source.repaired.split(". ")]
    across = [
        place
        for one in found
        for place in (source.passage(*at) for at in one.places)
        if " to page " in place.where
    ]
    assert across
    assert across[0].where == "page 5, line 9 to page 6, line 2"
    assert "The passage runs across a page's end (page 5, line 11)" in across[0].doubts[0]
    assert not across[0].runs_across_dropped_repeat


def test_heads_that_face_each_other_and_numbers_within_them(paragraphs: tuple[str, ...]) -> None:
    pages = book(paragraphs * 5)
    for number, page in enumerate(pages, 48):
        page[0] = f"{number} The Valley Council" if number % 2 else f"History of the Dam {number}"
        page.pop()
    source = repair(paged(pages))
    assert "Council 4" not in source.repaired
    assert "Valley Council" not in source.repaired
    assert "History of the Dam" not in source.repaired


def test_the_numbers_printed_on_pages_are_known(paragraphs: tuple[str, ...]) -> None:
    for first, expected in ((101, {1: "101", 2: "102"}), (1, {1: "1", 2: "2"})):
        pages = book(paragraphs * 4, first=first)
        texts = [line for page in pages for line in page]
        on = [number for number, page in enumerate(pages, 1) for _ in page]
        found = find_running_lines(texts, on)
        assert {page: found.numbers[page] for page in (1, 2)} == expected
    roman = [["the", f"{number}"] for number in ("ix", "x", "xi", "xii")]
    pages = [["so it", "went on", *end] for end in roman]
    texts = [line for page in pages for line in page]
    on = [number for number, page in enumerate(pages, 1) for _ in page]
    assert find_running_lines(texts, on).numbers == {1: "ix", 2: "x", 3: "xi", 4: "xii"}


def test_two_pages_are_no_evidence(paragraphs: tuple[str, ...]) -> None:
    pages = book(paragraphs, lines=9)[:2]
    source = repair(paged(pages))
    assert source.repaired.count("The Valley Council") == 2
    assert not [made for made in source.operations if made.rule is Rule.RUNNING_LINE]


KEPT = {
    "articles": [
        [f"Article {n}", f"The town shall do thing {n * n}.", "So it is."] for n in range(9)
    ],
    "refrain": [
        ["O river, rise", f"Verse {n**2} was sung.", "They sang it loudly."] for n in range(6)
    ],
    "notes": [
        ["and so the dam", f"stood for year {n * n + 1}, though", "the river rose", "Ibid."]
        for n in range(6)
    ],
    "numbers out of step": [
        ["and so it was", f"in the {n}th year", "of the dam", str(n * n + 3)] for n in range(6)
    ],
    "far apart": [
        ["THE DAM" if n % 4 == 0 else f"It was {n * n}", "and so it went", "on and on"]
        for n in range(12)
    ],
}


@pytest.mark.parametrize("pages", KEPT.values(), ids=KEPT.keys())
def test_lines_that_recur_for_other_reasons_stay(pages: list[list[str]]) -> None:
    source = repair(paged(pages))
    assert source.repaired.split() == source.raw.split()


def test_a_text_without_pages_loses_no_line(paragraphs: tuple[str, ...]) -> None:
    raw = "\n".join(line for page in book(paragraphs * 4) for line in page)
    source = repair(Source("book", raw))
    assert source.repaired.count("The Valley Council") == raw.count("The Valley Council")


def test_a_form_feed_at_the_head_of_a_line_divides_pages_too(paragraphs: tuple[str, ...]) -> None:
    source = repair(paged(book(paragraphs * 4), end="\n\f"))
    assert "Valley Council" not in source.repaired
    assert " ".join(source.repaired.split()) == " ".join(" ".join(paragraphs * 4).split())


def test_a_form_feed_within_a_line_divides_nothing() -> None:
    assert layout_by_form_feeds("one\ftwo\nthree") is None
    assert layout_by_form_feeds("no form feed") is None


PIECES = st.sampled_from(
    [
        *("the dam\n", "A Head 7\n", "12\n", "13\n", "14\n", "\f\n", "\f", "  and so on\n"),
        *("stood long, and the river\n", "It rose.\n", "Head\n", "long-\n", "Head\n\f\n"),
        *("\r\n", "\n"),
    ]
)


@st.composite
def paged_texts(draw: st.DrawFn) -> Source:
    """Texts full of things that look like heads, numbers and page ends."""
    if draw(st.booleans()):
        raw = "".join(draw(st.lists(PIECES, max_size=60)))
    else:
        words = draw(st.lists(st.sampled_from(["the", "dam", "rose.", "It", "well-"]), min_size=90))
        lines = textwrap.wrap(" ".join(words), draw(st.integers(20, 60)), break_on_hyphens=False)
        size = draw(st.integers(2, 7))
        head = draw(st.sampled_from(["THE DAM", "Head {}", "{}"]))
        starts = range(0, len(lines), size)
        raw = draw(st.sampled_from(["\n\f\n", "\n\f", "\r\n\f\r\n"])).join(
            "\n".join([head.format(n), *lines[start : start + size]])
            for n, start in enumerate(starts, draw(st.integers(1, 99)))
        )
    return Source("any", raw, layout=layout_by_form_feeds(raw))


@SETTINGS
@given(paged_texts())
def test_undoing_every_operation_gives_the_raw_text(source: Source) -> None:
    repaired = repair(source)
    assert undo_operations(repaired.repaired, repaired.operations) == source.raw
    assert undo(repaired, *repaired.operations).repaired == source.raw
    for made in repaired.operations:
        assert set(made.added) <= set(" \r\n")
        is_left_out = made.rule in {Rule.DROP, Rule.RUNNING_LINE, Rule.SOFT_HYPHEN}
        assert is_left_out or not made.removed.strip()


@SETTINGS
@given(paged_texts())
def test_repairing_twice_changes_nothing(source: Source) -> None:
    repaired = repair(source)
    assert repair(repaired) == repaired
    assert repair(Source("any", repaired.repaired)).operations == ()


@SETTINGS
@given(paged_texts(), st.data())
def test_any_operation_can_be_taken_back(source: Source, data: st.DataObject) -> None:
    repaired = repair(source)
    if repaired.operations:
        some = data.draw(st.lists(st.sampled_from(repaired.operations), max_size=3))
        undone = undo(repaired, *some)
        assert undo_operations(undone.repaired, undone.operations) == source.raw
        for mark in undone.marks:
            assert 0 <= mark.repaired_start <= mark.repaired_end <= len(undone.repaired)


@st.composite
def edits_of(draw: st.DrawFn, length: int) -> list[Edit]:
    cuts = sorted(draw(st.lists(st.integers(0, length), max_size=8)))
    pairs = zip(cuts[::2], cuts[1::2], strict=False)
    texts = st.sampled_from(["", " ", "\n", "\r\n", "xyz"])
    edits = [Edit(start, end, draw(texts), Rule.JOIN) for start, end in pairs]
    return [edit for edit in edits if edit.start < edit.end or edit.text]


@SETTINGS
@given(st.text("abc \n", min_size=1, max_size=30), st.data())
def test_two_steps_of_edits_are_one(raw: str, data: st.DataObject) -> None:
    first = data.draw(edits_of(len(raw)))
    between, _ = apply_edits(raw, first)
    then = data.draw(edits_of(len(between)))
    after, _ = apply_edits(between, then)
    both = composed(raw, first, then)
    assert apply_edits(raw, both)[0] == after
    assert all(one.end <= other.start for one, other in pairwise(both))
