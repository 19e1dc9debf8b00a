"""In which state was an agreement on a day, as far as the record can tell?

Entries change its state. Where their days or their order are known in part, several states are
possible on a day: each whose change may have been the last by then.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, final

from foedus.case import AgreementState, Problem
from foedus.record.days import AnyDay, ordinal_of, window_in_words
from foedus.record.rules import Verdict, precedence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedus.case import Agreement, Case, Entry
    from foedus.record.temporal_network import Window
    from foedus.record.time_order import TimeOrder

_AGREED = frozenset(
    {
        AgreementState.IN_PRINCIPLE,
        AgreementState.CONDITIONAL,
        AgreementState.CONFIRMED,
        AgreementState.IN_FORCE,
    }
)
"""States of something that parties agreed to, at least in principle."""
_NEEDS = {
    AgreementState.IN_FORCE: (_AGREED - {AgreementState.IN_FORCE}, "agreed"),
    AgreementState.BROKEN: (_AGREED, "agreed"),
    AgreementState.LAPSED: (_AGREED | {AgreementState.PROPOSED, AgreementState.DEFERRED}, "made"),
    AgreementState.DEFERRED: (_AGREED | {AgreementState.PROPOSED}, "made"),
}
"""What must have gone before a state, and what it was then."""


@final
@dataclass(frozen=True)
class AgreementChange:
    """An entry that brings an agreement into a state.

    Attributes
    ----------
    entry
        Its name.
    window
        The first and the last day on which that can have been, as ordinal numbers.
    """

    state: AgreementState
    entry: str
    window: Window


@final
@dataclass(frozen=True, eq=False)
class AgreementCourse:
    """The life of an agreement.

    Attributes
    ----------
    changes
        In time order.
    breaches
        Where it was in force before it was to be.
    doubts
        Where it may have been, and the dates do not say.
    oddities
        Changes that make no sense from what the record tells.
    """

    agreement: Agreement
    changes: tuple[AgreementChange, ...]
    breaches: tuple[Problem, ...] = ()
    doubts: tuple[Problem, ...] = ()
    oddities: tuple[Problem, ...] = ()
    order: TimeOrder = field(repr=False, kw_only=True)

    def states_on(self, day: AnyDay) -> tuple[AgreementState | None, ...]:
        """The states in which it can have been at the end of a day.

        Parameters
        ----------
        day
            A day, or its ordinal number.

        Returns
        -------
        tuple of AgreementState or None
            In the order of `changes`; None, first, where nothing need have happened by then.
        """
        number = ordinal_of(day)
        by_then = [one for one in self.changes if _may_be_by(one, number)]
        # What was over before something that surely came by then began is not worth comparing.
        surely = [one for one in by_then if _is_by(one, number)]
        begun = [one.window.earliest for one in surely if one.window.earliest is not None]
        since = max(begun, default=None)
        left = [
            one
            for one in by_then
            if since is None or one.window.latest is None or one.window.latest >= since
        ]
        possible = [one.state for one in left if self._may_be_last(one, left, number)]
        return tuple(dict.fromkeys(possible if surely else [None, *possible]))

    def _may_be_last(
        self, change: AgreementChange, others: Sequence[AgreementChange], day: int
    ) -> bool:
        later = self.order.certainly_after(change.entry)
        return not any(
            self._is_surely_by(change, other, day) for other in others if other.entry in later
        )

    def _is_surely_by(self, change: AgreementChange, later: AgreementChange, day: int) -> bool:
        """If `change` came by the day, did what came later for certain come by it too?"""
        span = self.order.span
        most = self.order.network.gap(span[change.entry].end, span[later.entry].end).latest
        latest = change.window.latest
        last = day if latest is None else min(day, latest)
        found = [
            one
            for one in (later.window.latest, None if most is None else last + most)
            if one is not None
        ]
        return bool(found) and min(found) <= day


def _may_be_by(change: AgreementChange, day: int) -> bool:
    return change.window.earliest is None or change.window.earliest <= day


def _is_by(change: AgreementChange, day: int) -> bool:
    return change.window.latest is not None and change.window.latest <= day


def agreement_courses(case: Case, order: TimeOrder) -> tuple[AgreementCourse, ...]:
    """The course of each agreement of a case."""
    entries = {entry.name: entry for entry in case.record}
    changes: dict[str, list[AgreementChange]] = {one.name: [] for one in case.agreements}
    for name in order.names:
        for agreement, state in entries[name].makes:
            changes[agreement].append(AgreementChange(state, name, order.window(name)))
    judged = {entry.name for entry in (*case.record, *case.expected)}

    def too_soon(verdict: Verdict, one: Agreement) -> tuple[Problem, ...]:
        if one.only_after not in judged:
            return ()
        return tuple(_too_soon(verdict, one, changes[one.name], order, entries))

    return tuple(
        AgreementCourse(
            one,
            tuple(changes[one.name]),
            too_soon(Verdict.BROKEN, one),
            too_soon(Verdict.OPEN, one),
            tuple(_oddities(one, changes[one.name], order, entries)),
            order=order,
        )
        for one in case.agreements
    )


def _too_soon(
    verdict: Verdict,
    agreement: Agreement,
    changes: Sequence[AgreementChange],
    order: TimeOrder,
    entries: dict[str, Entry],
) -> Iterator[Problem]:
    """Where it came into force before what it waits for, surely (broken) or perhaps (open)."""
    needed = agreement.only_after
    if needed is None:
        return
    there = order.span[needed].end if needed in order.span else None
    for change in changes:
        if change.state is not AgreementState.IN_FORCE:
            continue
        if precedence(order.network, order.span[change.entry].begin, there) is verdict:
            yield Problem(
                entries[change.entry].place,
                f'"{agreement.name}" is in force with "{change.entry}" '
                f"({window_in_words(change.window)}), {_waits_for(needed, verdict, order)}",
            )


def _waits_for(needed: str, verdict: Verdict, order: TimeOrder) -> str:
    was_to_be = f'was to be only after "{needed}"'
    if needed not in order.span:
        return f"but {was_to_be}, of which the record does not tell"
    if verdict is Verdict.BROKEN:
        return f"but {was_to_be}, which came later"
    when = window_in_words(order.window(needed))
    return f"and {was_to_be} ({when}): the dates do not say which came first"


def _oddities(
    agreement: Agreement,
    changes: Sequence[AgreementChange],
    order: TimeOrder,
    entries: dict[str, Entry],
) -> Iterator[Problem]:
    founding = {
        needed: [one for one in changes if one.state in states]
        for needed, (states, _) in _NEEDS.items()
    }
    for change in changes:
        if change.state not in _NEEDS:
            continue
        is_founded = any(
            one is not change and not order.is_before(change.entry, one.entry)
            for one in founding[change.state]
        )
        if not is_founded:
            yield Problem(
                entries[change.entry].place,
                f'"{agreement.name}" is {change.state} with "{change.entry}", but the record does '
                f"not tell that it was {_NEEDS[change.state][1]} before",
            )
