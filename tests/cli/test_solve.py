"""`foedus solve` tells the play of a game from Gambit, or why it cannot."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from click import unstyle

DATA = Path(__file__).parents[1] / "solve" / "data"
BEER = DATA / "beer_or_quiche.efg"

PENNIES = """\
EFG 2 R "Matching pennies" { "row" "column" }
p "" 1 1 "first" { "heads" "tails" } 0
p "" 2 1 "unseen" { "heads" "tails" } 0
t "" 1 "" { 9, 0 }
t "" 2 "" { 0, 1 }
p "" 2 1 0
t "" 2
t "" 3 "" { 1, 0 }
"""

DICTATOR = """\
EFG 2 R "" { "one" "two" }
p "" 1 1 "" { "mine" "half" "all" } 0
t "" 1 "" { 3, 0 }
p "" 2 1 "" { "yes" "no" } 0
t "" 2 "" { 2, 2 }
t "" 3 "" { 3, 2 }
t "" 0
"""


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Path]:
    def write(text: str) -> Path:
        path = tmp_path / "game.efg"
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_the_play_the_payoffs_and_the_certificate_are_told(foedus: Callable) -> None:
    called = foedus("solve", BEER, "--rational")
    assert called.code == 0
    assert (
        unstyle(called.out)
        == """\
Beer or quiche (Cho & Kreps 1987)
15 nodes, 4 information sets; the rational limit

Play
  sender
    strong         beer 1.0000   quiche 0.0000
    weak           beer 1.0000   quiche 0.0000
  receiver
    after beer     duel 0.0000   peace 1.0000
    after quiche   duel 1.0000   peace 0.0000

Expected payoffs
  sender     2.9
  receiver   0.9

Certificate
  The limit is taken where λ times each player's range of payoffs is a million.
  The logit response to the play differs from it by less than 1e-14 (1e-9 is certified).
  The branch of equilibria did not turn back on its way from λ = 0.
  Nobody would gain anything by another action at one information set.
"""
    )


def test_play_is_uniform_at_zero_and_logit_above(foedus: Callable, file: Callable) -> None:
    choice = 'EFG 2 R "" { "me" } p "" 1 1 "h" { "x" "y" } 0 t "" 1 "" { 1 } t "" 0'
    assert "x 0.5000   y 0.5000" in foedus("solve", file(choice), "--lambda", "0").out
    assert "x 0.8808   y 0.1192" in foedus("solve", file(choice), "--lambda", "2").out


def test_a_game_that_nobody_plays_is_a_game(foedus: Callable, file: Callable) -> None:
    toss = 'EFG 2 R "" { } c "" 1 "" { "heads" 1/2 "tails" 1/2 } 0 t "" 0 t "" 0'
    called = foedus("solve", file(toss), "--rational")
    assert called.code == 0
    assert "nobody plays" in called.out


def test_ties_are_told_and_split(foedus: Callable, file: Callable) -> None:
    called = foedus("solve", file(DICTATOR), "--rational")
    assert called.code == 0
    assert "A game without a title" in called.out
    assert "two, set 1   yes 0.5000   no 0.5000" in called.out
    assert "some actions were equally good and share the probability equally" in called.out


def test_each_player_has_its_own_rationality(foedus: Callable, file: Callable) -> None:
    both = foedus("solve", BEER, "--lambda", "sender=2", "--lambda", "receiver=0", "--json")
    rest = foedus("solve", BEER, "--lambda", "0", "--lambda", "sender=2", "--json")
    assert both.code == rest.code == 0
    assert both.out == rest.out
    told = json.loads(both.out)
    assert told["rationality"] == {"sender": 2.0, "receiver": 0.0}
    at_random = [one["actions"] for one in told["play"] if one["player"] == "receiver"]
    assert at_random == [{"duel": 0.5, "peace": 0.5}] * 2
    strange = PENNIES.replace('"row"', '"a=b"')
    told = foedus("solve", file(strange), "--lambda", "a=b=1", "--lambda", "column=2")
    assert "λ of a=b = 1, λ of column = 2" in told.out


def test_a_program_reads_the_same(foedus: Callable) -> None:
    told = json.loads(foedus("solve", BEER, "--rational", "--json").out)
    assert told["title"] == "Beer or quiche (Cho & Kreps 1987)"
    assert told["rationality"] == "rational"
    assert told["status"] == "solved"
    assert told["trouble"] is None
    assert told["play"][0] == {
        "player": "sender",
        "information_set": "strong",
        "actions": {"beer": 1.0, "quiche": 0.0},
    }
    np.testing.assert_allclose(list(told["expected_payoffs"].values()), [2.9, 0.9], atol=1e-9)
    assert told["certificate"].keys() == {"residual", "regret", "turned", "tied"}


@pytest.mark.parametrize(
    ("game", "level", "status", "message"),
    [
        (PENNIES, 1e9, "uncertified", "not certified: the logit response to the play that was"),
        (BEER.read_text(encoding="utf-8"), 1e308, "failed", "not solved: the branch of equilibria"),
    ],
)
def test_what_was_not_solved_is_said_and_exits_with_1(
    foedus: Callable, file: Callable, game: str, level: float, status: str, message: str
) -> None:
    called = foedus("solve", file(game), "--lambda", level)
    assert called.code == 1
    assert message in called.err
    assert "Expected payoffs" not in called.out
    assert ("Play (not certified)" in called.out) is (status == "uncertified")
    record = foedus("solve", file(game), "--lambda", level, "--json")
    assert record.code == 1
    told = json.loads(record.out)
    assert told["status"] == status
    assert message in told["trouble"]
    assert set(told["expected_payoffs"].values()) == {None}


def test_a_branch_that_turned_is_told(foedus: Callable) -> None:
    game = DATA / "turning_branch.efg"
    assert "turned back on its way from λ = 0" in foedus("solve", game, "--lambda", "5").out
    assert "did not turn back" in foedus("solve", game, "--lambda", "0.1").out
    told = [
        json.loads(foedus("solve", game, "--lambda", level, "--json").out) for level in (5, 0.1)
    ]
    assert [one["certificate"]["turned"] for one in told] == [True, False]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((), "--lambda 2 for all, --lambda PLAYER=2 for each, or --rational"),
        (("--rational", "--lambda", "2"), "exclude each other"),
        (("--lambda", "two"), "'two' is no number"),
        (("--lambda", "sender="), "'' is no number"),
        (("--lambda", "-1"), "λ is zero or positive"),
        (("--lambda", "nan"), "λ is zero or positive"),
        (("--lambda", "inf"), "write --rational"),
        (("--lambda", "2", "--lambda", "3"), "given twice for all players"),
        (("--lambda", "sender=2", "--lambda", "sender=3"), "given twice for sender"),
        (("--lambda", "sendr=2"), "no player 'sendr': did you mean \"sender\"?"),
        (("--lambda", "sender=2"), "there is no λ for 'receiver'"),
        (("--lambda",), "requires an argument"),
    ],
)
def test_a_rationality_that_means_nothing(
    foedus: Callable, arguments: tuple[str, ...], message: str
) -> None:
    called = foedus("solve", BEER, *arguments)
    assert called.is_refused_in_sentences
    assert message in called.err


def test_a_case_is_sent_where_cases_go(foedus: Callable, tmp_path: Path) -> None:
    for name in ("dam", tmp_path / "mine.yaml"):
        called = foedus("solve", name, "--rational")
        assert called.is_refused_in_sentences
        assert f"`foedus run {name}`" in called.err
    renamed = tmp_path / "case.efg"
    renamed.write_text("foedus: 1\ntitle: x\n", encoding="utf-8")
    assert "this is a case of Foedus" in foedus("solve", renamed, "--rational").err


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("beer_or_quish.efg", 'did you mean "beer_or_quiche.efg"?'),
        ("nowhere/at/all.efg", "there is no file"),
        ("", "is a folder"),
        (".", "is a folder"),
        ("a\x00b", "there is no file"),
        ("x" * 5000, ""),
    ],
)
def test_a_file_that_is_not_there(
    foedus: Callable, monkeypatch: pytest.MonkeyPatch, name: str, message: str
) -> None:
    monkeypatch.chdir(DATA)
    called = foedus("solve", name, "--rational")
    assert called.is_refused_in_sentences
    assert message in called.err


def test_all_mistakes_of_a_file_come_at_once(foedus: Callable, file: Callable) -> None:
    wrong = PENNIES.replace("{ 9, 0 }", "{ 9 }").replace('p "" 1', 'p "" 3')
    called = foedus("solve", file(wrong), "--rational")
    assert called.is_refused_in_sentences
    assert "game.efg:2:6: there is no player 3" in called.err
    assert "game.efg:4:8: outcome 1 has 1 payoff, but there are 2 players" in called.err


@pytest.mark.parametrize("content", [b"", b"NFG 1 R", bytes(range(256)), b"\xff\xfe\x00"])
def test_files_of_other_kinds(foedus: Callable, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "game.efg"
    path.write_bytes(content)
    assert foedus("solve", path, "--rational").is_refused_in_sentences


@pytest.mark.parametrize("is_compiled", [True, False])
def test_the_first_compilation_is_announced(
    foedus: Callable, monkeypatch: pytest.MonkeyPatch, is_compiled: bool
) -> None:
    solve = sys.modules["foedus.solve"]
    compiled: list[str] = []
    monkeypatch.setattr(solve, "kernels_are_compiled", lambda: is_compiled)
    monkeypatch.setattr(solve, "compile_kernels", lambda: compiled.append("once"))
    called = foedus("solve", BEER, "--rational")
    assert ("Compiling the solver" in called.err) is not is_compiled
    assert compiled == ([] if is_compiled else ["once"])
