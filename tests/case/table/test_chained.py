"""A chain of people fits one cell, whatever they are called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foedus import UserError
from foedus.case.table.chained import cell_of_chain, chain_of_cell
from foedus.dates import HistoricalDate, Relation, parse_date, parse_distance, related_date
from foedus.sources import Relay

NAMES = st.text(st.characters(codec="utf-8") | st.sampled_from('>"();, \n')).map(str.strip)
TEXTS = NAMES.filter(bool)
AFTER = Relation("after", ("talk",), parse_distance("2 to 3 weeks"))
TALK = {"talk": parse_date("1911-03-09")}


def dates(written: str | None, basis: str | None, edtf: str | None) -> HistoricalDate:
    """A date in EDTF, or told by an entry."""
    if edtf is None:
        return related_date(AFTER, TALK, written=written, basis=basis)
    return parse_date(edtf, written=written, basis=basis)


DATES = st.builds(
    dates,
    st.none() | TEXTS,
    st.none() | TEXTS,
    st.none() | st.sampled_from(["1911", "-0044", "[1911,1913]", "{1911..1913}", "../1911~"]),
)


def as_in_a_case(relay: Relay) -> str | dict[str, object]:
    """The relay as an author would write it."""
    when = relay.when
    if when is None:
        return relay.by
    told = {"after": "talk", "by": "2 to 3 weeks"} if when.relation else {"edtf": when.edtf}
    first = {"as written": when.written} if when.written else {}
    last = {"basis": when.basis} if when.basis else {}
    words = {**first, **told, **last}
    return {"by": relay.by, "when": when.edtf if words.keys() == {"edtf"} else words}


@given(st.lists(st.builds(Relay, TEXTS, st.none() | DATES), min_size=1))
def test_a_chain_reads_back_the_same_whatever_the_names(relays: list[Relay]) -> None:
    read = chain_of_cell(cell_of_chain(tuple(relays)))
    assert (read if isinstance(read, list) else [read]) == [as_in_a_case(one) for one in relays]


def test_plain_names_need_no_quotes() -> None:
    assert cell_of_chain((Relay("Li, Zhouyuan"), Relay("the clerk"))) == "Li, Zhouyuan > the clerk"
    assert chain_of_cell("Li, Zhouyuan>the clerk") == ["Li, Zhouyuan", "the clerk"]
    assert chain_of_cell(" the clerk ") == "the clerk"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        (">", '"" names nobody: write NAME > NAME (1911-05)'),
        ("a >", '"" names nobody'),
        ('""', '"""" names nobody'),
        ("(1911)", '"(1911)" names nobody'),
        ("a (the elder)", '"the elder" is no date'),
        ("a ()", "in brackets stands a date"),
        ("a (1911; said)", "a (1911; said): in brackets stands a date"),
        ("a (1911) b", "a name with a bracket or quotation mark needs quotes"),
        ("a (1911", "a name with a bracket or quotation mark needs quotes"),
        ('the "Elder"', "a name with a bracket or quotation mark needs quotes"),
        ("a (soon after)", '"soon after" tells no date by entries: write 1 day after NAME'),
    ],
)
def test_a_cell_that_is_no_chain_is_refused_with_what_is_right(cell: str, said: str) -> None:
    with pytest.raises(UserError) as caught:
        chain_of_cell(cell)
    assert said in str(caught.value)


@given(st.text(st.sampled_from('>"() a;1')))
def test_hostile_cells_are_read_or_refused(cell: str) -> None:
    try:
        assert chain_of_cell(cell)
    except UserError as error:
        assert str(error)  # noqa: PT017 - either is right


def test_a_long_cell_takes_no_long_time() -> None:
    for sign in '>"( )':
        with pytest.raises(UserError):
            chain_of_cell(sign * 200_001)
