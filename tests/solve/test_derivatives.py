"""The derivatives are those of the definition, and no entry that matters is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import clustered_form, random_variants
from solve_lanes import evaluate_cluster, sign_of_determinant
from solve_reference import action_worths

from foedus.solve.kernels_state import LANES
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm, Variants
    from foedus.solve.plan import Plan

SEEDS = range(10)


def drawn(seed: int) -> tuple[ExtensiveForm, Variants, np.random.Generator]:
    generator = np.random.default_rng(seed)
    form = clustered_form(generator)
    return form, random_variants(form, generator, LANES, kappa=6.0), generator


def rows_of(plan: Plan, cluster: int) -> int:
    first = plan.cluster["first_row"]
    return int(first[cluster + 1] - first[cluster])


def unknowns_of(plan: Plan, cluster: int) -> list[int]:
    first, last = plan.cluster["first_unknown"][cluster : cluster + 2]
    return plan.unknown[first:last].tolist()


def concerned(plan: Plan, cluster: int) -> set[int]:
    """The information sets whose play goes into a cluster."""
    first, last = plan.cluster["parameter"][cluster : cluster + 2]
    played = {-1 - int(one) for one in plan.operation[first:last] if one < 0}
    return played.union(unknowns_of(plan, cluster))


def test_the_games_of_this_file_are_of_many_kinds() -> None:
    games = [prepare(drawn(seed)[0], None) for seed in SEEDS]
    plans = [game.brief_plan for game in games]
    assert any(plan.cluster.size > 2 for plan in plans), "several clusters"
    assert any(plan.cluster["values"][0] > plan.cluster["parameter"][0] for plan in plans), (
        "parameters that turn on play"
    )
    assert any(
        game.full_plan.cluster[-1]["first_row"] > 2 * game.brief_plan.cluster[-1]["first_row"]
        for game in games
    ), "few are guessed"
    assert any((np.diff(game.arrays.first_strategy) > 2).any() for game in games), "three actions"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("is_brief", [True, False])
def test_derivatives_are_central_differences_of_the_equations(seed: int, *, is_brief: bool) -> None:
    form, variants, generator = drawn(seed)
    game = prepare(form, None)
    plan = game.brief_plan if is_brief else game.full_plan
    for cluster in range(plan.cluster.size - 1):
        rows = rows_of(plan, cluster)
        time, points = generator.random(LANES), generator.normal(size=(rows, LANES))

        def defect(
            nudge: NDArray[np.float64],
            cluster: int = cluster,
            time: NDArray[np.float64] = time,
            points: NDArray[np.float64] = points,
        ) -> NDArray[np.float64]:
            moved = points + nudge[:, None]
            return evaluate_cluster(
                game, plan, cluster, variants, time, moved, has_derivatives=False
            )[0]

        _, found, _ = evaluate_cluster(
            game, plan, cluster, variants, time, points, has_derivatives=True
        )
        for row, nudge in enumerate(1e-5 * np.eye(rows)):
            slope = (defect(nudge) - defect(-nudge)) / 2e-5
            np.testing.assert_allclose(found[:, :, row].T, slope, rtol=0.0, atol=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_derivatives_are_central_differences_of_the_definition(seed: int) -> None:
    """With all sets guessed, F is y less the answer that the slow reference gives to it."""
    form, variants, generator = drawn(seed)
    game = prepare(form, None)
    plan = game.full_plan
    for cluster in range(plan.cluster.size - 1):
        rows, unknowns = rows_of(plan, cluster), unknowns_of(plan, cluster)
        time, points = generator.random(LANES), generator.normal(size=(rows, LANES))
        found, jacobian, play = evaluate_cluster(
            game, plan, cluster, variants, time, points, has_derivatives=True
        )
        for one in set(range(len(form.information_sets))) - concerned(plan, cluster):
            start, stop = form.first_strategy[one : one + 2]
            play[start:stop] = generator.dirichlet(np.ones(stop - start), LANES).T

        def defect(
            point: NDArray[np.float64],
            lane: int,
            unknowns: list[int] = unknowns,
            time: NDArray[np.float64] = time,
            play: NDArray[np.float64] = play,
        ) -> NDArray[np.float64]:
            behaviour, odds = play[:, lane].copy(), iter(point)
            for one in unknowns:
                start, stop = form.first_strategy[one : one + 2]
                weights = np.exp([0.0, *(next(odds) for _ in range(start + 1, stop))])
                behaviour[start:stop] = weights / weights.sum()
            worths = action_worths(form, variants, lane, behaviour)
            answer = [
                variants.rationality[form.player_of_information_set[one], lane]
                * (worths[action] - worths[form.first_strategy[one]])
                for one in unknowns
                for action in range(form.first_strategy[one] + 1, form.first_strategy[one + 1])
            ]
            return point - time[lane] * np.array(answer)

        for lane in (0, LANES - 1):
            point = points[:, lane]
            np.testing.assert_allclose(found[:, lane], defect(point, lane), rtol=0.0, atol=1e-10)
            for row, nudge in enumerate(1e-5 * np.eye(rows)):
                slope = (defect(point + nudge, lane) - defect(point - nudge, lane)) / 2e-5
                np.testing.assert_allclose(jacobian[lane, :, row], slope, rtol=0.0, atol=1e-7)


@pytest.mark.parametrize("seed", SEEDS)
def test_guessing_few_or_all_gives_the_same_determinant(seed: int) -> None:
    """Where the guess of all is what follows from the guess of few."""
    form, variants, generator = drawn(seed)
    game = prepare(form, None)
    brief, full = game.brief_plan, game.full_plan
    assert brief.cluster.size == full.cluster.size
    for cluster in range(brief.cluster.size - 1):
        time = generator.random(LANES)
        points = generator.normal(size=(rows_of(brief, cluster), LANES))
        _, few, play = evaluate_cluster(
            game, brief, cluster, variants, time, points, has_derivatives=True
        )
        log_play = np.log(play)
        odds = [
            log_play[action] - log_play[form.first_strategy[one]]
            for one in unknowns_of(full, cluster)
            for action in range(form.first_strategy[one] + 1, form.first_strategy[one + 1])
        ]
        _, every, same = evaluate_cluster(
            game, full, cluster, variants, time, np.array(odds), has_derivatives=True
        )
        for one in concerned(full, cluster):
            run = slice(*form.first_strategy[one : one + 2])
            np.testing.assert_allclose(same[run], play[run], rtol=1e-12)
        expected = np.linalg.det(every)
        np.testing.assert_allclose(np.linalg.det(few), expected, rtol=1e-9)
        for lane in range(LANES):
            rows = few.shape[1]
            assert sign_of_determinant(few[lane].copy(), rows, 1e-9) == np.sign(expected[lane])


def test_the_sign_is_that_of_the_determinant() -> None:
    generator = np.random.default_rng(1)
    seen = set()
    for rows in (1, 2, 3, 8):
        for _ in range(20):
            matrix = generator.normal(size=(rows, rows))
            sign = int(np.sign(np.linalg.det(matrix)))
            assert sign_of_determinant(matrix.copy(), rows, 1e-12) == sign
            seen.add(sign)
    assert seen == {-1, 1}
    assert sign_of_determinant(np.array([[1.0, 2.0], [2.0, 4.0]]), 2, 1e-9) == 0
    assert sign_of_determinant(np.array([[np.nan, 2.0], [2.0, 4.0]]), 2, 1e-9) == 0
