"""Does the play let an actor see what it could not have known, or hide from it what it knew?

The play is held against the record at each move that an entry records, for each option of an
earlier step that another entry records. Where the record does not say that anybody but who chose it
knew of an option, it is silent, and nothing is said here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from foedus.case import Message, Problem
from foedus.case.roles import mover_of, step_of, witnesses_of
from foedus.record.days import window_in_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedus.case import Case, Entry
    from foedus.case.steps import AnyStep
    from foedus.record.knowledge import Telling
    from foedus.record.tellings import Tellings
    from foedus.record.time_order import TimeOrder


class _Tied(NamedTuple):
    """An entry that records an option, and its place in the play."""

    entry: Entry
    name: str
    option: str
    at: tuple[int, int]
    step: AnyStep
    mover: str | None
    witnesses: tuple[str, ...] | None

    @property
    def claim(self) -> str:
        return f"{self.name} = {self.option}"

    def is_seen_by(self, actor: str) -> bool:
        """Whether the play shows it to an actor."""
        return self.witnesses is None or actor in self.witnesses or actor == self.mover


def hindsight(case: Case, order: TimeOrder, tellings: Tellings) -> tuple[Problem, ...]:
    """What the play lets actors know against the record, each once, at the line of the step."""
    held = _Held(case, order, tellings.actors_by_claim)
    tied = list(_tied(case, order))
    found: dict[tuple[str, str, bool], Problem] = {}
    for move in tied:
        for earlier in tied:
            if not move.mover or earlier.mover == move.mover or earlier.at >= move.at:
                continue
            problem = held.compare(move, move.mover, earlier)
            if problem is not None:
                is_seen = earlier.is_seen_by(move.mover)
                found.setdefault((move.mover, earlier.claim, is_seen), problem)
    return tuple(found.values())


@dataclass(frozen=True)
class _Held:
    """The record, to hold the play against."""

    case: Case
    order: TimeOrder
    told: Mapping[str, Sequence[Telling]]

    def compare(self, move: _Tied, actor: str, earlier: _Tied) -> Problem | None:
        """One move against one option that stands before it in the play."""
        told = self.told.get(earlier.claim, ())
        to_it = [one for one in told if actor in _knowers(one)]
        shown = f'"{earlier.claim}"'
        at_move = f'{actor} when it moves at "{move.name}" ({self._when(move)})'
        if not earlier.is_seen_by(actor):
            surely = [one for one in to_it if self._is_heard_before(one, move)]
            if not surely or self._hears_by_message(move, actor, earlier):
                return None
            since = surely[0]
            when = window_in_words((since.earliest, since.latest))
            message = f'by the record it knew since "{since.entry}" ({when})'
            return Problem(earlier.step.place, f"the play hides {shown} from {at_move}: {message}")
        if self.order.is_before(move.entry.name, earlier.entry.name):
            message = f'by the record that came later, with "{earlier.entry.name}"'
            when = self._when(earlier)
            return Problem(
                earlier.step.place, f"the play shows {shown} to {at_move}: {message} ({when})"
            )
        others = {one for telling in told for one in _knowers(telling)} - {earlier.mover}
        if not others or any(self._may_be_heard_before(one, move) for one in to_it):
            return None
        message = "by the record it had not heard of it, though others had: " + ", ".join(
            sorted(others - {actor}) or [f"{actor} only later"]
        )
        return Problem(earlier.step.place, f"the play shows {shown} to {at_move}: {message}")

    def _when(self, tied: _Tied) -> str:
        return window_in_words(self.order.window(tied.entry.name))

    def _is_heard_before(self, telling: Telling, move: _Tied) -> bool:
        """Whether it was for certain told, and had arrived, before the move."""
        begin = self.order.window(move.entry.name).earliest
        has_arrived = telling.latest == self.order.window(telling.entry).latest or (
            telling.latest is not None and begin is not None and telling.latest < begin
        )
        return has_arrived and self.order.is_before(telling.entry, move.entry.name)

    def _may_be_heard_before(self, telling: Telling, move: _Tied) -> bool:
        if telling.entry == move.entry.name:
            return True
        latest = self.order.window(move.entry.name).latest
        is_in_time = telling.earliest is None or latest is None or telling.earliest <= latest
        return is_in_time and not self.order.is_before(move.entry.name, telling.entry)

    def _hears_by_message(self, move: _Tied, actor: str, earlier: _Tied) -> bool:
        """Whether a message of the play tells it what it does not see, before it moves."""
        return any(
            isinstance(step, Message)
            and step.to == actor
            and step.about == earlier.name
            and (at, 0) < move.at
            for at, step in enumerate(self.case.play)
        )


def _knowers(telling: Telling) -> set[str]:
    return {telling.speaker, *telling.through, *telling.hearers}


def _tied(case: Case, order: TimeOrder) -> Iterator[_Tied]:
    """The entries that record an option of the play; of several for one option the first."""
    entries = {entry.name: entry for entry in case.record}
    first: dict[tuple[str, str], Entry] = {}
    for entry_name in order.names:
        taken = entries[entry_name].taken
        if taken is not None:
            first.setdefault(taken, entries[entry_name])
    for (name, option), entry in first.items():
        step = step_of(name, case.play)
        if step is None:
            continue
        names = list(step.names())
        within = names.index(name) if name in names else len(names)
        yield _Tied(
            entry,
            name,
            option,
            (case.play.index(step), within),
            step,
            mover_of(name, case.play),
            witnesses_of(name, case.play),
        )
