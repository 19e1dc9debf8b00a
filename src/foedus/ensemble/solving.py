"""What do the actors do, in a chunk of variants, and which theses hold?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from foedus._user_error import UserError
from foedus.ensemble.testing import Numbers, evaluate_test, margin_of, quantities_of
from foedus.solve import solve

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedus.ensemble.questions import Question
    from foedus.game import Game
    from foedus.solve import Solution, Variants


@dataclass(frozen=True, eq=False)
class Answers:
    """What is known of a chunk of variants.

    Attributes
    ----------
    status, residual, regret, turned, tied : [variant]
        The worst certificate of all solutions that were needed (see `foedus.solve.Solution`); NaN
        where any is.
    quantities : str to float64[variant]
        By canonical text; NaN where undefined or not solved.
    is_solved : str to bool[variant]
        Whether the solution behind a quantity carries its certificate.
    theses : str to int8[variant]
        1, 0 or -1 (undefined).
    is_judged : str to bool[variant]
        Whether all solutions behind a thesis carry their certificate.
    margins : str to float64[variant]
        For theses that are a single comparison.
    """

    status: NDArray[np.int8]
    residual: NDArray[np.float64]
    regret: NDArray[np.float64]
    turned: NDArray[np.bool_]
    tied: NDArray[np.bool_]
    quantities: Mapping[str, NDArray[np.float64]]
    is_solved: Mapping[str, NDArray[np.bool_]]
    theses: Mapping[str, NDArray[np.int8]]
    is_judged: Mapping[str, NDArray[np.bool_]]
    margins: Mapping[str, NDArray[np.float64]]


def answer(
    game: Game,
    values: Mapping[str, NDArray[np.float64]],
    asked: Sequence[Question],
    *,
    kappa: float | None = None,
    threads: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Answers:
    """Solve a chunk of variants for all questions, and judge the theses.

    Parameters
    ----------
    game
        The case under one combination of readings, compiled.
    values : str to float64[variant]
        The assumptions.
    asked
        The questions; each with other announced choices is one more solution.
    kappa
        One rationality for all actors instead of their own.
    threads, progress
        As in `foedus.solve.solve`; `progress` counts each variant once for each question.
    """
    variants = game.variants(values, kappa=kappa)
    solutions: list[Solution] = []
    for number, question in enumerate(asked):
        ahead = number * variants.count

        def report(done: int, _: int, ahead: int = ahead) -> None:
            if progress is not None:
                progress(ahead + done, len(asked) * variants.count)

        solutions.append(_solve(game, variants, question, threads, report))
    quantities: dict[str, NDArray[np.float64]] = {}
    is_solved: dict[str, NDArray[np.bool_]] = {}
    for question, solution in zip(asked, solutions, strict=True):
        for quantity, numbers in zip(question.quantities, solution.values, strict=True):
            quantities[str(quantity)] = numbers
            is_solved[str(quantity)] = solution.is_solved
    return _judged(game, Numbers(quantities, values, variants.count), is_solved, solutions)


def _solve(
    game: Game,
    variants: Variants,
    question: Question,
    threads: int | None,
    progress: Callable[[int, int], None],
) -> Solution:
    try:
        return solve(
            game.form,
            variants,
            question.queries,
            fixed=question.fixed,
            perception=game.case.perception,
            threads=threads,
            progress=progress,
        )
    except ValueError as error:
        readings = "+".join(game.case.combination) or "base"
        raise UserError(f"no variant of the reading {readings} is a game: {error}") from error


def _judged(
    game: Game,
    numbers: Numbers,
    is_solved: Mapping[str, NDArray[np.bool_]],
    solutions: Sequence[Solution],
) -> Answers:
    theses: dict[str, NDArray[np.int8]] = {}
    is_judged: dict[str, NDArray[np.bool_]] = {}
    margins: dict[str, NDArray[np.float64]] = {}
    for thesis in game.case.theses:
        needed = [is_solved[str(one)] for one in quantities_of(thesis.test)]
        is_judged[thesis.name] = np.all([np.ones(numbers.count, np.bool_), *needed], axis=0)
        theses[thesis.name] = evaluate_test(thesis.test, numbers)
        margin = margin_of(thesis.test, numbers)
        if margin is not None:
            margins[thesis.name] = margin
    return Answers(
        status=np.max([one.status for one in solutions], axis=0),
        residual=np.max([one.residual for one in solutions], axis=0),
        regret=np.max([one.regret for one in solutions], axis=0),
        turned=np.any([one.turned for one in solutions], axis=0),
        tied=np.any([one.tied for one in solutions], axis=0),
        quantities=numbers.quantities,
        is_solved=is_solved,
        theses=theses,
        is_judged=is_judged,
        margins=margins,
    )
