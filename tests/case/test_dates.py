"""A year that is supplied, or a reading that its words contradict, is told to the author."""

from __future__ import annotations

from pathlib import Path

import pytest

from foedus.case import Case, loads

BASE = (Path(__file__).parent / "mistakes_base.yaml").read_text("utf-8")


SUPPLIED = "and edtf has one: add basis, a sentence on what ground the year was supplied"


def with_date(date: str, warns: str = "on: 1911-03,") -> Case:
    return loads(BASE.replace(warns, f"on: {date},"), "case.yaml")


@pytest.mark.parametrize(
    ("date", "told"),
    [
        (
            "{as written: late on May 13, edtf: 1911-05-13}",
            f'case.yaml:48:58: the words "late on May 13" give no year, {SUPPLIED}',
        ),
        (
            "{as written: 'May 13, 1911', edtf: 1911-05-14}",
            'case.yaml:48:58: the words "May 13, 1911" name the day 13, and edtf the day 14',
        ),
        (
            "{as written: May 1910, edtf: 1911-05}",
            'case.yaml:48:52: the words "May 1910" name the year 1910, and edtf the year 1911',
        ),
    ],
)
def test_what_words_do_not_bear_out_warns(date: str, told: str) -> None:
    assert [str(one) for one in with_date(date).warnings] == [told]


@pytest.mark.parametrize(
    "date",
    [
        "1911-05-13",
        "{edtf: 1911-05-13}",
        "{edtf: 1911-05-13, basis: the minutes}",
        "{as written: 13 May 1911, edtf: 1911-05-13}",
        "{as written: on May 13, edtf: 1911-05-13, basis: the minutes are of 1911}",
        "{as written: 1 May 1911 (O.S.), edtf: 1911-05-14, basis: 14 May by the new calendar}",
        "{as written: some day, edtf: ../..}",
        '"[1911,1912]"',
        "'{1911,1912}'",
        "1911?",
        "../1911",
    ],
)
def test_what_is_borne_out_does_not(date: str) -> None:
    assert with_date(date).warnings == ()


def test_a_date_told_by_an_entry_needs_no_basis() -> None:
    more = (
        "  - {entry: vote, on: {as written: the next day, after: plan, by: 1 day}, says: A vote.}\n"
    )
    case = loads(BASE + more)
    assert case.warnings == ()
    assert case.record[1].when.written == "the next day"


def test_dates_are_the_same_under_every_reading() -> None:
    case = with_date("{as written: in March, edtf: 1911-03, basis: the minutes}")
    (_, read), *_ = case.overlaid
    assert read.record[0].when == case.record[0].when
