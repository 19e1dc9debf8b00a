"""Every citation leads to its passage, and every passage says whether it was checked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedus.report.apparatus import Apparatus
from foedus.report.pieces import DROPPED, LOST, pieces
from foedus.sources import Mark, MarkKind, Passage

if TYPE_CHECKING:
    from foedus.findings import Findings


def test_with_the_source_at_hand_the_passages_are_shown(dam: Findings) -> None:
    apparatus = Apparatus(dam.case, dam.passages)
    assert len(apparatus.quoted) == 2
    for quoted in apparatus.quoted:
        text = "".join(piece.text for piece in quoted.pieces)
        assert text.startswith(quoted.start)
        assert " ".join(text.split()).endswith(quoted.end)
        assert quoted.lines.startswith("line")
        assert quoted.holds
    assert apparatus.count_in_words == "2 of 2 citations checked: 2 found by the ends alone."


def test_without_the_source_it_says_that_nothing_was_checked(korea: Findings) -> None:
    apparatus = Apparatus(korea.case, korea.passages)
    assert {quoted.standing for quoted in apparatus.quoted} == {
        "not checked: the source was not at hand"
    }
    assert apparatus.count_in_words.startswith(
        f"None of its {len(apparatus.quoted)} citations was checked"
    )


def test_a_citation_that_nobody_checked_is_listed_all_the_same(dam: Findings) -> None:
    apparatus = Apparatus(dam.case, ())
    assert len(apparatus.quoted) == 2
    assert all(quoted.holds is None for quoted in apparatus.quoted)


def test_a_citation_that_does_not_hold_is_named(dam: Findings) -> None:
    first = dam.passages[0]
    wrong = replace(first, check=replace(first.check, status="absent", passage=None, message="No."))
    apparatus = Apparatus(dam.case, (wrong, *dam.passages[1:]))
    quoted = apparatus.quoted[0]
    assert quoted.holds is False
    assert quoted.message == "No."
    assert quoted.pieces == ()
    assert apparatus.count_in_words == (
        "2 of 2 citations checked: 1 found by the ends alone and 1 not found as cited."
    )


def test_a_source_cited_as_a_whole_has_a_letter(dam: Findings) -> None:
    apparatus = Apparatus(dam.case, dam.passages)
    entry = next(one for one in dam.case.record if one.name == "the-proposal")
    (link,) = apparatus.links(entry.cites)
    assert (link.mark, link.anchor) == ("A", "source-1")
    assert apparatus.listed[0].passages == 2


def test_doubtful_places_are_set_apart_and_lost_ones_are_never_filled() -> None:
    text = "They met in spring and Since then no more."

    def mark(kind: MarkKind, start: int, end: int, line: int) -> Mark:
        return Mark(kind, "rule", 100 + start, 100 + end, 0, 0, line, f"line {line}", "a note")

    marks = (
        mark(MarkKind.GAP, 18, 18, 3),
        mark(MarkKind.UNCLEAR, 23, 28, 4),
        mark(MarkKind.SURPLUS, 42, 42, 5),
    )
    passage = Passage("page", text, 100, 142, 0, 42, 3, 5, "lines 3-5", marks)
    found = pieces(passage)
    assert [piece.text for piece in found] == [
        "They met in spring",
        LOST,
        " and ",
        "Since",
        " then no more.",
        DROPPED,
    ]
    assert (
        "".join(piece.text for piece in found if not piece.doubt or piece.text == "Since") == text
    )
    assert [bool(piece.doubt) for piece in found] == [False, True, False, True, False, True]


def test_marks_that_overlap_or_reach_beyond_repeat_and_lose_nothing() -> None:
    marks = (
        Mark(MarkKind.UNCLEAR, "rule", 95, 104, 0, 0, 1, "line 1", "before it"),
        Mark(MarkKind.UNCLEAR, "rule", 102, 108, 0, 0, 1, "line 1", "over another"),
        Mark(MarkKind.UNCLEAR, "rule", 109, 130, 0, 0, 1, "line 1", "beyond it"),
    )
    passage = Passage("page", "0123456789", 100, 110, 0, 10, 1, 1, "line 1", marks)
    assert "".join(piece.text for piece in pieces(passage)) == "0123456789"
