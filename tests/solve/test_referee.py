"""The play is the one that pygambit finds on the same branch."""

import json
from pathlib import Path

import numpy as np
import pytest
from solve_catalogue import RATIONALITIES, at_rationality, catalogue

from foedus.solve import solve

STORED = json.loads(
    (Path(__file__).parent / "data" / "referee_answers.json").read_text(encoding="utf-8")
)["answers"]
GAMES = catalogue()


@pytest.mark.parametrize(
    "answer", STORED, ids=[f"{one['game']} at {one['rationality']}" for one in STORED]
)
def test_play_agrees_with_the_stored_answers_of_pygambit(answer: dict[str, object]) -> None:
    form, variants = GAMES[str(answer["game"])]
    if answer["behaviour"] is None:
        pytest.skip("pygambit stuck at a bifurcation before this rationality")
    numbers = at_rationality(variants, float(str(answer["rationality"])))
    solution = solve(form, numbers, keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    np.testing.assert_allclose(
        solution.behaviour[:, 0], np.array(answer["behaviour"]), rtol=0.0, atol=1e-6
    )


def test_at_least_a_dozen_shapes_are_judged() -> None:
    judged = {one["game"] for one in STORED if one["behaviour"] is not None}
    assert len(judged) >= 12


@pytest.mark.referee
@pytest.mark.parametrize("name", GAMES)
def test_play_agrees_with_pygambit_now(name: str) -> None:
    pytest.importorskip("pygambit", reason="the referee (group `referee`) is not installed")
    from solve_referee import gambit_answer  # noqa: PLC0415

    form, variants = GAMES[name]
    for rationality in RATIONALITIES:
        numbers = at_rationality(variants, rationality)
        answer = gambit_answer(form, numbers, rationality)
        if answer is not None:
            solution = solve(form, numbers, keep_behaviour=True)
            assert solution.behaviour is not None
            np.testing.assert_allclose(solution.behaviour[:, 0], answer, rtol=0.0, atol=1e-6)
