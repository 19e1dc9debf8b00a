"""How likely does each viewpoint hold what chance decides?

Beliefs are stated step by step for an actor or the analyst, perhaps only where a condition holds.
What a viewpoint does not state is supplied: from the analyst where the actor learns the type before
it does anything and could infer nothing from it, as unknown elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from foedus.case.condition_text import ConditionReader
from foedus.case.conditions import Always, Condition, Taken
from foedus.case.nodes import Mapping, Node, Scalar
from foedus.case.read.context import text
from foedus.case.roles import mover_of
from foedus.case.steps import AnyStep, Contest, Event, Plan, Type
from foedus.case.tokens import ExpressionError
from foedus.case.values import ANALYST, NO_GROUNDS, Belief, Grounds, Simplex

if TYPE_CHECKING:
    from foedus.case.problems import Place
    from foedus.case.read.context import Context


@dataclass(frozen=True)
class ChanceStep:
    """A step at which beliefs are held.

    Attributes
    ----------
    learners
        Who learns a type before they choose anything, so that their own prior does not matter
        unless the type depends on another.
    """

    name: str
    options: tuple[str, ...]
    learners: tuple[str, ...]
    place: Place


@dataclass(frozen=True)
class _Stated:
    """One line of the section."""

    option: str
    assumption: str | None
    grounds: Grounds
    place: Place


@dataclass
class _Group:
    """The lines of one holder about one step under one condition."""

    given: Condition
    place: Place
    stated: list[_Stated] = field(default_factory=list[_Stated])


class _BeliefKey(ConditionReader):
    """Reads ``step = option`` and ``step = option given condition``."""

    def whole(self) -> tuple[Taken, Condition]:
        name = self.name("a chance step")
        place = self.place(name)
        self.expect("=", "after the step")
        taken = Taken(name.text, (self.option(),), place)
        given: Condition = Always()
        if self.at_word("given"):
            self.take()
            given = self.disjunction()
        self.expect_end()
        return taken, given


def chance_steps(play: tuple[AnyStep, ...]) -> tuple[ChanceStep, ...]:
    """The steps of a play about which viewpoints hold beliefs; contests have strengths instead."""
    found: list[ChanceStep] = []
    movers: set[str | None] = set()
    for step in play:
        names = step.names()
        if isinstance(step, Type):
            learners = tuple(actor for actor in step.seen_by or () if actor not in movers)
            found.append(ChanceStep(step.name, names[step.name], learners, step.place))
        elif isinstance(step, Event):
            found.append(ChanceStep(step.name, names[step.name], (), step.place))
        elif isinstance(step, Plan) and step.purpose is not None and step.purpose.is_type:
            name = f"{step.name}.purpose"
            learners = tuple(actor for actor in step.purpose.seen_by if actor not in movers)
            found.append(ChanceStep(name, names[name], learners, step.purpose.place))
        movers |= {mover_of(name, play) for name in names}
    return tuple(found)


@dataclass
class BeliefReader:
    """Collects what is stated, then supplies what is not."""

    context: Context
    steps: dict[str, ChanceStep]
    groups: dict[tuple[str, str], list[_Group]] = field(
        default_factory=dict[tuple[str, str], list[_Group]]
    )
    beliefs: list[Belief] = field(default_factory=list[Belief])
    simplexes: list[Simplex] = field(default_factory=list[Simplex])

    def read(self) -> None:
        """Read the section ``beliefs``, then complete it."""
        for holder, node in self.context.section("beliefs"):
            if isinstance(node, Mapping) and self.context.is_viewpoint(holder.text, holder.place):
                self._read_holder(holder.text, node)
        for step in self.steps.values():
            self._complete(ANALYST, step)
            for actor in self.context.actors:
                is_silent = (actor, step.name) not in self.groups
                if is_silent and actor in step.learners and not self._is_inferred_from(step):
                    self._take_over(actor, step)
                else:
                    self._complete(actor, step)

    def _read_holder(self, holder: str, node: Mapping) -> None:
        grounds = self.context.grounds(node)
        note = text(node, "note")
        for key, value in node.entries:
            if key.text not in {"cite", "against", "note"}:
                self._read_line(holder, key, value, grounds, note)

    def _read_line(
        self, holder: str, key: Scalar, value: Node, grounds: Grounds, note: str | None
    ) -> None:
        try:
            taken, given = _BeliefKey(key).whole()
        except ExpressionError as error:
            self.context.problems.add(error.place, error.message)
            return
        if not self._is_chance(taken):
            return
        step, option = self.steps[taken.step], taken.options[0]
        index = next(
            number
            for number, one in enumerate(self.context.scope.play)
            if taken.step in one.names()
        )
        self.context.scope.check(given, before=index)
        if isinstance(value, Scalar) and " given " in value.text:
            likely = value.text.split(" given ")[0]
            self.context.problems.add(
                value.place, f'"given" stands before the colon: {taken} given …: {likely}'
            )
            return
        grounds = self.context.grounds(value).or_else(grounds)
        tail = "" if isinstance(given, Always) else f" | {given}"
        name = f"P[{holder}]({taken}{tail})"
        own = holder if holder != ANALYST else None
        assumption = self.context.register.single(value, name, own, grounds)
        draft = self.context.register.drafts.get(assumption or "")
        if draft is not None and draft.name == name and note is not None:
            self.context.register.annotate(draft, note)
        group = self._group(holder, step, given, key.place)
        if any(one.option == option for one in group.stated):
            self.context.problems.add(
                key.place, f'"{holder}" states a belief on "{taken}{tail}" twice'
            )
            return
        group.stated.append(_Stated(option, assumption, grounds, key.place))

    def _is_chance(self, taken: Taken) -> bool:
        scope = self.context.scope
        if not scope.is_step(taken.step, taken.place):
            return False
        if taken.step not in self.steps:
            step = scope.play[scope.position[taken.step]]
            told = f'"{taken.step}" is not left to chance: beliefs are about events and types'
            if isinstance(step, Contest):
                told = (
                    f'"{taken.step}" is a contest: its odds follow from strengths (see estimates)'
                )
            self.context.problems.add(taken.place, told)
            return False
        return scope.are_options(taken.step, taken.options, taken.place)

    def _group(self, holder: str, step: ChanceStep, given: Condition, place: Place) -> _Group:
        groups = self.groups.setdefault((holder, step.name), [])
        for group in groups:
            if group.given == given:
                return group
        groups.append(_Group(given, place))
        return groups[-1]

    def _complete(self, holder: str, step: ChanceStep) -> None:
        """Make distributions of what a holder states; the unconditional one comes last."""
        groups = self.groups.get((holder, step.name), [])
        groups = sorted(groups, key=lambda group: isinstance(group.given, Always))
        if not groups or not isinstance(groups[-1].given, Always):
            groups.append(_Group(Always(), step.place))
        for group in groups:
            self._distribution(holder, step, group)

    def _distribution(self, holder: str, step: ChanceStep, group: _Group) -> None:
        stated = {one.option: one for one in group.stated}
        silent = [option for option in step.options if option not in stated]
        tail = "" if isinstance(group.given, Always) else f" | {group.given}"
        parts: list[str] = []
        for option in step.options:
            one = stated.get(option)
            grounds, place, name = NO_GROUNDS, group.place, None
            if one is not None:
                grounds, place, name = one.grounds, one.place, one.assumption
            elif option != silent[-1]:
                label = f"P[{holder}]({step.name} = {option}{tail})"
                own = holder if holder != ANALYST else None
                name = self.context.register.supply(label, "probability", place, own)
            if name is not None:
                parts.append(name)
            self.beliefs.append(
                Belief(
                    holder,
                    step.name,
                    option,
                    name,
                    group.given,
                    grounds.cites,
                    place,
                    grounds.against,
                )
            )
        if len(set(parts)) < len(parts):
            self.context.problems.add(
                group.place, "one assumption stands for two options: name one for each"
            )
        if len(parts) > 1 or (parts and not silent):
            simplex = Simplex(tuple(parts), is_complete=not silent, place=group.place)
            if simplex not in self.simplexes:
                self.simplexes.append(simplex)

    def _is_inferred_from(self, step: ChanceStep) -> bool:
        """Whether the analyst takes the step to depend on something."""
        groups = self.groups.get((ANALYST, step.name), [])
        return any(not isinstance(group.given, Always) for group in groups)

    def _take_over(self, actor: str, step: ChanceStep) -> None:
        """An actor that learns the type takes the analyst's belief: its own does not matter."""
        self.beliefs.extend(
            replace(one, holder=actor)
            for one in list(self.beliefs)
            if one.holder == ANALYST and one.step == step.name
        )
