"""Are dated things told to follow one another in a circle?

The order of a whole record is worked out by `foedus.record`; here only what contradicts itself by
the words of the dates alone is found, while a case is read.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.dates.historical import HistoricalDate


def circle_of_dates(dates: Mapping[str, HistoricalDate]) -> tuple[str, ...]:
    """Find names that are told to follow each other in a circle; empty as a rule.

    Takes time in proportion to the number of dates.

    Examples
    --------
    >>> from foedus.dates import Relation, parse_date, related_date
    >>> dates = {"a": parse_date("1950"), "c": parse_date("1950")}
    >>> dates["b"] = related_date(Relation("between", ("a", "c")), dates)
    >>> circle_of_dates(dates)
    ()
    >>> dates["d"] = related_date(Relation("between", ("c", "a")), dates)
    >>> circle_of_dates(dates)
    ('b', 'c', 'd', 'a')
    """
    later = _told_order(dates)
    blocked = dict.fromkeys(dates, 0)
    for names in later.values():
        for name in names:
            blocked[name] += 1
    ready = deque(name for name in dates if not blocked[name])
    while ready:
        for other in later.get(ready.popleft(), ()):
            blocked[other] -= 1
            if not blocked[other]:
                ready.append(other)
    return _circle([name for name in dates if blocked[name]], later)


def _told_order(dates: Mapping[str, HistoricalDate]) -> dict[str, list[str]]:
    """For each name those that are told to be later than it."""
    later: dict[str, list[str]] = {}
    for name, date in dates.items():
        if date.relation is None:
            continue
        if date.relation.follows in dates:
            later.setdefault(date.relation.follows or "", []).append(name)
        if date.relation.precedes in dates:
            later.setdefault(name, []).append(date.relation.precedes or "")
    return later


def _circle(left: list[str], later: Mapping[str, list[str]]) -> tuple[str, ...]:
    """A circle among those that could not be placed, each of which waits for another of them."""
    if not left:
        return ()
    waits_for: dict[str, str] = {}
    for name in left:
        waits_for |= dict.fromkeys(later.get(name, ()), name)
    path = [left[0]]
    while waits_for[path[-1]] not in path:
        path.append(waits_for[path[-1]])
    circle = path[path.index(waits_for[path[-1]]) :]
    return tuple(reversed(circle))
