"""The play is the one that pygambit finds on the same branch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from solve_catalogue import RATIONALITIES, at_rationality, catalogue
from solve_referee import gambit_answer

from foedus.solve import CHANCE, solve
from foedus.solve.prepared import prepare

STORED = json.loads(
    (Path(__file__).parent / "data" / "referee_answers.json").read_text(encoding="utf-8")
)["answers"]
GAMES = catalogue()


@pytest.mark.parametrize(
    "answer", STORED, ids=[f"{one['game']} at {one['rationality']}" for one in STORED]
)
def test_play_agrees_with_the_stored_answers_of_pygambit(answer: dict[str, object]) -> None:
    form, variants = GAMES[str(answer["game"])]
    numbers = at_rationality(variants, float(str(answer["rationality"])))
    solution = solve(form, numbers, keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    np.testing.assert_allclose(
        solution.behaviour[:, 0], np.array(answer["behaviour"]), rtol=0.0, atol=1e-6
    )


def test_every_game_of_the_catalogue_is_judged_at_every_rationality() -> None:
    judged = {(one["game"], one["rationality"]) for one in STORED if one["behaviour"] is not None}
    assert judged == {(name, rationality) for name in GAMES for rationality in RATIONALITIES}
    assert len(STORED) == len(judged)


def test_at_least_a_dozen_trees_of_many_shapes_are_judged() -> None:
    forms = [form for form, _ in GAMES.values()]
    assert len(forms) >= 12
    assert sum(CHANCE in form.player_of_node for form in forms) >= 4
    assert sum(len(form.players) >= 3 for form in forms) >= 4
    assert sum(not form.has_perfect_information for form in forms) >= 6
    assert sum(form.has_perfect_information for form in forms) >= 3
    assert any(len(labels) > 3 for form in forms for labels in form.actions)
    plans = [prepare(form, None).brief_plan for form in forms if not form.has_perfect_information]
    assert sum(plan.cluster.size > 1 for plan in plans) >= 4, "fixed points"


@pytest.mark.referee
@pytest.mark.usefixtures("referee")
@pytest.mark.parametrize("name", GAMES)
def test_play_agrees_with_pygambit_now(name: str) -> None:
    form, variants = GAMES[name]
    for rationality in RATIONALITIES:
        numbers = at_rationality(variants, rationality)
        answer = gambit_answer(form, numbers, rationality)
        assert answer is not None, "pygambit stuck where it did not when its answers were stored"
        solution = solve(form, numbers, keep_behaviour=True)
        assert solution.behaviour is not None
        np.testing.assert_allclose(solution.behaviour[:, 0], answer, rtol=0.0, atol=1e-6)
