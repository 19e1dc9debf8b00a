"""Every word of the language arrives in the values of the case."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from foedus.case import (
    AgreementState,
    Always,
    AnyStep,
    Bar,
    Case,
    Cite,
    Consent,
    Contest,
    Event,
    Fact,
    Linear,
    Message,
    Not,
    Or,
    Party,
    Plan,
    Pledge,
    SourceName,
    Taken,
    Type,
    Voice,
    institution_facts,
    load,
    variables,
)
from foedus.case.grammar import Either, Kind, ListOf, Shape, Tagged
from foedus.case.language import CASE
from foedus.case.nodes import Listing, Mapping, Node, read_nodes
from foedus.case.problems import Problems
from foedus.case.step_language import STEP_CHANGES
from foedus.case.steps import Reinforcement
from foedus.dates import Distance, Relation, parse_date
from foedus.sources import Attribution, Certainty, MarkKind, Relay, Voicing

HERE = Path(__file__).parent
LETTER = Cite("letter")


@pytest.fixture(scope="module")
def case() -> Case:
    return load(HERE / "every_word.yaml")


def step(case: Case, name: str) -> AnyStep:
    return next(step for step in case.play if step.name == name)


def words(kind: Kind, seen: set[Kind]) -> Iterator[str]:
    """Every word that a form may hold, anywhere inside."""
    if kind in seen or kind is STEP_CHANGES:
        return
    seen.add(kind)
    match kind:
        case ListOf():
            yield from words(kind.item, seen)
        case Either(kinds):
            for one in kinds:
                yield from words(one, seen)
        case Tagged():
            for shape in kind.shapes:
                yield from words(shape, seen)
        case Shape():
            for word in kind.words:
                yield f"{kind.title}: {word.name}"
                yield from words(word.kind, seen)
            if kind.others is not None:
                yield from words(kind.others.value, seen)
        case _:
            return


def used(node: Node) -> Iterator[str]:
    """Every word that a file uses."""
    if isinstance(node, Listing):
        for item in node.items:
            yield from used(item)
    elif isinstance(node, Mapping):
        for key, value in node.entries:
            yield key.text
            yield from used(value)


def test_the_case_uses_every_word_of_the_language() -> None:
    root = read_nodes((HERE / "every_word.yaml").read_text("utf-8"), "x", Problems())
    assert root is not None
    written = set(used(root))
    language = set(words(CASE, set()))
    assert len(language) > 120
    assert {word for word in language if word.split(": ")[1] not in written} == set()


def test_the_head(case: Case) -> None:
    assert (case.title, case.lexicon, case.perception, str(case.evidence_until)) == (
        "The lock on the canal",
        "survey_2015",
        "mirror",
        "1820-06-01",
    )
    source = case.sources[0]
    assert (source.key, source.author, source.year, source.file, source.where) == (
        "letter",
        "The engineer",
        "1820",
        "letter.txt",
        "Town archive",
    )
    assert (source.copy_of, source.origin) == (None, None)
    assert [(one.copy_of, one.origin) for one in case.sources[1:]] == [
        ("letter", None),
        (None, "what the ferrymen sang"),
    ]


def test_actors(case: Case) -> None:
    guild, crown, mill = case.actors
    assert guild.voices == (Voice("the elder", ("Old Matthew", "the Elder")), Voice("the clerk"))
    assert guild.restraint == ("lock", "wait")
    assert crown.voices == (Voice("the minister"), Voice("the engineer"))
    assert (crown.name, mill.name, mill.voices, mill.restraint) == ("The crown", "mill", (), None)


def test_a_type_and_its_options(case: Case) -> None:
    water = step(case, "water")
    assert isinstance(water, Type)
    assert water.seen_by == ("mill",)
    assert [option.name for option in water.options] == ["high", "low"]
    assert (water.why, water.cites) == ("Only the miller has gauged it.", (LETTER,))


def test_an_event_and_an_option_with_a_condition(case: Case) -> None:
    frost = step(case, "frost")
    assert isinstance(frost, Event)
    assert frost.options[1].when == Taken("water", ("high",))
    assert frost.cites == (Cite("letter", "the winter", "was mild"),)
    assert frost.seen_by == ("guild", "crown")


def test_a_message_and_its_verification(case: Case) -> None:
    gauge = step(case, "gauge")
    assert isinstance(gauge, Message)
    assert (gauge.by, gauge.to, gauge.about, gauge.options) == (
        "mill",
        "crown",
        "water",
        ("high", "low"),
    )
    assert gauge.verify is not None
    assert (gauge.verify.asks, gauge.verify.is_truthful) == ("guild", True)
    assert str(gauge.verify.price) == "gauge.verify costs"


def test_a_pledge_with_and_without_a_move_that_keeps_it(case: Case) -> None:
    toll, peace = step(case, "toll"), step(case, "peace")
    assert isinstance(toll, Pledge)
    assert (toll.by, toll.to, toll.trigger) == ("crown", "guild", Taken("lock", ("build",)))
    assert toll.then == Taken("pays", ("toll",))
    assert toll.breaking_cost == Linear((("shame", 1.0),))
    assert toll.cites[1].fingerprint == "0123456789abcdef"
    assert peace.then is None
    assert "peace.due" in variables(case.play)
    assert "toll.due" not in variables(case.play)


def test_a_bar(case: Case) -> None:
    charter = step(case, "charter")
    assert isinstance(charter, Bar)
    assert (charter.forbids, charter.owed_to) == (Taken("lock", ("build",)), "the bishop")
    assert (charter.is_binding, str(charter.price)) == (False, "2 * shame")
    assert charter.when == Taken("water", ("low",))


def test_a_plan_with_its_purpose_and_phases(case: Case) -> None:
    survey = step(case, "survey")
    assert isinstance(survey, Plan)
    assert survey.purpose is not None
    assert (survey.purpose.seen_by, survey.purpose.is_type) == (("crown",), True)
    assert [option.name for option in survey.purpose.options] == ["trade", "war"]
    dig = survey.phases[1]
    assert (dig.name, dig.when, dig.answer_by) == (
        "dig",
        Taken("survey.measure", ("start",)),
        "guild",
    )
    assert (dig.seen_by, dig.why, dig.cites) == (
        ("crown", "guild"),
        "Digging needs hands.",
        (LETTER,),
    )


def test_a_consent_with_every_word(case: Case) -> None:
    assembly = step(case, "assembly")
    assert isinstance(assembly, Consent)
    assert assembly.parties == ("guild", "crown", "mill")
    assert (assembly.rule.kind, assembly.rule.count) == ("count", 2)
    assert (assembly.deferrals, assembly.replay_from) == (2, "asks")
    assert [(party, str(price)) for party, price in assembly.delay_prices] == [
        ("guild", "1"),
        ("crown", "assembly.at[crown]"),
    ]
    assert (assembly.all_speak, assembly.at_once, assembly.is_binding) == (True, False, False)
    assert assembly.forbids == Taken("lock", ("build",))
    assert [str(price) for _, price in assembly.breach_costs] == ["assembly.breach costs[guild]"]


def test_the_other_rules_of_consent(case: Case) -> None:
    council, court = step(case, "council"), step(case, "court")
    assert (council.rule.kind, council.rule.count) == ("count", 1)
    assert (court.rule.kind, court.rule.holders) == ("veto", ("crown",))


def test_replayed_steps_have_a_name_for_each_round(case: Case) -> None:
    names = variables(case.play)
    assert names["asks.2"] == names["asks.3"] == ("much", "little")
    assert names["assembly.3.mill"] == ("agree", "object")
    assert "asks.4" not in names
    assert "lock.2" not in names


def test_institutions_define_facts(case: Case) -> None:
    assert sorted(institution_facts(case.play)) == [
        "assembly.breached",
        "assembly.deferred",
        "charter.breached",
        "peace.broken",
        "peace.kept",
        "toll.broken",
        "toll.kept",
    ]


def test_a_contest(case: Case) -> None:
    flood = step(case, "flood")
    assert isinstance(flood, Contest)
    dam, river = flood.sides
    assert (dam.name, str(dam.strength)) == ("dam", "flood.strength[dam]")
    assert dam.adds == (Reinforcement(Taken("lock", ("build",)), Linear(constant=5.0)),)
    assert str(river.strength) == "force"
    assert str(flood.decisiveness) == "flood.decisiveness"
    estimate = flood.estimates[0]
    assert (estimate.holder, str(estimate.decisiveness)) == ("mill", "1")
    assert [(side, str(strength)) for side, strength in estimate.strengths] == [
        ("dam", "flood[mill].strength[dam]")
    ]


def test_facts_and_outcomes(case: Case) -> None:
    assert [name for name, _ in case.facts] == ["dry"]
    stands, lost, none = case.outcomes
    assert (stands.name, stands.label, lost.label) == ("lock-stands", "The lock stands", None)
    assert none.when == Not(Or((Fact("lock-stands"), Fact("lock-lost"))))


def test_preferences(case: Case) -> None:
    found = [(one.actor, str(one.when), str(one.worth)) for one in case.preferences]
    assert found == [
        ("guild", "lock-stands", "80"),
        ("guild", "no-lock", "worth[guild](no-lock)"),
        ("guild", "pays = toll", "gain - 2"),
        ("crown", "lock-stands", "gain"),
        ("crown", "pays = toll", "worth[crown](pays = toll)"),
        ("mill", "flood = river", "loss"),
    ]
    assert case.preferences[2].cites == case.preferences[4].cites == (LETTER,)


def test_assumptions(case: Case) -> None:
    gain, force = case.assumption["gain"], case.assumption["force"]
    assert (gain.low, gain.high, gain.kind, gain.note) == (5, 60, "worth", "from the toll book")
    assert gain.cites == (LETTER,)
    assert (force.kind, force.distribution) == ("strength", "log-uniform")
    assert case.assumption["P[guild](water = high)"].note == "his words"
    assert case.assumption["P[guild](frost = hard)"].note == "from the letter"


def test_theses_testimony_and_record(case: Case) -> None:
    thesis, testimony, entry = case.theses[0], case.testimony[0], case.record[0]
    assert (thesis.name, thesis.by, thesis.cites) == ("paid", "a pamphlet", (LETTER,))
    assert (testimony.by, testimony.speaker) == ("old matthew", "the elder")
    assert (testimony.to, testimony.hearer) == ("The Minister", "the minister")
    assert (testimony.remove, str(testimony.when), testimony.layer) == (2, "1820-05", "fact")
    assert testimony.supports == Taken("toll", ("give",))
    assert testimony.heard_from == (Relay("the clerk", parse_date("1820-04")),)
    assert testimony.through == (Relay("the engineer"),)
    assert (testimony.position, testimony.origin) == ("promised", "the talk at the weir")
    against = testimony.against[1]
    assert (testimony.against[0], against.origin) == (Cite("ballad"), "the talk at the weir")
    assert against.attribution == Attribution(
        Voicing.REPORTED_SPEECH,
        "the elder",
        (Relay("the clerk", parse_date("1820")), Relay("a ferryman")),
    )
    assert (entry.name, str(entry.when), entry.taken) == ("begun", "1820", ("lock", "build"))


def test_dates_as_written_and_told_by_entries(case: Case) -> None:
    begun, opened, after, before, same, between = (entry.when for entry in case.record[:6])
    assert (opened.written, opened.edtf, opened.basis) == (
        "on the 3rd of March",
        "1820-03-03",
        "the letter is of 1820",
    )
    assert opened.relation is None
    assert after.relation == Relation("after", ("opened",), Distance(1, 2, "week"))
    assert (after.written, after.edtf) == ("some weeks later", "[1820-03-10..1820-03-17]")
    assert before.relation == Relation("before", ("opened",))
    assert (before.earliest, before.latest) == (None, opened.latest)
    assert (same.relation, same.edtf) == (Relation("same day as", ("begun",)), begun.edtf)
    assert between.relation == Relation("between", ("opened", "later"))
    assert between.edtf == "[1820-03-03..1820-03-17]"


def test_meetings_and_what_was_said_there(case: Case) -> None:
    talk = next(entry for entry in case.record if entry.name == "talk")
    elder = Party("Old Matthew", "the elder", "guild")
    minister = Party("the Minister", "the minister", "crown")
    ferryman = Party("a ferryman", "a ferryman")
    assert (talk.kind, talk.where, talk.after) == ("meeting", "the weir", ("begun",))
    assert (talk.who, talk.taken) == ((elder, minister, ferryman), ("toll", "give"))
    assert talk.makes == (("treaty", AgreementState.PROPOSED),)
    promise, denial = talk.said
    assert (promise.by.name, promise.to, promise.claim) == (
        "the minister",
        (elder,),
        "toll-promised",
    )
    assert (promise.says, promise.layer) == ("The crown has promised the toll.", "fact")
    assert (promise.cites, denial.against) == ((LETTER,), (Cite("ballad"),))
    assert (denial.by, denial.to) == (ferryman, (elder, minister))  # all others unless said
    assert (denial.claim, denial.denies, denial.layer) == (None, "toll-promised", "report")


def test_a_message_of_the_record(case: Case) -> None:
    note = next(entry for entry in case.record if entry.name == "note")
    assert [one.name for one in note.by] == ["the minister"]
    assert [one.name for one in note.through] == ["a ferryman"]
    assert [(one.name, one.actor) for one in note.to] == [("the elder", "guild"), ("mill", "mill")]
    assert note.who == (*note.by, *note.through, *note.to)
    assert (str(note.when), str(note.received)) == ("1820-02-02", "1820-02-04")
    assert note.said[0].by == note.by[0]  # the sender speaks
    assert note.said[0].to == (*note.through, *note.to)


def test_statements_decisions_and_acts(case: Case) -> None:
    speech, vote, supper = case.record[-3:]
    (harvest,) = case.expected
    assert [one.kind for one in (speech, vote, supper, harvest)] == [
        "statement",
        "decision",
        "entry",
        "act",
    ]
    assert [one.name for one in vote.who] == ["The guild of boatmen", "mill", "The crown"]
    assert ([one.name for one in vote.by], [one.name for one in vote.to]) == (
        ["The guild of boatmen", "mill"],
        ["The crown"],
    )
    assert (supper.when.edtf, supper.when.earliest, supper.after) == ("../..", None, ("talk",))
    assert (supper.said[0].by.name, supper.said[0].to) == ("the elder", ())
    assert str(harvest.when) == "1820-09"


def test_claims_agreements_and_rules(case: Case) -> None:
    (claim,), (treaty,) = case.claims, case.agreements
    assert (claim.name, claim.about, claim.cites) == ("toll-promised", ("toll", "give"), (LETTER,))
    assert [(one.name, one.actor) for one in treaty.between] == [
        ("The guild of boatmen", "guild"),
        ("the minister", "crown"),
    ]
    assert (treaty.binds, treaty.only_after) == ("unanimous", "harvest")
    first, pledge = case.rules
    assert (first.pattern, first.answer, first.occasion) == ("precedence", "talk", "vote")
    assert not first.is_pledge
    assert (pledge.pattern, pledge.occasion, pledge.answer) == ("response", "harvest", "vote")
    assert (pledge.within, pledge.is_pledge) == (14, True)
    assert (pledge.by, pledge.to) == (
        Party("mill", "mill", "mill"),
        Party("the Elder", "the elder", "guild"),
    )
    for one in (claim, treaty, first):
        assert (one.cites, one.against) == ((LETTER,), (Cite("ballad"),))


def test_every_citation_is_known_to_the_case(case: Case) -> None:
    assert LETTER in case.all_cites()
    assert Cite("letter", "the elder", "had seen") in case.all_cites()
    assert Always() not in case.all_cites()


def test_the_case_says_what_it_is_in_one_line(case: Case) -> None:
    assert repr(case) == (
        "Case('The lock on the canal', reading base: 3 actors, 14 steps, 27 assumptions, 1 theses)"
    )


def test_marks_by_people_and_the_names_of_a_source(case: Case) -> None:
    letter, *_ = case.sources
    assert [(one.remark.kind, one.remark.words, one.remark.side.value) for one in letter.marks] == [
        (MarkKind.SUPPLIED, "we shall build", "after"),
        (MarkKind.UNCLEAR, "toll", "on"),
        (MarkKind.GAP, "in the winter", "before"),
        (MarkKind.GAP, "was mild", "after"),
        (MarkKind.SURPLUS, "the the", "on"),
        (None, "yours truly", "on"),
    ]
    supplied, unclear, gap, unknown_gap, _, settled = (one.remark for one in letter.marks)
    assert (supplied.reading, supplied.certainty, supplied.by, supplied.note) == (
        "the lock",
        Certainty.HIGH,
        "A. Editor",
        "A guess.",
    )
    assert (unclear.within, unclear.reading, unclear.certainty) == (
        "half the toll",
        "tool",
        Certainty.LOW,
    )
    assert (gap.extent, unknown_gap.extent) == ("a line", None)
    assert (settled.settles, settled.note) == (MarkKind.GAP, "It ends so.")
    assert letter.names == (
        SourceName("Matthew", "the elder"),
        SourceName("Old Matt", "the elder"),
        SourceName("the Crown", "The crown"),
    )
