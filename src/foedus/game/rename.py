"""What does a condition become when its names are exchanged for others?

A round of a replayed play speaks of its own steps (``proposes.2``), and after expansion a
condition speaks of ordinary moves alone. Both are one walk over the condition that rewrites its
leaves.
"""

from __future__ import annotations

from dataclasses import replace
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

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

Leaf = Taken | Reached | Fact


def rewrite(condition: Condition, leaf: Callable[[Leaf], Condition]) -> Condition:
    """The condition with every comparison and fact replaced by what `leaf` makes of it."""
    match condition:
        case Always():
            return condition
        case Not(inner):
            return Not(rewrite(inner, leaf))
        case And(parts):
            return both(*(rewrite(part, leaf) for part in parts))
        case Or(parts):
            return either(*(rewrite(part, leaf) for part in parts))
        case _:
            return leaf(condition)


def leaves(condition: Condition) -> Iterator[Leaf]:
    """The comparisons and facts of a condition, from left to right."""
    match condition:
        case Always():
            return
        case Not(inner):
            yield from leaves(inner)
        case And(parts) | Or(parts):
            for part in parts:
                yield from leaves(part)
        case _:
            yield condition


NEVER = Not(Always())
"""Holds in no history."""


def both(*parts: Condition) -> Condition:
    """The conjunction, flat and without what always holds or stands there twice."""
    kept: dict[Condition, None] = {}
    for part in parts:
        if part == NEVER:
            return NEVER
        for inner in part.parts if isinstance(part, And) else (part,):
            if not isinstance(inner, Always):
                kept[inner] = None
    if len(kept) <= 1:
        return next(iter(kept), Always())
    return And(tuple(kept))


def either(*parts: Condition) -> Condition:
    """The disjunction, flat and without what never holds or stands there twice."""
    kept: dict[Condition, None] = {}
    for part in parts:
        if isinstance(part, Always):
            return part
        for inner in part.parts if isinstance(part, Or) else (part,):
            if inner != NEVER:
                kept[inner] = None
    if len(kept) <= 1:
        return next(iter(kept), NEVER)
    return Or(tuple(kept))


def opposite(condition: Condition) -> Condition:
    """The negation, without doubling it."""
    return condition.inner if isinstance(condition, Not) else Not(condition)


def renamed(
    condition: Condition, names: Mapping[str, str], facts: Mapping[str, Condition]
) -> Condition:
    """The condition with steps renamed, facts written out because they may speak of those steps."""

    def leaf(part: Leaf) -> Condition:
        if isinstance(part, Fact):
            return renamed(facts[part.name], names, facts)
        return replace(part, step=names.get(part.step, part.step))

    return rewrite(condition, leaf)
