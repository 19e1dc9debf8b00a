"""People add marks and guesses with their names, and no mark changes a text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import (
    Certainty,
    CitationStatus,
    MarkKind,
    Remark,
    Side,
    Source,
    SourceError,
    check_citation,
    check_remark,
    cite,
    lay_over,
    repair,
    undo,
)

EDITOR = "A. Editor"
PAGE = (Path(__file__).parents[1] / "minutes.txt").read_text(encoding="utf-8")


@pytest.fixture
def minutes() -> Source:
    return repair(Source("minutes", PAGE))


GUESS = Remark(
    MarkKind.SUPPLIED,
    "and nobody asked for",
    EDITOR,
    Side.AFTER,
    reading="them",
    certainty=Certainty.HIGH,
    note="the next page has it",
)


def test_a_guess_stands_in_its_mark_and_nothing_of_the_text_changes(minutes: Source) -> None:
    cited = cite(minutes, "nobody asked for")
    laid = lay_over(minutes, [GUESS])
    assert laid.raw == minutes.raw
    assert laid.repaired == minutes.repaired
    check = check_citation(laid, cited)
    assert check.status is CitationStatus.VALID
    assert check.passage is not None
    assert "them" not in check.passage.text
    assert any(
        '"them", supplied by A. Editor (certainty: high): the next page has it.' in note
        for note in check.notes
    )
    assert not any("supplied" in note for note in check_citation(minutes, cited).notes)


def test_every_term_of_tei_can_be_said_by_a_person(minutes: Source) -> None:
    laid = lay_over(
        minutes,
        [
            Remark(MarkKind.UNCLEAR, "three men", EDITOR, reading="four men"),
            Remark(MarkKind.GAP, "In the second week", EDITOR, Side.BEFORE, extent="a page"),
            Remark(MarkKind.SURPLUS, "who was tired", EDITOR),
            GUESS,
        ],
    )
    said = {mark.kind: mark.said for mark in laid.marks if mark.is_by_a_person}
    assert said[MarkKind.UNCLEAR] == 'doubted by A. Editor, who reads "four men".'
    assert said[MarkKind.GAP] == "A. Editor finds something lost here (a page)."
    assert said[MarkKind.SURPLUS] == "A. Editor finds that this does not belong here."
    by_kind = {mark.kind: mark for mark in laid.marks if mark.is_by_a_person}
    gap = by_kind[MarkKind.GAP]
    assert laid.repaired[gap.repaired_start :].startswith("In the second week")
    unclear = by_kind[MarkKind.UNCLEAR]
    assert laid.repaired[unclear.repaired_start : unclear.repaired_end] == "three men"
    assert unclear.where == "line 9"


def test_marks_by_people_keep_their_place_in_the_file(minutes: Source) -> None:
    laid = lay_over(
        minutes, [GUESS, Remark(MarkKind.UNCLEAR, "him that the ground was soft.", EDITOR)]
    )
    theirs = [mark for mark in laid.marks if mark.is_by_a_person]
    assert len(theirs) == 2
    assert repair(laid).marks == laid.marks
    bare = undo(laid, *laid.operations)
    assert bare.repaired == PAGE
    assert [(mark.raw_start, mark.raw_end) for mark in bare.marks if mark.is_by_a_person] == [
        (mark.raw_start, mark.raw_end) for mark in theirs
    ]
    # the place was chosen across the dropped copy, and encloses it once nothing is dropped
    assert PAGE[theirs[0].raw_start : theirs[0].raw_end].startswith("him that\nalthough two")
    assert repair(bare).marks == laid.marks


def test_a_mark_whose_words_repair_drops_says_so() -> None:
    raw = Source("minutes", PAGE)
    copy = PAGE.index("although two", PAGE.index("although two") + 1)
    marked = raw.mark(copy, copy + 12, MarkKind.UNCLEAR, "by hand", "smudged", EDITOR)
    repaired = repair(marked)
    (mark,) = (mark for mark in repaired.marks if mark.is_by_a_person)
    assert mark.has_lost_its_words
    assert mark.said == (
        "doubted by A. Editor: smudged. Repair dropped the words that it was put on."
    )
    back = undo(repaired, *repaired.operations)
    assert not any(mark.has_lost_its_words for mark in back.marks)


def test_a_mark_of_foedus_is_settled_by_name_and_never_deleted(minutes: Source) -> None:
    remark = Remark(None, "nobody asked for", EDITOR, note="the original ends so")
    laid = lay_over(minutes, [remark])
    assert len(laid.marks) == len(minutes.marks)
    (settled,) = (mark for mark in laid.marks if not mark.is_open)
    assert settled.rule == "sentence without an end"
    assert settled.said.endswith("Settled by A. Editor: the original ends so.")
    cited = cite(minutes, "nobody asked for")
    before, after = (check_citation(one, cited).passage for one in (minutes, laid))
    assert before is not None
    assert after is not None
    assert before.runs_across_lost_place
    assert not after.runs_across_lost_place
    assert repair(laid).marks == laid.marks


def test_two_people_can_settle_one_mark(minutes: Source) -> None:
    laid = lay_over(
        minutes,
        [Remark(None, "nobody asked for", name) for name in (EDITOR, "B. Editor")],
    )
    (settled,) = (mark for mark in laid.marks if not mark.is_open)
    assert settled.said.endswith("Settled by A. Editor. Settled by B. Editor.")


def test_a_settled_mark_that_is_not_made_any_more_is_named(minutes: Source) -> None:
    remark = Remark(None, "had written to him that the ground", EDITOR, settles=MarkKind.SURPLUS)
    laid = lay_over(minutes, [remark])
    (note,) = undo(laid, *laid.operations).notes
    assert note.startswith("A mark is made no longer that was settled (line 5: surplus")
    assert "Settled by A. Editor" in note


def test_settling_what_nobody_doubts_is_a_mistake(minutes: Source) -> None:
    check = check_remark(minutes, Remark(None, "three men", EDITOR))
    assert not check.holds
    assert check.message == "No mark of Foedus's touches these words (line 9)."
    check = check_remark(
        minutes, Remark(None, "nobody asked for", EDITOR, settles=MarkKind.SURPLUS)
    )
    assert check.message == "No surplus of Foedus's touches these words (line 7); there is gap."


def test_words_that_stand_twice_or_nowhere_place_nothing(minutes: Source) -> None:
    twice = check_remark(minutes, Remark(MarkKind.UNCLEAR, "The mayor said", EDITOR))
    assert twice.status is CitationStatus.AMBIGUOUS
    assert '"The mayor said" stands in 2 places of minutes (line 3, line 12)' in twice.message
    nowhere = check_remark(minutes, Remark(MarkKind.UNCLEAR, "The major said that the dam", EDITOR))
    assert nowhere.status is CitationStatus.ABSENT
    assert "Perhaps line 3: The [-major-] {+mayor+} said that the dam" in str(nowhere)
    assert "paste" not in str(nowhere)
    assert check_remark(None, GUESS).status is CitationStatus.UNCHECKED
    assert lay_over(minutes, [twice.remark, nowhere.remark]) == minutes


def test_words_that_stand_twice_are_told_apart_by_those_around_them(minutes: Source) -> None:
    remark = Remark(MarkKind.UNCLEAR, "promised", EDITOR, within="he promised to think")
    (mark,) = (mark for mark in lay_over(minutes, [remark]).marks if mark.is_by_a_person)
    assert minutes.repaired[: mark.repaired_start].endswith("and he ")
    stray = check_remark(minutes, Remark(MarkKind.UNCLEAR, "promised", EDITOR, within="three men"))
    assert stray.message == 'Its words do not stand within "three men".'


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"by": " "}, "needs the name of the person"),
        ({"by": "Foedus"}, "needs the name of the person"),
        ({"kind": MarkKind.SUPPLIED}, "A guess needs words"),
        ({"kind": MarkKind.UNCLEAR, "reading": " "}, "A guess needs words"),
        ({"reading": "x"}, "A gap has no reading"),
        ({"certainty": Certainty.LOW}, "A certainty is that of a reading"),
        ({"kind": MarkKind.SURPLUS, "extent": "a line"}, "A surplus has no extent"),
        ({"end": 10_000}, "is not in minutes"),
    ],
)
def test_what_makes_no_sense_is_refused(
    minutes: Source, said: dict[str, object], message: str
) -> None:
    usual = {
        "start": 0,
        "end": 0,
        "kind": MarkKind.GAP,
        "rule": "by hand",
        "note": "",
        "by": EDITOR,
    }
    with pytest.raises(SourceError, match=message):
        minutes.mark(**(usual | said))  # type: ignore[arg-type]


def test_only_marks_of_foedus_that_are_there_are_settled(minutes: Source) -> None:
    laid = lay_over(minutes, [GUESS])
    (theirs,) = (mark for mark in laid.marks if mark.is_by_a_person)
    with pytest.raises(SourceError, match="not for another to settle"):
        laid.settle(theirs, "B. Editor")
    with pytest.raises(SourceError, match="has no such mark"):
        minutes.settle(theirs, "B. Editor")


@given(st.data())
def test_a_mark_survives_repair_and_undo_wherever_it_stands(data: st.DataObject) -> None:
    source = repair(Source("minutes", PAGE))
    start = data.draw(st.integers(0, len(source.repaired)))
    end = data.draw(st.integers(start, len(source.repaired)))
    kind = MarkKind.GAP if start == end else MarkKind.UNCLEAR
    marked = source.mark(start, end, kind, "by hand", "", EDITOR)
    again = repair(undo(marked, *marked.operations))
    (mark,) = (mark for mark in again.marks if mark.is_by_a_person)
    words = source.repaired[start:end]
    assert again.repaired[mark.repaired_start : mark.repaired_end].strip() == words.strip()
    assert abs(mark.repaired_start - start) <= 1
