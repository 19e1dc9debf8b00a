"""Every assumption without a citation is listed, with the reason."""

from foedus.case import loads
from foedus.findings import unsourced_assumptions

TEXT = """\
foedus: 1
title: What rests on nothing
sources: {page: {title: A page}}
actors: {a: {}}
play:
  - {event: rain, options: [yes, no]}
  - {move: go, by: a, options: [out, stay]}
outcomes: {wet: rain = yes and go = out, dry: otherwise}
preferences:
  a:
    - {when: wet, worth: cited}
    - {when: dry, worth: owned}
    - {when: go = stay, worth: bare}
    - {when: go = out, worth: moved}
assumptions:
  cited: {between: [1, 2], cite: [page], note: with a note}
  owned: {between: [1, 2], note: the author's own}
  bare: {between: [1, 2]}
  moved: {between: [1, 2], cite: [page]}
readings:
  an axis:
    supported: {by: x, cite: [page], assumptions: {cited: {between: [3, 4]}}}
    unsupported: {by: y, assumptions: {moved: {between: [3, 4]}}}
"""


def test_reasons() -> None:
    found = {one.name: one.why for one in unsourced_assumptions(loads(TEXT))}
    assert found["owned"] == "the author's own"
    assert found["bare"] == "no source given"
    assert found["P[a](rain = yes)"] == "the case is silent"
    assert found["rationality.a"] == "the case is silent"


def test_what_a_reading_sets_rests_on_the_citations_of_the_reading() -> None:
    found = {one.name: one.combination for one in unsourced_assumptions(loads(TEXT))}
    assert "cited" not in found
    assert found["moved"] == ("unsupported",)
    assert found["bare"] == ()


def test_each_is_listed_once() -> None:
    names = [one.name for one in unsourced_assumptions(loads(TEXT))]
    assert len(names) == len(set(names))
