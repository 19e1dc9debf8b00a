"""A case says once whose words a passage is and through whom a testimony came."""

from __future__ import annotations

import pytest

from foedus.case import Case, CaseError, check_citations, loads
from foedus.dates import parse_date
from foedus.sources import Attribution, Citation, Relay, Source, Voicing

HEAD = """\
foedus: 1
title: Whose words
sources:
  page: {title: A page}
actors:
  upland: {name: Upland, voices: {the mayor: [His Worship]}}
  river: {}
play:
  - {move: proposes, by: upland, options: [dam, nothing], cite: [page, The dam, will hold]}
outcomes: {done: always}
"""
WRITTEN_OUT = (
    "{passage: [page, The dam, will hold], words of: his  worship, as: quotation, "
    "through: [{by: a clerk, when: 1911-03}, river]}"
)
ATTRIBUTION = Attribution(
    Voicing.QUOTATION, "the mayor", (Relay("a clerk", parse_date("1911-03")), Relay("river"))
)


def one_saying(words: str) -> str:
    return f"testimony:\n  - {{matter: the dam, says: It would hold., {words}}}\n"


def told(rest: str) -> Case:
    return loads(HEAD + rest)


def mistakes(rest: str) -> list[str]:
    with pytest.raises(CaseError) as caught:
        told(rest)
    return [problem.message for problem in caught.value.problems]


def test_the_list_form_says_nothing() -> None:
    (cite,) = told("").play[0].cites
    assert (cite.attribution, cite.origin) == (None, None)


def test_what_is_said_at_one_citation_holds_for_all_of_the_passage() -> None:
    case = told(one_saying(f"by: a clerk, cite: {WRITTEN_OUT}"))
    assert case.play[0].cites[0].attribution == ATTRIBUTION
    assert case.testimony[0].cites[0].attribution == ATTRIBUTION
    assert case.play[0].cites == case.testimony[0].cites


def test_it_may_stand_alone_in_a_list_or_among_lists() -> None:
    for written in (WRITTEN_OUT, f"[{WRITTEN_OUT}]", f"[[page], {WRITTEN_OUT}]"):
        case = told(one_saying(f"by: river, cite: {written}"))
        assert case.testimony[0].cites[-1].attribution == ATTRIBUTION
        assert len(case.testimony[0].cites) == written.count("[page]") + 1


def test_a_source_as_a_whole_may_be_somebodys_words() -> None:
    cite = "{passage: [page], words of: the mayor, as: document}"
    case = told(one_saying(f"by: river, cite: {cite}"))
    assert case.testimony[0].cites[0].attribution == Attribution(Voicing.DOCUMENT, "the mayor")
    assert case.play[0].cites[0].attribution is None


def test_the_check_of_a_citation_carries_it() -> None:
    case = told(one_saying(f"by: river, cite: {WRITTEN_OUT}"))
    (checked,) = check_citations(case, {"page": Source("page", "The dam surely will hold.")})
    assert checked.check.passage is not None
    assert checked.check.passage.attribution == ATTRIBUTION


def test_against_is_checked_like_any_citation_and_supports_nothing() -> None:
    case = told("theses: {t: {says: x, test: P(done) > 0, against: [page, It, fell]}}\n")
    (thesis,) = case.theses
    assert thesis.cites == ()
    assert thesis.against[0] in case.all_cites()
    assert thesis.against[0] in [passage.cite for passage in check_citations(case, {})]


def test_a_passage_for_and_against_one_assertion_warns() -> None:
    both = "cite: [page, The, dam], against: [page, The, dam]"
    case = told(one_saying(f"by: river, {both}"))
    assert [warning.message for warning in case.warnings] == [
        "this passage is cited for and against the same assertion"
    ]


def test_the_remove_follows_from_the_chain() -> None:
    chains = {
        "by: the mayor, through: [a clerk, a judge]": 2,
        "by: a clerk, from: the mayor": 1,
        "by: a clerk, from: [the mayor], through: {by: a judge, when: 1912}": 2,
        "by: the mayor, remove: 0": 0,
        "by: the mayor": None,
    }
    removes = {words: told(one_saying(words)).testimony[0].remove for words in chains}
    assert removes == chains


def test_the_chain_of_a_citation_is_that_of_its_testimony() -> None:
    said = told(one_saying(f"by: a clerk, cite: {WRITTEN_OUT}")).testimony[0]
    assert said.heard_from == (Relay("the mayor"),)
    assert said.through == (Relay("river"),)
    assert (said.remove, str(said.when)) == (2, "1911-03")
    first = told(one_saying(f"by: His Worship, cite: {WRITTEN_OUT}")).testimony[0]
    assert (first.heard_from, first.through, first.remove) == ((), ATTRIBUTION.through, 2)


def test_the_chain_of_another_speaker_is_not() -> None:
    said = told(one_saying(f"by: a poet, cite: {WRITTEN_OUT}")).testimony[0]
    assert (said.heard_from, said.through, said.remove, said.when) == ((), (), None, None)


def test_chains_that_differ_must_be_told_apart_by_the_author() -> None:
    other = "{passage: [page, He, left], words of: the mayor, as: quotation, through: a poet}"
    cites = f"cite: [{WRITTEN_OUT}, {other}]"
    (message,) = mistakes(one_saying(f"by: the mayor, {cites}"))
    assert message == (
        "its citations give several chains (the mayor to a clerk to river; the mayor to a poet): "
        'write "through", and "from"'
    )
    case = told(one_saying(f"by: the mayor, through: a poet, {cites}"))
    assert case.testimony[0].remove == 1


def test_all_mistakes_of_a_chain_come_at_once() -> None:
    rest = one_saying(f"by: a clerk, remove: 7, cite: {WRITTEN_OUT}") + (
        "  - {matter: the dam, says: x, by: river, remove: 0, through: [a poet, a judge]}\n"
    )
    assert len(mistakes(rest)) == 2


def test_names_that_are_nearly_one_are_pointed_out() -> None:
    rest = one_saying("by: a, position: it would stand, origin: the letter of 3 March") + (
        "  - {matter: the dam, says: x, by: b, position: it would stend, "
        "origin: the  Letter of 3 March}\n"
        "  - {matter: the dam, says: x, by: c, position: It would  stand, "
        "origin: the letter of 4 March}\n"
        "  - {matter: the river, says: x, by: d, position: it would stond, "
        "origin: the leter of 3 March}\n"
    )
    tail = "if one is meant, call it by one name"
    assert [warning.message for warning in told(rest).warnings] == [
        f'the position "it would stend" is nearly "it would stand" of line 12: {tail}',
        f'the origin "the leter of 3 March" is nearly "the letter of 3 March" of line 12: {tail}',
    ]


def test_under_a_reading_passages_keep_their_voice() -> None:
    case = told(
        one_saying(f"by: river, cite: {WRITTEN_OUT}")
        + "preferences: {upland: {done: mood}}\nassumptions: {mood: 0 to 9}\n"
        "readings: {axis: {bold: {assumptions: {mood: {between: [1, 2], against: [page]}}}}}\n"
    )
    under = case.under(("bold",))
    assert under.play[0].cites[0].attribution == ATTRIBUTION
    assert [cite.source for cite in under.assumption["mood"].against] == ["page"]
    assert case.assumption["mood"].against == ()


def test_thousands_of_names_are_not_compared_without_end() -> None:
    lines = "".join(
        f"  - {{matter: m, by: b, says: x, position: position{'xyzw'[at % 4] * (at // 4)}}}\n"
        for at in range(2400)
    )
    (warning,) = {
        one.message for one in told(f"testimony:\n{lines}").warnings if "too many" in one.message
    }
    assert warning.endswith("names of positions are too many to look for slips in them")


def test_what_is_printed_to_paste_is_read_back() -> None:
    printed = Citation("page", "The dam", "will hold", None, ATTRIBUTION)
    case = told(one_saying(f"by: river, cite: {printed}"))
    assert case.testimony[0].cites[0].attribution == ATTRIBUTION
