"""What should the author know about the tree that the case did not intend?

Outcomes must divide the ends of the play: one and only one each. Steps that are never reached,
facts and outcomes that never hold, and pledges that come due where they cannot be kept are
warnings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from foedus.case.conditions import UNPLACED, Reached
from foedus.case.problems import CaseError, Problem
from foedus.case.scope import RECORDED
from foedus.case.steps import Pledge
from foedus.game.pledge import came_due
from foedus.game.rename import both, opposite
from foedus.game.unroll import in_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from foedus.case.conditions import Condition
    from foedus.case.model import Case
    from foedus.case.problems import Place
    from foedus.game.expansion import Expansion
    from foedus.game.holding import Row
    from foedus.game.resolve import Names

Holds = "Callable[[Condition], NDArray[np.bool_]]"


def classify_ends(
    case: Case, expansion: Expansion, rows: list[Row], holds: NDArray[np.bool_]
) -> NDArray[np.int32]:
    """The outcome of each end of the play.

    Parameters
    ----------
    case, expansion
        For the names.
    rows
        The history of each end.
    holds : bool[outcome, end]
        Which outcomes hold there.

    Returns
    -------
    int32[end]

    Raises
    ------
    CaseError
        If an end has no outcome, or several; gives an example in words.
    """
    counts = holds.sum(axis=0)
    problems: list[Problem] = []
    first = case.outcomes[0].place if case.outcomes else UNPLACED
    if (counts == 0).any():
        example = in_words(expansion.primitives, rows[int(np.argmax(counts == 0))])
        problems.append(
            Problem(
                first,
                f"{int((counts == 0).sum())} of {counts.size} histories have no outcome, for "
                f'example {example}: add an outcome, perhaps "otherwise"',
            )
        )
    several: dict[tuple[int, ...], int] = {}
    for end in np.flatnonzero(counts > 1).tolist():
        several.setdefault(tuple(np.flatnonzero(holds[:, end]).tolist()), end)
    for chosen, end in several.items():
        names = " and ".join(f'"{case.outcomes[one].name}"' for one in chosen)
        problems.append(
            Problem(
                case.outcomes[chosen[1]].place,
                f"outcomes exclude each other, but {names} hold together, for example in "
                f"{in_words(expansion.primitives, rows[end])}",
            )
        )
    if problems:
        raise CaseError(problems)
    return holds.argmax(axis=0).astype(np.int32)


def surprise_warnings(
    case: Case,
    expansion: Expansion,
    names: Names,
    holds_somewhere: Callable[[Condition], bool],
) -> list[Problem]:
    """Sentences on what never happens."""
    return [
        *_unreached(expansion, holds_somewhere),
        *_never_true(case, expansion, holds_somewhere),
        *_cannot_be_kept(case, names, holds_somewhere),
    ]


def _unreached(expansion: Expansion, holds_somewhere: Callable[[Condition], bool]) -> list[Problem]:
    reached: dict[str, bool] = {}
    places: dict[str, Place] = {}
    for primitive in expansion.primitives:
        places.setdefault(primitive.step, primitive.place)
        known = reached.get(primitive.step, False)
        reached[primitive.step] = known or holds_somewhere(Reached(primitive.name))
    return [
        Problem(places[step], f'"{step}" is reached in no history')
        for step, is_reached in reached.items()
        if not is_reached
    ]


def _never_true(
    case: Case, expansion: Expansion, holds_somewhere: Callable[[Condition], bool]
) -> list[Problem]:
    found: list[Problem] = []
    facts = dict(expansion.facts)
    written = [name for name, _ in case.facts]
    found.extend(
        Problem(_start(case), f'the fact "{name}" holds in no history')
        for name in written
        if not holds_somewhere(facts[name])
    )
    outcomes = dict(expansion.outcomes)
    found.extend(
        Problem(outcome.place, f'the outcome "{outcome.name}" is reached in no history')
        for outcome in case.outcomes
        if not holds_somewhere(outcomes[outcome.name])
    )
    if RECORDED in facts and not holds_somewhere(facts[RECORDED]):
        tied = next(entry for entry in case.record if entry.taken is not None)
        found.append(
            Problem(
                tied.place,
                "no history of the play contains everything that the record ties to a step: what "
                "happened cannot happen in this game",
            )
        )
    return found


def _cannot_be_kept(
    case: Case, names: Names, holds_somewhere: Callable[[Condition], bool]
) -> list[Problem]:
    found: list[Problem] = []
    for step in case.play:
        if not isinstance(step, Pledge) or step.then is None:
            continue
        stranded = both(came_due(step), opposite(Reached(step.then.step)))
        if holds_somewhere(names.resolve(stranded)):
            found.append(
                Problem(
                    step.place,
                    f'"{step.name}" comes due in histories in which "{step.then.step}" is not '
                    "reached; it counts as broken there",
                )
            )
    return found


def _start(case: Case) -> Place:
    return case.outcomes[0].place if case.outcomes else UNPLACED
