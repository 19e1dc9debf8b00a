"""What does one step of a play contribute, before names are resolved?

A `Draft` holds the ordinary moves that a step expands into, with conditions still in the author's
names. Drafts are put in order, and replayed where a deferral sends the play back (see
`foedus.game.replay`); only then are names resolved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedus.case.conditions import ALWAYS, Condition
from foedus.case.steps import Option
from foedus.game.expansion import Charge, Definition, Primitive
from foedus.game.rename import both

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from foedus.case.steps import Step
    from foedus.case.values import Belief


@dataclass(frozen=True)
class Draft:
    """The part of an expansion that comes from one step, or from several that are replayed.

    Attributes
    ----------
    owners
        The steps it comes from, in order.
    primitives, definitions, charges
        As in `foedus.game.Expansion`, with conditions in the author's names.
    """

    owners: tuple[str, ...]
    primitives: tuple[Primitive, ...] = ()
    definitions: tuple[Definition, ...] = ()
    charges: tuple[Charge, ...] = ()

    @property
    def names(self) -> dict[str, tuple[str, ...]]:
        """Every name that it gives meaning to, with its options."""
        own = {
            primitive.name: tuple(option.name for option in primitive.options)
            for primitive in self.primitives
        }
        defined = {
            definition.name: tuple(option for option, _ in definition.meanings)
            for definition in self.definitions
        }
        return own | defined


@dataclass(frozen=True)
class Setting:
    """What an institution must know of the case around it.

    Attributes
    ----------
    everyone
        The actors, in the order of the file.
    facts
        The author's facts and outcomes, and those that institutions define, in the author's names.
    restrictions
        For a step: options that something takes away, and while what holds they stay.
    beliefs
        All beliefs about a chance step, in the order in which they count.
    """

    everyone: tuple[str, ...]
    facts: Mapping[str, Condition]
    restrictions: Mapping[str, tuple[tuple[tuple[str, ...], Condition], ...]]
    beliefs: Mapping[str, tuple[Belief, ...]]

    def audience(self, seen_by: tuple[str, ...] | None, *always: str) -> tuple[str, ...]:
        """Who sees a step: everyone unless said, and in any case those who take part in it."""
        if seen_by is None:
            return self.everyone
        return tuple(actor for actor in self.everyone if actor in {*seen_by, *always})

    def offered(self, step: str, options: tuple[Option, ...]) -> tuple[Option, ...]:
        """The options of a step, less what bars and binding rules take away."""
        for taken_away, stays in self.restrictions.get(step, ()):
            options = tuple(
                replace(option, when=both(option.when, stays))
                if option.name in taken_away
                else option
                for option in options
            )
        return options

    def move(
        self,
        step: Step,
        name: str,
        actor: str,
        options: tuple[Option, ...],
        when: Condition,
        seen_by: tuple[str, ...],
        *,
        called: str | None = None,
    ) -> Primitive:
        """A move of an actor; `called` is the name of the step where a round has its own."""
        return Primitive(
            name=name,
            step=called or name,
            kind="move",
            actor=actor,
            options=self.offered(called or name, options),
            when=when,
            seen_by=seen_by if actor in seen_by else (actor, *seen_by),
            source=step.name,
            place=step.place,
        )


def choices(*names: str) -> tuple[Option, ...]:
    """Options that are always offered."""
    return tuple(Option(name) for name in names)


def map_conditions(
    primitive: Primitive, change: Callable[[Condition], Condition], extra: Condition = ALWAYS
) -> Primitive:
    """The primitive with all its conditions changed, and one more in front of its guard."""
    contest = primitive.contest
    if contest is not None:
        first, second = (
            replace(side, adds=tuple(replace(add, when=change(add.when)) for add in side.adds))
            for side in contest.sides
        )
        contest = replace(contest, sides=(first, second))
    return replace(
        primitive,
        when=both(extra, change(primitive.when)),
        options=tuple(replace(option, when=change(option.when)) for option in primitive.options),
        beliefs=tuple(replace(belief, given=change(belief.given)) for belief in primitive.beliefs),
        contest=contest,
    )


def conditions_of(primitive: Primitive) -> tuple[Condition, ...]:
    """All conditions on which a primitive depends: guard, options, beliefs, odds."""
    contest = primitive.contest
    return (
        primitive.when,
        *(option.when for option in primitive.options),
        *(belief.given for belief in primitive.beliefs),
        *(add.when for side in (contest.sides if contest else ()) for add in side.adds),
    )
