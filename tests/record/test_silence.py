"""What no source supports is listed, and what one supports is not."""

from __future__ import annotations

from record_cases import record_case

from foedus.record import chronicle

PLAY = """\
play:
  - {move: go, by: up, options: [yes, no]}
  - {move: stay, by: down, options: [yes, no], cite: [book]}
  - {move: rest, by: far, options: [yes, no]}
outcomes: {done: always}
"""


def silence(*entries: str, rest: str = "") -> list[str]:
    book = "sources: {book: {title: A book}}\n"
    return list(chronicle(record_case(*entries, play=PLAY, rest=rest + book)).silence)


def test_steps_without_an_entry_and_a_source() -> None:
    found = silence("act: it, by: Ann, to: Bob, on: 1950, step: go = yes, cite: [book]")
    assert found == ["the step rest cites no source, and no entry records it"]


def test_entries_claims_agreements_and_rules_without_a_source() -> None:
    found = silence(
        "act: it, by: Ann, to: Bob, on: 1950, step: go = yes",
        "act: other, by: Ann, to: Bob, on: 1951, cite: [book], said: [{claim: a, says: So.}]",
        "act: never, by: Bob, recorded: no",
        rest=(
            "claims: {a: {says: So.}, b: {says: Not so., about: go = yes, cite: [book]}}\n"
            "agreements: {pact: {says: Peace., between: [up, down], only after: rain}}\n"
            "rules: {r: {says: It must., needs: it, before: never}}\n"
        ),
    )
    in_words = (
        'whether the agreement pact may be in force, only after "rain", is said in words, and not '
        "held against the record"
    )
    assert found[1:] == [
        "the entry it cites no source",
        "the entry never is expected, and stands in no source",
        in_words,
        "the claim a cites no source",
        "the agreement pact cites no source",
        "the rule r cites no source",
    ]


def test_options_of_which_nobody_else_is_said_to_have_known() -> None:
    alone = silence("entry: it, on: 1950, step: go = yes, cite: [book]")
    assert alone[-1] == "who else knew of go = yes (it) is not told"
