"""Which names may a condition use, and what do they mean?

Everything the play, the facts and the outcomes define, with the options of each step and where in
the play it is settled. Names in which something else was wrong are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedus.case.conditions import (
    Always,
    And,
    Condition,
    Fact,
    Not,
    Or,
    Reached,
    Taken,
)
from foedus.case.problems import did_you_mean
from foedus.case.shape import is_excused
from foedus.case.steps import Bar, Consent, Pledge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.problems import Place, Problems
    from foedus.case.steps import AnyStep


RECORDED = "recorded"
"""The fact that everything happened which the record ties to a step; tests may use it."""


def variables(play: tuple[AnyStep, ...]) -> dict[str, tuple[str, ...]]:
    """Every name of a play that conditions may compare, with its options.

    Examples
    --------
    >>> from foedus.case import load
    >>> variables(load("dam").play)["council.2.river"]
    ('agree', 'object')
    """
    names: dict[str, tuple[str, ...]] = {}
    for step in play:
        names |= step.names()
    return names | {name: names[plain] for name, plain in replayed_rounds(play).items()}


def replayed_rounds(play: tuple[AnyStep, ...]) -> dict[str, str]:
    """The names of replayed rounds, each with the plain name of what is chosen there.

    A consent whose deferral replays the play from a step gives each name of the replayed steps a
    further one for each round: ``proposes.2`` is the proposal in the second round. Where another
    consent has given it that name, the round is called ``proposes.council.2``.
    """
    found: dict[str, str] = {}
    for index, step in enumerate(play):
        if not isinstance(step, Consent) or step.replay_from is None:
            continue
        numbers = range(1, step.deferrals + 2) if step.deferrals else ()
        for replayed in _replayed(play[:index], step.replay_from):
            for name in _names_in_rounds(replayed):
                is_taken = any(f"{name}.{number}" in found for number in numbers)
                stem = f"{name}.{step.name}" if is_taken else name
                found |= {f"{stem}.{number}": name for number in numbers}
    return found


def _names_in_rounds(step: AnyStep) -> tuple[str, ...]:
    """What a step is called in each round; a pledge comes due once, after the last."""
    return tuple(name for name in step.names() if not (isinstance(step, Pledge) and "." in name))


def institution_facts(play: tuple[AnyStep, ...]) -> dict[str, AnyStep]:
    """The facts that institutions define by themselves, such as ``council.breached``."""
    return {
        name: step
        for step in play
        if isinstance(step, Consent | Pledge | Bar)
        for name in step.facts()
    }


def _replayed(before: tuple[AnyStep, ...], start: str) -> tuple[AnyStep, ...]:
    names = [step.name for step in before]
    return before[names.index(start) :] if start in names else ()


def parts_of(condition: Condition) -> Iterator[Taken | Reached | Fact]:
    """The comparisons and facts inside a condition, from left to right."""
    match condition:
        case Taken() | Reached() | Fact():
            yield condition
        case Not(inner):
            yield from parts_of(inner)
        case And(parts) | Or(parts):
            for part in parts:
                yield from parts_of(part)
        case Always():
            return


@dataclass
class Scope:
    """The names of a case.

    Attributes
    ----------
    damaged
        Names that were left out because of another mistake; no complaint about them.
    is_play_lost, are_facts_lost
        A whole section was left out.
    has_record
        Whether ``recorded`` may be used: in tests, where the record names a step.
    """

    problems: Problems
    play: tuple[AnyStep, ...]
    facts: dict[str, Condition]
    outcomes: dict[str, Condition]
    damaged: set[str]
    is_play_lost: bool = False
    are_facts_lost: bool = False
    has_record: bool = False
    options: dict[str, tuple[str, ...]] = field(init=False)
    given_facts: dict[str, AnyStep] = field(init=False)
    position: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Find every name of the play, and the step that settles it."""
        self.options = variables(self.play)
        self.given_facts = institution_facts(self.play)
        self.position = {}
        for index, step in enumerate(self.play):
            for name in step.names():
                self.position[name] = index
        for name, plain in replayed_rounds(self.play).items():
            self.position.setdefault(name, self.position[plain])

    def check(self, condition: Condition, before: int | None = None) -> None:
        """Report every name of a condition that does not exist, or is settled too late.

        Parameters
        ----------
        condition
            As parsed.
        before
            Index of the step whose guard it is: only earlier steps may be named.
        """
        for part in parts_of(condition):
            if not self._is_known(part) or before is None:
                continue
            late = self.settled_at(part)
            if late is not None and late >= before:
                self._complain_of_time(part, late, before)

    def _is_known(self, part: Taken | Reached | Fact) -> bool:
        if isinstance(part, Fact):
            return self._is_fact(part)
        return self.is_step(part.step, part.place) and (
            isinstance(part, Reached) or self.are_options(part.step, part.options, part.place)
        )

    def _is_fact(self, part: Fact) -> bool:
        name = part.name
        if name in self.facts or name in self.outcomes or name in self.given_facts:
            return True
        if self._is_excused(name) or self.are_facts_lost:
            return False
        if name == RECORDED:
            if not self.has_record:
                self.problems.add(
                    part.place,
                    f'"{RECORDED}" is for tests, where an entry of the record names a step',
                )
            return self.has_record
        if name in self.options:
            options = ", ".join(self.options[name])
            self.problems.add(
                part.place, f'"{name}" is a step and needs an option: {name} = … ({options})'
            )
            return False
        allowed = (*self.facts, *self.outcomes, *self.given_facts)
        hint = did_you_mean(name, allowed)
        near_step = did_you_mean(name, tuple(self.options))
        if not hint.startswith("did") and near_step.startswith("did"):
            hint = near_step
        self.problems.add(part.place, f'there is no fact "{name}": {hint}')
        return False

    def is_step(self, name: str, place: Place) -> bool:
        """Whether a step has this name; if not, say so."""
        if name in self.options:
            return True
        if self._is_excused(name) or self.is_play_lost:
            return False
        if name in self.facts or name in self.outcomes or name in self.given_facts:
            self.problems.add(place, f'"{name}" is a fact and has no options: write it alone')
        else:
            self.problems.add(
                place, f'there is no step "{name}": {did_you_mean(name, tuple(self.options))}'
            )
        return False

    def are_options(self, step: str, options: tuple[str, ...], place: Place) -> bool:
        """Whether a step has all these options; if not, say so."""
        missing = [option for option in options if option not in self.options[step]]
        for option in missing:
            if not self._is_excused(step):
                self.problems.add(
                    place,
                    f'"{step}" has no option "{option}": '
                    f"{did_you_mean(option, self.options[step])}",
                )
        return not missing

    def settled_at(self, part: Taken | Reached | Fact) -> int | None:
        """Index of the last step that a comparison or fact depends on; None if unknown."""
        pending: list[Taken | Reached | Fact] = [part]
        seen: set[str] = set()
        late: int | None = None
        while pending:
            one = pending.pop()
            name = one.name if isinstance(one, Fact) else one.step
            if name in seen:
                continue
            seen.add(name)
            here, depends = self._dependence(name)
            late = here if late is None else max(late, -1 if here is None else here)
            for condition in depends:
                pending.extend(parts_of(condition))
        return late

    def _dependence(self, name: str) -> tuple[int | None, tuple[Condition, ...]]:
        """The step at which a name is settled, and the conditions that it depends on besides."""
        if name in self.given_facts:
            step = self.given_facts[name]
            index = self.play.index(step)
            if isinstance(step, Pledge):
                return index, (step.trigger, *(() if step.then is None else (step.then,)))
            if isinstance(step, Consent | Bar) and step.forbids and name.endswith(".breached"):
                return index, (step.forbids,)
            return index, ()
        if name in self.facts or name in self.outcomes:
            return None, (self.facts.get(name, self.outcomes.get(name, Always())),)
        index = self.position.get(name)
        step = None if index is None else self.play[index]
        if isinstance(step, Pledge) and name == f"{step.name}.due":
            return index, (step.trigger,)
        return index, ()

    def _complain_of_time(self, part: Taken | Reached | Fact, late: int, before: int) -> None:
        name = part.name if isinstance(part, Fact) else part.step
        there = self.play[late].name
        if late == before:
            told = f'"{name}" is settled by this very step'
        elif name == there:
            told = f'"{name}" stands later in the play'
        else:
            told = f'"{name}" is settled by "{there}", which stands later in the play'
        self.problems.add(part.place, f"{told}: a guard may use earlier steps only")

    def _is_excused(self, name: str) -> bool:
        return is_excused(name, self.damaged)
