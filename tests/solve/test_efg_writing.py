"""What is written is read as the same game, by Foedus and by Gambit."""

from __future__ import annotations

import io
from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from solve_games import beer_or_quiche, random_form, random_variants
from solve_referee import gambit_answer

from foedus.solve import (
    ExtensiveForm,
    Variants,
    build,
    chance,
    decision,
    make_variants,
    read_efg,
    solve,
    terminal,
    write_efg,
)
from foedus.solve.efg_reading import parse_efg
from foedus.solve.efg_text import quoted
from foedus.solve.efg_writing import efg_text

DATA = Path(__file__).parent / "data"
ARRAYS = (
    "parent",
    "player_of_node",
    "information_set_of_node",
    "first_edge",
    "child_of_edge",
    "chance_slot_of_edge",
)
NAMES = ("players", "chance_slots", "information_sets", "actions")


def drawn_game(seed: int) -> tuple[ExtensiveForm, Variants]:
    """A random tree of the tests, with priors that all share."""
    generator = np.random.default_rng(seed)
    form = random_form(
        generator,
        players=int(generator.integers(1, 5)),
        nodes=int(generator.integers(2, 60)),
        has_types=bool(generator.random() < 0.5),
        hidden=float(generator.choice([0.0, 0.5])),
        chance_share=0.3,
    )
    return form, random_variants(form, generator, 2, has_common_priors=True)


@given(st.integers(0, 2**32 - 1), st.integers(0, 1))
def test_reading_what_was_written_gives_the_same_game(seed: int, variant: int) -> None:
    form, variants = drawn_game(seed)
    read = parse_efg(efg_text(form, variants, variant=variant), "game.efg")
    for name in ARRAYS:
        np.testing.assert_array_equal(getattr(read.form, name), getattr(form, name))
    assert read.form.players == form.players
    assert read.form.chance_slots == form.chance_slots
    assert read.form.actions == form.actions
    np.testing.assert_allclose(read.chance, variants.chance[0, :, variant], rtol=0, atol=1e-15)
    again = parse_efg(efg_text(read.form, read.variants(1.0)), "game.efg")
    assert again.form.information_sets == read.form.information_sets
    np.testing.assert_array_equal(again.form.coefficient_of_term, read.form.coefficient_of_term)
    np.testing.assert_array_equal(again.chance, read.chance)


@given(st.integers(0, 2**32 - 1))
def test_the_same_game_is_played_in_the_same_way(seed: int) -> None:
    form, variants = drawn_game(seed)
    read = parse_efg(efg_text(form, variants), "game.efg")
    levels = dict(zip(form.players, variants.rationality[:, 0].tolist(), strict=True))
    ours = solve(form, variants, keep_behaviour=True)
    theirs = solve(read.form, read.variants(levels), keep_behaviour=True)
    assert ours.status[0] == theirs.status[0]
    assert ours.behaviour is not None
    assert theirs.behaviour is not None
    np.testing.assert_allclose(theirs.behaviour[:, 0], ours.behaviour[:, 0], rtol=0, atol=1e-8)
    np.testing.assert_allclose(theirs.worth[:, 0], ours.worth[:, 0], rtol=0, atol=1e-8)


@pytest.mark.parametrize("name", ["beer_or_quiche", "turning_branch", "two_fairs"])
def test_a_file_that_is_read_and_written_says_the_same(tmp_path: Path, name: str) -> None:
    game = read_efg(DATA / f"{name}.efg")
    path = tmp_path / "again.efg"
    write_efg(path, game.form, game.variants(1.0), title=game.title, comment=game.comment)
    again = read_efg(path)
    assert (again.title, again.comment) == (game.title, game.comment)
    for field in NAMES:
        assert getattr(again.form, field) == getattr(game.form, field)
    for field in (*ARRAYS, "first_term", "player_of_term", "coefficient_of_term"):
        np.testing.assert_array_equal(getattr(again.form, field), getattr(game.form, field))
    np.testing.assert_array_equal(again.chance, game.chance)


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
def test_every_name_can_be_written(name: str) -> None:
    title = parse_efg(f'EFG 2 R {quoted(name)} {{ }} t "" 0', "game.efg").title
    assert title == name


@given(
    st.lists(st.floats(-1e300, 1e300, allow_subnormal=False), min_size=1, max_size=4),
    st.lists(st.floats(0.0, 1.0), min_size=1, max_size=5).filter(lambda odds: sum(odds) > 1e-3),
)
def test_numbers_are_written_as_they_are_and_odds_sum_to_one(
    amounts: list[float], weights: list[float]
) -> None:
    odds = np.array(weights) / np.sum(weights)
    names = [f"p{number}" for number in range(len(amounts))]
    paid = dict(zip(names, amounts, strict=True))
    slots = [f"s{number}" for number in range(len(odds))]
    form = build(names, chance({slot: terminal(paid) for slot in slots}))
    variants = make_variants(
        form, rationality=0.0, chance=dict(zip(slots, odds.tolist(), strict=True))
    )
    text = efg_text(form, variants)
    root = next(line for line in text.splitlines() if line.startswith("c"))
    assert sum(Fraction(word) for word in root.split("{")[1].split()[1:-2:2]) == 1
    read = parse_efg(text, "game.efg")
    np.testing.assert_allclose(read.chance, odds, rtol=0, atol=1e-15)
    np.testing.assert_array_equal(
        read.form.coefficient_of_term,
        [amount for _ in slots for amount in amounts if amount],
    )


def test_simple_numbers_stay_simple() -> None:
    odds = {"strong": 1 / 3, "weak": 2 / 3}
    form = beer_or_quiche()
    lines = efg_text(form, make_variants(form, rationality=1.0, chance=odds)).splitlines()
    assert lines[3] == 'c "" 1 "" { "strong" 1/3 "weak" 2/3 } 0'
    assert lines[4] == 'p "" 1 1 "strong" { "beer" "quiche" } 0'
    assert lines[6] == 't "" 1 "" { 1, 0 }'


def test_what_is_paid_on_the_way_is_written_where_it_is_paid() -> None:
    end = terminal({"a": "prize"})
    form = build(["a"], decision("a", "go", {"yes": end, "no": terminal()}, payoffs={"a": -0.5}))
    text = efg_text(form, make_variants(form, rationality=1.0, worths={"prize": 7.0}))
    assert text.splitlines()[3:] == [
        'p "" 1 1 "go" { "yes" "no" } 1 "" { -0.5 }',
        't "" 2 "" { 7 }',
        't "" 0',
    ]


@pytest.mark.parametrize("who", ["receiver", "analyst"])
def test_priors_that_differ_are_refused_and_named(who: str) -> None:
    form = beer_or_quiche()
    odds = {"strong": {who: 0.5, "*": 0.9}, "weak": {who: 0.5, "*": 0.1}}
    variants = make_variants(form, rationality=1.0, chance=odds)
    named = "the analyst" if who == "analyst" else who
    with pytest.raises(ValueError, match=f"'sender' gives 'strong' .* 0.9 and '{named}' 0.5; Gam"):
        efg_text(form, variants)


@pytest.mark.parametrize(
    ("prize", "probability", "variant", "message"),
    [
        (np.nan, 1.0, 0, "the worth of 'prize' is nan"),
        (1e308, 1.0, 0, "are too large for a number"),
        ([1.0, 2.0], 1.0, 2, "there is no variant 2; they are numbered 0 to 1"),
        (1.0, 0.7, 0, "'x' for 'a' sum to 0.7"),
    ],
)
def test_numbers_that_are_no_game_are_not_written(
    prize: float | list[float], probability: float, variant: int, message: str
) -> None:
    form = build(["a"], chance({"x": terminal({"a": [(10.0, "prize")]})}))
    variants = make_variants(
        form, rationality=1.0, worths={"prize": prize}, chance={"x": probability}
    )
    with pytest.raises(ValueError, match=message):
        efg_text(form, variants, variant=variant)


@pytest.mark.referee
@pytest.mark.parametrize("name", ["beer_or_quiche", "turning_branch", "two_fairs"])
@pytest.mark.usefixtures("referee")
def test_gambit_reads_what_we_write_as_what_we_read(name: str) -> None:
    import pygambit  # noqa: PLC0415 (only where the referee is installed)

    path = DATA / f"{name}.efg"
    game = read_efg(path)
    written = efg_text(game.form, game.variants(1.0), title=game.title, comment=game.comment)
    ours = parse_efg(pygambit.read_efg(io.StringIO(written)).to_efg(), "ours.efg")
    theirs = parse_efg(pygambit.read_efg(path).to_efg(), "theirs.efg")
    assert ours.title == theirs.title == game.title
    for field in (*ARRAYS, "first_term", "player_of_term", "coefficient_of_term"):
        np.testing.assert_array_equal(getattr(ours.form, field), getattr(theirs.form, field))
    np.testing.assert_array_equal(ours.chance, theirs.chance)


@pytest.mark.referee
@pytest.mark.parametrize("rationality", [0.1, 0.7])
@pytest.mark.parametrize("name", ["beer_or_quiche", "turning_branch", "two_fairs"])
@pytest.mark.usefixtures("referee")
def test_gambit_plays_what_we_write_as_we_do(name: str, rationality: float) -> None:
    game = read_efg(DATA / f"{name}.efg")
    variants = game.variants(rationality)
    answer = gambit_answer(game.form, variants, rationality)
    assert answer is not None
    behaviour = solve(game.form, variants, keep_behaviour=True).behaviour
    assert behaviour is not None
    np.testing.assert_allclose(behaviour[:, 0], answer, rtol=0, atol=1e-6)
