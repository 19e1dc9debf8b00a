"""How does a message run over the lanes of the timeline?

From the sender over those who passed it on to the receivers, without leaving the room of its row:
where the way turns back, it goes on at another level. Every head of an arrow stands on the lane of
a receiver. Own construction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SPREAD = 18.0
"""Pixels between the highest and the lowest level of a way, at most."""
STEP = 9.0
"""Pixels between two levels, where there are few."""
LOOP = 17.0
"""How far a message within one lane swings out."""
HEAD_LENGTH, HEAD_HALF = 8.0, 4.0
BESIDE = 17.0
"""How far from its lane somebody stands who passed a message on and shares the lane of its end."""


@dataclass(frozen=True)
class Head:
    """The head of an arrow: its tip, and whether it points right."""

    x: float
    y: float
    points_right: bool

    @property
    def path(self) -> str:
        """Its outline."""
        back = -HEAD_LENGTH if self.points_right else HEAD_LENGTH
        return f"M{self.x:g} {self.y:g}l{back:g} {-HEAD_HALF:g}v{2 * HEAD_HALF:g}z"


@dataclass(frozen=True)
class Way:
    """What is drawn of a message.

    Attributes
    ----------
    path
        The line.
    start
        Where it leaves the sender.
    relays
        (x, y) of those who passed it on. Those on the sender's or a receiver's own lane stand
        beside it, on the way, and once however many they are.
    heads
        One for each receiver.
    """

    path: str
    start: tuple[float, float]
    relays: tuple[tuple[float, float], ...]
    heads: tuple[Head, ...]


@dataclass(frozen=True)
class _Run:
    """A stretch of the way in one direction, at one level."""

    stops: tuple[float, ...]

    @property
    def is_right(self) -> bool:
        return self.stops[-1] > self.stops[0]


def way(sender: float, through: Sequence[float], receivers: Iterable[float]) -> Way:
    """Lay out a message; heights are counted from the middle of its row.

    Parameters
    ----------
    sender, through, receivers
        Where their lanes stand, in pixels. Those who follow one another on one lane are drawn as
        one.

    Examples
    --------
    >>> one = way(10, [50], [90])
    >>> one.path, one.relays, [(head.x, head.points_right) for head in one.heads]
    ('M10 0H90', ((50, 0.0),), [(90, True)])
    """
    stops = [sender]
    for stop in through:
        if stop != stops[-1]:
            stops.append(stop)
    reached = sorted(set(receivers))
    last = stops[-1]
    runs = _runs(stops)
    right = tuple(one for one in reached if one > last)
    left = tuple(one for one in reached if one < last)[::-1]
    has_own = bool(through) and through[0] == sender
    if len(stops) == 1:
        found = _from_sender(sender, left, right, is_heard_there=last in reached)
        return (
            replace(found, relays=(_beside(found.start, is_right=bool(right)),))
            if has_own
            else found
        )
    first, second = (right, left) if runs[-1].is_right else (left, right)
    if first:
        runs[-1] = _Run((*runs[-1].stops, *first))
    turns_at = len(runs)
    if second:
        # The way back begins at the last who passed it on, wherever the way on has ended.
        runs.append(_Run((last, *second)))
    heights = _heights(len(runs))
    heads = [Head(one, heights[turns_at - 1], runs[turns_at - 1].is_right) for one in first]
    if last in reached:
        heads.append(Head(last, heights[turns_at - 1], runs[turns_at - 1].is_right))
    heads.extend(Head(one, heights[-1], runs[-1].is_right) for one in second)
    start = (sender, heights[0])
    ends = {(head.x, head.y): head.points_right for head in heads}
    passed = tuple(
        _beside(place, is_right=not ends[place]) if place in ends else place
        for place in _relays(runs, heights, stops[1:])
    )
    return Way(
        path=_path(runs, heights),
        start=start,
        relays=(_beside(start, is_right=runs[0].is_right), *passed) if has_own else passed,
        heads=tuple(heads),
    )


def _beside(place: tuple[float, float], *, is_right: bool) -> tuple[float, float]:
    """A place on the way, beside that of somebody on the same lane."""
    return (place[0] + (BESIDE if is_right else -BESIDE), place[1])


def _from_sender(
    sender: float, left: Sequence[float], right: Sequence[float], *, is_heard_there: bool
) -> Way:
    """A message that nobody passed on."""
    path = "".join(f"M{sender:g} 0H{side[-1]:g}" for side in (left, right) if side)
    heads = [Head(one, 0.0, points_right=False) for one in left]
    heads += [Head(one, 0.0, points_right=True) for one in right]
    if is_heard_there:
        path += f"M{sender:g} -6c{LOOP:g} -4 {LOOP:g} 16 0 12"
        heads.append(Head(sender, 6.0, points_right=False))
    return Way(path, (sender, 0.0), (), tuple(heads))


def _runs(stops: Sequence[float]) -> list[_Run]:
    runs: list[_Run] = []
    for one, other in pairwise(stops):
        if runs and runs[-1].is_right == (other > one):
            runs[-1] = _Run((*runs[-1].stops, other))
        else:
            runs.append(_Run((one, other)))
    return runs


def _heights(count: int) -> tuple[float, ...]:
    step = min(STEP, SPREAD / max(1, count - 1))
    return tuple(step * (at - (count - 1) / 2) for at in range(count))


def _path(runs: Sequence[_Run], heights: Sequence[float]) -> str:
    drawn = f"M{runs[0].stops[0]:g} {heights[0]:g}"
    at = runs[0].stops[0]
    for number, (run, height) in enumerate(zip(runs, heights, strict=True)):
        if run.stops[0] != at:
            drawn += f"M{run.stops[0]:g} {heights[number - 1]:g}"
        drawn += f"V{height:g}" if number else ""
        drawn += f"H{run.stops[-1]:g}"
        at = run.stops[-1]
    return drawn


def _relays(
    runs: Sequence[_Run], heights: Sequence[float], stops: Sequence[float]
) -> tuple[tuple[float, float], ...]:
    """Where on the way each of those who passed it on stands."""
    found: list[tuple[float, float]] = []
    waiting = list(stops)
    for run, height in zip(runs, heights, strict=True):
        for x in run.stops[1:]:
            if waiting and x == waiting[0]:
                found.append((x, height))
                waiting.pop(0)
    return tuple(found)
