"""Can everything that is asked of this game be answered?

Whether an option is on offer wherever a test forces it, and whether an actor can hold back wherever
it would have to, shows only once the tree is there. So does a condition that nobody's choice can
meet. Both are looked for when a case is compiled, so that `foedus check` finds them and not the
first run.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedus.case.claims import HoldsBack, Quantity
from foedus.case.conditions import ALWAYS
from foedus.case.problems import CaseError, Problem
from foedus.case.read.theses import terms_of
from foedus.case.values import ANALYST
from foedus.game.reachable import reachable_ends

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedus.case.model import Thesis
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
    for _, quantity in _asked(game):
        problems.extend(_refusals(game, quantity))
    if problems:
        raise CaseError(problems)


def impossible_conditions(game: Game) -> tuple[Problem, ...]:
    """Warnings of conditions in theses that hold in no history, whatever the actors and chance do.

    What is asked under such a condition is undefined in every variant. The interventions must have
    been checked.
    """
    found: list[Problem] = []
    for thesis, quantity in _asked(game):
        if quantity.given == ALWAYS:
            continue
        query = game.query(quantity)
        ends = reachable_ends(game.form, query.forced, game.fixed(quantity.announced))
        if not (ends & query.given).any():
            found.append(
                Problem(
                    quantity.place,
                    f'"{quantity}" is undefined in every variant of the thesis "{thesis.name}": no '
                    f"history meets its condition{_once_replaced(quantity)}",
                )
            )
    return tuple(found)


def _once_replaced(quantity: Quantity) -> str:
    return " once these choices are replaced" if quantity.done or quantity.announced else ""


def _asked(game: Game) -> Iterator[tuple[Thesis, Quantity]]:
    """Every quantity of every thesis."""
    for thesis in game.case.theses:
        for term in terms_of(thesis.test):
            if isinstance(term, Quantity):
                yield thesis, term


def _refusals(game: Game, quantity: Quantity) -> tuple[Problem, ...]:
    try:
        game.query(quantity)
        game.fixed(quantity.announced)
    except CaseError as error:
        return error.problems
    return ()
