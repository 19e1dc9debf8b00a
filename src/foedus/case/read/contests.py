"""Whose strength decides a contest, and how do the actors estimate it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Node, Scalar
from foedus.case.problems import did_you_mean
from foedus.case.read.context import mapping
from foedus.case.read.options import can_name_option
from foedus.case.steps import Contest, Estimate, Reinforcement, Side
from foedus.case.values import Linear

if TYPE_CHECKING:
    from foedus.case.read.context import Context
    from foedus.case.read.step_words import StepWords
    from foedus.case.register import Use
    from foedus.case.steps import AnyStep


def read_contest(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Contest:
    """``contest: …``."""
    name, between = words["name"], mapping(node.get("between"))
    sides = [
        _side(context, key, value, name) for key, value in (between.entries if between else ())
    ]
    if len(sides) > 2:  # noqa: PLR2004
        context.problems.add(sides[2].place, "a contest has two sides")
    if len(sides) < 2:  # noqa: PLR2004
        sides = [Side("", Linear()), Side("", Linear())]
    decisiveness = node.get("decisiveness")
    label = f"{name}.decisiveness"
    names = tuple(side.name for side in sides)
    estimates = mapping(node.get("estimates"))
    return Contest(
        **words,
        sides=(sides[0], sides[1]),
        decisiveness=_supplied(context, "decisiveness", label, words)
        if decisiveness is None
        else context.register.linear(decisiveness, "decisiveness", label),
        estimates=tuple(
            _estimate(context, key, value, name, names)
            for key, value in (estimates.entries if estimates else ())
            if isinstance(value, Mapping) and context.is_viewpoint(key.text, key.place)
        ),
    )


def _supplied(context: Context, use: Use, label: str, words: StepWords) -> Linear:
    return Linear(((context.register.supply(label, use, words["place"]), 1.0),))


def _side(context: Context, key: Scalar, node: Node, contest: str) -> Side:
    can_name_option(context, key)
    label = f"{contest}.strength[{key.text}]"
    strength = node.get("strength") if isinstance(node, Mapping) else node
    adds = node.get("adds") if isinstance(node, Mapping) else None
    if strength is None:
        total = Linear(((context.register.supply(label, "strength", key.place), 1.0),))
    else:
        total = context.register.linear(strength, "strength", label)
    return Side(
        key.text,
        total,
        tuple(
            _reinforcement(context, item, f"{contest}.adds[{key.text}]")
            for item in (adds.items if isinstance(adds, Listing) else ())
            if isinstance(item, Mapping)
        ),
        key.place,
    )


def _reinforcement(context: Context, node: Mapping, label: str) -> Reinforcement:
    when, strength = context.condition(node.get("when")), node.get("strength")
    if strength is None:
        return Reinforcement(when, Linear())
    name = f"{label}({when})"
    return Reinforcement(when, context.register.linear(strength, "strength", name))


def _estimate(
    context: Context, key: Scalar, node: Mapping, contest: str, sides: tuple[str, ...]
) -> Estimate:
    label = f"{contest}[{key.text}]"
    strengths = mapping(node.get("strengths"))
    found: list[tuple[str, Linear]] = []
    for side, value in strengths.entries if strengths else ():
        if side.text not in sides:
            context.problems.add(
                side.place, f'"{side.text}" is no side: {did_you_mean(side.text, sides)}'
            )
            continue
        name = f"{label}.strength[{side.text}]"
        found.append((side.text, context.register.linear(value, "strength", name)))
    decisiveness = node.get("decisiveness")
    return Estimate(
        key.text,
        tuple(found),
        None
        if decisiveness is None
        else context.register.linear(decisiveness, "decisiveness", f"{label}.decisiveness"),
    )
