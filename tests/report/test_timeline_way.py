"""A message runs from its sender over those who passed it on to every receiver."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from foedus.report.timeline_picture import ROW
from foedus.report.timeline_way import BESIDE, LOOP, way

LANES = st.integers(0, 7).map(lambda at: 100.0 + 62.0 * at)
MESSAGES = st.tuples(LANES, st.lists(LANES, max_size=6), st.lists(LANES, min_size=1, max_size=4))


@given(MESSAGES)
def test_every_receiver_has_one_head_on_its_lane(message: tuple) -> None:
    sender, through, receivers = message
    drawn = way(sender, through, receivers)
    assert sorted(head.x for head in drawn.heads) == sorted(set(receivers))
    assert drawn.start[0] == sender


@given(MESSAGES)
def test_it_stays_in_its_row_and_between_its_lanes(message: tuple) -> None:
    sender, through, receivers = message
    drawn = way(sender, through, receivers)
    lanes = [sender, *through, *receivers]
    for x, y in (drawn.start, *drawn.relays, *((head.x, head.y) for head in drawn.heads)):
        assert min(lanes) - BESIDE <= x <= max(lanes) + BESIDE
        assert abs(y) + 4 <= ROW / 2
    heights = [float(one) for one in re.findall(r"V(-?[\d.]+)", drawn.path)]
    assert all(abs(height) + 4 <= ROW / 2 for height in heights)


@given(MESSAGES)
def test_no_sign_of_a_relay_stands_on_a_head_or_on_the_sender(message: tuple) -> None:
    sender, through, receivers = message
    drawn = way(sender, through, receivers)
    for x, y in drawn.relays:
        assert all(abs(head.x - x) > 10 or head.y != y for head in drawn.heads)
        assert (x, y) != drawn.start
    assert bool(drawn.relays) == bool(through)


def test_what_turns_back_goes_on_at_another_level() -> None:
    drawn = way(100, [224], [162])
    assert drawn.path == "M100 -4.5H224V4.5H162"
    assert [(head.x, head.y, head.points_right) for head in drawn.heads] == [(162, 4.5, False)]


def test_receivers_on_both_sides_are_reached_from_the_last_who_passed_it_on() -> None:
    drawn = way(100, [162], [224, 100])
    assert {(head.x, head.points_right) for head in drawn.heads} == {(224, True), (100, False)}
    assert drawn.path.endswith("M162 -4.5V4.5H100")


def test_a_message_within_one_lane_swings_out_and_comes_back() -> None:
    drawn = way(100, [], [100])
    assert [head.x for head in drawn.heads] == [100]
    assert "c" in drawn.path
    assert LOOP < 31
