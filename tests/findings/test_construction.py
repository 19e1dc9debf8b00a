"""True by construction is claimed only where no behaviour and no numbers could say otherwise."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.case import Case, loads, parse_test
from foedus.ensemble import Numbers, draw, evaluate_test, make_space, quantities_of
from foedus.findings import settled_theses, truth_by_construction
from foedus.game import Game, compile_game
from foedus.solve import evaluate

CERTAIN = [
    ("P(flood | do(builds = leave)) < 0.05", True),
    ("P(flood | do(builds = leave)) > 0", False),
    ("P(flood | do(holds back(upland))) <= 0", True),
    ("P(dam-stands | announced(builds = leave)) < 0.5", True),
    ("P(flood | ground = firm) < 0.01", True),
    ("P(builds = build | flood) >= 1", True),
    ("P(flood) <= P(builds = build)", True),
    ("P(flood) > P(builds = build)", False),
    ("P(flood) + P(dam-stands) + P(no-dam) > 0.99", True),
    ("2 * P(flood) - P(flood) - P(flood) < 0.1", True),
    ("not (P(flood) > P(builds = build))", True),
    ("P(flood) < 0.5 or P(flood) <= P(builds = build)", True),
    ("P(flood) < 0.5 and P(flood) > P(builds = build)", False),
    ("loss < 0", True),
    ("P(flood) * payment <= 40", True),
    ("P(flood) / payment < 0.11", True),
    ("P[river](flood | do(builds = leave)) < 0.05", True),
    ("P(council.river = object | do(council.river = object), reached(council.river)) > 0.9", True),
]

OPEN = [
    "P(flood) < 0.05",
    "P(flood) < P[river](flood)",
    "P(flood) <= P(builds = build | do(relief = give))",
    "P(flood | builds = build) <= P(builds = build)",
    "P(flood) >= 0 and P(flood) < 0.5",
    "E[river]() > -1000000",
    "payment < 39",
    "P(flood) / P(builds = build) <= 1",
    "P(flood) < 1",
    "P(flood | builds = leave and builds = build) < 0.5",
]


@pytest.mark.parametrize(("text", "truth"), CERTAIN)
def test_what_no_history_could_contradict(text: str, truth: bool, dam_game: Game) -> None:
    assert truth_by_construction(parse_test(text), dam_game) is truth


@pytest.mark.parametrize("text", OPEN)
def test_what_behaviour_or_numbers_may_decide(text: str, dam_game: Game) -> None:
    assert truth_by_construction(parse_test(text), dam_game) is None


CONDITIONS = st.sampled_from(
    [
        "flood",
        "dam-stands",
        "no-dam",
        "builds = build",
        "builds = leave",
        "proposes = dam",
        "ground = soft",
        "council = agreed",
        "council.river = object",
        "council.breached",
        "relief = give",
        "relief.kept",
        "pays = fully",
        "not flood",
        "flood or no-dam",
    ]
)
CHANGES = st.sampled_from(
    [
        "",
        ", do(builds = leave)",
        ", do(builds = build)",
        ", do(council.river = object)",
        ", do(relief = withhold)",
        ", do(holds back(upland))",
        ", do(ground = firm)",
    ]
)


@st.composite
def claims_on_the_dam(draw_one: st.DrawFn) -> str:
    """A comparison of two probabilities, or of one with a number."""

    def probability() -> str:
        event, condition, change = draw_one(CONDITIONS), draw_one(CONDITIONS), draw_one(CHANGES)
        given_ = draw_one(st.sampled_from(["reached(ground)", condition]))
        return f"P({event} | {given_}{change})"

    sign = draw_one(st.sampled_from(["<", "<=", ">", ">="]))
    number = st.sampled_from(["0", "0.05", "0.5", "1"])
    right = draw_one(number) if draw_one(st.booleans()) else probability()
    return f"{probability()} {sign} {right}"


@settings(max_examples=150, deadline=None)
@given(text=claims_on_the_dam(), seed=st.integers(0, 2**32 - 1))
def test_no_behaviour_contradicts_what_is_called_certain(
    text: str, seed: int, dam: Case, dam_game: Game
) -> None:
    test = parse_test(text)
    truth = truth_by_construction(test, dam_game)
    if truth is None:
        return
    # Any play whatever, pure ones among them, with any numbers that the case allows.
    rng = np.random.default_rng(seed)
    values = draw(make_space(dam), seed, np.arange(64))
    form = dam_game.form
    play = rng.random((int(form.first_strategy[-1]), 64)) ** rng.choice([1.0, 40.0], 64)
    for start, stop in zip(form.first_strategy[:-1], form.first_strategy[1:], strict=True):
        play[start:stop] /= play[start:stop].sum(axis=0)
    asked = quantities_of(test)
    answers, _ = evaluate(
        form, dam_game.variants(values), play, [dam_game.query(one) for one in asked]
    )
    # Sums of probabilities are exact only up to rounding, so that ties are left out.
    found = dict(zip(map(str, asked), np.round(answers, 9), strict=True))
    held = evaluate_test(test, Numbers(found, values, 64))
    assert not (held == (0 if truth else 1)).any()


def test_a_test_that_is_never_defined_is_not_true(dam_game: Game) -> None:
    never = parse_test("P(flood | do(builds = leave), flood) < 0.5")
    assert truth_by_construction(never, dam_game) is None


def test_what_is_certain_whatever_chance_does() -> None:
    case = loads(
        """\
foedus: 1
title: Chance alone
actors: {a: {}}
play:
  - {event: rain, options: [yes, no]}
  - {move: go, by: a, options: [out, stay]}
outcomes: {wet: rain = yes and go = out, dry: otherwise}
theses:
  sure: {says: Whoever stays in stays dry., test: "P(dry | do(go = stay)) > 0.99"}
"""
    )
    assert truth_by_construction(case.theses[0].test, compile_game(case)) is True


def test_a_thesis_is_settled_only_if_every_reading_leaves_it_so() -> None:
    case = loads(
        """\
foedus: 1
title: A ban that one reading lifts
actors: {a: {}, b: {}}
play:
  - consent: council
    of: [b]
    rule: unanimous
    forbids: go = out
    binding: yes
  - {move: go, by: a, options: [out, stay]}
outcomes: {gone: go = out, rest: otherwise}
readings:
  the rule:
    loose: {by: x, play: {council: {binding: no}}}
theses:
  ban: {says: Who may not go stays., test: "P(gone | do(council.b = object)) < 0.5"}
  sum: {says: One of two., test: "P(go = out) + P(go = stay) > 0.9"}
"""
    )
    base = compile_game(case)
    assert truth_by_construction(case.theses[0].test, base) is True
    assert settled_theses(base) == {"sum": True}
