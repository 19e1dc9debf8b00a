"""Which steps make up the play?

Moves, events and types here; the institutions in files of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.nodes import Listing, Mapping, Scalar
from foedus.case.read.consents import read_consent
from foedus.case.read.contests import read_contest
from foedus.case.read.obligations import read_bar, read_pledge
from foedus.case.read.options import read_options
from foedus.case.read.plans import read_message, read_plan
from foedus.case.read.step_words import StepWords, read_step_words
from foedus.case.steps import AnyStep, Event, Move, Type

if TYPE_CHECKING:
    from collections.abc import Callable

    from foedus.case.read.context import Context

    StepReader = Callable[[Context, Mapping, StepWords, tuple[AnyStep, ...]], AnyStep]


def read_play(context: Context) -> tuple[AnyStep, ...]:
    """Read the section ``play``, in its order; names in conditions are checked later."""
    node = context.root.get("play")
    steps: list[AnyStep] = []
    for item in node.items if isinstance(node, Listing) else ():
        before = len(context.problems.found)
        if isinstance(item, Mapping):
            steps.append(_read_step(context, item, tuple(steps)))
            if len(context.problems.found) > before:
                context.damaged.add(steps[-1].name)
    return tuple(steps)


def _read_step(context: Context, node: Mapping, earlier: tuple[AnyStep, ...]) -> AnyStep:
    tag, name = next(
        (key.text, value)
        for key, value in node.entries
        if key.text in _READERS and isinstance(value, Scalar)
    )
    return _READERS[tag](context, node, read_step_words(context, node, name), earlier)


def _read_move(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Move:
    actor = context.actor(node.get("by"))
    return Move(**words, actor=actor, options=read_options(context, node.get("options")))


def _read_event(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Event:
    return Event(**words, options=read_options(context, node.get("options")))


def _read_type(
    context: Context, node: Mapping, words: StepWords, _earlier: tuple[AnyStep, ...]
) -> Type:
    words["seen_by"] = context.actors_in(node.get("known to"))
    return Type(**words, options=read_options(context, node.get("options")))


_READERS: dict[str, StepReader] = {
    "move": _read_move,
    "event": _read_event,
    "type": _read_type,
    "consent": read_consent,
    "pledge": read_pledge,
    "bar": read_bar,
    "plan": read_plan,
    "message": read_message,
    "contest": read_contest,
}
