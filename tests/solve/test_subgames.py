"""What is played in a subgame does not turn on what is above it, and that is made use of."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
import pytest
from scipy.optimize import brentq
from solve_games import clustered_form, random_variants
from solve_lanes import evaluate_cluster, solve_cluster

from foedus.solve import Node, build, decision, make_variants, solve, terminal
from foedus.solve.kernels_state import LANES
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve import ExtensiveForm

Table: TypeAlias = "dict[str, Table] | NDArray[np.float64]"
"""Two rows of two: what follows after `xx`, `xy`, `yx` and `yy`; or what the two are paid."""


def paid(generator: np.random.Generator) -> NDArray[np.float64]:
    return np.round(generator.normal(size=2), 2)


def chain(rounds: int) -> Table:
    """As long as both play x there is another round."""
    generator = np.random.default_rng(0)
    below: Table = paid(generator)
    for _ in range(rounds):
        below = {"xx": below, **{cell: paid(generator) for cell in ("xy", "yx", "yy")}}
    return below


def bush(rounds: int, seed: int = 0) -> Table:
    """There is another round whatever they play, and each is a game of its own."""
    generator = np.random.default_rng(seed)

    def grow(left: int) -> Table:
        if left == 0:
            return paid(generator)
        return {cell: grow(left - 1) for cell in ("xx", "xy", "yx", "yy")}

    return grow(rounds)


def form_of(table: Table) -> ExtensiveForm:
    """In every round both move at once, and see it afterwards."""

    def grow(table: Table, seen: str) -> Node:
        if isinstance(table, np.ndarray):
            return terminal(dict(zip("ab", table.tolist(), strict=True)))
        answers = {
            mine: decision(
                "b",
                f"b{seen}",
                {yours: grow(table[mine + yours], f"{seen} {mine}{yours}") for yours in "xy"},
            )
            for mine in "xy"
        }
        return decision("a", f"a{seen}", answers)

    return build(["a", "b"], grow(table, ""))


def logistic(difference: float) -> float:
    return float(0.5 * (1.0 + np.tanh(difference / 2.0)))


def worth_of(table: Table, rationality: float) -> NDArray[np.float64]:
    """What the two expect, each subgame solved alone: at low rationality it has one equilibrium."""
    if isinstance(table, np.ndarray):
        return table
    cells = np.array([worth_of(table[cell], rationality) for cell in ("xx", "xy", "yx", "yy")])
    worths = cells.reshape(2, 2, 2)

    def second(first: float) -> NDArray[np.float64]:
        gain = np.array([first, 1.0 - first]) @ (worths[:, 0, 1] - worths[:, 1, 1])
        share = logistic(rationality * float(gain))
        return np.array([share, 1.0 - share])

    def gap(first: float) -> float:
        gain = (worths[0, :, 0] - worths[1, :, 0]) @ second(first)
        return first - logistic(rationality * float(gain))

    first = float(np.asarray(brentq(gap, 0.0, 1.0, xtol=1e-15)).item())
    return np.einsum("i,j,ijp->p", [first, 1.0 - first], second(first), worths)


@pytest.mark.parametrize("table", [chain(1), chain(7), chain(50), bush(2), bush(4)])
def test_repeated_rounds_are_worth_what_each_solved_alone_gives(table: Table) -> None:
    form = form_of(table)
    solution = solve(form, make_variants(form, rationality=[0.4, 0.9]))
    assert solution.is_solved.all()
    for variant, rationality in enumerate((0.4, 0.9)):
        expected = worth_of(table, rationality)
        np.testing.assert_allclose(solution.worth[:, variant], expected, rtol=0.0, atol=1e-9)


@pytest.mark.parametrize("is_brief", [True, False])
def test_every_subgame_is_a_block_of_its_own(*, is_brief: bool) -> None:
    game = prepare(form_of(bush(3)), None)
    plan = game.brief_plan if is_brief else game.full_plan
    assert plan.cluster.size - 1 == 1
    starts = set(plan.row["block_start"].tolist())
    assert len(starts) == 1 + 4 + 16
    sizes = plan.row["block_stop"] - plan.row["block_start"]
    assert set(sizes.tolist()) == {1 if is_brief else 2}


@pytest.mark.parametrize("is_brief", [True, False])
@pytest.mark.parametrize(
    ("small", "large", "times"), [(chain(20), chain(80), 4.0), (bush(3), bush(5), 341.0 / 21.0)]
)
def test_room_grows_with_the_number_of_subgames(
    small: Table, large: Table, times: float, *, is_brief: bool
) -> None:
    """And not with its square: a subgame is seen from above through what it is worth alone."""
    rooms = [
        (game.brief_plan if is_brief else game.full_plan).room
        for game in (prepare(form_of(table), None) for table in (small, large))
    ]
    assert (rooms[1] <= 1.2 * times * rooms[0]).all()


def games() -> dict[str, ExtensiveForm]:
    found = {"chain": form_of(chain(5)), "bush": form_of(bush(3))}
    for seed in range(6):
        found[f"clustered {seed}"] = clustered_form(np.random.default_rng(seed))
    return found


GAMES = games()


@pytest.mark.parametrize("name", GAMES)
@pytest.mark.parametrize("is_brief", [True, False])
def test_solving_block_by_block_is_solving_the_whole(name: str, *, is_brief: bool) -> None:
    game = prepare(GAMES[name], None)
    plan = game.brief_plan if is_brief else game.full_plan
    generator = np.random.default_rng(0)
    variants = random_variants(GAMES[name], generator, LANES, kappa=20.0)
    for cluster in range(plan.cluster.size - 1):
        rows = int(np.diff(plan.cluster["first_row"])[cluster])
        points, time = generator.normal(size=(rows, LANES)), generator.random(LANES)
        right_side = generator.normal(size=(LANES, rows))
        _, jacobian, _ = evaluate_cluster(
            game, plan, cluster, variants, time, points, has_derivatives=True
        )
        found, sign = solve_cluster(game, plan, cluster, variants, time, points, right_side)
        expected = np.linalg.solve(jacobian, right_side[:, :, None])[:, :, 0]
        np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-9)
        np.testing.assert_array_equal(sign, np.sign(np.linalg.det(jacobian)))


@pytest.mark.parametrize("is_brief", [True, False])
def test_nothing_stands_to_the_right_of_the_blocks(*, is_brief: bool) -> None:
    """As differences of the equations show, not only as the plan says."""
    form = form_of(chain(4))
    game = prepare(form, None)
    plan = game.brief_plan if is_brief else game.full_plan
    generator = np.random.default_rng(1)
    variants = random_variants(form, generator, LANES, kappa=8.0)
    rows = int(plan.cluster["first_row"][-1])
    points, time = generator.normal(size=(rows, LANES)), np.ones(LANES)
    before, _, _ = evaluate_cluster(game, plan, 0, variants, time, points, has_derivatives=False)
    for column in range(rows):
        moved = points.copy()
        moved[column] += 0.5
        after, _, _ = evaluate_cluster(game, plan, 0, variants, time, moved, has_derivatives=False)
        is_above = plan.row["block_stop"][:rows] > column
        assert (after[~is_above] == before[~is_above]).all()
        assert (after[column] != before[column]).all()


def test_a_pivot_that_is_too_small_is_seen() -> None:
    game = prepare(form_of(chain(3)), None)
    generator = np.random.default_rng(1)
    variants = random_variants(form_of(chain(3)), generator, LANES, kappa=8.0)
    plan = game.full_plan
    rows = int(plan.cluster["first_row"][-1])
    points, time = generator.normal(size=(rows, LANES)), np.ones(LANES)
    sides = np.zeros((LANES, rows))
    assert solve_cluster(game, plan, 0, variants, time, points, sides)[1].all()
    assert not solve_cluster(game, plan, 0, variants, time, points, sides, 2.0)[1].any()
