"""Positions stand side by side, and each says from how many origins it is told."""

from __future__ import annotations

import pytest

from foedus.case import load, loads
from foedus.record import Matter, chronicle

HEAD = """\
foedus: 1
title: Positions
sources:
  book: {title: A book}
  print: {title: The book in print, copy of: book}
  letter: {title: A letter, origin: the letter}
actors: {a: {}}
play:
  - {move: go, by: a, options: [yes, no]}
outcomes: {done: always}
testimony:
"""


def matter(*testimonies: str) -> Matter:
    lines = "".join(f"  - {{matter: the dam, says: It was so., {one}}}\n" for one in testimonies)
    (found,) = chronicle(loads(HEAD + lines)).matters
    return found


def positions(found: Matter) -> list[tuple[str | None, list[str]]]:
    return [(one.name, [said.testimony.by for said in one.statements]) for one in found.positions]


def test_statements_of_one_position_stand_together_the_nearest_first() -> None:
    found = matter(
        "by: p, remove: 3, position: It held",
        "by: q, remove: 1, position: it fell",
        "by: r",
        "by: s, remove: 2, position: it  HELD",
    )
    assert positions(found) == [("it fell", ["q"]), ("it  HELD", ["s", "p"]), (None, ["r"])]
    assert [one.testimony.by for one in found.statements] == ["q", "s", "p", "r"]


def test_positions_contradict_and_silence_does_not() -> None:
    assert matter("by: p, position: x", "by: q, position: y").is_disputed
    assert not matter("by: p, position: x", "by: q").is_disputed
    assert not matter("by: p, position: x", "by: q, position: x").is_disputed
    assert not matter("by: p", "by: q").is_disputed


@pytest.mark.parametrize(
    ("testimonies", "rests"),
    [
        (["by: p, position: x"], False),  # nobody takes one statement for several
        (["by: p, position: x, origin: o", "by: q, position: x, origin: o"], True),
        (["by: p, position: x, origin: o", "by: q, position: x, origin: u"], False),
        (["by: p, position: x", "by: q, position: x"], False),  # not said
        (["by: p, position: x, cite: [book]", "by: p, position: x, cite: [print]"], True),
    ],
)
def test_a_position_says_that_it_rests_on_one_origin(testimonies: list[str], rests: bool) -> None:
    (position,) = matter(*testimonies).positions
    assert position.rests_on_one_origin is rests


def test_a_matter_counts_the_origins_of_all_its_statements() -> None:
    found = matter(
        "by: p, position: x, origin: o",
        "by: q, position: y, origin: o",
        "by: r, position: y, cite: [letter]",
        "by: s, cite: [book]",
    )
    assert (found.origins.at_least, found.origins.at_most) == (2, 3)
    assert found.documents == ("letter", "book")


def test_every_statement_stands_in_exactly_one_position() -> None:
    for name in ("dam", "korea-1950"):
        for found in chronicle(load(name)).matters:
            sorted_in = [said for one in found.positions for said in one.statements]
            assert sorted(map(id, sorted_in)) == sorted(map(id, found.statements))


def test_agreement_at_peking_has_two_positions_each_of_one_origin() -> None:
    peking = chronicle(load("korea-1950")).matters[0]
    assert positions(peking) == [
        ("full agreement", ["Kim Il Sung", "the page's author"]),
        ("divided over America", ["Chou En Lai", "the page's author"]),
    ]
    assert [one.rests_on_one_origin for one in peking.positions] == [True, True]
    assert peking.origins.in_words("statement") == "4 statements, of 2 origins"
    zhou = peking.positions[1].statements[0].testimony
    assert [relay.by for relay in zhou.heard_from] == ["Mao Zedong"]
    assert [relay.by for relay in zhou.through] == ["Roshchin"]
    assert (zhou.remove, str(zhou.when)) == (2, "1950-07")
