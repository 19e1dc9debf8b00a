"""A game in Gambit's format is read as its author meant it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from solve_games import beer_or_quiche

from foedus.solve import CHANCE, GambitGame, make_variants, read_efg, solve
from foedus.solve.efg_reading import parse_efg

DATA = Path(__file__).parent / "data"


@pytest.fixture(scope="module")
def fairs() -> GambitGame:
    return read_efg(DATA / "two_fairs.efg")


def payoffs_of(game: GambitGame) -> list[tuple[float, ...]]:
    """What each history pays, in the order of the file."""
    form = game.form
    paid = np.zeros((form.node_count, len(form.players)))
    for node in range(form.node_count):
        if node:
            paid[node] = paid[form.parent[node]]
        for term in range(form.first_term[node], form.first_term[node + 1]):
            paid[node, form.player_of_term[term]] += form.coefficient_of_term[term]
    return [tuple(one) for one in paid[form.is_terminal].tolist()]


def test_a_file_is_the_game_that_was_written_down_by_hand() -> None:
    game = read_efg(DATA / "beer_or_quiche.efg")
    by_hand = beer_or_quiche()
    odds = {"strong": 0.9, "weak": 0.1}
    assert game.title == "Beer or quiche (Cho & Kreps 1987)"
    assert game.comment.startswith("The strong type likes beer")
    for rationality in (0.5, 4.0):
        read = solve(game.form, game.variants(rationality), keep_behaviour=True)
        written = solve(
            by_hand,
            make_variants(by_hand, rationality=rationality, chance=odds),
            keep_behaviour=True,
        )
        assert read.play.keys() == written.play.keys()
        for name, actions in written.play.items():
            assert actions.keys() == read.play[name].keys()
            for action, probability in actions.items():
                np.testing.assert_allclose(read.play[name][action], probability, atol=1e-12)


def test_line_breaks_quotation_marks_and_comments_stand_anywhere(fairs: GambitGame) -> None:
    assert fairs.title == 'Two fairs, "rain or shine"'
    assert fairs.comment.splitlines()[2] == "put up, and what is earned is paid at the end."
    assert fairs.form.node_count == 17


def test_payoffs_are_added_along_a_history_and_an_outcome_is_told_once(fairs: GambitGame) -> None:
    wet, stall = (10.0, 2.0, 0.75), (-1.5, 0.5, 0.0)
    both = tuple(one + other for one, other in zip(wet, stall, strict=True))
    nothing = (0.0, 0.0, 0.0)
    assert payoffs_of(fairs) == [
        nothing, both, both, stall, stall, both, stall, nothing, stall, both
    ]  # fmt: skip


def test_chance_nodes_with_one_number_share_their_slots(fairs: GambitGame) -> None:
    form = fairs.form
    edges = [
        form.chance_slot_of_edge[form.first_edge[node] : form.first_edge[node + 1]].tolist()
        for node in np.flatnonzero(form.player_of_node == CHANCE)
    ]
    assert edges == [[0, 1], [0, 1]]
    assert form.chance_slots == ("rain", "shine")
    np.testing.assert_array_equal(fairs.chance, [1 / 3, 2 / 3])


def test_what_has_no_name_or_shares_it_is_called_by_its_place(fairs: GambitGame) -> None:
    form = fairs.form
    assert form.players == ("player 1", "player 2", "Cook")
    assert form.information_sets == (
        "morning (player 1, set 5)",
        "kitchen",
        "morning (player 2, set 9)",
    )
    assert form.actions == (
        ("action 1", "action 2"),
        ("soup (action 1)", "soup (action 2)", "ice"),
        ("in", "out"),
    )


def test_slots_of_different_chance_sets_are_kept_apart() -> None:
    head = 'EFG 2 R "" { "a" } c "" 1 "" { "x" .5 "" .5 } 0 '
    game = parse_efg(head + 'c "" 2 "" { "x" .1 "y" .9 } 0 t "" 0 t "" 0 t "" 0', "game.efg")
    assert game.form.chance_slots == ("x (chance, set 1)", "action 2", "x (chance, set 2)", "y")
    np.testing.assert_array_equal(game.chance, [0.5, 0.5, 0.1, 0.9])


def test_a_made_name_never_takes_one_that_is_given() -> None:
    game = parse_efg('EFG 2 R "" { "player 2" "" "player 2" "" } t "" 0', "game.efg")
    assert len(set(game.form.players)) == 4
    other = parse_efg('EFG 2 R "" { "" "player 1" } t "" 0', "game.efg")
    assert other.form.players == ("player 1 (player 1)", "player 1")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("1/3", 1 / 3), ("-7/2", -3.5), (".25", 0.25), ("3.", 3.0), ("+2e-3", 0.002), ("0.1", 0.1)],
)
def test_numbers_are_read_exactly_and_rounded_once(written: str, meant: float) -> None:
    game = parse_efg(f'EFG 2 R "" {{ "a" }} t "" 1 "" {{ {written} }}', "game.efg")
    assert game.form.coefficient_of_term.tolist() == [meant]


def test_an_outcome_may_be_told_again_in_other_figures() -> None:
    text = 'EFG 2 R "" { "a" } p "" 1 1 "" { "x" "y" } 0 t "" 1 "" { 3/4 } t "" 1 "" { 0.750 }'
    assert payoffs_of(parse_efg(text, "game.efg")) == [(0.75,), (0.75,)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"say \"no\"", 'say "no"'),
        (r"back\slash", r"back\slash"),
        (r"back\\slash", r"back\slash"),
        ("über\n  die Brücke", "über die Brücke"),
        ("{ , }", "{ , }"),
    ],
)
def test_names_are_read_as_they_are_meant(written: str, meant: str) -> None:
    text = f'EFG 2 R "" {{ "a" }} p "" 1 1 "{written}" {{ "x" }} 0 t "" 0'
    assert parse_efg(text, "game.efg").form.information_sets == (meant,)


def test_old_files_and_those_of_windows_are_read(tmp_path: Path) -> None:
    path = tmp_path / "game.efg"
    path.write_bytes(b'\xef\xbb\xbfEFG 2 D "" { "a" }\r\n"a comment"\r\nt "" 1 "" { 2 }\r\n')
    game = read_efg(path)
    assert game.comment == "a comment"
    assert payoffs_of(game) == [(2.0,)]


def test_a_tree_may_be_as_deep_as_it_is_large() -> None:
    depth = 50_000
    text = 'EFG 2 R "" { "a" "b" }\n' + "".join(
        f'p "" {move % 2 + 1} {move + 1} "" {{ "take" "pass" }} 0\nt "" 1 "" {{ 1, 0 }}\n'
        for move in range(depth)
    )
    game = parse_efg(f'{text} t "" 2 "" {{ 0, 2 }}', "deep.efg")
    assert game.form.node_count == 2 * depth + 1
    assert solve(game.form, game.variants(np.inf)).worth[:, 0].tolist() == [1.0, 0.0]


def test_a_game_is_tried_at_other_odds_and_levels(fairs: GambitGame) -> None:
    odds = {"rain": {"Cook": 1.0, "*": 0.5}, "shine": {"Cook": 0.0, "*": 0.5}}
    variants = fairs.variants({"Cook": [1.0, 2.0], "*": 3.0}, chance=odds)
    assert variants.count == 2
    np.testing.assert_array_equal(variants.rationality, [[3, 3], [3, 3], [1, 2]])
    np.testing.assert_array_equal(variants.chance[:, 0, 1], [0.5, 0.5, 1.0, 0.5])


@pytest.mark.parametrize(
    ("rationality", "chance", "message"),
    [
        ({"Coock": 1.0, "*": 1.0}, None, "no player 'Coock'; did you mean 'Cook'"),
        ({"Cook": 1.0}, None, "the rationality of 'player 1' is not given"),
        (1.0, {"rian": 0.5}, "no chance slot 'rian'; did you mean 'rain'"),
        (1.0, {"fog": 0.5}, "no chance slot 'fog'; there are 'rain', 'shine'"),
    ],
)
def test_names_that_are_not_in_the_game_are_told(
    fairs: GambitGame,
    rationality: float | dict[str, float],
    chance: dict[str, float] | None,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        fairs.variants(rationality, chance=chance)
