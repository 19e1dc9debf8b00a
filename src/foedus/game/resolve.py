"""What does a name in a condition mean, in ordinary moves?

`Names` turns a condition in the author's words into one over primitives alone: facts are written
out, ``council = agreed`` becomes what the voices said, and a plain name of a step that is played
several times becomes its last round.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from foedus.case.conditions import Condition, Fact, Reached, Taken
from foedus.case.problems import CaseError, Problem, did_you_mean
from foedus.case.scope import RECORDED
from foedus.game.rename import Leaf, either, rewrite

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case.problems import Place
    from foedus.game.expansion import Definition, Primitive


@dataclass(frozen=True)
class Names:
    """Everything that conditions may name.

    Attributes
    ----------
    primitives, definitions
        As in `foedus.game.Expansion`.
    facts
        Facts and outcomes, in the author's names or over primitives.
    """

    primitives: tuple[Primitive, ...]
    definitions: tuple[Definition, ...]
    facts: Mapping[str, Condition]

    @cached_property
    def primitive(self) -> dict[str, Primitive]:
        """The primitives by name."""
        return {one.name: one for one in self.primitives}

    @cached_property
    def definition(self) -> dict[str, Definition]:
        """The definitions by name."""
        return {one.name: one for one in self.definitions}

    @cached_property
    def _known(self) -> dict[Leaf, Condition]:
        return {}

    def resolve(self, condition: Condition) -> Condition:
        """The condition over primitives alone.

        Raises
        ------
        CaseError
            If it names something that does not exist, or an option that a step does not have.
        """
        return rewrite(condition, self._leaf)

    def _leaf(self, part: Leaf) -> Condition:
        if part not in self._known:
            self._known[part] = self._meaning(part)
        return self._known[part]

    def _meaning(self, part: Leaf) -> Condition:
        if isinstance(part, Fact):
            if part.name == RECORDED and RECORDED not in self.facts:
                message = f'"{RECORDED}" says nothing: "evidence until" is before what names a step'
                raise CaseError([Problem(part.place, message)])
            if part.name not in self.facts:
                raise _unknown("fact", part.name, tuple(self.facts), part.place)
            return self.resolve(self.facts[part.name])
        if part.step in self.primitive:
            if isinstance(part, Taken):
                options = tuple(option.name for option in self.primitive[part.step].options)
                _check_options(part, options)
            return part
        definition = self.definition.get(part.step)
        if definition is None:
            known = (*self.primitive, *self.definition)
            raise _unknown("step", part.step, known, part.place)
        meanings = dict(definition.meanings)
        if isinstance(part, Taken):
            _check_options(part, tuple(meanings))
            return self.resolve(either(*(meanings[option] for option in part.options)))
        if definition.rounds:
            return self.resolve(either(*(Reached(one) for one in definition.rounds)))
        return self.resolve(either(*meanings.values()))

    def rounds(self, name: str) -> tuple[str, ...]:
        """The primitives that a name stands for: itself, all its rounds, or none.

        Examples
        --------
        ``council.river`` stands for ``council.1.river`` and ``council.2.river``; ``council`` for
        none, as no single move settles it.
        """
        if name in self.primitive:
            return (name,)
        definition = self.definition.get(name)
        if definition is None:
            return ()
        return tuple(one for part in definition.rounds for one in self.rounds(part))


def _check_options(part: Taken, options: tuple[str, ...]) -> None:
    for option in part.options:
        if option not in options:
            raise CaseError(
                [
                    Problem(
                        part.place,
                        f'"{part.step}" has no option "{option}": {did_you_mean(option, options)}',
                    )
                ]
            )


def _unknown(kind: str, name: str, known: tuple[str, ...], place: Place) -> CaseError:
    return CaseError([Problem(place, f'there is no {kind} "{name}": {did_you_mean(name, known)}')])
