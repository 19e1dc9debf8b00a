"""Can everything that is asked of this game be answered?

Whether an option is on offer wherever a test forces it, and whether an actor can hold back wherever
it would have to, shows only once the tree is there. It is checked when a case is compiled, so that
`foedus check` finds it and not the first run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.claims import HoldsBack, Quantity
from foedus.case.conditions import ALWAYS
from foedus.case.problems import CaseError, Problem
from foedus.case.read.theses import terms_of
from foedus.case.values import ANALYST

if TYPE_CHECKING:
    from foedus.game.game import Game


def check_interventions(game: Game) -> None:
    """Make sure that every restraint, and every intervention of every thesis, can be taken.

    Raises
    ------
    CaseError
        With everything that cannot be done, or that contradicts itself.
    """
    problems: list[Problem] = []
    for actor in game.case.actors:
        if actor.restraint is not None:
            held_back = HoldsBack(actor.key, actor.place)
            problems.extend(
                _refusals(game, Quantity("probability", ANALYST, ALWAYS, done=(held_back,)))
            )
    for thesis in game.case.theses:
        for term in terms_of(thesis.test):
            if isinstance(term, Quantity):
                problems.extend(_refusals(game, term))
    if problems:
        raise CaseError(problems)


def _refusals(game: Game, quantity: Quantity) -> tuple[Problem, ...]:
    try:
        game.query(quantity)
        game.fixed(quantity.announced)
    except CaseError as error:
        return error.problems
    return ()
