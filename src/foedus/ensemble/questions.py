"""What is asked of every variant?

The probability of each outcome, of what is recorded and of each outcome given that, of each outcome
had one actor held back, and whatever the theses need. Questions with the same announced choices are
answered by one solution of the game.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedus.case.claims import HoldsBack, Quantity
from foedus.case.conditions import Fact
from foedus.case.values import ANALYST
from foedus.ensemble.testing import quantities_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

    from foedus.case.claims import Intervention
    from foedus.case.model import Case
    from foedus.game import Game
    from foedus.solve import Query

RECORDED = "recorded"


@dataclass(frozen=True, eq=False)
class Question:
    """Quantities that one solution of the game answers.

    Attributes
    ----------
    quantities
        What is asked, all under the same announced choices.
    queries
        The same, in the solver's terms.
    fixed : int32[node] or None
        The announced choices, in the solver's terms; None for the game as it is.
    """

    quantities: tuple[Quantity, ...]
    queries: tuple[Query, ...]
    fixed: NDArray[np.int32] | None


def outcome_quantity(outcome: str) -> Quantity:
    """``P(outcome)``, the analyst's."""
    return Quantity("probability", ANALYST, Fact(outcome))


def recorded_quantity() -> Quantity:
    """``P(recorded)``: what the model gives to what happened."""
    return Quantity("probability", ANALYST, Fact(RECORDED))


def outcome_given_record(outcome: str) -> Quantity:
    """``P(outcome | recorded)``."""
    return Quantity("probability", ANALYST, Fact(outcome), given=Fact(RECORDED))


def outcome_under_restraint(outcome: str, actor: str) -> Quantity:
    """``P(outcome | do(holds back(actor)))``."""
    return Quantity("probability", ANALYST, Fact(outcome), done=(HoldsBack(actor),))


def has_record(game: Game) -> bool:
    """Whether the case ties anything recorded to a step."""
    return RECORDED in dict(game.expansion.facts)


def all_quantities(game: Game) -> tuple[Quantity, ...]:
    """Everything that is kept of a variant of this game."""
    case, outcomes = game.case, game.outcomes
    found = [outcome_quantity(outcome) for outcome in outcomes]
    if has_record(game):
        found.append(recorded_quantity())
        found += [outcome_given_record(outcome) for outcome in outcomes]
    restrained = [actor.key for actor in case.actors if actor.restraint is not None]
    found += [outcome_under_restraint(one, actor) for actor in restrained for one in outcomes]
    return (*found, *thesis_quantities(case))


def thesis_quantities(case: Case) -> tuple[Quantity, ...]:
    """What the theses of a case need."""
    return tuple(one for thesis in case.theses for one in quantities_of(thesis.test))


def questions(game: Game, quantities: Iterable[Quantity]) -> tuple[Question, ...]:
    """Put quantities together by their announced choices; the game as it is comes first.

    Raises
    ------
    foedus.case.CaseError
        If an intervention cannot be made.
    """
    together: dict[tuple[Intervention, ...], dict[str, Quantity]] = {(): {}}
    for quantity in quantities:
        together.setdefault(quantity.announced, {}).setdefault(str(quantity), quantity)
    return tuple(
        Question(
            quantities=tuple(asked.values()),
            queries=tuple(game.query(quantity) for quantity in asked.values()),
            fixed=game.fixed(announced),
        )
        for announced, asked in together.items()
    )
