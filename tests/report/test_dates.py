"""The report shows a date as written, as read, on what basis, and told by which entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from lxml import html

from foedus.case import load, loads
from foedus.dates import parse_date
from foedus.record import chronicle
from foedus.report.dates import EntryLink, date_view, record_views

if TYPE_CHECKING:
    from pathlib import Path

    from foedus.case import Case

BARE = """
foedus: 1
title: A record
actors: {a: {}, b: {}}
play: [{move: go, by: a, options: [here, there]}]
outcomes: {done: always}
"""


@pytest.mark.parametrize(
    ("edtf", "read", "day"),
    [
        ("1950-05-13", "13 May 1950", "1950-05-13"),
        ("1950-05", "May 1950", None),
        ("1950-05-13?", "perhaps 13 May 1950", None),
        ("[1950-05-13..1950-05-15]", "between 13 and 15 May 1950", None),
    ],
)
def test_one_day_is_told_to_machines(edtf: str, read: str, day: str | None) -> None:
    view = date_view(parse_date(edtf), {})
    assert (view.read, view.day) == (read, day)


def test_doubt_and_basis_are_told() -> None:
    view = date_view(parse_date("1950~", written="c. 1950", basis="the catalogue"), {})
    assert view.written == "c. 1950"
    assert view.notes == ("the doubt is taken as 1 year either way", "basis: the catalogue")


def test_a_date_told_by_an_entry_links_to_it() -> None:
    views = record_views(chronicle(load("korea-1950")))
    answer = next(one for one in views if one.dated.entry.name == "filippov-answers")
    assert (answer.date.read, answer.date.written) == ("14 May 1950", "The next day")
    assert answer.date.told == "1 day after"
    assert answer.date.told_by == (EntryLink("mao-asks-stalin", "record-6"),)
    assert answer.not_certain == (EntryLink("contents-of-the-talks", "record-8"),)


def test_a_date_reckoned_from_a_doubtful_one_says_so() -> None:
    record = (
        "record:\n  - {entry: a, on: 1950-05-13?, says: x}\n"
        "  - {entry: b, on: {after: a, by: 1 day}, says: x}\n"
    )
    (first, second) = record_views(chronicle(loads(BARE + record)))
    assert second.date.read == "between 13 and 15 May 1950"
    assert second.date.notes == ("reckoned from a date that is in doubt",)
    assert first.not_certain == ()  # the one is told to be later than the other


def many(count: int) -> Case:
    entries = "".join(f"  - {{entry: e{at}, on: 1950, says: x}}\n" for at in range(count))
    return loads(f"{BARE}record:\n{entries}")


def test_of_many_entries_whose_order_is_not_certain_a_few_are_named() -> None:
    views = record_views(chronicle(many(9)))
    assert [link.name for link in views[0].not_certain] == ["e1", "e2", "e3", "e4"]
    assert views[0].more == 4
    assert (views[-1].not_certain, views[-1].more) == ((), 0)


def words_of(page: Path, section: str) -> str:
    """The text of a section of a page, its white space made one blank each."""
    tree = html.document_fromstring(page.read_text(encoding="utf-8"))
    return " ".join(tree.get_element_by_id(section).text_content().split())


def test_the_page_shows_dates_in_words(pages: dict[str, Path]) -> None:
    record = words_of(pages["korea"], "record")
    assert "as written: “late on May 13”; basis: the page gives the year" in record
    assert "as written: “The next day”; 1 day after mao-asks-stalin" in record
    assert "not certain to be earlier than april-in-moscow and kims-agenda" in record
    assert "evidence until 15 May 1950" in record
    testimony = words_of(pages["korea"], "testimony")
    assert "15 May 1950 (as written: “At the dinner on the same day”; on the same" in testimony
    told = words_of(pages["dam"], "testimony")
    assert "about 1923 (the doubt is taken as 1 year either way)" in told


def test_of_a_long_record_pairs_are_counted_as_far_as_it_takes_little_time() -> None:
    some = record_views(chronicle(many(150)))
    assert (len(some[0].not_certain), some[0].more, some[0].is_counted_out) == (4, 96, True)
    every = record_views(chronicle(many(2_001)))
    assert every[0].not_certain == ()
    assert not every[0].is_compared
