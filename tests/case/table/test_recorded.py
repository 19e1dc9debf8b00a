"""The record goes out as a table and comes back the same, with what was said and agreed."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from foedus import UserError
from foedus.case import Case, CaseError, claims_csv, load, loads, read_claims, yaml_text

EVERY_WORD = Path(__file__).parents[1] / "every_word.yaml"
BASE = """\
foedus: 1
title: The dam
sources: {minutes: {title: Minutes}, letter: {title: A letter}}
actors: {upland: {voices: {the mayor: [His Worship], "A > B": ['the "Elder" (of two)']}}}
play: [{move: builds, by: upland, options: [build, leave]}]
outcomes: {dam: builds = build, no-dam: otherwise}
"""
FIXED = [
    {"entry": "e0", "on": "1911-03-09", "says": "They talked."},
    {"entry": "e1", "says": "They met."},
]
TEXT = st.text("aé1 ;:,'\"=+-#{}[]>|%\n\t", min_size=1, max_size=12).filter(str.strip)
_MORE = {"as written": TEXT, "basis": TEXT}
DATE = st.one_of(
    st.sampled_from(["1911", "1911-05~", "../..", "1911-06/.."]),
    st.fixed_dictionaries({"after": st.just("e0"), "by": st.just("1 day")}, optional=_MORE),
    st.fixed_dictionaries({"same day as": st.just("e0")}, optional=_MORE),
    st.fixed_dictionaries({"edtf": st.just("1911-05")}, optional=_MORE),
)
CITES = {
    side: st.sampled_from(
        [
            [["minutes"]],
            [["letter", "a > b", "c; d"], ["minutes"]],
            [{"passage": ["letter", "x", "y"], "words of": "A > B", "as": "quotation"}],
        ]
    )
    for side in ("cite", "against")
}
PEOPLE = st.lists(
    st.sampled_from(
        ["His Worship", "A > B", "upland", "the clerk; a scribe", '"', ">", ")(", "=1"]
    ),
    min_size=5,
    max_size=8,
    unique=True,
)
STATES = st.sampled_from(["proposed", "agreed in principle", "in force", "broken"])


@st.composite
def entries(draw: st.DrawFn) -> dict[str, object]:
    """One entry, of any kind, with what was said in it."""
    kind = draw(st.sampled_from(["entry", "meeting", "message", "statement", "decision", "act"]))
    first, second, third, *others = draw(PEOPLE)
    speakers, hearers = [first], [second, *others]
    more: dict[str, object] = {}
    match kind:
        case "message":
            more = {"from": first, "to": hearers, "through": third}
            if draw(st.booleans()):
                more["received"] = draw(DATE)
        case "meeting" | "entry":
            speakers, hearers = [first, second], [third, *others]
            more = {"who": [*speakers, *hearers]}
            if kind == "entry" and draw(st.booleans()):
                more = {}
        case _:
            more = {"by": first, "to": draw(st.sampled_from([hearers, second]))}
            hearers = [second]
    always: dict[str, st.SearchStrategy[object]] = (
        {} if len(speakers) == 1 else {"by": st.sampled_from(speakers)}
    )
    optional = {
        "to": st.sampled_from([hearers, hearers[0]]),
        "denies": st.just("firm"),
        "layer": st.sampled_from(["fact", "report", "inference"]),
        **CITES,
    }
    claim = st.sampled_from(["soft", "firm"])
    telling = st.fixed_dictionaries({**always, "says": TEXT}, optional={"claim": claim, **optional})
    by_claim = st.fixed_dictionaries({**always, "claim": claim}, optional=optional)
    said = draw(st.lists(telling | by_claim, max_size=3))
    common: dict[str, st.SearchStrategy[object]] = {
        "on": DATE,
        "after": st.sampled_from(["e0", ["e0", "e1"]]),
        "makes": st.fixed_dictionaries({"treaty": STATES}, optional={"truce": STATES}),
        "step": st.just("builds = leave"),
        "recorded": st.sampled_from(["yes", "no"]),
        **({} if kind == "message" else {"where": TEXT}),
        **CITES,
    }
    rest = draw(st.fixed_dictionaries({"says": TEXT}, optional=common))
    return {kind: "", **more, **rest, **({"said": said} if said else {})}


@st.composite
def agreed(draw: st.DrawFn) -> dict[str, object]:
    """The sections that the record speaks of."""
    cited = st.fixed_dictionaries({}, optional=CITES)
    about = st.fixed_dictionaries({}, optional={"about": st.just("builds = build")})
    binding = st.fixed_dictionaries({}, optional={"binds": TEXT, "only after": TEXT})
    parties = PEOPLE.map(lambda people: {"between": people})
    pattern = st.sampled_from(
        [
            {"needs": "e0", "before": "e1"},
            {"after": "e0", "follows": "e1"},
            {"after": "e0", "follows": "e1", "within": "0 days"},
            {"after": "e0", "follows": "e1", "within": "1 day"},
            {"after": "e0", "follows": "e1", "within": "9999 weeks"},
        ]
    )
    pledge = st.sampled_from([{}, {"by": "His Worship", "to": "a; b"}])

    def one(*parts: st.SearchStrategy[Mapping[str, object]]) -> dict[str, object]:
        found: dict[str, object] = {"says": draw(TEXT)}
        for part in (*parts, cited):
            found |= draw(part)
        return found

    return {
        "claims": {"soft": one(about), "firm": one(about)},
        "agreements": {"treaty": one(parties, binding), "truce": one(parties, binding)},
        "rules": {"first": one(pattern, pledge), "second": one(pattern, pledge)},
    }


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def recorded(case: Case) -> list[object]:
    """The record, and what is said of its passages, which `==` leaves out."""
    entries = (*case.record, *case.expected)
    said = (one for entry in entries for one in entry.said)
    found = (*entries, *case.claims, *case.agreements, *case.rules)
    cites = [cite for one in (*found, *said) for cite in (*one.cites, *one.against)]
    return [*found, *((cite.attribution, cite.origin) for cite in cites)]


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much])
@given(st.lists(entries(), min_size=1, max_size=3), agreed())
def test_a_record_comes_back_from_its_table_the_same(
    record: list[dict[str, object]], about: dict[str, object]
) -> None:
    for number, entry in enumerate(record):
        entry[next(iter(entry))] = f"f{number}.of-it"
    try:
        case = loads(BASE + yaml_text({"record": [*FIXED, *record], **about}))
    except CaseError:  # a message that came before it was sent, a claim against itself
        assume(False)
        return
    text = read_claims(claims_csv(case).encode(), "t.csv").text
    assert recorded(loads(BASE + text)) == recorded(case)


def test_who_took_part_and_what_they_said_reads_as_a_scholar_would_write_it() -> None:
    table = rows(claims_csv(load(EVERY_WORD)))
    found = {(row["section"], row["id"]): row for row in table}
    talk, note, vote = (found["record", name] for name in ("talk", "note", "vote"))
    assert (talk["kind of entry"], talk["taking part"], talk["place"], talk["after"]) == (
        "meeting", "Old Matthew; the Minister; a ferryman", "the weir", "begun",
    )  # fmt: skip
    assert (talk["makes"], talk["by"], talk["recorded"]) == ("treaty: proposed", "", "")
    assert [note[name] for name in ("from", "through", "to", "when", "received")] == [
        "the minister", "a ferryman", "Old Matthew; mill", "1820-02-02", "1820-02-04",
    ]  # fmt: skip
    assert (vote["by"], vote["to"]) == ("guild; mill", "crown")
    assert found["record", "harvest"]["recorded"] == "no"
    assert found["record", "supper"]["when"] == ""
    first, second = found["said", "talk.1"], found["said", "talk.2"]
    assert (first["by"], first["to"], first["claim made"]) == (
        "the minister", "Old Matthew", "toll-promised",
    )  # fmt: skip
    assert (second["to"], second["denies"]) == ("Old Matthew; the Minister", "toll-promised")
    assert found["claim", "toll-promised"]["step"] == "toll = give"
    treaty = found["agreement", "treaty"]
    assert (treaty["between"], treaty["binds"], treaty["only after"]) == (
        "guild; the minister", "unanimous", "harvest",
    )  # fmt: skip
    rule, pledge = found["rule", "asked-first"], found["rule", "helped"]
    assert (rule["needs"], rule["before"], rule["after"]) == ("talk", "vote", "")
    assert [pledge[name] for name in ("by", "to", "after", "follows", "within")] == [
        "mill", "the Elder", "harvest", "vote", "2 weeks",
    ]  # fmt: skip


def test_a_scholars_own_record_comes_in() -> None:
    table = (
        "section;id;kind of entry;says;participants;place;received;from;to;by;weight;between\n"
        'record;council;Meeting;They met.;"the mayor; ""A; B""";the hall;;;;;;\n'
        "said;council.2;;Yes.;;;;;;the mayor;;\n"
        'said;council.1;;No.;;;;;the mayor;"""A; B""";low;\n'
        'record;note;message;It went.;;;"1911-05; as written ""in May""";the mayor;x;;;\n'
        "agreement;truce;;They stop.;;;;;;;;the mayor; x\n"
    ).replace("the mayor; x", '"the mayor; x"')
    text = read_claims(table.encode(), "t.csv").text
    blocks = yaml.safe_load(text)
    council, note = blocks["record"]
    assert council == {
        "meeting": "council",
        "where": "the hall",
        "who": ["the mayor", "A; B"],
        "says": "They met.",
        "said": [
            {"by": "A; B", "to": "the mayor", "says": "No."},
            {"by": "the mayor", "says": "Yes."},
        ],
    }
    assert note["received"] == {"as written": "in May", "edtf": "1911-05"}
    assert blocks["agreements"] == {"truce": {"says": "They stop.", "between": ["the mayor", "x"]}}
    assert "# council.1: weight: low\n" in text


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("record,e,x,conference,,,", 'column "kind of entry": there is no kind "conference"'),
        ("record,e,x,message,a,,", 'column "from": is empty'),
        (
            "record,e,x,entry,a,,",
            'column "by": an entry has no "by"; it has id, when, after, place',
        ),
        ("record,e,x,act,a;;b,,", 'column "by": "a;;b" has a place without a name: write NAME; '),
        ('record,e,x,act,"a ""b""",,', "a name with a quotation mark needs quotes"),
        ("record,e,x,act,a,treaty,", 'column "makes": "treaty" is no agreement with its state'),
        (
            "record,e,x,act,a,treaty: signed,",
            'column "makes": "signed" is not a state of an agreement',
        ),
        ("record,e,x,act,a,t: proposed; t: broken,", 'the agreement "t" stands here twice'),
        ('record,e,x,message,,,"1911; in May"', 'column "received": "1911; in May" has another'),
        ("said,e,x,,a,,", '"e" names no entry in which it was said: write ENTRY.1'),
        ("said,e.1,x,,a,,", 'row 2, column "id": there is no entry "e" in the table'),
        ("said,e.1,,,a,,", 'row 2: "says" and "claim made" are empty'),
        ("rule,r,x,,,,", 'row 2: "needs" and "follows" are empty; a rule of the record needs one'),
        ("claim,,x,,,,", 'row 2, column "id": is empty'),
        ("claim,a b,x,,,,", 'row 2, column "id": "a b" is not a name'),
        ("agreement,a,x,,,,", 'row 2, column "between": is empty'),
    ],
    ids=range(16),
)
def test_each_mistake_in_a_record_is_told(table: str, said: str) -> None:
    content = f"section,id,says,kind of entry,by,makes,received\n{table}\n"
    with pytest.raises(UserError) as caught:
        read_claims(content.encode(), "t.csv")
    assert said in str(caught.value)


def test_what_a_section_has_no_word_for_is_kept_as_a_comment() -> None:
    table = "says,by,place,makes\nx,y,the hall,z\n"
    text = read_claims(table.encode(), "t.csv").text
    assert text.startswith("testimony:\n# place: the hall\n# makes: z\n- ")
    claim = "section,id,says,by\nclaim,soft,x,the mayor\n"
    assert read_claims(claim.encode(), "t.csv").text == (
        "claims:\n  # by: the mayor\n  soft:\n    says: x\n"
    )
