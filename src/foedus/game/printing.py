"""What does a play look like when it is spelled out, on paper?

An outline that a historian can read: each move with who takes it, its options, when it is reached
and who sees it; then what the names of institutions mean, and what is charged to whom.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.conditions import Always, Condition
from foedus.game.rename import NEVER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.steps import Contest, Option
    from foedus.game.expansion import Charge, Expansion, Primitive


EVERYONE = "everyone"
"""What an audience of all actors is called."""


def print_expansion(expansion: Expansion) -> str:
    """A play in ordinary moves, as text.

    Examples
    --------
    >>> from foedus.case import load
    >>> from foedus.game import expand_play
    >>> print(print_expansion(expand_play(load("dam"))).splitlines()[0])
    The play, in ordinary moves
    """
    everyone = everyone_in(expansion)
    sections = [
        _section(
            "The play, in ordinary moves",
            (line for one in expansion.primitives for line in _primitive(one, everyone)),
        ),
        _section(
            "What the names mean",
            (
                f"{definition.name} = {option}: {in_words(meaning)}"
                for definition in expansion.definitions
                for option, meaning in definition.meanings
            ),
        ),
        _section(
            "Facts", (f"{name}: {in_words(condition)}" for name, condition in expansion.facts)
        ),
        _section(
            "Outcomes",
            (f"{name}: {in_words(condition)}" for name, condition in expansion.outcomes),
        ),
        _section("What it is worth, and costs", (_charge(one) for one in expansion.charges)),
    ]
    return "\n\n".join(section for section in sections if section)


def in_words(condition: Condition) -> str:
    """A condition as text."""
    return "never" if condition == NEVER else str(condition)


def _section(title: str, lines: Iterator[str]) -> str:
    body = [f"  {line}" for line in lines]
    return "\n".join((title, *body)) if body else ""


def everyone_in(expansion: Expansion) -> frozenset[str]:
    """All actors whom the play names."""
    return frozenset(
        actor
        for one in expansion.primitives
        for actor in (*one.seen_by, *((one.actor,) if one.actor else ()))
    )


def _primitive(one: Primitive, everyone: frozenset[str]) -> Iterator[str]:
    who = {"move": one.actor, "chance": "chance", "reveal": "a look"}[one.kind]
    if one.kind == "reveal":
        yield f"{one.name} — shows {one.copies}: {_options(one, plain=True)}"
    else:
        yield f"{one.name} — {who}: {_options(one)}"
    if not isinstance(one.when, Always):
        yield f"    when {in_words(one.when)}"
    audience = audience_in_words(one, everyone)
    if audience != EVERYONE:
        yield f"    seen by {audience}{' else' if one.actor else ''}"
    for after in dict.fromkeys(after for _, after in one.revealed):
        told = ", ".join(actor for actor, later in one.revealed if later == after)
        yield f"    heard by {told} after {after}"
    if one.contest is not None:
        yield from _contest(one.contest)


def audience_in_words(one: Primitive, everyone: frozenset[str]) -> str:
    """Who sees what is chosen, besides whoever chooses: ``everyone``, or names."""
    seen = frozenset(one.seen_by) - {one.actor}
    if seen == everyone - {one.actor}:
        return EVERYONE
    return ", ".join(actor for actor in one.seen_by if actor in seen) or "nobody"


def _options(one: Primitive, *, plain: bool = False) -> str:
    return " | ".join(option.name if plain else _option(option) for option in one.options)


def _option(option: Option) -> str:
    if isinstance(option.when, Always):
        return option.name
    return f"{option.name} (when {in_words(option.when)})"


def _contest(contest: Contest) -> Iterator[str]:
    for side in contest.sides:
        yield f"    {side.name} has {side.strength}"
        for add in side.adds:
            yield f"        and {add.strength} when {in_words(add.when)}"
    yield f"    decisiveness {contest.decisiveness}"
    for one in contest.estimates:
        held = [f"{side} {strength}" for side, strength in one.strengths]
        if one.decisiveness is not None:
            held.append(f"decisiveness {one.decisiveness}")
        yield f"    in the eyes of {one.holder}: {', '.join(held)}"


def _charge(charge: Charge) -> str:
    amount = f"{charge.actor}: {charge.amount}"
    if str(charge.when) == charge.reason:
        return f"{amount} when {in_words(charge.when)}"
    return f"{amount} when {in_words(charge.when)} ({charge.reason})"
