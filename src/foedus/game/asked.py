"""Can everything that the theses ask be answered in this game?

Whether an option is on offer wherever a test forces it shows only once the tree is there. It is
checked when a case is compiled, so that `foedus check` finds it and not the first run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.claims import Quantity
from foedus.case.problems import CaseError, Problem
from foedus.case.read.theses import terms_of

if TYPE_CHECKING:
    from foedus.game.game import Game


def check_theses(game: Game) -> None:
    """Make sure that every intervention of every thesis can be made.

    Raises
    ------
    CaseError
        With everything that cannot be done, or that contradicts itself.
    """
    problems: list[Problem] = []
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
