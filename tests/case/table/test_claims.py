"""Claims go out as a table and come back the same; a scholar's own table comes in with them."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from foedus import UserError
from foedus.case import (
    Case,
    CaseError,
    check_citations,
    claims_csv,
    load,
    loads,
    read_claims,
    yaml_text,
)
from foedus.case.kinds import WRITTEN_OUT
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
actors: {upland: {voices: {the mayor: [His Worship], "A > B": ['the "Elder" (of two)']}}}
play: [{move: builds, by: upland, options: [build, leave]}]
outcomes: {dam: builds = build, no-dam: otherwise}
"""
SIGNS = st.characters(codec="utf-8", exclude_categories=["Cc", "Cn", "Cs"])
TEXT = st.text(SIGNS | st.sampled_from("=+-@'\"\n\t;,#:{}[]&*!|>%"), min_size=1).filter(
    lambda text: text.strip() and "\ufeff" not in text
)
NAMES = st.sampled_from(
    ["the mayor", "His Worship", 'the "Elder" (of two)', "A > B", "a (1911)", '"', ">", ")("]
)
EDTF = st.sampled_from(
    ["1911", "1911-03", "1911-03-09", "1911~", "-0044", "[1911,1913]", "1911/..", "191X"]
)
ENTRIES = st.sampled_from(["e0", "e1", "e2.of-it"])
TELLING = st.one_of(
    st.fixed_dictionaries({"edtf": EDTF}),
    st.fixed_dictionaries(
        {"after": ENTRIES}, optional={"by": st.sampled_from(["1 day", "0 days", "2 to 3 weeks"])}
    ),
    st.fixed_dictionaries({"before": ENTRIES}, optional={"by": st.just("1 to 2 months")}),
    st.fixed_dictionaries({"same day as": ENTRIES}),
    st.fixed_dictionaries({"between": st.just(["e0", "e1"])}),
)
MORE = st.fixed_dictionaries({}, optional={"as written": TEXT, "basis": TEXT})


def written_out(parts: tuple[Mapping[str, object], Mapping[str, object]]) -> dict[str, object]:
    return {**parts[0], **parts[1]}


DATE = EDTF | st.tuples(MORE, TELLING).map(written_out)
RELAY = st.one_of(NAMES, TEXT, st.fixed_dictionaries({"by": NAMES | TEXT}, optional={"when": DATE}))
CHAIN = NAMES | st.lists(RELAY, min_size=1, max_size=3)
PASSAGE = st.one_of(
    st.tuples(st.sampled_from(["minutes", "letter"])),
    st.tuples(st.sampled_from(["minutes", "letter"]), TEXT, TEXT | st.just("")),
    st.tuples(st.just("minutes"), TEXT, TEXT | st.just(""), st.just("0123456789abcdef")),
).map(list)
CITE = PASSAGE | st.fixed_dictionaries(
    {
        "passage": PASSAGE,
        "words of": NAMES | TEXT,
        "as": st.sampled_from(["document", "quotation", "reported speech"]),
    },
    optional={"through": CHAIN, "origin": TEXT},
)
CITES = {side: st.lists(CITE, min_size=1, max_size=3) for side in ("cite", "against")}
TESTIMONY = st.fixed_dictionaries(
    {"matter": TEXT, "by": NAMES | TEXT, "says": TEXT},
    optional={
        "to": NAMES | TEXT,
        "from": CHAIN,
        "through": CHAIN,
        "when": DATE,
        "layer": st.sampled_from(["fact", "report", "inference"]),
        "supports": st.sampled_from(["builds = build", "not (builds = build)", "dam or no-dam"]),
        "position": TEXT,
        "origin": TEXT,
        **CITES,
    },
)
ENTRY = st.fixed_dictionaries(
    {"on": DATE, "says": TEXT}, optional={"step": st.just("builds = leave"), **CITES}
)
FIXED = [
    {"entry": "e0", "on": "1911-03-09", "says": "They talked."},
    {"entry": "e1", "on": "1912", "says": "They met."},
    {"entry": "e2.of-it", "on": {"between": ["e0", "e1"]}, "says": "It rained."},
]


def told(case: Case) -> list[object]:
    """The testimony and the record, and what is said of their passages, which `==` leaves out."""
    record = (*case.record, *case.expected)
    found = (*case.testimony, *record, *case.claims, *case.agreements, *case.rules)
    saying = (*found, *(one for entry in record for one in entry.said))
    cites = [cite for one in saying for cite in (*one.cites, *one.against)]
    return [*found, *((cite.attribution, cite.origin) for cite in cites)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(TESTIMONY, max_size=3), st.lists(ENTRY, max_size=2))
def test_a_case_comes_back_from_its_table_the_same(
    testimony: list[dict[str, object]], record: list[dict[str, object]]
) -> None:
    entries = [{"entry": f"f{number}", **one} for number, one in enumerate(record)]
    try:
        case = loads(BASE + yaml_text({"testimony": testimony, "record": [*FIXED, *entries]}))
    except CaseError:  # a chain with one name twice in a row, or two claims on whose words
        assume(False)
        return
    table = claims_csv(case)
    for content in (table.encode(), table.encode("utf-8-sig"), table.encode("utf-16")):
        assert told(loads(BASE + read_claims(content, "t.csv").text)) == told(case)


@pytest.mark.parametrize("name", ["dam", "korea-1950", HERE.parent / "every_word.yaml"])
def test_the_accounts_of_real_cases_come_back_too(name: str | Path) -> None:
    case = load(name)
    blocks = read_claims(claims_csv(case).encode(), "t.csv").text
    whole = yaml.load(case.path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only
    whole |= yaml.load(blocks, yaml.BaseLoader)  # noqa: S506 - texts only
    assert told(loads(yaml_text(whole), str(case.path))) == told(case)


@given(st.text() | st.text("='+-@\t\r\n\uff1d"))
def test_a_guarded_cell_is_no_formula_and_reads_back_the_same(text: str) -> None:
    cell = to_cell(text)
    assert from_cell(cell) == text
    assert not cell.startswith(tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"))


def test_every_assertion_has_a_row_and_each_citation_its_own() -> None:
    table = rows(claims_csv(load(HERE.parent / "every_word.yaml")))
    assert {row["section"] for row in table} == {
        "assumption", "belief", "preference", "step", "reading", "thesis", "testimony", "record",
        "said", "claim", "agreement", "rule",
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


def test_chains_and_dates_read_as_a_scholar_would_write_them() -> None:
    table = rows(claims_csv(load(HERE.parent / "every_word.yaml")))
    found = {row["id"]: row for row in table if row["section"] in {"testimony", "record"}}
    told_by = {name: row["told by"] for name, row in found.items() if row["told by"]}
    assert told_by == {
        "later": "1 to 2 weeks after opened",
        "earlier": "before opened",
        "dinner": "same day as begun",
        "meanwhile": "between opened and later",
    }
    assert found["later"]["when"] == "[1820-03-10..1820-03-17]"
    assert found["opened"]["as written"] == "on the 3rd of March"
    assert found["opened"]["basis"] == "the letter is of 1820"
    said = [row for row in table if row["section"] == "testimony"]
    assert [
        (row["side"], row["words of"], row["words as"], row["words through"]) for row in said
    ] == [
        ("for", "", "", ""),
        ("against", "", "", ""),
        ("against", "the elder", "reported speech", "the clerk (1820) > a ferryman"),
    ]
    assert {(row["from"], row["through"]) for row in said} == {
        ("the clerk (1820-04)", "the engineer")
    }


def test_whose_words_can_be_said_in_a_table_of_ones_own() -> None:
    table = (
        "says,by,source,first words,last words,side,words of,words as,words through,told by\n"
        'x,y,minutes,a,b,against,the mayor,quotation,"""A > B"" (1911; as written ""then"") > C",'
        "1 day after e0\n"
    )
    (one,) = yaml.safe_load(read_claims(table.encode(), "t.csv").text)["testimony"]
    assert one["when"] == {"after": "e0", "by": "1 day"}
    assert one["against"]["as"] == "quotation"
    assert one["against"]["through"] == [
        {"by": "A > B", "when": {"as written": "then", "edtf": 1911}}, "C",
    ]  # fmt: skip


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
        (
            "says,by,when\nx,y,May 1911\n",
            'row 2, column "when": "May 1911" is no date: write {as written: "May 1911", ',
        ),
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
        ("says,by,source,side\nx,y,z,both\n", '"both" is neither "for" nor "against"'),
        ("says,by,source,words of\nx,y,z,w\n", 'column "words as": is empty, but something is'),
        ("says,by,source,words as\nx,y,z,quote\n", 'row 2, column "words as": '),
        ("says,by,from\nx,y,a > > b\n", 'row 2, column "from": "" names nobody: write NAME >'),
        ("says,by,from\nx,y,a (the elder)\n", 'column "from": "the elder" is no date'),
        ("says,by,from\nx,y,a (b) c\n", "a name with a bracket or quotation mark needs"),
        ("says,by,told by\nx,y,soon after\n", 'column "told by": "soon after" tells no date by'),
        ("says,by,as written\nx,y,then\n", 'row 2, column "when": is empty, but there is more'),
        ("says,by,source,last words\nx,y,z,q\n", 'row 2, column "first words": is empty, but'),
        ("section,id,says\nrecord,,x\n", 'row 2, column "id": is empty'),
        ("section,id,says,by\nstep,e,x,y\n", "there is no row of a testimony or of the record"),
        ("says,by\nKöln,y\n".encode("latin-1"), "line 2 is not in utf-8; save the table"),
        (f"says,by\n{'x' * 1_000_001},y\n", "field larger than field limit"),
        (b"\x00" * 20_000_001, "a table has at most 20 MB"),
    ],
    ids=range(28),
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
    from foedus.case.language import TESTIMONY as TOLD  # noqa: PLC0415 - beside its only use
    from foedus.case.record_language import (  # noqa: PLC0415 - as above
        AGREEMENT,
        CLAIM,
        RECORD,
        RULE,
        SAID,
    )

    elsewhere = {"cite", "against", "said"}  # told apart by "side"; rows of their own
    named_by_id = {shape.words[0].name for shape in RECORD.shapes}
    shapes = {
        "testimony": (TOLD,),
        "record": RECORD.shapes,
        "said": (SAID,),
        "claim": (CLAIM,),
        "agreement": (AGREEMENT,),
        "rule": (RULE,),
    }
    for section, those in shapes.items():
        words = {word.name for shape in those for word in shape.words} - elsewhere - named_by_id
        assert words == {column.word_in(section) for column in COLUMNS} - {None}
    words = {word.name for word in WRITTEN_OUT.words} - {"passage"}
    assert words == {column.citation for column in COLUMNS} - {None}
