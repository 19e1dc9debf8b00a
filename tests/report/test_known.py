"""The table of who knew what says since when, from whom, and what confirmed it."""

from __future__ import annotations

from foedus.case import load, loads
from foedus.record import chronicle
from foedus.report.known import KnownCell, KnownTable, known_table

HEAD = """
foedus: 1
title: A rumour
actors:
  a: {name: Alba, voices: {Anna: []}}
  b: {name: Bergen, voices: {Bert: [], Berta: []}}
  c: {name: Calais}
play:
  - {move: go, by: a, options: [here, there]}
outcomes: {done: always}
claims:
  gone: {says: Alba has gone., about: go = here}
  rain: {says: It rains.}
record:
"""


def table_of(record: str) -> KnownTable | None:
    case = loads(HEAD + record)
    return known_table(case, chronicle(case))


def words(cell: KnownCell) -> str:
    return "; ".join(f"{one.before}{one.day}{one.after}" for one in cell.parts)


def cells_of(record: str, name: str) -> dict[str, KnownCell]:
    table = table_of(record)
    assert table is not None
    return {cell.who: cell for row in table.rows if row.name == name for cell in row.cells}


TOLD = """
  - meeting: talk
    on: 1950-05-13
    who: [Anna, Bert]
    says: They talk.
    said: [{by: Anna, claim: rain}]
  - message: letter
    on: 1950-05-14
    from: Somebody
    to: [Berta]
    says: A letter comes.
    said: [{by: Somebody, claim: rain}]
"""


def test_what_was_heard_is_told_with_the_person_who_told_it_and_the_entry() -> None:
    cells = cells_of(TOLD, "rain")
    assert (
        words(cells["Bergen"]) == "since 13 May 1950, from Anna; confirmed 14 May 1950 by Somebody"
    )
    first, confirming = cells["Bergen"].parts
    assert first.entry is not None
    assert confirming.entry is not None
    assert (first.entry.name, confirming.entry.name) == ("talk", "letter")
    assert words(cells["Alba"]) == "its own, 13 May 1950"
    assert cells["Bergen"].note == ""


def test_where_either_may_have_been_the_second_the_day_of_confirmation_is_perhaps() -> None:
    cells = cells_of(TOLD.replace("on: 1950-05-13", "on: 1950-05"), "rain")
    assert words(cells["Bergen"]).endswith("perhaps confirmed 14 May 1950 by Somebody")


def test_what_was_heard_from_one_side_only_is_said_to_be() -> None:
    cells = cells_of(TOLD.split("  - message", maxsplit=1)[0], "rain")
    assert cells["Bergen"].note == "heard from one side only"
    assert words(cells["Bergen"]) == "since 13 May 1950, from Anna"


def test_an_actor_that_heard_nothing_has_an_empty_cell_and_one_that_never_heard_no_column() -> None:
    table = table_of(TOLD)
    assert table is not None
    assert table.actors == ("Alba", "Bergen")
    (gone,) = (row for row in table.rows if row.name == "go = here")
    assert gone.says == "Alba has gone."
    assert [cell.parts for cell in gone.cells] == [(), ()]


def test_who_had_it_from_another_is_told_with_that_other() -> None:
    cells = cells_of(
        TOLD.split("  - message", maxsplit=1)[0]
        + "  - statement: later\n    on: 1950-05-20~\n    by: Bert\n    to: c\n"
        "    says: He tells it.\n"
        "    said: [{by: Bert, claim: rain}]\n",
        "rain",
    )
    assert words(cells["Calais"]).endswith("from Bert, who had it from Alba")


def test_a_contradiction_stands_beside_its_claim() -> None:
    table = table_of(
        TOLD.replace("says: They talk.", "says: They talk.").replace(
            "said: [{by: Anna, claim: rain}]",
            "said: [{by: Anna, claim: rain}, {by: Bert, says: It does not., denies: rain}]",
        )
    )
    assert table is not None
    (rain,) = (row for row in table.rows if row.name == "rain")
    assert rain.denied == "Bert (13 May 1950)"


def test_a_record_in_which_nothing_is_told_has_no_table() -> None:
    assert table_of("  - {entry: storm, says: A storm.}\n") is None


def test_peking_heard_of_moscow_from_kim_and_was_confirmed_by_stalin_the_next_day() -> None:
    case = load("korea-1950")
    table = known_table(case, chronicle(case))
    assert table is not None
    (moscow,) = (row for row in table.rows if row.name == "moscow = approve")
    peking = next(cell for cell in moscow.cells if cell.who == "People's Republic of China")
    assert words(peking).startswith("since 13 May 1950, from Kim Il Sung")
    assert words(peking).endswith("confirmed 14 May 1950 by Stalin")


def test_a_day_known_from_one_side_only_reads_as_a_sentence() -> None:
    told = (
        "  - {meeting: talk, on: '../1950-05-12', who: [Anna, Bert], says: X.,\n"
        "     said: [{by: Anna, claim: rain}]}\n"
    )
    assert words(cells_of(told, "rain")["Bergen"]) == "by 12 May 1950, from Anna"
    later = told.replace("../1950-05-12", "[1950-05-12..]")
    assert words(cells_of(later, "rain")["Bergen"]) == "since 12 May 1950 or later, from Anna"
