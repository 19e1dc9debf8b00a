"""Copies of one origin count once, and what is not said to be independent is not counted so."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.case import (
    Origins,
    load,
    loads,
    original_of,
    origins_of_cites,
    origins_of_testimonies,
)
from foedus.case.origins import Origin

if TYPE_CHECKING:
    from foedus.case import Case

HEAD = """\
foedus: 1
title: Origins
sources:
  letter: {title: The letter, origin: the letter}
  book: {title: A book}
  print: {title: The letter in print, copy of: letter}
  german: {title: The print in German, copy of: print}
  novel: {title: A novel}
  second: {title: The book again, copy of: book}
actors: {a: {voices: {the mayor: [His Worship]}}}
play:
  - {move: go, by: a, options: [yes, no]}
outcomes: {done: always}
"""


def bounds(origins: Origins) -> tuple[int, int]:
    return origins.at_least, origins.at_most


def cited(cites: str) -> Origins:
    case = loads(f"{HEAD}theses: {{t: {{says: x, test: P(done) > 0, cite: {cites}}}}}\n")
    return origins_of_cites(case, case.theses[0].cites)


def said_by(*testimonies: str) -> Origins:
    lines = "".join(
        f"  - {{matter: m, says: x{at}, {one}}}\n" for at, one in enumerate(testimonies)
    )
    case = loads(f"{HEAD}testimony:\n{lines}")
    return origins_of_testimonies(case, case.testimony)


@pytest.mark.parametrize(
    ("cites", "expected"),
    [
        ("[[book]]", (1, 1)),
        ("[[book, a, b], [book, c, d]]", (1, 1)),  # one document
        ("[[book], [second]]", (1, 1)),  # a copy
        ("[[letter], [print], [german]]", (1, 1)),  # a copy of a copy
        ("[[book], [novel]]", (1, 2)),  # nobody says whether they are independent
        ("[[letter], [novel]]", (1, 2)),
        ("[[german], [novel], [second]]", (1, 3)),
        (
            "[[german], {passage: [book, a, b], as: narrator, origin: a talk}]",
            (2, 2),
        ),
        (
            "[[german], {passage: [book, a, b], as: narrator, origin: The  LETTER}]",
            (1, 1),
        ),
    ],
)
def test_passages_count_by_their_origin(cites: str, expected: tuple[int, int]) -> None:
    assert bounds(cited(cites)) == expected


@pytest.mark.parametrize(
    ("testimonies", "expected"),
    [
        (["by: x"], (1, 1)),
        (["by: x", "by: y"], (1, 2)),
        (["by: x", "by: x"], (1, 2)),  # the same speaker, but nobody says that it is one statement
        (["by: x, cite: [book]", "by: x, cite: [second]"], (1, 1)),
        (["by: the mayor, cite: [book]", "by: His Worship, cite: [book]"], (1, 1)),
        (["by: x, cite: [book]", "by: y, cite: [book]"], (1, 2)),
        (["by: x, origin: o", "by: y, origin: o"], (1, 1)),
        (["by: x, origin: o", "by: x, origin: p"], (2, 2)),
        (["by: x, cite: [german]", "by: y, cite: [letter]"], (1, 1)),  # the source names the origin
        (["by: x, cite: [german], origin: o", "by: y, cite: [letter]"], (2, 2)),
        (["by: x, cite: [[letter], [novel]]", "by: y, cite: [letter]"], (1, 2)),
    ],
)
def test_testimonies_count_by_their_origin(
    testimonies: list[str], expected: tuple[int, int]
) -> None:
    assert bounds(said_by(*testimonies)) == expected


def test_copies_are_followed_to_the_original() -> None:
    case = loads(HEAD)
    originals = {one.key: original_of(case, one.key) for one in case.sources}
    assert originals == {
        "letter": "letter",
        "print": "letter",
        "german": "letter",
        "book": "book",
        "second": "book",
        "novel": "novel",
    }


def test_it_is_put_in_words() -> None:
    assert cited("[book]").in_words("passage") == "1 passage"
    assert cited("[[letter], [german]]").in_words("passage") == "2 passages, of 1 origin"
    assert cited("[[letter], [novel]]").in_words("history", "histories") == (
        "2 histories, of 1 to 2 origins: whether they are independent is not said"
    )
    assert Origins(()).in_words("passage") == "0 passages"


origins = st.builds(
    lambda name, is_named: Origin(name, is_named, ("origin" if is_named else "source", name)),
    st.sampled_from("abcd"),
    st.booleans(),
)


@given(st.lists(origins))
def test_the_bounds_are_in_order_and_within_the_count(of: list[Origin]) -> None:
    found = Origins(tuple(of))
    assert min(1, len(of)) <= found.at_least <= found.at_most <= len(of)
    assert found.are_counted == (found.at_least == found.at_most)


@given(st.lists(origins, min_size=1), st.data())
def test_a_further_copy_changes_no_count(of: list[Origin], data: st.DataObject) -> None:
    copy = data.draw(st.sampled_from(of))
    assert bounds(Origins((*of, copy))) == bounds(Origins(tuple(of)))


@given(st.lists(origins), st.randoms(use_true_random=False))
def test_the_order_does_not_matter(of: list[Origin], random: st.randoms) -> None:
    shuffled = list(of)
    random.shuffle(shuffled)
    assert bounds(Origins(tuple(shuffled))) == bounds(Origins(tuple(of)))


@given(st.lists(origins), origins)
def test_a_further_origin_lowers_no_count(of: list[Origin], more: Origin) -> None:
    before, after = Origins(tuple(of)), Origins((*of, more))
    assert before.at_least <= after.at_least
    assert before.at_most <= after.at_most <= before.at_most + 1


def _assertions(case: Case) -> list[tuple[int, int]]:
    return [bounds(origins_of_cites(case, one.cites)) for one in case.assertions()]


def test_the_telegram_of_may_1950_counts_once_wherever_it_is_cited() -> None:
    case = load("korea-1950")
    telegram = [
        cite
        for cite in case.all_cites()
        if cite.source == "vyshinsky" or cite.origin == "Stalin's telegram of 14 May 1950"
    ]
    assert len(telegram) == 3
    assert bounds(origins_of_cites(case, telegram)) == (1, 1)
    assert all(low <= high for low, high in _assertions(case))
