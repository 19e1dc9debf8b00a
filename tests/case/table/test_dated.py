"""A date fills up to four cells and comes back from them."""

import pytest

from foedus.case.table.dated import DateCells, cells_of_date, date_of_cells
from foedus.dates import DateError, Relation, parse_date, parse_distance, related_date

ENTRIES = {"talk": parse_date("1911-03-09"), "vote-2": parse_date("1911-04?")}


@pytest.mark.parametrize(
    ("relation", "told", "words"),
    [
        (Relation("after", ("talk",)), "after talk", {"after": "talk"}),
        (
            Relation("after", ("talk",), parse_distance("1 day")),
            "1 day after talk",
            {"after": "talk", "by": "1 day"},
        ),
        (
            Relation("before", ("vote-2",), parse_distance("0 to 3 weeks")),
            "0 to 3 weeks before vote-2",
            {"before": "vote-2", "by": "0 to 3 weeks"},
        ),
        (Relation("same day as", ("talk",)), "same day as talk", {"same day as": "talk"}),
        (
            Relation("between", ("talk", "vote-2")),
            "between talk and vote-2",
            {"between": ["talk", "vote-2"]},
        ),
    ],
)
def test_what_is_told_by_entries_is_told_in_the_words_of_the_language(
    relation: Relation, told: str, words: dict[str, object]
) -> None:
    date = related_date(relation, ENTRIES, written="then")
    cells = cells_of_date(date)
    assert cells == (date.edtf, "then", "", told)
    assert date_of_cells(cells) == {"as written": "then", **words}


def test_a_plain_date_stays_plain_and_none_stays_none() -> None:
    assert date_of_cells(cells_of_date(parse_date("1911~"))) == "1911~"
    assert date_of_cells(cells_of_date(None)) is None


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (DateCells("1911-02-31"), "February 1911 has 28 days"),
        (DateCells(written="in May"), "is empty, but there is more on the date"),
        (DateCells(told_by="a day after talk"), "tells no date by entries: write 1 day after NAME"),
        (DateCells(told_by="between talk"), "between NAME and NAME"),
    ],
)
def test_what_is_no_date_is_refused(cells: DateCells, said: str) -> None:
    with pytest.raises(DateError) as caught:
        date_of_cells(cells)
    assert said in str(caught.value)
