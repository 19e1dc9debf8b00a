"""A file that is no game is refused with every mistake, its place, and what is allowed."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus.solve import GambitError, read_efg, validate
from foedus.solve.efg_reading import parse_efg

DATA = Path(__file__).parent / "data"
HEAD = 'EFG 2 R "a game" { "Anna" "Ben" }\n'
ENDS = ' t "" 0 t "" 0'


def mistakes_of(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(GambitError) as caught:
        parse_efg(text, "game.efg")
    assert isinstance(caught.value, ValueError)
    return list(caught.value.mistakes)


@pytest.mark.parametrize(
    ("body", "place", "message"),
    [
        (
            'c "" 1 "" { "x" 0.3 "y" 0.6 } 0' + ENDS,
            (2, 8),
            "the probabilities of information set 1 of chance sum to 0.9; they must sum to 1",
        ),
        (
            'c "" 1 "" { "x" -1/2 "y" 3/2 } 0' + ENDS,
            (2, 8),
            'the probability of the action "x" of information set 1 of chance is -0.5; it must be',
        ),
        (
            'p "" 3 1 "" { "x" "y" } 0' + ENDS,
            (2, 6),
            'there is no player 3; the players are 1 "Anna", 2 "Ben"',
        ),
        (
            'p "" 1 1 0' + ENDS,
            (2, 8),
            "information set 1 of player 1 stands here for the first time, so that its name and",
        ),
        (
            'p "" 1 1 "" { } 0',
            (2, 10),
            "information set 1 of player 1 has no action; it needs one at least",
        ),
        (
            'c "" 1 "" { "x" .5 "y" .5 } 0\np "" 1 1 "" { "l" "r" } 0' + ENDS
            + '\np "" 1 1 "" { "l" "m" "r" } 0 t "" 0' + ENDS,
            (4, 10),
            "information set 1 of player 1 has 3 actions here and 2 at line 3; the mover could",
        ),
        (
            'c "" 1 "" { "x" .5 "y" .5 } 0\np "" 1 1 "" { "l" "r" } 0' + ENDS
            + '\np "" 1 1 "" { "r" "l" } 0' + ENDS,
            (4, 10),
            'has the actions "r", "l" here and "l", "r" at line 3; they must be the same',
        ),
        (
            'c "" 1 "" { "x" .5 "y" .5 } 0\np "" 1 1 "day" { "l" "r" } 0' + ENDS
            + '\np "" 1 1 "night" { "l" "r" } 0' + ENDS,
            (4, 10),
            'is called "night" here and "day" at line 3; one number has one name',
        ),
        (
            'c "" 1 "" { "x" .5 "y" .5 } 0 t "" 0\nc "" 1 "" { "x" .4 "y" .6 } 0' + ENDS,
            (3, 8),
            "information set 1 of chance has other probabilities here than at line 2",
        ),
        (
            'p "" 1 1 "" { "l" "r" } 0\nt "" 1 "" { 1, 2 }\nt "" 1 "" { 1, 3 }',
            (4, 8),
            "outcome 1 has other payoffs here than at line 3; one number is one outcome",
        ),
        (
            'p "" 1 1 "" { "l" "r" } 0\nt "" 1 "won" { 1, 2 }\nt "" 1 "lost" { 1, 2 }',
            (4, 8),
            "outcome 1 has another name here than at line 3",
        ),
        ('t "" 1 "" { 1 }', (2, 8), "outcome 1 has 1 payoff, but there are 2 players, and each"),
        ('t "" 1', (2, 6), "outcome 1 stands here for the first time, so that its name"),
        ('t "" 0 "" { 1, 2 }', (2, 8), "outcome 0 stands for none; what is paid needs another"),
        ('t "" 1 "" { 1, two }', (2, 16), "a payoff (such as 2, -1.5 or 1/3), or"),
        ('t "" 1 "" { 1, 1/0 }', (2, 16), "a payoff is '1/0'; it must be a finite number"),
        ('t "" 1 "" { 1, 1e999 }', (2, 16), "a payoff is '1e999'; it must be a finite number"),
        ('t "" 1 "" { 1, inf }', (2, 16), "before 'inf'"),
        ('t "" -1', (2, 6), "the number of the outcome (0 for none) is '-1'; it must be a whole"),
        ('p "" 0 1 "" { "x" } 0 t "" 0', (2, 6), "the number of the player who moves is '0'"),
        ('p "" 1 1 "" { "x" "y" } 0 t "" 0', (2, 33), 'no node follows for the action "y" of the'),
        ('t "" 0 t "" 0', (2, 8), "nothing leads to this one; 1 of 2 nodes are too many"),
        ('t "" 0\nThat is all.', (3, 1), 'a node begins with "c" (chance), "p" (a player) or'),
        ('x "" 0', (2, 1), "not with 'x'"),
        ('t "" 1 "won { 1, 2 }', (2, 8), "the quotation that begins here does not end"),
        ("", (2, 1), "the game has no node; a tree needs one"),
        (
            'p "" 1 1 "first" { "l" "r" } 0\np "" 1 2 "then" { "x" } 0 t "" 0\np "" 1 2 0 t "" 0',
            (4, 1),
            "'Anna' forgets at information set 'then': its nodes follow 'l' at 'first' and follow",
        ),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_place(body: str, place: tuple[int, int], message: str) -> None:
    found = mistakes_of(HEAD + body)
    assert [(line, column) for line, column, told in found if message in told] == [place]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "it is empty"),
        (" \n\n", "it is empty"),
        ('NFG 1 R "a game" { "1" "2" } { 2 2 }', "this is a game in strategic form (.nfg)"),
        ('<?xml version="1.0"?><gambit:document>', "this is a Gambit workbook (.gbt)"),
        ("foedus: 1\ntitle: a case\n", "this is a case of Foedus"),
        ("Dear editor", "begins with the word \"EFG\"; it begins with 'Dear'"),
        ('EFG 1 R "a game" { }', "version 1 of the format; Foedus reads 2"),
        ('EFG 2 X "a game" { }', 'stands "R" or "D", not \'X\''),
        ("EFG 2 R { }", "the title of the game is missing before"),
        ('EFG 2 R "a game" { "Anna", "Ben" }', 'missing before ","'),
        ('EFG 2 R "a game" { Anna Ben }', "the name of a player in quotation marks"),
    ],
)
def test_another_kind_of_file_is_recognised(text: str, message: str) -> None:
    [(_, _, told)] = mistakes_of(text)
    assert message in told


def test_all_mistakes_come_at_once_in_the_order_of_the_file() -> None:
    found = mistakes_of(
        HEAD
        + 'c "" 1 "" { "x" 0.5 "y" 0.6 } 0\n'
        + 'p "" 7 1 "" { "l" "r" } 0\n'
        + 't "" 1 "" { 1, many }\n'
        + 't "" 2 "" { 1 }\n'
        + 't "" zero\n'
    )
    assert [line for line, _, _ in found] == [2, 3, 4, 5, 6]


def test_what_follows_from_a_mistake_is_no_mistake() -> None:
    """A set with one action too many at one node does not make the nodes below it too many."""
    body = (
        'c "" 1 "" { "x" .5 "y" .5 } 0\np "" 1 1 "" { "l" "r" } 0' + ENDS
        + '\np "" 1 1 "" { "l" "m" "r" } 0 t "" 0' + ENDS
    )  # fmt: skip
    assert len(mistakes_of(HEAD + body)) == 1
    assert len(mistakes_of(HEAD + 'p "" 1 1 "" { "l" "r" } ?\n' + ENDS)) == 1


def test_of_very_many_mistakes_the_first_are_told_and_the_others_counted() -> None:
    with pytest.raises(GambitError) as caught:
        parse_efg(HEAD + 't "" 1 "" { 1 }\n' * 250 + 't "" zero\n' * 250, "game.efg")
    told = str(caught.value).splitlines()
    assert len(told) == 101
    assert told[-1] == f"game.efg: and {len(caught.value.mistakes) - 100} mistakes more"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b'EFG 2 R "M\xfcnchen" { }', "1:11: this is no text in UTF-8"),
        (b'EFG 2 R "a\x00b" { }', "1:11: this is no text: it has the character '\\x00'"),
        (bytes(range(256)) * 4, "2:118: this is no text in UTF-8"),
        ('EFG 2 R "" { }'.encode("utf-16"), "1:1: this is no text in UTF-8"),
    ],
)
def test_what_is_no_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "game.efg"
    path.write_bytes(content)
    with pytest.raises(GambitError) as caught:
        read_efg(path)
    assert str(caught.value).startswith(f"{path}:{message}")


def test_a_number_longer_than_any_is_no_hang() -> None:
    for number in ("1" * 100_000, "1e99999999", "0." + "3" * 100_000):
        [(_, column, _)] = mistakes_of(f'{HEAD}t "" 1 "" {{ 1, {number} }}')
        assert column == 16


@given(
    st.sampled_from(sorted(DATA.glob("*.efg"))),
    st.lists(
        st.tuples(
            st.integers(0, 2_000),
            st.integers(0, 40),
            st.text('"{},\\ \nptc012-/.eEé', max_size=6),
        ),
        min_size=1,
        max_size=4,
    ),
)
@settings(max_examples=300)
def test_whatever_is_done_to_a_file_ends_in_a_game_or_in_sentences(
    path: Path, changes: list[tuple[int, int, str]]
) -> None:
    text = path.read_text(encoding="utf-8")
    for start, length, instead in changes:
        at = start % (len(text) + 1)
        text = text[:at] + instead + text[at + length :]
    mistakes: tuple[tuple[int, int, str], ...] = ()
    try:
        validate(parse_efg(text, "game.efg").form)
    except GambitError as refused:
        mistakes = refused.mistakes
    lines = text.split("\n")
    for line, column, message in mistakes:
        assert message
        assert 1 <= line <= len(lines)
        assert 1 <= column <= len(lines[line - 1]) + 1
