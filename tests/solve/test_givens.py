"""A cluster is given all that it looks up; nothing is left from whoever held its lane before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from solve_games import clustered_form, random_form, random_variants

from foedus.solve.kernels_arclength import follow_curves
from foedus.solve.kernels_branch import follow_branches
from foedus.solve.kernels_state import State, new_state
from foedus.solve.kernels_workspace import new_workspace
from foedus.solve.prepared import prepare

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from foedus.solve.batch import Variants
    from foedus.solve.extensive_form import ExtensiveForm
    from foedus.solve.plan import Plan

SEEDS = range(4)
COUNT = 37


def games(seed: int) -> tuple[ExtensiveForm, Variants]:
    generator = np.random.default_rng(70 + seed)
    form = clustered_form(generator) if seed else random_form(generator, nodes=80, hidden=0.3)
    return form, random_variants(form, generator, COUNT, kappa=5.0)


def spoil(plan: Plan, state: State) -> None:
    """Put what is no number wherever a cluster has to be given something."""
    strategies = int(plan.strategy.size)
    has_charge = np.diff(plan.worth["first_term"]) > 0
    state.charge[has_charge] = np.nan
    state.worth[1:] = np.nan
    state.rationality[:] = np.nan
    for shares in (state.share, state.log_share, state.zeros):
        shares[strategies:] = np.nan


def ends(
    form: ExtensiveForm, variants: Variants, *, is_spoilt: bool, with_curves: bool
) -> NDArray[np.float64]:
    """Where the branches of all clusters end: float64[row, variant]."""
    game = prepare(form, None)
    plan = game.full_plan
    end = np.full((int(plan.cluster[-1]["first_row"]), COUNT), np.nan)
    drawn = (variants.worths, variants.chance, variants.rationality)
    for cluster in range(plan.cluster.size - 1):
        state = new_state(plan, game.player_count, variants.chance.shape[1])
        work = new_workspace(plan)
        if is_spoilt:
            spoil(plan, state)
        is_open, has_turned = np.ones(COUNT, np.bool_), np.zeros(COUNT, np.bool_)
        if with_curves:
            follow_curves(plan, state, work, cluster, *drawn, is_open, has_turned, end)
        else:
            follow_branches(plan, state, work, cluster, *drawn, is_open, end)
    return end


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("with_curves", [False, True])
def test_a_cluster_needs_nothing_but_what_it_is_given(seed: int, with_curves: bool) -> None:
    form, variants = games(seed)
    clean = ends(form, variants, is_spoilt=False, with_curves=with_curves)
    spoilt = ends(form, variants, is_spoilt=True, with_curves=with_curves)
    assert clean.shape[0] > 0
    assert np.isfinite(clean).any()
    np.testing.assert_array_equal(spoilt, clean)


@pytest.mark.parametrize("seed", SEEDS)
def test_worths_of_the_ground_come_after_what_they_are_made_of(seed: int) -> None:
    form, _ = games(seed)
    plan = prepare(form, None).brief_plan
    for cluster in range(plan.cluster.size - 1):
        known = {0}
        first, last = plan.cluster["first_ground"][cluster : cluster + 2]
        for worth in plan.ground[first:last].tolist():
            pairs = slice(*plan.worth["first_pair"][worth : worth + 2])
            assert known.issuperset(plan.pair["worth"][pairs].tolist())
            known.add(worth)
        looked_up = slice(
            plan.cluster["first_worth"][cluster], plan.cluster["first_chance"][cluster + 1]
        )
        assert known.issuperset(plan.given[looked_up].tolist())
