"""From a case to the game that the solver takes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from foedus.case.problems import CaseError, under_readings
from foedus.case.values import ANALYST
from foedus.game.asked import check_interventions, impossible_conditions
from foedus.game.chance import ChancePicker, ChanceRule
from foedus.game.expand import expand_play
from foedus.game.game import Game
from foedus.game.holding import Numbering
from foedus.game.leaks import leak_warnings
from foedus.game.payoffs import make_shape, place_charges
from foedus.game.resolve import Names
from foedus.game.set_names import name_information_sets
from foedus.game.size import MOST_NODES, tree_size
from foedus.game.surprises import classify_ends, surprise_warnings
from foedus.game.unroll import Unrolled, unroll
from foedus.solve import CHANCE, NOWHERE, TERMINAL, ExtensiveForm, validate

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.case.conditions import Condition
    from foedus.case.model import Case
    from foedus.case.problems import Problem
    from foedus.game.expansion import Expansion


def compile_game(case: Case, *, most_nodes: int = MOST_NODES) -> Game:
    """Compile a case, under the readings laid over it, to a game.

    Parameters
    ----------
    case
        As `foedus.case.load` or `Case.under` returns it.
    most_nodes
        The largest tree that is unrolled.

    Returns
    -------
    Game
        An extensive form with perfect recall, and its way back to the case.

    Raises
    ------
    CaseError
        If the tree would be too large, a step is left without options, outcomes do not divide the
        ends of the play, or a thesis or a restraint forces what is not on offer.
    """
    note = under_readings(case.combination)
    try:
        game = _compiled(case, most_nodes)
        check_interventions(game)
    except CaseError as error:
        raise CaseError(list(_noted(error.problems, note))) from error
    return replace(game, warnings=_noted((*game.warnings, *impossible_conditions(game)), note))


def compile_all(case: Case, *, most_nodes: int = MOST_NODES) -> tuple[Game, ...]:
    """Compile a case under every combination of its readings, in the order of `Case.combinations`.

    You would use it to find every mistake at once; where one game is wanted use `compile_game`.
    A warning that several games share has the words of the first of them.

    Raises
    ------
    CaseError
        With the mistakes of all combinations. What is wrong without any reading is told once.
    """
    games: list[Game] = []
    found: dict[Problem, Problem] = {}
    warned: dict[Problem, Problem] = {}
    for combination in case.combinations:
        note = under_readings(combination)
        try:
            game = compile_game(case.under(combination), most_nodes=most_nodes)
        except CaseError as error:
            _told_once(error.problems, note, found)
        else:
            games.append(replace(game, warnings=_told_once(game.warnings, note, warned)))
    if found:
        raise CaseError(list(found.values()))
    return tuple(games)


def _noted(problems: tuple[Problem, ...], note: str) -> tuple[Problem, ...]:
    """The problems, saying under which reading they were found."""
    return tuple(replace(one, message=one.message + note) for one in problems)


def _told_once(
    problems: tuple[Problem, ...], note: str, told: dict[Problem, Problem]
) -> tuple[Problem, ...]:
    """The problems as they were told first, under this reading or an earlier one."""
    return tuple(
        told.setdefault(replace(one, message=one.message.removesuffix(note)), one)
        for one in problems
    )


def _compiled(case: Case, most_nodes: int) -> Game:
    expansion = expand_play(case)
    tree_size(expansion, most_nodes)
    players = case.actor_keys
    tree = unroll(expansion, players)
    numbering = Numbering(expansion.primitives)
    taken = _taken(tree, len(expansion.primitives))
    form, rules = _make_form(expansion, tree, numbering, taken, players)
    validate(form)
    ends = np.flatnonzero(form.is_terminal)
    of_ends = taken[ends]

    def holds_somewhere(condition: Condition) -> bool:
        return bool(numbering.holds(condition, of_ends).any())

    held = [numbering.holds(condition, of_ends) for _, condition in expansion.outcomes]
    outcome_of_node = np.full(form.node_count, NOWHERE, dtype=np.int32)
    outcome_of_node[ends] = classify_ends(
        case,
        expansion,
        [tree.rows[node] for node in ends.tolist()],
        np.array(held, dtype=np.bool_).reshape(len(held), ends.size),
    )
    names = Names(expansion.primitives, expansion.definitions, _facts(expansion))
    return Game(
        case=case,
        expansion=expansion,
        form=form,
        primitive_of_node=np.array(tree.primitive, dtype=np.int32),
        taken=taken,
        chance_rules=rules,
        outcome_of_node=outcome_of_node,
        warnings=(
            *leak_warnings(expansion, tree.askings),
            *surprise_warnings(case, expansion, names, holds_somewhere),
        ),
    )


def _facts(expansion: Expansion) -> dict[str, Condition]:
    return dict((*expansion.facts, *expansion.outcomes))


def _taken(tree: Unrolled, primitives: int) -> NDArray[np.int16]:
    """The options taken on the way to each node: int16[node, primitive], -1 where not reached."""
    rows = np.frombuffer(b"".join(tree.rows), dtype=np.uint8)
    return rows.reshape(len(tree.rows), primitives).astype(np.int16) - 1


def _make_form(
    expansion: Expansion,
    tree: Unrolled,
    numbering: Numbering,
    taken: NDArray[np.int16],
    players: tuple[str, ...],
) -> tuple[ExtensiveForm, tuple[ChanceRule, ...]]:
    parent = np.array(tree.parent, dtype=np.int32)
    owners = _owners(expansion, players)
    player_of_node = np.array(
        [TERMINAL if one < 0 else owners[one] for one in tree.primitive], dtype=np.int32
    )
    # Children in the order of their numbers are in the order of their parents' options.
    child_of_edge = np.argsort(parent[1:], kind="stable").astype(np.int32) + 1
    counts = np.array([len(offer) for offer in tree.offer], dtype=np.int32)
    first_edge = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    slots, slot_of_edge, rules = _chance(expansion, tree, numbering, first_edge, players)
    terms = place_charges(
        expansion, numbering, taken, make_shape(parent, player_of_node == TERMINAL), players
    )
    names, actions = name_information_sets(expansion, tree)
    form = ExtensiveForm(
        players=players,
        quantities=terms.quantities,
        chance_slots=slots,
        information_sets=names,
        actions=actions,
        parent=parent,
        player_of_node=player_of_node,
        information_set_of_node=np.array(tree.information_set, dtype=np.int32),
        first_edge=first_edge,
        child_of_edge=child_of_edge,
        chance_slot_of_edge=slot_of_edge,
        first_term=terms.first_term,
        player_of_term=terms.player_of_term,
        quantity_of_term=terms.quantity_of_term,
        coefficient_of_term=terms.coefficient_of_term,
    )
    return form, rules


def _owners(expansion: Expansion, players: tuple[str, ...]) -> list[int]:
    return [
        CHANCE if one.actor is None else players.index(one.actor) for one in expansion.primitives
    ]


def _chance(
    expansion: Expansion,
    tree: Unrolled,
    numbering: Numbering,
    first_edge: NDArray[np.int32],
    players: tuple[str, ...],
) -> tuple[tuple[str, ...], NDArray[np.int32], tuple[ChanceRule, ...]]:
    """The chance slots, the slot of each edge, and the rules that fill them."""
    viewpoints = (*players, ANALYST)
    pickers = {
        at: ChancePicker(one, numbering, viewpoints)
        for at, one in enumerate(expansion.primitives)
        if one.kind == "chance"
    }
    slot_of_edge = np.full(int(first_edge[-1]), NOWHERE, dtype=np.int32)
    starts: dict[ChanceRule, int] = {}
    rules: list[ChanceRule] = []
    slots: list[str] = []
    for node, at in enumerate(tree.primitive):
        if at not in pickers:
            continue
        offer = tree.offer[node]
        # Two nodes share slots where their rules differ in nothing but where the slots begin.
        plain = pickers[at].rule(tree.rows[node], offer, 0)
        if plain not in starts:
            starts[plain] = len(slots)
            rules.append(pickers[at].rule(tree.rows[node], offer, len(slots)))
            slots.extend(_slot_names(expansion, at, offer, slots))
        first = first_edge[node]
        slot_of_edge[first : first + len(offer)] = starts[plain] + np.arange(len(offer))
    return tuple(slots), slot_of_edge, tuple(rules)


def _slot_names(
    expansion: Expansion, at: int, offer: tuple[int, ...], known: list[str]
) -> list[str]:
    primitive = expansion.primitives[at]
    names = [f"{primitive.name} = {primitive.options[value - 1].name}" for value in offer]
    variety = sum(one.split(" #")[0] == names[0] for one in known)
    return names if not variety else [f"{name} #{variety + 1}" for name in names]
