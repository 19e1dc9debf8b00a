"""Which choices does an intervention replace?

``do(proposes = dam)`` takes the option at every node and every round of the step;
``do(council.1.river = object)`` names one round; ``holds back(river)`` is the actor's declared
restraint. A value that several voices settle, such as ``council = lapsed``, is nobody's choice
and cannot be replaced: the message names the voices.

Where the option is not on offer at some node of the step, the intervention is refused: leaving
those nodes as they are would answer another question than the one asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.case.claims import HoldsBack, Intervention
from foedus.case.problems import CaseError, Problem, did_you_mean
from foedus.solve import NOWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from foedus.case.problems import Place
    from foedus.game.game import Game


def forced_actions(
    game: Game, interventions: Sequence[Intervention | HoldsBack]
) -> NDArray[np.int32] | None:
    """The action that is forced at each node.

    Parameters
    ----------
    game
        The game.
    interventions
        What is replaced, all at once.

    Returns
    -------
    int32[node] or None
        -1 where nothing is forced; None without interventions.

    Raises
    ------
    CaseError
        If a step cannot be replaced, an option is not on offer everywhere, or two interventions
        contradict each other.
    """
    if not interventions:
        return None
    forced = np.full(game.form.node_count, NOWHERE, dtype=np.int32)
    for one in interventions:
        step, option = _choice(game, one)
        for name in _replaced(game, step, option, one.place):
            own = _forced_at(game, name, option, one)
            clash = (forced != NOWHERE) & (own != NOWHERE) & (forced != own)
            if clash.any():
                raise _refused(one.place, f'"{one}" contradicts another intervention beside it')
            forced = np.where(own != NOWHERE, own, forced)
    return forced


def _choice(game: Game, one: Intervention | HoldsBack) -> tuple[str, str]:
    if isinstance(one, Intervention):
        return one.step, one.option
    actor = next((actor for actor in game.case.actors if actor.key == one.actor), None)
    if actor is None:
        hint = did_you_mean(one.actor, game.case.actor_keys)
        raise _refused(one.place, f'there is no actor "{one.actor}": {hint}')
    if actor.restraint is None:
        raise _refused(
            one.place,
            f'"{one}": the case does not say which option of "{one.actor}" counts as holding back '
            "(restraint)",
        )
    return actor.restraint


def _replaced(game: Game, step: str, option: str, place: Place) -> tuple[str, ...]:
    """The moves and chance steps that an intervention on a step replaces."""
    rounds = game.names.rounds(step)
    known = (*game.names.primitive, *game.names.definition)
    if not rounds:
        if step not in known:
            raise _refused(place, f'there is no step "{step}": {did_you_mean(step, known)}')
        voices = [one for one in game.names.definition if one.startswith(f"{step}.")]
        plain = [one for one in voices if not one.removeprefix(f"{step}.")[0].isdigit()]
        raise _refused(
            place,
            f'"{step}" is what several voices settle, and no single choice: replace '
            f"{' or '.join(f'{one} = …' for one in plain or voices)}",
        )
    for name in rounds:
        primitive = game.names.primitive[name]
        if primitive.kind == "reveal":
            raise _refused(
                place,
                f'"{step}" is a truthful answer and nobody\'s choice: replace "{primitive.copies}"',
            )
        options = tuple(each.name for each in primitive.options)
        if option not in options:
            raise _refused(
                place, f'"{step}" has no option "{option}": {did_you_mean(option, options)}'
            )
    return rounds


def _forced_at(
    game: Game, name: str, option: str, one: Intervention | HoldsBack
) -> NDArray[np.int32]:
    """The action that takes an option at every node of one primitive."""
    form = game.form
    at = game.numbering.index[name]
    value = game.numbering.options[at][option] - 1
    nodes = np.flatnonzero(game.primitive_of_node == at)
    forced = np.full(form.node_count, NOWHERE, dtype=np.int32)
    above = form.parent[1:]
    edges = np.arange(form.child_of_edge.size, dtype=np.int32)
    position = np.empty(form.node_count, dtype=np.int32)
    position[form.child_of_edge] = edges - np.repeat(form.first_edge[:-1], np.diff(form.first_edge))
    chosen = 1 + np.flatnonzero(
        (game.primitive_of_node[above] == at) & (game.taken[1:, at] == value)
    )
    forced[form.parent[chosen]] = position[chosen]
    lacking = nodes[forced[nodes] == NOWHERE]
    if lacking.size:
        raise _refused(
            one.place,
            f'"{one}" cannot be done everywhere: "{name}" does not offer "{option}" after '
            f"{game.history(int(lacking[0]))}",
        )
    return forced


def _refused(place: Place, message: str) -> CaseError:
    return CaseError([Problem(place, message)])
