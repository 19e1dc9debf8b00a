"""The case as a whole: what `load` hands on to the record and the game."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Literal, Protocol

from foedus.case.conditions import UNPLACED
from foedus.case.steps import Plan

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case.claims import Test
    from foedus.case.conditions import Condition
    from foedus.case.events import Agreement, Claim, Entry, RecordRule
    from foedus.case.problems import Place, Problem
    from foedus.case.steps import AnyStep
    from foedus.case.values import (
        Actor,
        Assumption,
        Belief,
        Cite,
        Order,
        Outcome,
        Preference,
        Reading,
        Simplex,
        SourceReference,
        Testimony,
    )
    from foedus.dates import HistoricalDate

BASE = ()
"""The combination of readings that uses none."""


@dataclass(frozen=True)
class Thesis:
    """A claim somebody made about the case, as a test over the ensemble."""

    name: str
    says: str
    test: Test
    by: str | None = None
    cites: tuple[Cite, ...] = ()
    place: Place = field(default=UNPLACED, compare=False)
    against: tuple[Cite, ...] = ()


class Grounded(Protocol):
    """What can carry citations: for it, and against it."""

    @property
    def cites(self) -> tuple[Cite, ...]:
        """The passages behind it."""
        ...

    @property
    def against(self) -> tuple[Cite, ...]:
        """The passages that speak against it."""
        ...

    @property
    def place(self) -> Place:
        """Where it stands in the case."""
        ...


@dataclass(frozen=True, eq=False)
class Case:
    """A sourced account of a joint decision, under one combination of readings.

    `load` returns the case under no reading (``base``); `under` gives it under others. All names
    are resolved: every assumption that anything refers to is in `assumptions`, including those
    supplied as unknown because the case is silent, and one ``rationality.<actor>`` for each actor.

    Attributes
    ----------
    path
        The file it was read from.
    text_hash
        SHA-256 of that file and of what it takes from a bibliography.
    combination
        Names of the readings laid over it, in the order of their axes.
    lexicon
        The lexicon of estimative words in use.
    perception
        ``disagreement``: known to all; ``mirror``: each assumes that others share its beliefs.
    record, expected
        What happened, and what should have or may yet but stands in no source.
    """

    title: str
    question: str
    path: Path
    text_hash: str
    combination: tuple[str, ...]
    lexicon: str
    perception: Literal["disagreement", "mirror"]
    evidence_until: HistoricalDate | None
    sources: tuple[SourceReference, ...]
    actors: tuple[Actor, ...]
    play: tuple[AnyStep, ...]
    facts: tuple[tuple[str, Condition], ...]
    outcomes: tuple[Outcome, ...]
    beliefs: tuple[Belief, ...]
    preferences: tuple[Preference, ...]
    assumptions: tuple[Assumption, ...]
    orders: tuple[Order, ...]
    simplexes: tuple[Simplex, ...]
    readings: tuple[Reading, ...]
    theses: tuple[Thesis, ...]
    testimony: tuple[Testimony, ...]
    record: tuple[Entry, ...]
    warnings: tuple[Problem, ...] = ()
    expected: tuple[Entry, ...] = ()
    claims: tuple[Claim, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    rules: tuple[RecordRule, ...] = ()
    overlaid: tuple[tuple[tuple[str, ...], Case], ...] = field(default=(), repr=False)

    @cached_property
    def axes(self) -> dict[str, tuple[str, ...]]:
        """The readings on each axis."""
        axes: dict[str, tuple[str, ...]] = {}
        for reading in self.readings:
            axes[reading.axis] = (*axes.get(reading.axis, ()), reading.name)
        return axes

    @property
    def combinations(self) -> tuple[tuple[str, ...], ...]:
        """`BASE`, then one reading from each axis in every combination."""
        if not self.readings:
            return (BASE,)
        return (BASE, *product(*self.axes.values()))

    def under(self, combination: tuple[str, ...]) -> Case:
        """The case with these readings laid over it.

        Raises
        ------
        KeyError
            If the case has no such combination (see `combinations`).
        """
        if combination == self.combination:
            return self
        return dict(self.overlaid)[combination]

    @cached_property
    def actor_keys(self) -> tuple[str, ...]:
        """The actors, in the order of the file."""
        return tuple(actor.key for actor in self.actors)

    @cached_property
    def source(self) -> dict[str, SourceReference]:
        """The sources by key."""
        return {source.key: source for source in self.sources}

    @cached_property
    def assumption(self) -> dict[str, Assumption]:
        """The assumptions by name."""
        return {assumption.name: assumption for assumption in self.assumptions}

    def all_cites(self) -> tuple[Cite, ...]:
        """Every citation of the case under this combination, once, in no particular order.

        Those that speak against an assertion are among them.
        """
        return tuple(
            dict.fromkeys(cite for one in self.assertions() for cite in (*one.cites, *one.against))
        )

    def assertions(self) -> tuple[Grounded, ...]:
        """Everything in the case that can carry citations, under this combination."""
        return (
            *self.play,
            *(phase for step in self.play if isinstance(step, Plan) for phase in step.phases),
            *self.beliefs,
            *self.preferences,
            *self.assumptions,
            *self.readings,
            *self.theses,
            *self.testimony,
            *self.record,
            *self.expected,
            *(told for entry in (*self.record, *self.expected) for told in entry.said),
            *self.claims,
            *self.agreements,
            *self.rules,
        )

    def __repr__(self) -> str:
        """Say in one line what the case holds."""
        readings = "+".join(self.combination) or "base"
        return (
            f"Case({self.title!r}, reading {readings}: {len(self.actors)} actors, "
            f"{len(self.play)} steps, {len(self.assumptions)} assumptions, "
            f"{len(self.theses)} theses)"
        )
