"""Is somebody said to have been at two places on one day?

People travel, and two words can mean one place, so that this is asked about and not refused. Only
days that are known count, and only people: an actor can be anywhere at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.values import folded_name

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from foedus.case.events import Entry, Party
    from foedus.case.read.context import Context


def warn_of_two_places(
    context: Context, entries: Sequence[Entry], actor_names: Collection[str]
) -> None:
    """Warn of each person and day with two places, once."""
    found: dict[tuple[str, str], tuple[str, Entry]] = {}
    told: set[tuple[str, str]] = set()
    for entry in entries:
        if entry.where is None or not entry.when.is_exact:
            continue
        for one in _present(entry):
            if one.name in actor_names:
                continue
            key = (one.name, str(entry.when.earliest))
            where, other = found.setdefault(key, (entry.where, entry))
            if key not in told and not _may_be_one(where, entry.where):
                told.add(key)
                context.problems.warn(
                    entry.place,
                    f'"{one.name}" is in {entry.where} here and in {where} in "{other.name}" of '
                    f"line {other.place.line}, both on {key[1]}: somebody who travelled, or a slip",
                )


def _present(entry: Entry) -> tuple[Party, ...]:
    """Those who were there; a statement can be heard elsewhere."""
    return entry.by or entry.who


def _may_be_one(where: str, other: str) -> bool:
    """Whether the words of one place hold those of the other: Peking, and the embassy in Peking."""
    words, others = (set(folded_name(one.replace(",", " ")).split()) for one in (where, other))
    return words <= others or others <= words
