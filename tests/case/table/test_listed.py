"""Several names, and states of agreements, stand in one cell and come back the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import UserError
from foedus.case.table.listed import (
    cell_of_names,
    cell_of_states,
    names_of_cell,
    states_of_cell,
)

NAMES = st.lists(st.text(min_size=1).map(str.strip).filter(bool), min_size=1, max_size=4)
WORDS = st.from_regex(r"[a-z][a-z.-]{0,5}[a-z]", fullmatch=True)


@given(NAMES | st.lists(st.text('a;" ', min_size=1).map(str.strip).filter(bool), min_size=1))
def test_names_come_back_from_their_cell(names: list[str]) -> None:
    read = names_of_cell(cell_of_names(names))
    assert ([read] if isinstance(read, str) else read) == names


@given(st.dictionaries(WORDS, st.sampled_from(["proposed", "in force"]), min_size=1))
def test_states_come_back_from_their_cell(states: dict[str, str]) -> None:
    assert states_of_cell(cell_of_states(states)) == states


def test_names_are_read_as_a_person_would_type_them() -> None:
    assert names_of_cell('the mayor ;"A; B"') == ["the mayor", "A; B"]
    assert names_of_cell(" the mayor ") == "the mayor"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("a; ; b", "has a place without a name: write NAME; NAME"),
        ("a;", "has a place without a name"),
        ('the "Elder"', "a name with a quotation mark needs quotes"),
        ('"a" b; c', "a name with a quotation mark needs quotes"),
        ('"a', "a name with a quotation mark needs quotes"),
    ],
)
def test_what_names_nobody_is_refused(cell: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        names_of_cell(cell)


def test_a_long_cell_is_not_repeated_in_full() -> None:
    with pytest.raises(UserError) as caught:
        names_of_cell("a;" * 100_000)
    assert len(str(caught.value)) < 200


@pytest.mark.parametrize("cell", ["treaty", "treaty: ", ": proposed", "a: proposed;"])
def test_an_agreement_without_a_state_is_refused(cell: str) -> None:
    with pytest.raises(UserError, match="is no agreement with its state"):
        states_of_cell(cell)
