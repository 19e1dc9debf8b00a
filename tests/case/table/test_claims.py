"""Claims go out as a table and come back the same; a scholar's own table comes in with them."""

import csv
import io
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from foedus import UserError
from foedus.case import (
    Case,
    check_citations,
    claims_csv,
    load,
    loads,
    read_claims,
    yaml_text,
)
from foedus.case.table.cells import from_cell, to_cell
from foedus.case.table.columns import COLUMNS
from foedus.sources import Source

HERE = Path(__file__).parent
OWN = """\
id;topic;claim;asserted_by;source;kind;date
H1;the dam;"It would hold,
he said.";the mayor;minutes;primary;1911-03
H2;the dam;It would not;the engineers;Letter of the engineers, 1911;primary;

H3;the flood;"The ""great"" one";the town;;;1911
"""


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def refused(table: str | bytes) -> str:
    with pytest.raises(UserError) as caught:
        read_claims(table if isinstance(table, bytes) else table.encode(), "t.csv")
    return str(caught.value)


BASE = """\
foedus: 1
title: The dam
sources: {minutes: {title: Minutes}, letter: {title: A letter}}
actors: {upland: {}}
play: [{move: builds, by: upland, options: [build, leave]}]
outcomes: {dam: builds = build, no-dam: otherwise}
"""
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"])
TEXT = st.text(SIGNS | st.sampled_from("=+-@'\"\n\t;,#:{}[]&*!|>%"), min_size=1).filter(
    lambda text: text.strip() and "\ufeff" not in text
)
CITE = st.one_of(
    st.tuples(st.sampled_from(["minutes", "letter"])),
    st.tuples(st.sampled_from(["minutes", "letter"]), TEXT, TEXT | st.just("")),
    st.tuples(st.just("minutes"), TEXT, TEXT | st.just(""), st.just("0123456789abcdef")),
).map(list)
DATES = st.sampled_from(["1911", "1911-03", "1911-03-09"])
CITES = {"cite": st.lists(CITE, min_size=1, max_size=3)}
TESTIMONY = st.fixed_dictionaries(
    {"matter": TEXT, "by": TEXT, "says": TEXT},
    optional={
        "to": TEXT,
        "when": DATES,
        "remove": st.sampled_from(["0", "1", "12"]),
        "layer": st.sampled_from(["fact", "report", "inference"]),
        "supports": st.sampled_from(["builds = build", "not (builds = build)", "dam or no-dam"]),
        **CITES,
    },
)
ENTRY = st.fixed_dictionaries(
    {"on": DATES, "says": TEXT}, optional={"step": st.just("builds = leave"), **CITES}
)


@settings(deadline=None)
@given(st.lists(TESTIMONY, max_size=4), st.lists(ENTRY, max_size=3))
def test_a_case_comes_back_from_its_table_the_same(
    testimony: list[dict[str, object]], record: list[dict[str, object]]
) -> None:
    entries = [{"entry": f"e{number}", **one} for number, one in enumerate(record)]
    case = loads(BASE + yaml_text({"testimony": testimony, "record": entries}))
    table = claims_csv(case)
    for content in (table.encode(), table.encode("utf-8-sig"), table.encode("utf-16")):
        if not testimony and not record:
            assert "no row of a testimony" in refused(content)
            continue
        again = loads(BASE + read_claims(content, "t.csv").text)
        assert again.testimony == case.testimony
        assert again.record == case.record


@pytest.mark.parametrize("name", ["dam", "korea-1950", HERE.parent / "every_word.yaml"])
def test_the_accounts_of_real_cases_come_back_too(name: str | Path) -> None:
    case = load(name)
    blocks = read_claims(claims_csv(case).encode(), "t.csv").text
    whole = yaml.load(case.path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    whole |= yaml.load(blocks, yaml.BaseLoader)  # noqa: S506 - texts only
    again = loads(yaml_text(whole), str(case.path))
    assert again.testimony == case.testimony
    assert again.record == case.record


@given(st.text() | st.text("='+-@\t\r\n\uff1d"))
def test_a_guarded_cell_is_no_formula_and_reads_back_the_same(text: str) -> None:
    cell = to_cell(text)
    assert from_cell(cell) == text
    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))


def test_every_assertion_has_a_row_and_each_citation_its_own() -> None:
    table = rows(claims_csv(load(HERE.parent / "every_word.yaml")))
    assert {row["section"] for row in table} == {
        "assumption", "belief", "preference", "step", "reading", "thesis", "testimony", "record",
    }  # fmt: skip
    toll = [row for row in table if row["id"] == "toll" and row["section"] == "step"]
    assert [row["first words"] for row in toll] == ["", "we promise"]
    assert {row["says"] for row in toll} == {"It was said at dinner."}
    by_reading = [row for row in table if row["id"] == "gain"]
    assert [(row["says"], row["under"]) for row in by_reading][-1] == ("30", "greedy")
    assert all(len(row) == len(COLUMNS) for row in table)


def test_a_check_of_the_sources_stands_beside_each_citation() -> None:
    case: Case = load("dam")
    source = Source("minutes", "We know we have all seen the fields sink in a wet year.")
    table = rows(claims_csv(case, check_citations(case, {"minutes": source})))
    found = next(row for row in table if row["first words"] == "we have all seen")
    assert (found["status"], found["where"]) == ("no fingerprint", "line 1")
    assert next(row for row in table if row["id"] == "loss")["status"] == "absent"


def test_a_scholars_own_table_becomes_testimony() -> None:
    read = read_claims(OWN.encode("utf-8-sig"), "own.csv")
    blocks = yaml.safe_load(read.text)
    assert blocks["sources"] == {
        "letter-of-the-engineers": {"title": "Letter of the engineers, 1911"}
    }
    first, second, third = blocks["testimony"]
    assert first["says"] == "It would hold,\nhe said."
    assert (first["matter"], first["by"], first["cite"]) == ("the dam", "the mayor", ["minutes"])
    assert second["cite"] == ["letter-of-the-engineers"]
    assert "cite" not in third
    assert third["says"] == 'The "great" one'
    assert read.text.count("# kind: primary\n") == 2
    told = "\n".join(read.notes)
    assert 'the column "asserted_by" was read as "by"' in told
    assert 'the column "kind" means nothing to a case; it is kept as comments' in told
    assert "sources that are described rather than named, for which names were made" in told


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("declared", ["", "sep={}\n"])
def test_whatever_a_spreadsheet_writes_is_read(
    separator: str, encoding: str, end: str, declared: str
) -> None:
    lines = [("by", "claim", "matter"), ('"A; B, C"', '"x\ny"', "řeka")]
    text = declared.format(separator) + end.join(separator.join(line) for line in lines)
    read = read_claims(text.encode(encoding), "t.csv")
    assert yaml.safe_load(read.text)["testimony"] == [
        {"matter": "řeka", "by": "A; B, C", "says": "x\ny"}
    ]


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("", "t.csv is empty"),
        ("who,whom\na,b\n", 't.csv: there is no column "says" (or "claim")'),
        ("says,by\nx,\n", 't.csv: row 2, column "by": is empty'),
        ("says,by,when\nx,y,May 1911\n", 'row 2, column "when": "May 1911" is not a date'),
        ("says,by,remove\nx,y,two\n", 'row 2, column "remove": "two" is not a whole number'),
        ("says,by,layer\nx,y,Reprt\n", 'column "layer": "Reprt" is not fact, report or inference'),
        ("says,by,supports\nx,y,a =\n", 'row 2, column "supports": '),
        ("says,by\nx,y,z\n", "t.csv: row 2 has 3 cells and row 1 has 2"),
        ("says,says\nx,y\n", 't.csv: the heading "says" stands twice'),
        ("says,claim,by\nx,y,z\n", 'column "claim": means the same as "says"'),
        ("says,,by\nx,y,z\n", "t.csv: every column needs a heading in row 1"),
        ('says,by\n"x"y,z\n', "t.csv is not readable as CSV: "),
        ("id,says,by\na,x,y\na,z,y\n", 'row 3, column "says": differs from row 2'),
        ("says,by,first words\nx,y,z\n", 'row 2, column "source": is empty, but'),
        ("says,by,source,last words\nx,y,z,q\n", 'row 2, column "first words": is empty, but'),
        ("section,id,says\nrecord,e,x\n", 'row 2, column "when": is empty'),
        ("section,id,says,by\nstep,e,x,y\n", "there is no row of a testimony or of the record"),
        ("says,by\nKöln,y\n".encode("latin-1"), "line 2 is not in utf-8; save the table"),
        (f"says,by\n{'x' * 1_000_001},y\n", "field larger than field limit"),
        (b"\x00" * 20_000_001, "a table has at most 20 MB"),
    ],
    ids=range(20),
)
def test_each_mistake_is_told_by_row_and_column(table: str | bytes, said: str) -> None:
    assert said in refused(table)


def test_all_mistakes_of_a_table_come_at_once() -> None:
    told = refused("says,by,when,remove\n,a,1911-31,x\nb,,1911,y\n").splitlines()
    assert [line.split(":")[1].strip() for line in told] == [
        'row 2, column "says"',
        'row 2, column "remove"',
        'row 3, column "by"',
        'row 3, column "remove"',
    ]
    many = refused("says,by\n" + ",x\n" * 100).splitlines()
    assert len(many) == 31
    assert many[-1] == "t.csv: … and 70 more mistakes"


def test_a_declared_encoding_counts() -> None:
    read = read_claims("says,by\nKöln,y\n".encode("cp1252"), "t.csv", "cp1252")
    assert "Köln" in read.text
    assert 'stand under "not sorted yet" until you name one: 1' in "\n".join(read.notes)


def test_every_word_of_testimony_and_record_has_a_column() -> None:
    from foedus.case.language import ENTRY as RECORDED  # noqa: PLC0415 - beside its only use
    from foedus.case.language import TESTIMONY as SAID  # noqa: PLC0415 - as above

    for section, shape in (("testimony", SAID), ("record", RECORDED)):
        words = {word.name for word in shape.words} - {"cite"}
        assert words == {column.word_in(section) for column in COLUMNS} - {None}
