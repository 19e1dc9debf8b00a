"""What are the steps of the play, in the author's order and words?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus.case import (
    Always,
    Bar,
    Consent,
    Contest,
    Event,
    Message,
    Move,
    Plan,
    Pledge,
    Type,
)
from foedus.findings.wording import listed
from foedus.report.glyphs import Glyph, chance_glyph, glyphs_of
from foedus.report.typeset import actor_names, counted, probability
from foedus.report.weighing import weigh

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedus.case import AnyStep, Case, Cite
    from foedus.findings import Findings, PlayedGame
    from foedus.game import Primitive
    from foedus.report.apparatus import Apparatus
    from foedus.report.weighing import Weighed


@dataclass(frozen=True)
class OptionView:
    """An option, and how often it is taken where its move is reached."""

    name: str
    number: str
    percent: float


@dataclass(frozen=True)
class MoveView:
    """A move, a chance step or a revelation that a step expands into."""

    name: str
    glyph: Glyph | None
    who: str
    reach: str
    options: tuple[OptionView, ...]


@dataclass(frozen=True)
class StepView:
    """A step of the play as the report shows it."""

    anchor: str
    name: str
    said: str
    when: str
    seen_by: str
    why: tuple[str, ...]
    weighed: Weighed
    moves: tuple[MoveView, ...]


def step_views(findings: Findings, apparatus: Apparatus) -> tuple[StepView, ...]:
    """Every step, in the order of the case."""
    case = findings.case
    names = actor_names(case)
    moves = _moves(findings.play, glyphs_of(case.actors))
    return tuple(
        StepView(
            anchor=f"step-{at + 1}",
            name=step.name,
            said=in_words(step, names),
            when="" if isinstance(step.when, Always) else str(step.when),
            seen_by=_seen_by(step, case, names),
            why=_why(step),
            weighed=weigh(apparatus, _cites(step), _against(step)),
            moves=moves.get(step.name, ()),
        )
        for at, step in enumerate(case.play)
    )


def in_words(step: AnyStep, names: Mapping[str, str]) -> str:
    """What kind of step this is, and whose.

    Examples
    --------
    >>> from foedus.case import load
    >>> from foedus.report.typeset import actor_names
    >>> case = load("dam")
    >>> in_words(case.play[3], actor_names(case))
    'consent of River town and The capital: unanimous, a negative voice defers once, not binding'
    """
    match step:
        case Move():
            said = f"a move of {names[step.actor]}"
        case Event():
            said = "chance"
        case Type():
            knowing = listed([names[actor] for actor in step.seen_by or ()])
            said = f"chance at the start, learnt by {knowing or 'nobody'} alone"
        case Consent():
            said = _consent(step, names)
        case Pledge():
            said = f"a pledge of {names[step.by]} to {names[step.to]}, due if {step.trigger}"
        case Bar():
            said = _bar(step, names)
        case Plan():
            said = f"a plan of {names[step.by]} in {counted(len(step.phases), 'phase')}"
        case Message():
            said = _message(step, names)
        case Contest():
            said = f"a contest of {step.sides[0].name} against {step.sides[1].name}"
    return said


def _bar(step: Bar, names: Mapping[str, str]) -> str:
    owed = f" owed to {names.get(step.owed_to, step.owed_to)}" if step.owed_to else ""
    force = "taken away" if step.is_binding else "left open, at a price"
    return f"a bar{owed}: {step.forbids} is {force}"


def _consent(step: Consent, names: Mapping[str, str]) -> str:
    rule = {
        "unanimous": "unanimous",
        "count": f"{step.rule.count} of {len(step.parties)}",
        "veto": f"a veto of {listed([names[one] for one in step.rule.holders])}",
    }[step.rule.kind]
    times = {0: "", 1: ", a negative voice defers once"}.get(
        step.deferrals, f", a negative voice defers up to {step.deferrals} times"
    )
    force = "binding" if step.is_binding else "not binding"
    forbidden = f", {force}" if step.forbids is not None else ""
    return f"consent of {listed([names[one] for one in step.parties])}: {rule}{times}{forbidden}"


def _message(step: Message, names: Mapping[str, str]) -> str:
    said = f"a message of {names[step.by]} to {names[step.to]} about {step.about}"
    if step.verify is None:
        return said
    truth = ", answered truthfully" if step.verify.is_truthful else ""
    return f"{said}, which can be verified by asking {names[step.verify.asks]}{truth}"


def _seen_by(step: AnyStep, case: Case, names: Mapping[str, str]) -> str:
    if step.seen_by is None or isinstance(step, Type):
        return ""
    if set(step.seen_by) == set(case.actor_keys):
        return ""
    return listed([names[actor] for actor in step.seen_by])


def _why(step: AnyStep) -> tuple[str, ...]:
    phases = step.phases if isinstance(step, Plan) else ()
    told = (step.why, *(f"{one.name}: {one.why}" for one in phases if one.why))
    return tuple(one for one in told if one)


def _cites(step: AnyStep) -> tuple[Cite, ...]:
    phases = step.phases if isinstance(step, Plan) else ()
    return (*step.cites, *(cite for phase in phases for cite in phase.cites))


def _against(step: AnyStep) -> tuple[Cite, ...]:
    phases = step.phases if isinstance(step, Plan) else ()
    return (*step.against, *(cite for phase in phases for cite in phase.against))


def _moves(play: PlayedGame, glyphs: Mapping[str, Glyph]) -> dict[str, tuple[MoveView, ...]]:
    """What each step expands into, by the name of the step."""
    found: dict[str, tuple[MoveView, ...]] = {}
    for at, primitive in enumerate(play.game.expansion.primitives):
        view = _move(play, at, primitive, glyphs)
        found[primitive.source] = (*found.get(primitive.source, ()), view)
    return found


def _move(play: PlayedGame, at: int, primitive: Primitive, glyphs: Mapping[str, Glyph]) -> MoveView:
    nodes = np.flatnonzero(play.game.primitive_of_node == at)
    reach = float(play.node_probability[nodes].sum())
    glyph = {"move": glyphs.get(primitive.actor or ""), "chance": chance_glyph(), "reveal": None}[
        primitive.kind
    ]
    who = {"move": "" if glyph is None else glyph.name, "chance": "chance"}.get(
        primitive.kind, f"shows {primitive.copies}"
    )
    return MoveView(
        name=primitive.name,
        glyph=glyph,
        who=who,
        reach="" if primitive.kind == "reveal" else probability(reach),
        options=tuple(
            _option(play, at, number, option.name, reach)
            for number, option in enumerate(primitive.options)
        ),
    )


def _option(play: PlayedGame, at: int, number: int, name: str, reach: float) -> OptionView:
    """How often an option is taken, each place counted by how often it is reached."""
    game = play.game
    parents = game.form.parent
    below = np.flatnonzero(
        (game.taken[:, at] == number) & (parents >= 0) & (game.primitive_of_node[parents] == at)
    )
    taken = float(play.node_probability[below].sum())
    share = taken / reach if reach > 0 else float("nan")
    is_known = np.isfinite(share)
    return OptionView(
        name, probability(share) if is_known else "", round(100 * share, 1) if is_known else 0.0
    )
