"""What may have been told only after a voice was given stands beside it as perhaps known."""

from __future__ import annotations

from foedus.case import loads
from foedus.record import chronicle
from foedus.report.consent_views import consent_views

CASE = """
foedus: 1
title: A pact
actors: {a: {name: Alba}, b: {name: Bergen}, c: {name: Calais}}
play:
  - {consent: pact, of: [a, b], rule: unanimous}
outcomes: {done: always}
claims: {early: {says: Calais is with us.}, maybe: {says: Calais is not.}}
record:
  - {statement: one, by: c, to: b, on: 1950-05-01, says: So., said: [{claim: early}]}
  - {statement: two, by: c, to: b, on: 1950-05, says: So., said: [{claim: maybe}]}
  - {statement: yes, by: b, on: 1950-05-10, says: Bergen agrees., step: pact.b = agree}
"""


def test_what_may_have_come_later_is_perhaps_known() -> None:
    case = loads(CASE)
    (pact,) = consent_views(case, chronicle(case))
    known = {one.name: one.support for voice in pact.voices for one in voice.knowledge}
    assert known == {
        "early": "heard from one side only",
        "maybe": "perhaps known, heard from one side only",
    }
