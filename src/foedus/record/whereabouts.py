"""Was somebody at two places in one day?

Only what was on one day for certain counts, and only persons: an actor is in many places. A place
that is part of the other's name is no second place. It is a warning, since people travel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case import Problem
from foedus.case.values import folded_name
from foedus.record.days import day_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case import Case, Entry
    from foedus.record.time_order import TimeOrder


def two_places_in_a_day(case: Case, order: TimeOrder) -> Iterator[Problem]:
    """Warn once for each person and day, at the later entry of the file."""
    actors = {name for actor in case.actors for name in (actor.key, actor.name)}
    first: dict[tuple[str, int], Entry] = {}
    told: set[tuple[str, int]] = set()
    for entry in case.record:
        earliest, latest = order.window(entry.name)
        if entry.where is None or entry.kind == "message" or earliest is None:
            continue
        if earliest != latest:
            continue
        for party in entry.who:
            key = (party.name, earliest)
            known = first.setdefault(key, entry)
            if party.name in actors or key in told or not _is_elsewhere(known, entry):
                continue
            told.add(key)
            yield Problem(
                entry.place,
                f'{party.name} is at "{entry.where}" with "{entry.name}" and at "{known.where}" '
                f'with "{known.name}" (line {known.place.line}), both on {day_in_words(earliest)}',
            )


def _is_elsewhere(one: Entry, other: Entry) -> bool:
    first, second = folded_name(one.where or ""), folded_name(other.where or "")
    return first not in second and second not in first
