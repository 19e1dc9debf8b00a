"""The words follow the intervals as the method says."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.findings import Share, share_of, turns_on_noise, verdict_word

RANK = {"refuted": 0, "contested": 1, "robust": 2}


def shared(holds: int, fails: int, unsolved: int = 0, undefined: int = 0) -> Share:
    values = [1.0] * holds + [0.0] * fails + [math.nan] * unsolved + [-1.0] * undefined
    return share_of(np.array(values))


ROBUST, REFUTED, OPEN = shared(500, 0), shared(0, 500), shared(250, 250)


@pytest.mark.parametrize(
    ("shares", "word"),
    [
        ([ROBUST], "robust"),
        ([ROBUST, ROBUST], "robust"),
        ([REFUTED, REFUTED], "refuted"),
        ([ROBUST, REFUTED], "depends on the reading"),
        ([OPEN, ROBUST, REFUTED], "depends on the reading"),
        ([ROBUST, OPEN], "contested"),
        ([OPEN], "contested"),
        ([shared(96, 4)], "contested"),
        ([shared(0, 0, 10)], "contested"),
        ([shared(0, 0, 0, 10)], "undefined"),
        ([shared(0, 0, 1, 10)], "contested"),
        ([shared(0, 0, 0, 10), ROBUST], "contested"),
        ([shared(500, 0, 30)], "contested"),
    ],
)
def test_words(shares: list[Share], word: str) -> None:
    assert verdict_word(shares) == word


@pytest.mark.parametrize(
    ("truth", "word"), [(True, "true by construction"), (False, "false by construction")]
)
def test_what_the_game_settles_is_never_called_robust_or_refuted(truth: bool, word: str) -> None:
    assert verdict_word([ROBUST if truth else REFUTED], truth) == word


@given(st.integers(0, 300), st.integers(0, 300), st.integers(0, 50))
def test_a_thesis_that_holds_oftener_has_no_lower_verdict(
    holds: int, fails: int, more: int
) -> None:
    turned = min(more, fails)
    before = verdict_word([shared(holds, fails)])
    after = verdict_word([shared(holds + turned, fails - turned)])
    assert RANK[after] >= RANK[before]


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 100))
def test_unsolved_variants_never_make_a_verdict(holds: int, fails: int, unsolved: int) -> None:
    if verdict_word([shared(holds, fails, unsolved)]) != "contested":
        assert verdict_word([shared(holds, fails)]) != "contested"


def test_fewer_variants_alone_do_not_turn_a_verdict() -> None:
    few = shared(40, 0)
    assert verdict_word([few]) == "contested"
    assert not turns_on_noise("robust", [[few]])


def test_a_verdict_turns_where_it_could_not_be_what_it_is() -> None:
    assert turns_on_noise("robust", [[ROBUST], [OPEN]])
    assert turns_on_noise("refuted", [[OPEN]])
    assert turns_on_noise("contested", [[OPEN], [ROBUST]])
    assert turns_on_noise("depends on the reading", [[ROBUST, ROBUST]])
    assert not turns_on_noise("depends on the reading", [[ROBUST, REFUTED]])
    assert not turns_on_noise("contested", [[OPEN], [OPEN]])
    assert not turns_on_noise("true by construction", [[OPEN]])
    assert not turns_on_noise("robust", [])
