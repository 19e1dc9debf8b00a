"""The principal branch is kept where another passes closely: a truce that once ended on it."""

import numpy as np
import pytest

from foedus.case import loads
from foedus.game import compile_game
from foedus.solve import solve

TRUCE = """
foedus: 1
title: A truce with fixed numbers
actors: {gov: {}, reb: {}, patron: {}}
play:
  - pledge: aid
    by: patron
    to: reb
    if: truce.strike = start
    then: sends = arms
    breaking costs: 26.809844384532372
  - plan: truce
    by: gov
    purpose: {options: [cover, sincere]}
    phases:
      - {phase: offer, answer by: reb}
      - {phase: strike, when: truce.offer = start}
  - {bar: embargo, forbids: sends = arms, owed to: UN, costs: 6.341647267130644}
  - {move: sends, by: patron, when: truce.strike = start, options: [arms, nothing]}
  - contest: fight
    when: truce.strike = start
    between:
      gov:
        strength: 51.9508321370206
        adds: [{when: truce.offer.answer = accept, strength: 20}]
      reb:
        strength: 12.13992761261241
        adds: [{when: sends = arms, strength: 30}]
    decisiveness: 1.3027069650294139
outcomes:
  gov-wins: fight = gov
  reb-wins: fight = reb
  truce-holds: truce.offer.answer = accept and truce.strike = stop
  stalemate: otherwise
preferences:
  gov:
    - {when: gov-wins, worth: 80}
    - {when: reb-wins, worth: -60}
    - {when: truce-holds and truce.purpose = sincere, worth: 50}
    - {when: truce.purpose = cover and truce-holds, worth: -10}
    - {when: truce.purpose = sincere and truce.strike = start, worth: -37.8470515799953}
  reb: {gov-wins: -80, reb-wins: 60, truce-holds: 38.33727774402698, stalemate: 0}
  patron: {reb-wins: 40, gov-wins: -20}
rationality: {gov: 25.045909477441676, reb: 27.687082591074276, patron: 23.089580786380328}
"""


def cover_at(kappa: float | None) -> float:
    """How often the government plans a cover, once aid is withheld."""
    game = compile_game(loads(TRUCE))
    values = {one.name: np.array([one.low]) for one in game.case.assumptions}
    solution = solve(game.form, game.variants(values, kappa=kappa), keep_behaviour=True)
    assert solution.is_solved.all()
    assert solution.behaviour is not None
    sets = [name for name in game.form.information_sets if name.startswith("truce.purpose")]
    withheld = next(name for name in sets if "withhold" in name)
    start = game.form.first_strategy[game.form.information_sets.index(withheld)]
    return float(solution.behaviour[start, 0])


def test_the_referee_agrees() -> None:
    # pygambit 17.0.0b2, logit_solve_lambda, with its default steps and with steps of 1e-3
    assert cover_at(None) == pytest.approx(0.13393, abs=1e-5)


def test_play_changes_smoothly_as_everybody_grows_more_rational() -> None:
    along = np.array([cover_at(kappa) for kappa in np.linspace(5.0, 29.0, 49)])
    assert np.abs(np.diff(along)).max() < 0.05
