"""What the record ties to a step, up to a date, is the fact `recorded`."""

import pytest
from ten_lines import Small, chosen, close, read, small

from foedus.case import CaseError
from foedus.game import compile_game

TEXT = """
    evidence until: DATE
    actors: {a: {}, b: {}}
    play:
      - {move: asks, by: a, options: [much, little]}
      - {move: gives, by: b, options: [all, nothing]}
    outcomes: {granted: gives = all, kept: otherwise}
    preferences: {b: {granted and asks = little: 1, granted and asks = much: -1}}
    record:
      - {entry: asked, on: 1911-03-01, says: It asked for little., step: asks = little}
      - {entry: talked, on: 1911-03-02, says: They talked.}
      - {entry: refused, on: 1911-05, says: Nothing was given., step: gives = nothing}
"""


def until(date: str) -> Small:
    return small(TEXT.replace("DATE", date))


@pytest.mark.parametrize("date", ["1911-03-01", "1911-04", "1911-05-15"])
def test_what_may_be_later_is_no_evidence(date: str) -> None:
    """An entry of May counts by the last of May."""
    it = until(date)
    assert str(dict(it.expansion.facts)["recorded"]) == "asks = little"
    assert it.solved("P(granted | recorded)") == close([1 / 2, chosen(1), 1])


@pytest.mark.parametrize("date", ["1911-05-31", "1911-05", "1911", "1912-01"])
def test_what_happened_by_then_is_evidence(date: str) -> None:
    it = until(date)
    assert str(dict(it.expansion.facts)["recorded"]) == "asks = little and gives = nothing"
    # Nothing that b gets depends on what a asks for, to a: it asks for little half the time.
    assert it.solved("P(recorded)") == close([1 / 4, 1 / 2 * (1 - chosen(1)), 0])
    assert it.solved("P(granted | recorded)")[:2] == close([0, 0])


def test_without_a_date_everything_recorded_is_evidence() -> None:
    it = small(TEXT.replace("evidence until: DATE", ""))
    assert it.at(0.0, "P(recorded)") == close(1 / 4)


def test_a_record_that_cannot_happen_warns() -> None:
    it = small(TEXT.replace("DATE", "1911").replace("by: b,", "by: b, when: asks = much,"))
    (warning,) = it.warnings
    assert warning == (
        "no history of the play contains everything that the record ties to a step: what happened "
        "cannot happen in this game"
    )


def test_a_test_may_not_ask_for_evidence_where_there_is_none() -> None:
    text = TEXT.replace("DATE", "1910")
    small(text)  # a record without evidence is no mistake
    test = "theses: {t: {says: A claim., test: P(granted | recorded) > 0.5}}"
    with pytest.raises(CaseError) as caught:
        compile_game(read(f"{text}    {test}"))
    (problem,) = caught.value.problems
    assert problem.message == (
        '"recorded" says nothing: "evidence until" is before what names a step'
    )
