"""The picture of the record keeps its rows, lanes and labels apart, however long it is."""

from __future__ import annotations

import itertools
import time
from functools import cache

import pytest
from long_records import HEAD, record_of

from foedus.case import AgreementState, Case, load, loads
from foedus.record import Chronicle, chronicle
from foedus.report.glyphs import glyphs_of
from foedus.report.text_width import cut_to_room, width
from foedus.report.timeline_bars import SHORT_STATES, stretches
from foedus.report.timeline_legend import KINDS, SIGN, in_lines, legend_items
from foedus.report.timeline_picture import (
    AGREEMENT,
    BRACKET,
    DATES,
    LANE,
    LARGE,
    ROW,
    ROWS_PER_SHEET,
    SMALL,
    TimelinePicture,
    timeline_picture,
)
from foedus.report.timeline_rows import MOST_STRANGERS, OTHERS, Timeline, timeline_of


@cache
def told(count: int) -> tuple[Case, Chronicle]:
    case = loads(record_of(count))
    return case, chronicle(case)


def rows_of(text: str) -> Timeline:
    case = loads(HEAD.replace("rules:", "unused:").split("unused:")[0] + text)
    return timeline_of(case, chronicle(case))


def picture_of(count: int) -> TimelinePicture:
    return timeline_picture(timeline_of(*told(count)))


@pytest.mark.parametrize("count", [1, 20, 21, 60, 600])
def test_every_entry_has_a_row_of_its_own_in_time_order(count: int) -> None:
    picture = picture_of(count) if count > 5 else timeline_picture(timeline_of(*told(6)))
    names = [row.name for sheet in picture.sheets for row in sheet.rows]
    assert names == list(told(max(count, 6))[1].order.names)
    for sheet in picture.sheets:
        assert 0 < len(sheet.rows) <= ROWS_PER_SHEET
        for one, other in itertools.pairwise(sheet.rows):
            assert other.y - one.y == ROW
        assert sheet.height == ROW * len(sheet.rows)
    for one, other in itertools.pairwise(picture.sheets):
        assert other.top == one.top + picture.head + one.height


def test_lanes_texts_and_agreements_stand_side_by_side() -> None:
    picture = picture_of(60)
    lanes = [lane.x for lane in picture.lanes]
    assert lanes[0] - LANE / 2 >= DATES + BRACKET
    assert all(other - one == LANE for one, other in itertools.pairwise(lanes))
    assert picture.text_x >= lanes[-1] + LANE / 2
    assert len(picture.agreements) == 2
    room = picture.agreements[0].x - picture.text_x
    for row in (row for sheet in picture.sheets for row in sheet.rows):
        assert width(row.says, LARGE) <= room
        assert width(row.heading, SMALL) <= room
        assert all(width(line, SMALL) <= DATES for line in row.date)
        assert len(row.date) <= 2
    for lane in picture.lanes:
        assert all(width(line, SMALL) <= LANE for line in lane.lines)
    for one, other in itertools.pairwise(picture.agreements):
        assert other.x - one.x == AGREEMENT
    assert picture.agreements[-1].x + AGREEMENT <= picture.width


def test_names_of_states_fit_beside_their_bars() -> None:
    assert set(SHORT_STATES) == set(AgreementState)
    assert all(17 + width(word, 10.5) <= AGREEMENT for word in SHORT_STATES.values())


def test_everybody_who_takes_part_is_drawn_on_the_own_lane() -> None:
    case, record = told(60)
    timeline = timeline_of(case, record)
    picture = timeline_picture(timeline)
    x_of = {lane.told: lane.x for lane in picture.lanes}
    names = {actor.key: actor.name for actor in case.actors}
    drawn = [row for sheet in picture.sheets for row in sheet.rows]
    for happening, row in zip(record.timeline, drawn, strict=True):
        there = {dot.x for dot in (*row.dots, *row.icons, *row.hearers)}
        if row.way is not None:
            there |= {head.x for head in row.way.heads}
            through = {names.get(one.actor or "", one.name) for one in happening.entry.through}
            assert bool(row.way.relays) == bool(through)
            there |= {x_of[name] for name in through}
        assert there == {x_of[names.get(key, key)] for key in happening.lanes}


def test_bars_of_agreements_run_on_from_sheet_to_sheet_without_a_gap() -> None:
    timeline = timeline_of(*told(600))
    picture = timeline_picture(timeline)
    for number, head in enumerate(picture.agreements):
        first = timeline.changes[number][0][0]
        covered = 0.0
        for sheet in picture.sheets:
            bars = [one for one in sheet.stretches if one.x == head.x]
            for one, other in itertools.pairwise(bars):
                assert other.top == pytest.approx(one.top + one.height)
            assert all(one.top + one.height <= sheet.height for one in bars)
            covered += sum(one.height for one in bars)
        assert covered == pytest.approx(ROW * (600 - first - 0.5))


def test_a_state_that_is_carried_on_to_a_sheet_is_named_there_again() -> None:
    changes = [(1, AgreementState.PROPOSED), (30, AgreementState.IN_FORCE)]
    assert [one.begins for one in stretches(changes, 0, 24)] == [True]
    assert [one.label for one in stretches(changes, 24, 24)] == ["proposed", "in force"]
    assert stretches([], 0, 24) == ()


def test_a_bracket_joins_neighbours_whose_order_is_not_certain_and_no_others() -> None:
    timeline = rows_of(
        "record:\n"
        "  - {entry: a, on: 1950-01-01, says: a}\n"
        "  - {entry: b, on: 1950-01-02, says: b}\n"
        "  - {entry: c, on: 1950-01-02, says: c}\n"
        "  - {entry: d, on: 1950-01-02, after: c, says: d}\n"
    )
    assert [(row.name, row.is_open) for row in timeline.rows] == [
        ("a", False),
        ("b", True),
        ("c", False),
        ("d", False),
    ]
    picture = timeline_picture(timeline)
    assert picture.sheets[0].brackets == ((ROW * 1.5, ROW * 2.5),)
    assert [one.sign for one in legend_items(picture)] == ["entry", "open"]


def test_a_date_is_as_narrow_as_the_whole_record_makes_it() -> None:
    timeline = rows_of(
        "record:\n"
        "  - {entry: a, on: 1950-05-13, says: a}\n"
        "  - {entry: b, on: 1950-05, after: a, says: b}\n"
        "  - {entry: c, on: 1950-05-20~, says: c}\n"
        "  - {entry: d, says: d}\n"
    )
    dates = {row.name: row.date for row in timeline.rows}
    assert dates == {
        "a": "13 May 1950",
        "b": "13\N{EN DASH}31 May 1950",
        "c": "about 20 May 1950",
        "d": "no date",
    }


def test_few_strangers_have_lanes_of_their_own_and_many_share_one() -> None:
    few = [f"Stranger {at}" for at in range(MOST_STRANGERS)]
    text = "record:\n  - {{meeting: a, who: [Mao, {}], says: a}}\n"
    assert [lane.name for lane in rows_of(text.format(", ".join(few))).lanes] == ["China", *few]
    many = rows_of(text.format(", ".join([*few, "One more"])))
    assert [lane.name for lane in many.lanes] == ["China", OTHERS]


def test_kinds_differ_by_their_signs_and_the_legend_names_those_that_are_there() -> None:
    picture = picture_of(60)
    signs = {one.sign for one in legend_items(picture)}
    assert set(KINDS) <= signs
    assert "state-lapsed" not in signs
    placed = in_lines(legend_items(picture), picture.width, 12)
    for one, other in itertools.pairwise(placed):
        is_apart = other.x >= one.x + SIGN + width(one.item.label, 12)
        assert other.y > one.y or is_apart
    assert all(one.x + SIGN + width(one.item.label, 12) <= picture.width for one in placed)


def test_actors_have_the_glyphs_that_they_have_in_the_play() -> None:
    case, record = load("korea-1950"), chronicle(load("korea-1950"))
    glyphs = glyphs_of(case.actors)
    drawn = {lane.name: lane.glyph for lane in timeline_of(case, record).lanes}
    for actor in case.actors:
        if actor.name in drawn:
            assert drawn[actor.name] == glyphs[actor.key]
    assert "North Korea" in drawn


def test_six_hundred_entries_are_laid_out_in_well_under_a_second() -> None:
    case, record = told(600)
    timeline_picture(timeline_of(case, record))
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        timeline_picture(timeline_of(case, record))
        taken.append(time.perf_counter() - start)
    assert min(taken) < 0.5


@pytest.mark.parametrize(
    "text", ["w" * 300, "漢" * 300, "אברהם " * 60, "a\u0301" * 300, "\u202e" * 9]
)
def test_a_text_is_cut_to_its_room(text: str) -> None:
    cut = cut_to_room(text, 200, 12)
    assert width(cut, 12) <= 200
    assert cut.rstrip("…").rstrip() in text


def test_the_alternative_text_reads_whatever_is_known_of_the_first_and_the_last_day() -> None:
    text = (
        "record:\n"
        "  - {act: first, by: Anna, on: '[..1950-05-12]', says: X.}\n"
        "  - {act: last, by: Anna, on: 1950-07, says: X.}\n"
    )
    alternative = timeline_picture(rows_of(text)).alternative
    assert alternative.startswith(
        "A timeline of 2 entries (the first: by 12 May 1950; the last: July 1950)"
    )
