"""Histories that look alike are drawn as one, and nothing of the play is lost."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from foedus.report.grown_play import grow
from foedus.report.merged_play import MergedPlay, Place
from foedus.report.unfolded_play import unfold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.findings import Findings
    from foedus.report.unfolded_play import Unfolded


@pytest.fixture(scope="module", params=["dam", "korea", "hostile"])
def merged(request: pytest.FixtureRequest) -> MergedPlay:
    findings: Findings = request.getfixturevalue(request.param)
    return MergedPlay(findings.play)


def every_place(merged: MergedPlay) -> Iterator[Place]:
    ahead = [merged.root]
    while ahead:
        place = ahead.pop()
        yield place
        ahead += [branch.place for branch in merged.branches(place)]


def test_the_branches_of_a_place_are_taken_with_certainty_together(merged: MergedPlay) -> None:
    for place in every_place(merged):
        branches = merged.branches(place)
        if branches:
            assert sum(branch.probability for branch in branches) == pytest.approx(1)
            reach = sum(branch.place.reach for branch in branches)
            assert reach == pytest.approx(place.reach)


def test_every_history_of_the_game_ends_somewhere(merged: MergedPlay) -> None:
    ends = [place for place in every_place(merged) if place.kind == "end"]
    members = sorted(node for place in ends for node in place.members)
    terminal = merged.game.form.is_terminal
    assert members == [node for node in range(terminal.size) if terminal[node]]
    assert sum(place.reach for place in ends) == pytest.approx(1)


def test_the_ends_of_one_place_have_one_outcome(merged: MergedPlay) -> None:
    for place in every_place(merged):
        if place.kind == "end":
            outcomes = {int(merged.game.outcome_of_node[node]) for node in place.members}
            assert outcomes == {place.outcome}


def test_whoever_moves_at_a_place_cannot_tell_its_nodes_apart(merged: MergedPlay) -> None:
    for place in every_place(merged):
        if place.kind == "move":
            assert len(merged.information_sets(place)) == 1
            assert {int(merged.game.primitive_of_node[node]) for node in place.members} == {
                place.primitive
            }


def test_what_chance_settles_unseen_is_asked_where_somebody_who_knows_it_moves(
    korea: Findings,
) -> None:
    merged = MergedPlay(korea.play)
    asked = {
        merged.primitive(branch.place).name
        for place in every_place(merged)
        if place.kind == "type"
        for branch in merged.branches(place)
    }
    assert asked == {"intervenes"}
    assert merged.primitive(merged.root).name == "moscow"


def test_merging_halves_the_tree_of_may_1950(korea: Findings) -> None:
    merged = MergedPlay(korea.play)
    before_america = [
        place
        for place in every_place(merged)
        if place.kind == "move" and merged.primitive(place).name == "moscow"
    ]
    assert [len(place.members) for place in before_america] == [2]
    assert sum(1 for _ in every_place(merged)) < korea.play.game.form.node_count


def test_histories_count_those_of_the_game(merged: MergedPlay) -> None:
    total = int(merged.game.form.is_terminal.sum())
    assert merged.histories(merged.root) == total
    below = sum(merged.histories(branch.place) for branch in merged.branches(merged.root))
    assert below == total


def test_a_grown_play_has_no_more_ends_than_there_is_room_for(korea: Findings) -> None:
    merged = MergedPlay(korea.play)
    for room in (8, 25, 60):
        shown = grow(merged, room)
        closed = [one for one in shown if not one.is_open]
        assert 2 <= len(closed) <= room
        assert sum(one.place.reach for one in closed) == pytest.approx(1)


def test_the_recorded_course_is_opened_to_its_end(korea: Findings) -> None:
    merged = MergedPlay(korea.play)
    taken = dict(one.entry.taken for one in korea.chronicle.evidence if one.entry.taken)
    shown = grow(merged, 25, recorded=taken)
    at, course = 0, dict[str, str]()
    while shown[at].is_open:
        name = merged.primitive(shown[at].place).name
        branches = [(shown[child].branch, child) for child in shown[at].children]
        wanted = taken.get(name)
        option, at = max(
            (
                (branch.option, child)
                for branch, child in branches
                if branch is not None and wanted in {None, branch.option}
            ),
            key=lambda one: shown[one[1]].place.reach,
        )
        course[name] = option
    assert shown[at].place.kind == "end"
    assert taken.items() <= course.items()


def test_the_unfolded_play_is_whole_where_there_is_room(dam: Findings) -> None:
    merged = MergedPlay(dam.play)
    unfolded = unfold(merged)

    def walk(one: Unfolded) -> Iterator[Unfolded]:
        yield one
        for below in one.below:
            yield from walk(below)

    every = list(walk(unfolded.beginning))
    assert len(every) == sum(1 for _ in every_place(merged))
    assert all(one.more == 0 for one in every)
    assert {one.anchor for one in every} == set(unfolded.anchors.values())


def test_a_play_that_was_never_solved_can_still_be_drawn(dam: Findings) -> None:
    play = replace(
        dam.play,
        node_probability=dam.play.node_probability * math.nan,
        edge_probability=dam.play.edge_probability * math.nan,
        variants=0,
    )
    merged = MergedPlay(play)
    assert len(grow(merged, 25)) > 10
    assert unfold(merged).beginning.reach == "not known"
