"""A suggestion never leaves out the word that turns the sense without showing it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus.sources import Citation, Source, check_citation

PAGE = Source(
    "page",
    "The cable is strictly secret. Kim never declares that the work should begin in June. He does "
    "not expect the fleet at all. Mao did not, in the end, agree to send the troops. They left "
    "with nothing signed in Moscow by any of them, ever.",
)


@pytest.mark.parametrize(
    ("start", "end", "difference", "first"),
    [
        (
            "Kim declares that",
            "begin in June.",
            "Kim {+never+} declares that",
            "Kim never declares",
        ),
        (
            "He expects the",
            "fleet at all.",
            "He [-expects-] {+does not expect+} the",
            "He does not",
        ),
        (
            "Mao agreed",
            "the troops.",
            "Mao [-agreed-] {+did not, in the end, agree+}",
            "Mao did not,",
        ),
        ("Kim declares that the work should begin", "", "Kim {+never+} declares", "Kim never"),
    ],
)
def test_the_passage_reaches_to_the_first_cited_word(
    start: str, end: str, difference: str, first: str
) -> None:
    suggestion = check_citation(PAGE, Citation("page", start, end)).suggestion
    assert suggestion is not None
    assert difference in str(suggestion)
    assert suggestion.citation.start.startswith(first)
    assert check_citation(PAGE, suggestion.citation).is_valid


def test_the_passage_reaches_to_the_last_cited_word() -> None:
    page = Source("page", "Rain fell. The pact was signed in Moscow by none of them. He left.")
    cited = Citation("page", "The pact was", "signed in Moscow them.")
    suggestion = check_citation(page, cited).suggestion
    assert suggestion is not None
    assert "{+by none of+} them." in str(suggestion)
    assert suggestion.passage.text.endswith("by none of them.")


def test_where_the_first_word_stands_nowhere_the_words_before_are_shown() -> None:
    cited = Citation("page", "Stalin declares that the work", "begin in June.")
    suggestion = check_citation(PAGE, cited).suggestion
    assert suggestion is not None
    assert "[beside it: Kim never] [-Stalin-] declares" in str(suggestion)


@given(
    subject=st.sampled_from(["Kim", "Roshchin", "The old minister"]),
    between=st.sampled_from(["never", "does not", "no longer openly", "refuses; nobody"]),
    verb=st.sampled_from(["declares", "believes", "demands"]),
)
def test_a_word_left_out_between_the_first_and_the_next_is_shown(
    subject: str, between: str, verb: str
) -> None:
    rest = "that the northern army should march before the autumn rains."
    page = Source("page", f"Rain fell. {subject} {between} {verb} {rest} He left.")
    suggestion = check_citation(page, Citation("page", f"{subject} {verb} {rest}")).suggestion
    assert suggestion is not None
    assert suggestion.passage.text.startswith(f"{subject} {between} {verb}")
    shown = " ".join(change.found for change in suggestion.difference)
    assert f"{subject} {between} {verb}" in shown
